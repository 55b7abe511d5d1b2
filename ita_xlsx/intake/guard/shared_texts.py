"""How much text the cells of an Open XML workbook show: many may show one text of a shared list."""

from array import array
from collections.abc import Iterable, Sequence
from xml.parsers.expat import ParserCreate

from ita_xlsx.intake.guard.scan_xlsx import Attributes, SheetScan, SheetScanner
from ita_xlsx.ooxml.xml_text import local_name, parse


def shared_sizes(chunks: Iterable[bytes]) -> Sequence[int]:
    """The bytes of each text of a list of shared texts. Raises Refused as ``parse`` does."""
    sizes = array("L")

    def start(tag: str, _: Attributes) -> None:
        if local_name(tag) == "si":
            sizes.append(0)

    def take_text(text: str) -> None:
        if sizes:
            sizes[-1] += len(text.encode())

    parser = ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler = start, take_text
    parse(chunks, parser, lambda: None)
    return sizes


def shown_size(chunks: Iterable[bytes], sizes: Sequence[int]) -> int:
    """The bytes of all texts of a worksheet, whose shared ones have these ``sizes``."""
    scanner = _TextsScanner(sizes)
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.CharacterDataHandler = scanner.start, scanner.take_text
    parse(chunks, parser, lambda: None)
    return scanner.size


class _TextsScanner(SheetScanner):
    """Adds up the texts of the cells."""

    def __init__(self, sizes: Sequence[int]) -> None:
        super().__init__(SheetScan())
        self.sizes = sizes
        self.size = 0
        self.shared = self.in_value = False

    def start(self, tag: str, about: Attributes) -> None:
        self.in_value = local_name(tag) == "v"
        super().start(tag, about)

    def take_cell(self, about: Attributes) -> None:
        super().take_cell(about)
        self.shared = about.get("t") == "s"

    def take_text(self, text: str) -> None:
        """Some of the text between two tags."""
        if not self.shared:
            self.size += len(text.encode())
        elif self.in_value and text.isdecimal() and int(text[:9]) < len(self.sizes):
            self.size += self.sizes[int(text[:9])]
