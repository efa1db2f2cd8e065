"""Ending letters from a link in one of them."""
