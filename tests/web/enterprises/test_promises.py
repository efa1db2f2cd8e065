"""No text of the register promises a secrecy that an authority cannot promise, or that what came to it is gone."""

from __future__ import annotations

import re

import pytest

from svangrum.core.language import catalogue

PROMISED = {
    "sv": r"[Bb]ara ni (själva )?ser|(det|den|dem) ser bara|ser (det|den|dem) aldrig|aldrig era|aldrig för andra|"
    r"glöm[st]|inte sparad|[Dd]et sparas inte",
    "en": r"[Oo]nly you|never do\b|never your|never to other|forgotten|not been kept|[Ii]t is not kept",
}


@pytest.mark.parametrize(("language", "promised"), PROMISED.items())
def test_no_text_promises_what_an_authority_cannot(language, promised):
    told = {
        code: text
        for code, text in catalogue(language).items()
        if code.startswith(("enterprises.", "capacities.", "suppliers.", "letter.application-refused."))
    }
    assert len(told) > 100
    assert [code for code, text in told.items() if re.search(promised, text)] == []
