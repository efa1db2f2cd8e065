"""The address by which a mail's reader asks for no more mails about dialogues, without signing in.

It is signed by the server and holds a digest of the mail's address, never the address. It opens nothing else. What it
ends, and begins again, is mails to that very address: who else has the enterprise's number or name changes nothing.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing

from svangrum.records.dialogues.models import Silence
from svangrum.records.dialogues.queries import DialogueLinkError

if TYPE_CHECKING:
    from collections.abc import Iterable

_SALT = "svangrum.dialogues.silence"


def digest_of_address(email: str) -> str:
    """With the installation's key, so that nobody finds the address by trying some."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{_SALT}:{email.casefold()}".encode(), hashlib.sha256).hexdigest()


def signed_for(email: str) -> str:
    """What stands at the end of the page's address in a mail to ``email``."""
    return signing.dumps(digest_of_address(email), salt=_SALT)


def digest_signed(signed: str) -> str:
    """The digest that was signed. Raises ``DialogueLinkError`` ``dialogue-link.unknown`` for what was not made here."""
    try:
        digest: str = signing.loads(signed, salt=_SALT)
    except signing.BadSignature as error:
        raise DialogueLinkError("dialogue-link.unknown") from error
    return digest


def silence_signed(signed: str) -> Silence | None:
    """That mails to the address have ended; none while they go out. Raises as ``digest_signed``."""
    return Silence.objects.filter(digest=digest_signed(signed)).first()


def silent_among(emails: Iterable[str]) -> set[str]:
    """Those of the addresses to which no mails about dialogues go."""
    digests = {one: digest_of_address(one) for one in emails if one}
    kept = set(Silence.objects.filter(digest__in=digests.values()).values_list("digest", flat=True))
    return {one for one, digest in digests.items() if digest in kept}


def is_silent(email: str) -> bool:
    """Whether no mails about dialogues go to the address."""
    return bool(silent_among([email]))
