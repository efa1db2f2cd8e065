"""A whole answer for a purchase of the fictional Exempelstad, in both languages, as ``explain`` would write it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from svangrum.advice.answer import (
    Alike,
    AlikePurchase,
    Answer,
    Cited,
    CpvChoice,
    Fact,
    Forecast,
    Line,
    LineGroup,
    Question,
    Share,
    SourceLine,
    Unsettled,
)

_LOU = "https://rkrattsbaser.gov.se/sfst?bet=2016:1145"
_OPEN = (1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 7, 8, 11)
_RESERVED = (1,) * 10 + (2,) * 6 + (3, 3, 3, 5)


def _cited(*places: str) -> tuple[Cited, ...]:
    return tuple(Cited(place, _LOU) for place in places)


def _table(*percents: str) -> tuple[Share, ...]:
    return tuple(Share(str(tenders), percent) for tenders, percent in enumerate(percents, start=1))


def swedish() -> Answer:
    """Lokalvård i två förskolor, 1 200 000 kr på 24 månader."""
    return Answer(
        language="sv",
        as_of=date(2026, 11, 23),
        as_of_text="23 november 2026",
        version="0.1.0",
        headline="Du kan reservera det här köpet, men fråga marknaden först.",
        what="lokalvård i två förskolor",
        summary=(
            Fact("kind", "Slag", "Tjänster"),
            Fact("value", "Värde, utan moms", "1 200 000 kr"),
            Fact("months", "Avtalstid", "24 månader"),
            Fact("municipality", "Plats", "Exempelstad"),
            Fact("buyer", "Köpare", "Kommun"),
            Fact("contract", "Finns redan avtal", "Nej"),
        ),
        warnings=("Lagen är läst till och med den 1 juli 2025. Senare ändringar är inte lästa.",),
        groups=(
            LineGroup("way", "Vad du får göra", _swedish_lines()),
            LineGroup("trap", "Se upp för", _swedish_traps()),
        ),
        questions=(
            Question(
                "same_kind",
                "Hur mycket av samma slag köper ni på tolv månader?",
                "Det avgör om köpet får direktupphandlas.",
            ),
        ),
        open=Forecast(
            label="Alla får delta",
            dots=_OPEN,
            low=1,
            high=6,
            sentence="Av 20 liknande köp fick 4 ett enda anbud. Hälften fick minst 3.",
            interval="Troligen 1–6 anbud.",
            basis="Bygger på 412 anbudsområden i 268 upphandlingar av städtjänster.",
            table=_table("20 %", "16 %", "18 %", "14 %", "11 %", "8 %", "5 %", "3 %", "2 %", "3 %"),
        ),
        reserved=Forecast(
            label="Reserverat",
            dots=_RESERVED,
            low=1,
            high=3,
            sentence="Av 20 liknande köp fick 10 ett enda anbud. Hälften fick minst 1.",
            interval="Troligen 1–3 anbud.",
            basis="Bygger på bara 12 reserverade köp i hela landet.",
            table=_table("49 %", "29 %", "12 %", "5 %", "3 %", "1 %", "0 %", "0 %", "0 %", "1 %"),
        ),
        competition_notes=("Statistiken visar inte köp som inte fick något anbud alls.",),
        suppliers="Vi vet för lite: registret har inga företag i Exempelstad. Fråga dem du känner till.",
        steps=(
            "Skicka brevet till de företag du känner till och lägg ut samma fråga på kommunens webbplats.",
            "Besluta om hela köpet eller ett av två anbudsområden ska reserveras.",
            "Låt en jurist läsa reservationstexten innan du annonserar.",
        ),
        unknowns=(
            "Hur många sociala företag som kan leverera i Exempelstad.",
            "Vad städningen kostar i dag.",
        ),
        sources=(
            SourceLine("Lagen (2016:1145) om offentlig upphandling, läst till och med SFS 2025:360", _LOU),
            SourceLine("Upphandlingsmyndighetens statistik, annonserade upphandlingar 2021", None),
        ),
        cpv_choices=(
            CpvChoice("90911200", "Städning av byggnader"),
            CpvChoice("90919300", "Städning av skolor"),
        ),
        reservable=True,
        regime="chapter-19",
        moved=("Att du köper städning talar för fler anbud: risken för bara ett anbud blir 8 procentenheter lägre.",),
        evidence=("En markering som reserverad räknas som riktig med 65 procents sannolikhet.",),
        alike=_alike(),
    )


def _alike() -> Alike:
    return Alike(
        lead="De här köpen liknar ditt mest av dem vi har fakta om.",
        purchases=(
            AlikePurchase(
                title="Städning av bibliotek",
                about="Exempelstads kommun, 28 maj 2021",
                got="Fick 4 anbud. Vann: Samhall.",
                why="Liknar ditt: samma CPV-klass (Städning).",
                place="TED, annons 1-2021",
                mark="Reserverat",
                url="https://ted.europa.eu/en/notice/-/detail/1-2021",
            ),
            AlikePurchase(
                title="Golvvård",
                about="Exempelstads kommun, 1 juni 2021",
                got="Fick ett anbud.",
                why="Liknar ditt: samma CPV-grupp (Städning och renhållning).",
                place="Upphandling XX1 i Exempelbasen",
            ),
        ),
        loaded=True,
        notes=("Uppgifter: Exempelverket",),
    )


def _swedish_traps() -> tuple[Line, ...]:
    return (
        Line(
            key="share-count.heads-or-hours",
            outcome="unsettled",
            status="oklart",
            says="Räkna andelen i timmar",
            why="Lagen säger inte om deltid väger mindre.",
            citations=_cited("4 kap. 18 § LOU"),
            when="När du skriver dokumenten",
        ),
        Line(
            key="clause-link.chapter-19",
            outcome="forbidden",
            status="får inte",
            says="Ställa krav utan koppling till köpet",
            why="Kravet ska gälla arbetet i det här avtalet.",
            citations=_cited("19 kap. 2 § LOU"),
            when="När du skriver dokumenten",
        ),
        Line(
            key="redo.chapter-19",
            outcome="permitted",
            status="får",
            says="Rätta felet eller göra om upphandlingen",
            why="Det är också vad domstolen beslutar.",
            citations=_cited("20 kap. 6 § LOU"),
            when="Om något blir fel",
        ),
    )


def _swedish_lines() -> tuple[Line, ...]:
    return (
        Line(
            key="direct.above-limit",
            outcome="forbidden",
            status="får inte",
            says="Direktupphandla",
            why="Värdet är över 700 000 kr.",
            citations=_cited("19 a kap. 2 § LOU"),
        ),
        Line(
            key="advertise.chapter-19",
            outcome="required",
            status="ska",
            says="Annonsera i en registrerad annonsdatabas",
            why="Värdet är under tröskelvärdet men över gränsen för direktupphandling.",
            citations=_cited("19 kap. 6 § LOU", "19 kap. 8 § LOU"),
        ),
        Line(
            key="reserve.chapter-19",
            outcome="unsettled",
            status="oklart",
            says="Reservera för sociala företag",
            why="Regeln om reserverad upphandling står i ett kapitel som inte gäller här.",
            citations=_cited("4 kap. 18 § LOU", "19 kap. 1 § LOU"),
            conditions=(
                "Leverantörens främsta syfte är social och yrkesmässig integration.",
                "Minst 30 procent av dem som sysselsätts hör till grupperna i lagen.",
            ),
            proofs=("Stadgar eller bolagsordning.", "Ifylld blankett om andelen."),
            warnings=("En flagga i annonsen som inte stämmer med texten gör reservationen svår att försvara.",),
            unsettled=Unsettled(
                question="Får en upphandling enligt 19 kap. reserveras?",
                risk="Måttlig. Domstolen kan besluta att upphandlingen ska göras om.",
                reading_for="Det som är tillåtet i det strängare regelverket är som utgångspunkt tillåtet även här.",
                reading_against="Ett undantag från likabehandling behöver stöd i lag.",
                advice="Skriv ut reservationen och skälen i upphandlingsdokumenten och låt en jurist läsa dem.",
            ),
        ),
        Line(
            key="lots.may",
            outcome="permitted",
            status="får",
            says="Dela i två anbudsområden",
            why="Då kan två mindre företag lämna anbud.",
            citations=_cited("19 kap. 9 § LOU"),
        ),
        Line(
            key="clause.may",
            outcome="permitted-with-conditions",
            status="får, med villkor",
            says="Ställa sysselsättningskrav på den som vinner",
            why="Villkoret ska höra till det du köper och stå i dokumenten.",
            citations=_cited("19 kap. 9 § p. 5 LOU"),
            conditions=("Kravet står i proportion till avtalets storlek och längd.",),
        ),
        Line(
            key="annex-2.not",
            outcome="not-applicable",
            status="gäller inte",
            says="Reglerna för tjänster i bilaga 2",
            why="Lokalvård står inte i bilagan.",
            citations=_cited("bilaga 2 LOU"),
        ),
        Line(
            key="aggregate.unknown",
            outcome="unknown",
            status="vet inte",
            says="Räkna ihop köp av samma slag",
            why="Du har inte svarat på vad ni köper på tolv månader.",
            citations=_cited("5 kap. 11 § LOU"),
        ),
    )


def english() -> Answer:
    """The same purchase in English."""
    told = swedish()
    return replace(
        told,
        open=replace(
            told.open,
            label="Open to all",
            sentence="Of 20 similar purchases 4 drew a single tender. Half drew at least 3.",
            interval="Probably 1–6 tenders.",
            basis="Rests on 412 lots in 268 procurements of cleaning services.",
        ),
        reserved=replace(
            told.reserved,
            label="Reserved",
            sentence="Of 20 similar purchases 10 drew a single tender. Half drew at least 1.",
            interval="Probably 1–3 tenders.",
            basis="Rests on only 12 reserved purchases in the whole country.",
        ),
        language="en",
        as_of_text="23 November 2026",
        headline="You may reserve this purchase, but ask the market first.",
        summary=(
            Fact("kind", "Kind", "Services"),
            Fact("value", "Value, excluding VAT", "1,200,000 kronor"),
            Fact("months", "Term", "24 months"),
            Fact("municipality", "Place", "Exempelstad"),
        ),
        warnings=("The act has been read up to 1 July 2025. Later amendments have not been read.",),
        groups=(
            LineGroup(
                "way",
                "What you may do",
                (
                    Line(
                        key="advertise.chapter-19",
                        outcome="required",
                        status="must",
                        says="Advertise in a registered database",
                        why="The value is above the limit for direct award.",
                        citations=_cited("Chapter 19, section 6 LOU"),
                    ),
                ),
            ),
        ),
        questions=(),
        suppliers="We know too little: the register has no enterprises in Exempelstad.",
        steps=("Send the letter to the enterprises you know of.",),
        unknowns=("What the cleaning costs today.",),
        sources=(SourceLine("The Public Procurement Act (2016:1145)", _LOU),),
        competition_notes=("The statistics do not show purchases that drew no tender at all.",),
        cpv_choices=(),
    )


def hostile() -> str:
    """What somebody could type: markup of Typst, Word and XML, quotes, emoji, other scripts, one endless word."""
    return (
        '#panic("nej") *fet* _kursiv_ $x^2$ ]#[ <b>&amp; "citat" ’ \\ ` = rubrik @ref {what} {{0}} '
        "😀👩‍🔧 שלום سلام \u202egnurrängvs\u202c Žáček e\u0301 \x00\x0b slut " + "å" * 300
    )
