"""What an organisation sets for itself: arms, colour, its own limits."""
