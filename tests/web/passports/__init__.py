"""Tests of the pages of what enterprises can prove."""
