"""Whatever bytes come, the answer is a notice or a refusal with a reason: in bounded time, in bounded memory."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import re
import signal
import struct
import subprocess
import sys
import tarfile
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.ingest import read_notice
from svangrum.ingest.notices.batches import batches, notice_files
from svangrum.ingest.notices.document import MAX_BYTES
from svangrum.ingest.notices.members import MAX_NESTED, Member, members, unfolded
from svangrum.ingest.notices.notice import Amount, Notice
from svangrum.ingest.notices.rows import rows_of, table_of
from tests.ingest.notices.written import (
    awarded,
    described,
    eforms,
    legacy,
    lot,
    party,
    reserved,
    result,
    results,
    statistic,
    tender,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPETITION = eforms("ContractNotice", "1-2024", lots=lot("LOT-0001", terms=reserved("res-ws")))
LEGACY = legacy("F02_2014", "1-2020", described("1"))
PASSWORDS = "file:///etc/passwd"
SECONDS = 40
"""Of the processor's time, for what takes seconds when it is right, and minutes or for ever when it is not."""
STUCK = 20 * SECONDS
"""Of the clock's, for what waits and does not work."""
ENDED_AT_LIMIT = {-signal.SIGXCPU, -signal.SIGKILL}
MEGABYTES = 1536
CHILD = """
import resource, sys
from pathlib import Path
path, what = Path(sys.argv[1]), sys.argv[2]
from svangrum.core.errors import SvangrumError
from svangrum.ingest import read_notice
from svangrum.ingest.notices.members import members
from svangrum.ingest.notices.batches import batches, notice_files
from svangrum.ingest.notices.parts import write_part
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[3]) << 20,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[4]),) * 2)
if what == "notice":
    try:
        print("read", len(read_notice(path.read_bytes()).lots))
    except SvangrumError as error:
        print(error.code)
elif what == "package":
    for member in members(path):
        print(member.name, len(member.content), member.problem and member.problem.code)
else:
    for batch in batches(notice_files([path])):
        write_part(batch, path.parent / "parts")
    print("done")
"""


def outcome(content: bytes) -> Notice | str:
    """The notice, or the code of the refusal; anything else is raised and fails the test."""
    try:
        notice = read_notice(content)
    except SvangrumError as error:
        return _reason(error)
    assert notice.lots
    return notice


def _reason(error: SvangrumError) -> str:
    assert error.code.startswith("notice."), error.code
    return error.code


def apart(path: Path, what: str, megabytes: int = MEGABYTES) -> list[str]:
    """What a process of its own answers, which is ended when it takes too long or too much."""
    command = [sys.executable, "-c", CHILD, str(path), what, str(megabytes), str(SECONDS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=STUCK, check=False)
    if done.returncode in ENDED_AT_LIMIT:
        pytest.fail(f"not done in {SECONDS} s of the processor's time")
    assert done.returncode == 0, done.stderr[-800:]
    return done.stdout.splitlines()


def read_apart(content: bytes, folder: Path, megabytes: int = MEGABYTES) -> str:
    (folder / "it.xml").write_bytes(content)
    (answer,) = apart(folder / "it.xml", "notice", megabytes)
    assert answer.startswith(("read ", "notice.")), answer
    return answer


# What is no XML, or half of it ------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "notice.empty"),
        (b" \r\n\t\x0b\x0c " * 100, "notice.empty"),
        (b"\xef\xbb\xbf", "notice.not-xml"),
        (b"\xff\xfe", "notice.not-xml"),
        (b"\xef\xbb\xbf \n", "notice.not-xml"),
        (b"\x00" * 1000, "notice.not-xml"),
        (b"hello", "notice.not-xml"),
        (b"<", "notice.not-xml"),
        (b"<>", "notice.not-xml"),
        (b"</a>", "notice.not-xml"),
        (b"<!---->", "notice.not-xml"),
        (b"<?xml version='1.0'?>", "notice.not-xml"),
        (b'{"notice": 1}', "notice.not-xml"),
        (b"%PDF-1.7\n" + bytes(range(256)), "notice.not-xml"),
        (b"<html><body>404</body></html>", "notice.not-a-notice"),
        (b"<:TED_EXPORT/>", "notice.not-xml"),
        (b"<TED_EXPORT/>", "notice.unidentified"),
        (b"<ContractNotice/>", "notice.unidentified"),
        (b"<a:ContractNotice/>", "notice.unidentified"),
    ],
)
def test_what_is_no_notice_says_why(content: bytes, code: str):
    assert outcome(content) in {code, "notice.not-xml"}


@pytest.mark.parametrize("whole", [COMPETITION, LEGACY, COMPETITION.decode().encode("utf-16")])
def test_a_notice_cut_off_anywhere_is_refused(whole: bytes):
    for end in range(0, len(whole) - 2, 7):
        assert isinstance(outcome(whole[:end]), str), end


@pytest.mark.parametrize(
    "content", [b"<\xff/>", b"<a\xff>x</a\xff>", b"<TED_EXPORT\xc3/>", b"<ContractNotice\xf8 a='1'/>"]
)
def test_a_name_that_is_no_utf8_is_refused(content: bytes):
    assert isinstance(outcome(content), str)


def test_what_is_too_large_is_not_looked_at():
    assert outcome(b" " * (MAX_BYTES + 1)) == "notice.too-large"


def test_a_file_of_200_megabytes_is_refused_unread(tmp_path: Path):
    with (tmp_path / "it.xml").open("wb") as handle:
        handle.truncate(200 << 20)

    (batch,) = batches(notice_files([tmp_path]))
    assert batch.size == 1
    assert apart(tmp_path, "ingest", 3000) == ["done"]


