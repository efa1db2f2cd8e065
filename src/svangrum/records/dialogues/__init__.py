"""Early market dialogue: the same to everybody, answered in whole or in part, with what was told to whom."""
