"""*Vilka kan leverera?*: a need beside everyone in the register, for buyers."""
