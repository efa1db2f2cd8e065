"""What is done with organisations and people, one file for each subject."""
