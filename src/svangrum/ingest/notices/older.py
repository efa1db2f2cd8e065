"""Forms of TED before 2014's directives: R2.0.7, R2.0.8, and the files of 2011 that name no version.

Their sections are named differently in every form, so values are looked for below the form, wherever they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.ingest.notices import clean
from svangrum.ingest.notices.codes import BUYER_TYPES, NATURES, PROCEDURES, legal_basis
from svangrum.ingest.notices.lot_ids import Ids, lot_number
from svangrum.ingest.notices.notice import Amount, Lot, Notice, NoticeKind, Outcome, TendersKind, Winner
from svangrum.ingest.notices.outcomes import by_lot
from svangrum.ingest.notices.pick import Every, Pick

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FORMS: Mapping[str, NoticeKind] = {
    "PRIOR_INFORMATION": NoticeKind.PLANNING,
    "PRIOR_INFORMATION_DEFENCE": NoticeKind.PLANNING,
    "PERIODIC_INDICATIVE_UTILITIES": NoticeKind.PLANNING,
    "BUYER_PROFILE": NoticeKind.PLANNING,
    "CONTRACT": NoticeKind.COMPETITION,
    "CONTRACT_DEFENCE": NoticeKind.COMPETITION,
    "CONTRACT_UTILITIES": NoticeKind.COMPETITION,
    "CONTRACT_CONCESSIONAIRE": NoticeKind.COMPETITION,
    "CONCESSION": NoticeKind.COMPETITION,
    "SIMPLIFIED_CONTRACT": NoticeKind.COMPETITION,
    "QUALIFICATION_SYSTEM_UTILITIES": NoticeKind.COMPETITION,
    "DESIGN_CONTEST": NoticeKind.COMPETITION,
    "CONTRACT_AWARD": NoticeKind.RESULT,
    "CONTRACT_AWARD_DEFENCE": NoticeKind.RESULT,
    "CONTRACT_AWARD_UTILITIES": NoticeKind.RESULT,
    "RESULT_DESIGN_CONTEST": NoticeKind.RESULT,
    "VOLUNTARY_EX_ANTE_TRANSPARENCY_NOTICE": NoticeKind.RESULT,
    "ADDITIONAL_INFORMATION_CORRIGENDUM": NoticeKind.CHANGE,
    "OTH_NOT": NoticeKind.PLANNING,
    "EEIG": NoticeKind.PLANNING,
}
_IS_LOT = " or ".join(
    f"self::{name}" for name in ("F02_ANNEX_B", "F05_ANNEX_B", "F17_ANNEX_B", "ANNEX_B", "LOT_PRIOR_INFORMATION")
)
_FORM = Pick(
    ".//CA_CE_CONCESSIONAIRE_PROFILE//OFFICIALNAME",
    ".//CA_CE_CONCESSIONAIRE_PROFILE/ORGANISATION",
    ".//CA_CE_CONCESSIONAIRE_PROFILE//NATIONALID",
    ".//CA_CE_CONCESSIONAIRE_PROFILE/COUNTRY/@VALUE",
    ".//TYPE_OF_CONTRACTING_AUTHORITY/@VALUE",
    "(.//TITLE_CONTRACT|.//TITLE_DESIGN_CONTACT_NOTICE|.//TITLE_QUALIFICATION_SYSTEM)[1]",
    ".//CPV/CPV_MAIN/CPV_CODE/@CODE",
    "*/@CTYPE",
    "count(.//RESTRICTED_TO_SHELTERED_WORKSHOPS)",
    "count(.//RESTRICTED_TO_FRAMEWORK)",
    "count(.//FRAMEWORK_AGREEMENT|.//CONCLUSION_FRAMEWORK_AGREEMENT|.//F02_FRAMEWORK|.//F17_FRAMEWORK)",
    "(.//TOTAL_FINAL_VALUE//VALUE_COST)[1]/@FMTVAL",
    "(.//TOTAL_FINAL_VALUE//VALUE_COST)[1]",
    "(.//TOTAL_FINAL_VALUE//*[VALUE_COST])[1]/@CURRENCY",
    ".//PREVIOUS_NOTICE_NUMBER/NOTICE_NUMBER_OJ|.//NOTICE_NUMBER_OJ",
)
_VALUES = Every(".//COSTS_RANGE_AND_CURRENCY[VALUE_COST]")
_VALUE = Pick("VALUE_COST/@FMTVAL", "VALUE_COST", "@CURRENCY", f"count(ancestor::*[{_IS_LOT}])")
_TERMS = Every(".//OTHER_PARTICULAR_CONDITIONS//text()|.//EXISTENCE_OTHER_PARTICULAR_CONDITIONS//text()")
_LOTS = Every(f".//*[{_IS_LOT}]")
_LOT = Pick("LOT_NUMBER|ITEM|@ITEM", "LOT_TITLE|LOT_DESCRIPTION", ".//CPV_MAIN/CPV_CODE/@CODE")
_ADDITIONAL = Every(".//CPV/CPV_ADDITIONAL/CPV_CODE")
_NUTS = Every(".//*[local-name()='NUTS']")
_AWARDS = Every(".//AWARD_OF_CONTRACT|.//AWARD_OF_CONTRACT_DEFENCE|.//AWARD_CONTRACT_CONTRACT_AWARD_UTILITIES")
_AWARD = Pick(
    "LOT_NUMBER|.//LOT_NUMBER",
    "OFFERS_RECEIVED_NUMBER|.//OFFERS_RECEIVED_NUMBER",
    "OFFERS_RECEIVED_NUMBER_MEANING|.//OFFERS_RECEIVED_NUMBER_MEANING",
    ".//COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE/VALUE_COST/@FMTVAL",
    ".//COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE/VALUE_COST",
    ".//COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE/@CURRENCY",
)
_WINNERS = Every(".//ECONOMIC_OPERATOR_NAME_ADDRESS/CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME")
_WINNER = Pick("ORGANISATION/OFFICIALNAME", "ORGANISATION", ".//NATIONALID", "COUNTRY/@VALUE")
_NONE = {"", "0"}


def read_older(notice_id: str, head: list[str], form: Any) -> Notice:  # noqa: ANN401 - pugixml ships no types
    """The notice of an older form. ``head`` is what ``legacy`` has read of the coded data."""
    (
        buyer, buyer_plain, buyer_number, buyer_country, buyer_type, title, cpv, nature, workshops, framework_only,
        framework, total_formatted, total, total_currency, previous,
    ) = _FORM(form)  # fmt: skip
    name = form.name()
    country = clean.country(head[4]) or clean.country(buyer_country)
    where = clean.country(buyer_country) or country
    restricted, programme = workshops not in _NONE, framework_only not in _NONE
    asks = FORMS[name] in {NoticeKind.PLANNING, NoticeKind.COMPETITION}
    whole = Lot(
        lot_id="0",
        title=clean.text(title) or clean.text(head[12]),
        cpv_main=clean.cpv(cpv) or clean.cpv(head[5]),
        cpv_additional=_distinct(clean.cpv(one.attribute("CODE").value()) for one in _ADDITIONAL(form)),
        nuts=_distinct(clean.nuts(one.attribute("CODE").value()) for one in _NUTS(form)),
        contract_nature=NATURES.get(nature.strip()) or NATURES.get(head[7].strip()),
        framework=framework not in _NONE,
        reserved_participation="res-ws" if restricted else "none" if asks else None,
        reserved_execution=True if programme else False if asks else None,
        performance_terms=clean.text(" ".join(one.value() for one in _TERMS(form))),
        estimated_value=_estimate(form, of_lot=False),
    )
    return Notice(
        notice_id=notice_id,
        notice_version=clean.code(head[1]),
        notice_uuid=None,
        notice_kind=FORMS[name],
        form=name,
        published_on=clean.day(head[2]),
        country=country,
        legal_basis=legal_basis("", head[10]),
        buyer_name=clean.text(buyer) or clean.text(buyer_plain),
        buyer_id=clean.organisation(buyer_number, where),
        buyer_type=BUYER_TYPES.get(buyer_type.strip()) or BUYER_TYPES.get(head[9].strip()),
        procedure_id=None,
        procedure=PROCEDURES.get(head[8].strip()),
        previous_notice_id=clean.notice_number(previous) or clean.notice_number(head[6]),
        changes=None,
        lots=tuple(_with_awards(form, whole, value(total_formatted, total, total_currency))),
    )


def _with_awards(form: Any, whole: Lot, total: Amount | None) -> Iterator[Lot]:  # noqa: ANN401
    """A lot for each that is described or awarded; the whole where neither is."""
    lots = {lot.lot_id: lot for lot in _lots(form, whole)}
    only = next(iter(lots), "0") if len(lots) <= 1 else None
    outcomes = by_lot(_award(one, position, only) for position, one in enumerate(_AWARDS(form), 1))
    if only is not None and set(outcomes) == {only} and outcomes[only].awarded and outcomes[only].value is None:
        outcomes[only] = outcomes[only]._replace(value=total)
    for lot_id in dict.fromkeys((*lots, *outcomes)) or ("0",):
        yield lots.get(lot_id, whole)._replace(lot_id=lot_id, outcome=outcomes.get(lot_id))


def _lots(form: Any, whole: Lot) -> Iterator[Lot]:  # noqa: ANN401 - pugixml ships no types
    ids = Ids()
    for position, element in enumerate(_LOTS(form), start=1):
        number, title, cpv = _LOT(element)
        yield whole._replace(
            lot_id=ids.take(lot_number(number) or str(position)),
            title=clean.text(title) or whole.title,
            cpv_main=clean.cpv(cpv) or whole.cpv_main,
            estimated_value=_estimate(element, of_lot=True),
        )


def _estimate(element: Any, *, of_lot: bool) -> Amount | None:  # noqa: ANN401 - pugixml ships no types
    """The first estimate that stands in a lot, or the first that stands in none."""
    for formatted, written, currency, lots in map(_VALUE, _VALUES(element)):
        if (lots not in _NONE) is of_lot:
            return value(formatted, written, currency)
    return None


def _award(element: Any, position: int, only: str | None) -> tuple[str, Outcome]:  # noqa: ANN401
    """The lot and what came of it. An award that names no lot is of the only one, else of a row of its own."""
    number, offers, electronic, formatted, cost, currency = _AWARD(element)
    received = clean.count(offers)
    least = clean.count(electronic)
    won = tuple(dict.fromkeys(_winner(*_WINNER(one)) for one in _WINNERS(element)))
    known = TendersKind.EXACT if received is not None else TendersKind.LOWER_BOUND if least is not None else None
    outcome = Outcome(
        tenders=received if received is not None else least,
        tenders_kind=known or TendersKind.UNKNOWN,
        awarded=True if won else None,
        value=value(formatted, cost, currency),
        winners=won,
    )
    return lot_number(number) or only or f"award-{position}", outcome


def _winner(name: str, plain: str, number: str, country: str) -> Winner:
    where = clean.country(country)
    if clean.is_person(number, where):
        return Winner(None, None, where, None)
    return Winner(clean.text(name) or clean.text(plain), clean.organisation(number, where), where, None)


def value(formatted: str, written: str, currency: str) -> Amount | None:
    """The amount as the source formatted it, else as it was written."""
    return clean.amount(formatted, currency) if formatted.strip() else clean.amount(written, currency)


def _distinct(values: Iterator[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in values if one is not None))
