"""What an .xlsb holds beside its values, record by record. Source: [MS-XLSB] 2.3 and 2.4.

Of formulas only the places are told.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from struct import unpack_from

from ita_xlsx.intake.formats.cells import Details, Drawn, Link, Place, hide
from ita_xlsx.intake.formats.drawings import drawings
from ita_xlsx.intake.guard.scan_xlsb import (
    BLANK,
    FULL_CELLS,
    ROW,
    SHORT_CELLS,
    TEXTS,
    records,
    text_at,
)
from ita_xlsx.official.stamp import without_marks
from ita_xlsx.ooxml.package import Package
from ita_xlsx.ooxml.zip_directory import Refused

_STYLES = "xl/styles.bin"
# BrtFont, BrtXF; BrtBeginCellXFs and BrtEndCellXFs, between which are the styles of cells.
_FONT, _STYLE, _BEGIN_STYLES, _END_STYLES = 43, 47, 617, 618
# BrtFmlaString to BrtFmlaError; BrtColInfo; BrtHLink; BrtBeginComment, BrtCommentText.
_FORMULAS, _COLUMNS, _LINK, _NOTE, _NOTE_TEXT = range(8, 12), 60, 494, 635, 637
_TEXT, _SHOWS = 19, {7: 8, 18: 4}  # BrtSSTItem; BrtCellIsst, BrtShortIsst
_STRUCK_OUT, _NO_HEIGHT, _HIDDEN, _RICH = 0x08, 0x10, 0x01, 0x01
_UNKNOWN_FORMULA = "=…"

Record = tuple[int, bytes]


class Struck:
    """What is struck out in a workbook: styles of cells, and parts of shared texts by number."""

    def __init__(self, package: Package) -> None:
        self._fonts: list[bool] = []
        self.styles: list[bool] = []
        inside = False
        for kind, body in _read(package, _STYLES):
            inside = kind == _BEGIN_STYLES or (inside and kind != _END_STYLES)
            if kind == _FONT:
                self._fonts.append(bool(body[2] & _STRUCK_OUT))
            elif kind == _STYLE and inside:
                self.styles.append(self._strikes(unpack_from("<H", body, 4)[0]))
        self.texts: dict[int, str] = {}
        if any(self._fonts):
            bodies = (body for kind, body in _read(package, TEXTS) if kind == _TEXT)
            self.texts = {n: text for n, body in enumerate(bodies) if (text := self._part(body))}

    def _strikes(self, font: int) -> bool:
        return font < len(self._fonts) and self._fonts[font]

    def _part(self, body: bytes) -> str:
        """What of a text in several fonts is struck out."""
        if not body[0] & _RICH:
            return ""
        text, at = text_at(body, 1)
        count = unpack_from("<I", body, at)[0]
        runs = [unpack_from("<2H", body, at + 4 + 4 * n) for n in range(min(count, len(text)))]
        ends = [start for start, _ in runs[1:]] + [len(text)]
        pieces = (
            text[start:end]
            for (start, font), end in zip(runs, ends, strict=True)
            if self._strikes(font)
        )
        return "".join(pieces).strip()


def details_of_xlsb(
    package: Package, key: str, errors: Mapping[Place, str], struck: Struck
) -> Details:
    """What is beside the values of a worksheet; its ``errors`` are known.

    Raises struct.error, IndexError or UnicodeDecodeError for a damaged file.
    """
    formulas, struck_at = dict[Place, str](), dict[Place, str]()
    hidden_rows, hidden_columns = set[int](), list[int]()
    links = list[Link]()
    targets = package.external_targets(key)
    row, column = 0, -1
    for kind, body in _read(package, key):
        if kind == ROW:
            row, column = unpack_from("<I", body)[0], -1
            if body[11] & _NO_HEIGHT:
                hidden_rows.add(row)
        elif kind in FULL_CELLS or kind in SHORT_CELLS:
            short = kind in SHORT_CELLS
            column = column + 1 if short else unpack_from("<I", body)[0]
            style = int.from_bytes(body[0 if short else 4 :][:3], "little")
            if kind not in (BLANK, SHORT_CELLS[0]) and struck.styles[style : style + 1] == [True]:
                struck_at[row, column] = ""
            if kind in _SHOWS and (n := unpack_from("<I", body, _SHOWS[kind])[0]) in struck.texts:
                struck_at[row, column] = struck.texts[n]
            if kind in _FORMULAS:
                formulas[row, column] = _UNKNOWN_FORMULA
        elif kind == _COLUMNS:
            first, last, width, _, flags = unpack_from("<4IH", body)
            if flags & _HIDDEN or not width:
                hide(hidden_columns, first, last)
        elif kind == _LINK:
            links.extend(_link(body, targets))
    return Details(
        formulas=formulas,
        errors=errors,
        notes=dict(_notes(package, key)),
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
        links=tuple(links),
        struck=struck_at,
        drawn=tuple(_drawings(package, key)),
    )


def _read(package: Package, key: str) -> Iterator[Record]:
    part = package.read(key) if key in package.parts else b""
    return ((kind, part[at : at + length]) for kind, at, length in records(part))


def _link(body: bytes, targets: Mapping[str, str]) -> Iterator[Link]:
    top, bottom, left, right = unpack_from("<4I", body)
    link, end = text_at(body, 16)
    place = text_at(body, end)[0]
    if address := targets.get(link, "") + (f"#{place}" if place else ""):
        yield Link((top, left, bottom, right), address)


def _notes(package: Package, sheet: str) -> Iterator[tuple[Place, str]]:
    place: Place = (0, 0)
    for link in package.relationships(sheet):
        for kind, body in _read(package, link.key) if link.kind == "comments" else ():
            if kind == _NOTE:
                row, _, column = unpack_from("<3I", body, 4)
                place = row, column
            elif kind == _NOTE_TEXT and (note := without_marks(text_at(body, 1)[0]).strip()):
                yield place, note


def _drawings(package: Package, sheet: str) -> Iterator[Drawn]:
    with suppress(Refused):
        yield from drawings(package, sheet, (), ())
