"""Every text that is in a file, read by nothing of the program: zip and XML."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

NS = {
    "m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "t": "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
}
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HREF = "{http://www.w3.org/1999/xlink}href"
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Text(NamedTuple):
    """One text: its sheet, its A1 address where it is one of a cell, what it is, and itself."""

    sheet: str
    cell: str
    kind: str
    text: str


def texts_of(path: Path) -> list[Text]:
    """All texts of a workbook or a text file, those without a letter or digit left out."""
    with open(path, "rb") as stream:
        head = stream.read(2)
    if head != b"PK":
        found = _of_text(path)
    else:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
            kinds = (("content.xml", _of_ods), ("word/document.xml", _of_docx))
            read = next((read for name, read in kinds if name in names), _of_xlsx)
            found = list(read(package))
    return [one for one in found if re.search(r"\w|[✓✔●]", one.text)]


def _of_text(path: Path) -> list[Text]:
    content = path.read_bytes()
    for codec in ("utf-8-sig", "utf-16", "cp874"):
        try:
            text = content.decode(codec)
            break
        except UnicodeError:
            continue
    # However a quotation mark is understood, the pieces between separators are in the file.
    signs = re.split(r"[\r\n]" if "\t" in text else r"[,;\r\n]", text.replace('""', '"'))
    pieces = (piece for line in signs for piece in line.split("\t"))
    return [Text("", "", "cell", piece.strip('"')) for piece in pieces]


def address(row: int, column: int) -> str:
    """The A1 address; the row counts from one, the column from zero."""
    name = ""
    while column >= 0:
        name = chr(65 + column % 26) + name
        column = column // 26 - 1
    return f"{name}{row}"


def _parse(package: zipfile.ZipFile, name: str) -> ElementTree.Element:
    content = package.read(name)
    # A strict workbook has other names for the same elements.
    if not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.replace(STRICT.encode(), NS["m"].encode())
    return ElementTree.fromstring(content)


def _links(package: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str, bool]]:
    """Each relationship of a part: its id, its kind, its target, whether it is a part."""
    folder, name = posixpath.split(part)
    names = f"{folder}/_rels/{name}.rels"
    if names not in package.namelist():
        return
    for link in ElementTree.fromstring(package.read(names)):
        target, inside = link.get("Target"), link.get("TargetMode") != "External"
        if inside:
            target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        yield link.get("Id"), posixpath.basename(link.get("Type")), target, inside


def _of_xlsx(package: zipfile.ZipFile) -> Iterator[Text]:
    shared: list[str] = []
    if "xl/sharedStrings.xml" in package.namelist():
        for item in _parse(package, "xl/sharedStrings.xml").iterfind("m:si", NS):
            shared.append(_rich(item))
    parts = {one[0]: one[2] for one in _links(package, "xl/workbook.xml")}
    for sheet in _parse(package, "xl/workbook.xml").iterfind("m:sheets/m:sheet", NS):
        relationship = next(value for key, value in sheet.items() if key.endswith("}id"))
        part, name = parts[relationship], sheet.get("name")
        if part not in package.namelist():
            continue
        root = _parse(package, part)
        for number, row in enumerate(root.iterfind("m:sheetData/m:row", NS), 1):
            for column, cell in enumerate(row.iterfind("m:c", NS)):
                text = _cell(cell, shared)
                place = cell.get("r") or address(int(row.get("r") or number), column)
                kind = "cell" if cell.get("t") in ("s", "str", "inlineStr") else "number"
                yield Text(name, place, kind, text)
        at = {}
        for link in root.iterfind("m:hyperlinks/m:hyperlink", NS):
            for key, value in link.items():
                if key.endswith("}id"):
                    at[value] = link.get("ref")
        for key, kind, target, inside in _links(package, part):
            if kind == "hyperlink" and not inside:
                yield Text(name, at.get(key, ""), "link", target)
            elif inside and target in package.namelist():
                yield from _beside(package, name, kind, target)


def _of_docx(package: zipfile.ZipFile) -> Iterator[Text]:
    """Each paragraph, wherever it is, in the pieces between tabs and line ends."""
    for name in package.namelist():
        if re.fullmatch(r"word/(?:document|comments|footnotes|endnotes|header\d*)\.xml", name):
            for paragraph in ElementTree.fromstring(package.read(name)).iter(f"{WORD}p"):
                signs = {f"{WORD}{sign}": "\n" for sign in ("tab", "br", "cr")}
                shown = [one for one in paragraph.iter() if one.tag in (f"{WORD}t", *signs)]
                gone = [one.text or "" for one in paragraph.iter(f"{WORD}delText")]
                pieces = (signs.get(one.tag, one.text or "") for one in shown)
                for piece in [*"".join(pieces).split("\n"), *gone]:
                    # Its value, where it is a labelled line.
                    yield Text("", "", "cell", piece.rpartition(": ")[2])
        elif name == "word/_rels/document.xml.rels":
            for _, kind, target, inside in _links(package, "word/document.xml"):
                if kind == "hyperlink" and not inside:
                    yield Text("", "", "link", target)


def _cell(cell: ElementTree.Element, shared: list[str]) -> str:
    inline, value = cell.find("m:is", NS), cell.findtext("m:v", "", NS)
    if inline is not None:
        return _rich(inline)
    if cell.get("t") == "s" and value:
        return shared[int(value)]
    return _unescaped(value) if cell.get("t") == "str" else value


def _rich(item: ElementTree.Element) -> str:
    parts = [*item.iterfind("m:t", NS), *item.iterfind("m:r/m:t", NS)]
    return _unescaped("".join(part.text or "" for part in parts))


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)


def _beside(package: zipfile.ZipFile, sheet: str, kind: str, part: str) -> Iterator[Text]:
    """The texts of notes, of threaded comments, and of what is drawn over the cells."""
    if kind == "comments":
        for note in _parse(package, part).iterfind("m:commentList/m:comment", NS):
            text = "".join(part.text or "" for part in note.iter(f"{{{NS['m']}}}t"))
            if not text.startswith("[Threaded comment]"):  # Excel's own, for older versions of it
                yield Text(sheet, note.get("ref"), "note", text)
    elif kind == "threadedComment":
        for comment in _parse(package, part).iterfind("t:threadedComment", NS):
            yield Text(sheet, comment.get("ref"), "comment", comment.findtext("t:text", "", NS))
    elif kind == "drawing":
        for paragraph in _parse(package, part).iter(f"{{{NS['a']}}}p"):
            text = "".join(part.text or "" for part in paragraph.iter(f"{{{NS['a']}}}t"))
            yield Text(sheet, "", "drawn", text)


def _of_ods(package: zipfile.ZipFile) -> Iterator[Text]:
    root = ElementTree.fromstring(package.read("content.xml"))
    for table in root.iter(f"{{{NS['table']}}}table"):
        name = table.get(f"{{{NS['table']}}}name")
        row = 0
        for line in table.iter(f"{{{NS['table']}}}table-row"):
            row += int(line.get(f"{{{NS['table']}}}number-rows-repeated", "1"))
            column = 0
            for cell in line:
                yield from _of_ods_cell(name, address(row, column), cell)
                column += int(cell.get(f"{{{NS['table']}}}number-columns-repeated", "1"))
        for shape in table.iterfind("table:shapes", NS):
            for paragraph in shape.iter(f"{{{NS['text']}}}p"):
                yield Text(name, "", "drawn", _said(paragraph))


def _of_ods_cell(sheet: str, place: str, cell: ElementTree.Element) -> Iterator[Text]:
    kind = cell.get(f"{{{NS['office']}}}value-type")
    texts = [_said(paragraph) for paragraph in cell.iterfind("text:p", NS)]
    yield Text(sheet, place, "cell" if kind == "string" else "number", "\n".join(texts))
    for note in cell.iterfind("office:annotation", NS):
        texts = [_said(paragraph) for paragraph in note.iterfind("text:p", NS)]
        yield Text(sheet, place, "note", "\n".join(texts))
    for link in cell.iter(f"{{{NS['text']}}}a"):
        yield Text(sheet, place, "link", link.get(HREF))


def _said(paragraph: ElementTree.Element) -> str:
    signs = {"s": " ", "tab": "\t", "line-break": "\n"}
    pieces = []
    for part in paragraph.iter():
        pieces.append(signs.get(part.tag.rpartition("}")[2], ""))
        pieces.append(part.text or "")
        if part is not paragraph:
            pieces.append(part.tail or "")
    return "".join(pieces)
