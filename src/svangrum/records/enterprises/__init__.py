"""The register of enterprises: what each tells of itself, and what a municipality notes beside it."""
