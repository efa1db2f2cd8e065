"""What a snapshot of contracts depends on besides its sources: the reader itself and the table of places."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from svangrum.core.data import data_path

_DIGITS = 8


@cache
def _reader_digest() -> str:
    digest = hashlib.sha256(data_path("codes/french_departments.tsv").read_bytes())
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()[:_DIGITS]


EXTRACTOR = f"decp/1-{_reader_digest()}"
"""The same files give other facts when the reader is another."""
