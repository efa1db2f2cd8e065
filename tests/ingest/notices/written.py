"""Small notices, written by hand, of both generations."""

from __future__ import annotations

NAMESPACES = (
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" '
    'xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" '
    'xmlns:efext="http://data.europa.eu/p27/eforms-ubl-extensions/1" '
    'xmlns:efac="http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1" '
    'xmlns:efbc="http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1"'
)
PROCEDURE = "11111111-2222-3333-4444-555555555555"


def uuid(number: int) -> str:
    return f"{number:08x}-0000-4000-8000-000000000000"


def eforms(
    root: str,
    number: str,
    *,
    lots: str = "",
    extension: str = "",
    notice_uuid: str = uuid(1),
    version: str = "01",
    published: str = "2024-05-02+02:00",
    procedure: str = PROCEDURE,
    process: str = "",
) -> bytes:
    """An eForms notice: ``root`` is ``ContractNotice`` or another, the rest is XML to put in its place."""
    publication = (
        f'<efac:Publication><efbc:NoticePublicationID schemeName="ojs-notice-id">{number}</efbc:NoticePublicationID>'
        f"<efbc:PublicationDate>{published}</efbc:PublicationDate></efac:Publication>"
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2" {NAMESPACES}>
<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>
{extension}{publication}{ORGANISATIONS}
</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>
<cbc:ID schemeName="notice-id">{notice_uuid}</cbc:ID><cbc:VersionID>{version}</cbc:VersionID>
<cbc:ContractFolderID>{procedure}</cbc:ContractFolderID><cbc:RegulatoryDomain>32014L0024</cbc:RegulatoryDomain>
<cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>ORG-0001</cbc:ID></cac:PartyIdentification>
</cac:Party></cac:ContractingParty>
<cac:TenderingProcess><cbc:ProcedureCode listName="procurement-procedure-type">open</cbc:ProcedureCode>{process}
</cac:TenderingProcess>{lots}</{root}>""".encode()


def _organisation(reference: str, name: str, number: str, country: str = "SWE", more: str = "") -> str:
    return (
        f"<efac:Organization>{more}<efac:Company><cac:PartyIdentification><cbc:ID>{reference}</cbc:ID>"
        f"</cac:PartyIdentification><cac:PartyName><cbc:Name>{name}</cbc:Name></cac:PartyName>"
        f"<cac:PostalAddress><cac:Country><cbc:IdentificationCode>{country}</cbc:IdentificationCode></cac:Country>"
        f"</cac:PostalAddress><cac:PartyLegalEntity><cbc:CompanyID>{number}</cbc:CompanyID></cac:PartyLegalEntity>"
        "</efac:Company></efac:Organization>"
    )


ORGANISATIONS = (
    "<efac:Organizations>"
    + _organisation("ORG-0001", "Exempelstads  kommun", "212000-0001")
    + _organisation("ORG-0002", "Tvätten AB", "5560000001")
    + _organisation("ORG-0003", "Eva Exempel", "19800101-0008")
    + _organisation(
        "ORG-0004", "Otto", "HRB 1", "DEU", "<efbc:NaturalPersonIndicator>true</efbc:NaturalPersonIndicator>"
    )
    + "</efac:Organizations>"
)


def lot(lot_id: str, *, terms: str = "", project: str = "", cpv: str = "90910000") -> str:
    """A lot; ``terms`` goes into its TenderingTerms, ``project`` into its ProcurementProject."""
    return (
        f'<cac:ProcurementProjectLot><cbc:ID schemeName="Lot">{lot_id}</cbc:ID>'
        f"<cac:TenderingTerms>{terms}</cac:TenderingTerms><cac:ProcurementProject><cbc:Name>Städning</cbc:Name>"
        f"{project}<cac:MainCommodityClassification><cbc:ItemClassificationCode>{cpv}</cbc:ItemClassificationCode>"
        "</cac:MainCommodityClassification></cac:ProcurementProject></cac:ProcurementProjectLot>"
    )


def reserved(code: str) -> str:
    return (
        "<cac:TendererQualificationRequest><cac:SpecificTendererRequirement>"
        f'<cbc:TendererRequirementTypeCode listName="reserved-procurement">{code}</cbc:TendererRequirementTypeCode>'
        "</cac:SpecificTendererRequirement></cac:TendererQualificationRequest>"
    )


def execution(code: str) -> str:
    return (
        '<cac:ContractExecutionRequirement><cbc:ExecutionRequirementCode listName="reserved-execution">'
        f"{code}</cbc:ExecutionRequirementCode></cac:ContractExecutionRequirement>"
    )


def result(lot_id: str, *, statistics: str = "", status: str = "selec-w", tenders: str = "", more: str = "") -> str:
    """A LotResult; ``tenders`` are references such as ``TEN-0001`` with spaces between."""
    references = "".join(f"<efac:LotTender><cbc:ID>{one}</cbc:ID></efac:LotTender>" for one in tenders.split())
    return (
        f"<efac:LotResult>{more}<cbc:TenderResultCode>{status}</cbc:TenderResultCode>{references}{statistics}"
        f"<efac:TenderLot><cbc:ID>{lot_id}</cbc:ID></efac:TenderLot></efac:LotResult>"
    )


def statistic(code: str, number: str) -> str:
    return (
        f"<efac:ReceivedSubmissionsStatistics><efbc:StatisticsCode>{code}</efbc:StatisticsCode>"
        f"<efbc:StatisticsNumeric>{number}</efbc:StatisticsNumeric></efac:ReceivedSubmissionsStatistics>"
    )


def tender(reference: str, value: str, party: str, currency: str = "SEK") -> str:
    return (
        f"<efac:LotTender><cbc:ID>{reference}</cbc:ID><cac:LegalMonetaryTotal>"
        f'<cbc:PayableAmount currencyID="{currency}">{value}</cbc:PayableAmount></cac:LegalMonetaryTotal>'
        f"<efac:TenderingParty><cbc:ID>{party}</cbc:ID></efac:TenderingParty></efac:LotTender>"
    )


def party(reference: str, *organisations: str) -> str:
    members = "".join(f"<efac:Tenderer><cbc:ID>{one}</cbc:ID></efac:Tenderer>" for one in organisations)
    return f"<efac:TenderingParty><cbc:ID>{reference}</cbc:ID>{members}</efac:TenderingParty>"


def results(*parts: str) -> str:
    return f"<efac:NoticeResult>{''.join(parts)}</efac:NoticeResult>"


def legacy(form: str, number: str, body: str, *, references: str = "", published: str = "20200102") -> bytes:
    """A legacy notice of one form; ``body`` is what the form holds."""
    year = number.rpartition("-")[2]
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TED_EXPORT xmlns="http://publications.europa.eu/resource/schema/ted/R2.0.9/publication"
 xmlns:n2021="http://publications.europa.eu/resource/schema/ted/2021/nuts" DOC_ID="{number}" VERSION="R2.0.9.S05.E01">
<CODED_DATA_SECTION><REF_OJS><DATE_PUB>{published}</DATE_PUB></REF_OJS><NOTICE_DATA>
<NO_DOC_OJS>{year}/S 001-{number.partition("-")[0]}</NO_DOC_OJS><LG_ORIG>SV</LG_ORIG><ISO_COUNTRY VALUE="UK"/>
<ORIGINAL_CPV CODE="90910000">x</ORIGINAL_CPV>{references}</NOTICE_DATA>
<CODIF_DATA><NC_CONTRACT_NATURE CODE="4"/><PR_PROC CODE="1"/><AA_AUTHORITY_TYPE CODE="3"/>
<DIRECTIVE VALUE="2014/24/EU"/></CODIF_DATA></CODED_DATA_SECTION>
<FORM_SECTION><{form} CATEGORY="TRANSLATION"><OBJECT_CONTRACT><TITLE><P>Wrong</P></TITLE></OBJECT_CONTRACT></{form}>
<{form} CATEGORY="ORIGINAL">{body}</{form}></FORM_SECTION></TED_EXPORT>""".encode()


def described(number: str = "") -> str:
    """An OBJECT_CONTRACT with one lot, of a number when one is given."""
    stated = f"<LOT_NO>{number}</LOT_NO>" if number else ""
    return (
        "<OBJECT_CONTRACT><TITLE><P>Cleaning</P></TITLE><CPV_MAIN><CPV_CODE CODE='90910000'/></CPV_MAIN>"
        f"<OBJECT_DESCR ITEM='1'>{stated}<n2021:NUTS CODE='SE110'/></OBJECT_DESCR></OBJECT_CONTRACT>"
    )


def awarded(inside: str, number: str = "") -> str:
    stated = f"<LOT_NO>{number}</LOT_NO>" if number else ""
    return f"<AWARD_CONTRACT ITEM='1'>{stated}{inside}</AWARD_CONTRACT>"
