"""The marked copy of a workbook: its cells coloured and annotated, a list of all in front."""

from collections.abc import Sequence
from typing import NamedTuple

from ita_xlsx.findings import Finding
from ita_xlsx.official.stamp import (
    COPY_OF_PROPERTY,
    NO_SEAL,
    RETURN_PROPERTY,
    RETURN_SHEET,
    RETURN_TITLE,
    SEAL_PROPERTY,
    stamp,
)
from ita_xlsx.ooxml.editing import EditedPackage
from ita_xlsx.ooxml.markup import (
    MAIN,
    RELATIONSHIPS,
    Document,
    Edit,
    quoted_attribute,
    splice,
    with_attribute,
)
from ita_xlsx.ooxml.zip_directory import Refused
from ita_xlsx.report.returns.boxes import used_blocks
from ita_xlsx.report.returns.colours import with_colours, without_colours
from ita_xlsx.report.returns.heights import Shared, shared_of, with_heights
from ita_xlsx.report.returns.list_sheet import list_sheet
from ita_xlsx.report.returns.marks import CannotMark, by_severity, marks_of, to_fix
from ita_xlsx.report.returns.notes import set_notes
from ita_xlsx.report.returns.properties import set_properties
from ita_xlsx.report.returns.styles import Looks, add_looks

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
# The kinds of workbook that are marked, by what their content type holds. Macros stay, unread.
_SUFFIXES = (("sheet.macroEnabled.main+xml", ".xlsm"), ("spreadsheetml.sheet.main+xml", ".xlsx"))
# What would no longer be true of a package with a sheet more: signatures, a log of changes.
_REFUSED = ("_xmlsignatures/", "xl/revisions/")


class Marked(NamedTuple):
    """A marked copy: its bytes and the ending of its name."""

    content: bytes
    suffix: str


class _Sheet(NamedTuple):
    name: str
    part: str


def marked_copy(
    content: bytes, findings: Sequence[Finding], remarks: Sequence[str] = (), copy_of: str = ""
) -> Marked:
    """A copy of an Open XML workbook in which its error and warning findings are marked.

    The marks of an earlier copy are taken off first. ``remarks`` are said above the list;
    ``copy_of`` says whose copy it is (``stamp.copy_of``). The same input gives the same bytes.
    Raises CannotMark for a workbook of another kind, or one that is not built as this program knows
    it.
    """
    try:
        return _marked(EditedPackage(content), findings, remarks, copy_of)
    except (Refused, KeyError, ValueError) as error:
        # What the schema demands is missing or no number: not built as we know it.
        raise CannotMark from error


def _marked(
    package: EditedPackage, findings: Sequence[Finding], remarks: Sequence[str], copy_of: str
) -> Marked:
    book = package.related("", "officeDocument")
    if book is None or _is_refused(package, book):
        raise CannotMark
    suffix = _suffix(package.content_types().get(book, ""))
    listed = to_fix(findings)
    looks = _add_looks(package, book)
    sheets = _sheets(package, book)
    by_sheet: dict[str, list[Finding]] = {}
    for finding in listed:
        by_sheet.setdefault(finding.sheet, []).append(finding)
    blocks = used_blocks(package.read(key) for key in package.parts if key.endswith(".vml"))
    shared = shared_of(*(_related(package, book, kind) for kind in ("styles", "sharedStrings")))
    for sheet in sheets:
        _mark(package, sheet, by_sheet.get(sheet.name, []), looks, shared, blocks)
    names = {sheet.name for sheet in sheets}
    _add_list(package, book, sheets, list_sheet(listed, remarks, names, looks))
    properties = {RETURN_PROPERTY: stamp(RETURN_PROPERTY), COPY_OF_PROPERTY: copy_of}
    set_properties(package, {**properties, SEAL_PROPERTY: NO_SEAL})
    return Marked(package.to_bytes(), suffix)


def _is_refused(package: EditedPackage, book: str) -> bool:
    strict = MAIN.encode() not in package.read(book)
    return strict or any(part.startswith(_REFUSED) for part in package.parts)


def _suffix(content_type: str) -> str:
    for known, suffix in _SUFFIXES:
        if content_type.endswith(known):
            return suffix
    raise CannotMark


def _add_looks(package: EditedPackage, book: str) -> Looks:
    part = package.related(book, "styles")
    if part is None:
        raise CannotMark
    styles, looks = add_looks(package.read(part))
    package.write(part, styles)
    return looks


