"""A package looked into and edited: addresses, relationships, content types, new parts."""

from io import BytesIO
from time import perf_counter
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from ita_xlsx.official.stamp import NOTE_FIRST, without_marks
from ita_xlsx.ooxml.addresses import a1, area, letters, place_of
from ita_xlsx.ooxml.editing import EditedPackage
from ita_xlsx.ooxml.package import Package, Relationship
from ita_xlsx.ooxml.zip_directory import Refused
from ita_xlsx.report.returns import boxes, notes

LINK = '<Relationship Id="{}" Type="http://x/relationships/{}" Target="{}"{}/>'
TYPES = "[Content_Types].xml"


def packed(parts: dict[str, str]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return buffer.getvalue()


def linked(*links: tuple[str, ...], source: str = "xl/workbook.xml") -> list[Relationship]:
    """The relationships of a part, as (id, kind, target, further attributes)."""
    folder, _, name = source.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels".lstrip("/")
    text = "".join(LINK.format(*link, *[""] * (4 - len(link))) for link in links)
    package = packed({rels: f"<Relationships>{text}</Relationships>"})
    return Package(package).relationships(source)


# --- addresses ----------------------------------------------------------------------------------


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_an_address_leads_back_to_its_cell(row: int, column: int) -> None:
    assert letters(column) == get_column_letter(column + 1)
    assert place_of(a1(row, column)) == (row, column)
    assert place_of(a1(row, column).lower()) == (row, column)


@pytest.mark.parametrize("text", ["", "A", "1", "A0", "AAAA1", "A12345678", "A1:B2", "$A$1", "A๑"])
def test_what_is_no_address_has_no_place(text: str) -> None:
    assert place_of(text) is None


@pytest.mark.parametrize(
    ("address", "cells"),
    [(b"A1:C3", 9), (b"$A$1:$A$1", 1), (b"C3:A1", 9), (b"b2:b11", 10), (b"A1", 1), (b"A:C", 1)],
)
def test_a_range_has_so_many_cells(address: bytes, cells: int) -> None:
    assert area(address) == cells


# --- relationships and types --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "key"),
    [
        ("worksheets/Sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("./worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("../docProps/core.xml", "docprops/core.xml"),
        ("..\\docProps\\core.xml", "docprops/core.xml"),
        ("../../../a.xml", "a.xml"),
    ],
)
def test_a_target_is_found_from_the_part_that_names_it(target: str, key: str) -> None:
    assert linked(("r1", "worksheet", target)) == [Relationship("r1", "worksheet", key)]


def test_what_leads_out_of_the_package_is_no_relationship_of_it() -> None:
    outside = ("r1", "hyperlink", "https://example.go.th", ' TargetMode="External"')
    assert linked(outside, ("r2", "table", "t.xml"), source="a.xml") == [
        Relationship("r2", "table", "t.xml")
    ]
    assert linked() == [] == Package(packed({"a": "x"})).relationships("a")


def test_only_a_part_that_is_there_is_related() -> None:
    links = LINK.format("r1", "styles", "gone.xml", "") + LINK.format("r2", "styles", "S.xml", "")
    parts = {"_rels/.rels": f"<Relationships>{links}</Relationships>", "s.xml": "<a/>"}
    package = Package(packed(parts))
    assert package.related("", "styles") == "s.xml"
    assert package.related("", "theme") is None


def test_types_are_those_of_single_parts() -> None:
    text = (
        '<x:Types><x:Default Extension="xml" ContentType="d"/>'
        '<x:Override PartName="/XL/a.xml" ContentType="a&amp;b"/></x:Types>'
    )
    assert Package(packed({TYPES: text})).content_types() == {"xl/a.xml": "a&b"}


# --- editing ------------------------------------------------------------------------------------

SMALL = {
    TYPES: '<Types><Override PartName="/Book.xml" ContentType="b"/></Types>',
    "_rels/.rels": f"<Relationships>{LINK.format('rId1', 'officeDocument', 'Book.xml', '')}"
    "</Relationships>",
    "Book.xml": "<workbook/>",
}


def test_new_parts_are_declared_linked_and_last() -> None:
    package = EditedPackage(packed(SMALL))
    for content in (b"1", b"2"):
        name = package.free_name("xl/part{}.xml")
        part = package.add_part(name, content, "p")
        package.add_relationship("book.xml", "part", part)
    package.add_part("a.vml", b"", "v")
    package.add_part("b.vml", b"", "v")
    assert package.related("book.xml", "part") == "xl/part1.xml"
    again = Package(package.to_bytes())
    assert [part.name for part in again.parts.values()] == [
        *SMALL, "xl/part1.xml", "_rels/Book.xml.rels", "xl/part2.xml", "a.vml", "b.vml",
    ]  # fmt: skip
    assert [(one.id, one.key) for one in again.relationships("book.xml")] == [
        ("rId1", "xl/part1.xml"),
        ("rId2", "xl/part2.xml"),
    ]
    assert list(again.content_types()) == ["book.xml", "xl/part1.xml", "xl/part2.xml"]
    assert again.text("[content_types].xml").count('Extension="vml"') == 1
    assert again.read("book.xml") == b"<workbook/>"


def test_what_was_changed_is_read_as_it_is_now() -> None:
    package = EditedPackage(packed(SMALL))
    package.write("BOOK.xml", b"<changed/>")
    assert (package.read("book.xml"), package.text("book.xml")) == (b"<changed/>", "<changed/>")
    assert Package(package.to_bytes()).parts["book.xml"].name == "Book.xml"


def test_a_package_that_holds_too_much_is_not_edited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ita_xlsx.ooxml.editing._MOST_BYTES", 10)
    with pytest.raises(Refused, match="unpacked"):
        EditedPackage(packed(SMALL))


# --- time in proportion -------------------------------------------------------------------------

HOSTILE = {
    "shapes without an end": lambda: list(boxes._SHAPE.finditer(b"<v:shape a " * 100_000)),
    "shapes of many prefixes": lambda: list(
        boxes._SHAPE.finditer(b"".join(b"<v%d:shape a " % n for n in range(100_000)))
    ),
    "blocks without an end": lambda: boxes._BLOCKS.findall(b"<o:idmap " * 100_000),
    "readings without an end": lambda: notes._PHONETIC.sub("", "<rPh a='1'/>" * 100_000),
    "blanks before no mark of ours": lambda: without_marks(NOTE_FIRST + " ก" + " " * 100_000 + "ข"),
}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_searched_once(text: str) -> None:
    begun = perf_counter()
    HOSTILE[text]()
    assert perf_counter() - begun < 2


def test_shapes_and_readings_are_found_as_before() -> None:
    drawing = (
        b'<v:shapetype id="t"></v:shapetype><v:shape id="a"><x:Row>1</x:Row></v:shape><v:shape b>'
    )
    assert [shape[0] for shape in boxes._SHAPE.finditer(drawing)] == [
        b'<v:shape id="a"><x:Row>1</x:Row></v:shape>'
    ]
    read = "<r><t>a</t></r><x:rPh sb='0'><x:t>b</x:t></x:rPh><rPh >c</rPh><t>d</t>"
    assert notes._PHONETIC.sub("", read) == "<r><t>a</t></r><t>d</t>"
