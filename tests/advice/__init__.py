"""Tests of the advice row."""
