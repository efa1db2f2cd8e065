"""Proposals to tender together: a coordinator proposes, each enterprise answers for itself."""
