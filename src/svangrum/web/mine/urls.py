from __future__ import annotations

from svangrum.web.mine import belonging, deputies, known, leaving, profile, start
from svangrum.web.pages import Page
from svangrum.web.rules import member, signed_in

PAGES = (
    Page("mine", "mina-sidor", "my-pages", start.mine, signed_in),
    Page("mine-organisations", "mina-sidor/organisation", "my-pages/organisation", belonging.choose, signed_in),
    Page("mine-profile", "mina-sidor/profil", "my-pages/profile", profile.profile, signed_in),
    Page("mine-letters", "mina-sidor/brev", "my-pages/letters", profile.letters, signed_in),
    Page("mine-deputies", "mina-sidor/vikarier", "my-pages/deputies", deputies.deputies, member),
    Page(
        "mine-deputy-end",
        "mina-sidor/vikarier/<uuid:deputy>/avsluta",
        "my-pages/deputies/<uuid:deputy>/end",
        deputies.end,
        member,
    ),
    Page("mine-data", "mina-sidor/uppgifter", "my-pages/data", known.known, signed_in),
    Page("mine-data-file", "mina-sidor/uppgifter.json", "my-pages/data.json", known.known_file, signed_in),
    Page(
        "mine-leave",
        "mina-sidor/organisation/<uuid:organisation>/lamna",
        "my-pages/organisation/<uuid:organisation>/leave",
        leaving.leave,
        signed_in,
    ),
    Page("mine-close", "mina-sidor/avsluta", "my-pages/close", leaving.close, signed_in),
)
