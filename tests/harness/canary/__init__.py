"""Numbers of people that must be left nowhere: how they are written, sent in, and searched for."""
