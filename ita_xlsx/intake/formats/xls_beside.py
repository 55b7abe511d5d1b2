"""What an .xls holds beside its values, record by record. Source: [MS-XLS] 2.4, [MS-OSHARED] 2.3.7.

Of formulas only the places are told; links, notes and drawings are known since Excel 97.
"""

from collections.abc import Callable, Iterator
from struct import error, unpack_from

from ita_xlsx.intake.formats.cells import Details, Drawn, Link, Place, hide
from ita_xlsx.intake.formats.xls import error_of
from ita_xlsx.intake.guard.xls_records import (
    EOF,
    WORKSHEET,
    listed_sheets,
    records,
    shared_texts,
    sheet_records,
)
from ita_xlsx.official.stamp import without_marks
from ita_xlsx.xlsx.limits import SHEET_ROWS

_FONT, _STYLE, _SEVERAL_RK = 0x31, 0xE0, 0xBD
_SHOWS_TEXT = 0xFD  # LABELSST
# BOOLERR, LABEL, NUMBER, RK, RSTRING: other cells that hold something, but for formulas.
_VALUES = (0x205, 0x204, 0x203, 0x27E, 0xD6)
# In a formula: a text, and at its end the function HYPERLINK of two arguments. Source: 2.5.198.
_TEXT = b"\x17"
_HYPERLINK = tuple(bytes([kind, 2, 0x67, 0x01]) for kind in (0x22, 0x42, 0x62))
# No font has the number four.
_NO_FONT = 4
_STRUCK_OUT = 0x08
_UNKNOWN_ADDRESS = "?"
_UNKNOWN_FORMULA = "=…"


def details_of_xls(book: bytes) -> list[Details] | None:
    """What is beside the values of each worksheet in its order; None when that cannot be told."""
    try:
        struck = _Struck(book)
        sheets = [sheet for sheet in listed_sheets(book) if sheet.kind == WORKSHEET]
        return [_SheetReader(book, struck).read(sheet.at) for sheet in sheets]
    except (error, IndexError):
        return None


class _Struck:
    """What is struck out: the numbers of styles of cells, and parts of shared texts by number."""

    def __init__(self, book: bytes) -> None:
        fonts: list[bool] = []
        styles: list[int] = []
        for kind, at, _ in records(book, 0):
            if kind == EOF:
                break
            if kind == _FONT:
                fonts.append(bool(book[at + 2] & _STRUCK_OUT))
                if len(fonts) == _NO_FONT:
                    fonts.append(False)
            elif kind == _STYLE:
                styles.append(unpack_from("<H", book, at)[0])
        struck = {number for number, strikes in enumerate(fonts) if strikes}
        self.styles = frozenset(number for number, font in enumerate(styles) if font in struck)
        self.texts: dict[int, str] = {}
        for number, (text, runs) in enumerate(shared_texts(book) if struck else ()):
            ends = [start for start, _ in runs[1:]] + [len(text)]
            parts = (text[r[0] : end] for r, end in zip(runs, ends, strict=False) if r[1] in struck)
            if part := "".join(parts).strip():
                self.texts[number] = part


# Kinds of objects. Source: [MS-XLS] 2.5.143.
_CHART, _PICTURE, _CHECK_BOX, _RADIO, _NOTE = 0x05, 0x08, 0x0B, 0x0C, 0x19
_KINDS = {_CHART: "chart", _PICTURE: "picture"}
# Parts of an OBJ record: what a picture is linked to or embedded, whether a box is ticked.
_EMBEDDED, _TICKED = 0x09, 0x12
# The head of the place of a drawing: [MS-XLS] 2.5.193.
_ANCHOR = b"\x10\xf0\x12\0\0\0"


