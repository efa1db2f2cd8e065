"""What a file must be to be kept: what its name says, with nothing in it that runs or fetches, and no one's number."""
