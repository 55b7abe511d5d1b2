"""The guard, the readers and an independent parser see the same in any package.

Packages are made from seeds, with prefixes, comments, attributes of other vocabularies, odd names
of parts. What is in them is told by ``xml.etree`` over the same bytes, by namespaces.
"""

import io
import random
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.etree import ElementTree

import pytest
from by_hand import MAIN, NAMES, OFFICE, opendocument, sheet, text_row, workbook, zipped
from by_hand import relationships as links

from ita_xlsx.intake.formats.open import read_sheets
from ita_xlsx.intake.formats.xlsx import read_details
from ita_xlsx.intake.guard.examine import examine_content
from ita_xlsx.ooxml.addresses import a1

Dice = random.Random
Place = tuple[int, int]
OVERRIDE = (
    "<Types><Override PartName='/xl/workbook.xml' ContentType='application/"
    "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>"
)
TARGETS = (
    "worksheets/sheet{}.xml", "odd/{}.dat", "Worksheets/SHEET{}.XML", "../x{}.xml", "/xl/abs{}",
    "worksheets/ชีต{}.xml", "./worksheets/./s{}.xml",
)  # fmt: skip
NAMED = ("ชีต", "A&amp;B", "a &lt;sheet&gt; ", "_x0041_", "Sheet")
NOISE = (
    '<!-- <row r="9" hidden="1"><c r="Z9"><f>1</f><v>1</v></c></row> -->',
    '<?pi <c r="Z9"><v>1</v></c>?>', "<!---->", " \n ", "",
)  # fmt: skip


# --- packages ------------------------------------------------------------------------------------


