"""Keys by which an organisation's own programs use the API."""
