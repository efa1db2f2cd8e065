"""The reader and a second one, written apart from it with plain XPath, find the same in every real notice.

The rules are those of ``shared/knowledge/notices.md``; the second reader knows nothing of the first but its shapes. All
3,391 notices take a few seconds, so none is left out. Lots are compared one by one, in order; outcomes as a multiset,
each beside its lot where the lot has a plain number of its own.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from lxml import etree

from svangrum.ingest import read_notice
from svangrum.ingest.notices.notice import TendersKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from svangrum.ingest.notices.notice import Amount, Notice, Outcome

pytestmark = pytest.mark.shared
UBL = "urn:oasis:names:specification:ubl:schema:xsd:Common"
EFORMS = "http://data.europa.eu/p27/eforms-ubl-extension"
SPACES = {
    "cbc": f"{UBL}BasicComponents-2",
    "cac": f"{UBL}AggregateComponents-2",
    "ext": f"{UBL}ExtensionComponents-2",
    "efext": f"{EFORMS}s/1",
    "efac": f"{EFORMS}-aggregate-components/1",
    "efbc": f"{EFORMS}-basic-components/1",
}
# ISO 3166: the countries of the corpus; 1A is TED's own code for Kosovo
COUNTRIES = """
    AUT:AT BEL:BE BGR:BG CHE:CH CPV:CV CYP:CY CZE:CZ DEU:DE DNK:DK ESP:ES EST:EE FIN:FI FRA:FR GBR:GB GRC:GR HRV:HR
    HUN:HU IRL:IE ISL:IS ITA:IT LTU:LT LUX:LU LVA:LV MDA:MD MKD:MK MLT:MT NLD:NL NOR:NO POL:PL PRT:PT ROU:RO SRB:RS
    SVK:SK SVN:SI SWE:SE TUR:TR UKR:UA USA:US UK:GB EL:GR 1A:XK
"""
ALPHA2 = dict(pair.split(":") for pair in COUNTRIES.split())
# How the personal numbers of four countries are written
PERSONAL = {
    "ES": r"(\d{8}|[KLMXYZ]-?\d{7})-?[A-Z]",
    "FI": r"\d{6}[-+A]\d{3}[0-9A-Y]",
    "IT": r"(IT)?[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z]",
    "RO": r"[1-8]\d{12}",
}
Money = tuple[int, str]
Companies = frozenset[tuple[str | None, str | None]]


class Award(NamedTuple):
    """What is compared of an outcome; ``lot`` is None where the notice does not say which."""

    lot: str | None
    tenders: int | None
    sme: int | None
    awarded: bool | None
    value: Money | None
    winners: Companies


class Lot(NamedTuple):
    """What is compared of a lot; of a reserved mark, every answer that would be right."""

    cpv: str | None
    participation: frozenset[str | None]
    execution: frozenset[bool | None]
    social: tuple[str, ...]
    terms: bool
    estimated: Money | None
    number: str | None


class Facts(NamedTuple):
    notice_id: str | None
    published_on: date | None
    country: str | None
    buyer: str | None
    previous: frozenset[str] | None
    lots: list[Lot]
    awards: list[Award]


# Values


def plain(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def said(element: Any) -> str | None:
    return None if element is None else plain("".join(element.itertext()))


def publication(text: str | None) -> str | None:
    """``12-2020`` of ``2020/S 001-000012`` and of ``00000012-2020``."""
    if found := re.fullmatch(r"(\d{4})/S ?\d+-(\d+)", text or ""):
        return f"{int(found[2])}-{found[1]}"
    found = re.fullmatch(r"0*(\d+-\d{4})", text or "")
    return found and found[1]


def day(text: str) -> date:
    return date.fromisoformat(f"{text[:4]}-{text[-4:-2]}-{text[-2:]}" if text.isdigit() else text[:10])


def money(text: str | None, currency: str | None) -> Money | None:
    digits = re.sub(r"\s", "", text or "").replace(",", ".")
    if not currency or not re.fullmatch(r"\d+(\.\d+)?", digits):
        return None  # -1 too, for what is withheld
    return int((Decimal(digits) * 100).to_integral_value(ROUND_HALF_EVEN)), currency


def together(values: Iterable[Money | None]) -> Money | None:
    stated = [one for one in values if one]
    alike = len({currency for _, currency in stated}) == 1
    return (sum(hundredths for hundredths, _ in stated), stated[0][1]) if alike else None


def most(numbers: Iterable[int | None]) -> int | None:
    return max((one for one in numbers if one is not None), default=None)


def company(name: str | None, number: str | None, country: str | None) -> tuple[str | None, str | None]:
    if country == "SE":
        digits = re.sub(r"\D", "", number or "")
        digits = digits[2:] if re.fullmatch(r"16\d{10}", digits) else digits[:10]
        # The third digit of a company's number is at least 2, of a person's at most 1
        return plain(name), digits if re.fullmatch(r"\d\d[2-9]\d{7}", digits) else None
    squeezed = re.sub(r"\s", "", number or "")
    personal = PERSONAL.get(country, "") if country else "|".join(PERSONAL.values())
    if "*" in squeezed or re.fullmatch(personal or "(?!)", squeezed):
        return None, None
    return plain(name), squeezed or None


def per_lot(awards: list[Award], lots: list[Lot], total: Money | None, *, described: bool) -> list[Award]:
    """The awards of one lot, or of the only one described, taken together. The total is a lone award's."""
    groups: dict[Any, list[Award]] = defaultdict(list)
    alone = described and len(lots) == 1 and len({award.lot for award in awards} - {None}) <= 1
    for place, award in enumerate(awards):
        groups[lots[0].number or "only" if alone else award.lot or place].append(award)
    taken = [
        Award(
            lot=key if isinstance(key, str) else None,
            tenders=most(one.tenders for one in group),
            sme=most(one.sme for one in group),
            awarded=max((one.awarded for one in group if one.awarded is not None), default=None),
            value=together(one.value for one in group),
            winners=frozenset().union(*(one.winners for one in group)),
        )
        for key, group in groups.items()
    ]
    if len(lots) == len(taken) == 1 and taken[0].awarded:
        return [taken[0]._replace(value=taken[0].value or total)]
    return taken


