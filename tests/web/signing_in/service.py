"""A sign-in service of an organisation, on a port of this machine: what it says is up to the test."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENT, SECRET = "svangrum-klient", "hemligt-mellan-oss"
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


@dataclass
class Service:
    """``claims`` are what it tells of whoever signs in there (None: left out); ``key`` is what it signs with."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = KEY
    algorithm: str = "RS256"
    nonces: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, list[str]]] = field(default_factory=list)

    def token(self, code: str) -> str:
        told = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "person-1",
            "iat": int(time.time()),
            "exp": int(time.time()) + 60,
            "nonce": self.nonces[code],
            "auth_time": int(time.time()),
            **self.claims,
        }
        told = {name: claim for name, claim in told.items() if claim is not None}
        if self.algorithm == "none":
            return jwt.encode(told, None, algorithm="none", headers={"kid": "one"})
        return jwt.encode(told, self.key, algorithm="RS256", headers={"kid": "one"})

    def answer(self, path: str) -> dict[str, Any]:
        """What lies at an address of the service."""
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/me",
                "jwks_uri": f"{self.issuer}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}


@contextmanager
def running() -> Iterator[Service]:
    """The service, answering until the end."""
    service = Service()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(service))
    service.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(service: Service) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._tell(service.answer(urlsplit(self.path).path))

        def do_POST(self) -> None:
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            service.asked.append(sent)
            self._tell({"access_token": "a", "token_type": "Bearer", "id_token": service.token(sent["code"][0])})

        def _tell(self, content: dict[str, Any]) -> None:
            body = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is written in the midst of the tests."""

    return Handler
