"""``svangrum serve``: tells its address when it listens, and says what to do when it cannot."""

from __future__ import annotations

import socket
import urllib.request

import pytest
from click.testing import CliRunner

from svangrum.cli import serve as command
from svangrum.cli.context import Context
from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES, words
from tests.web.served import served


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """What ``listen`` would set stays within the test."""
    for name, value in (("SVANGRUM_SECRET_KEY", "worth nothing"), ("SVANGRUM_HOSTS", "127.0.0.1")):
        monkeypatch.setenv(name, value)


def test_it_answers_where_it_says_and_ends_when_told():
    with served() as address, urllib.request.urlopen(f"{address}/om", timeout=10) as page:  # noqa: S310 - our own address
        assert page.status == 200
        assert "Server" not in page.headers


def test_a_port_in_use_is_told_with_its_number():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SvangrumError) as refused:
            command.listen("127.0.0.1", port)
    assert refused.value.code == "serve.busy"
    assert f"{port}" in words("error.serve.busy", "sv", **refused.value.values)


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(SvangrumError, match=r"serve\.host"):
        command.listen("192.0.2.1", 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_is_told(monkeypatch, language):
    class Listening:
        effective_port = 8123

        def run(self):
            raise KeyboardInterrupt

        def close(self):
            pass

    monkeypatch.setattr(command, "listen", lambda _host, _port: Listening())
    result = CliRunner().invoke(command.serve, [], obj=Context(language))
    assert result.exit_code == 0
    assert "http://127.0.0.1:8123/" in result.output


def test_the_environment_is_left_alone_when_it_says_something(monkeypatch):
    monkeypatch.setenv("SVANGRUM_HOSTS", "svangrum.example")
    command._settle_environment("127.0.0.1")
    assert command.os.environ["SVANGRUM_HOSTS"] == "svangrum.example"