# TED legacy XML: the namespaces vary, so local names
AWARDS = ("AWARD_CONTRACT", "RESULTS", "AWARD_OF_CONTRACT", "AWARD_OF_CONTRACT_DEFENCE")


def at(element: Any, *path: str) -> Any:
    return None if element is None else element.find("/".join(f"{{*}}{name}" for name in path))


def every(element: Any, *names: str) -> list[Any]:
    return list(element.iter(*(f"{{*}}{name}" for name in names)))


def first(element: Any, *names: str) -> Any:
    return next(iter(every(element, *names)), None)


def country_of(address: Any) -> str | None:
    code = address.find(".//{*}COUNTRY").get("VALUE") if address.find(".//{*}COUNTRY") is not None else None
    return ALPHA2.get(code, code)


def amount(element: Any) -> Money | None:
    """The amount of an element that holds it, or whose VALUE_COST does."""
    if element is None:
        return None
    cost = first(element, "VALUE_COST")
    if cost is not None:
        return money(cost.get("FMTVAL") or cost.text, element.get("CURRENCY"))
    return money(element.text, element.get("CURRENCY"))


def lot_number(element: Any) -> str | None:
    return re.sub(r"^(lot\s*)?0*(?=\d+$)", "", said(element) or "", flags=re.IGNORECASE) or None


def number_in(element: Any, *names: str) -> int | None:
    text = said(first(element, *names)) or ""
    return int(text) if text.isdigit() else None


