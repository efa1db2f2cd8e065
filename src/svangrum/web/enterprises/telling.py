"""The forms in which an enterprise's own people tell what it is: one a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from svangrum.core.language import words
from svangrum.core.money import Money
from svangrum.core.orgnr import written_number
from svangrum.records.enterprises.actions import telling
from svangrum.records.enterprises.languages import LANGUAGES_SPOKEN
from svangrum.records.enterprises.models import Enterprise, EnterpriseKind, LegalForm
from svangrum.records.enterprises.stated import UNTOLD, rate_field
from svangrum.web.enterprises.found import back_to_own, own_of
from svangrum.web.enterprises.noting import NAME
from svangrum.web.enterprises.shown import cpv_in_words, place_names
from svangrum.web.fields import SEPARATOR, Asking
from svangrum.web.pages import language_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.recorded import Recorded

    Stated = Mapping[str, str]

_YES = "yes"


class Form(NamedTuple):
    """How a subject is written in its fields, the action that tells it, and what the fields mean to that."""

    read: Callable[[Enterprise], Stated]
    tell: Callable[..., UUID]
    meant: Callable[[Stated], Mapping[str, object]] = dict


_ABOUT = {
    "name": NAME,
    "form": Asking(
        "select",
        "enterprises.field.form.label",
        choices=tuple((one.value, f"enterprises.form.{one.value}") for one in LegalForm),
    ),
    "kind": Asking(
        "radios",
        "enterprises.field.kind.label",
        "enterprises.field.kind.hint",
        choices=tuple((one.value, f"enterprises.kind.{one.value}") for one in EnterpriseKind),
    ),
    "controlled": Asking(
        "radios",
        "enterprises.field.controlled.label",
        "enterprises.field.controlled.hint",
        choices=tuple((one, f"enterprises.controlled.{one}") for one in ("no", "yes", UNTOLD)),
    ),
    "control": Asking("short", "enterprises.field.control.label", "enterprises.field.control.hint", digits=True),
}
_PLACES = {
    "places": Asking("area", "enterprises.field.places.label", "enterprises.field.places.hint"),
    "everywhere": Asking(
        "checkboxes", "enterprises.field.everywhere.label", choices=((_YES, "enterprises.everywhere"),)
    ),
}
_TRAINING = {
    "training_places": Asking(
        "short", "enterprises.field.training-places.label", "enterprises.field.training-places.hint", digits=True
    ),
    "training_words": Asking("area", "enterprises.field.training-words.label", "enterprises.field.training-words.hint"),
}
_LANGUAGES = {
    "languages": Asking(
        "checkboxes",
        "enterprises.field.languages.label",
        choices=tuple((one, f"enterprises.language.{one}") for one in LANGUAGES_SPOKEN),
        in_a_row=True,
    )
}
_CONTACT = {
    "contact": Asking("text", "enterprises.field.contact.label", "enterprises.field.contact.hint"),
    "email": Asking("text", "enterprises.field.email.label", "enterprises.field.email.hint"),
    "phone": Asking("short", "enterprises.field.phone.label", digits=True),
}
_LINKS = {"links": Asking("area", "enterprises.field.links.label", "enterprises.field.links.hint")}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def about(request: HttpRequest) -> HttpResponse:
    """Name, legal form, kind, and who decides over it."""

    def read(found: Enterprise) -> Stated:
        control = written_number(found.control) if found.control else ""
        controlled = {True: "yes", False: "no", None: UNTOLD}[found.controlled]
        return {
            "name": found.name,
            "form": found.form,
            "kind": found.kind,
            "controlled": controlled,
            "control": control,
        }

    return _tell(request, "about", _ABOUT, Form(read, telling.describe_enterprise))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def places(request: HttpRequest) -> HttpResponse:
    def read(found: Enterprise) -> Stated:
        written = ", ".join(place_names(found.places or []))
        return {"places": written, "everywhere": _YES if found.everywhere else ""}

    def meant(stated: Stated) -> dict[str, object]:
        return {"places": stated["places"], "everywhere": stated["everywhere"] == _YES}

    return _tell(request, "places", _PLACES, Form(read, telling.tell_places, meant))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def training(request: HttpRequest) -> HttpResponse:
    def read(found: Enterprise) -> Stated:
        places = "" if found.training_places is None else str(found.training_places)
        return {"training_places": places, "training_words": found.training_words}

    return _tell(request, "training", _TRAINING, Form(read, telling.tell_training))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def languages(request: HttpRequest) -> HttpResponse:
    def read(found: Enterprise) -> Stated:
        return {"languages": SEPARATOR.join(found.languages)}

    def meant(stated: Stated) -> dict[str, object]:
        return {"languages": [one for one in stated["languages"].split(SEPARATOR) if one]}

    return _tell(request, "languages", _LANGUAGES, Form(read, telling.tell_languages, meant))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def contact(request: HttpRequest) -> HttpResponse:
    def read(found: Enterprise) -> Stated:
        return {"contact": found.contact, "email": found.contact_email, "phone": found.contact_phone}

    return _tell(request, "contact", _CONTACT, Form(read, telling.tell_contact))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def links(request: HttpRequest) -> HttpResponse:
    def read(found: Enterprise) -> Stated:
        return {"links": "\n".join(found.links)}

    return _tell(request, "links", _LINKS, Form(read, telling.tell_links))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def rates(request: HttpRequest) -> HttpResponse:
    """One field for each thing that it offers; without any there is nothing to put a price on."""
    language, found = language_of(request), own_of(request)
    offered = {rate_field(one["cpv"]): one for one in found.offers}
    asking = Asking("amount", "enterprises.field.rate.label", unit="field.kronor")

    def read(enterprise: Enterprise) -> Stated:
        return {rate_field(code): _kronor(rate) for code, rate in enterprise.rates.items()}

    def meant(stated: Stated) -> dict[str, object]:
        return {"rates": {offered[field]["cpv"]: text for field, text in stated.items()}}

    return _tell(
        request,
        "rates",
        dict.fromkeys(offered, asking),
        Form(read, telling.tell_rates, meant),
        template="enterprises/rates.html",
        labels={field: one["words"] for field, one in offered.items()},
        hints={field: cpv_in_words(one["cpv"], language) for field, one in offered.items()},
    )


def _tell(
    request: HttpRequest,
    subject: str,
    asked: Mapping[str, Asking],
    form: Form,
    **sheets: object,
) -> HttpResponse:
    """The form of one subject: shown with what is told, and back to *Vårt företag* when it is sent."""
    language, found = language_of(request), own_of(request)
    sheet = Sheet(
        title=words(f"enterprises.subject.{subject}", language),
        lead=words(f"enterprises.tell.{subject}", language),
        send=words("enterprises.save", language),
        asked=asked,
        back=back_to_own(request),
        read=_of_enterprise(form.read),
        **sheets,  # type: ignore[arg-type]
    )

    def do(stated: Stated) -> None:
        perform(request, form.tell, enterprise=found.pk, version=version_sent(request), **form.meant(stated))

    done = (sheet.back[0], words("enterprises.saved", language))
    return fill_in(request, sheet, do, done=lambda: done, thing=found)


def _of_enterprise(read: Callable[[Enterprise], Stated]) -> Callable[[Recorded], Stated]:
    def checked(thing: Recorded) -> Stated:
        assert isinstance(thing, Enterprise)  # noqa: S101 - the thing of these pages
        return read(thing)

    return checked


def _kronor(rate: int) -> str:
    """Öre as an amount in a field: whole kronor without decimals."""
    kronor, ore = divmod(Money(rate).minor, 100)
    return f"{kronor},{ore:02d}" if ore else str(kronor)