def test_what_stands_after_the_root_is_no_part_of_a_notice():
    for after in (b"<ContractNotice/>", b"\x00"):
        assert isinstance(outcome(COMPETITION + after), str), after


# Entities ---------------------------------------------------------------------------------

BOMB = (
    '<!DOCTYPE lolz [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
DOCTYPES = [
    "<!DOCTYPE ContractNotice>",
    BOMB,
    f'<!DOCTYPE a [<!ENTITY i SYSTEM "{PASSWORDS}">]>',
    '<!DOCTYPE a [<!ENTITY i SYSTEM "http://127.0.0.1:9/x">]>',
    '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">',
    f'<!DOCTYPE a PUBLIC "-//x" "{PASSWORDS}">',
    f'<!DOCTYPE a [<!ENTITY % p SYSTEM "{PASSWORDS}"> %p; <!ENTITY i "x">]>',
    '<!DOCTYPE a [<!ATTLIST b c CDATA "d"><!ENTITY i "x">]>',
]
BEFORE = [
    "",
    "<!-- a comment -->",
    "\r\n\t ",
    "<!-- > < -- ><!-- -->\n<?pi ?>\t",
    "<!--" + "x" * 70_000 + "-->",
    "\n" * 70_000,
    "<?pi " + "y" * 70_000 + "?>",
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("doctype", DOCTYPES)
def test_a_document_type_is_refused_wherever_it_hides(doctype: str, encoding: str):
    body = COMPETITION.decode().partition("?>")[2].replace("Städning", "&i;")
    for declaration in ("", '<?xml version="1.0"?>'):
        for before in BEFORE if encoding in {"utf-8", "utf-16"} else BEFORE[:3]:
            content = (declaration + before + doctype + body).encode(encoding)
            assert outcome(content) in {"notice.doctype", "notice.not-xml"}, (declaration, before[:20])


def test_a_file_is_never_read_through_an_entity(tmp_path: Path):
    (tmp_path / "secret").write_text("hush", "utf-8")
    doctype = f'<!DOCTYPE a [<!ENTITY i SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    for encoding in ("utf-8", "utf-16", "latin-1"):
        declared = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}'
        content = COMPETITION.decode().partition("?>")[2].replace("Städning", "&i;")

        assert outcome((declared + content).encode(encoding)) == "notice.doctype"


def test_an_entity_nobody_declared_is_no_entity():
    answer = outcome(COMPETITION.replace("Städning".encode(), b"&i;"))
    assert isinstance(answer, str) or answer.lots[0].title == "&i;"


# Encodings and prefixes -------------------------------------------------------------------


def told(content: bytes) -> Notice:
    answer = outcome(content)
    assert isinstance(answer, Notice), answer
    return answer


@pytest.mark.parametrize("whole", [COMPETITION, LEGACY])
@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("UTF-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16LE", "utf-16-le"),
        ("UTF-16BE", "utf-16-be"),
        ("UTF-16", "utf-16-le"),
        ("ISO-8859-1", "latin-1"),
        ("latin1", "latin-1"),
        ("windows-1252", "cp1252"),
        ("US-ASCII", "ascii"),
    ],
)
def test_the_encoding_does_not_matter(whole: bytes, declared: str, encoding: str):
    words = whole.decode().replace('"UTF-8"', f'"{declared}"')
    assert told(words.encode(encoding, "xmlcharrefreplace")) == read_notice(whole)


def test_utf16_with_a_mark_and_no_declaration():
    body = COMPETITION.decode().partition("?>")[2]
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert told(mark + body.strip().encode(encoding)) == read_notice(COMPETITION)


@pytest.mark.parametrize("spaces", [1, 150, 220, 300, 1000])
def test_an_encoding_declared_late_is_still_declared(spaces: int):
    declaration = f'<?xml version="1.0"{" " * spaces}encoding="windows-1252"?>'
    content = declaration + COMPETITION.decode().partition("?>")[2]

    assert told(content.encode("cp1252")).lots == read_notice(COMPETITION).lots


@pytest.mark.parametrize(
    "declared", ["x-unknown", "UTF-7", "UTF-32", "EBCDIC-CP-SE", "UTF-16", "idna", "hex", "a" * 100]
)
def test_an_encoding_that_is_not_the_files_own(declared: str):
    outcome(COMPETITION.replace(b'"UTF-8"', f'"{declared}"'.encode()))
    outcome(LEGACY.replace(b'"UTF-8"', f'"{declared}"'.encode()))


