"""What came of the lots of an eForms notice: results, tenders, parties and contracts refer to each other by number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from svangrum.ingest.notices import clean
from svangrum.ingest.notices.lot_ids import shortened
from svangrum.ingest.notices.notice import Outcome, Winner
from svangrum.ingest.notices.outcomes import added, by_lot
from svangrum.ingest.notices.pick import Every, Pick
from svangrum.ingest.notices.tenders import counted, from_smes

if TYPE_CHECKING:
    from collections.abc import Mapping

Organisation = tuple[str | None, str | None, str | None, str | None]
"""Name, number, country, size."""
MOST_WINNERS = 1_000
"""Of one tendering party. The largest frameworks known have some hundreds."""

_LOT_RESULTS = Every("efac:NoticeResult/efac:LotResult")
_LOT_RESULT = Pick(
    "efac:TenderLot/cbc:ID",  # BT-13713
    "cbc:TenderResultCode",  # BT-142
    "efac:DecisionReason/efbc:DecisionReasonCode",  # BT-144
    "count(efac:FieldsPrivacy)",  # BT-195
)
_STATISTICS = Every("efac:ReceivedSubmissionsStatistics")
_STATISTIC = Pick("efbc:StatisticsCode", "efbc:StatisticsNumeric")  # BT-760, BT-759
_TENDER_REFERENCES = Every("efac:LotTender/cbc:ID")  # OPT-320, BT-3202
_TENDERS = Every("efac:NoticeResult/efac:LotTender")
_TENDER = Pick(
    "cbc:ID",  # OPT-321
    "cac:LegalMonetaryTotal/cbc:PayableAmount",  # BT-720
    "cac:LegalMonetaryTotal/cbc:PayableAmount/@currencyID",
    "efac:TenderingParty/cbc:ID",  # OPT-310
    "efac:TenderLot/cbc:ID",  # BT-13714
)
_PARTIES = Every("efac:NoticeResult/efac:TenderingParty")
_PARTY_ID = Pick("cbc:ID")  # OPT-210
_TENDERERS = Every("efac:Tenderer/cbc:ID")  # OPT-300
_CONTRACTS = Every("efac:NoticeResult/efac:SettledContract")
_CONTRACT_ID = Pick("cbc:ID")  # OPT-316
_CONTRACT_REFERENCES = Every("efac:SettledContract/cbc:ID")  # OPT-315
_STATUS = {"selec-w": True, "clos-nw": False}
"""By BT-142. ``open-nw`` says that nobody has been chosen yet."""


class Awards(NamedTuple):
    """What the results of a notice refer to: tenders and contracts by reference, winners by party."""

    tenders: Mapping[str, list[str]]
    winners: Mapping[str, tuple[Winner, ...]]
    contracts: Mapping[str, list[str]]
    settled: frozenset[str]


def outcomes_of(extension: Any, organisations: Mapping[str, Organisation]) -> dict[str, Outcome]:  # noqa: ANN401
    """What came of each lot. Several results of one lot are taken together."""
    results = _LOT_RESULTS(extension)
    if not results:
        return {}
    contracts = {_CONTRACT_ID(one)[0].strip(): _references(one) for one in _CONTRACTS(extension)}
    awards = Awards(
        tenders={one[0].strip(): one for one in map(_TENDER, _TENDERS(extension))},
        winners={_PARTY_ID(one)[0].strip(): _winners(one, organisations) for one in _PARTIES(extension)},
        contracts=contracts,
        settled=frozenset(tender for several in contracts.values() for tender in several),
    )
    return by_lot(_outcome(result, awards) for result in results)


def _winners(party: Any, organisations: Mapping[str, Organisation]) -> tuple[Winner, ...]:  # noqa: ANN401
    members = dict.fromkeys(one.strip() for one in _TENDERERS.texts(party)[:MOST_WINNERS])
    return tuple(Winner(*organisations[one]) for one in members if one in organisations)


def _references(element: Any) -> list[str]:  # noqa: ANN401 - pugixml ships no types
    """The tenders that a result or a contract names, each once."""
    return list(dict.fromkeys(one.strip() for one in _TENDER_REFERENCES.texts(element)))


def _outcome(result: Any, awards: Awards) -> tuple[str, Outcome]:  # noqa: ANN401 - pugixml ships no types
    lot_id, status, reason, withheld = _LOT_RESULT(result)
    lot, awarded = lot_id.strip(), _STATUS.get(status.strip())
    statistics = {code.strip(): clean.count(number) for code, number in map(_STATISTIC, _STATISTICS(result))}
    number, kind = counted(
        statistics, withheld=clean.WITHHELD in statistics or withheld not in {"", "0"}, reason=clean.code(reason)
    )
    won = [] if awarded is False else [awards.tenders[one] for one in _won(result, lot, awards)]
    winners = dict.fromkeys(winner for tender in won for winner in awards.winners.get(tender[3].strip(), ()))
    return shortened(lot) or "0", Outcome(
        tenders=number,
        tenders_kind=kind,
        tenders_sme=from_smes(statistics),
        awarded=True if winners and not status.strip() else awarded,
        not_awarded_reason=clean.code(reason),
        value=added(clean.amount(value, currency) for _, value, currency, _, _ in won),
        winners=tuple(winners),
    )


def _won(result: Any, lot: str, awards: Awards) -> list[str]:  # noqa: ANN401 - pugixml ships no types
    """The tenders that won: those of the result's contracts that are for its lot, else those it names.

    Of those it names, the ones that a contract was made with, when there are any.
    """
    tenders = awards.tenders
    own = (awards.contracts.get(one.strip(), ()) for one in _CONTRACT_REFERENCES.texts(result))
    signed = [one for several in own for one in several if one in tenders and tenders[one][4].strip() in {"", lot}]
    named = [one for one in _references(result) if one in tenders]
    return list(dict.fromkeys(signed or [one for one in named if one in awards.settled] or named))
