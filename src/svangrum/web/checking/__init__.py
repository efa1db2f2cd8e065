"""What ``svangrum check`` looks at: the settings by themselves, and the installation that they make."""
