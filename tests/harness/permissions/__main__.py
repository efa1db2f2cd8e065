"""Print the table of permissions: ``python -m tests.harness.permissions``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.harness.permissions.table import METHODS, table
from tests.harness.permissions.who import WHO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.harness.permissions.table import Row


def main() -> None:
    """One line for each page, method and state: what every person meets, but for those who are refused."""
    cells = 0
    for row in table().values():
        cells += len(list(row.cells()))
        for line in lines(row):
            print("", line, sep="\n", end="")  # noqa: T201 - what the command is for
    print(f"\n{cells} cells: {len(table())} pages, {len(WHO)} people")  # noqa: T201


def lines(row: Row) -> Iterator[str]:
    """``purchase GET [shared] open: officer, deputy; hidden: neighbour``."""
    for method in METHODS:
        for state in row.states:
            met: dict[str, list[str]] = {}
            for cell in row.cells():
                if (cell.method, cell.state) == (method, state):
                    met.setdefault(cell.expected, []).append(cell.who)
            told = "; ".join(f"{what}: {', '.join(who)}" for what, who in met.items())
            yield f"{row.page} {method} [{state or '-'}] {told}"


if __name__ == "__main__":
    main()
