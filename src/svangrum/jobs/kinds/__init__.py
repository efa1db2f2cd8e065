"""Kinds of work: plain functions of what was given and a report of how far they have come."""
