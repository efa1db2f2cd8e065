"""``svangrum serve``: tells its address when it listens, and says what to do when it cannot."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import stat
import subprocess
import sys
import urllib.request
from contextlib import suppress

import pytest
from click.testing import CliRunner

from svangrum.cli import serve as command
from svangrum.cli.context import Context
from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES, words
from tests.jobs.processes import own_postgresql, wait_until
from tests.web.served import begun, environment, served


@pytest.fixture(autouse=True)
def _settled(monkeypatch):
    """What ``listen`` would set stays within the test."""
    for name, value in (("SVANGRUM_SECRET_KEY", "worth nothing"), ("SVANGRUM_HOSTS", "127.0.0.1")):
        monkeypatch.setenv(name, value)


def test_it_answers_where_it_says_and_ends_when_told(tmp_path):
    with served(tmp_path) as address, urllib.request.urlopen(f"{address}/om", timeout=10) as page:  # noqa: S310 - our own address
        assert page.status == 200
        assert "Server" not in page.headers


def test_nobody_else_on_the_machine_can_read_the_database(tmp_path):
    with served(tmp_path):
        modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("svangrum.sqlite3*")}
    assert modes == {0o600}


def test_what_a_proxy_says_of_https_is_believed(tmp_path):
    """Over a real socket: the server itself must not take away what the proxy says."""
    asked = {"X-Forwarded-Proto": "https", "Host": "127.0.0.1"}
    with served(tmp_path, SVANGRUM_HTTPS="1") as address:
        with urllib.request.urlopen(urllib.request.Request(f"{address}/om", headers=asked), timeout=10) as page:  # noqa: S310 - our own
            assert page.status == 200
        connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=10)
        connection.request("GET", "/om")
        assert connection.getresponse().getheader("Location", "").startswith("https://")
        connection.close()


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

    monkeypatch.setattr(command, "listen", lambda _host, _port, **_more: Listening())
    result = CliRunner().invoke(command.serve, ["--no-worker"], obj=Context(language))
    assert result.exit_code == 0
    assert "http://127.0.0.1:8123/" in result.output


def test_the_environment_is_left_alone_when_it_says_something(monkeypatch):
    for name, value in (("SVANGRUM_HOSTS", "svangrum.example"), ("SVANGRUM_ADDRESS", "https://svangrum.example")):
        monkeypatch.setenv(name, value)
    command._settle_environment("127.0.0.1", 8000)
    assert os.environ["SVANGRUM_HOSTS"] == "svangrum.example"
    assert os.environ["SVANGRUM_ADDRESS"] == "https://svangrum.example"


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:81"), ("0.0.0.0", "http://127.0.0.1:81"), ("::1", "http://[::1]:81")],  # noqa: S104
)
def test_links_in_mails_lead_to_where_it_listens(monkeypatch, host, address):
    monkeypatch.delenv("SVANGRUM_ADDRESS", raising=False)
    command._settle_environment(host, 81)
    assert os.environ["SVANGRUM_ADDRESS"] == address


def test_its_key_and_its_database_outlive_it(tmp_path):
    for _ in range(2):
        with served(tmp_path):
            kept = (tmp_path / "secret-key").read_bytes(), (tmp_path / "svangrum.sqlite3").exists()
    assert kept == ((tmp_path / "secret-key").read_bytes(), True)


def alive(process: int) -> bool:
    """Whether it runs; one that has ended but was not waited for does not."""
    with suppress(FileNotFoundError), open(f"/proc/{process}/stat", encoding="ascii") as file:  # noqa: PTH123
        return file.read().rpartition(")")[2].split()[0] != "Z"
    return False


def test_a_worker_works_beside_is_begun_again_and_does_not_outlive_it(tmp_path):
    with begun(tmp_path) as site:
        (first,) = site.children
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: site.children and site.children != [first], "another worker began")
        (second,) = site.children
        os.kill(site.process.pid, signal.SIGKILL)
        site.process.wait()
        wait_until(lambda: not alive(second), "the worker ended with the server")


def test_it_ends_its_worker_when_it_is_told_to_end(tmp_path):
    with begun(tmp_path) as site:
        (worker,) = site.children
    assert not alive(worker)


@pytest.mark.postgresql
def test_the_tables_of_a_database_server_are_changed_only_when_asked(tmp_path, postgresql):
    with own_postgresql(postgresql) as url:
        told = subprocess.run(
            [sys.executable, "-m", "svangrum.cli.main", "serve", "--port", "0", "--no-worker"],
            env=environment(tmp_path) | {"DATABASE_URL": url},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert (told.returncode, told.stdout) == (2, "")
        assert words("error.serve.migrate", "sv") in told.stderr
