"""Purchases that were kept."""
