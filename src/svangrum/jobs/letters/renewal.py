"""The link by which a new password is chosen: made when the letter is sent, so that no table holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str

from svangrum.records.letters.passwords import NEW_PASSWORD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.records.letters.models import Letter


def parts_of(letter: Letter) -> Mapping[str, str]:
    """What the link of a letter is made of."""
    if letter.code != NEW_PASSWORD:
        return dict(letter.parts)
    person = letter.person
    return {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