def legacy(root: etree._Element) -> Facts:
    coded = at(root, "CODED_DATA_SECTION")
    form = next(one for one in at(root, "FORM_SECTION") if one.get("CATEGORY") == "ORIGINAL")
    new = at(form, "OBJECT_CONTRACT") is not None
    country = at(coded, "NOTICE_DATA", "ISO_COUNTRY").get("VALUE")
    before = [*every(form, "NOTICE_NUMBER_OJ"), *every(coded, "NO_DOC_OJS")[1:]]
    workshop = every(form, "RESTRICTED_SHELTERED_WORKSHOP", "RESTRICTED_TO_SHELTERED_WORKSHOPS")
    mission = every(form, "RESERVED_ORGANISATIONS_SERVICE_MISSION")
    program = every(form, "RESTRICTED_SHELTERED_PROGRAM", "RESTRICTED_TO_FRAMEWORK")
    # An award without section III has no box to leave empty: it does not say that nothing is reserved
    silent = at(form, "LEFTI") is None and bool(every(form, *AWARDS))
    marks = {
        "participation": frozenset(["res-ws"] * bool(workshop) + ["res-pub-ser"] * bool(mission))
        or frozenset([None] if silent else ["none", None]),
        "execution": frozenset([True] if program else [None] if silent else [False, None]),
        "social": (),
        "terms": any(
            map(
                said, every(form, "PERFORMANCE_CONDITIONS", "SOCIAL_STANDARDS", "EXISTENCE_OTHER_PARTICULAR_CONDITIONS")
            )
        ),
    }
    lots = [Lot(**marks, **own) for own in (lots_2014(form) if new else lots_before(form))]
    awards = list(awards_2014(form) if new else awards_before(form))
    total = at(form, "OBJECT_CONTRACT", "VAL_TOTAL") if new else at(first(form, "TOTAL_FINAL_VALUE"), OLD_VALUE)
    body = first(form, "ADDRESS_CONTRACTING_BODY", "CA_CE_CONCESSIONAIRE_PROFILE")
    return Facts(
        notice_id=publication(plain(root.get("DOC_ID"))),
        published_on=day(said(at(coded, "REF_OJS", "DATE_PUB")) or ""),
        country=ALPHA2.get(country, country),
        buyer=None if body is None else said(first(body, "OFFICIALNAME")) or said(first(body, "ORGANISATION")),
        previous=frozenset(filter(None, map(publication, map(said, before)))),
        lots=lots,
        awards=per_lot(awards, lots, amount(total), described=new or not any(one.lot for one in awards)),
    )


def lots_2014(form: Any) -> Iterator[dict[str, Any]]:
    for contract in form.iterfind("{*}OBJECT_CONTRACT"):
        described = contract.findall("{*}OBJECT_DESCR") or [contract]
        for lot in described:
            whole = amount(at(contract, "VAL_ESTIMATED_TOTAL")) if len(described) == 1 else None
            yield {
                "cpv": at(contract, "CPV_MAIN", "CPV_CODE").get("CODE")[:8],
                "estimated": amount(at(lot, "VAL_OBJECT")) or whole,
                "number": lot_number(at(lot, "LOT_NO")),
            }


def awards_2014(form: Any) -> Iterator[Award]:
    for award in [*form.iterfind("{*}AWARD_CONTRACT"), *form.iterfind("{*}RESULTS")]:
        given = next(
            (one for one in award if etree.QName(one).localname in ("AWARDED_CONTRACT", "AWARDED_PRIZE")), None
        )
        lot = lot_number(at(award, "LOT_NO"))
        if given is None:
            yield Award(lot, None, None, awarded=False, value=None, winners=frozenset())
            continue
        yield Award(
            lot=lot,
            tenders=number_in(given, "NB_TENDERS_RECEIVED"),
            sme=number_in(given, "NB_TENDERS_RECEIVED_SME"),
            awarded=True,
            value=amount(first(given, "VAL_TOTAL", "VAL_PRIZE")),
            winners=frozenset(
                company(said(at(one, "OFFICIALNAME")), said(at(one, "NATIONALID")), country_of(one))
                for one in every(given, "ADDRESS_CONTRACTOR", "ADDRESS_WINNER")
            ),
        )


# R2.0.8 and before: the forms of 2004, and those of defence to 2024
ANNEXES = ("F02_ANNEX_B", "F05_ANNEX_B", "F17_ANNEX_B", "LOT_PRIOR_INFORMATION")
OLD_VALUE = "COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE"


