"""What the cells of an Open XML worksheet hold beside their values."""

from collections.abc import Collection, Iterator, Mapping
from xml.etree.ElementTree import Element
from xml.parsers.expat import ParserCreate

from ita_xlsx.intake.formats.cells import MOST_COLOURED, Details, Drawn, Link, Place, hide
from ita_xlsx.intake.formats.drawings import drawings
from ita_xlsx.intake.formats.for_openpyxl import listed_sheets
from ita_xlsx.intake.formats.notes import Notes
from ita_xlsx.intake.guard.scan_xlsx import Attributes, SheetScan, SheetScanner, is_hidden
from ita_xlsx.ooxml.addresses import a1, rectangle
from ita_xlsx.ooxml.package import INDEX_BYTES, Listed, Package, read_index, workbook_key
from ita_xlsx.ooxml.tree import children, name_of, root_of
from ita_xlsx.ooxml.xml_text import TRUE, decoded_letters, local_name, parse

# A piece of a text, and whether it is struck out; None is for as its cell is.
Run = tuple[str, bool | None]


def read_details(content: bytes, names: Collection[str]) -> dict[str, Details]:
    """{sheet name: what it holds beside its values}, for the worksheets named.

    Raises Refused for a part that is not well-formed XML.
    """
    package = Package(content)
    sheets = [s for s in listed_sheets(read_index(package), package) if s.name in names]
    book = _Book(package)
    return {sheet.name: _details(package, sheet, book) for sheet in sheets}


class _Book:
    """What the parts say that all sheets share: struck-out styles and texts, pictures in cells."""

    def __init__(self, package: Package) -> None:
        key = workbook_key(package)

        def root(kind: str) -> Element:
            return root_of(package, package.related(key, kind))

        self.notes = Notes(package, root("person"))
        styles = root("styles")
        self.struck_styles = _struck_styles(styles)
        self.coloured_styles = _coloured_styles(styles)
        texts = package.related(key, "sharedStrings")
        strikes = bool(texts and self.struck_styles) or _mentions_strike(package, texts)
        self.rich_texts = dict(_rich_texts(root_of(package, texts))) if strikes else {}
        self.pictures = _pictures(
            root("sheetMetadata"), root("rdRichValue"), root("rdRichValueStructure")
        )


def _details(package: Package, sheet: Listed, book: _Book) -> Details:
    reader = _DetailsReader(book)
    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.take_text
    parse(package.chunks(package.parts[sheet.key]), parser, lambda: None)
    links = reader.links(package.external_targets(sheet.key))
    return Details(
        formulas=reader.formulas,
        errors=reader.errors,
        notes=book.notes.of_sheet(sheet.key),
        uncached=frozenset(reader.uncached & reader.formulas.keys()),
        hidden_rows=frozenset(reader.hidden_rows),
        hidden_columns=frozenset(reader.hidden_columns),
        links=tuple(links),
        struck=reader.struck,
        coloured=frozenset(reader.coloured),
        drawn=(*reader.drawn, *drawings(package, sheet.key, reader.embedded, reader.controls)),
    )


_STRIKE = "strike"
_EMPTY_TEXT = '""'
# Letters of shared formulas, a second's work; further ones are told as their first cell has them.
_MOST_TRANSLATED = 1 << 18
_PICTURE_FORMULA = "DISPIMG("  # WPS Office's


