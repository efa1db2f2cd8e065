"""What must never be committed: paths of one machine, private hosts, secrets, large files."""

from __future__ import annotations

import re

import pytest

from tests.harness.repository import ROOT, nothing, repository_files, text_files

LARGEST_BYTES = 3_500_000
HERE = "tests/harness/test_repository.py"
TODO = re.compile(r"\bTODO\b")

FORBIDDEN = {
    "a path of one machine": r"(?<![\w.:/])/(?:home|Users|root|work|tmp|mnt|media|private)/[\w.{}-]+|[A-Z]:\\\\?Users",
    "a private host": r"https?://[\w.-]+\.(?:internal|local|lan|corp|intra)\b",
    "a private address": r"\b(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}\b",
    "a package index": r"(?:--(?:extra-)?index-url|--find-links|--trusted-host)\b|https?://\S*/simple/?\b",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
    "an access key": r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abp]-[\w-]{10,})",
    "a secret with a value": r"(?i)\b(?:secret_key|password|api_key|token)\b\"?\s*[:=]\s*[\"'][^\"'{}<>\s]{12,}[\"']",
    "a conflict that was not resolved": r"(?m)^(?:<{7} |>{7} )",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{place}:{text[: match.start()].count(chr(10)) + 1}: {match[0]}"
        for place, text in text_files().items()
        if place != HERE
        for match in pattern.finditer(text)
    ]

    nothing(found)


def test_no_file_is_large() -> None:
    large = {
        str(path.relative_to(ROOT)): size
        for path in repository_files()
        if (size := path.stat().st_size) > LARGEST_BYTES
    }

    assert large == {}


def test_text_is_utf_8_with_plain_line_ends() -> None:
    carriage = [place for place, text in text_files().items() if "\r" in text]
    unfinished = [place for place, text in text_files().items() if text and not text.endswith("\n")]

    nothing(carriage)
    nothing(unfinished)


def test_nothing_is_left_to_fill_in() -> None:
    """What ``make new`` marks in its skeletons is written by a person before it lands."""
    left = [
        f"{place}:{number}: {line.strip()}"
        for place, text in text_files().items()
        if place.startswith("src/")
        for number, line in enumerate(text.splitlines(), start=1)
        if TODO.search(line)
    ]

    nothing(left)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_each_pattern_finds_what_it_is_for(what: str) -> None:
    examples = {
        "a path of one machine": 'open("/home/kim/data.csv")',
        "a private host": "https://registry.example.internal/x",
        "a private address": "host = 10.0.12.7",
        "a package index": "--extra-index-url https://mirror.example/simple",
        "a private key": "-----BEGIN RSA PRIVATE KEY-----",
        "an access key": "AKIA" + "A" * 16,
        "a secret with a value": 'SECRET_KEY = "' + "s" * 20 + '"',
        "a conflict that was not resolved": "<<<<<<< main",
    }

    assert re.search(FORBIDDEN[what], examples[what])
