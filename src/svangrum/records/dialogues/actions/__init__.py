"""What is done with a dialogue, one file for each subject."""
