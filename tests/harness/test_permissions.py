"""Every role at every address in every state of its thing, as the table says. A new address without a row fails."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from tests.harness.permissions.__main__ import main
from tests.harness.permissions.forms import SENT_EMPTY, is_written_whole
from tests.harness.permissions.people import Cast, a_cast
from tests.harness.permissions.table import METHODS, Cell, Row, table
from tests.harness.permissions.things import parts
from tests.harness.permissions.walk import addresses, agrees, outcome, undone
from tests.harness.permissions.who import WHO
from tests.harness.repository import nothing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADDRESSES = addresses()
ELSEWHERE = {"stranger", "homeless", "officer", "neighbour"}


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    nothing(sorted(ADDRESSES.keys() ^ table().keys()))


def test_every_form_is_written_whole_or_known_to_be_sent_empty() -> None:
    sent = {page for page, row in table().items() if "POST" in row.allowed}
    nothing(sorted(sent ^ ({page for page in table() if is_written_whole(page)} | SENT_EMPTY)))


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> None:
    settings.STORE = tmp_path


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """Everyone, made once; whatever a page does is undone."""
    with django_db_blocker.unblock(), undone():
        yield a_cast()


@pytest.mark.django_db
@pytest.mark.parametrize("page", sorted(ADDRESSES))
def test_every_cell_is_as_the_table_says(page: str, cast: Cast) -> None:
    row, wrong = table()[page], []
    for state in row.states:
        with undone():
            wrong += faults(row, state, cast)
    nothing(wrong)


def faults(row: Row, state: str, cast: Cast) -> Iterator[str]:
    """The cells of the page whose thing is in ``state`` that are another than the table says."""
    given = parts(row.page, state, cast)
    for cell, address in walked(row, state):
        found = outcome(cell, cast, address, given)
        if not agrees(found, cell.expected):
            yield f"{cell} at {address}: {found}, the table says {cell.expected}"


def walked(row: Row, state: str) -> Iterator[tuple[Cell, str]]:
    """Every cell at the first address; those of a few people at the others, which have the same view and rule."""
    first, *others = [address.name for address in ADDRESSES[row.page]]
    for cell in row.cells():
        if cell.state == state:
            yield cell, first
            if cell.who in ELSEWHERE:
                yield from ((cell, other) for other in others)


def test_every_address_of_a_page_has_the_same_view_and_rule() -> None:
    nothing(page for page, found in ADDRESSES.items() if len({(one.view, one.rule) for one in found}) > 1)


def test_the_walk_is_whole() -> None:
    """No cell is skipped: at its first address each page meets every person in every state, by each method."""
    for page, row in table().items():
        met = [
            cell for state in row.states for cell, address in walked(row, state) if address == ADDRESSES[page][0].name
        ]
        assert sorted(map(str, met)) == sorted(str(cell) for cell in row.cells())
        assert {(cell.method, cell.state, cell.who) for cell in met} == set(product(METHODS, row.states, WHO))


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """``python -m tests.harness.permissions`` prints it, with the number of cells."""
    main()
    told = capsys.readouterr().out
    assert all(f"\n{page} " in told for page in table())
    assert str(sum(len(list(row.cells())) for row in table().values())) in told.splitlines()[-1]
