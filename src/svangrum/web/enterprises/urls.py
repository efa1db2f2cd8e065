from __future__ import annotations

from svangrum.records.enterprises.permissions import (
    can_assess,
    can_list_enterprise,
    is_coordinator,
    is_of_enterprise,
)
from svangrum.web.enterprises import applying, entry, gathered, helped, listed, noting, own, readings, telling
from svangrum.web.pages import Page
from svangrum.web.rules import anyone, member, operator

_SV, _EN = "sociala-foretag", "social-enterprises"
_ONE_SV, _ONE_EN = f"{_SV}/<uuid:enterprise>", f"{_EN}/<uuid:enterprise>"
_OWN_SV, _OWN_EN = "vart-foretag", "our-enterprise"
_APPLIED_SV, _APPLIED_EN = "drift/anmalningar", "operation/applications"

PAGES: tuple[Page, ...] = (
    Page("enterprises", _SV, _EN, listed.listed, member),
    Page("enterprise-new", f"{_SV}/nytt", f"{_EN}/new", noting.enter, can_list_enterprise),
    Page("enterprise", _ONE_SV, _ONE_EN, entry.entry, member),
    Page("enterprise-assess", f"{_ONE_SV}/bedomning", f"{_ONE_EN}/assessment", noting.assess, can_assess),
    Page(
        "enterprise-assess-remove",
        f"{_ONE_SV}/bedomning/ta-bort",
        f"{_ONE_EN}/assessment/remove",
        noting.remove,
        can_assess,
    ),
    Page("own-enterprise", _OWN_SV, _OWN_EN, own.start, is_of_enterprise),
    Page("own-enterprise-begin", f"{_OWN_SV}/borja", f"{_OWN_EN}/begin", own.begin, is_of_enterprise),
    Page("own-enterprise-about", f"{_OWN_SV}/om", f"{_OWN_EN}/about", telling.about, is_of_enterprise),
    Page("own-enterprise-offers", f"{_OWN_SV}/erbjuder", f"{_OWN_EN}/offers", gathered.offers, is_of_enterprise),
    Page(
        "own-enterprise-offer-remove",
        f"{_OWN_SV}/erbjuder/ta-bort",
        f"{_OWN_EN}/offers/remove",
        gathered.remove_offer,
        is_of_enterprise,
    ),
    Page("own-enterprise-rates", f"{_OWN_SV}/timpriser", f"{_OWN_EN}/rates", telling.rates, is_of_enterprise),
    Page("own-enterprise-places", f"{_OWN_SV}/kommuner", f"{_OWN_EN}/places", telling.places, is_of_enterprise),
    Page(
        "own-enterprise-training",
        f"{_OWN_SV}/arbetstraning",
        f"{_OWN_EN}/work-training",
        telling.training,
        is_of_enterprise,
    ),
    Page("own-enterprise-languages", f"{_OWN_SV}/sprak", f"{_OWN_EN}/languages", telling.languages, is_of_enterprise),
    Page(
        "own-enterprise-certificates",
        f"{_OWN_SV}/certifikat",
        f"{_OWN_EN}/certificates",
        gathered.certificates,
        is_of_enterprise,
    ),
    Page(
        "own-enterprise-certificate-remove",
        f"{_OWN_SV}/certifikat/ta-bort",
        f"{_OWN_EN}/certificates/remove",
        gathered.remove_certificate,
        is_of_enterprise,
    ),
    Page("own-enterprise-contact", f"{_OWN_SV}/kontakt", f"{_OWN_EN}/contact", telling.contact, is_of_enterprise),
    Page("own-enterprise-links", f"{_OWN_SV}/lankar", f"{_OWN_EN}/links", telling.links, is_of_enterprise),
    Page("own-enterprise-helpers", f"{_OWN_SV}/samordnare", f"{_OWN_EN}/helpers", gathered.helpers, is_of_enterprise),
    Page(
        "own-enterprise-helper-end",
        f"{_OWN_SV}/samordnare/<uuid:helper>/avsluta",
        f"{_OWN_EN}/helpers/<uuid:helper>/end",
        gathered.end_own_help,
        is_of_enterprise,
    ),
    Page(
        "own-enterprise-readings",
        f"{_OWN_SV}/vem-har-last",
        f"{_OWN_EN}/who-has-read",
        readings.read_by,
        is_of_enterprise,
    ),
    Page("helped-enterprises", "foretag-vi-hjalper", "enterprises-we-help", helped.helped, is_coordinator),
    Page(
        "helped-enterprise-end",
        "foretag-vi-hjalper/<uuid:helper>/avsluta",
        "enterprises-we-help/<uuid:helper>/end",
        gathered.end_help_given,
        is_coordinator,
    ),
    Page("apply", "anmal-foretag", "register-enterprise", applying.ask, anyone),
    Page("applied", "anmal-foretag/tack", "register-enterprise/thanks", applying.asked, anyone),
    Page("applications", _APPLIED_SV, _APPLIED_EN, applying.applications, operator),
    Page(
        "application-accept",
        f"{_APPLIED_SV}/<uuid:application>/ja",
        f"{_APPLIED_EN}/<uuid:application>/yes",
        applying.accept,
        operator,
    ),
    Page(
        "application-refuse",
        f"{_APPLIED_SV}/<uuid:application>/nej",
        f"{_APPLIED_EN}/<uuid:application>/no",
        applying.refuse,
        operator,
    ),
)
