"""What is done with kept purchases, one file for each subject."""
