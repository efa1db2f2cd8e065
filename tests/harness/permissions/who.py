"""Everyone who walks."""

from __future__ import annotations

WHO = {
    "stranger": "not signed in",
    "homeless": "signed in, in no organisation",
    "left": "was a member until yesterday",
    "administrator": "administers the organisation",
    "officer": "procurement officer, the owner of the things",
    "colleague": "procurement officer who owns nothing",
    "ordering-unit": "orders, nothing else",
    "matching-officer": "matches, nothing else",
    "decision-maker": "decides",
    "controller": "examines",
    "deputy": "orders, acts in the officer's stead",
    "reader": "orders, with leave to read the thing",
    "editor": "orders, with leave to change the thing",
    "crossing": "procurement officer of another organisation that has leave to read the thing",
    "neighbour": "administrator and procurement officer of an organisation without leave",
    "enterprise-administrator": "administers an enterprise",
    "enterprise-member": "works in an enterprise",
    "coordinator": "coordinates enterprises",
    "operator": "runs the installation, belongs nowhere",
}
"""Everyone who walks, and what they are."""