def lots_before(form: Any) -> Iterator[dict[str, Any]]:
    annexes = every(form, *ANNEXES)
    outside = [one for one in every(form, "COSTS_RANGE_AND_CURRENCY") if not set(annexes) & set(one.iterancestors())]
    codes = every(form, "CPV_MAIN")
    main = at(codes[0], "CPV_CODE").get("CODE") if codes else first(form.getroottree(), "ORIGINAL_CPV").get("CODE")
    for annex in annexes:
        own = annex.find(".//{*}CPV_MAIN/{*}CPV_CODE")
        yield {
            "cpv": (main if own is None else own.get("CODE"))[:8],
            "estimated": amount(first(annex, "COSTS_RANGE_AND_CURRENCY")),
            "number": lot_number(at(annex, "LOT_NUMBER")),
        }
    if not annexes:
        yield {"cpv": main[:8], "estimated": next(filter(None, map(amount, outside)), None), "number": None}


def awards_before(form: Any) -> Iterator[Award]:
    for award in every(form, "AWARD_OF_CONTRACT", "AWARD_OF_CONTRACT_DEFENCE"):
        operators = every(award, "ECONOMIC_OPERATOR_NAME_ADDRESS")
        yield Award(
            lot=lot_number(at(award, "LOT_NUMBER")),
            tenders=number_in(award, "OFFERS_RECEIVED_NUMBER"),
            sme=None,
            awarded=True if operators else None,
            value=amount(at(award, "CONTRACT_VALUE_INFORMATION", OLD_VALUE)),
            winners=frozenset(
                company(
                    said(first(one, "OFFICIALNAME")) or said(first(one, "ORGANISATION")),
                    said(first(one, "NATIONALID")),
                    country_of(one),
                )
                for one in operators
            ),
        )


# eForms
BT_71 = "cac:TenderingTerms//cbc:TendererRequirementTypeCode[@listName='reserved-procurement']"
BT_736 = "cac:TenderingTerms//cbc:ExecutionRequirementCode[@listName='reserved-execution']"
BT_701 = "cbc:ID[@schemeName='notice-id']"


def nodes(element: Any, path: str) -> list[Any]:
    return element.xpath(path, namespaces=SPACES)


def texts(element: Any, path: str) -> list[str]:
    return [text for one in nodes(element, path) if (text := plain(one.text))]


def text(element: Any, path: str) -> str | None:
    return next(iter(texts(element, path)), None)


def sum_of_money(element: Any, path: str) -> Money | None:
    return next((money(one.text, one.get("currencyID")) for one in nodes(element, path)), None)


def eforms(root: etree._Element) -> Facts:
    (extension,) = nodes(root, "ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension")
    companies, countries, names = organisations(extension)
    buyer = text(root, "cac:ContractingParty/cac:Party/cac:PartyIdentification/cbc:ID")
    published = text(extension, "efac:Publication/efbc:PublicationDate") or text(root, "cbc:IssueDate") or ""
    total = sum_of_money(extension, "efac:NoticeResult/cbc:TotalAmount")
    number = publication(text(extension, "efac:Publication/efbc:NoticePublicationID[@schemeName='ojs-notice-id']"))
    before = publication(text(root, "cac:TenderingProcess/cac:NoticeDocumentReference/cbc:ID"))
    version = text(root, "cbc:VersionID")
    main = "cac:ProcurementProject/cac:MainCommodityClassification/cbc:ItemClassificationCode"
    lots = [
        Lot(
            cpv=text(lot, main) or text(root, main),
            participation=stated_mark(lot),
            execution=frozenset({{"yes": True, "no": False}.get(text(lot, BT_736) or "")}),
            social=tuple(
                sorted(
                    {
                        *texts(
                            lot,
                            ".//cac:ProcurementAdditionalType/cbc:ProcurementTypeCode[@listName='social-objective']",
                        )
                    }
                )
            ),
            terms=bool(
                texts(
                    lot,
                    "cac:TenderingTerms/cac:ContractExecutionRequirement"
                    "[cbc:ExecutionRequirementCode/@listName='conditions']/cbc:Description",
                )
            ),
            estimated=sum_of_money(
                lot, "cac:ProcurementProject/cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount"
            ),
            number=text(lot, "cbc:ID"),
        )
        for lot in nodes(root, "cac:ProcurementProjectLot[cbc:ID[@schemeName='Lot' or @schemeName='Part']]")
    ]
    return Facts(
        # Converted notices may bear the number of the notice before them
        notice_id=number if number and number != before else f"{text(root, BT_701)}-{version}",
        published_on=day(published),
        country=countries.get(buyer),
        buyer=names.get(buyer),
        previous=None,
        lots=lots,
        awards=per_lot(list(results(extension, companies)), lots, total, described=False),
    )


