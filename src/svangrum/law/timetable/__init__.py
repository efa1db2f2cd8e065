"""The days of a procurement: worked back from the day its contract must start."""
