"""``svangrum letters resend`` as whoever runs the installation meets it."""

from __future__ import annotations

import pytest

from svangrum.cli.main import run
from svangrum.core.language import LANGUAGES, words
from svangrum.records.letters.queries import given_up
from tests.records.letters.test_requeued import NOW, a_letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def opened(monkeypatch, settings):
    monkeypatch.setenv("SVANGRUM_SECRET_KEY", settings.SECRET_KEY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_given_up_is_put_back_and_counted(capsys, language):
    for _ in range(2):
        a_letter(given_up_at=NOW)
    a_letter(sent_at=NOW)

    for count in (2, 0):
        assert run(["letters", "resend"], language) == 0
        assert words("letters.told.requeued", language, count=count) in capsys.readouterr().out
    assert not given_up().exists()
