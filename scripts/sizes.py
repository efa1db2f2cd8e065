"""Tell which functions and files have grown long. Size is a signal, not a limit: this never fails."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "svangrum"
LONG_FUNCTION = 40
LONG_FILE = 400


def long_functions(path: Path) -> list[tuple[str, int]]:
    """Name and length in lines of each long function in one file."""
    tree = ast.parse(path.read_text("utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    lengths = ((node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in functions)
    return [(name, length) for name, length in lengths if length > LONG_FUNCTION]


def main() -> None:
    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(SOURCE.parent.parent)
        lines = len(path.read_text("utf-8").splitlines())
        if lines > LONG_FILE:
            print(f"long file: {place} has {lines} lines")
        for name, length in long_functions(path):
            print(f"long function: {name} in {place} has {length} lines")


if __name__ == "__main__":
    main()
