"""Organisations and people: memberships with roles, invitations, deputies, grants across organisations."""
