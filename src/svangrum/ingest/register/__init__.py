"""Enterprises from elsewhere: the lists that organisations keep of them, and the official register of companies."""
