"""What a page shows of an answer beside its words: charts, tables, what is folded, where the data is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.safestring import mark_safe

from svangrum.advice.alike import SHOWN
from svangrum.documents.charts import NARROW, WIDE, dot_plot

if TYPE_CHECKING:
    from svangrum.advice.answer import Answer
    from svangrum.documents.charts import Size

OPEN_DATA = "https://www.upphandlingsmyndigheten.se/om-oss/var-oppna-data/"
"""Where the tables of the statistics can be fetched."""


def parts_of(answer: Answer) -> dict[str, object]:
    """The context of the templates in ``answer/`` that say the law, the competition, the steps and the sources."""
    return {
        "answer": answer,
        "forecasts": (answer.open, answer.reserved),
        "charts": [_chart(answer, size) for size in (WIDE, NARROW)],
        "shares": zip(answer.open.table, answer.reserved.table, strict=True),
        "alike_first": answer.alike.purchases[:SHOWN] if answer.alike else (),
        "alike_rest": answer.alike.purchases[SHOWN:] if answer.alike else (),
        "open_data": OPEN_DATA,
    }


def _chart(answer: Answer, size: Size) -> str:
    drawn = dot_plot(answer.open, answer.reserved, language=answer.language, size=size)
    return mark_safe(drawn)  # noqa: S308 - charts.dot_plot escapes every text it writes