class _DetailsReader(SheetScanner):
    """Reads a worksheet once more, with the texts of formulas and values."""

    def __init__(self, book: _Book) -> None:
        super().__init__(SheetScan())
        self.book = book
        self.formulas: dict[Place, str] = {}
        self.errors: dict[Place, str] = {}
        self.struck: dict[Place, str] = {}
        self.uncached: set[Place] = set()
        self.coloured: set[Place] = set()
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self.drawn: list[Drawn] = []
        # The numbers of shapes that are embedded documents, and form controls.
        self.embedded: set[str] = set()
        self.controls: set[str] = set()
        self.zero_height = False
        self._links: list[Attributes] = []
        self._shared: dict[str, tuple[Place, str]] = {}
        self._translated = 0
        self._place: Place = (0, 0)
        self._cell: Attributes = {}
        self._formula: Attributes | None = None
        self._texts: dict[str, str] = {}
        self._runs: list[Run] = []
        self._text: list[str] = []
        self.steps["oleObject"] = self._take_embedded
        self.steps["control"] = self._take_control
        # Of a text in the sheet itself.
        self.steps |= {"r": self._take_run, "rPr": self._take_font}

    def start(self, tag: str, about: Attributes) -> None:
        self._text.clear()
        super().start(tag, about)

    def take_text(self, text: str) -> None:
        """Some of the text between two tags."""
        self._text.append(text)

    def end(self, tag: str) -> None:
        """A tag was closed."""
        name = local_name(tag)
        if name in ("v", "f"):
            self._texts[name] = "".join(self._text)
        elif name == "t" and self._runs:
            self._runs[-1] = "".join(self._text), self._runs[-1][1]
        elif name == "c":
            self._take_whole_cell()
        self._text.clear()

    def take_format(self, about: Attributes) -> None:
        self.zero_height = about.get("zeroHeight") in TRUE

    def take_column(self, about: Attributes) -> None:
        first, last = about.get("min", ""), about.get("max", "")
        if is_hidden(about, "width") and first.isdecimal() and last.isdecimal():
            hide(self.hidden_columns, int(first[:9]) - 1, int(last[:9]) - 1)

    def take_row(self, about: Attributes) -> None:
        super().take_row(about)
        unsized = about.keys().isdisjoint(("hidden", "ht"))
        if is_hidden(about, "ht") or (self.zero_height and unsized):
            self.hidden_rows.append(self.row)

    def take_cell(self, about: Attributes) -> None:
        super().take_cell(about)
        # A row within the cell, which no program writes, moves the scanner's place.
        self._place = self.place
        self._cell, self._formula = about, None
        self._texts.clear()
        self._runs = []

    def take_formula(self, about: Attributes) -> None:
        super().take_formula(about)
        self._formula = about

    def take_strike(self, about: Attributes) -> None:
        if self._runs:
            self._runs[-1] = "", about.get("val", "1") in TRUE

    def _take_run(self, about: Attributes) -> None:
        self._runs.append(("", None))

    def _take_font(self, about: Attributes) -> None:
        if self._runs:
            self._runs[-1] = "", False

    def take_link(self, about: Attributes) -> None:
        self._links.append(about)

    def _take_embedded(self, about: Attributes) -> None:
        self.embedded.add(about.get("shapeId", ""))

    def _take_control(self, about: Attributes) -> None:
        self.controls.add(about.get("shapeId", ""))

    def _take_whole_cell(self) -> None:
        value = self._texts.get("v")
        if self._formula is not None:
            self._take_formula_cell(value)
        if self._cell.get("vm") in self.book.pictures or self._shows_picture():
            self.drawn.append(Drawn("picture", self._place))
            self.formulas.pop(self._place, None)
        elif self._cell.get("t") == "e" and value:
            self.errors[self._place] = value
        self._take_struck(value)
        styled = self._cell.get("s") in self.book.coloured_styles
        if styled and len(self.coloured) < MOST_COLOURED:
            self.coloured.add(self._place)

    def _take_struck(self, value: str | None) -> None:
        style_strikes = self._cell.get("s") in self.book.struck_styles
        shared = self._cell.get("t") == "s"
        runs = self.book.rich_texts.get(value or "") if shared else self._runs
        if not runs:
            if self.filled and style_strikes:
                self.struck[self._place] = ""
            return
        struck = (text for text, strikes in runs if strikes or (strikes is None and style_strikes))
        if text := decoded_letters("".join(struck)).strip():
            self.struck[self._place] = text

    def _take_formula_cell(self, value: str | None) -> None:
        formula = self.formulas[self._place] = self._whole_formula()
        if not value and not self._is_blank(formula, value):
            self.uncached.add(self._place)

    def _is_blank(self, formula: str, value: str | None) -> bool:
        """Whether the value of a formula, of which nothing is shown, is an empty text.

        An empty element says so in a cell of text, and in one of a number where the formula can
        give an empty text; openpyxl writes it for every formula that nothing has calculated.
        """
        if value is None:
            return formula == f"={_EMPTY_TEXT}"
        return self._cell.get("t") == "str" or _EMPTY_TEXT in formula

    def _whole_formula(self) -> str:
        about, text = self._formula or {}, self._texts.get("f", "")
        if about.get("t") == "dataTable":
            return "=TABLE(...)"
        if about.get("t") != "shared":
            return f"={text}"
        if text:
            self._shared[about.get("si", "")] = self._place, text
            return f"={text}"
        origin, text = self._shared.get(about.get("si", ""), (self._place, ""))
        self._translated += len(text)
        if self._translated > _MOST_TRANSLATED:
            return f"={text}"
        from openpyxl.formula.translate import Translator

        return str(Translator(f"={text}", a1(*origin)).translate_formula(a1(*self._place)))

    def _shows_picture(self) -> bool:
        return _PICTURE_FORMULA in self.formulas.get(self._place, "")

    def links(self, targets: Mapping[str, str]) -> Iterator[Link]:
        """The links of cells; ``targets`` are the addresses outside the file by their ids."""
        for about in self._links:
            area = rectangle(about.get("ref", ""), 1, 1)
            place = f"#{about['location']}" if about.get("location") else ""
            ids = (value for name, value in about.items() if local_name(name) == "id")
            address = targets.get(next(ids, ""), "") + place
            if area and address:
                yield Link(area, address)


