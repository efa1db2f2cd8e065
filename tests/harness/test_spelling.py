"""Every word is spelled as a dictionary spells it, or stands on the list of the field's own words."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.harness.prose import prose
from tests.harness.repository import nothing

HERE = Path(__file__).parent
DICTIONARIES = {"sv": "sv_SE", "en": "en_GB"}
_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")


def texts(language: str) -> str:
    """All texts without placeholders, one a line."""
    return "\n".join(re.sub(r"\{[^}]*\}|https?://\S+", " ", text) for each in prose(language).values() for text in each)


def allowed(language: str) -> list[str]:
    return (HERE / f"spelling_{language}.txt").read_text("utf-8").splitlines()


@pytest.fixture(scope="module", params=DICTIONARIES)
def checked(request, spelling) -> tuple[str, set[str]]:
    """A language, and the words of its texts that its dictionary does not know."""
    language = request.param
    words = sorted(set(_WORD.findall(texts(language))))
    found = subprocess.run(
        [spelling, "-d", DICTIONARIES[language], "-i", "utf-8", "-l"],
        input="\n".join(words),
        capture_output=True,
        text=True,
        check=True,
    )
    return language, set(found.stdout.split())


@pytest.mark.spelling
def test_every_word_is_spelled_right(checked):
    language, unknown = checked

    nothing(sorted(unknown - set(allowed(language))))


@pytest.mark.spelling
def test_no_word_is_allowed_that_nobody_uses(checked):
    language, unknown = checked

    nothing(sorted(set(allowed(language)) - unknown))


@pytest.mark.parametrize("language", DICTIONARIES)
def test_the_lists_are_sorted(language):
    assert allowed(language) == sorted(set(allowed(language)))


@pytest.mark.spelling
def test_a_misspelt_word_is_found(spelling):
    command = [spelling, "-d", "sv_SE", "-i", "utf-8", "-l"]
    found = subprocess.run(command, input="upphandlign\n", capture_output=True, text=True, check=True)

    assert found.stdout.split() == ["upphandlign"]
    assert shutil.which("hunspell")
