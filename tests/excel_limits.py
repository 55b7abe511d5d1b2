"""What makes Excel repair a workbook, or refuse it, though a validator of its XML passes it.

Read with the standard library alone. Sources: Excel's "specifications and limits", and what was
seen: Excel repairs a table with a column that is not called as its cell.
"""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree
from zipfile import ZipFile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_AREA = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")
_NAME = re.compile(r"[^\W\d][\w.\\]*|_xlnm\.\w+")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$")
# Attributes of a data validation, in UTF-16 units.
_PROMPTS = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 255}
Area = tuple[int, int, int, int]


def complaints(path: Path) -> list[str]:
    """What Excel would not take in a workbook, each as one line; nothing if all is well."""
    with ZipFile(path) as package:
        broken = [*_not_xml(package)]
        return broken or [*_Book(package).complaints()]


def _not_xml(package: ZipFile) -> Iterator[str]:
    for part in sorted(package.namelist()):
        if part.endswith((".xml", ".rels")):
            try:
                ElementTree.fromstring(package.read(part))
            except ElementTree.ParseError as error:
                yield f"{part}: {error}"


class _Book:
    def __init__(self, package: ZipFile) -> None:
        self.package = package
        self.parts = set(package.namelist())
        self.texts = [*map(_text, self._root("xl/sharedStrings.xml"))]

    def _root(self, part: str) -> ElementTree.Element:
        if part not in self.parts:
            return ElementTree.Element("none")
        return ElementTree.fromstring(self.package.read(part))

    def complaints(self) -> Iterator[str]:
        yield from (f"text of {units(t)} units" for t in self.texts if units(t) > 32_767)
        book = self._root("xl/workbook.xml")
        names = [str(sheet.get("name")) for sheet in book.iter(f"{_MAIN}sheet")]
        yield from _repeated("sheet", names)
        for name in names:
            if not 0 < units(name) <= 31 or _NO_SHEET_NAME.search(name):
                yield f"name of a sheet: {name}"
        defined = [*book.iter(f"{_MAIN}definedName")]
        keys = [f"{one.get('name')} {one.get('localSheetId', '')}" for one in defined]
        yield from _repeated("defined name", keys)
        for one in defined:
            yield from _wrong_name("defined name", str(one.get("name")))
            yield from _wrong_formula(one.text or "")
        tables: list[str] = []
        relations = self._relations("xl/workbook.xml")
        for sheet in book.iter(f"{_MAIN}sheet"):
            part = relations[str(sheet.get(_RELATION))]
            yield from (f"{sheet.get('name')}: {one}" for one in self._of_sheet(part, tables))
        yield from _repeated("table", tables)

    def _relations(self, part: str) -> dict[str, str]:
        place = PurePosixPath(part)
        found = self._root(f"{place.parent}/_rels/{place.name}.rels")
        targets = ((str(one.get("Id")), str(one.get("Target")), one.get("TargetMode"))
                   for one in found)  # fmt: skip
        return {key: to if mode == "External" else _joined(place, to) for key, to, mode in targets}

    def _of_sheet(self, part: str, tables: list[str]) -> Iterator[str]:
        sheet, relations = self._root(part), self._relations(part)
        yield from (f"no part {to}" for to in relations.values()
                    if to.startswith("xl/") and to not in self.parts)  # fmt: skip
        merged = [_area(str(one.get("ref"))) for one in sheet.iter(f"{_MAIN}mergeCell")]
        for place, one in enumerate(merged):
            if one[:2] == one[2:] or any(_overlap(one, other) for other in merged[:place]):
                yield f"merged cells {one}"
        yield from self._sizes(sheet)
        yield from self._links(sheet, relations)
        yield from self._rules(sheet)
        for formula in sheet.iter(f"{_MAIN}f"):
            yield from _wrong_formula(formula.text or "")
        areas: list[Area] = merged
        for one in sheet.iter(f"{_MAIN}tablePart"):
            table = self._root(relations[str(one.get(_RELATION))])
            tables.append(str(table.get("displayName")))
            area = _area(str(table.get("ref")))
            if any(_overlap(area, other) for other in areas):
                yield f"table {tables[-1]} over merged cells or another table"
            areas.append(area)
            yield from _wrong_name("table", tables[-1])
            yield from self._columns(sheet, table, area)

    def _columns(
        self, sheet: ElementTree.Element, table: ElementTree.Element, area: Area
    ) -> Iterator[str]:
        """The columns of a table are called as the cells of its first row, each otherwise."""
        cells = {str(cell.get("r")): self._value(cell) for cell in sheet.iter(f"{_MAIN}c")
                 if str(cell.get("r")).endswith(str(area[0]))}  # fmt: skip
        places = {(_area(address)[0], _area(address)[1]): text for address, text in cells.items()}
        names = [_unescaped(str(one.get("name"))) for one in table.iter(f"{_MAIN}tableColumn")]
        yield from _repeated("column", names)
        if len(names) != area[3] - area[1] + 1:
            yield f"{len(names)} columns in a table as wide as {area}"
        for place, name in enumerate(names, start=area[1]):
            cell = places.get((area[0], place))
            if cell != name:
                yield f"column {name!r} of a table over a cell with {cell!r}"
            if not 0 < units(name) <= 255 or re.search(r"[\x00-\x1f]", name):
                yield f"column {name!r}"

    def _value(self, cell: ElementTree.Element) -> str:
        value = cell.findtext(f"{_MAIN}v", "")
        return self.texts[int(value)] if cell.get("t") == "s" else value

    def _sizes(self, sheet: ElementTree.Element) -> Iterator[str]:
        for row in sheet.iter(f"{_MAIN}row"):
            if float(row.get("ht", 0)) > 409.5:
                yield f"row {row.get('r')} of {row.get('ht')} points"
        for column in sheet.iter(f"{_MAIN}col"):
            if float(column.get("width", 0)) > 255:
                yield f"column of {column.get('width')} units"
        for kind in ("rowBreaks", "colBreaks"):
            if len([*sheet.iterfind(f"{_MAIN}{kind}/{_MAIN}brk")]) > 1_023:
                yield f"too many {kind}"

    def _links(self, sheet: ElementTree.Element, relations: dict[str, str]) -> Iterator[str]:
        links = [*sheet.iter(f"{_MAIN}hyperlink")]
        if len(links) > 65_530:
            yield f"{len(links)} links"
        for link in links:
            target = relations.get(str(link.get(_RELATION)), "")
            whole = target + "#" + str(link.get("location", ""))
            if units(whole) > 2_080 or units(str(link.get("tooltip", ""))) > 255:
                yield f"link at {link.get('ref')} of {units(whole)} units"

    def _rules(self, sheet: ElementTree.Element) -> Iterator[str]:
        styles = self._root("xl/styles.xml").find(f"{_MAIN}dxfs")
        looks = 0 if styles is None else len(styles)
        for one in sheet.iter(f"{_MAIN}dataValidation"):
            for key, most in _PROMPTS.items():
                if units(str(one.get(key, ""))) > most:
                    yield f"{key} of {one.get('sqref')}: {units(str(one.get(key)))} units"
            for number in ("1", "2"):
                formula = one.findtext(f"{_MAIN}formula{number}", "")
                if units(formula) > (257 if formula.startswith('"') else 255):
                    yield f"formula of {one.get('sqref')}: {units(formula)} units"
                yield from _wrong_formula(formula)
        rules = [*sheet.iter(f"{_MAIN}cfRule")]
        yield from _repeated("priority", [str(rule.get("priority")) for rule in rules])
        for rule in rules:
            if not 0 <= int(rule.get("dxfId", 0)) < max(1, looks):
                yield f"format {rule.get('dxfId')} of a rule"
            for formula in rule.iter(f"{_MAIN}formula"):
                yield from _wrong_formula(formula.text or "")


