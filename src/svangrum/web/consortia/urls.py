from __future__ import annotations

from svangrum.records.consortia.permissions import can_propose
from svangrum.records.enterprises.permissions import is_coordinator, is_of_enterprise
from svangrum.web.consortia import proposing, replying
from svangrum.web.pages import Page

_SV, _EN = "foretag-vi-hjalper/forslag", "enterprises-we-help/proposals"
_ONE_SV, _ONE_EN = f"{_SV}/<uuid:proposal>", f"{_EN}/<uuid:proposal>"
_OWN_SV, _OWN_EN = "vart-foretag/forslag", "our-enterprise/proposals"
_OURS_SV, _OURS_EN = f"{_OWN_SV}/<uuid:proposal>", f"{_OWN_EN}/<uuid:proposal>"

PAGES: tuple[Page, ...] = (
    Page("consortia", _SV, _EN, proposing.listed, is_coordinator),
    Page("consortium-new", f"{_SV}/nytt", f"{_EN}/new", proposing.new, can_propose),
    Page("consortium", _ONE_SV, _ONE_EN, proposing.one, is_coordinator),
    Page("consortium-end", f"{_ONE_SV}/avsluta", f"{_ONE_EN}/end", proposing.end, can_propose),
    Page("own-consortia", _OWN_SV, _OWN_EN, replying.listed, is_of_enterprise),
    Page("own-consortium", _OURS_SV, _OURS_EN, replying.one, is_of_enterprise),
    Page("own-consortium-reply", f"{_OURS_SV}/svara", f"{_OURS_EN}/answer", replying.reply, is_of_enterprise),
)
