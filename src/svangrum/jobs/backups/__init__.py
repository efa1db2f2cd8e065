"""Copies of all that people decided: taken whole while others write, and put back in an empty place."""
