"""What was done, by whom and when: one chain of digests for each thing."""
