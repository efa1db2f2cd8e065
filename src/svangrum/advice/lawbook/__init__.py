"""The law as a book, in words: what its pages and `svangrum law` show. Above it lie only the interfaces."""
