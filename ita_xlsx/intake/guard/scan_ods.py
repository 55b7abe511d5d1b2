"""A scan of the tables of an OpenDocument spreadsheet, where cells and rows repeat."""

from collections.abc import Iterable
from xml.parsers.expat import ParserCreate

from ita_xlsx.intake.guard.scan_xlsx import Attributes, SheetScan, Watch
from ita_xlsx.ooxml.xml_text import local_name, parse
from ita_xlsx.ooxml.zip_directory import Refused


def scan_ods(chunks: Iterable[bytes], watch: Watch) -> list[SheetScan]:
    """The scan of each table of a content.xml; ``watch`` is called on the way.

    Raises Refused for what is not well-formed XML (damaged): calamine waits for ever for a missing
    end tag; and for names and numbers that readers would read differently (odd_zip).
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
        if not _PREFIXES.keys().isdisjoint(about):
            _refuse_other_vocabulary(about)
        step = self.steps.get(local_name(tag))
        if step:
            if not tag.startswith(_TABLE) or any(map(_is_false_repeat, about)):
                raise Refused("odd_zip")
            step(about)
        elif tag == "text:s":
            self.add_text(times(about.get("text:c", "")))
        elif not self.filled:
            self.fill()

    def end(self, tag: str) -> None:
        """A tag was closed."""
        self.filled |= tag.endswith("table-cell")

    def take_text(self, text: str) -> None:
        """Some text in a cell, as often as that stands."""
        self.add_text(len(text.encode()))

    def add_text(self, size: int) -> None:
        """Count so many bytes of text, as often as its cell stands."""
        for scan in self.sheets[-1:]:
            scan.texts += size * max(1, self.times * self.repeated)

    def take_table(self, about: Attributes) -> None:
        self.sheets.append(SheetScan(about.get("table:name", ""), "content.xml"))
        self.row = self.repeated = 0
        self.filled = True

    def take_row(self, about: Attributes) -> None:
        self.row += self.repeated
        self.repeated = _repeated(about.get("table:number-rows-repeated", "1"))
        self.column = self.times = 0
        for scan in self.sheets[-1:]:
            scan.rows += 1

    def take_cell(self, about: Attributes) -> None:
        self.times = _repeated(about.get("table:number-columns-repeated", "1"))
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


_TABLE = "table:"
_VALUES = frozenset({
    "table:formula", "office:value-type", "office:value", "office:string-value",
    "office:boolean-value", "office:date-value", "office:time-value",
})  # fmt: skip
# calamine knows names by these prefixes, whatever they stand for; other readers by what they do.
_PREFIXES = {
    f"xmlns:{prefix}": f"urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"
    for prefix in ("office", "table", "text")
}


def _refuse_other_vocabulary(about: Attributes) -> None:
    if any(about.get(name, known) != known for name, known in _PREFIXES.items()):
        raise Refused("odd_zip")


def _is_false_repeat(name: str) -> bool:
    """Whether some readers take an attribute for how often something is repeated."""
    return name.endswith("-repeated") and not name.startswith(_TABLE)


def _repeated(text: str) -> int:
    """How often a row or a cell is repeated. Raises Refused for what readers read differently."""
    if not (text.isascii() and text.isdecimal() and text.strip("0")):
        raise Refused("odd_zip")
    return times(text)


def times(text: str) -> int:
    """A number of repetitions, or one; what no sheet can hold is cut short."""
    return int(text.lstrip("0")[:9] or 1) if text.isascii() and text.isdecimal() else 1
