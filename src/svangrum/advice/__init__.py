"""One purchase, one date: law, competition and who can deliver, as one answer."""
