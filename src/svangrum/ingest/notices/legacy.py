"""Legacy TED XML (``TED_EXPORT``), forms of 2014 and later, to a notice; older forms are left to ``older``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.core.errors import SvangrumError
from svangrum.ingest.notices import clean, older
from svangrum.ingest.notices.codes import BUYER_TYPES, NATURES, PROCEDURES, legal_basis
from svangrum.ingest.notices.lot_ids import Ids, lot_number
from svangrum.ingest.notices.notice import Amount, Lot, Notice, NoticeKind, Outcome, TendersKind, Winner
from svangrum.ingest.notices.outcomes import by_lot
from svangrum.ingest.notices.pick import Every, Pick, children

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ROOT = "TED_EXPORT"
FORMS: Mapping[str, NoticeKind] = {
    "F01_2014": NoticeKind.PLANNING,
    "F02_2014": NoticeKind.COMPETITION,
    "F03_2014": NoticeKind.RESULT,
    "F04_2014": NoticeKind.PLANNING,
    "F05_2014": NoticeKind.COMPETITION,
    "F06_2014": NoticeKind.RESULT,
    "F07_2014": NoticeKind.COMPETITION,
    "F08_2014": NoticeKind.PLANNING,
    "F12_2014": NoticeKind.COMPETITION,
    "F13_2014": NoticeKind.RESULT,
    "F14_2014": NoticeKind.CHANGE,
    "F15_2014": NoticeKind.RESULT,
    "F20_2014": NoticeKind.CHANGE,
    "F21_2014": NoticeKind.COMPETITION,
    "F22_2014": NoticeKind.COMPETITION,
    "F23_2014": NoticeKind.COMPETITION,
    "F24_2014": NoticeKind.COMPETITION,
    "F25_2014": NoticeKind.RESULT,
    "MOVE": NoticeKind.PLANNING,
}
_RESERVABLE = frozenset(
    {"F01_2014", "F02_2014", "F04_2014", "F05_2014", "F07_2014", "F21_2014", "F22_2014", "F23_2014", "F24_2014"}
)
"""Forms that have the boxes for reserved contracts: there, an empty box says that the contract is not."""
_FRAMEWORKS = frozenset(
    {"F01_2014", "F02_2014", "F03_2014", "F04_2014", "F05_2014", "F06_2014", "F21_2014", "F22_2014"}
)

_HEAD = Pick(
    "@DOC_ID",
    "@VERSION",
    "CODED_DATA_SECTION/REF_OJS/DATE_PUB",
    "CODED_DATA_SECTION/NOTICE_DATA/NO_DOC_OJS",
    "CODED_DATA_SECTION/NOTICE_DATA/ISO_COUNTRY/@VALUE",
    "CODED_DATA_SECTION/NOTICE_DATA/ORIGINAL_CPV/@CODE",
    "CODED_DATA_SECTION/NOTICE_DATA/REF_NOTICE/NO_DOC_OJS",
    "CODED_DATA_SECTION/CODIF_DATA/NC_CONTRACT_NATURE/@CODE",
    "CODED_DATA_SECTION/CODIF_DATA/PR_PROC/@CODE",
    "CODED_DATA_SECTION/CODIF_DATA/AA_AUTHORITY_TYPE/@CODE",
    "CODED_DATA_SECTION/CODIF_DATA/DIRECTIVE/@VALUE",
    "CODED_DATA_SECTION/CODIF_DATA/TD_DOCUMENT_TYPE/@CODE",
)
_HEADLINE = Pick("TRANSLATION_SECTION/ML_TITLES/ML_TI_DOC[@LG=/*/CODED_DATA_SECTION/NOTICE_DATA/LG_ORIG]/TI_TEXT")
"""What TED's own editors called the notice, in its language."""
_ORIGINALS = Every("FORM_SECTION/*[@CATEGORY='ORIGINAL']")
_FORMS = Every("FORM_SECTION/*")
_FORM = Pick(
    "LEGAL_BASIS/@VALUE",
    "NOTICE/@TYPE",
    "CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY/OFFICIALNAME",
    "CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY/NATIONALID",
    "CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY/COUNTRY/@VALUE",
    "CONTRACTING_BODY/CA_TYPE/@VALUE",
    "name((PROCEDURE/*|PROCEDURE/*/*)[starts-with(name(),'PT_')][1])",
    "PROCEDURE/NOTICE_NUMBER_OJ",
    "count(PROCEDURE/FRAMEWORK)",
    "OBJECT_CONTRACT/VAL_TOTAL",
    "OBJECT_CONTRACT/VAL_TOTAL/@CURRENCY",
    "count(LEFTI/RESTRICTED_SHELTERED_WORKSHOP)",
    "count(LEFTI/RESTRICTED_SHELTERED_PROGRAM)",
    "count(LEFTI/RESERVED_ORGANISATIONS_SERVICE_MISSION)",
    "count(LEFTI/PERFORMANCE_CONDITIONS|LEFTI/SOCIAL_STANDARDS)",
    "count(LEFTI)",
)
_TERMS = Every("LEFTI/PERFORMANCE_CONDITIONS/P|LEFTI/SOCIAL_STANDARDS/P")
_WHOLE_TERMS = Every("LEFTI/PERFORMANCE_CONDITIONS|LEFTI/SOCIAL_STANDARDS")
_CONTRACTS = Every("OBJECT_CONTRACT")
_CONTRACT = Pick(
    "TITLE",
    "CPV_MAIN/CPV_CODE/@CODE",
    "TYPE_CONTRACT/@CTYPE",
    "VAL_ESTIMATED_TOTAL",
    "VAL_ESTIMATED_TOTAL/@CURRENCY",
    "count(OBJECT_DESCR)",
)
_OBJECTS = Every("OBJECT_DESCR")
_OBJECT = Pick(
    "LOT_NO",
    "TITLE",
    "@ITEM",
    "VAL_OBJECT",
    "VAL_OBJECT/@CURRENCY",
    "count(AC/AC_PRICE|AC_PRICE|*/AC/AC_PRICE)",
    "count(AC/AC_COST|AC_COST|*/AC/AC_COST)",
    "count(AC/AC_QUALITY|AC_QUALITY|*/AC/AC_QUALITY)",
    "count(CPV_ADDITIONAL/CPV_CODE)",
    "CPV_ADDITIONAL/CPV_CODE/@CODE",
    "count(*[local-name()='NUTS'])",
    "*[local-name()='NUTS']/@CODE",
)
_ADDITIONAL = Every("CPV_ADDITIONAL/CPV_CODE")
_NUTS = Every("*[local-name()='NUTS']")
_CRITERIA = ("price", "cost", "quality")
_AWARD = Pick(
    "LOT_NO",
    "count(AWARDED_CONTRACT)",
    "count(NO_AWARDED_CONTRACT)",
    "count(NO_AWARDED_CONTRACT/PROCUREMENT_UNSUCCESSFUL)",
    "count(NO_AWARDED_CONTRACT/PROCUREMENT_DISCONTINUED)",
    "(AWARDED_CONTRACT/TENDERS/NB_TENDERS_RECEIVED|AWARDED_CONTRACT/NB_TENDERS_RECEIVED)[1]",
    "(AWARDED_CONTRACT/TENDERS/NB_TENDERS_RECEIVED_SME|AWARDED_CONTRACT/NB_TENDERS_RECEIVED_SME)[1]",
    "(AWARDED_CONTRACT/TENDERS/NB_TENDERS_RECEIVED_EMEANS|AWARDED_CONTRACT/NB_TENDERS_RECEIVED_EMEANS)[1]",
    "(AWARDED_CONTRACT/VALUES/VAL_TOTAL|AWARDED_CONTRACT/VALUE/VAL_TOTAL|AWARDED_CONTRACT/VAL_TOTAL)[1]",
    "(AWARDED_CONTRACT/VALUES/VAL_TOTAL|AWARDED_CONTRACT/VALUE/VAL_TOTAL|AWARDED_CONTRACT/VAL_TOTAL)[1]/@CURRENCY",
)
_CONTRACTORS = Every("AWARDED_CONTRACT/CONTRACTORS/CONTRACTOR|AWARDED_CONTRACT/CONTRACTOR")
_CONTRACTOR = Pick(
    "ADDRESS_CONTRACTOR/OFFICIALNAME",
    "ADDRESS_CONTRACTOR/NATIONALID",
    "ADDRESS_CONTRACTOR/COUNTRY/@VALUE",
    "count(SME)",
    "count(NO_SME)",
)
_CONTEST = Pick(
    "count(RESULTS/NO_AWARDED_PRIZE)",
    "count(RESULTS/NO_AWARDED_PRIZE/PROCUREMENT_UNSUCCESSFUL)",
    "RESULTS/AWARDED_PRIZE/VAL_PRIZE",
    "RESULTS/AWARDED_PRIZE/VAL_PRIZE/@CURRENCY",
)
_PRIZES = Every("RESULTS/AWARDED_PRIZE/WINNERS/WINNER|RESULTS/AWARDED_PRIZE/WINNER")
_PRIZE = Pick(
    "ADDRESS_WINNER/OFFICIALNAME",
    "ADDRESS_WINNER/NATIONALID",
    "ADDRESS_WINNER/COUNTRY/@VALUE",
    "count(SME)",
    "count(NO_SME)",
)
_NONE = {"", "0"}
UNSUCCESSFUL = "unsuccessful"
"""No tender came, or all were rejected: legacy forms do not say which."""
DISCONTINUED = "discontinued"


