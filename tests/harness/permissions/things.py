"""The things that addresses name, each in every state that changes who may do what."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core import signing

from svangrum.records.accounts.models import Deputy, Grant, Membership
from svangrum.records.actors import Role
from svangrum.records.enterprises.actions.listing import read_in_list
from svangrum.records.files.models import StoredFile
from svangrum.records.purchases.models import GivenAdvice, Purchase
from svangrum.records.work.models import Work
from svangrum.web.clock import today
from tests.harness.permissions import consortia, dialogues, enterprises, passports
from tests.harness.permissions.belongings import Owner, own_everything
from tests.harness.permissions.capacities import PAGES as OF_CAPACITY
from tests.harness.permissions.capacities import capacity_parts
from tests.records.build import NOW, TODAY, a_member, actor
from tests.records.purchases.made import a_purchase
from tests.web.places import PARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.harness.permissions.people import Cast

    Parts = Mapping[str, Any]

_FIXED: Mapping[str, Parts] = {page: given[0] for page, given in PARTS.items()} | {
    "takeaway": {"name": "reservationstext.docx"},
    "observatory-file": {"table": "winner", "form": "csv"},
    "guide-part": {"part": "roles"},
    "oidc_login": {"provider_id": "service"},
    "oidc_callback": {"provider_id": "service"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
    "mfa_edit_webauthn": {"pk": 1},
    "mfa_remove_webauthn": {"pk": 1},
    "work-start": {"kind": "build-observatory"},
    "unsubscribe": {"signed": signing.dumps("nothing")},
}
_OWNED = {
    "invitation": "secret",
    "organisation-invitation-withdraw": "invitation",
    "organisation-person": "member",
    "organisation-person-deputy": "member",
    "organisation-person-end": "member",
    "reset-factor": "person",
    "organisation-department-rename": "department",
    "organisation-department-close": "department",
    "organisation-key-revoke": "token",
}
"""Pages of a thing of the organisation that has one state, by its kind."""


def parts(page: str, state: str, cast: Cast) -> Parts:
    """The parts of the page's address for its thing in ``state``; a thing is made for the question."""
    if page in _OWNED:
        return own_everything(_owner(cast), "vart")[_OWNED[page]]
    if page in _MADE:
        return _MADE[page](cast, state)
    if page.startswith("purchase-") and page != "purchase-keep":
        return _purchase(cast, state) | _MORE.get(page, {})
    if page in OF_CAPACITY:
        return capacity_parts(page, cast)
    if page.startswith("file-") and page != "file-hand-in":
        return _file(cast, state)
    return _FIXED.get(page, {})


def _owner(cast: Cast) -> Owner:
    return Owner(cast.ours, cast.people["administrator"], cast.people["officer"])


def _purchase(cast: Cast, state: str) -> Parts:
    owner = a_member(cast.ours, Role.PROCUREMENT_OFFICER) if state == "left" else cast.people["officer"]
    kept = a_purchase(actor(owner, cast.ours))
    if state == "left":
        Membership.objects.filter(person=owner).update(until=TODAY - timedelta(days=1))
    if state == "granted":
        _grant(cast, kept)
    changed = {"closed": {"state": "closed"}, "thinned": {"state": "thinned"}, "shared": {"shared": True}}
    Purchase.objects.filter(pk=kept.pk).update(**changed.get(state, {"note": ""}))
    return {"purchase": kept.pk}


def _tested(cast: Cast, state: str) -> Parts:
    """A purchase whose answer has asked a register."""
    made = _purchase(cast, state)
    answer = GivenAdvice.objects.get(purchase=made["purchase"])
    said = {"text": "Fråga marknaden först."}
    for told in answer.advice.values():
        told["two_suppliers"] = {"finding": "ask-first", "says": said, "why": said}
    answer.save()
    return made


def _grant(cast: Cast, kept: Purchase) -> Grant:
    told = {"organisation": cast.ours, "kind": "purchase", "thing": kept.pk, "since": TODAY, "role": "reader"}
    Grant.objects.create(**told, to_person=cast.people["reader"])
    Grant.objects.create(**told | {"role": "editor"}, to_person=cast.people["editor"])
    return Grant.objects.create(**told, to_organisation=cast.theirs)


def _grant_to_end(cast: Cast, _state: str) -> Parts:
    kept = a_purchase(actor(cast.people["officer"], cast.ours))
    return {"purchase": kept.pk, "grant": _grant(cast, kept).pk}


def _crossing(cast: Cast, _state: str) -> Parts:
    return {"grant": _grant(cast, a_purchase(actor(cast.people["officer"], cast.ours))).pk}


def _file(cast: Cast, state: str) -> Parts:
    made = own_everything(_owner(cast), "vart")["file"]
    changed = {"secret": {"secret": True}, "gone": {"thinned_at": NOW}}
    StoredFile.objects.filter(pk=made["file"]).update(**changed.get(state, {"secret": False}))
    return made


def _list_read(cast: Cast, _state: str) -> Parts:
    by = actor(cast.people["matching-officer"], cast.ours)
    return {"read": read_in_list(by=by, recorded_at=NOW, organisation=cast.ours.pk, source="Vår lista", chosen=())}


def _work(cast: Cast, state: str) -> Parts:
    made = Work.objects.create(
        organisation=cast.ours,
        started_by=cast.people["officer"],
        kind="build-observatory",
        state=state,
        result={"code": "counted", "values": {"cells": 1, "reviewed": 1}} if state == "done" else {},
        error={"code": "record.missing", "values": {}} if state == "failed" else {},
        started_at=NOW,
        due_at=NOW,
    )
    return {"work": made.pk}


def _deputy(cast: Cast, _state: str) -> Parts:
    """The ordering unit's member acts for the officer: the deputy who walks is another's."""
    made = Deputy.objects.create(
        organisation=cast.ours,
        member=cast.people["officer"],
        deputy=cast.people["ordering-unit"],
        since=TODAY,
        until=today() + timedelta(days=1),
    )
    return {"deputy": made.pk}


_MORE: Mapping[str, Parts] = {
    "purchase-answer": {"number": 1},
    "purchase-document": {"number": 1, "name": "reservationstext.docx"},
}
_MADE: Mapping[str, Callable[[Cast, str], Parts]] = {
    **passports.MADE,
    **dialogues.MADE,
    **consortia.MADE,
    "purchase": _purchase,
    "purchase-grant-end": _grant_to_end,
    "purchase-test-sign": _tested,
    "organisation-crossing-end": _crossing,
    "organisation-stylesheet": lambda cast, _state: {"organisation": cast.ours.pk},
    "organisation-logo": lambda cast, _state: {"organisation": cast.ours.pk},
    "operated-organisation-invite": lambda cast, _state: {"organisation": cast.theirs.pk},
    "mine-leave": lambda cast, _state: {"organisation": cast.ours.pk},
    "mine-deputy-end": _deputy,
    "enterprise-list-read": _list_read,
    "file": _file,
    "work": _work,
    "work-stop": _work,
    **enterprises.MADE,
}
