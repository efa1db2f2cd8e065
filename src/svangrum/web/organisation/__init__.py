"""An organisation's own pages: people, look, limits, keys, grants, history."""
