"""The languages that an enterprise can say it works in, by their codes in ISO 639 (the shortest there is).

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
    "ckb",
    "de",
    "es",
    "fa",
    "fi",
    "fit",
    "fr",
    "kmr",
    "pl",
    "prs",
    "ps",
    "rom",
    "ru",
    "se",
    "so",
    "th",
    "ti",
    "tr",
    "uk",
    "vi",
    "yi",
)
