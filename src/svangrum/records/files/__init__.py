"""Files that people hand in: checked, encrypted, thinned by rule."""
