"""What every page's frame shows: menu, language, the same page in the other language, who is signed in, whose mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from svangrum import __version__
from svangrum.core.language import words
from svangrum.records.actors import PUBLIC
from svangrum.records.profiles.queries import look_of, name_of
from svangrum.web.acting import acting_place
from svangrum.web.pages import address, language_of, other_language, same_page

if TYPE_CHECKING:
    from django.http import HttpRequest

    from svangrum.records.actors import Actor
    from svangrum.records.profiles.queries import Look

MENU = {
    "start": "site.try",
    "guide": "site.guide",
    "clauses": "site.clauses",
    "calculator": "site.calculator",
    "questions": "site.questions",
    "examples": "site.examples",
    "observatory": "site.observatory",
}
_OWN_WAY_BACK = ("account_", "mfa_", "socialaccount_", "usersessions_", "sign-in")
"""Pages of signing in, from which one does not come back to the same page."""


@dataclass(frozen=True)
class Entry:
    """A line of the menu. ``current`` is ``page`` on that page itself, ``true`` on one below it, else empty."""

    label: str
    url: str
    current: str


@dataclass(frozen=True)
class Mark:
    """Whose pages these are: a name, and the addresses of a stylesheet and a logo. Empty for what there is not."""

    name: str
    stylesheet: str = ""
    logo: str = ""
    url: str = ""


@dataclass(frozen=True)
class Account:
    """Who is signed in, and in whose stead; empty for nobody's."""

    name: str
    instead_of: str


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor of all templates. Asks the database nothing for whoever is not signed in."""
    language = language_of(request)
    other = other_language(language)
    actor: Actor = getattr(request, "actor", PUBLIC)
    return {
        "language": language,
        "other_language": other,
        "other_url": same_page(request, other),
        "menu_entries": [_entry(page, code, request.path, language) for page, code in MENU.items()],
        "brand": _mark(actor, language),
        "account": _account(request, actor),
        "place": acting_place(actor),
        "sign_in_url": _sign_in_url(request, language),
        "program_version": __version__,
    }


def _entry(page: str, code: str, here: str, language: str) -> Entry:
    url = address(page, language)
    below = page != "start" and here.startswith(f"{url}/")
    return Entry(words(code, language), url, "page" if here == url else "true" if below else "")


def _account(request: HttpRequest, actor: Actor) -> Account | None:
    if actor.person is None:
        return None
    return Account(request.user.name, name_of(actor.instead_of) if actor.instead_of else "")  # type: ignore[union-attr]


def _mark(actor: Actor, language: str) -> Mark:
    """The mark of the organisation in which one acts; else that of the installation."""
    brand = settings.BRAND
    stylesheet = reverse("brand-stylesheet") if brand.colour else ""
    if actor.organisation is None:
        return Mark(brand.name, stylesheet, reverse("brand-logo") if brand.logo else "")
    look = look_of(actor.organisation)
    own_stylesheet = _own("organisation-stylesheet", look, language) if look.colour else stylesheet
    own_logo = _own("organisation-logo", look, language) if look.logo else ""
    return Mark(look.name, own_stylesheet, own_logo, address("organisation", language))


def _own(page: str, look: Look, language: str) -> str:
    """An address that changes with the settings, so that what lies there may be kept by a browser."""
    return address(page, language, organisation=str(look.organisation)) + f"?v={look.version}"


def _sign_in_url(request: HttpRequest, language: str) -> str:
    """Where one signs in, and comes back to this page."""
    url = address("account_login", language)
    match = request.resolver_match
    name = (match and match.url_name) or ""
    if request.method != "GET" or not name or name == f"start.{language}" or name.startswith(_OWN_WAY_BACK):
        return url
    return f"{url}?{urlencode({'next': request.get_full_path()})}"