def package(seed: int) -> bytes:
    dice = Dice(seed)
    prefix, relation = dice.choice(("", "x:", "ก:")), dice.choice(("r", "rel", "d3p1"))
    named = f'xmlns{":" * bool(prefix)}{prefix[:-1]}="{MAIN}" xmlns:{relation}="{OFFICE}"'
    named += ' xmlns:o="urn:other"'
    parts: dict[str, str | bytes] = {}
    listed, targets = [], []
    for number in range(1, dice.choice((2, 2, 3, 4))):
        target = dice.choice(TARGETS).format(number)
        parts[normpath(join("xl", target)).lstrip("/")] = encoded(part(dice, prefix, named), dice)
        targets.append((f"q{number}", "worksheet", target))
        about = [
            f'name="{dice.choice(NAMED)}{number}"', f'{relation}:id="q{number}"',
            f'sheetId="{number}"', dice.choice(("", 'state="hidden"', 'state="veryHidden"')),
            dice.choice(("", 'o:name="other"', 'o:state="hidden"')),
        ]  # fmt: skip
        dice.shuffle(about)
        listed += [f"<{prefix}sheet {' '.join(about)}/>", fake_sheet(dice)]
    book = f"<{prefix}workbook {named}><{prefix}sheets>{''.join(listed)}</{prefix}sheets>"
    return zipped(
        {
            "[Content_Types].xml": OVERRIDE,
            "_rels/.rels": links(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f"{book}</{prefix}workbook>",
            "xl/_rels/workbook.xml.rels": links(*targets),
            **parts,
        }
    )


def fake_sheet(dice: Dice) -> str:
    return dice.choice(("", "", '<!-- <sheet name="none" sheetId="9" r:id="q1"/> -->'))


def encoded(text: str, dice: Dice) -> bytes:
    return text.encode("utf-16" if dice.random() < 0.1 else "utf-8")


def part(dice: Dice, p: str, named: str) -> str:
    """A worksheet; some rows and cells name no place of their own."""
    rows, row = [], 0
    for _ in range(dice.randrange(6)):
        row += dice.choice((1, 1, 3))
        hidden = dice.choice(("", "", 'hidden="1"', 'hidden="true"', 'ht="0"', 'o:hidden="1"'))
        cells, column = [dice.choice(NOISE)], -1
        for _ in range(dice.randrange(5)):
            column += dice.choice((1, 1, 2))
            decoy = dice.choice(("", "", 'o:r="A1"', 'o:t="e"'))
            kind, inside = content(dice, p)
            cells.append(f'<{p}c r="{a1(row - 1, column)}" {decoy} {kind}>{inside}</{p}c>')
            cells.append(dice.choice(NOISE))
        rows.append(f'<{p}row r="{row}" {hidden}>{"".join(cells)}</{p}row>')
    return f"<{p}worksheet {named}><{p}sheetData>{''.join(rows)}</{p}sheetData></{p}worksheet>"


def content(dice: Dice, p: str) -> tuple[str, str]:
    """The type of a cell, and what is in it."""
    number = dice.randrange(100)
    text = dice.choice(("ก", "&lt;c&gt;", "<![CDATA[<row hidden='1'>]]>", "a<!-- b -->c"))
    return dice.choice(
        (
            ("", f"<{p}v>{number}</{p}v>"),
            ("", f"<{p}f>A1+1</{p}f><{p}v>{number}</{p}v>"),
            ('t="inlineStr"', f"<{p}is><{p}t>{text}</{p}t></{p}is>"),
            ('t="e"', f"<{p}v>#N/A</{p}v>"),
            ("", ""),
        )
    )


# --- the oracle ----------------------------------------------------------------------------------


@dataclass
class Told:
    """What is in a sheet, told by the independent parser."""

    state: str
    values: dict[Place, object] = field(default_factory=dict)
    formulas: set[Place] = field(default_factory=set)
    errors: set[Place] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    filled: set[Place] = field(default_factory=set)


def oracle(packed: bytes) -> dict[str, Told]:
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    rels = ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    targets = {one.attrib["Id"]: one.attrib["Target"] for one in rels}
    book = ElementTree.fromstring(parts["xl/workbook.xml"])
    sheets = {}
    for one in book.iter(f"{{{MAIN}}}sheet"):
        name = normpath(join("xl", targets[one.attrib[f"{{{OFFICE}}}id"]])).lstrip("/")
        sheets[one.attrib["name"]] = told(parts[name], one.attrib.get("state", "visible"))
    return sheets


def told(part: bytes, state: str) -> Told:
    found = Told(state)
    for row in ElementTree.fromstring(part).iter(f"{{{MAIN}}}row"):
        number = int(row.attrib["r"]) - 1
        if row.get("hidden") in ("1", "true") or row.get("ht") == "0":
            found.hidden.add(number)
        for cell in row.iter(f"{{{MAIN}}}c"):
            place = number, ord(cell.attrib["r"][0]) - ord("A")
            value = cell.find(f"{{{MAIN}}}v")
            text = "".join(cell.itertext()) if cell.get("t") == "inlineStr" else ""
            if len(cell):
                found.filled.add(place)
            if cell.find(f"{{{MAIN}}}f") is not None:
                found.formulas.add(place)
            if cell.get("t") == "e":
                found.errors.add(place)
            elif text or value is not None:
                found.values[place] = text or float(str(value.text if value is not None else 0))
    return found


@pytest.mark.parametrize("first", range(0, 2000, 250))
def test_guard_and_readers_see_what_an_independent_parser_sees(first: int) -> None:
    for seed in range(first, first + 250):
        packed = package(seed)
        expected = oracle(packed)
        verdict = examine_content(packed)
        assert not verdict.refusal, (seed, verdict.reason)
        seen = {one.name: one for one in verdict.sheets}
        assert {name: one.state for name, one in seen.items()} == {
            name: one.state for name, one in expected.items()
        }, seed
        read = {one.name: one for one in read_sheets(packed, verdict, "")}
        details = read_details(packed, expected)
        assert read.keys() == details.keys() == expected.keys(), seed
        for name, one in expected.items():
            scan = seen[name]
            rows, columns = ({place[axis] for place in one.filled} for axis in (0, 1))
            box = max(rows, default=-1) + 1, max(columns, default=-1) + 1
            assert (scan.max_row, scan.max_column) == box, (seed, name)
            told_of = bool(one.formulas or one.errors or one.hidden)
            assert scan.more_than_values == told_of, (seed, name)
            assert details[name].formulas.keys() == one.formulas, (seed, name)
            assert details[name].errors.keys() == one.errors, (seed, name)
            assert details[name].hidden_rows == one.hidden, (seed, name)
            assert values(read[name].rows) == one.values, (seed, name)


def values(rows: list[list[object]]) -> Mapping[Place, object]:
    """What is not blank, by its place."""
    return {
        (row, column): value
        for row, cells in enumerate(rows)
        for column, value in enumerate(cells)
        if value != ""
    }


# --- what readers would read differently is not read ---------------------------------------------

ONE = '<sheet name="A" sheetId="1" r:id="r1"/>'
OTHER = {"xl/book2.xml": f"<workbook {NAMES}><sheets>{ONE}</sheets></workbook>"}
TEXT = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
LIST = f"<sst {NAMES}><si><t>%s</t></si></sst>"
DISPUTED = {
    "another workbook part": workbook(
        parts={**OTHER, "_rels/.rels": links(("r1", "officeDocument", "xl/book2.xml"))}
    ),
    "another list of texts": workbook(
        sheet(TEXT),
        {"xl/texts.xml": LIST % "a", "xl/sharedStrings.xml": LIST % "b"},
        links=(("q", "sharedStrings", "texts.xml"),),
    ),
    "two ids": workbook(sheets='<sheet name="A" sheetId="1" r:id="r1" x:id="r2"/>'),
    "a sheet after something else": workbook(
        parts={"xl/odd.dat": f"x{sheet()}"},
        links=(("q", "worksheet", "odd.dat"),),
        sheets='<sheet name="A" sheetId="1" r:id="q"/>',
    ),
    "repeats of another vocabulary": opendocument(
        text_row("a", 'table:number-columns-repeated="3" x:number-columns-repeated="1"')
    ),
    "no number of repeats": opendocument(text_row("a", 'table:number-columns-repeated="+3"')),
    "no repeat at all": opendocument(text_row("a", 'table:number-columns-repeated="0"')),
    "another cell": opendocument(text_row("a").replace("table:table-cell", "x:table-cell")),
    "another vocabulary": opendocument(text_row("a"), 'table:name="A" xmlns:table="urn:other"'),
}


@pytest.mark.parametrize("name", DISPUTED)
def test_what_readers_would_read_differently_is_refused(name: str) -> None:
    assert examine_content(DISPUTED[name]).reason in ("odd_zip", "damaged")


def test_repeats_of_an_opendocument_table_are_counted_as_they_are_read() -> None:
    cells = 'office:value="3" office:value-type="float" table:number-columns-repeated="0000000012"'
    bare = cells.replace('office:value-type="float"', "")
    for one in (cells, bare):
        row = f'<table:table-row table:number-rows-repeated="007"><table:table-cell {one}/>'
        content = opendocument(f"{row}</table:table-row>")
        verdict = examine_content(content)
        (scan,) = verdict.sheets
        (read,) = read_sheets(content, verdict, "")
        assert (scan.max_row, scan.max_column, scan.filled) == (7, 12, 84)
        assert read.rows == [[3.0] * 12] * 7


def test_blanks_of_an_opendocument_text_are_counted_before_they_are_written() -> None:
    content = opendocument(text_row('a<text:s text:c="900000000"/>b'))
    assert examine_content(content).reason == "too_much"
    content = opendocument(text_row('a<text:s text:c="3"/>b'))
    (read,) = read_sheets(content, examine_content(content), "")
    assert read.rows == [["a   b"]]


@pytest.mark.parametrize("kind", ["", "foo", "worksheets", "theme"])
def test_a_sheet_that_no_relationship_calls_one_is_read_all_the_same(kind: str) -> None:
    content = workbook(
        parts={"xl/b.xml": sheet()},
        sheets='<sheet name="A" sheetId="1" r:id="r1"/><sheet name="B" sheetId="2" r:id="q"/>',
        links=(("q", kind, "b.xml"),),
    )
    read = read_sheets(content, examine_content(content), "")
    assert [(one.name, one.rows) for one in read] == [("A", [[1.0]]), ("B", [[1.0]])]


def test_what_is_in_a_cell_is_at_its_place_though_there_be_rows_in_it() -> None:
    rows = "<row>" * 3 + "</row>" * 3
    content = workbook(sheet(f'<row r="2"><c r="B2"><f>{rows}A1</f><v>1</v></c></row>'))
    details = read_details(content, {"A"})
    assert details["A"].formulas.keys() == {(1, 1)}


PLACES = ("AAAAAAAA1", "A99999999999", "ZZZ9999999", "A4294967295")


@pytest.mark.parametrize("place", PLACES)
def test_a_cell_without_a_place_is_given_to_no_reader_that_makes_room_for_it(place: str) -> None:
    """calamine asked for 1.3 TB, and ended its process."""
    content = workbook(sheet(f'<row r="1"><c r="A1"/><c r="{place}"><v>1</v></c></row>'))
    assert examine_content(content).reason in ("damaged", "far_cell")


def test_nor_is_a_row_without_one() -> None:
    content = workbook(sheet('<row r="4294967290"><c><v>1</v></c></row>'))
    assert examine_content(content).reason == "damaged"
