"""A stand-in for TED on this machine."""

from __future__ import annotations

import gzip
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.ingest.sources.stand_in import Answer, StandIn, serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SEARCH = "/v3/notices/search"
NOTICE = b'<?xml version="1.0" encoding="UTF-8"?><ContractNotice/>'
PACKAGE = gzip.compress(bytes(range(256)) * 40, mtime=0)


class TedServer(StandIn):
    def lay_out_pages(self, *pages: Mapping[str, Any] | Answer) -> None:
        answers = [page if isinstance(page, Answer) else Answer(json.dumps(page).encode()) for page in pages]
        self.lay_out(SEARCH, *answers)

    def lay_out_notices(self, *numbers: str) -> list[dict[str, Any]]:
        """Notices as the search lists them, each with its XML to fetch."""
        for number in numbers:
            self.lay_out(f"/en/notice/{number}/xml", Answer(NOTICE))
        return [self.listed(number) for number in numbers]

    def listed(self, number: str) -> dict[str, Any]:
        return {
            "publication-number": number,
            "links": {"xml": {"MUL": f"{self.address}/en/notice/{number}/xml"}, "pdf": {}},
        }


def page(notices: Sequence[Mapping[str, Any]], *, total: int | None, key: str | None = "more", **more: Any) -> dict:
    return {"notices": list(notices), "totalNoticeCount": total, "iterationNextToken": key, "timedOut": False, **more}


@contextmanager
def ted_server() -> Iterator[TedServer]:
    with serving(TedServer) as server:
        yield server
