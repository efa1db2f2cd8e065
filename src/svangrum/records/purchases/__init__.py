"""Purchases that were tried and kept, with the answer as it was given."""
