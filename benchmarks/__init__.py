"""Measurements, each beside something: run with `make bench`."""
