from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.enterprises.permissions import is_of_enterprise
from svangrum.web.capacities import editing, views
from svangrum.web.capacities.kinds import CAPACITY, COMMITMENT, PAUSE
from svangrum.web.pages import Page
from svangrum.web.rules import member

if TYPE_CHECKING:
    from svangrum.web.capacities.kinds import Kind

_SV, _EN = "sociala-foretag/<uuid:enterprise>/kapacitet", "social-enterprises/<uuid:enterprise>/capacity"


def _of(kind: Kind, sv: str, en: str) -> tuple[Page, ...]:
    here_sv, here_en = f"{_SV}/{sv}", f"{_EN}/{en}"
    part_sv, part_en = f"{here_sv}/<uuid:part>", f"{here_en}/<uuid:part>"
    ends = Page(f"{kind.name}-end", f"{part_sv}/sluta", f"{part_en}/end", editing.end(kind), member)
    return (
        Page(f"{kind.name}-new", f"{here_sv}/ny", f"{here_en}/new", editing.new(kind), member),
        Page(f"{kind.name}-change", f"{part_sv}/andra", f"{part_en}/change", editing.change(kind), member),
        Page(f"{kind.name}-remove", f"{part_sv}/ta-bort", f"{part_en}/remove", editing.remove(kind), member),
        *((ends,) if kind.end else ()),
    )


PAGES: tuple[Page, ...] = (
    Page("own-capacity", "vart-foretag/kapacitet", "our-enterprise/capacity", views.own, is_of_enterprise),
    Page("capacity", _SV, _EN, views.capacity, member),
    Page("willingness", f"{_SV}/vilja", f"{_EN}/will", editing.will, member),
    *_of(CAPACITY, "kapacitet", "capacity"),
    *_of(COMMITMENT, "atagande", "commitment"),
    *_of(PAUSE, "uppehall", "pause"),
)
