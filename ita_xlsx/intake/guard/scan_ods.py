"""A scan of the tables of an OpenDocument spreadsheet, where cells and rows repeat."""

from collections.abc import Iterable
from xml.parsers.expat import ParserCreate

from ita_xlsx.intake.guard.scan_xlsx import Attributes, SheetScan, Watch
from ita_xlsx.ooxml.xml_text import parse


def scan_ods(chunks: Iterable[bytes], watch: Watch) -> list[SheetScan]:
    """The scan of each table of a content.xml; ``watch`` is called on the way.

    Raises Refused for what is not well-formed XML (damaged): calamine waits for ever for a missing
    end tag.
    """
    scanner = _OdsScanner()
    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = scanner.start, scanner.end
    parser.CharacterDataHandler = scanner.take_text

    def after() -> None:
        for scan in scanner.sheets[-1:]:
            watch(scan)

    parse(chunks, parser, after)
    return scanner.sheets


class _OdsScanner:
    """The tables of a content.xml; a cell or row that is repeated counts as often as it stands."""

    def __init__(self) -> None:
        self.sheets: list[SheetScan] = []
        self.row = self.repeated = 0
        self.column = self.times = 0
        self.filled = True
        self.steps = {
            "table": self.take_table,
            "table-row": self.take_row,
            "table-cell": self.take_cell,
            "covered-table-cell": self.take_cell,
        }

    def start(self, tag: str, about: Attributes) -> None:
        """A tag was opened."""
        step = self.steps.get(tag.rpartition(":")[2])
        if step:
            step({name.rpartition(":")[2]: value for name, value in about.items()})
        elif not self.filled:
            self.fill()

    def end(self, tag: str) -> None:
        """A tag was closed."""
        self.filled |= tag.endswith("table-cell")

    def take_text(self, text: str) -> None:
        """Some text in a cell, as often as that stands."""
        for scan in self.sheets[-1:]:
            scan.texts += len(text.encode()) * max(1, self.times * self.repeated)

    def take_table(self, about: Attributes) -> None:
        self.sheets.append(SheetScan(about.get("name", ""), "content.xml"))
        self.row = self.repeated = 0
        self.filled = True

    def take_row(self, about: Attributes) -> None:
        self.row += self.repeated
        self.repeated = _times(about.get("number-rows-repeated"))
        self.column = self.times = 0
        for scan in self.sheets[-1:]:
            scan.rows += 1

    def take_cell(self, about: Attributes) -> None:
        self.times = _times(about.get("number-columns-repeated"))
        self.column += self.times
        self.filled = not self.sheets
        if self.sheets and not about.keys().isdisjoint(_VALUES):
            self.fill()

    def fill(self) -> None:
        """There is something in the cell."""
        self.filled = True
        scan = self.sheets[-1]
        times = self.times * self.repeated
        scan.cells += times
        scan.stretch(self.row + self.repeated - 1, self.column - 1, times)


_VALUES = ("value-type", "formula")


def _times(text: str | None) -> int:
    """How often something is repeated; a number that no sheet can hold is cut short."""
    return int(text.lstrip("0")[:9] or 1) if text and text.isdecimal() else 1
