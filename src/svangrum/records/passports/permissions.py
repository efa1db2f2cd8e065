"""Who may do what with a passport.

What it says is written by the enterprise's administrators alone. Everyone in the register reads yes, no or not known.
The numbers behind it are for the enterprise's own people, and for a procurement officer of the one buyer that was
given them by a link. Officers of buyers note that they have seen the documents, and challenge; a decision maker of the
organisation that challenged settles it, for that organisation. Competitors are not told of challenges. A key of the
API does nothing here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.accounts.permissions import can_administer
from svangrum.records.actors import Role
from svangrum.records.enterprises.permissions import can_administer_enterprise, can_write_enterprise, is_buyer

if TYPE_CHECKING:
    from svangrum.records.actors import Actor
    from svangrum.records.enterprises.models import Enterprise
    from svangrum.records.passports.models import Challenge, PassportLink, Relied

_OFFICERS = (Role.PROCUREMENT_OFFICER, Role.MATCHING_OFFICER)


def can_write_passport(actor: Actor, enterprise: Enterprise) -> bool:
    """Tell and withdraw evidence, answer a challenge, make and revoke links."""
    return can_administer_enterprise(actor, enterprise)


def can_see_numbers(actor: Actor, enterprise: Enterprise) -> bool:
    """The numbers and the words behind the answers, links and who challenged: the enterprise's own people."""
    return can_write_enterprise(actor, enterprise)


def can_see_numbers_by(actor: Actor, link: PassportLink) -> bool:
    """What the link opens beyond yes and no, while it holds: for procurement officers of the buyer it was made for."""
    return can_see_numbers(actor, link.enterprise) or (is_of_buyer(actor, link) and actor.has(Role.PROCUREMENT_OFFICER))


def is_of_buyer(actor: Actor, link: PassportLink) -> bool:
    """Whether the actor is somebody of the buyer that the link was made for."""
    return actor.person is not None and actor.belongs_to(link.buyer_id)


def can_note_sighting(actor: Actor) -> bool:
    """Say that the documents have been seen, and take it back: procurement and matching officers of buyers."""
    return is_buyer(actor) and actor.has(*_OFFICERS)


def can_see_files_by_link(actor: Actor) -> bool:
    """The files behind the numbers are for procurement officers."""
    return is_buyer(actor) and actor.has(Role.PROCUREMENT_OFFICER)


def can_challenge(actor: Actor) -> bool:
    """Put a test under review, as buyers see it: procurement and matching officers of buyers."""
    return is_buyer(actor) and actor.has(*_OFFICERS)


def can_see_challenge(actor: Actor, challenge: Challenge) -> bool:
    """Who challenged, why, and what came of it: the enterprise's people, and those of the one who challenged."""
    own = actor.person is not None and actor.belongs_to(challenge.organisation_id)
    return own or can_write_enterprise(actor, challenge.evidence.enterprise)


def can_see_reply(actor: Actor, challenge: Challenge) -> bool:
    """The document with an answer: the enterprise's people, and those who look into it where it was challenged."""
    if can_write_enterprise(actor, challenge.evidence.enterprise):
        return True
    return can_see_challenge(actor, challenge) and actor.has(*_OFFICERS, Role.DECISION_MAKER)


def can_answer_challenge(actor: Actor, challenge: Challenge) -> bool:
    return can_write_passport(actor, challenge.evidence.enterprise)


def can_settle(actor: Actor, challenge: Challenge) -> bool:
    """A decision maker of the organisation that challenged."""
    own = actor.person is not None and actor.belongs_to(challenge.organisation_id)
    return own and actor.has(Role.DECISION_MAKER)


def can_lapse(actor: Actor) -> bool:
    """Tell both sides that nobody settled a challenge in time: the program."""
    return actor.program


def can_rely(actor: Actor) -> bool:
    """Keep a copy of what was relied on: procurement and matching officers of buyers."""
    return is_buyer(actor) and actor.has(*_OFFICERS)


def can_thin_relied(actor: Actor, relied: Relied) -> bool:
    """When its time is past: the program, as the organisation's decision says, or an administrator."""
    return actor.program or can_administer(actor, relied.organisation_id)


def can_see_relied(actor: Actor, relied: Relied) -> bool:
    """The people of the organisation that relied on it."""
    return actor.person is not None and actor.belongs_to(relied.organisation_id)


def can_see_relied_numbers(actor: Actor, relied: Relied) -> bool:
    """The numbers in a kept copy: that organisation's procurement officers, as when it was read."""
    return can_see_relied(actor, relied) and actor.has(Role.PROCUREMENT_OFFICER)