def read_legacy(root: Any) -> Notice:  # noqa: ANN401 - pugixml ships no types
    """The notice below ``root``. Raises ``SvangrumError``: ``notice.unidentified``, ``notice.unknown-form``."""
    head = _HEAD(root)
    notice_id = clean.notice_number(head[0]) or clean.notice_number(head[3])
    if notice_id is None:
        raise SvangrumError("notice.unidentified")
    form = _original(root)
    if form is None:
        raise SvangrumError("notice.unknown-form", form="")
    name = form.name()
    if name in older.FORMS:
        return older.read_older(notice_id, [*head, _HEADLINE(root)[0]], form)
    if name not in FORMS:
        raise SvangrumError("notice.unknown-form", form=name[:60])
    notice = _notice(notice_id, head, form, name)
    return notice if notice.lots[0].title else _titled(notice, clean.text(_HEADLINE(root)[0]))


def _titled(notice: Notice, title: str | None) -> Notice:
    """The notice with a title for the lots that have none of their own."""
    return notice._replace(lots=tuple(lot._replace(title=lot.title or title) for lot in notice.lots))


def _original(root: Any) -> Any:  # noqa: ANN401 - pugixml ships no types
    """The form in the language it was written in; the rest are translations."""
    forms = _ORIGINALS(root) or _FORMS(root)
    return next((one for one in forms if one.name() in FORMS or one.name() in older.FORMS), forms[0] if forms else None)


