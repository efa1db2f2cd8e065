"""Contracts in JSON, the official form of 2022 or a flattened one, read one by one however large the file is.

The official form has the array ``marches.marche`` (before: ``marches``). A contract has its holders in a list and its
modifications in another; each state of it becomes a row for each holder, as in the consolidated table.
"""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

from svangrum.core.errors import SvangrumError
from svangrum.ingest.decp.fields import FIELDS, BadRow, Batch, positions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import BinaryIO

    Contract = Mapping[str, Any]
    Row = list[str]

ROWS = 2_000
_LOOKED_AT = 1_000
"""Contracts whose names are put together to see that none of the columns is gone: each leaves out what it may."""
_PIECE = 1 << 20
_TAIL = 1 << 16
"""An error so near the end of what has been read may be that the rest is still to come."""
_MOST = 16 << 20
_SPACE = re.compile(r"[\s,]*")
_NO_ITEM = re.compile(r"[^,\[\]{}]+|[}]")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.DOTALL)
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=lambda _: None)
_NAMES = {"considerationsSociales": "considerationSociale", "techniques": "technique"}
_OF_A_STATE = ("montant", "dureeMois")


def read_json(file: BinaryIO, *, path: str) -> Iterator[Batch | BadRow]:
    """Batches of rows, each with the number of its contract in the file, from 1; and what is no contract.

    Raises ``SvangrumError`` ``decp.cut-short`` when the file ends in the middle, or what ``positions`` raises.
    """
    waiting: list[tuple[int, Contract]] = []
    checked = False
    for number, item in enumerate(_items(file, path), start=1):
        if not isinstance(item, dict) or ("autoriteConcedante" in item and "acheteur" not in item):
            yield BadRow(number, "row.not-json" if item is None else "row.no-contract")
            continue
        waiting.append((number, item))
        if len(waiting) == (ROWS if checked else _LOOKED_AT):
            checked = checked or _check(waiting, path)
            yield _batch(waiting)
            waiting = []
    if waiting or not checked:
        _ = checked or _check(waiting, path)
        yield _batch(waiting)


def _check(contracts: Sequence[tuple[int, Contract]], path: str) -> bool:
    """See that the file has the columns. The official form always has those of its lists."""
    names = {name for _, contract in contracts for row in _rows(contract) for name in row}
    return bool(positions(sorted(names), path=path))


def _batch(contracts: Sequence[tuple[int, Contract]]) -> Batch:
    rows = [(number, row) for number, contract in contracts for row in _rows(contract)]
    columns = [[_text(row.get(name)) for _, row in rows] for name in FIELDS]
    return Batch([number for number, _ in rows], columns)


def _rows(contract: Contract) -> Iterator[dict[str, Any]]:
    if "titulaires" not in contract and "acheteur" not in contract:
        yield {name.replace(".", "_"): value for name, value in contract.items()}
        return
    told = _flat(contract)
    for number, state in enumerate(_states(contract)):
        told |= {name: state[name] for name in ("dateNotification", *_OF_A_STATE) if state.get(name) is not None}
        holders: Sequence[Contract] = state["titulaires"] or ({},)
        for holder in holders:
            row = {**told, "modification_id": str(number)}
            row["titulaire_id"], row["titulaire_typeIdentifiant"] = holder.get("id"), holder.get("typeIdentifiant")
            yield row


def _flat(contract: Contract) -> dict[str, Any]:
    """What stands in the contract itself, by the names of the consolidated table."""
    told = {name: contract[name] for name in contract if name in FIELDS}
    told |= {name: _list(contract[name], inner) for name, inner in _NAMES.items() if name in contract}
    for whole, parts in (("acheteur", ("id", "nom")), ("lieuExecution", ("code", "typeCode"))):
        inside = contract.get(whole)
        if isinstance(inside, dict):
            told |= {f"{whole}_{part}": inside[part] for part in parts if part in inside}
    return told


