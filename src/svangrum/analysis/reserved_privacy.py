"""What in a text that people have written leads to a person: personal numbers, telephone numbers, e-mail addresses.

A name cannot be told from other words, so it is asked for a role, and a text can be taken back
(``docs/methods/reserved.md``).
"""

from __future__ import annotations

import re

from svangrum.core.orgnr import NumberKind, classify_number

_NUMBER = re.compile(r"(?<!\d)\d{6}(?:\d{2})?[ +–-]?\d{4}(?!\d)")
_GAP = r"[ \u00a0/()–-]"
_PHONES = (
    re.compile(rf"(?<!\w)(?:\+|00)\d(?:{_GAP}*\d){{7,13}}(?!\d)"),
    re.compile(rf"(?<![\w/–-])\(?0\d{{1,3}}{_GAP}{{1,3}}\d(?:{_GAP}?\d){{4,7}}(?!\d)"),
    re.compile(r"(?<![\w/–-])0\d{9}(?!\d)"),
)
_DAY = re.compile(r"(?<!\d)\d{1,2}[-/ ]\d{1,2}[-/ ]\d{4}(?!\d)")
_MAIL = re.compile(r"\S@\S")


def holds_personal_number(text: str) -> bool:
    """Whether a personal or co-ordination number stands anywhere in ``text``."""
    return any(classify_number(found[0]) is NumberKind.PERSON for found in _NUMBER.finditer(text))


def holds_contact(text: str) -> bool:
    """Whether what looks like a telephone number or an e-mail address stands anywhere in ``text``."""
    without_days = _DAY.sub(" . ", text)
    return bool(_MAIL.search(text)) or any(phone.search(without_days) for phone in _PHONES)
