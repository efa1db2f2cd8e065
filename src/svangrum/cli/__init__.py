"""Commands: translate arguments, one call down, print the answer."""