def _notice(notice_id: str, head: list[str], form: Any, name: str) -> Notice:  # noqa: ANN401
    (
        basis, notice_type, buyer, buyer_number, buyer_country, buyer_type, procedure, previous, framework,
        total, total_currency, workshop, program, mission, terms, conditions,
    ) = _FORM(form)  # fmt: skip
    country = clean.country(head[4]) or clean.country(buyer_country)
    where = clean.country(buyer_country) or country
    has_boxes = name in _RESERVABLE and conditions not in _NONE and not form.child("AWARD_CONTRACT")
    plain = Lot(
        lot_id="0",
        cpv_main=clean.cpv(head[5]),
        contract_nature=NATURES.get(head[7].strip()),
        framework=framework not in _NONE if name in _FRAMEWORKS else None,
        reserved_participation=_participation(workshop, mission, has_boxes=has_boxes),
        reserved_execution=True if program not in _NONE else False if has_boxes else None,
        performance_terms=_terms(form) if terms not in _NONE else None,
    )
    kind = _kind(name, notice_type, head[11])
    contracts = _CONTRACTS(form)
    whole = _contract(contracts[0], plain) if contracts else plain
    lots = _lots(contracts, plain) or {"0": whole}
    outcomes = _outcomes(form, name, lots)
    return Notice(
        notice_id=notice_id,
        notice_version=clean.code(head[1]),
        notice_uuid=None,
        notice_kind=NoticeKind.RESULT if outcomes and kind is not NoticeKind.CHANGE else kind,
        form=name,
        published_on=clean.day(head[2]),
        country=country,
        legal_basis=legal_basis(basis, head[10]),
        buyer_name=clean.text(buyer),
        buyer_id=clean.organisation(buyer_number, where),
        buyer_type=BUYER_TYPES.get(buyer_type.strip()) or BUYER_TYPES.get(head[9].strip()),
        procedure_id=None,
        procedure=PROCEDURES.get(procedure) or PROCEDURES.get(head[8].strip()),
        previous_notice_id=clean.notice_number(previous) or clean.notice_number(head[6]),
        changes=None,
        lots=tuple(with_outcomes(lots, outcomes, whole, clean.amount(total, total_currency))),
    )