def units(text: str) -> int:
    """A text's length as Excel counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _text(item: ElementTree.Element) -> str:
    return _unescaped("".join(part.text or "" for part in item.iter(f"{_MAIN}t")))


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def _joined(place: PurePosixPath, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    folders = [*place.parent.parts]
    for piece in target.split("/"):
        folders = folders[:-1] if piece == ".." else [*folders, piece]
    return "/".join(folders)


def _area(address: str) -> Area:
    """First row and column, last row and column, counted from one."""
    found = _AREA.fullmatch(address)
    assert found is not None, address
    left, top, right, bottom = found.groups()
    return int(top), _column(left), int(bottom or top), _column(right or left)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _overlap(one: Area, other: Area) -> bool:
    return (one[0] <= other[2] and other[0] <= one[2]) and (
        one[1] <= other[3] and other[1] <= one[3]
    )


def _repeated(kind: str, names: list[str]) -> Iterator[str]:
    folded = [name.casefold() for name in names]
    yield from (f"{kind} twice: {name}" for name in {*folded} if folded.count(name) > 1)


def _wrong_name(kind: str, name: str) -> Iterator[str]:
    like_cell = re.fullmatch(r"[A-Za-z]{1,3}\d+|[RrCc]\d*|[Rr]\d+[Cc]\d+", name)
    if not _NAME.fullmatch(name) or units(name) > 255 or like_cell:
        yield f"{kind} {name!r}"


def _wrong_formula(formula: str) -> Iterator[str]:
    """A formula is not too long, and needs no function newer than Excel 2010."""
    if units(formula) > 8_192 or "_xlfn." in formula or "#REF!" in formula:
        yield f"formula {formula[:80]}"
    for text in re.findall('"((?:[^"]|"")*)"', formula):
        if units(text) > 255:
            yield f"a text of {units(text)} units in a formula"
