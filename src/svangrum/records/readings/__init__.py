"""Who has read an enterprise's entry in the register, and what of that the enterprise may know."""
