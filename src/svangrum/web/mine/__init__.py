"""*Mina sidor*: what is mine to do, and how I want it."""
