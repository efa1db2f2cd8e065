"""Read in a list of enterprises: the file, its columns, what each row is, and what came of it."""
