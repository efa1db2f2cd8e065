"""Tests of what enterprises can prove."""