def _kind(name: str, notice_type: str, document: str) -> NoticeKind:
    """By form. A planning form that calls for competition is one; a social or concession form may only plan."""
    if "PRI_ONLY" in notice_type or "PER_ONLY" in notice_type:
        return NoticeKind.PLANNING
    if "CALL_COMPETITION" in notice_type:
        return NoticeKind.COMPETITION
    if notice_type.startswith("AWARD") or (name == "MOVE" and document.strip() == "7"):
        return NoticeKind.RESULT
    return FORMS[name]


def _contract(element: Any, plain: Lot) -> Lot:  # noqa: ANN401 - pugixml ships no types
    """What a contract says for all its lots. A notice may announce several contracts."""
    title, cpv, nature, estimated, currency, objects = _CONTRACT(element)
    return plain._replace(
        title=clean.text(title),
        cpv_main=clean.cpv(cpv) or plain.cpv_main,
        contract_nature=NATURES.get(nature.strip()) or plain.contract_nature,
        estimated_value=clean.amount(estimated, currency) if objects in {"", "0", "1"} else None,
    )


def _participation(workshop: str, mission: str, *, has_boxes: bool) -> str | None:
    if workshop not in _NONE:
        return "res-ws"
    if mission not in _NONE:
        return "res-pub-ser"
    return "none" if has_boxes else None


def _terms(form: Any) -> str | None:  # noqa: ANN401 - pugixml ships no types
    """The terms, paragraph by paragraph."""
    return clean.text(" ".join(_TERMS.texts(form) or _WHOLE_TERMS.texts(form)))


def _lots(contracts: Iterable[Any], plain: Lot) -> dict[str, Lot]:
    """Every lot by number, in order. A contract of one object has the lot ``1``."""
    lots: dict[str, Lot] = {}
    ids = Ids()
    wholes = ((_contract(contract, plain), contract) for contract in contracts)
    described = ((whole, element) for whole, contract in wholes for element in _OBJECTS(contract))
    for position, (whole, element) in enumerate(described, start=1):
        number, title, item, value, currency, *rest = _OBJECT(element)
        lot_id = ids.take(lot_number(number) or clean.code(item) or str(position))
        cpv = _stated(element, _ADDITIONAL, rest[3], rest[4])
        nuts = _stated(element, _NUTS, rest[5], rest[6])
        lots[lot_id] = whole._replace(
            lot_id=lot_id,
            title=clean.text(title) or whole.title,
            cpv_additional=tuple(one for one in _distinct(map(clean.cpv, cpv)) if one != whole.cpv_main),
            nuts=_distinct(map(clean.nuts, nuts)),
            award_criteria=tuple(kind for kind, count in zip(_CRITERIA, rest, strict=False) if count not in _NONE),
            estimated_value=clean.amount(value, currency) or whole.estimated_value,
        )
    return lots


def _stated(element: Any, every: Every, count: str, first: str) -> list[str]:  # noqa: ANN401
    """The CODE of every element of a kind. Most lots have one or none, and it was read with the rest."""
    if count in _NONE:
        return []
    return [first] if count == "1" else [one.attribute("CODE").value() for one in every(element)]


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value is not None))


