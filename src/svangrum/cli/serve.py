"""``svangrum serve``: the web interface on this machine, and beside it a worker for what takes time."""

from __future__ import annotations

import errno
import os
import socket
from contextlib import closing, nullcontext, suppress
from importlib import import_module
from typing import TYPE_CHECKING

import click

from svangrum.cli.beside import worker_beside
from svangrum.cli.database import open_database
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.web.environment import number, settle_key, switch, text

if TYPE_CHECKING:
    from waitress.server import BaseWSGIServer

    from svangrum.cli.context import Context

_THREADS = 4
_EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - recognised, not bound


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--migrate", is_flag=True)
@click.option("--no-worker", is_flag=True)
@click.pass_obj
def serve(context: Context, host: str, port: int, *, migrate: bool, no_worker: bool) -> None:
    """Serve until stopped; the address is told when the port really listens. Port 0 takes a free one."""
    server = listen(host, port, migrate=migrate)
    address = f"http://{host}:{server.effective_port}/"
    with closing(server), suppress(KeyboardInterrupt), nullcontext() if no_worker else worker_beside():
        click.echo(words("serve.listening", context.language, address=address))
        server.run()


def listen(host: str, port: int, *, migrate: bool = False) -> BaseWSGIServer:
    """A server that has its port and its database but answers nothing yet.

    Raises ``SvangrumError``: ``serve.busy`` for a port in use, ``serve.host`` for an address that is not this
    machine's, ``serve.migrate`` for a database server whose tables must be changed first, and what ``open_database``
    raises.
    """
    listening = _listening(host, port)
    _settle_environment(host, listening.getsockname()[1])
    _open_database(migrate=migrate)
    from django.conf import settings  # noqa: PLC0415 - read first when the environment is settled
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - as above
    from waitress import create_server  # noqa: PLC0415 - the other commands start without a web server

    from svangrum.web.try_purchase.asking import prepare  # noqa: PLC0415 - reads the settings

    application = get_wsgi_application()
    import_module("svangrum.web.urls")  # now, not at the first visit
    prepare()
    return create_server(
        application,
        sockets=[listening],
        threads=_THREADS,
        ident=None,
        max_request_body_size=2 * settings.FILE_MAX,
        # What is handed in must not lie on the disk before it is encrypted
        inbuf_overflow=2 * settings.FILE_MAX + 1_000_000,
        # What a proxy says of the sender and of https is believed only where the settings name a proxy
        clear_untrusted_proxy_headers=not (switch("SVANGRUM_HTTPS") or number("SVANGRUM_PROXIES")),
    )


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        code = "serve.busy" if error.errno == errno.EADDRINUSE else "serve.host"
        raise SvangrumError(code, host=host, port=port) from error


def _settle_environment(host: str, port: int) -> None:
    """What a server on one's own machine needs: a key that lasts, and leave to be called by its address."""
    here = "127.0.0.1" if host in _EVERYWHERE else f"[{host}]" if ":" in host else host
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svangrum.web.settings")
    os.environ.setdefault("SVANGRUM_HOSTS", ",".join(dict.fromkeys((host, "127.0.0.1", "localhost", "[::1]"))))
    os.environ.setdefault("SVANGRUM_ADDRESS", f"http://{here}:{port}")
    settle_key()


def _open_database(*, migrate: bool) -> None:
    """An SQLite file is made and kept up to date; a database server's tables are changed when that is asked for."""
    try:
        open_database(make=migrate or _is_a_file())
    except SvangrumError as error:
        raise SvangrumError("serve.migrate") if error.code == "database.outdated" else error from error


def _is_a_file() -> bool:
    url = text("DATABASE_URL")
    return not url or url.startswith("sqlite")
