from __future__ import annotations

from svangrum.web.organisation import (
    arms,
    crossings,
    departments,
    history,
    keys,
    limits,
    look,
    naming,
    operated,
    overview,
    people,
)
from svangrum.web.organisation.power import confirmed_for_power
from svangrum.web.pages import Page
from svangrum.web.rules import administrator, member, operator
from svangrum.web.signing_in.confirming import confirmed, confirmed_to_send

_OWN = "organisation"
_PEOPLE = ("organisation/personer", "organisation/people")
_DEPARTMENTS = ("organisation/forvaltningar", "organisation/departments")
_LOOK = ("organisation/utseende", "organisation/look")
_KEYS = ("organisation/nycklar", "organisation/keys")
_CROSSINGS = ("organisation/delat", "organisation/shared")
_OPERATED = ("drift/organisationer", "operation/organisations")


def _below(above: tuple[str, str], sv: str, en: str) -> tuple[str, str]:
    return f"{above[0]}/{sv}", f"{above[1]}/{en}"


PAGES = (
    Page("organisation", _OWN, _OWN, overview.overview, member),
    Page("organisation-people", *_PEOPLE, people.people, administrator),
    Page(
        "organisation-invite",
        *_below(_PEOPLE, "bjud-in", "invite"),
        confirmed_for_power(people.invite),
        administrator,
    ),
    Page(
        "organisation-invitation-withdraw",
        *_below(_PEOPLE, "inbjudan/<uuid:invitation>/ta-tillbaka", "invitation/<uuid:invitation>/withdraw"),
        people.withdraw,
        administrator,
    ),
    Page(
        "organisation-person",
        *_below(_PEOPLE, "<uuid:membership>", "<uuid:membership>"),
        confirmed_for_power(people.person),
        administrator,
    ),
    Page(
        "organisation-person-end",
        *_below(_PEOPLE, "<uuid:membership>/avsluta", "<uuid:membership>/end"),
        confirmed(people.end),
        administrator,
    ),
    Page(
        "organisation-person-deputy",
        *_below(_PEOPLE, "<uuid:membership>/vikarie", "<uuid:membership>/deputy"),
        confirmed_to_send(people.deputise),
        administrator,
    ),
    Page("organisation-departments", *_DEPARTMENTS, departments.departments, administrator),
    Page(
        "organisation-department-rename",
        *_below(_DEPARTMENTS, "<uuid:department>", "<uuid:department>"),
        departments.rename,
        administrator,
    ),
    Page(
        "organisation-department-close",
        *_below(_DEPARTMENTS, "<uuid:department>/avsluta", "<uuid:department>/close"),
        departments.close,
        administrator,
    ),
    Page("organisation-name", f"{_OWN}/namn", f"{_OWN}/name", naming.name, administrator),
    Page("organisation-look", *_LOOK, look.look, administrator),
    Page("organisation-sample", *_below(_LOOK, "prov.css", "sample.css"), look.sample, administrator),
    Page("organisation-arms", *_below(_LOOK, "logotyp", "logo"), arms.arms, administrator),
    Page("organisation-arms-remove", *_below(_LOOK, "logotyp/ta-bort", "logo/remove"), arms.remove, administrator),
    Page(
        "organisation-stylesheet",
        f"{_OWN}/<uuid:organisation>/utseende.css",
        f"{_OWN}/<uuid:organisation>/look.css",
        look.stylesheet,
        member,
    ),
    Page(
        "organisation-logo",
        f"{_OWN}/<uuid:organisation>/logotyp",
        f"{_OWN}/<uuid:organisation>/logo",
        look.logo,
        member,
    ),
    Page("organisation-limits", f"{_OWN}/riktlinjer", f"{_OWN}/guidelines", limits.limits, administrator),
    Page("organisation-keys", *_KEYS, keys.keys, administrator),
    Page("organisation-key-new", *_below(_KEYS, "ny", "new"), confirmed(keys.make), administrator),
    Page(
        "organisation-key-revoke",
        *_below(_KEYS, "<uuid:token>/aterkalla", "<uuid:token>/revoke"),
        confirmed(keys.revoke),
        administrator,
    ),
    Page("organisation-crossings", *_CROSSINGS, crossings.crossings, member),
    Page(
        "organisation-crossing-end",
        *_below(_CROSSINGS, "<uuid:grant>/avsluta", "<uuid:grant>/end"),
        confirmed(crossings.end),
        administrator,
    ),
    Page("organisation-history", f"{_OWN}/historik", f"{_OWN}/history", history.history, history.reads_history),
    Page("operated-organisations", *_OPERATED, operated.organisations, operator),
    Page("operated-organisation-found", *_below(_OPERATED, "ny", "new"), operated.found, operator),
    Page(
        "operated-organisation-invite",
        *_below(_OPERATED, "<uuid:organisation>/bjud-in", "<uuid:organisation>/invite"),
        operated.invite,
        operator,
    ),
)
