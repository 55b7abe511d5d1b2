"""Packages written by hand, part by part: what no workbook program writes, a sender may."""

from collections.abc import Mapping

from zips import STORED, Entry, pack

from ita_xlsx.ooxml.zip_directory import IS_UTF8

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
NAMES = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts, none of them deflated: nothing is refused for how much it shrinks."""
    return pack(
        *(
            Entry(
                name,
                part if isinstance(part, bytes) else part.encode(),
                method=STORED,
                flags=0 if name.isascii() else IS_UTF8,
            )
            for name, part in parts.items()
        )
    )


def sheet(rows: str = CELL, before: str = "", after: str = "") -> str:
    """A worksheet of these rows."""
    return f"<worksheet {NAMES}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def relationships(*links: tuple[str, str, str]) -> str:
    """Of the id, the kind and the target of each."""
    tags = (
        f'<Relationship Id="{n}" Type="{OFFICE}/{kind}" Target="{to}"/>' for n, kind, to in links
    )
    return f"<Relationships>{''.join(tags)}</Relationships>"


def workbook(
    part: str | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    sheets: str = '<sheet name="A" sheetId="1" r:id="r1"/>',
    texts: str | None = None,
    links: tuple[tuple[str, str, str], ...] = (),
) -> bytes:
    """A workbook of one worksheet, with other ``parts`` beside or instead of those it needs."""
    links = (("r1", "worksheet", "worksheets/sheet1.xml"), *links)
    shared = {} if texts is None else {"xl/sharedStrings.xml": f"<sst {NAMES}>{texts}</sst>"}
    if shared:
        links = (*links, ("texts", "sharedStrings", "sharedStrings.xml"))
    override = f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}"/>'
    return zipped(
        {
            "[Content_Types].xml": f"<Types>{override}</Types>",
            "_rels/.rels": relationships(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f"<workbook {NAMES}><sheets>{sheets}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relationships(*links),
            "xl/worksheets/sheet1.xml": sheet() if part is None else part,
            **shared,
            **(parts or {}),
        }
    )


def beside(**parts: str) -> dict[str, str]:
    """Parts beside the first sheet, each of the kind of relationship that is its name."""
    links = relationships(*((kind, kind, f"../{kind}.xml") for kind in parts))
    named = {f"xl/{kind}.xml": part for kind, part in parts.items()}
    return {**named, "xl/worksheets/_rels/sheet1.xml.rels": links}


_ODF = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
_STRUCK = (
    '<office:automatic-styles><style:style style:name="s"><style:text-properties'
    ' style:text-line-through-style="solid"/></style:style></office:automatic-styles>'
)


def opendocument(rows: str, table: str = 'table:name="A"') -> bytes:
    """An OpenDocument spreadsheet of one table."""
    content = (
        f"<office:document-content{_ODF}>{_STRUCK}<office:body><office:spreadsheet>"
        f"<table:table {table}>{rows}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": "<manifest:manifest/>",
        }
    )


def text_row(text: str, cell: str = "", row: str = "") -> str:
    """A row of one cell that holds a text, each with further attributes."""
    return (
        f'<table:table-row {row}><table:table-cell office:value-type="string" {cell}>'
        f"<text:p>{text}</text:p></table:table-cell></table:table-row>"
    )
