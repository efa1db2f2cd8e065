"""Proposals to tender together: coordinators propose, enterprises answer."""