class _SheetReader:
    """Takes the records of one worksheet."""

    def __init__(self, book: bytes, struck: _Struck) -> None:
        self.book = book
        self.struck_out = struck
        self.formulas: dict[Place, str] = {}
        self.errors: dict[Place, str] = {}
        self.struck: dict[Place, str] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[int] = []
        self.links: list[Link] = []
        self.anchor: Place | None = None
        self.last = SHEET_ROWS
        self.number = self.missing = 0
        self.objects: dict[int, Drawn] = {}
        self.texts: dict[int, str] = {}
        self.noted: dict[Place, int] = {}
        self.steps: dict[int, Callable[[int, int], None]] = {
            0x06: self.take_formula,
            0x208: self.take_row,
            0x7D: self.take_columns,
            0x1B8: self.take_link,
            0xEC: self.take_drawing,
            0x5D: self.take_object,
            0x1B6: self.take_text,
            0x3C: self.take_more_text,
            0x1C: self.take_note,
            _SHOWS_TEXT: self.take_shared,
            _SEVERAL_RK: self.take_several,
            **dict.fromkeys(_VALUES, self.take_cell),
        }

    def read(self, start: int) -> Details:
        """The details of the sheet that begins there; further ones, of charts, may be in it."""
        for kind, at, length, inside in sheet_records(self.book, start):
            step = self.steps.get(kind) if inside <= 1 else None
            if step:
                step(at, length)
                if code := error_of(kind, self.book, at):
                    self.errors[self._place(at)] = code
        return Details(
            formulas=self.formulas,
            errors=self.errors,
            notes=dict(self._notes()),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            links=tuple(self.links),
            struck=self.struck,
            drawn=tuple(self._drawn()),
        )

    def _place(self, at: int) -> Place:
        row, column = unpack_from("<2H", self.book, at)
        return row, column

    def take_formula(self, at: int, length: int) -> None:
        place = self._place(at)
        self.formulas[place] = _UNKNOWN_FORMULA
        self.take_cell(at, length)
        formula = self.book[at + 22 : at + 22 + unpack_from("<H", self.book, at + 20)[0]]
        if formula[:1] == _TEXT and formula.endswith(_HYPERLINK):
            end = 3 + formula[1] * (1 + (formula[2] & 1))
            address = formula[3:end].decode("utf-16-le" if formula[2] & 1 else "cp1252", "replace")
            self.links.append(Link((*place, *place), address))

    def take_cell(self, at: int, length: int) -> None:
        if unpack_from("<H", self.book, at + 4)[0] in self.struck_out.styles:
            self.struck[self._place(at)] = ""

    def take_shared(self, at: int, length: int) -> None:
        self.take_cell(at, length)
        number = unpack_from("<I", self.book, at + 6)[0]
        if number in self.struck_out.texts:
            self.struck[self._place(at)] = self.struck_out.texts[number]

    def take_several(self, at: int, length: int) -> None:
        row, first = self._place(at)
        for column, place in enumerate(range(at + 4, at + length - 2, 6), first):
            if unpack_from("<H", self.book, place)[0] in self.struck_out.styles:
                self.struck[row, column] = ""

    def take_row(self, at: int, length: int) -> None:
        row, height, flags = unpack_from("<H4xH4xH", self.book, at)
        if flags & 0x20 or not height:
            self.hidden_rows.add(row)

    def take_columns(self, at: int, length: int) -> None:
        first, last, width, flags = unpack_from("<3H2xH", self.book, at)
        if flags & 0x01 or not width:
            hide(self.hidden_columns, first, min(last, 0xFF))

    def take_link(self, at: int, length: int) -> None:
        top, bottom, left, right = unpack_from("<4H", self.book, at)
        try:
            address = _address(self.book[at + 24 : at + length])
        except (error, IndexError):
            address = _UNKNOWN_ADDRESS
        if address:
            self.links.append(Link((top, left, bottom, right), address))

    def take_drawing(self, at: int, length: int) -> None:
        found = self.book.rfind(_ANCHOR, at, at + length)
        if found >= 0:
            place = found + len(_ANCHOR) + 2
            column, row, self.last = unpack_from("<H2xH6xH", self.book, place)
            self.anchor = row, column

    def take_object(self, at: int, length: int) -> None:
        kind, self.number = unpack_from("<2H", self.book, at + 4)
        parts = dict(self._parts(at, at + length))
        name = _KINDS.get(kind, "text")
        if kind == _NOTE:
            name = ""
        elif kind == _PICTURE and _EMBEDDED in parts:
            name = "document"
        elif kind in (_CHECK_BOX, _RADIO):
            ticked = _TICKED in parts and unpack_from("<H", self.book, parts[_TICKED])[0]
            name = "checked" if ticked else "unchecked"
        self.objects[self.number] = Drawn(name, self.anchor, last=self.last)

    def _parts(self, at: int, end: int) -> Iterator[tuple[int, int]]:
        """The kind of each part of an OBJ record and where its body is."""
        while at + 4 <= end:
            kind, length = unpack_from("<2H", self.book, at)
            yield kind, at + 4
            at += 4 + length

    def take_text(self, at: int, length: int) -> None:
        self.missing = unpack_from("<H", self.book, at + 10)[0]
        self.texts[self.number] = ""

    def take_more_text(self, at: int, length: int) -> None:
        """Go on with the text of the last object, of which so many letters are missing."""
        if self.missing <= 0:
            return
        codec, width = ("utf-16-le", 2) if self.book[at] & 1 else ("latin-1", 1)
        letters = self.book[at + 1 : at + min(length, 1 + self.missing * width)]
        self.texts[self.number] += letters.decode(codec, "replace")
        self.missing -= len(letters) // width

    def take_note(self, at: int, length: int) -> None:
        self.noted[self._place(at)] = unpack_from("<H", self.book, at + 6)[0]

    def _notes(self) -> Iterator[tuple[Place, str]]:
        for place, number in self.noted.items():
            # Each text once: thousands of notes may name one.
            if note := without_marks(self.texts.pop(number, "")).strip():
                yield place, note

    def _drawn(self) -> Iterator[Drawn]:
        for number, drawn in self.objects.items():
            text = self.texts.get(number, "").strip()
            if drawn.kind and (text or drawn.kind != "text"):
                yield drawn._replace(text=text)


