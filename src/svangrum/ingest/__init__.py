"""Sources in, facts out. What cannot be read is set aside with its place and the reason."""
