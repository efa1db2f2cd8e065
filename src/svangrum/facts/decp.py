"""The table of French contracts (données essentielles de la commande publique): one row for each contract.

``docs/methods/decp.md`` defines the same columns for readers, with the source's name of each.
"""

from __future__ import annotations

import pyarrow as pa

from svangrum.facts.columns import Column, Table, code, flag, must, text

DATASET = "decp"
_TEXTS = pa.list_(pa.string())


def _id(name: str) -> Column:
    return Column(name, pa.string(), "id")


def _count(name: str, unit: str) -> Column:
    return Column(name, pa.int64(), unit)


CONTRACTS = Table(
    "contracts",
    (
        must("contract_id", pa.string(), "id"),
        must("lot", pa.int64(), "lot"),
        must("buyer_id", pa.string(), "id"),
        text("buyer_name"),
        code("buyer_category"),
        code("buyer_department"),
        code("buyer_region"),
        must("notified", pa.date32(), "day"),
        must("year", pa.int64(), "year"),
        Column("published", pa.date32(), "day"),
        must("modifications", pa.int64(), "modifications"),
        Column("modified", pa.date32(), "day"),
        text("title"),
        code("cpv"),
        code("nature"),
        code("procedure"),
        flag("framework"),
        _id("framework_id"),
        _count("duration_months", "months"),
        _count("offers_received", "offers"),
        _count("offers_stated", "offers"),
        flag("reserved"),
        flag("social_clause"),
        flag("social_criterion"),
        _count("value_cents", "cent"),
        _count("value_stated_cents", "cent"),
        code("place_code"),
        code("place_kind"),
        code("department"),
        code("region"),
        code("nuts"),
        must("holders", pa.int64(), "holders"),
        must("persons", pa.int64(), "holders"),
        Column("holder_names", _TEXTS, "text"),
        Column("holder_ids", _TEXTS, "id"),
        Column("holder_id_kinds", _TEXTS, "code"),
        Column("holder_categories", _TEXTS, "code"),
        Column("holder_kinds", _TEXTS, "code"),
        must("source", pa.string(), "id"),
        must("source_row", pa.int64(), "row"),
    ),
    ("contract_id", "lot"),
)
"""The five lists of holders go together: the same place in each is the same holder."""
