"""What is done with a passport."""
