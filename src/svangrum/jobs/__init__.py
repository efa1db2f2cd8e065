"""Work in the background: what each kind of work does, and the worker that does it."""