def _sheets(package: EditedPackage, book: str) -> list[_Sheet]:
    """The worksheets by name, in their order."""
    links = {link.id: link for link in package.relationships(book)}
    group = Document(package.read(book), 2).root.first("sheets")
    found = []
    for sheet in [] if group is None else group.children:
        number = next((v for name, v in sheet.about.items() if name.endswith(":id")), "")
        link = links.get(number)
        if link is not None and link.kind == "worksheet" and link.key in package.parts:
            found.append(_Sheet(sheet.about.get("name", ""), link.key))
    return found


def _mark(
    package: EditedPackage,
    sheet: _Sheet,
    findings: Sequence[Finding],
    looks: Looks,
    shared: Shared,
    blocks: set[int],
) -> None:
    content = without_colours(package.read(sheet.part))
    document = Document(content, 2, ("sheetData",))
    merges = document.root.first("mergeCells")
    merged = [area.about.get("ref", "") for area in ([] if merges is None else merges.children)]
    marks = marks_of(findings, merged)
    content = splice(content, _deselect(document))
    if marks:
        content = with_colours(content, by_severity(marks), looks.colours)
        content = with_heights(content, shared, merged)
    package.write(sheet.part, content)
    set_notes(package, sheet.part, {cell: mark.note for cell, mark in marks.items()}, blocks)


def _related(package: EditedPackage, book: str, kind: str) -> bytes:
    part = package.related(book, kind)
    return package.read(part) if part in package.parts else b""


def _deselect(sheet: Document) -> list[Edit]:
    """No sheet but the list is selected: of two that are, both would take what is typed."""
    views = sheet.root.first("sheetViews")
    return [
        (view.start, view.inner, with_attribute(sheet.tag(view), "tabSelected", "0"))
        for view in ([] if views is None else views.children)
        if view.about.get("tabSelected") in ("1", "true")
    ]


def _add_list(package: EditedPackage, book: str, sheets: Sequence[_Sheet], content: bytes) -> None:
    """Put the list in front, or in the place of that of an earlier copy."""
    for place, sheet in enumerate(sheets):
        if sheet.name == RETURN_SHEET and _has_title(package, book, sheet):
            package.write(sheet.part, content)
            package.write(book, _selected(package.read(book), place))
            return
    part = package.add_part(package.free_name("xl/worksheets/sheet{}.xml"), content, _SHEET)
    number = package.add_relationship(book, "worksheet", part)
    taken = {sheet.name for sheet in sheets}
    names = (RETURN_SHEET, *(f"{RETURN_SHEET} ({n})" for n in range(2, len(taken) + 3)))
    name = next(name for name in names if name not in taken)
    inserted = _with_first_sheet(package.read(book), name, number)
    package.write(book, _selected(inserted, 0))


def _has_title(package: EditedPackage, book: str, sheet: _Sheet) -> bool:
    """Whether it is a list of ours; other programs move its texts among the shared ones."""
    shared = package.related(book, "sharedStrings")
    title = RETURN_TITLE.encode()
    return any(title in package.read(part) for part in (sheet.part, shared) if part)


def _with_first_sheet(book: bytes, name: str, link: str) -> bytes:
    """The workbook part with a sheet in front; names that hold in one sheet count its place."""
    document = Document(book, 2)
    sheets, names = document.root.first("sheets"), document.root.first("definedNames")
    if sheets is None:
        raise CannotMark
    numbers = [int(sheet.about.get("sheetId", "0")) for sheet in sheets.children]
    markup = (
        f'<~sheet xmlns:r="{RELATIONSHIPS}" name="{quoted_attribute(name)}" '
        f'sheetId="{max(numbers, default=0) + 1}" r:id="{link}"/>'
    )
    edits: list[Edit] = [(sheets.inner, sheets.inner, document.own(markup))]
    for defined in [] if names is None else names.children:
        local = defined.about.get("localSheetId", "")
        if local.isdecimal():
            tag = with_attribute(document.tag(defined), "localSheetId", str(int(local) + 1))
            edits.append((defined.start, defined.inner, tag))
    return splice(book, edits)


def _selected(book: bytes, place: int) -> bytes:
    """The workbook part with one sheet in view."""
    document = Document(book, 2)
    views = document.root.first("bookViews")
    edits: list[Edit] = []
    for view in [] if views is None else views.children:
        tag = with_attribute(document.tag(view), "activeTab", str(place))
        edits.append((view.start, view.inner, with_attribute(tag, "firstSheet", "0")))
    return splice(book, edits)
