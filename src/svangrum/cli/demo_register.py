"""The demo's enterprises as values: sixty that do not exist, all over the country, the same for a seed and a day."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain, cycle
from typing import TYPE_CHECKING, Any

from svangrum.core.codes import municipalities
from svangrum.core.data import read_yaml
from svangrum.core.orgnr import has_check_digit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from svangrum.core.codes import Municipality

SEED = 418
_TOLD = 40
_HOURS_A_MONTH = 110
"""What one person does in a month beside training, about."""
_WORDS = "demo/foretag.yaml"


@dataclass(frozen=True)
class Shown:
    """What is told of one test: ``counts`` are all who are occupied and those of the groups."""

    basis: str
    counted_on: date
    holds: bool = True
    counts: tuple[int, int] | None = None


@dataclass(frozen=True)
class DemoEnterprise:
    """``told`` is whether its people have come and told of it; else it stands in the municipality's list alone.

    ``offers`` are pairs of CPV code and words; ``hours`` a month by code. ``promised`` are hours that others have.
    """

    orgnr: str
    name: str
    form: str
    kind: str
    told: bool
    places: tuple[str, ...]
    offers: tuple[tuple[str, str], ...]
    rates: Mapping[str, int]
    training: tuple[int, str]
    size: int
    everywhere: bool = False
    control: str = ""
    languages: tuple[str, ...] = ("sv",)
    certificate: str = ""
    hours: Mapping[str, int] = field(default_factory=dict)
    promised: int = 0
    pauses: bool = False
    purpose: Shown | None = None
    share: Shown | None = None
    will: str = ""
    helped: bool = False
    standing: str = ""


def demo_enterprises(day: date, seed: int = SEED) -> list[DemoEnterprise]:
    """The first is the one that the demo's own account writes of. ``day`` is the day that they are made."""
    draw = random.Random(seed)  # noqa: S311 - no secret hangs on it
    described = read_yaml(_WORDS)
    first, *forms = [form for form, count in described["forms"].items() for _ in range(count)]
    draw.shuffle(forms)
    named = {trade["name"]: trade for trade in described["trades"]}
    local = [[named[name] for name in one["trades"]] for one in described["local"]]
    homes, roots = _homes(draw, len(local)), _roots(described, draw)
    made = []
    for number, form in enumerate([first, *forms]):
        chosen = draw.sample(described["trades"], draw.choice((1, 1, 2, 2, 3)))
        trades = local[number] if number < len(local) else chosen
        name = described["marks"][form].format(name=f"{next(roots)} {trades[0]['name']}")
        made.append(_ordinary(draw, number, (name, form), next(homes), trades))
    made[0] = replace(made[0], name="Exempelkooperativet")
    made += _others(described, draw, begins=len(made))
    told = {*range(len(local)), *draw.sample(range(len(local), len(made)), _TOLD - len(local))}
    known = [_telling(one, draw, day, described) if place in told else one for place, one in enumerate(made)]
    known[0] = replace(known[0], helped=True)
    for place, one in enumerate(described["local"]):
        if "ready" in one:
            known[place] = _ready(known[place], day, one["ready"])
    return _with_standing(known, draw)


def demo_number(number: int) -> str:
    """A number with a right check digit that no organisation has: none begins with 4."""
    stem = f"41{2_000_000 + 37 * number:07d}"
    return next(f"{stem}{last}" for last in range(10) if has_check_digit(f"{stem}{last}"))


def _ordinary(
    draw: random.Random, number: int, called: tuple[str, str], home: Municipality, trades: Sequence[Mapping[str, Any]]
) -> DemoEnterprise:
    name, form = called
    return DemoEnterprise(
        orgnr=demo_number(number),
        name=name,
        form=form,
        kind="enterprise",
        told=False,
        places=_around(home, draw),
        **_offered(trades, draw),
        # Half have about eighteen or fewer, a few more than a hundred; the mean of 2017 was 29
        size=max(3, min(160, round(draw.lognormvariate(2.9, 0.95)))),
    )


def _others(described: Mapping[str, Any], draw: random.Random, *, begins: int) -> list[DemoEnterprise]:
    """Those that are not like the rest. One that another decides over carries its number: they never count as two."""
    local = next(place for place in municipalities() if place.fictional)
    numbers = [demo_number(begins + place) for place in range(len(described["others"]))]
    return [
        DemoEnterprise(
            orgnr=number,
            name=one["name"],
            form=one["form"],
            kind=one["kind"],
            told=False,
            places=() if one.get("everywhere") else (local.code,),
            everywhere=bool(one.get("everywhere")),
            control=numbers[one["control"]] if "control" in one else "",
            **_offered([trade for trade in described["trades"] if trade["name"] in one["trades"]], draw),
            size=one["size"],
        )
        for number, one in zip(numbers, described["others"], strict=True)
    ]


