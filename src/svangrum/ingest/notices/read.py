"""``read_notice``: one notice, whichever generation it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.ingest.notices.document import parse, root_name
from svangrum.ingest.notices.eforms import ROOTS, read_eforms
from svangrum.ingest.notices.legacy import ROOT, read_legacy

if TYPE_CHECKING:
    from svangrum.ingest.notices.notice import Notice


def read_notice(content: bytes) -> Notice:
    """The notice in ``content``, TED legacy XML or eForms. The root element decides, never a date.

    Raises ``SvangrumError`` with a code ``notice.…`` for anything that is not a notice that can be read.
    """
    root, document = parse(content)
    try:
        name = root_name(root)
        if name == ROOT:
            return read_legacy(root)
        if name in ROOTS:
            return read_eforms(root)
    except UnicodeDecodeError as error:
        raise SvangrumError("notice.encoding") from error
    finally:
        document.reset()
    raise SvangrumError("notice.not-a-notice", root=name[:60])
