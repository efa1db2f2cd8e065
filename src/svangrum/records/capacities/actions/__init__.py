"""What is done with capacity, one file for each subject."""