def _offered(trades: Sequence[Mapping[str, Any]], draw: random.Random) -> dict[str, Any]:
    return {
        "offers": tuple((trade["cpv"], trade["words"]) for trade in trades),
        "rates": {trade["cpv"]: round(trade["rate"] * draw.uniform(0.85, 1.25) / 5) * 5 for trade in trades},
        "training": (draw.randint(1, 12), trades[0]["training"]),
    }


def _telling(one: DemoEnterprise, draw: random.Random, day: date, described: Mapping[str, Any]) -> DemoEnterprise:
    """What its people tell. Some tell of one test and not of the other, some of neither."""
    groups = draw.choices((draw.uniform(0.34, 0.8), draw.uniform(0.12, 0.28)), (9, 1))[0]
    counts = (one.size, max(1, round(one.size * groups)))
    return replace(
        one,
        told=True,
        languages=("sv", *draw.sample(("en", "ar", "fi", "so", "fa", "uk"), draw.choice((0, 0, 1, 2)))),
        certificate=draw.choice(("", "", "", *described["certificates"])),
        hours={cpv: _hours(one.size, len(one.offers), draw) for cpv, _ in one.offers},
        promised=draw.choice((0, 0, 0, 40, 80)),
        pauses=draw.random() < 0.15,
        purpose=_shown(draw, day, None, oldest=900) if draw.random() < 0.85 else None,
        share=_shown(draw, day, counts, oldest=330) if draw.random() < 0.75 else None,
        will=draw.choice(("whole", "whole", "whole", "part", "part", "consortium", "no", "")),
        helped=draw.random() < 0.15,
    )


def _ready(one: DemoEnterprise, day: date, stated: Mapping[str, int]) -> DemoEnterprise:
    """With all that is needed to be counted for its first trade, alone and for the whole."""
    first, documented = one.offers[0][0], Shown("documented", day - timedelta(days=stated["days_ago"]))
    return replace(
        one,
        size=stated["size"],
        hours={**one.hours, first: stated["hours"]},
        rates={**one.rates, first: stated["rate"]},
        promised=0,
        pauses=False,
        purpose=documented,
        share=replace(documented, counts=(stated["size"], stated["of_groups"])),
        will="whole",
    )


def _hours(size: int, offers: int, draw: random.Random) -> int:
    """Hours a month in one trade: what a fifth to a half of those who are there do together."""
    return max(20, round(size * draw.uniform(0.2, 0.5) * _HOURS_A_MONTH / offers / 10) * 10)


def _shown(draw: random.Random, day: date, counts: tuple[int, int] | None, *, oldest: int) -> Shown:
    basis = draw.choices(("self-declared", "documented", "audited"), (5, 4, 1))[0]
    told = counts if basis != "self-declared" or draw.random() < 0.5 else None
    return Shown(
        basis=basis,
        counted_on=day - timedelta(days=draw.randint(5, oldest)),
        holds=counts is None or counts[1] * 10 >= counts[0] * 3,
        counts=told,
    )


def _with_standing(made: list[DemoEnterprise], draw: random.Random) -> list[DemoEnterprise]:
    """One bankrupt, one in liquidation, one deregistered, of those that nobody has told of; the told are active."""
    silent = [place for place, one in enumerate(made) if not one.told and one.kind == "enterprise"]
    ended = dict(zip(draw.sample(silent, 3), ("bankrupt", "liquidation", "deregistered"), strict=True))
    return [replace(one, standing=ended.get(place, "active" if one.told else "")) for place, one in enumerate(made)]


def _roots(described: Mapping[str, Any], draw: random.Random) -> Iterator[str]:
    """``Exempelbjörkens`` and so on, each once."""
    roots = [f"Exempel{root}s" for root in chain.from_iterable(described["roots"])]
    draw.shuffle(roots)
    return iter(roots)


def _homes(draw: random.Random, local: int) -> Iterator[Municipality]:
    """The demo's own municipality ``local`` times, then one of each county in turn."""
    by_county: dict[str, list[Municipality]] = {}
    for one in municipalities():
        if one.county_code is not None:
            by_county.setdefault(one.county_code, []).append(one)
    own = next(one for one in municipalities() if one.fictional)
    return chain([own] * local, (draw.choice(by_county[county]) for county in cycle(sorted(by_county))))


def _around(home: Municipality, draw: random.Random) -> tuple[str, ...]:
    """The home and a few others of its county."""
    near = [one.code for one in municipalities() if one.county_code == home.county_code and one.code != home.code]
    others = draw.sample(near, min(len(near), draw.choice((0, 0, 1, 2, 3))))
    return (home.code, *others)
