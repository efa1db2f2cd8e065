"""What every enterprise has proved of the two tests, for the whole register at once.

The rules are those of the passport (``passports.passport.examine``), and so is how its rows are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from svangrum.records.passports.passport import PURPOSE, SHARE, Reader, examine
from svangrum.records.passports.pieces import pieces_of
from svangrum.records.passports.proofs import proof_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from svangrum.matching.suppliers import Proof
    from svangrum.records.passports.passport import Grade, Told


class Proved(NamedTuple):
    """Both tests of one enterprise: the proofs, and how well each is proved. None where nothing is told."""

    purpose: Proof | None = None
    share: Proof | None = None
    grades: tuple[Grade | None, Grade | None] = (None, None)


NOTHING = Proved()


def proved(*, on: date, organisation: UUID | None = None) -> Mapping[str, Proved]:
    """What is proved on a day to an organisation that buys; nothing for who has never told anything.

    By organisation number. What the organisation itself has found wrong proves nothing to it, and to it alone.
    """
    reader = Reader(organisation)
    return {orgnr: _of_one(tests, on, reader) for orgnr, tests in pieces_of().items()}


def _of_one(tests: Mapping[str, list[Told]], on: date, reader: Reader) -> Proved:
    purpose, share = (examine(test, tests.get(test, ()), on=on, reader=reader) for test in (PURPOSE, SHARE))
    return Proved(proof_of(purpose), proof_of(share), (purpose.grade, share.grade))
