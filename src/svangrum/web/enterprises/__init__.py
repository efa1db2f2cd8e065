"""The register of social enterprises: to read, for an enterprise's own people to write, and to be let in to."""
