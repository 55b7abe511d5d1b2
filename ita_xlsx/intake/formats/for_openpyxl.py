"""The package that openpyxl is given: what it needs of the sender's, under names that it knows.

It finds parts only under the names that relationships spell, gives up for a sheet whose part is
missing or a merge of whole columns, and reads drawings, rules and names that nobody asks for here.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, count

from ita_xlsx.ooxml.package import CONTENT_TYPES, Index, Listed, Package, workbook_key
from ita_xlsx.ooxml.repack import package_of
from ita_xlsx.ooxml.xml_text import UTF16

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# openpyxl knows only the Transitional names of what Strict Open XML calls by others.
_STRICT_NAMES = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", _MAIN.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _OFFICE.encode()),
)


def listed_sheets(index: Index, package: Package) -> list[Listed]:
    """The worksheets that the workbook lists and the package holds, each under its own name."""
    sheets: dict[str, Listed] = {}
    numbers = defaultdict[str, "count[int]"](lambda: count(1))
    for sheet in index.sheets:
        if sheet.key in package.parts:
            names = chain([sheet.name], (f"{sheet.name}{number}" for number in numbers[sheet.name]))
            name = next(name for name in names if name not in sheets)
            sheets[name] = sheet._replace(name=name)
    return list(sheets.values())


def package_for_openpyxl(
    package: Package, index: Index, sheets: Sequence[Listed], formats: bool
) -> bytes:
    """A package of these ``sheets``, with or without their formats of numbers, for openpyxl.

    Left out are merges (openpyxl drops what is merged away, and makes an object of each such cell,
    of a whole sheet without end), blank cells (one that is written twice would take the place of a
    value), and all that follows the rows. Raises KeyError and Refused as ``Package.read`` does.
    """
    return package_of(dict(_parts(package, index, sheets, formats)))


def _parts(
    package: Package, index: Index, sheets: Sequence[Listed], formats: bool
) -> Iterator[tuple[str, bytes]]:
    def text(key: str) -> bytes:
        return _transitional(in_utf8(package.read(key)))

    numbers = range(1, len(sheets) + 1)
    kinds = {"xl/workbook.xml": "sheet.main"}
    kinds |= {f"xl/worksheets/sheet{number}.xml": "worksheet" for number in numbers}
    book = workbook_key(package)
    if strings := package.related(book, "sharedStrings"):
        kinds["xl/sharedStrings.xml"] = "sharedStrings"
        yield "xl/sharedStrings.xml", _with_escapes(text(strings))
    if styles := package.related(book, "styles"):
        kinds["xl/styles.xml"] = "styles"
        yield "xl/styles.xml", text(styles) if formats else _FORMAT.sub(rb"\g<1>0", text(styles))
    for number, sheet in enumerate(sheets, 1):
        part = _only_rows(text(sheet.key))
        yield f"xl/worksheets/sheet{number}.xml", part if styles else _STYLE.sub(rb"\1", part)
    yield "xl/workbook.xml", _workbook(numbers, index.date1904)
    links = [(f"r{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    yield "xl/_rels/workbook.xml.rels", _relationships(links)
    yield CONTENT_TYPES, _content_types(kinds)


def _workbook(numbers: Sequence[int], date1904: bool) -> bytes:
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{date1904:d}"/>'
        f"<sheets>{listed}</sheets></workbook>"
    ).encode()


def _relationships(links: Sequence[tuple[str, str, str]]) -> bytes:
    """Of the id, the kind and the target of each."""
    tags = (
        f'<Relationship Id="{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, kind, target in links
    )
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(tags)}</Relationships>'.encode()
    )


def _content_types(kinds: dict[str, str]) -> bytes:
    tags = (
        f'<Override PartName="/{name}" ContentType="{_SPREADSHEET}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{"".join(tags)}</Types>'.encode()


_DECLARED = re.compile(r"\s*<\?xml[^<>]*\?>")


def in_utf8(part: bytes) -> bytes:
    """A part of XML in UTF-8, if it was in UTF-16."""
    encoding = UTF16.get(part[:2])
    if encoding is None:
        return part
    text = part.decode(encoding)
    declared = _DECLARED.match(text)
    return text[declared.end() if declared else 0 :].encode()


def _with_escapes(part: bytes) -> bytes:
    """Shared texts of which openpyxl, which drops every ``x005F_``, leaves what is written."""
    return part.replace(b"x005F_", b"x005Fx005F__")


def _transitional(part: bytes) -> bytes:
    for strict, known in _STRICT_NAMES:
        part = part.replace(strict, known)
    return part


_PREFIX = rb"(?:[\w.-]+:)?"
_ROOT = re.compile(rb"<(%sworksheet)[\s>]" % _PREFIX)
_END = re.compile(rb"</%ssheetData\s*>" % _PREFIX)
_BLANK_CELL = re.compile(rb"<%sc(?:\s[^<>]*)?(?:/>|(?<!/)></%sc\s*>)" % (_PREFIX, _PREFIX))
_MERGE = re.compile(rb"<%smergeCell\s[^<>]*>(?:\s*</%smergeCell\s*>)?" % (_PREFIX, _PREFIX))
_STYLE = re.compile(rb'(<%sc\s[^<>]*?)\ss="\d+"' % _PREFIX)
_FORMAT = re.compile(rb'(<%sxf\s[^<>]*?\bnumFmtId\s*=\s*["\'])\d+' % _PREFIX)


def _only_rows(part: bytes) -> bytes:
    """A worksheet up to the end of its rows, without its blank cells."""
    root, ends = _ROOT.search(part), [match.end() for match in _END.finditer(part)]
    if root and ends:
        part = part[: ends[-1]] + b"</" + root[1] + b">"
    return _MERGE.sub(b"", _BLANK_CELL.sub(b"", part))