def _states(contract: Contract) -> Iterator[dict[str, Any]]:
    """The contract as it was notified, then after each modification; what one leaves out stays as it was."""
    holders = _holders(contract.get("titulaires"))
    yield {"titulaires": holders}
    for change in sorted(_modifications(contract.get("modifications")), key=_when):
        holders = _holders(change.get("titulaires")) or holders
        state = {"dateNotification": change.get("dateNotificationModification"), "titulaires": holders}
        yield state | {name: change.get(name) for name in _OF_A_STATE}


def _when(change: Contract) -> str:
    return _text(change.get("dateNotificationModification"))


def _modifications(told: Any) -> list[Contract]:  # noqa: ANN401 - JSON
    return _inside(told, "modification")


def _holders(told: Any) -> list[Contract]:  # noqa: ANN401 - JSON
    return _inside(told, "titulaire")


def _inside(told: Any, name: str) -> list[Contract]:  # noqa: ANN401 - JSON
    """The objects of a list, each of which may lie in one of its own: ``[{"titulaire": {…}}]``."""
    if isinstance(told, dict):
        told = told.get(name, told)
    listed = told if isinstance(told, list) else [told]
    opened = [one.get(name, one) if isinstance(one, dict) else one for one in listed]
    return [one for one in opened if isinstance(one, dict) and one]


def _list(told: Any, inner: str) -> Any:  # noqa: ANN401 - JSON
    return told.get(inner) if isinstance(told, dict) else told


def _text(value: Any) -> str:  # noqa: ANN401 - JSON
    """A cell as a CSV file would hold it."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(_text(one) for one in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return ""


def _items(file: BinaryIO, path: str) -> Iterator[Any]:
    """What stands in the arrays of the file, one by one; None for what is no JSON."""
    with io.TextIOWrapper(file, "utf-8-sig", errors="surrogateescape") as text:
        window = _Window(text, path)
        while window.enter_array():
            while (item := window.next_item()) is not _END:
                yield item


_END = object()


class _Window:
    """The part of a JSON file that is looked at."""

    def __init__(self, text: io.TextIOWrapper, path: str) -> None:
        self._text = text
        self._path = path
        self._held = ""
        self._at = 0
        self._ended = False

    def enter_array(self) -> bool:
        """Go to where the next array begins; False when there is none."""
        while True:
            found = self._held.find("[", self._at)
            if found >= 0:
                self._at = found + 1
                return True
            self._at = len(self._held)
            if not self._more():
                return False

    def next_item(self) -> Any:  # noqa: ANN401 - JSON
        """The next item of the array, None when it is no JSON, ``_END`` after the last."""
        sign = self._next_sign()
        if sign == "]":
            self._at += 1
            return _END
        while True:
            try:
                item, self._at = _DECODER.raw_decode(self._held, self._at)
            except json.JSONDecodeError as error:
                if error.pos > len(self._held) - _TAIL and len(self._held) - self._at < _MOST and self._more():
                    continue
                return self._pass_over()
            except RecursionError:
                return self._pass_over()
            return item

    def _next_sign(self) -> str:
        while True:
            space = _SPACE.match(self._held, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more():
                raise SvangrumError("decp.cut-short", field="path", path=self._path)

    def _pass_over(self) -> None:
        """Go past what is no JSON: to where the braces of a broken item are closed again, or to the next item."""
        stray = _NO_ITEM.match(self._held, self._at)
        if stray is not None:
            self._at = stray.end()
            return
        while True:
            end = self._closing()
            if end is not None:
                self._at = end
                return
            if len(self._held) - self._at >= _MOST or not self._more():
                raise SvangrumError("decp.cut-short", field="path", path=self._path)

    def _closing(self) -> int | None:
        depth = 0
        for token in _TOKEN.finditer(self._held, self._at):
            depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(token[0], 0)
            if depth < 0:
                return token.start()
            if depth == 0 and token[0] in "}]":
                return token.end()
        return None

    def _more(self) -> bool:
        """Read on, letting go of what has been looked at; False at the end of the file."""
        if self._ended:
            return False
        piece = self._text.read(_PIECE)
        self._held, self._at = self._held[self._at :] + piece, 0
        self._ended = not piece
        return bool(piece)
