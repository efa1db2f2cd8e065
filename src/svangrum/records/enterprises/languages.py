"""The languages that an enterprise can say it works in, by their codes in ISO 639 (the shortest there is).

The first three stand apart; the others are in the order of their Swedish names.

Swedish, Swedish sign language, the national minority languages, English, and others that many in Sweden speak. Words:
``enterprises.language.<code>``.
"""

from __future__ import annotations

LANGUAGES_SPOKEN = (
    "sv",
    "swl",
    "en",
    "ar",
    "bs",
    "prs",
    "fi",
    "fr",
    "yi",
    "kmr",
    "fit",
    "ps",
    "fa",
    "pl",
    "rom",
    "ru",
    "se",
    "so",
    "ckb",
    "es",
    "th",
    "ti",
    "tr",
    "de",
    "uk",
    "vi",
)
