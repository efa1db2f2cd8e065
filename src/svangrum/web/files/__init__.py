"""An organisation's files."""
