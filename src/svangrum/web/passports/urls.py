from __future__ import annotations

from svangrum.web.pages import Page
from svangrum.web.passports import links, opened, own, relied, reviewing, seen, telling
from svangrum.web.passports.found import buyer, of_enterprise, officer, writes_passport
from svangrum.web.rules import anyone, member

_OWN_SV, _OWN_EN = "vart-pass", "our-passport"
_LINK_SV, _LINK_EN = f"{_OWN_SV}/lank/<uuid:link>", f"{_OWN_EN}/link/<uuid:link>"
_OPENED_SV, _OPENED_EN = "pass/<str:secret>", "passport/<str:secret>"
_OF_SV, _OF_EN = "foretag/<uuid:enterprise>/pass", "enterprises/<uuid:enterprise>/passport"
_DOUBT_SV, _DOUBT_EN = "ifragasatt/<uuid:challenge>", "challenged/<uuid:challenge>"
_KEPT_SV, _KEPT_EN = "sparade-pass", "kept-passports"

PAGES: tuple[Page, ...] = (
    Page("passport", _OWN_SV, _OWN_EN, own.passport, of_enterprise),
    Page("passport-purpose", f"{_OWN_SV}/verksamhetskravet", f"{_OWN_EN}/purpose", telling.purpose, writes_passport),
    Page("passport-share", f"{_OWN_SV}/andelskravet", f"{_OWN_EN}/share", telling.share, writes_passport),
    Page(
        "passport-withdraw",
        f"{_OWN_SV}/uppgift/<uuid:evidence>/dra-tillbaka",
        f"{_OWN_EN}/evidence/<uuid:evidence>/withdraw",
        own.withdraw,
        writes_passport,
    ),
    Page("passport-file", f"{_OWN_SV}/hamta/<str:name>", f"{_OWN_EN}/get/<str:name>", own.own_file, of_enterprise),
    Page("passport-link-new", f"{_OWN_SV}/ny-lank", f"{_OWN_EN}/new-link", links.make, writes_passport),
    Page("passport-link", _LINK_SV, _LINK_EN, links.link, writes_passport),
    Page("passport-link-revoke", f"{_LINK_SV}/ta-tillbaka", f"{_LINK_EN}/take-back", links.revoke, writes_passport),
    Page("passport-opened", _OPENED_SV, _OPENED_EN, opened.opened, anyone),
    Page("passport-opened-keep", f"{_OPENED_SV}/spara", f"{_OPENED_EN}/keep", opened.rely, officer),
    Page(
        "passport-opened-file",
        f"{_OPENED_SV}/hamta/<str:name>",
        f"{_OPENED_EN}/get/<str:name>",
        opened.opened_file,
        anyone,
    ),
    Page(
        "passport-opened-document",
        f"{_OPENED_SV}/handling/<uuid:evidence>",
        f"{_OPENED_EN}/document/<uuid:evidence>",
        opened.document,
        officer,
    ),
    Page("passport-of", _OF_SV, _OF_EN, seen.passport_of, member),
    Page("passport-of-keep", f"{_OF_SV}/spara", f"{_OF_EN}/keep", seen.rely, officer),
    Page("passport-of-file", f"{_OF_SV}/hamta/<str:name>", f"{_OF_EN}/get/<str:name>", seen.passport_file, member),
    Page("passport-seen", f"{_OF_SV}/<uuid:evidence>/sett", f"{_OF_EN}/<uuid:evidence>/seen", seen.see, officer),
    Page(
        "passport-seen-back",
        f"{_OF_SV}/sett/<uuid:sighting>/ta-tillbaka",
        f"{_OF_EN}/seen/<uuid:sighting>/take-back",
        seen.take_back,
        officer,
    ),
    Page(
        "passport-doubt",
        f"{_OF_SV}/<uuid:evidence>/ifragasatt",
        f"{_OF_EN}/<uuid:evidence>/challenge",
        seen.challenge,
        officer,
    ),
    Page("passport-challenge", _DOUBT_SV, _DOUBT_EN, reviewing.challenge, member),
    Page(
        "passport-challenge-document",
        f"{_DOUBT_SV}/handling",
        f"{_DOUBT_EN}/document",
        reviewing.reply_document,
        member,
    ),
    Page("passport-challenge-answer", f"{_DOUBT_SV}/svara", f"{_DOUBT_EN}/reply", reviewing.answer, member),
    Page("passport-challenge-settle", f"{_DOUBT_SV}/avgor", f"{_DOUBT_EN}/settle", reviewing.settle, member),
    Page("relied", _KEPT_SV, _KEPT_EN, relied.relied, buyer),
    Page("relied-copy", f"{_KEPT_SV}/<uuid:relied>", f"{_KEPT_EN}/<uuid:relied>", relied.copy, buyer),
    Page(
        "relied-file",
        f"{_KEPT_SV}/<uuid:relied>/<str:name>",
        f"{_KEPT_EN}/<uuid:relied>/<str:name>",
        relied.copy_file,
        buyer,
    ),
)
