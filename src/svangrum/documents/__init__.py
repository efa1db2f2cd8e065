"""Values in; charts, PDF, Word and texts out."""
