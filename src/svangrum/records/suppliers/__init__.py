"""From the register to ``matching``: who could deliver what is needed, as an organisation knows it."""