def _outcomes(form: Any, name: str, lots: Mapping[str, Lot]) -> dict[str, Outcome]:  # noqa: ANN401
    """What came of each lot; several awards of one lot are taken together."""
    awards = [(one, _AWARD(one)) for one in children(form, "AWARD_CONTRACT")]
    named = {lot_number(values[0]) for _, values in awards} - {None}
    alone = len(lots) == 1 and len(named) <= 1
    found = by_lot(
        (_awarded_lot(values[0], lots, position, alone=alone), _outcome(element, values))
        for position, (element, values) in enumerate(awards, start=1)
    )
    if name == "F13_2014":
        found[next(iter(lots))] = _contest(form)
    return found


def _awarded_lot(stated: str, lots: Mapping[str, Lot], position: int, *, alone: bool) -> str:
    """The lot an award is of: the only one there is, the one it names, else a row of its own."""
    if alone:
        return next(iter(lots))
    return lot_number(stated) or f"award-{position}"


def _outcome(element: Any, values: list[str]) -> Outcome:  # noqa: ANN401 - pugixml ships no types
    _, awarded, refused, unsuccessful, discontinued, tenders, smes, electronic, value, currency = values
    number, kind = received(tenders, electronic)
    return Outcome(
        tenders=number,
        tenders_kind=kind,
        tenders_sme=clean.count(smes),
        awarded=True if awarded not in _NONE else False if refused not in _NONE else None,
        not_awarded_reason=UNSUCCESSFUL
        if unsuccessful not in _NONE
        else DISCONTINUED
        if discontinued not in _NONE
        else None,
        value=clean.amount(value, currency),
        winners=tuple(winners(map(_CONTRACTOR, _CONTRACTORS(element)))),
    )


def received(tenders: str, electronic: str = "") -> tuple[int | None, TendersKind]:
    """The number of tenders; where only the electronic ones are counted, at least so many."""
    number = clean.count(tenders)
    if number is not None:
        return number, TendersKind.EXACT
    least = clean.count(electronic)
    return (None, TendersKind.UNKNOWN) if least is None else (least, TendersKind.LOWER_BOUND)


def winners(contractors: Iterable[list[str]]) -> Iterator[Winner]:
    """Each winner once; a person's name and number are left out."""
    seen = set()
    for name, number, country, small, large in contractors:
        where = clean.country(country)
        size = "sme" if small not in _NONE else "large" if large not in _NONE else None
        named = (
            (None, None) if clean.is_person(number, where) else (clean.text(name), clean.organisation(number, where))
        )
        winner = Winner(*named, where, size)
        if winner not in seen:
            seen.add(winner)
            yield winner


def _contest(form: Any) -> Outcome:  # noqa: ANN401 - pugixml ships no types
    """A design contest: the prize is the value. Those who took part are no tenders."""
    refused, unsuccessful, prize, currency = _CONTEST(form)
    return Outcome(
        awarded=not refused not in _NONE,
        not_awarded_reason=None if refused in _NONE else UNSUCCESSFUL if unsuccessful not in _NONE else DISCONTINUED,
        value=clean.amount(prize, currency),
        winners=tuple(winners(map(_PRIZE, _PRIZES(form)))),
    )


def with_outcomes(
    lots: Mapping[str, Lot], outcomes: Mapping[str, Outcome], whole: Lot, total: Amount | None
) -> Iterator[Lot]:
    """The lots with what came of them, then the awards of lots that the notice does not describe."""
    alone = len(outcomes) == 1 and len(lots) == 1
    for lot_id, lot in lots.items():
        outcome = outcomes.get(lot_id)
        if outcome is not None and outcome.value is None and outcome.awarded and alone:
            outcome = outcome._replace(value=total)
        yield lot._replace(outcome=outcome)
    for lot_id, outcome in outcomes.items():
        if lot_id not in lots:
            yield whole._replace(lot_id=lot_id, outcome=outcome, estimated_value=None)
