"""Word documents that mean harm: refused before they are read, or read in time that is even."""

import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from timing import processor_time
from word import abstract, document, good, good_lines, good_rows, listed, num, p, r, table, tc, tr

import ita_xlsx
from ita_xlsx.intake.formats.open import CannotOpen, read_sheets
from ita_xlsx.intake.guard.examine import LIMITS, examine_content
from ita_xlsx.intake.guard.file_type import Kind
from ita_xlsx.intake.table.documents import tables_of_document
from ita_xlsx.official.names.divisions import NO_OWN_NAMES
from ita_xlsx.verbs.stages import NoneReadable

HEADER, FIRST, SECOND = good_rows()
ROWS = table([HEADER, FIRST, SECOND])
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'


def reason(content: bytes) -> str:
    verdict = examine_content(content)
    assert verdict.kind is Kind.DOCX
    return verdict.reason


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "customXml/item1.xml"])
def test_a_doctype_is_refused_wherever_it_is(part: str) -> None:
    if part == "word/document.xml":
        content = document(ROWS, head=DOCTYPE)
    else:
        content = document(ROWS, others={part: f"{DOCTYPE}<x>&b;</x>".encode()})
    assert reason(content) == "doctype"


def test_what_is_said_of_a_refused_document_speaks_of_word() -> None:
    refusal = examine_content(document(ROWS, head=DOCTYPE)).refusal
    assert refusal is not None
    assert "Word" in refusal.advice.th and "Word" in refusal.advice.en


def test_a_part_that_swells_is_refused() -> None:
    assert reason(document(ROWS, others={"word/media/a.bin": bytes(4 << 20)})) == "ratio"


