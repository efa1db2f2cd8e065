"""Work in the background, as the one who started it sees it."""
