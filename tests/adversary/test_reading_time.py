"""The time of examining and reading grows in proportion to the bytes, whatever they are.

Each nasty input is made eight times as long: what is linear takes some eight times as long, what is
quadratic 64 times. Processor time is compared, never told.
"""

from collections.abc import Callable
from functools import partial

import pytest
from by_hand import CELL, beside, opendocument, sheet, text_row, workbook
from timing import processor_time

from ita_xlsx.intake.formats.open import CannotOpen, read_sheets
from ita_xlsx.intake.formats.xlsx import read_details
from ita_xlsx.intake.guard.examine import examine_content
from ita_xlsx.intake.guard.file_type import Kind
from ita_xlsx.official.stamp import OWN_SHEETS
from ita_xlsx.ooxml.zip_directory import Refused

OWN, MARK = next(iter(OWN_SHEETS.items()))
OWN_LISTED = f'<sheet name="{OWN}" sheetId="1" r:id="r1"/>'
SHOWS_TEXT = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'


def inline(text: str) -> str:
    return f'<row r="1"><c r="A1" t="inlineStr"><is>{text}</is></c></row>'


def vml(markup: str) -> bytes:
    return workbook(parts=beside(vmlDrawing=f"<xml>{markup}"))


def many_sheets(count: int, first: str = '"r1"') -> str:
    return "".join(f'<sheet name="A{n}" sheetId="1" r:id={first}/>' for n in range(count))


def shared_drawing(count: int) -> bytes:
    """Sheets that all lead to one part with what is drawn on them."""
    numbers = range(2, count + 2)
    parts = {f"xl/worksheets/sheet{n}.xml": sheet() for n in numbers}
    links = beside(vmlDrawing="<xml>" + "<a/>" * 40 * count)
    rels = links["xl/worksheets/_rels/sheet1.xml.rels"]
    parts |= links | {f"xl/worksheets/_rels/sheet{n}.xml.rels": rels for n in numbers}
    listed = "".join(f'<sheet name="A{n}" sheetId="1" r:id="q{n}"/>' for n in numbers)
    targets = tuple((f"q{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
    return workbook(parts=parts, sheets=listed, links=targets)


def shared_formulas(count: int) -> str:
    origin = f'<f t="shared" si="0">{"A1+" * count}1</f>'
    cells = (f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/></c></row>' for n in range(2, count))
    return f'<row r="1"><c r="A1">{origin}</c></row>{"".join(cells)}'


# What is made, and how much of it is enough to be measured.
NASTY: dict[str, tuple[int, Callable[[int], bytes]]] = {
    "comments of a web page": (500, lambda n: b"<!---->" * n + b"x"),
    "comments that do not end": (500, lambda n: b"<!--" * n),
    "lines like those of a mail": (500, lambda n: b"a:\n b\n" * n + b"x"),
    "words like those of an attachment": (1000, lambda n: b"a" * 60 + b" a" * n + b"!"),
    "brackets": (5000, lambda n: b"[ " * n + b"x"),
    "quotation marks": (4000, lambda n: b'"a,' * n),
    "tags in an attribute": (
        16_000,
        lambda n: workbook(sheet().replace("<worksheet", f'<worksheet a="{":mergeCell " * n}"')),
    ),
    "tags in an attribute, out of order": (
        16_000,
        lambda n: workbook(
            sheet('<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>').replace(
                "<worksheet", f'<worksheet a="{":mergeCell " * n}"'
            )
        ),
    ),
    "comments with tags": (1000, lambda n: workbook(sheets="<!-- <sheet -->" * n)),
    "shapes without end": (2000, lambda n: vml("<v:shape><v:textbox><x:ClientData " * n)),
    "shapes with one end": (
        2000,
        lambda n: vml(
            '<v:shape><v:textbox><x:ClientData ObjectType="Button">' * n + "</x:ClientData>"
        ),
    ),
    "CDATA in how a text is spoken": (
        4000,
        lambda n: workbook(
            sheet(SHOWS_TEXT),
            texts=f'<si><t>a</t><rPh sb="0" eb="1"><t>{"<![CDATA[<si>]]>" * n}</t></rPh></si>',
        ),
    ),
    "struck out runs": (
        1000,
        lambda n: workbook(sheet(inline("<r><rPr><strike/></rPr><t>a</t></r>" * n))),
    ),
    "letters by their codes": (4000, lambda n: workbook(sheet(inline(f"<t>{'_xD83D_' * n}</t>")))),
    "hidden columns, again and again": (
        500,
        lambda n: workbook(
            sheet(before="<cols>" + '<col min="1" max="16384" hidden="1"/>' * n + "</cols>")
        ),
    ),
    "a path that goes down and up": (
        10_000,
        lambda n: workbook(links=(("q", "worksheet", "a/" * n + "../" * n),)),
    ),
    "one part as many sheets": (200, lambda n: workbook(sheets=many_sheets(n))),
    "sheets of one name": (
        200,
        lambda n: workbook(sheets='<sheet name="A" sheetId="1" r:id="none"/>' * n),
    ),
    "sheets with one drawing": (60, shared_drawing),
    "a shared formula, long and often": (150, lambda n: workbook(sheet(shared_formulas(n)))),
    "a mark of ours in no text": (
        1000,
        lambda n: workbook(sheet(SHOWS_TEXT), sheets=OWN_LISTED, texts=f"<a>{MARK * n}</a>"),
    ),
    "a mark of ours, many times in one text": (
        1000,
        lambda n: workbook(
            sheet(SHOWS_TEXT), sheets=OWN_LISTED, texts=f"<si><t>{MARK * n}</t></si>"
        ),
    ),
    "notes": (
        500,
        lambda n: workbook(
            parts=beside(
                comments="<comments>"
                + "".join(
                    f'<comment ref="A{i}"><text><t>a:</t></text></comment>' for i in range(1, n + 1)
                )
                + "</comments>"
            )
        ),
    ),
    "spans that are struck out, in one another": (
        20,
        lambda n: opendocument(
            text_row('<text:span text:style-name="s">' * n + "a" * 500 * n + "</text:span>" * n)
        ),
    ),
    "blanks between tables": (
        4000,
        lambda n: opendocument(f"{text_row('a')}<table:x>{' ' * n}<b/>{' ' * n}</table:x>"),
    ),
}


def steps(content: bytes) -> float:
    """What examining and reading these bytes costs."""
    return processor_time(partial(_read, content))


def _read(content: bytes) -> None:
    verdict = examine_content(content)
    if verdict.refusal is None:
        try:
            sheets = read_sheets(content, verdict, "A")
            if verdict.kind is Kind.XLSX:
                read_details(content, {one.name for one in sheets})
        except (CannotOpen, Refused):
            pass


@pytest.mark.parametrize("name", NASTY)
def test_time_grows_with_the_bytes(name: str) -> None:
    count, make = NASTY[name]
    steps(make(count))  # what is imported, is imported now
    # What takes no time at first may take some later: a floor for the first.
    assert steps(make(8 * count)) < 24 * max(steps(make(count)), 0.005)


def test_the_rows_of_the_table_are_read() -> None:
    """The way to the inputs above is the one that a sound file goes."""
    content = workbook(sheet(CELL))
    verdict = examine_content(content)
    assert verdict.refusal is None
    assert [one.rows for one in read_sheets(content, verdict, "A")] == [[[1]]]
