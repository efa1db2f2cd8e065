"""Connectors: published sources to files in a folder, for ``svangrum ingest`` to read. Nothing is fetched unasked."""
