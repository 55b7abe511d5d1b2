"""A cheap look at the tables of an OpenDocument spreadsheet, where cells and rows repeat."""

import re
from collections.abc import Callable, Iterable, Iterator
from xml.parsers.expat import ExpatError, ParserCreate

from ita_xlsx.intake.guard.scan_xlsx import SheetLook, Watch
from ita_xlsx.ooxml.xml_text import attributes
from ita_xlsx.ooxml.zip_directory import Refused


def look_at_ods(chunks: Iterable[bytes], watch: Watch) -> list[SheetLook]:
    """A look at each table of a content.xml; ``watch`` is called on the way.

    Raises Refused: damaged.
    """
    ods = _OdsLook(watch)
    for chunk in _well_formed(chunks):
        ods.feed(chunk)
    return ods.sheets


def _well_formed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same chunks, which must be whole XML: calamine waits for ever for a missing end tag.

    Raises Refused: damaged.
    """
    parser = ParserCreate()
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            yield chunk
        parser.Parse(b"", True)
    except (ExpatError, LookupError) as broken:
        raise Refused("damaged") from broken


_ODS_TAG = re.compile(
    rb"<(?:[^\s<>/!?:\"']+:)?"
    rb"(table|table-row|table-column|table-cell|covered-table-cell|style|table-properties|"
    rb"annotation)(?=[\s/>])((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>"
)
_UNSEEN_ROWS = ("collapse", "filter")


class _OdsLook:
    """The tables of a content.xml; a cell or row that is repeated counts as often as it stands."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.sheets: list[SheetLook] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.above = 0
        self.repeated = 0
        self.column = 0
        self.stands = 0

    def feed(self, chunk: bytes) -> None:
        for match in _ODS_TAG.finditer(chunk):
            about = attributes(match[2].decode("utf-8", "replace"))
            empty = match[2].endswith(b"/") or chunk.startswith(b"</", match.end())
            blank = empty and not about.keys() & {"value-type", "formula"}
            _ODS_STEPS[match[1]](self, about, blank)
        for look in self.sheets[-1:]:
            self.watch(look)

    def take_style(self, about: dict[str, str], blank: bool) -> None:
        self.style = about.get("name", "")

    def take_display(self, about: dict[str, str], blank: bool) -> None:
        if about.get("display") == "false":
            self.hidden_styles.add(self.style)

    def take_table(self, about: dict[str, str], blank: bool) -> None:
        state = "hidden" if about.get("style-name") in self.hidden_styles else "visible"
        self.sheets.append(SheetLook(about.get("name", ""), "content.xml", state))
        self.above = self.repeated = self.stands = 0

    def take_columns(self, about: dict[str, str], blank: bool) -> None:
        if self.sheets and about.get("visibility") in _UNSEEN_ROWS:
            self.sheets[-1].has_hidden_columns = True

    def take_row(self, about: dict[str, str], blank: bool) -> None:
        self.above += self.repeated
        self.repeated = _times(about.get("number-rows-repeated"))
        self.column = self.stands = 0
        for look in self.sheets[-1:]:
            look.rows += 1
            look.has_hidden_rows |= about.get("visibility") in _UNSEEN_ROWS

    def take_cell(self, about: dict[str, str], blank: bool) -> None:
        times = _times(about.get("number-columns-repeated"))
        self.column += times
        self.stands = 0
        if blank or not self.sheets:
            return
        look = self.sheets[-1]
        self.stands = times * self.repeated
        look.cells += self.stands
        look.has_formulas |= "formula" in about
        look.has_errors |= about.get("value-type") == "error"
        look.stretch(self.above + self.repeated - 1, self.column - 1)

    def take_note(self, about: dict[str, str], blank: bool) -> None:
        for look in self.sheets[-1:]:
            look.has_comments = True


_ODS_STEPS: dict[bytes, Callable[[_OdsLook, dict[str, str], bool], None]] = {
    b"style": _OdsLook.take_style,
    b"table-properties": _OdsLook.take_display,
    b"table": _OdsLook.take_table,
    b"table-column": _OdsLook.take_columns,
    b"table-row": _OdsLook.take_row,
    b"table-cell": _OdsLook.take_cell,
    b"covered-table-cell": _OdsLook.take_cell,
    b"annotation": _OdsLook.take_note,
}


def _times(text: str | None) -> int:
    """How often something is repeated; a number that no sheet can hold is cut short."""
    return int(text.lstrip("0")[:9] or 1) if text and text.isdecimal() else 1
