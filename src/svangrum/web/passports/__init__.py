"""Pages of what enterprises can prove, for themselves and for those who buy."""