def test_more_text_than_any_report_has_is_refused() -> None:
    words = "".join(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>" for n in range(500_000))
    assert len(words) > LIMITS.document
    assert reason(document(words, ROWS)) == "too_much"


def test_a_package_without_the_document_that_it_names_is_damaged() -> None:
    assert reason(document(ROWS).replace(b"word/document.xml", b"word/documenX.xml")) in (
        "damaged",
        "odd_zip",
        "lying_size",
    )


@pytest.mark.parametrize(
    "broken",
    ["<w:tbl>", "<w:tbl></w:p>", "<w:p>&undefined;</w:p>", "<w:p a=1/>", "<x:p/>", "\x01"],
)
def test_what_is_not_well_formed_is_one_sentence(broken: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(document(broken, ROWS))
    with pytest.raises(NoneReadable) as told:
        ita_xlsx.check([path])
    assert "Word" in told.value.sentence.th


def test_a_document_in_a_code_that_hides_markup_is_refused() -> None:
    head = '<?xml version="1.0" encoding="utf-7"?>'
    assert reason(document(ROWS, head=head)) == "encoding"


# --- what leads out of it -------------------------------------------------------------------------

_OUT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="t" TargetMode="External" Target="http://127.0.0.1:{port}/t.dotm" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
    '<Relationship Id="i" TargetMode="External" Target="http://127.0.0.1:{port}/i.png" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
    '<Relationship Id="n" TargetMode="External" Target="http://127.0.0.1:{port}/n.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"/>'
    '<Relationship Id="u" Target="../../../../etc/passwd" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/>'
    "</Relationships>"
)


def test_nothing_outside_of_a_document_is_asked_for(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        rels = _OUT.format(port=port).encode()
        others = {"word/_rels/document.xml.rels": rels}
        path = tmp_path / "a.docx"
        path.write_bytes(good(others=others))
        checked = ita_xlsx.check([path])
        with pytest.raises(TimeoutError):
            server.accept()
    assert len(checked.round.measures) == 2


def test_an_embedded_document_is_not_opened(tmp_path: Path) -> None:
    bomb = document(ROWS, others={"word/media/a.bin": bytes(4 << 20)})
    path = tmp_path / "a.docx"
    path.write_bytes(good(others={"word/embeddings/oleObject1.docx": bomb}))
    assert len(ita_xlsx.check([path]).round.measures) == 2


# --- time and room --------------------------------------------------------------------------------


def nested(inner: str, count: int) -> str:
    before, after = inner.split("|")
    return before * count + after * count


def in_cell(*paragraphs: str) -> bytes:
    return good([*FIRST[:5], tc(*paragraphs), *FIRST[6:]], SECOND)


def runs(count: int, about: str = "") -> str:
    return r("a", about) * count


def styles(count: int) -> str:
    return "".join(
        f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(count)
    )


COMMENT = '<w:r><w:commentReference w:id="1"/></w:r>'
BEGIN, INSTRUCTION = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "<w:r><w:instrText>HYPERLINK "
CELL = '<w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr></w:tc>'

# What is made, and how much of it is enough to be measured.
NASTY: dict[str, tuple[int, Callable[[int], bytes]]] = {
    "runs of one letter": (2000, lambda n: in_cell(p(runs(n)))),
    "struck out runs": (2000, lambda n: in_cell(p(runs(n, "<w:strike/>")))),
    "paragraphs in a cell": (2000, lambda n: in_cell(p("a") * n)),
    "tracked changes": (
        1000,
        lambda n: in_cell(
            p(f'<w:ins w:id="1">{r("a")}</w:ins><w:del w:id="2">{r("b")}</w:del>' * n)
        ),
    ),
    "changes in one another": (1000, lambda n: in_cell(p(nested("<w:ins>|</w:ins>", n)))),
    "controls in one another": (
        1000,
        lambda n: document(nested("<w:sdt><w:sdtContent>|</w:sdtContent></w:sdt>", n), ROWS),
    ),
    "frames in one another": (
        500,
        lambda n: document(nested("<w:tbl><w:tr><w:tc>|<w:p/></w:tc></w:tr></w:tbl>", n), ROWS),
    ),
    "tables in one another": (
        500,
        lambda n: in_cell(
            nested("<w:tbl><w:tr><w:tc/><w:tc>|<w:p/></w:tc></w:tr></w:tbl>", n) + p("a")
        ),
    ),
    "tables that go on": (200, lambda n: document(*good_lines(), ROWS, *[table([FIRST])] * n)),
    "tables that are no pages": (
        200,
        lambda n: document(*good_lines(), ROWS, *[table([["a"] * 4]), p("b")] * n),
    ),
    "titles before each table": (100, lambda n: document(*good_lines(), *[p("กองคลัง"), ROWS] * n)),
    "cells of more columns than there are": (
        500,
        lambda n: document(*good_lines(), f"<w:tbl><w:tr>{CELL * n}</w:tr></w:tbl>", ROWS),
    ),
    "a grid of many columns": (
        2000,
        lambda n: document(*good_lines(), table([HEADER, FIRST], [1] * n)),
    ),
    "cells merged downwards": (
        200,
        lambda n: document(
            *good_lines(), table([HEADER, *[[tc("", merge="continue")] * len(HEADER)] * n])
        ),
    ),
    "a long number of a list": (
        200,
        lambda n: good(
            [*FIRST[:5], tc(p("a", about=listed(1)) * n), *FIRST[6:]],
            parts={"numbering": abstract(1, ("upperRoman", "%1" * 50 * n)) + num(1, 1)},
        ),
    ),
    "a list that begins late": (
        500,
        lambda n: good(
            [*FIRST[:5], tc(p("a", about=listed(1)) * n), *FIRST[6:]],
            parts={
                "numbering": abstract(1, ("upperRoman", "%1")).replace(
                    'w:start w:val="1"', f'w:start w:val="{"9" * n}"'
                )
                + num(1, 1)
            },
        ),
    ),
    "levels far down": (
        300,
        lambda n: good(
            [*FIRST[:5], tc(p("a", about=listed(1, 10**8)) * n), *FIRST[6:]],
            parts={"numbering": abstract(1, ("decimal", "%1.")) + num(1, 1)},
        ),
    ),
    "styles on one another": (
        500,
        lambda n: good(
            [*FIRST[:5], tc(p("a", about='<w:pStyle w:val="s0"/>') * n), *FIRST[6:]],
            parts={"numbering": num(1, 1), "styles": styles(n)},
        ),
    ),
    "one comment again and again": (
        1000,
        lambda n: good(
            [*FIRST[:5], tc(p(COMMENT * n)), *FIRST[6:]],
            parts={"comments": f'<w:comment w:id="1">{p("a" * 10 * n)}</w:comment>'},
        ),
    ),
    "fields without end": (
        1000,
        lambda n: in_cell(p((BEGIN + INSTRUCTION + "</w:instrText></w:r>") * n)),
    ),
    "a field of many pieces": (
        1000,
        lambda n: in_cell(p(BEGIN + (INSTRUCTION + "a" * 50 + "</w:instrText></w:r>") * n)),
    ),
    "links": (
        500,
        lambda n: in_cell(
            p("".join(f'<w:hyperlink w:anchor="b{i}">{r("a")}</w:hyperlink>' for i in range(n)))
        ),
    ),
    "one link to far away": (
        500,
        lambda n: good(
            [*FIRST[:5], tc(p(f'<w:hyperlink r:id="l">{r("a")}</w:hyperlink>' * n)), *FIRST[6:]],
            links={"l": "https://x.example/" + "a" * 10 * n},
        ),
    ),
    "drawings": (500, lambda n: in_cell(p("<w:r><w:pict><v:shape/></w:pict></w:r>" * n))),
    "boxes in boxes": (
        300,
        lambda n: in_cell(
            p(nested("<w:r><w:pict><w:txbxContent><w:p>|</w:p></w:txbxContent></w:pict></w:r>", n))
        ),
    ),
    "lines above": (1000, lambda n: document(*good_lines(), p("รายงาน ") * n, ROWS)),
    "blanks and colons above": (
        500,
        lambda n: document(*good_lines(), p("กอง:" * n + "\t" * n), ROWS),
    ),
}


def cost(content: bytes) -> float:
    """What examining and reading these bytes costs."""
    return processor_time(partial(_read, content))


def _read(content: bytes) -> None:
    verdict = examine_content(content)
    assert verdict.refusal is None or verdict.reason in ("ratio", "too_much")
    if verdict.refusal is None:
        tables_of_document(read_sheets(content, verdict, "A"), NO_OWN_NAMES)


@pytest.mark.parametrize("name", NASTY)
def test_time_grows_with_the_bytes(name: str) -> None:
    count, make = NASTY[name]
    cost(make(count))  # what is imported, is imported now
    # What takes no time at first may take some later: a floor for the first.
    assert cost(make(8 * count)) < 24 * max(cost(make(count)), 0.005)


def test_the_tables_are_read() -> None:
    """The way to the inputs above is the one that a sound file goes."""
    content = good()
    verdict = examine_content(content)
    (sheet,) = tables_of_document(read_sheets(content, verdict, "A"), NO_OWN_NAMES)
    assert sheet.rows == [HEADER, FIRST, SECOND] and sheet.name == "ตาราง 1"


def test_a_row_in_no_table_is_no_fault() -> None:
    content = document(tr("a"), tc("b"), "<w:tbl/>", "<w:tbl><w:tr/></w:tbl>", ROWS)
    verdict = examine_content(content)
    (sheet,) = tables_of_document(read_sheets(content, verdict, "A"), NO_OWN_NAMES)
    assert sheet.rows == [HEADER, FIRST, SECOND]


def test_a_document_without_anything_is_none_with_a_table() -> None:
    content = document()
    verdict = examine_content(content)
    (sheet,) = tables_of_document(read_sheets(content, verdict, "A"), NO_OWN_NAMES)
    assert sheet.rows == [] and not sheet.above
    with pytest.raises(CannotOpen):
        read_sheets(document("<w:p>"), examine_content(content), "A")