# --- links ----------------------------------------------------------------------------------------

_WEB = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")
_FILE = bytes.fromhex("0303000000000000c000000000000046")
_HAS_TARGET, _HAS_PLACE, _HAS_NAME, _HAS_FRAME, _IS_TEXT = 0x01, 0x08, 0x10, 0x80, 0x100


def _address(link: bytes) -> str:
    """The address of a Hyperlink object. Raises struct.error or IndexError for an unknown one."""
    flags = unpack_from("<I", link, 4)[0]
    at, target, place = 8, "", ""
    for flag in (_HAS_NAME, _HAS_FRAME):
        if flags & flag:
            _, at = _text(link, at)
    if flags & _HAS_TARGET:
        read = _text if flags & _IS_TEXT else _target
        target, at = read(link, at)
    if flags & _HAS_PLACE:
        place, at = _text(link, at)
    return target + (f"#{place}" if place else "")


def _text(link: bytes, at: int) -> tuple[str, int]:
    """A text with its length in letters before it, and where it ends."""
    end = at + 4 + 2 * int(unpack_from("<I", link, at)[0])
    return _letters(link[at + 4 : end]), end


def _target(link: bytes, at: int) -> tuple[str, int]:
    kind, at = link[at : at + 16], at + 16
    if kind == _WEB:
        end = at + 4 + int(unpack_from("<I", link, at)[0])
        return _letters(link[at + 4 : end]), end
    if kind != _FILE:
        raise IndexError
    up, size = unpack_from("<HI", link, at)
    path = link[at + 6 : at + 6 + size].partition(b"\0")[0].decode("cp874", "replace")
    at += 6 + size + 24
    length = unpack_from("<I", link, at)[0]
    if length:
        path = _letters(link[at + 10 : at + 4 + length])
    return "../" * min(up, 99) + path, at + 4 + length


def _letters(text: bytes) -> str:
    return text.decode("utf-16-le", "replace").partition("\0")[0]
