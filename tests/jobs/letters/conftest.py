"""Where the tests' mails go: files, or a server of this machine."""

from __future__ import annotations

import pytest

from svangrum.web.post import read_post
from tests.jobs.letters.post import post


@pytest.fixture
def files(settings, tmp_path):
    """The folder where mails land when no server is named."""
    _use(settings, "", tmp_path)
    return tmp_path / "mails"


@pytest.fixture
def server(settings, tmp_path):
    with post() as begun:
        _use(settings, begun.url, tmp_path)
        yield begun


def _use(settings, url, store):
    read = read_post(url, store)
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = read.backend, read.folder
    settings.EMAIL_HOST, settings.EMAIL_PORT = read.host, read.port
    settings.DEFAULT_FROM_EMAIL = "svangrum@svangrum.example"
    settings.ADDRESS = "https://svangrum.example"
