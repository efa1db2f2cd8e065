"""Pages: translate a request, one call down, show the answer."""
