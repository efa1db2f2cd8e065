"""Typed tables of what was published, their immutable snapshots, and the engine that reads them."""
