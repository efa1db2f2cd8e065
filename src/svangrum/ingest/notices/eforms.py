"""eForms (UBL) to a notice. Paths are those of the SDK's fields.json; each field's BT number stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.core.errors import SvangrumError
from svangrum.ingest.notices import clean
from svangrum.ingest.notices.document import root_name
from svangrum.ingest.notices.eforms_results import Organisation, outcomes_of
from svangrum.ingest.notices.lot_ids import Ids, shortened
from svangrum.ingest.notices.notice import Amount, Lot, Notice, NoticeKind
from svangrum.ingest.notices.pick import Every, Pick, children, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOTS = frozenset({"ContractNotice", "ContractAwardNotice", "PriorInformationNotice"})
KINDS: Mapping[str, NoticeKind] = {
    "planning": NoticeKind.PLANNING,
    "consultation": NoticeKind.PLANNING,
    "competition": NoticeKind.COMPETITION,
    "dir-awa-pre": NoticeKind.RESULT,
    "result": NoticeKind.RESULT,
    "bri": NoticeKind.PLANNING,
    "cont-modif": NoticeKind.CHANGE,
    "change": NoticeKind.CHANGE,
}
"""By form type (BT-03)."""
_BY_ROOT = {
    "ContractNotice": NoticeKind.COMPETITION,
    "ContractAwardNotice": NoticeKind.RESULT,
    "PriorInformationNotice": NoticeKind.PLANNING,
}
_RESERVED = ("res-ws", "res-pub-ser", "none")
"""The strongest first: a lot may carry the field more than once."""
_EXECUTION = {"yes": True, "no": False}

_EXTENSION = Every("ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension")
_PUBLISHED = Pick(
    "efac:Publication/efbc:NoticePublicationID[@schemeName='ojs-notice-id']",  # OPP-010
    "efac:Publication/efbc:PublicationDate",  # OPP-012
    "efac:NoticeSubType/cbc:SubTypeCode",  # OPP-070
    "efac:Changes/efbc:ChangedNoticeIdentifier",  # BT-758
    "efac:NoticeResult/cbc:TotalAmount",  # BT-161
    "efac:NoticeResult/cbc:TotalAmount/@currencyID",
)
_HEAD = Pick(
    "cbc:ID[@schemeName='notice-id']",  # BT-701
    "cbc:VersionID",  # BT-757
    "cbc:NoticeTypeCode",  # BT-02
    "cbc:NoticeTypeCode/@listName",  # BT-03
    "cbc:IssueDate",  # BT-05
    "cbc:ContractFolderID",  # BT-04
    "cbc:RegulatoryDomain",  # BT-01
    "cac:TenderingProcess/cbc:ProcedureCode",  # BT-105
    "cac:TenderingProcess/cac:NoticeDocumentReference/cbc:ID",  # OPP-090
    "cac:ContractingParty/cac:Party/cac:PartyIdentification/cbc:ID",  # OPT-300
    "cac:ContractingParty/cac:ContractingPartyType/cbc:PartyTypeCode[@listName='buyer-legal-type']",  # BT-11
    "cac:ProcurementProject/cbc:Name",  # BT-21
    "cac:ProcurementProject/cac:MainCommodityClassification/cbc:ItemClassificationCode",  # BT-262
    "cac:ProcurementProject/cbc:ProcurementTypeCode[@listName='contract-nature']",  # BT-23
)
_ORGANISATIONS = Every("efac:Organizations/efac:Organization")
_ORGANISATION = Pick(
    "efac:Company/cac:PartyIdentification/cbc:ID",  # OPT-200
    "efac:Company/cac:PartyName/cbc:Name",  # BT-500
    "efac:Company/cac:PartyLegalEntity/cbc:CompanyID",  # BT-501
    "efac:Company/cac:PostalAddress/cac:Country/cbc:IdentificationCode",  # BT-514
    "efac:Company/efbc:CompanySizeCode",  # BT-165
    "efbc:NaturalPersonIndicator",  # BT-633
)
_LOT = Pick(
    "cbc:ID",  # BT-137
    "cbc:ID/@schemeName",
    "cac:ProcurementProject/cbc:Name",  # BT-21
    "cac:ProcurementProject/cbc:ProcurementTypeCode[@listName='contract-nature']",  # BT-23
    "cac:ProcurementProject/cac:MainCommodityClassification/cbc:ItemClassificationCode",  # BT-262
    "cac:ProcurementProject/cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount",  # BT-27
    "cac:ProcurementProject/cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount/@currencyID",
    "cac:TenderingProcess/cac:ContractingSystem/"
    "cbc:ContractingSystemTypeCode[@listName='framework-agreement']",  # BT-765
    "cac:TenderingTerms/cac:ContractExecutionRequirement/"
    "cbc:ExecutionRequirementCode[@listName='reserved-execution']",  # BT-736
    "cac:TenderingTerms/cac:ContractExecutionRequirement"
    "[cbc:ExecutionRequirementCode/@listName='conditions']/cbc:Description",  # BT-70
)
_CODES = Every(
    "cac:ProcurementProject/cac:AdditionalCommodityClassification/cbc:ItemClassificationCode"  # BT-263
    "|cac:ProcurementProject/cac:RealizedLocation/cac:Address/cbc:CountrySubentityCode"  # BT-5071
    "|cac:ProcurementProject/cac:ProcurementAdditionalType/"
    "cbc:ProcurementTypeCode[@listName='social-objective']"  # BT-775
    "|cac:TenderingTerms/cac:TendererQualificationRequest/cac:SpecificTendererRequirement/"
    "cbc:TendererRequirementTypeCode[@listName='reserved-procurement']"  # BT-71
    "|cac:TenderingTerms/cac:AwardingTerms/cac:AwardingCriterion/cac:SubordinateAwardingCriterion/"
    "cbc:AwardingCriterionTypeCode[@listName='award-criterion-type']"  # BT-539
)


def read_eforms(root: Any) -> Notice:  # noqa: ANN401 - pugixml ships no types
    """The notice below ``root``. Raises ``SvangrumError`` ``notice.unidentified`` when it has no number at all."""
    head = _HEAD(root)
    uuid, version, notice_type, form_type, issued, folder, basis, procedure, previous, buyer, buyer_type = head[:11]
    extension = next(iter(_EXTENSION(root)), None)
    number, published, subtype, changed, total, total_currency = (
        _PUBLISHED(extension) if extension is not None else [""] * 6
    )
    identifier = "-".join(filter(None, (clean.code(uuid.lower()), clean.code(version)))) if uuid.strip() else None
    previous_id = clean.notice_number(previous)
    published_as = clean.notice_number(number)
    # A converter put the earlier notice's number in both places: then this one's own identity counts
    notice_id = identifier if published_as is None or published_as == previous_id else published_as
    if notice_id is None:
        raise SvangrumError("notice.unidentified")
    kind = KINDS.get(form_type.strip()) or _BY_ROOT[root_name(root)]
    tells_outcomes = extension is not None and bool(extension.child("efac:NoticeResult"))
    organisations = _organisations(extension, None if tells_outcomes else buyer.strip())
    name, orgnr, country, _ = organisations.get(buyer.strip(), (None, None, None, None))
    return Notice(
        notice_id=notice_id,
        notice_version=clean.code(version),
        notice_uuid=identifier,
        notice_kind=kind,
        form=clean.code(subtype) or clean.code(notice_type) or root_name(root),
        published_on=clean.day(published) or clean.day(issued),
        country=country,
        legal_basis=clean.code(basis),
        buyer_name=name,
        buyer_id=orgnr,
        buyer_type=clean.code(buyer_type),
        procedure_id=clean.code(folder),
        procedure=clean.code(procedure),
        previous_notice_id=previous_id,
        changes=clean.notice_number(changed),
        lots=_lots(root, extension, head[11:], organisations, clean.amount(total, total_currency)),
    )


def _organisations(extension: Any, only: str | None) -> dict[str, Organisation]:  # noqa: ANN401
    """Name, number, country and size by the notice's own reference; a person's name and number are left out.

    With ``only`` it stops at that one: a notice that tells of no outcome needs no more than its buyer.
    """
    found: dict[str, Organisation] = {}
    for company in _ORGANISATIONS(extension) if extension is not None else ():
        if only in found:
            break
        reference, name, number, country, size, natural = _ORGANISATION(company)
        where = clean.country(country)
        if natural.strip() == "true" or clean.is_person(number, where):
            found[reference.strip()] = (None, None, where, clean.size(size))
        else:
            named = clean.organisation(number, where)
            found[reference.strip()] = (clean.text(name), named, where, clean.size(size))
    return found


def _lots(
    root: Any,  # noqa: ANN401 - pugixml ships no types
    extension: Any,  # noqa: ANN401
    whole: list[str],
    organisations: Mapping[str, Organisation],
    total: Amount | None,
) -> tuple[Lot, ...]:
    """Every lot and part in order, with what came of it; the whole procurement where no lot is told of."""
    outcomes = outcomes_of(extension, organisations) if extension is not None else {}
    plain = _whole(whole)
    lots: dict[str, Lot] = {}
    ids = Ids()
    for element in children(root, "cac:ProcurementProjectLot"):
        lot = _lot(element, plain)
        if lot is not None:
            key = ids.take(lot.lot_id)
            lots[key] = lot._replace(lot_id=key, outcome=outcomes.pop(lot.lot_id, None))
    for lot_id, outcome in outcomes.items():
        lots[lot_id] = plain._replace(lot_id=lot_id, outcome=outcome)
    return tuple(_with_total(list(lots.values()) or [plain], total))


def _with_total(lots: list[Lot], total: Amount | None) -> list[Lot]:
    """The notice's own value is the lot's where there is but one, and no tender tells of any."""
    (first, *others) = lots
    if others or first.outcome is None or first.outcome.value is not None or not first.outcome.awarded:
        return lots
    return [first._replace(outcome=first.outcome._replace(value=total))]


def _whole(whole: list[str]) -> Lot:
    title, cpv, nature = whole
    return Lot("0", title=clean.text(title), cpv_main=clean.cpv(cpv), contract_nature=clean.code(nature))


def _lot(element: Any, whole: Lot) -> Lot | None:  # noqa: ANN401 - pugixml ships no types
    """A lot or a part; None for a group of lots, which is none of its own."""
    lot_id, scheme, title, nature, cpv, value, currency, framework, execution, terms = _LOT(element)
    if scheme == "LotsGroup":
        return None
    codes = _codes(element)
    technique = clean.code(framework)
    reserved = [one.strip() for one in codes.get("cbc:TendererRequirementTypeCode", ())]
    return Lot(
        lot_id=shortened(lot_id) or "0",
        title=clean.text(title) or whole.title,
        cpv_main=clean.cpv(cpv) or whole.cpv_main,
        cpv_additional=_distinct(map(clean.cpv, codes.get("cbc:ItemClassificationCode", ()))),
        nuts=_distinct(map(clean.nuts, codes.get("cbc:CountrySubentityCode", ()))),
        contract_nature=clean.code(nature) or whole.contract_nature,
        framework=None if technique is None else technique != "none",
        reserved_participation=next((one for one in _RESERVED if one in reserved), None),
        reserved_execution=_EXECUTION.get(execution.strip()),
        social_codes=_distinct(map(clean.code, codes.get("cbc:ProcurementTypeCode", ()))),
        performance_terms=clean.text(terms),
        award_criteria=_distinct(map(clean.code, codes.get("cbc:AwardingCriterionTypeCode", ()))),
        estimated_value=clean.amount(value, currency),
    )


def _codes(element: Any) -> dict[str, list[str]]:  # noqa: ANN401 - pugixml ships no types
    """The values that a lot may carry several of, by the name of their element."""
    found: dict[str, list[str]] = {}
    for one in _CODES(element):
        found.setdefault(one.name(), []).append(text_of(one))
    return found


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value is not None))