# --- the parts that all sheets share --------------------------------------------------------------


def _strikes(properties: Element) -> bool:
    return any(strike.get("val", "1") in TRUE for strike in children(properties, "strike"))


def _struck_styles(styles: Element) -> frozenset[str]:
    """The numbers of the styles of cells whose font is struck out."""
    fonts = [_strikes(font) for font in children(styles, "fonts", "font")]
    struck = {str(number) for number, strikes in enumerate(fonts) if strikes}
    cells = enumerate(children(styles, "cellXfs", "xf"))
    return frozenset(str(number) for number, xf in cells if xf.get("fontId") in struck)


# As white: the theme's first colour, the indexed ones of white, of nothing and of a window.
_WHITE = {"theme": ("0",), "indexed": ("1", "9", "64", "65"), "rgb": ("FFFFFFFF", "00FFFFFF")}


def _coloured_styles(styles: Element) -> frozenset[str]:
    """The numbers of the styles of cells whose ground has a colour."""
    fills = [
        any(map(_is_coloured, children(fill, "patternFill")))
        or bool(children(fill, "gradientFill"))
        for fill in children(styles, "fills", "fill")
    ]
    coloured = {str(number) for number, has_colour in enumerate(fills) if has_colour}
    cells = enumerate(children(styles, "cellXfs", "xf"))
    return frozenset(str(number) for number, xf in cells if xf.get("fillId") in coloured)


def _is_coloured(pattern: Element) -> bool:
    kind = pattern.get("patternType", "none")
    colours = children(pattern, "fgColor")
    white = any(
        one.get(name, "").upper() in whites and "tint" not in one.attrib
        for one in colours
        for name, whites in _WHITE.items()
    )
    # The second fill of each workbook is no colour of anybody's.
    return kind not in ("none", "gray125") and not (kind == "solid" and (white or not colours))


def _mentions_strike(package: Package, key: str | None) -> bool:
    """Whether a text of a list of shared texts may be struck out; no list may be very large."""
    part = package.parts.get(key or "")
    return part is not None and part.size <= INDEX_BYTES and _STRIKE in package.text(part.key)


def _rich_texts(shared: Element) -> Iterator[tuple[str, list[Run]]]:
    """The number of each shared text in several fonts, and its runs."""
    for number, item in enumerate(children(shared, "si")):
        if runs := children(item, "r"):
            yield str(number), list(map(_run, runs))


def _run(run: Element) -> Run:
    fonts = children(run, "rPr")
    text = "".join(text.text or "" for text in children(run, "t"))
    return text, any(map(_strikes, fonts)) if fonts else None


_IMAGES = ("_localImage", "_webimage")


def _pictures(metadata: Element, values: Element, structures: Element) -> frozenset[str]:
    """The numbers of the values of cells that are pictures: [MS-XLSX] 2.6.

    A cell names an entry of ``valueMetadata``, that one a block of ``futureMetadata``, that one a
    rich value, and that one its structure, which has a name.
    """
    images = {str(n) for n, one in enumerate(children(structures, "s")) if one.get("t") in _IMAGES}
    pictures = {str(n) for n, one in enumerate(children(values, "rv")) if one.get("s") in images}
    blocks = [
        any(one.get("i") in pictures for one in block.iter() if name_of(one) == "rvb")
        for block in children(metadata, "futureMetadata", "bk")
    ]
    shown = {str(number) for number, is_picture in enumerate(blocks) if is_picture}
    cells = enumerate(children(metadata, "valueMetadata", "bk"), 1)
    return frozenset(
        str(n) for n, one in cells if any(rc.get("v") in shown for rc in children(one, "rc"))
    )
