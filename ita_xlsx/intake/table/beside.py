"""What a sheet holds beside the texts of its cells: links, text boxes, pictures, what is struck."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from urllib.parse import unquote

from ita_xlsx.findings import Finding, Rule
from ita_xlsx.findings import beside as rules
from ita_xlsx.intake.formats.cells import Drawn, Link, Place, Sheet, as_text, with_texts
from ita_xlsx.intake.table.header import Header
from ita_xlsx.intake.table.table import Table
from ita_xlsx.official.limits import is_web_address
from ita_xlsx.ooxml.addresses import a1

# A link of an area this large leads from its first cell.
_MOST_CELLS = 200
# What WPS Office writes as the value of a picture in a cell.
_PICTURE = "DISPIMG("


def with_evidence(sheet: Sheet, headers: Sequence[Header]) -> Sheet:
    """The sheet with the addresses to which its evidence leads in the cells themselves.

    A web address comes first, as evidence begins with it. Texts that stand for pictures are gone.
    """
    changed = {place: "" for place in _pictures(sheet) if _PICTURE in _text(sheet, place)}
    for place, address in _hidden_addresses(sheet):
        if _is_evidence(place, headers):
            text = changed.get(place, _text(sheet, place))
            lines = (address, text) if is_web_address(address) else (text, address)
            changed[place] = "\n".join(filter(None, lines))
    return replace(sheet, rows=with_texts(sheet.rows, changed)) if changed else sheet


def with_pictures(table: Table, sheet: Sheet) -> Table:
    """The table with the rows of its measures whose evidence is a picture on the sheet."""
    pictures = {row for row, column in _pictures(sheet) if _evidence_column(table) == column}
    pictured = frozenset(
        measure.row + 1
        for measure in table.measures
        if not pictures.isdisjoint(range(measure.row, measure.row + measure.rows))
    )
    if not pictured:
        return table
    return replace(table, submission=replace(table.submission, pictured=pictured))


def beside_findings(
    file: str, sheet: Sheet, headers: Sequence[Header], tables: Sequence[Table]
) -> Iterator[Finding]:
    """A finding for each thing beside the cells of a sheet as it came, and its ``tables`` as read.

    Of a sheet without a table only what lies over its cells is told: its cells were not read.
    """
    if headers:
        for place, address in sorted(_hidden_addresses(sheet)):
            rule = rules.INNER_LINK if address.startswith("#") else rules.LINK
            rule = rules.EVIDENCE_LINK if _is_evidence(place, headers) else rule
            yield _finding(rule, file, sheet, place, _text(sheet, place), headers, address=address)
        for place, struck in _struck(sheet):
            yield _finding(rules.STRUCK, file, sheet, place, struck, headers)
    for rule, texts in (
        (rules.INSERTED, sheet.details.inserted),
        (rules.DELETED, sheet.details.deleted),
    ):
        for place, text in sorted(texts.items()):
            yield _finding(rule, file, sheet, place, text, headers)
    evidence = set(_evidence_cells(tables))
    for one in sheet.details.drawn:
        rule = rules.DRAWN_TEXT if one.text else rules.DRAWN
        if one.kind == "picture" and not one.text:
            rule = rules.EVIDENCE_PICTURE if one.place in evidence else rule
            rule = rules.LOGO if headers and _is_above(one, headers[0]) else rule
        words = {"kind": rules.KINDS[one.kind]}
        yield _finding(rule, file, sheet, one.place, one.text, headers, **words)


def _is_above(one: Drawn, header: Header) -> bool:
    """Whether something drawn begins above a header and covers nothing below it."""
    begins = one.last if one.place is None else one.place[0]
    return begins < header.first and one.last <= header.last


def _finding(
    rule: Rule,
    file: str,
    sheet: Sheet,
    place: Place | None,
    value: str,
    headers: Sequence[Header],
    **words: object,
) -> Finding:
    if place is None:
        return Finding(rule, file, sheet.name, value=value, words=words)
    above = (header for header in reversed(headers) if header.last < place[0])
    columns = next((header.columns for header in above), {})
    key = next((key for key, column in columns.items() if column == place[1]), "")
    return Finding(rule, file, sheet.name, a1(*place), key, value, words)


def _text(sheet: Sheet, place: Place) -> str:
    row = sheet.rows[place[0]] if 0 <= place[0] < len(sheet.rows) else []
    return as_text(row[place[1]]) if place[1] < len(row) else ""


# --- evidence -------------------------------------------------------------------------------------


def _is_evidence(place: Place, headers: Sequence[Header]) -> bool:
    row, column = place
    return any(h.last < row and h.columns.get("evidence") == column for h in headers)


def _evidence_column(table: Table) -> int | None:
    return table.submission.columns.get("evidence")


def _evidence_cells(tables: Sequence[Table]) -> Iterator[Place]:
    """The cells of the evidence of all measures."""
    for table in tables:
        column = _evidence_column(table)
        if column is not None:
            for measure in table.measures:
                yield from product(range(measure.row, measure.row + measure.rows), (column,))


def _pictures(sheet: Sheet) -> list[Place]:
    return [one.place for one in sheet.details.drawn if one.kind == "picture" and one.place]


# --- links and struck-out texts -------------------------------------------------------------------


def _hidden_addresses(sheet: Sheet) -> Iterator[tuple[Place, str]]:
    """The cells that lead to an address which they do not show, with that address."""
    seen = set()
    for (top, left, bottom, right), address in _links(sheet):
        area = [(top, left)]
        if (bottom - top + 1) * (right - left + 1) <= _MOST_CELLS:
            cells = product(range(top, bottom + 1), range(left, right + 1))
            area = [place for place in cells if _text(sheet, place)] or area
        for place in area:
            if (place, address) not in seen and not _shows(_text(sheet, place), address):
                seen.add((place, address))
                yield place, address


_LONGEST = 8192  # letters of a formula
_LINK_FORMULA = re.compile(r'\bHYPERLINK\(\s*"((?:[^"]|"")*)"(?!")', re.IGNORECASE)


def _links(sheet: Sheet) -> Iterator[Link]:
    """The links of cells and those that a formula makes."""
    yield from sheet.details.links
    for place, formula in sheet.details.formulas.items():
        if found := _LINK_FORMULA.search(formula, 0, _LONGEST):
            yield Link((*place, *place), found[1].replace('""', '"'))


_SCHEMES = ("mailto:", "https://", "http://")


def _shows(text: str, address: str) -> bool:
    """Whether a text holds an address, however it is escaped, with or without its beginning."""
    shown = unquote(text).lower()
    bare = unquote(address).lower()
    for scheme in _SCHEMES:
        bare = bare.removeprefix(scheme)
    return bare.rstrip("/") in shown


def _struck(sheet: Sheet) -> Iterator[tuple[Place, str]]:
    """The cells with a struck-out text, and that text; once for a row of which all is struck."""
    struck = {
        place: part or _text(sheet, place)
        for place, part in sorted(sheet.details.struck.items())
        if _text(sheet, place)
    }
    rows: dict[int, list[Place]] = {}
    for place in struck:
        rows.setdefault(place[0], []).append(place)
    for number, places in rows.items():
        filled = sum(value != "" for value in sheet.rows[number])
        whole = all(struck[place].strip() == _text(sheet, place).strip() for place in places)
        if len(places) == filled and whole:
            yield places[0], " | ".join(struck[place] for place in places)
        else:
            yield from ((place, struck[place]) for place in places)
