"""Work in the background: what someone started, how far it has come, and what came of it."""
