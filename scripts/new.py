"""Write what a new value, rule, act or text begins with: its files, with TODO where something is to be filled in.

    make new value my-limit
    make new rule my-rule
    make new act "SFS 2030:1"      (or SFS_2030:1)
    make new text my-text

The same can be said by name: make new KIND=act CODE="SFS 2030:1". The program starts with what is written, and the
tests say what is left to fill in. Nothing is overwritten. All the files are written, or none.
"""

from __future__ import annotations

import builtins
import keyword
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import yaml

from scripts.edit_files import add_under, write_all

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scripts.edit_files import Files

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "svangrum"
SKELETONS = Path(__file__).resolve().parent / "skeletons"
LONGEST = 40
"""Characters in a name: with more, lines of a rule's module are too long for the house."""
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
ACT = re.compile(r"(?=.*[^\W\d_])[\w(][\w ().,:/-]{0,60}")
IMPORTED = {"date", "rule", "by_place"}
"""Names that a rule's module already has."""
PART = "documents"
"""The part of a purchase that a new text is put in."""

UNWRITTEN: Mapping[str, Mapping[str, str]] = {
    "sv": {"name": "TODO: namnet", "title": "TODO: frågan", "says": "TODO: svaret", "why": "TODO: skälen"},
    "en": {
        "name": "TODO: the name",
        "title": "TODO: the question",
        "says": "TODO: the answer",
        "why": "TODO: the reasons",
    },
}
"""What stands in each language for words that are yet to be written."""


class Refused(Exception):  # noqa: N818 - nothing is broken
    """Nothing was written. The text says why, and what to do."""


def new(kind: str, code: str, *, package: Path, today: date) -> list[Path]:
    """Write what a new ``code`` begins with under ``package``. Returns the files that were written or added to.

    Raises ``Refused`` for a kind that does not exist, for a name that will not do, and for a code that is taken.
    """
    if kind not in KINDS:
        message = f"There is no kind called {kind!r}. It is one of: {', '.join(KINDS)}."
        raise Refused(message)
    files = KINDS[kind](code, package, today)
    write_all(files)
    return list(files)


def value_files(code: str, package: Path, today: date) -> Files:
    _check_name(code)
    _fresh(package / f"data/parameters/{code}.yaml")
    own = _fresh(package / f"data/law/parameters/{code}.yaml")
    filled = _filled("value.yaml", code=code, today=today, in_a_year=today + timedelta(days=365))
    return {own: filled, **_with_words(package, "law_parts.yaml", "parameter", code, "value.words.yaml")}


def rule_files(code: str, package: Path, _today: date) -> Files:
    _check_name(code)
    module = _module(code)
    order = package / "law/rules/__init__.py"
    situations = package / "data/law/situations/everyday.yaml"
    return {
        _fresh(package / f"law/rules/{module}.py"): _filled("rule.py.txt", code=code, module=module),
        _fresh(package / f"data/law/rules/{code}.yaml"): _filled("rule.yaml", code=code),
        order: with_module(order.read_text("utf-8"), module),
        situations: situations.read_text("utf-8") + _filled("rule.situations.yaml", code=code),
        **_with_words(package, "law.yaml", "law", code, "rule.words.yaml"),
    }


def act_files(code: str, package: Path, today: date) -> Files:
    """The code is what readers see; an underscore stands for a blank."""
    code = " ".join(code.replace("_", " ").split())
    if not ACT.fullmatch(code):
        message = f"{code!r} will not do for an act. Write what readers see: LOU, SFS 2030:1, HFD 2030:2, (EU) 2030/3."
        raise Refused(message)
    path = package / "data/law/acts.yaml"
    text = path.read_text("utf-8")
    taken = next((one for one in yaml.safe_load(text) if _slug(one) == _slug(code)), None)
    if taken:
        message = f"{taken} already stands in {_shown(path)}. Change it there."
        raise Refused(message)
    return {path: text + _filled("act.yaml", code=code, today=today, **_number_and_url(code))}


def text_files(code: str, package: Path, _today: date) -> Files:
    _check_name(code)
    own = _fresh(package / f"data/texts/clauses/{code}.yaml")
    return {own: _filled("text.yaml", code=code, order=_next_order(own.parent))}


KINDS: Mapping[str, Callable[[str, Path, date], Files]] = {
    "value": value_files,
    "rule": rule_files,
    "act": act_files,
    "text": text_files,
}


def with_module(text: str, module: str) -> str:
    """The package of rules with ``module`` last in ``ORDER``."""
    return re.sub(r"(?ms)^(ORDER = \(.*?)^\)", rf'\1    "{module}",\n)', text, count=1)


def _check_name(code: str) -> None:
    if not NAME.fullmatch(code) or len(code) > LONGEST:
        message = (
            f"{code!r} will not do as a name. Write lower-case letters a–z and digits, with hyphens between words and "
            f"at most {LONGEST} characters: my-limit."
        )
        raise Refused(message)


def _module(code: str) -> str:
    module = code.replace("-", "_")
    if keyword.iskeyword(module) or module in IMPORTED or hasattr(builtins, module):
        message = (
            f"{code!r} already means something in Python, where a rule's function has its name. Take another name."
        )
        raise Refused(message)
    return module


def _fresh(path: Path) -> Path:
    if path.exists():
        message = f"{_shown(path)} already exists, and is not overwritten. Change it there, or take another name."
        raise Refused(message)
    return path


def _with_words(package: Path, name: str, block: str, code: str, skeleton: str) -> Files:
    """The file ``name`` of each language, with words for ``code`` last in ``block``."""
    files = {}
    for language, unwritten in UNWRITTEN.items():
        path = package / "data/language" / language / name
        _check_unspoken(path.parent, block, code)
        files[path] = add_under(path.read_text("utf-8"), block, _filled(skeleton, code=code, **unwritten))
    return files


def _check_unspoken(folder: Path, block: str, code: str) -> None:
    for path in folder.glob("*.yaml"):
        if code in yaml.safe_load(path.read_text("utf-8")).get(block, {}):
            message = f"{_shown(path)} already has words for {block}.{code}. Take another name."
            raise Refused(message)


def _next_order(folder: Path) -> int:
    """The first number that no text has after the last text of ``PART``."""
    read = [yaml.safe_load(path.read_text("utf-8")) for path in folder.glob("*.yaml")]
    taken = {one["order"] for one in read}
    last = max(one["order"] for one in read if one.get("part") == PART)
    return next(order for order in range(last + 1, last + len(read) + 1) if order not in taken)


def _number_and_url(code: str) -> Mapping[str, str]:
    number = code.removeprefix("SFS ")
    statute = re.fullmatch(r"\d{4}:\d+", number)
    return {"number": number, "url": f"https://lagen.nu/{number}" if statute else "https://example.org"}


def _slug(code: str) -> str:
    """An act's code as the address of its page has it: two acts that differ only in signs have one page."""
    return "-".join(re.findall(r"[a-z0-9]+", code.lower().translate(str.maketrans("åäö", "aao"))))


def _filled(skeleton: str, **values: object) -> str:
    return Template((SKELETONS / skeleton).read_text("utf-8")).substitute(values)


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def main(arguments: list[str]) -> int:
    if len(arguments) != 2 or not all(arguments):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    kind, code = arguments
    try:
        written = new(kind, code, package=PACKAGE, today=date.today())  # noqa: DTZ011 - the day where it is written
    except Refused as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    article = "an" if kind == "act" else "a"
    print("Written:", *map(_shown, written), sep="\n  ")
    print(f"Fill in what is marked TODO. docs/how-to/add-{article}-{kind}.md says how.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
