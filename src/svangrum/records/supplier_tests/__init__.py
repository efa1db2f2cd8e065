"""The two-supplier test of a purchase, signed: what was decided, why, by which role, and on which answer it rests."""
