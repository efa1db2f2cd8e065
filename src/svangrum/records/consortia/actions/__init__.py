"""What is done with a proposal, one file for each subject."""
