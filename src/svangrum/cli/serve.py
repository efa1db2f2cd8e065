"""``svangrum serve``: the web interface on this machine."""

from __future__ import annotations

import errno
import os
import secrets
import socket
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

import click

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words

if TYPE_CHECKING:
    from waitress.server import BaseWSGIServer

    from svangrum.cli.context import Context

_THREADS = 4


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.pass_obj
def serve(context: Context, host: str, port: int) -> None:
    """Serve until stopped; the address is told when the port really listens. Port 0 takes a free one."""
    server = listen(host, port)
    address = f"http://{host}:{server.effective_port}/"
    click.echo(words("serve.listening", context.language, address=address))
    with suppress(KeyboardInterrupt):
        server.run()
    server.close()


def listen(host: str, port: int) -> BaseWSGIServer:
    """A server that has its port but answers nothing yet.

    Raises ``SvangrumError`` ``serve.busy`` for a port in use and ``serve.host`` for an address that is not this
    machine's.
    """
    _settle_environment(host)
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - reads the settings, so they come first
    from waitress import create_server  # noqa: PLC0415 - the other commands start without a web server

    from svangrum.web.try_purchase.asking import prepare  # noqa: PLC0415 - reads the settings

    application = get_wsgi_application()
    import_module("svangrum.web.urls")  # now, not at the first visit
    prepare()
    return create_server(application, sockets=[_listening(host, port)], threads=_THREADS, ident=None)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        code = "serve.busy" if error.errno == errno.EADDRINUSE else "serve.host"
        raise SvangrumError(code, host=host, port=port) from error


def _settle_environment(host: str) -> None:
    """What a server on one's own machine needs: a secret that dies with it, and leave to be called by its address."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svangrum.web.settings")
    os.environ.setdefault("SVANGRUM_SECRET_KEY", secrets.token_urlsafe(48))
    os.environ.setdefault("SVANGRUM_HOSTS", ",".join(dict.fromkeys((host, "127.0.0.1", "localhost", "[::1]"))))
