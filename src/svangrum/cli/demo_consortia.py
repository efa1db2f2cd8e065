"""The demo's proposal: the coordinator would have the demo's own enterprise tender together with another."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from svangrum.core.data import read_yaml
from svangrum.records.consortia.actions.proposing import propose
from svangrum.records.dialogues.queries import open_dialogues
from svangrum.records.enterprises.queries import helped_by

if TYPE_CHECKING:
    from svangrum.cli.demo_town import Town

_ANSWERS = timedelta(days=14)


def make_proposal(town: Town) -> None:
    """About the open dialogue, to the demo's own enterprise and the first other that has asked for help."""
    described, coordinator = read_yaml("demo/forslag.yaml"), town.actors["samordnare"]
    helped = helped_by(coordinator, on=town.day).order_by("enterprise__orgnr")[: len(described["parts"])]
    entries = [str(one.enterprise_id) for one in helped]
    propose(
        by=coordinator,
        recorded_at=next(town.moments),
        title=described["title"],
        what=described["what"],
        answers_until=town.day + _ANSWERS,
        parts=dict(zip(entries, described["parts"], strict=True)),
        dialogue=open_dialogues(on=town.day)[0].pk,
    )
