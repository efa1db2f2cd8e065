"""Who may do what, walked cell by cell: every role, every address, every state of the thing that the address names."""