@pytest.mark.parametrize("bad", [b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf", b"\x80"])
def test_bytes_that_are_no_utf8(bad: bytes):
    swedish = "Städning".encode()
    for content in (COMPETITION.replace(swedish, b"St" + bad), LEGACY.replace(b"Cleaning", b"C" + bad)):
        assert outcome(content) in {"notice.encoding", "notice.not-xml"}
    for before, after in ((b"LOT-0001", b"LOT" + bad), (b"res-ws", bad), (b'"notice-id"', b'"' + bad + b'"')):
        outcome(COMPETITION.replace(before, after))
    for before, after in ((b"F02_2014", b"F" + bad), (b"SE110", bad), (b'"ORIGINAL"', b'"' + bad + b'"')):
        outcome(LEGACY.replace(before, after))


def respelt(words: str) -> str:
    for number, prefix in enumerate(("cac", "cbc", "ext", "efext", "efac", "efbc"), start=2):
        words = words.replace(f"<{prefix}:", f"<ns{number}:").replace(f"</{prefix}:", f"</ns{number}:")
        words = words.replace(f"xmlns:{prefix}=", f"xmlns:ns{number}=")
    return words


def test_other_prefixes_say_the_same():
    words = COMPETITION.decode()
    assert told(respelt(words).encode()) == read_notice(COMPETITION)


def test_prefixes_that_are_each_others_say_the_same():
    basic, aggregate = (
        f"urn:oasis:names:specification:ubl:schema:xsd:Common{which}Components-2" for which in ("Basic", "Aggregate")
    )
    words = COMPETITION.decode()
    other = {"cac": "cbc", "cbc": "cac"}
    words = re.sub(r"(</?)(cac|cbc):", lambda found: f"{found[1]}{other[found[2]]}:", words)
    words = words.replace(basic, "\0").replace(aggregate, basic).replace("\0", aggregate)

    assert f'xmlns:cac="{basic}"' in words
    assert told(words.encode()) == read_notice(COMPETITION)


def test_a_default_namespace_on_inner_elements_says_the_same():
    basic = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
    words = COMPETITION.decode().replace("<cbc:Name>", f'<Name xmlns="{basic}">').replace("</cbc:Name>", "</Name>")

    assert told(words.encode()) == read_notice(COMPETITION)


def test_a_namespace_written_with_a_character_reference_is_that_namespace():
    words = respelt(COMPETITION.decode()).replace("CommonBasicComponents", "Common&#66;asicComponents")

    assert told(words.encode()) == read_notice(COMPETITION)


def test_a_prefixed_legacy_notice_says_the_same():
    words = LEGACY.decode().replace("xmlns=", "xmlns:t=").replace("<", "<t:").replace("<t:/", "</t:")
    words = words.replace("<t:?", "<?").replace("<t:n2021:", "<n2021:")

    assert told(words.encode()) == read_notice(LEGACY)


@pytest.mark.parametrize("namespace", ["}", "{", "{}", "a}b", "&#125;", "", " ", "\n", "x" * 70_000])
def test_odd_namespaces(namespace: str):
    for declaration in ("", '<?xml version="1.0" encoding="latin-1"?>'):
        for tag in (f'<b:TED_EXPORT xmlns:b="{namespace}"/>', f'<TED_EXPORT xmlns="{namespace}" a:b="" />'):
            outcome((declaration + tag).encode())


# Size and shape ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["eforms", "legacy", "terms", "plain", "open", "utf-16"])
def test_a_hundred_thousand_levels(kind: str, tmp_path: Path):
    levels = "<x>" * 100_000 + ("" if kind == "open" else "</x>" * 100_000)
    content = {
        "eforms": eforms("ContractNotice", "1-2024", lots=levels),
        "legacy": legacy("F02_2014", "1-2020", levels),
        "terms": legacy(
            "F02_2014", "1-2020", f"<LEFTI><PERFORMANCE_CONDITIONS>{levels}</PERFORMANCE_CONDITIONS></LEFTI>"
        ),
        "utf-16": eforms("ContractNotice", "1-2024", lots=levels).decode().encode("utf-16"),
    }.get(kind, levels.encode())

    assert read_apart(content, tmp_path) in {"notice.too-deep", "notice.not-xml"}


def test_old_forms_nested_in_themselves(tmp_path: Path):
    """Queries that look below every level take the square of the depth."""
    for form, name in (("CONTRACT_AWARD", "AWARD_OF_CONTRACT"), ("CONTRACT", "LOTS")):
        content = legacy(form, "1-2010", f"<{name}>" * 100_000 + f"</{name}>" * 100_000)
        assert read_apart(content, tmp_path) == "notice.too-deep"


def test_ten_thousand_lots_are_all_there(tmp_path: Path):
    many = [f"LOT-{number:05}" for number in range(10_000)]
    notice = read_notice(eforms("ContractNotice", "1-2024", lots="".join(map(lot, many))))
    assert [one.lot_id for one in notice.lots] == many

    objects = "".join(f"<OBJECT_DESCR><LOT_NO>{number}</LOT_NO></OBJECT_DESCR>" for number in range(1, 10_001))
    content = legacy("F02_2014", "1-2020", f"<OBJECT_CONTRACT>{objects}</OBJECT_CONTRACT>")
    assert len(read_notice(content).lots) == 10_000
    assert read_apart(content, tmp_path) == "read 10000"


def test_lots_with_one_id_are_all_there():
    three = read_notice(eforms("ContractNotice", "1-2024", lots=lot("LOT-0001") * 3 + lot("LOT-0001#2")))
    assert [one.lot_id for one in three.lots] == ["LOT-0001", "LOT-0001#2", "LOT-0001#3", "LOT-0001#2#2"]

    objects = "<OBJECT_DESCR><LOT_NO>1</LOT_NO></OBJECT_DESCR>" * 3
    legacy_three = read_notice(legacy("F02_2014", "1-2020", f"<OBJECT_CONTRACT>{objects}</OBJECT_CONTRACT>"))
    assert [one.lot_id for one in legacy_three.lots] == ["1", "1#2", "1#3"]


def squares() -> Iterator[tuple[str, bytes]]:
    """Small files in which two things, each many, are put against one another."""
    bare = "<cac:ProcurementProjectLot><cbc:ID>L</cbc:ID></cac:ProcurementProjectLot>"
    yield "lots of one id", eforms("ContractNotice", "1-2024", lots=bare * 50_000)
    one = "<OBJECT_DESCR><LOT_NO>1</LOT_NO></OBJECT_DESCR>"
    yield "objects of one id", legacy("F02_2014", "1-2020", f"<OBJECT_CONTRACT>{one * 50_000}</OBJECT_CONTRACT>")
    wordy = f"<cac:ProcurementProject><cbc:Name>{'a ' * 1_000_000}</cbc:Name></cac:ProcurementProject>"
    yield "lots under a long title", eforms("ContractNotice", "1-2024", lots=wordy + bare * 10_000)
    inside = "".join(
        awarded(
            "<AWARDED_CONTRACT><CONTRACTORS><CONTRACTOR><ADDRESS_CONTRACTOR><OFFICIALNAME>"
            f"{number}</OFFICIALNAME></ADDRESS_CONTRACTOR></CONTRACTOR></CONTRACTORS></AWARDED_CONTRACT>"
        )
        for number in range(50_000)
    )
    yield "awards of one lot", legacy("F03_2014", "1-2020", described() + inside)
    companies = "<efac:Company/>" * 200_000
    companies = f"<efac:Organizations><efac:Organization>{companies}</efac:Organization></efac:Organizations>"
    yield "companies of one organisation", eforms("ContractNotice", "1-2024", extension=companies)
    references = " ".join(f"T{number}" for number in range(60_000))
    known = "".join(tender(one, "1", "P") for one in references.split())
    yield (
        "tenders of one result",
        eforms("ContractAwardNotice", "1-2024", extension=results(result("L", tenders=references), known)),
    )
    crowd = party("P", *(f"O{number}" for number in range(30_000)))
    many = "".join(result(f"L{number}", tenders="T") for number in range(30_000))
    yield (
        "tenderers of many results",
        eforms("ContractAwardNotice", "1-2024", extension=results(many, tender("T", "1", "P"), crowd)),
    )
    titles = "<TRANSLATION_SECTION><ML_TITLES>" + "<ML_TI_DOC LG='X'/>" * 100_000 + "</ML_TITLES></TRANSLATION_SECTION>"
    words, language = legacy("F02_2014", "1-2020", described()).decode(), "<LG_ORIG>SV</LG_ORIG>"
    words = words.replace(language, language * 100_000)
    yield "titles and languages", words.replace("<FORM_SECTION>", titles + "<FORM_SECTION>").encode()
    yield "a root without an end", b"<" + b"a" * 65_000
    yield "a root with attributes without an end", b"<a" + b" b='1' c" * 8_000 + b'"'
    broken = f"<cac:ProcurementProject><cbc:Name>{('x' * 1000 + '<a/>') * 60_000}</cbc:Name></cac:ProcurementProject>"
    yield "a text in many pieces", eforms("ContractNotice", "1-2024", lots=broken)


SQUARES = (
    "lots of one id", "objects of one id", "lots under a long title", "awards of one lot",
    "companies of one organisation", "tenders of one result", "tenderers of many results",
    "titles and languages", "a root without an end",
    "a root with attributes without an end", "a text in many pieces",
)  # fmt: skip


@pytest.mark.parametrize("which", SQUARES)
def test_time_does_not_grow_with_the_square(which: str, tmp_path: Path):
    read_apart(dict(squares())[which], tmp_path)


@pytest.mark.parametrize("whole", ["<a/>", '<a b="c"/>', "<cac:ProcurementProjectLot/>", "&amp;", "<!-- -->", "x "])
@pytest.mark.parametrize("declared", ["UTF-8", "ISO-8859-1"])
def test_memory_stays_within_bounds_for_the_largest_file(whole: str, declared: str, tmp_path: Path):
    content = eforms("ContractNotice", "1-2024", lots=whole * ((MAX_BYTES - 20_000) // len(whole)))
    read_apart(content.replace(b"UTF-8", declared.encode()).replace("ä".encode(), b"a"), tmp_path, 3000)


@pytest.mark.parametrize("distinct", [True, False])
def test_a_million_attributes(distinct: bool, tmp_path: Path):  # noqa: FBT001 - a case
    attributes = " ".join(f'a{number if distinct else ""}=""' for number in range(1_000_000))
    for words in (
        f'<TED_EXPORT {attributes} DOC_ID="1-2020"/>',
        LEGACY.decode().replace("<OBJECT_CONTRACT>", f"<OBJECT_CONTRACT {attributes}>"),
    ):
        read_apart(words.encode(), tmp_path)
    party_of_many = f"<cac:ContractingParty {attributes}>"
    read_apart(COMPETITION.replace(b"<cac:ContractingParty>", party_of_many.encode()), tmp_path)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of a process is told by Linux")
def test_what_was_read_is_not_kept(tmp_path: Path):
    """A cache of what was read would hold on to every long text that ever came by."""
    code = (
        "import re\nfrom svangrum.ingest import read_notice\n"
        f"content = {LEGACY!r}.replace(b'DOC_ID=\"1-2020\"', b'')\n"
        "for number in range(60):\n"
        "    long = b'%d' % number + b'x' * 20_000_000\n"
        "    try:\n        read_notice(content.replace(b'2020/S 001-1', long))\n    except Exception as e:\n"
        "        assert e.code == 'notice.unidentified', e\n"
        # Not getrusage: its peak is inherited from the process that started this one
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=False)

    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 800


def test_no_text_in_the_facts_is_endless():
    long = "x" * 1_000_000
    content = eforms("ContractNotice", "1-2024", lots=lot(long), version=long, procedure=long)
    answer = outcome(content.replace(b">open<", f">{long}<".encode()))

    if isinstance(answer, Notice):
        texts = [one for one in (*answer, *answer.lots[0]) if isinstance(one, str)]
        assert max(map(len, texts)) <= 4_000


# Odd values -------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [*range(9), 11, 12, *range(14, 32)])
def test_control_characters_are_never_in_the_facts(number: int):
    for written in (chr(number), f"&#{number};", f"&#x{number:x};"):
        for place in ("LOT-0001", "Städning", "res-ws", "Exempelstads", "90910000"):
            answer = outcome(COMPETITION.decode().replace(place, f"{place[:2]}{written}{place[2:]}").encode())
            assert isinstance(answer, str) or chr(number) not in str(answer), (written, place, answer.lots[0])


@pytest.mark.parametrize("number", ["xD800", "xDFFF", "x110000", "xFFFFFFFF", "99999999999999999999", "", "x", "xFFFE"])
def test_references_to_no_character(number: str):
    outcome(COMPETITION.replace(b"LOT-0001", f"LOT&#{number};".encode()))
    outcome(respelt(COMPETITION.decode()).replace("LOT-0001", f"LOT&#{number};").encode())


NUMBERS = [
    "", " ", "NaN", "INF", "-INF", "-1", "-0", "+1", "1e9", "1E400", "1e-400", "0x10", "9" * 15, "9" * 16, "9" * 400,
    "9" * 5000, "1." + "9" * 5000, "1.", ".5", "-.", ".", ",", "1,2,3,4", "1.2.3.4", "--1", "1-", "١٢٣", "²", "１２",
    "1_000", "\u00a01\u202f000,5", "0.005", "1/2", "½", "None", "9" * 15 + ".99",
]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_that_are_none(number: str):
    extension = results(result("L", tenders="T", statistics=statistic("tenders", number)), tender("T", number, "P"))
    inside = (
        f"<AWARDED_CONTRACT><TENDERS><NB_TENDERS_RECEIVED>{number}</NB_TENDERS_RECEIVED></TENDERS>"
        f"<VALUES><VAL_TOTAL CURRENCY='{number}'>{number}</VAL_TOTAL></VALUES></AWARDED_CONTRACT>"
    )
    for content in (
        eforms("ContractAwardNotice", "1-2024", extension=extension),
        legacy("F03_2014", "1-2020", described() + awarded(inside)),
    ):
        answer = told(content)
        (only,) = answer.lots
        assert only.outcome is not None
        assert only.outcome.tenders is None or 0 <= only.outcome.tenders < 10**9
        assert only.outcome.value is None or 0 <= only.outcome.value.hundredths < 10**17
        table_of(list(rows_of(answer, "source", "member")))


def test_amounts_that_together_are_too_large_do_not_end_the_ingest():
    names = [f"T{number}" for number in range(100)]
    many = "".join(tender(name, "999999999999999.99", "P") for name in names)
    notice = told(
        eforms("ContractAwardNotice", "1-2024", extension=results(result("L", tenders=" ".join(names)), many))
    )

    table_of(list(rows_of(notice, "source", "member")))


@pytest.mark.parametrize(
    "day",
    [
        "0000-00-00",
        "9999-99-99",
        "00000000",
        "2024-02-30",
        "-2024-01-01",
        "2024-13-01",
        "20240230",
        "٢٠٢٤٠١٠١",
        "x",
        "9" * 400,
    ],
)
def test_days_that_are_none(day: str):
    assert told(eforms("ContractNotice", "1-2024", published=day)).published_on is None
    assert told(legacy("F02_2014", "1-2020", described(), published=day)).published_on is None


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day(day: str):
    notice = told(eforms("ContractNotice", "1-2024", published=day))
    assert notice.published_on == date.fromisoformat(day)
    table_of(list(rows_of(notice, "source", "member")))


FULL = eforms(
    "ContractAwardNotice",
    "1-2024",
    lots=lot("LOT-0001", terms=reserved("res-ws")),
    extension=results(
        result("LOT-0001", tenders="TEN-1", statistics=statistic("tenders", "3")),
        tender("TEN-1", "1000.50", "PAR-1"),
        party("PAR-1", "ORG-0002"),
    ),
)
FULL_LEGACY = legacy(
    "F03_2014",
    "1-2020",
    described("1")
    + "<LEFTI><PERFORMANCE_CONDITIONS><P>Social</P></PERFORMANCE_CONDITIONS></LEFTI>"
    + awarded(
        "<AWARDED_CONTRACT><TENDERS><NB_TENDERS_RECEIVED>3</NB_TENDERS_RECEIVED></TENDERS><VALUES>"
        "<VAL_TOTAL CURRENCY='SEK'>1000.5</VAL_TOTAL></VALUES></AWARDED_CONTRACT>",
        "1",
    ),
)


def between(content: bytes, inserted: str) -> bytes:
    """Something put into the middle of every text, and between all elements."""
    words = content.decode()
    words = re.sub(r">([^<\s][^<]*)<", lambda found: f">{found[1][:2]}{inserted}{found[1][2:]}<", words)
    return re.sub(r">\s*<(?!\?)", f">{inserted if '[' not in inserted else ''}<", words).encode()


@pytest.mark.parametrize("whole", [FULL, FULL_LEGACY])
@pytest.mark.parametrize(
    "inserted",
    ["<!-- c -->", "<!-- <a> & ]]> -->", "<?pi x?>", "<?pi <a>?><!--c-->", "<![CDATA[]]>"],
    ids=["comment", "markup", "instruction", "both", "cdata"],
)
def test_comments_and_instructions_everywhere_change_nothing(whole: bytes, inserted: str):
    assert told(between(whole, inserted)) == read_notice(whole)


@pytest.mark.parametrize("whole", [FULL, FULL_LEGACY])
def test_cdata_is_text(whole: bytes):
    wrapped = re.sub(r">([^<\s][^<]*)<", r"><![CDATA[\1]]><", whole.decode())
    halved = re.sub(r">([^<\s])([^<]*)<", r">\1<![CDATA[\2]]><", whole.decode())
    assert told(wrapped.encode()) == read_notice(whole)
    assert told(halved.encode()) == read_notice(whole)


def test_the_value_is_what_it_says():
    assert read_notice(FULL).lots[0].outcome.value == Amount(100_050, "SEK")  # type: ignore[union-attr]
    assert read_notice(FULL_LEGACY).lots[0].outcome.value == Amount(100_050, "SEK")  # type: ignore[union-attr]


# Packages ---------------------------------------------------------------------------------

Entry = tuple[tarfile.TarInfo, bytes]


def entry(name: str, content: bytes = b"", **told_of: object) -> Entry:
    made = tarfile.TarInfo(name)
    made.size = len(content)
    for key, value in told_of.items():
        setattr(made, key, value)
    return made, content


def tar_of(*entries: Entry, form: int = tarfile.PAX_FORMAT) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=form) as archive:
        for made, content in entries:
            archive.addfile(made, io.BytesIO(content))
    return held.getvalue()


def zip_of(files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def inside(content: bytes, folder: Path) -> list[Member]:
    """All members, found in the file and found in a member that holds the same bytes."""
    (folder / "package").write_bytes(content)
    found = list(members(folder / "package"))
    again = list(unfolded(Member("package", content)))
    for member in (*found, *again):
        member.name.encode()
        assert len(member.content) <= MAX_BYTES
        assert member.problem is None or member.problem.code.startswith("notice.")
    known = all(member.problem is None for member in found)
    assert not known or [member.content for member in found] == [member.content for member in again]
    return found


def codes(found: list[Member]) -> list[str | None]:
    return [member.problem and member.problem.code for member in found]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\x", "a/../../b", ".", "a\n\x07b", "x" * 5000])
def test_names_are_only_shown(name: str, tmp_path: Path):
    for content in (tar_of(entry(name, COMPETITION)), zip_of({name: COMPETITION})):
        assert [member.content for member in inside(content, tmp_path)] in ([COMPETITION], [])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package"]


def test_links_and_devices_hold_nothing(tmp_path: Path):
    kinds = (
        tarfile.SYMTYPE,
        tarfile.LNKTYPE,
        tarfile.CHRTYPE,
        tarfile.BLKTYPE,
        tarfile.FIFOTYPE,
        tarfile.DIRTYPE,
        b"Z",
    )
    odd = [entry(f"{number}.xml", type=kind, linkname="/etc/passwd") for number, kind in enumerate(kinds)]

    found = inside(tar_of(*odd, entry("last.xml", COMPETITION)), tmp_path)
    assert [member.content for member in found if member.content] == [COMPETITION]
    assert not any(b"root:" in member.content for member in found)


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
def test_a_name_in_a_package_that_is_no_utf8(form: int, tmp_path: Path):
    content = tar_of(entry("a\udcff.xml", COMPETITION), entry("b.xml", LEGACY), form=form)

    assert [member.content for member in inside(content, tmp_path)] == [COMPETITION, LEGACY]


def test_a_name_in_a_zip_that_is_no_utf8(tmp_path: Path):
    content = zip_of({"å.xml": COMPETITION, "b.xml": LEGACY}).replace("å".encode(), b"\xff\xfe")

    assert inside(content, tmp_path)


def test_a_member_of_a_zip_without_a_name(tmp_path: Path):
    made = bytearray(zip_of({"a": COMPETITION}))
    central = made.find(b"PK\x01\x02")
    made[central + 28], made[central + 32] = 0, 1

    assert inside(bytes(made), tmp_path)


def record(key: bytes, value: bytes) -> bytes:
    rest = b" " + key + b"=" + value + b"\n"
    size = len(rest)
    while size != len(rest) + len(b"%d" % size):
        size = len(rest) + len(b"%d" % size)
    return b"%d" % size + rest


def with_header(records: bytes, kind: bytes = tarfile.XHDTYPE) -> bytes:
    header, _ = entry("pax", records, type=kind)
    padded = records + bytes(-len(records) % 512)
    return header.tobuf(tarfile.USTAR_FORMAT) + padded + tar_of(entry("a.xml", COMPETITION))


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK])
@pytest.mark.parametrize(
    "records",
    [
        b"9" * 5000 + b" a=b\n",
        b"0 a=b\n",
        b"-5 a=b\n",
        b"\xff" * 600,
        record(b"size", b"-5000"),
        record(b"size", b"9" * 5000),
        record(b"size", b"1e9"),
        record(b"mtime", b"nan"),
        record(b"path", b"\xff\xfe"),
        record(b"hdrcharset", b"BINARY") + record(b"path", b"\xff\xfe"),
        record(b"GNU.sparse.map", b"x,y"),
        record(b"GNU.sparse.map", b"-1,5,3"),
        record(b"GNU.sparse.size", b"zz"),
        record(b"GNU.sparse.size", b"9" * 30),
        record(b"GNU.sparse.major", b"1") + record(b"GNU.sparse.minor", b"0"),
        record(b"GNU.sparse.major", b"1") + record(b"GNU.sparse.minor", b"0") + record(b"GNU.sparse.realsize", b"x"),
    ],
)
def test_headers_that_make_no_sense(records: bytes, kind: bytes, tmp_path: Path):
    inside(with_header(records, kind), tmp_path)


def resized(size: bytes) -> bytes:
    made = bytearray(tar_of(entry("a.xml", COMPETITION), entry("b.xml", LEGACY)))
    made[124:136] = size
    made[148:156] = b" " * 8
    made[148:156] = b"%06o\0 " % sum(made[:512])
    return bytes(made)


@pytest.mark.parametrize(
    "size",
    [
        *((-number).to_bytes(12, "big", signed=True) for number in (1, 512, 1024, 10_240, 1 << 60)),
        b"\x80" + (1 << 86).to_bytes(11, "big"),
        b"\x80" + (1 << 40).to_bytes(11, "big"),
        b"77777777777\0",
        b"abcdefghijk\0",
        b"-0000000010\0",
        bytes(12),
    ],
)
def test_sizes_that_make_no_sense(size: bytes, tmp_path: Path):
    (tmp_path / "it.tar").write_bytes(resized(size))
    assert apart(tmp_path / "it.tar", "package")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_broken_anywhere(method: int, tmp_path: Path):
    whole = zip_of({"a.xml": COMPETITION[:900], "b.xml": LEGACY[:900]}, method)
    for place in range(4, len(whole), 11):
        broken = bytearray(whole)
        broken[place : place + 5] = b"\xff" * 5
        inside(bytes(broken), tmp_path)
        inside(whole[:place], tmp_path)


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_a_tar_broken_anywhere(form: int, tmp_path: Path):
    whole = tar_of(entry("å" * 120, COMPETITION), entry("b.xml", LEGACY), form=form)
    for place in range(0, 2600, 13):
        broken = bytearray(whole)
        broken[place : place + 5] = b"\xff" * 5
        inside(bytes(broken), tmp_path)
        inside(gzip.compress(whole, 1)[: place + 20], tmp_path)


def test_a_truncated_or_broken_gzip_says_so(tmp_path: Path):
    whole = gzip.compress(os.urandom(50_000))
    for content in (whole[:5], whole[:1000], whole[:-4], whole[:20] + b"\xff" * 50 + whole[70:], whole + b"junk"):
        found = inside(content, tmp_path)
        assert len(found) == 1
    assert codes(inside(whole[:1000], tmp_path)) == ["notice.package-damaged"]


def test_an_encrypted_member_is_told_of_and_the_others_are_read(tmp_path: Path):
    made = bytearray(zip_of({"a.xml": b"secret", "b.xml": COMPETITION}))
    made[6] |= 1
    made[made.find(b"PK\x01\x02") + 8] |= 1
    found = inside(bytes(made), tmp_path)

    assert "notice.package-damaged" in codes(found)
    assert COMPETITION in [member.content for member in found]


def test_a_method_nobody_knows_is_told_of_and_the_others_are_read(tmp_path: Path):
    made = bytearray(zip_of({"a.xml": b"packed", "b.xml": COMPETITION}))
    made[8], made[made.find(b"PK\x01\x02") + 10] = 99, 99
    found = inside(bytes(made), tmp_path)

    assert "notice.package-damaged" in codes(found)
    assert COMPETITION in [member.content for member in found]


def test_a_large_zip_of_the_new_kind_is_read(tmp_path: Path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive, archive.open("a.xml", "w", force_zip64=True) as member:
        member.write(COMPETITION)

    assert [member.content for member in inside(held.getvalue(), tmp_path)] == [COMPETITION]


def nested(content: bytes, levels: int, how: str) -> bytes:
    for _ in range(levels):
        if how == "gzip":
            content = gzip.compress(content, 1)
        else:
            content = tar_of(entry("a", content)) if how == "tar" else zip_of({"a": content})
    return content


@pytest.mark.parametrize("how", ["gzip", "tar", "zip"])
def test_packages_in_packages(how: str, tmp_path: Path):
    for levels in range(1, MAX_NESTED + 4):
        found = inside(nested(COMPETITION, levels, how), tmp_path)
        if levels <= 2:
            assert [member.content for member in found] == [COMPETITION], levels
        if levels > MAX_NESTED + 1:
            assert codes(found) == ["notice.nested-too-deep"], levels


def test_a_package_that_holds_itself_ends(tmp_path: Path):
    inside(nested(COMPETITION, 200, "gzip"), tmp_path)
    inside(nested(COMPETITION, 60, "zip"), tmp_path)


def zeros(megabytes: int) -> bytes:
    """Compressed noughts, as many members of gzip after one another as it takes."""
    return gzip.compress(bytes(16 << 20), 9) * (megabytes // 16)


def test_a_zip_bomb_gives_a_refusal(tmp_path: Path):
    inner = zip_of({"bomb.xml": bytes(MAX_BYTES + 1), "b.xml": COMPETITION}, zipfile.ZIP_DEFLATED)
    found = inside(inner, tmp_path)

    assert codes(found) == ["notice.too-large", None]
    assert codes(inside(zeros(160), tmp_path)) == ["notice.too-large"]


@pytest.mark.parametrize("kind", [tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE])
def test_a_name_as_long_as_memory(kind: bytes, tmp_path: Path):
    header, _ = entry("long", type=kind)
    header.size = 2 << 30
    (tmp_path / "it.tgz").write_bytes(gzip.compress(header.tobuf(tarfile.GNU_FORMAT)) + zeros(2064))

    assert "notice.package-damaged" in " ".join(apart(tmp_path / "it.tgz", "package"))


def test_a_member_of_terabytes_is_not_waited_for(tmp_path: Path):
    """A few hundred kilobytes that become 128 gigabytes, and could as well become petabytes."""
    header, _ = entry("large")
    header.size = 128 << 30
    many = gzip.compress(gzip.compress(bytes(16 << 20), 9) * 64, 9) * 128
    (tmp_path / "it.gz").write_bytes(gzip.compress(gzip.compress(header.tobuf(tarfile.GNU_FORMAT))) + many)

    assert (tmp_path / "it.gz").stat().st_size < 1 << 20
    assert any("notice." in line for line in apart(tmp_path / "it.gz", "package"))


def test_members_that_overlap_are_not_read_one_by_one(tmp_path: Path):
    """A thousand names of the same bytes: a hundred kilobytes that become sixty gigabytes."""
    one = zip_of({"a.xml": bytes(60 << 20)}, zipfile.ZIP_DEFLATED)
    central, end = one.find(b"PK\x01\x02"), one.find(b"PK\x05\x06")
    names = one[central:end] * 1000
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, len(names), central, 0)
    (tmp_path / "it.zip").write_bytes(one[:central] + names + tail)

    assert "notice." in apart(tmp_path / "it.zip", "package")[-1]


def test_a_zip_in_a_package_does_not_fill_memory(tmp_path: Path):
    one = zip_of({"a.xml": b"x"})
    central, end = one.find(b"PK\x01\x02"), one.find(b"PK\x05\x06")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made, made.open("in.zip", "w", force_zip64=True) as to:
        to.write(one[:central])
        for _ in range(960):
            to.write(bytes(1 << 20))
        to.write(one[central : end + 16] + struct.pack("<I", central + (960 << 20)) + one[end + 20 :])
    (tmp_path / "it.zip").write_bytes(held.getvalue())

    assert apart(tmp_path / "it.zip", "package", 1024)


def test_a_zip_of_millions_of_names_does_not_fill_memory(tmp_path: Path):
    name = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 3, 20, 0, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    count, first = 3_000_000, zip_of({"a": b""})[:31]
    size = count * len(name)
    large = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, len(first))
    where = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(first) + size, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_535, 65_535, 0xFFFF_FFFF, 0xFFFF_FFFF, 0)
    inner = first + name * count + large + where + end
    (tmp_path / "it.zip").write_bytes(zip_of({"in.zip": inner}, zipfile.ZIP_DEFLATED))

    assert "notice." in apart(tmp_path / "it.zip", "package", 1024)[-1]


def test_a_compressed_zip_is_not_unpacked_for_each_member(tmp_path: Path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number in range(3000):
            archive.writestr(f"{number}.xml", bytes(100_000))
        archive.filelist.reverse()
    (tmp_path / "it.gz").write_bytes(gzip.compress(held.getvalue(), 1))

    assert len(apart(tmp_path / "it.gz", "package")) in {1, 3000}


@pytest.mark.parametrize(
    "content", [bz2.compress(COMPETITION), lzma.compress(COMPETITION), b"7z\xbc\xaf\x27\x1c", b"Rar!"]
)
def test_other_packages_are_no_notices(content: bytes, tmp_path: Path):
    (tmp_path / "a.tar.gz").write_bytes(content)
    (batch,) = batches(notice_files([tmp_path]))

    assert batch.files
    assert isinstance(outcome(content), str)


# Files and folders ------------------------------------------------------------------------


def ingested(folder: Path) -> list[tuple[str, str | None]]:
    """What lies in the folder, read in parts, as refusals: file and reason."""
    import pyarrow.parquet as pq

    from svangrum.ingest.notices.parts import write_part

    parts = folder.parent / "parts"
    made = [write_part(batch, parts) for batch in batches(notice_files([folder]))]
    refused = []
    for part in made:
        (file,) = [one for one in (parts / part.key).iterdir() if "refus" in one.name]
        refused += [(row["member"], row["reason"]) for row in pq.read_table(file).to_pylist()]
    return refused


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "given").mkdir()
    return tmp_path / "given"


def test_names_say_nothing_of_what_is_inside(folder: Path):
    (folder / "package.xml").write_bytes(gzip.compress(tar_of(entry("a.xml", COMPETITION))))
    (folder / "zip.xml").write_bytes(zip_of({"a.xml": LEGACY}))
    (folder / "notice.tar.gz").write_bytes(COMPETITION)
    (folder / "empty.zip").write_bytes(b"")
    (folder / "folder.xml").mkdir()
    (folder / "folder.xml" / "a.xml").write_bytes(COMPETITION)

    assert ingested(folder) == [("empty.zip", "notice.empty")]


def test_a_file_name_that_is_no_utf8(folder: Path):
    (folder / os.fsdecode(b"\xff\xfe.xml")).write_bytes(b"x")
    (folder / os.fsdecode(b"\xff.tar")).write_bytes(tar_of(entry("b\udcfe.xml", b"x")))

    assert sorted(name for name, _ in ingested(folder)) == sorted(["\\xff\\xfe.xml", "b\\xfe.xml"])


def test_an_empty_folder_is_told_of(folder: Path):
    for path in (folder, folder / "nothing"):
        with pytest.raises(SvangrumError, match=r"ingest\."):
            notice_files([path])


def test_what_cannot_be_opened_is_refused(folder: Path):
    (folder / "gone.xml").symlink_to(folder / "nowhere")
    (folder / "round.tar").symlink_to(folder / "round.tar")
    (folder / "a.xml").write_bytes(COMPETITION)

    assert sorted(ingested(folder)) == [("gone.xml", "notice.unreadable"), ("round.tar", "notice.unreadable")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_refused(folder: Path):
    (folder / "a.xml").write_bytes(COMPETITION)
    (folder / "a.xml").chmod(0)

    assert ingested(folder) == [("a.xml", "notice.unreadable")]


@pytest.mark.parametrize("name", ["pipe.xml", "pipe.tar"])
def test_a_pipe_is_not_waited_for(name: str, folder: Path):
    os.mkfifo(folder / name)
    (folder / "a.xml").write_bytes(COMPETITION)

    assert apart(folder, "ingest", 4000) == ["done"]


def test_a_link_to_an_endless_device_ends(folder: Path):
    (folder / "a.xml").symlink_to("/dev/zero")
    (folder / "b").symlink_to("/dev/zero")
    (folder / "c.xml").write_bytes(COMPETITION)

    assert apart(folder, "ingest", 4000) == ["done"]


# Real notices -----------------------------------------------------------------------------


@pytest.mark.shared
def test_real_notices_say_the_same_in_another_encoding_and_without_an_end(shared: Path):
    every = sorted((shared / "data" / "notices" / "xml").glob("*.xml"))[::40]
    assert every
    for path in every:
        content = path.read_bytes()
        if b"<!DOCTYPE" in content[:2000]:
            continue
        notice = read_notice(content)
        words = content.decode("utf-8-sig")
        body = words[words.index("?>") + 2 :] if words.startswith("<?xml") else words
        assert told(body.strip().encode("utf-16")) == notice, path.name
        for tenth in range(10):
            assert isinstance(outcome(content[: len(content) * tenth // 10]), str), path.name
