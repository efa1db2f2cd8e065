"""The checkout's own tools: run from the root of the checkout, never shipped."""
