"""Forms written whole: whoever may send one makes the change, and whoever may not changes nothing by it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from svangrum.ingest.register.lists import read_list
from svangrum.records.accounts.models import Department, Deputy, Grant, Invitation, Membership
from svangrum.records.actors import PUBLIC, Role, Scope
from svangrum.records.files.actions import hand_in
from svangrum.records.files.models import StoredFile
from svangrum.records.files.upload import Upload
from svangrum.records.profiles.queries import profile_of
from svangrum.records.purchases.models import Purchase
from svangrum.records.tokens.models import Token
from svangrum.web.clock import today
from svangrum.web.enterprise_lists.drafts import Draft, packed
from tests.harness.permissions import consortia, dialogues, enterprises, passports
from tests.harness.permissions.capacities import FORMS as CAPACITY_FORMS
from tests.ingest.register.made import a_list, a_number
from tests.records.build import NOW, a_member, actor
from tests.records.purchases.made import FACTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from svangrum.records.accounts.models import Organisation
    from tests.harness.permissions.people import Cast

    Parts = Mapping[str, Any]
    Form = dict[str, Any]

_VERSIONED = {
    **passports.VERSIONED,
    **dialogues.VERSIONED,
    **consortia.VERSIONED,
    "invitation": Invitation,
    "membership": Membership,
    "department": Department,
    "token": Token,
    "deputy": Deputy,
    "grant": Grant,
    "purchase": Purchase,
    "file": StoredFile,
}
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="#003d7a"/></svg>'
_INVITED = {"email": "ny@exempelstad.example", "language": "sv"}
_WRITTEN: Mapping[str, Form] = {
    **CAPACITY_FORMS,
    "organisation-invite": _INVITED | {"roles": ["administrator"]},
    "organisation-invitation-withdraw": {},
    "organisation-person": {"roles": ["controller"], "department": ""},
    "organisation-person-end": {"last_day": ""},
    "organisation-departments": {"name": "Parkerna"},
    "organisation-department-rename": {"name": "Parkerna"},
    "organisation-department-close": {"sure": "yes"},
    "organisation-key-revoke": {},
    "organisation-crossing-end": {},
    "operated-organisation-found": {"name": "Fjärran kommun", "kind": "municipality"},
    "operated-organisation-invite": _INVITED,
    "reset-factor": {},
    "mine-deputy-end": {},
    "mine-letters": {"shared": "never"},
    "purchase-keep": FACTS | {"title": "Lokalvård"},
    "purchase-describe": {"title": "Skolorna"},
    "purchase-facts": FACTS | {"value": "700 000"},
    "purchase-ask": {},
    "purchase-close": {},
    "purchase-reopen": {},
    "purchase-remove": {"reason": "Den hamnade fel.", "decision": "Nämnden 2026-11-27, § 7."},
    "purchase-share-all": {},
    "purchase-share-none": {},
    "purchase-grant-end": {},
    "purchase-test-sign": {"stage": "choice", "decision": "reserve", "reason": "Två kan leverera.", "answer": 1},
    "thinning-times": {"version": 0, "working": "24", "decision": "Nämnden 2026-11-27, § 7."},
    "file-rule": {"rule": "procurement"},
    "file-remove": {"reason": "Den hamnade fel."},
}
"""Forms that are the same for everyone, but for the version of the thing in the address."""


SENT_EMPTY = frozenset(
    {
        # Signing in and one's own security: told of in no event, and tried by tests/web/signing_in
        "account_login",
        "account_logout",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_from_key",
        "account_reauthenticate",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_add_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
        "usersessions_list",
        "mine-organisations",
        # Links whose secret is the leave
        "invitation",
        "unsubscribe",
        # Nothing stands in line
        "work-start",
        "work-stop",
    }
)
"""Pages whose form the walk sends empty: nothing in it can be chosen, or what it does is no event."""


def is_written_whole(page: str) -> bool:
    return page in _WRITTEN or page in _OF_SOMEONE


def whole_form(page: str, cast: Cast, who: str, parts: Parts) -> Form | None:
    """What ``who`` writes on the page so that the change is made; None where only an empty form is sent."""
    if page in _OF_SOMEONE:
        return _version(parts) | _OF_SOMEONE[page](cast, who)
    if page in _WRITTEN:
        return _version(parts) | _WRITTEN[page]
    return None


def _version(parts: Parts) -> Form:
    for name, model in _VERSIONED.items():
        if name in parts:
            return {"version": model._default_manager.get(pk=parts[name]).version}
    return {}


def _home(cast: Cast, who: str) -> Organisation:
    """Where ``who`` works; for those who work nowhere the organisation of the things."""
    return cast.home(who) or cast.ours


def _colleague(cast: Cast, who: str) -> str:
    """Another member of the same organisation, made for the question."""
    home = _home(cast, who)
    roles = {"enterprise": Role.MEMBER, "coordinator": Role.COORDINATOR}
    return str(a_member(home, roles.get(home.kind, Role.ORDERING_UNIT)).pk)


def _deputy(cast: Cast, who: str) -> Form:
    return {"deputy": _colleague(cast, who), "since": today().isoformat(), "until": today().isoformat()}


def _name(cast: Cast, who: str) -> Form:
    home = _home(cast, who)
    home.refresh_from_db()
    return {"name": "Fjärran kommun", "version": home.version}


def _settings(**written: Any) -> Callable[[Cast, str], Form]:
    def form(cast: Cast, who: str) -> Form:
        return {"version": profile_of(_home(cast, who).pk).version, **written}

    return form


def _arms(cast: Cast, who: str) -> Form:
    return _settings()(cast, who) | {"logo": SimpleUploadedFile("vapen.svg", _SVG)}


def _key(_cast: Cast, _who: str) -> Form:
    last = today() + timedelta(days=30)
    return {"name": "Systemet", "scopes": [one.value for one in Scope], "expires_at": last.isoformat()}


def _profile(cast: Cast, who: str) -> Form:
    if who not in cast.people:
        return {}
    person = cast.people[who]
    person.refresh_from_db()
    return {"name": "Robin Exempel", "language": "sv", "version": person.version}


def _closing(cast: Cast, who: str) -> Form:
    """Someone else administers the organisation too: the last administrator stays."""
    a_member(_home(cast, who), Role.ADMINISTRATOR)
    return _profile(cast, who) | {"sure": "yes", "settled": "yes"}


def _handed_in(_cast: Cast, _who: str) -> Form:
    return {"file": SimpleUploadedFile("plan.txt", b"Tva forskolor."), "rule": "working", "clean": "yes"}


def _due(cast: Cast, who: str) -> Form:
    """A file whose time is past, which an administrator handed in."""
    home = _home(cast, who)
    by, file = actor(a_member(home, Role.ADMINISTRATOR), home), Upload("plan.txt", b"Tva forskolor.")
    due = hand_in(by=by, recorded_at=NOW - timedelta(days=400), organisation=home.pk, file=file, rule="working")
    return {"thing": f"file.{due}.1", "sure": "yes", "decision": "Nämnden 2026-11-27, § 7."}


def _list(cast: Cast, who: str) -> Form:
    """A list of one enterprise, as its last step carries it."""
    by = actor(cast.people[who], cast.home(who)) if who in cast.people else PUBLIC
    found = read_list(a_list((a_number(), "Påhittade Städ AB", "", "", "", "")), path="lista.csv")
    return {"step": "do", "draft": packed(Draft("Vår lista", found), by), "orgnr": "0", "name": "1"}


def _leaving(cast: Cast, who: str) -> Form:
    """Someone else administers the organisation too: the last administrator stays."""
    a_member(cast.ours, Role.ADMINISTRATOR)
    held = Membership.objects.filter(organisation=cast.ours, person=cast.people.get(who)).first()
    return {"sure": "yes", "version": held.version if held else 0}


_OF_SOMEONE: Mapping[str, Callable[[Cast, str], Form]] = {
    **passports.FORMS,
    **dialogues.FORMS,
    **consortia.FORMS,
    "organisation-person-deputy": lambda cast, _who: _deputy(cast, "administrator"),
    "organisation-name": _name,
    "organisation-look": _settings(colour="#003d7a"),
    "organisation-arms": _arms,
    "organisation-arms-remove": _settings(),
    "organisation-limits": _settings(**{"ask-several": "90000"}),
    "organisation-key-new": _key,
    "mine-deputies": _deputy,
    "mine-profile": _profile,
    "mine-leave": _leaving,
    "mine-close": _closing,
    "file-hand-in": _handed_in,
    "thinning": _due,
    "enterprise-list": _list,
    "purchase-hand-over": lambda cast, _who: {"to_person": _colleague(cast, "officer")},
    "purchase-share-person": lambda cast, _who: {"to_person": _colleague(cast, "officer"), "role": "reader"},
    "purchase-share-organisation": lambda cast, _who: {
        "to_organisation": cast.other.name,
        "role": "reader",
        "sure": "yes",
    },
    **enterprises.FORMS,
}
"""Forms in which stands who sends them, or somebody else."""
