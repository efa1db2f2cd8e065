"""In a process of its own, where SAML is switched on: a service's answers, and what the site makes of them."""

from __future__ import annotations

import base64
import json
import os
import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

ISSUER, SITE = "https://in.exempelstad.example/saml", "http://localhost"
MAIL = "urn:oid:0.9.2342.19200300.100.1.3"
RESPONSE = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="r1" Version="2.0" IssueInstant="{now}"
 Destination="{to}" InResponseTo="{asked}"><saml:Issuer>{issuer}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
<saml:Assertion ID="a1" Version="2.0" IssueInstant="{now}"><saml:Issuer>{issuer}</saml:Issuer><saml:Subject>
<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">person-1</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
<saml:SubjectConfirmationData NotOnOrAfter="{later}" Recipient="{to}" InResponseTo="{asked}"/>
</saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{before}" NotOnOrAfter="{later}">
<saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{shown}"><saml:AuthnContext>
<saml:AuthnContextClassRef>{how}</saml:AuthnContextClassRef>
</saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement><saml:Attribute Name="{mail}"><saml:AttributeValue>
{email}</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>"""
PASSWORD_ONLY, BY_SECOND_FACTOR = "urn:oasis:names:tc:SAML:2.0:ac:classes:Password", "https://refeds.org/profile/mfa"


def write_service(file: Path) -> None:
    """The file of the setting, and beside it the service's key and another."""
    key, certificate = _pair()
    (file.parent / "key.pem").write_text(key)
    (file.parent / "certificate.pem").write_text(certificate)
    (file.parent / "other.pem").write_text(_pair()[0])
    idp = {"entity_id": ISSUER, "sso_url": f"{ISSUER}/sso", "x509cert": certificate}
    stated = {"code": "staden", "name": "Staden", "domains": ["exempelstad.example"], "idp": idp}
    file.write_text(json.dumps([stated]), "utf-8")


def answers() -> dict[str, str]:
    """Where each answer of the service leads: the address to which the browser is sent."""
    from allauth.socialaccount.models import SocialAccount

    from tests.records.build import a_member, a_person, an_organisation
    from tests.web.signing_in.steps import with_app

    town = an_organisation()
    a_person("kim@provkoping.example")
    member, officer = a_member(town, "ordering-unit"), a_member(town, "procurement-officer")
    with_app(officer)
    led = {
        "other-domain": _come("kim@provkoping.example"),
        "member": _come(member.email),
        "other-key": _come(member.email, key="other.pem"),
        "other-audience": _come(member.email, audience="https://annan.example"),
        "late": _come(member.email, minutes=-60),
    }
    SocialAccount.objects.all().delete()
    led["password-only"] = _come(officer.email)
    led["second-factor"] = _come(officer.email, how=BY_SECOND_FACTOR)
    return led | _confirmed(officer) | _again(officer)


def _confirmed(officer: Any) -> dict[str, str]:
    """Whether a second factor shown there counts as shown now, by how long ago it was."""
    from svangrum.web.signing_in.sessions import was_confirmed

    told = {}
    for name, ago in (("just-shown", 0), ("shown-long-ago", 16)):
        client = _browser()
        _come(officer.email, how=BY_SECOND_FACTOR, ago=ago, client=client)
        told[name] = str(was_confirmed(_Asking(client.session, officer)))
    return told


@dataclass
class _Asking:
    """As much of a request as tells of a session."""

    session: Any
    user: Any


def _again(officer: Any) -> dict[str, str]:
    """Somebody of two organisations signs in anew: whether the service is told to ask, and where they act then."""
    from tests.records.build import a_member, an_organisation

    second, client = an_organisation(), _browser()
    a_member(second, "controller", person=officer)
    _come(officer.email, how=BY_SECOND_FACTOR, client=client)
    client.post("/mina-sidor/organisation", {"organisation": second.pk})
    request = _set_out(client)
    _come(officer.email, how=BY_SECOND_FACTOR, client=client)
    return {
        "asked-anew": str('ForceAuthn="true"' in request),
        "asked-at-first": str('ForceAuthn="true"' in _set_out(_browser())),
        "place-kept": str(client.session.get("organisation") == str(second.pk)),
    }


def _browser() -> Any:
    from django.test import Client

    return Client(SERVER_NAME="localhost", headers={"host": "localhost"})


def _set_out(client: Any) -> str:
    """What the service is asked."""
    asked = parse_qs(urlsplit(client.get("/logga-in/saml/staden").headers["Location"]).query)["SAMLRequest"][0]
    return zlib.decompress(base64.b64decode(asked), -15).decode()


def _come(
    email: str,
    *,
    key: str = "key.pem",
    how: str = PASSWORD_ONLY,
    audience: str = "",
    minutes: int = 10,
    ago: int = 0,
    client: Any = None,
) -> str:
    """To the service and back by it; where one ends. ``ago`` are the minutes since it asked."""
    from onelogin.saml2.utils import OneLogin_Saml2_Utils

    client = client or _browser()
    number = re.search(r'\bID="([^"]+)"', _set_out(client))
    assert number
    to, now = f"{SITE}/saml/staden/acs/", datetime.now(UTC)
    written = (
        RESPONSE.format(
            to=to,
            asked=number[1],
            issuer=ISSUER,
            audience=audience or f"{SITE}/saml/staden/metadata/",
            how=how,
            mail=MAIL,
            email=email,
            now=_stamp(now),
            shown=_stamp(now - timedelta(minutes=ago)),
            before=_stamp(now - timedelta(hours=2)),
            later=_stamp(now + timedelta(minutes=minutes)),
        )
        .replace(">\n", ">")
        .replace("\n<", "<")
        .replace("\n", " ")
    )
    written = written.replace("> ", ">").replace(" <", "<")
    here = Path(os.environ["SVANGRUM_SAML_FILE"]).parent
    signed = _signed(written, (here / key).read_text(), (here / "certificate.pem").read_text(), OneLogin_Saml2_Utils)
    back = client.post("/saml/staden/acs/", {"SAMLResponse": base64.b64encode(signed).decode()})
    return str(client.get(back.headers["Location"]).headers["Location"])


def _signed(written: str, key: str, certificate: str, utils: Any) -> bytes:
    """The response with its assertion signed."""
    found = re.search(r"<saml:Assertion .*</saml:Assertion>", written, re.DOTALL)
    assert found
    alone = found[0].replace(
        "<saml:Assertion ", '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ', 1
    )
    signed = utils.add_sign(alone, key, certificate)
    return written.replace(found[0], signed.decode()).encode()


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _pair() -> tuple[str, str]:
    """A key and its certificate, as text."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "in.exempelstad.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    as_text = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return as_text.decode(), certificate.public_bytes(serialization.Encoding.PEM).decode()
