"""Pages of early market dialogue: the buyer's, everyone's, an enterprise's, and those behind a mailed link."""