def stated_mark(lot: Any) -> frozenset[str | None]:
    codes = frozenset(texts(lot, BT_71))
    return codes - {"none"} or codes or frozenset({None})


def organisations(extension: Any) -> tuple[dict[str | None, Any], dict[str | None, str], dict[str | None, str | None]]:
    """Companies as they are to be kept, their countries and their names, by technical id."""
    companies, countries, names = {}, {}, {}
    for one in nodes(extension, "efac:Organizations/efac:Organization"):
        key = text(one, "efac:Company/cac:PartyIdentification/cbc:ID")
        country = text(one, "efac:Company/cac:PostalAddress/cac:Country/cbc:IdentificationCode") or ""
        countries[key] = ALPHA2.get(country, country)
        names[key] = text(one, "efac:Company/cac:PartyName/cbc:Name")
        person = text(one, "efbc:NaturalPersonIndicator") == "true"
        number = text(one, "efac:Company/cac:PartyLegalEntity/cbc:CompanyID")
        companies[key] = (None, None) if person else company(names[key], number, countries[key])
    return companies, countries, names


def results(extension: Any, companies: dict[str | None, Any]) -> Iterator[Award]:
    tenders = {text(one, "cbc:ID"): one for one in nodes(extension, "efac:NoticeResult/efac:LotTender")}
    parties = {
        text(one, "cbc:ID"): texts(one, "efac:Tenderer/cbc:ID")
        for one in nodes(extension, "efac:NoticeResult/efac:TenderingParty")
    }
    contracted = {
        text(one, "cbc:ID"): texts(one, "efac:LotTender/cbc:ID")
        for one in nodes(extension, "efac:NoticeResult/efac:SettledContract")
    }
    anywhere = {one for several in contracted.values() for one in several}
    for result in nodes(extension, "efac:NoticeResult/efac:LotResult"):
        lot = text(result, "efac:TenderLot/cbc:ID")
        own = texts(result, "efac:LotTender/cbc:ID")
        signed = [
            one for contract in texts(result, "efac:SettledContract/cbc:ID") for one in contracted.get(contract, ())
        ]
        signed = [
            one for one in signed if one in tenders and text(tenders[one], "efac:TenderLot/cbc:ID") in (lot, None)
        ]
        chosen = signed or [one for one in own if one in anywhere] or own
        won = [tenders[one] for one in dict.fromkeys(chosen) if one in tenders]
        counts = statistics(result)
        sizes = [counts.get(code) for code in ("t-micro", "t-small", "t-med")]
        winners = frozenset(
            companies[member]
            for one in won
            for party in texts(one, "efac:TenderingParty/cbc:ID")
            for member in parties.get(party, ())
            if member in companies
        )
        status = text(result, "cbc:TenderResultCode")
        # Nobody, unless there is a count that says otherwise
        nobody = text(result, "efac:DecisionReason/efbc:DecisionReasonCode") == "no-rece" and not any(counts.values())
        yield Award(
            lot=lot,
            tenders=counts.get("tenders", 0 if nobody else None),
            sme=counts.get("t-sme", None if None in sizes else sum(filter(None, sizes))),
            # Before a direct award and after a change BT-142 is not stated, and the winners tell
            awarded={"selec-w": True, "clos-nw": False, None: True if winners else None}.get(status),
            value=together(sum_of_money(one, "cac:LegalMonetaryTotal/cbc:PayableAmount") for one in won),
            winners=winners,
        )


def statistics(result: Any) -> dict[str | None, int]:
    found = {}
    for one in nodes(result, "efac:ReceivedSubmissionsStatistics"):
        number = Decimal(text(one, "efbc:StatisticsNumeric") or "-1")
        if number >= 0:
            found[text(one, "efbc:StatisticsCode")] = int(number)
    return found


# The two beside each other


def kept(value: Amount | None) -> tuple[int, str | None] | None:
    return value and (value.hundredths, value.currency)


