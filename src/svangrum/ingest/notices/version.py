"""What a part or a snapshot of lots depends on besides its sources: the reader itself, and the rates."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from svangrum.core.data import data_path

_DIGITS = 8


@cache
def reader_digest() -> str:
    """The first digits of the hash of the reader's own code and of the table of rates."""
    digest = hashlib.sha256(data_path("codes/euro_rates.tsv").read_bytes())
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()[:_DIGITS]
