"""An enterprise's own pages of what it can do, month by month."""