def award_of(lot: str | None, outcome: Outcome) -> Award:
    return Award(
        lot=lot,
        tenders=outcome.tenders if outcome.tenders_kind is TendersKind.EXACT else None,
        sme=outcome.tenders_sme,
        awarded=outcome.awarded,
        value=kept(outcome.value),
        winners=frozenset((one.name, one.id) for one in outcome.winners),
    )


def differences(facts: Facts, notice: Notice) -> Iterator[tuple[str, Any, Any]]:
    """Field, what the XML says, what the reader says."""
    for field, mine, theirs in (
        ("notice_id", facts.notice_id, notice.notice_id),
        ("published_on", facts.published_on, notice.published_on),
        ("country", facts.country, notice.country),
        ("buyer", facts.buyer, notice.buyer_name),
    ):
        if mine != theirs:
            yield field, mine, theirs
    if facts.previous is not None and notice.previous_notice_id not in (facts.previous or {None}):
        yield "previous", facts.previous, notice.previous_notice_id
    if len(notice.lots) < len(facts.lots):
        yield "lots", len(facts.lots), len(notice.lots)
    else:
        for mine, theirs in zip(facts.lots, notice.lots, strict=False):
            yield from lot_differences(mine, theirs)
    yield from award_differences(facts, notice)


def lot_differences(mine: Lot, theirs: Any) -> Iterator[tuple[str, Any, Any]]:
    for field, value in (("participation", theirs.reserved_participation), ("execution", theirs.reserved_execution)):
        if value not in getattr(mine, field):
            yield field, (mine.number, set(getattr(mine, field))), (theirs.lot_id, value)
    for field, value in (
        ("cpv", theirs.cpv_main),
        ("social", tuple(sorted(theirs.social_codes))),
        ("terms", theirs.performance_terms is not None),
        ("estimated", kept(theirs.estimated_value)),
    ):
        if getattr(mine, field) != value:
            yield field, (mine.number, getattr(mine, field)), (theirs.lot_id, value)


def award_differences(facts: Facts, notice: Notice) -> Iterator[tuple[str, Any, Any]]:
    numbers = Counter(lot.number for lot in facts.lots)
    telling = {one for one, times in numbers.items() if times == 1 and one and re.fullmatch(r"[1-9]\d*|LOT-\d+", one)}
    mine = [one._replace(lot=one.lot if one.lot in telling else None) for one in facts.awards]
    theirs = [
        award_of(lot.lot_id if lot.lot_id in telling else None, lot.outcome)
        for lot in notice.lots
        if lot.outcome is not None
    ]
    if Counter(one.lot for one in mine) != Counter(one.lot for one in theirs):
        yield "outcomes", sorted(str(one.lot) for one in mine), sorted(str(one.lot) for one in theirs)
        return
    for field in Award._fields[1:]:
        here = Counter((one.lot, getattr(one, field)) for one in mine)
        there = Counter((one.lot, getattr(one, field)) for one in theirs)
        if here != there:
            yield field, list((here - there).elements()), list((there - here).elements())


@pytest.fixture(scope="module")
def found(shared: Path) -> dict[str, list[str]]:
    """Every disagreement, by field."""
    folder = shared / "data" / "notices"
    disagreements = defaultdict(list)
    with (folder / "manifest.csv").open(newline="", encoding="utf-8") as manifest:
        for row in csv.DictReader(manifest):
            content = (folder / row["file"]).read_bytes()
            facts = (legacy if row["kind"] == "legacy" else eforms)(etree.fromstring(content))
            for field, mine, theirs in differences(facts, read_notice(content)):
                disagreements[field].append(f"{row['file']} ({row['form']}): XML {mine}, reader {theirs}")
            disagreements["read"].append(row["id"])
    return disagreements


def test_every_notice_is_read(found: dict[str, list[str]], shared: Path) -> None:
    assert len(found["read"]) == len(list((shared / "data" / "notices" / "xml").iterdir()))


@pytest.mark.parametrize(
    "field",
    [
        "notice_id",
        "published_on",
        "country",
        "buyer",
        "previous",
        "lots",
        *Lot._fields[:-1],
        "outcomes",
        *Award._fields[1:],
    ],
)
def test_both_find_the_same(found: dict[str, list[str]], field: str) -> None:
    differing = found[field]

    assert not differing, "\n".join([f"{len(differing)} differ in {field}", *differing[:10]])
