"""The notes on the marked cells: the comments of a worksheet and the boxes that show them."""

import re
from collections.abc import Mapping
from html import unescape

from ita_xlsx.official.stamp import NOTE_FIRST, without_marks
from ita_xlsx.ooxml.editing import EditedPackage
from ita_xlsx.ooxml.markup import (
    HEAD,
    MAIN,
    RELATIONSHIPS,
    Document,
    Edit,
    Element,
    quoted,
    splice,
)
from ita_xlsx.report.returns.boxes import Grid, empty_drawing, with_boxes
from ita_xlsx.report.returns.colours import place_before
from ita_xlsx.xlsx.print_setup import FONT

_AUTHOR = "ita_xlsx"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NO_COMMENTS = f'{HEAD}<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
_LOOK = f'<~rPr><~sz val="14"/><~rFont val="{FONT}"/></~rPr>'
_TEXT = re.compile(r"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)<")
_PHONETIC = re.compile(r"<(?:\w+:)?rPh[\s>](?:[^<]++|<(?!/?(?:\w+:)?rPh[\s>]))*</(?:\w+:)?rPh>")
# A threaded comment shows its thread and never the text beneath it, so it is left alone.
_THREAD = "tc="
_BEHIND_LEGACY = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "AlternateContent",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip


def set_notes(
    package: EditedPackage, sheet: str, notes: Mapping[str, str], blocks: set[int]
) -> None:
    """Put notes on cells of a worksheet part, by A1 address, after what is in a note already.

    Those of an earlier marking are taken off. ``blocks`` are those that the drawings of the package
    use for their shapes; that of a new one is added. Raises CannotMark.
    """
    comments = package.related(sheet, "comments")
    if comments is None and not notes:
        return
    if comments is None:
        name = package.free_name("xl/comments{}.xml")
        comments = package.add_part(name, _NO_COMMENTS, _COMMENTS)
        package.add_relationship(sheet, "comments", comments)
    content, removed = _edited(package.read(comments), notes)
    if not removed and not notes:
        return
    package.write(comments, content)
    drawing = _drawing_of(package, sheet, blocks)
    grid = Grid(package.read(sheet))
    package.write(drawing, with_boxes(package.read(drawing), removed, notes, grid))


def _edited(content: bytes, notes: Mapping[str, str]) -> tuple[bytes, list[str]]:
    """The comments part with the notes, and the cells that have no note any more."""
    document = Document(content, 3)
    authors, comments = document.root.first("authors"), document.root.first("commentList")
    edits: list[Edit] = []
    removed: list[str] = []
    seen = set()
    names = [] if authors is None else [document.text(author) for author in authors.children]
    for comment in [] if comments is None else comments.all("comment"):
        cell = comment.about.get("ref", "")
        seen.add(cell)
        if not _is_thread(comment, names):
            edits += _changed(document, comment, notes.get(cell, ""), removed)
    new = {cell: text for cell, text in notes.items() if cell not in seen}
    author = names.index(_AUTHOR) if _AUTHOR in names else len(names)
    if authors is not None and comments is not None:
        if new and author == len(names):
            edits.append(document.append(authors, document.own(f"<~author>{_AUTHOR}</~author>")))
        added = "".join(_comment(cell, author, text) for cell, text in new.items())
        if added:
            edits.append(document.append(comments, document.own(added)))
    return splice(content, edits), removed


def _is_thread(comment: Element, authors: list[str]) -> bool:
    number = comment.about.get("authorId", "")
    place = int(number) if number.isdecimal() else len(authors)
    return place < len(authors) and authors[place].startswith(_THREAD)


def _changed(document: Document, comment: Element, note: str, removed: list[str]) -> list[Edit]:
    """What has to change in a comment that was there; one of ours alone is taken away."""
    text = comment.first("text")
    inner = "" if text is None else document.text(text)
    typed = unescape("".join(_TEXT.findall(_PHONETIC.sub("", inner))))
    kept = without_marks(typed)
    if NOTE_FIRST not in typed and not note:
        return []
    if not kept.strip() and not note:
        removed.append(comment.about.get("ref", ""))
        return [(comment.start, comment.end, b"")]
    # As long as nothing of ours is in it, the runs stay as they are.
    runs = inner if NOTE_FIRST not in typed else (_run(kept) if kept.strip() else "")
    if runs and re.match(r"\s*<(?:\w+:)?t[\s>]", runs):
        runs = f"<~r>{runs}</~r>".replace("~", document.prefix)
    own = _run(("\n" if kept.strip() else "") + note) if note else ""
    markup = f"<~text>{runs}{own}</~text>".replace("<~", f"<{document.prefix}")
    markup = markup.replace("</~", f"</{document.prefix}")
    start, end = (comment.close, comment.close) if text is None else (text.start, text.end)
    return [(start, end, markup.encode())]


def _comment(cell: str, author: int, note: str) -> str:
    return f'<~comment ref="{cell}" authorId="{author}"><~text>{_run(note)}</~text></~comment>'


def _run(text: str) -> str:
    # A tilde stands for the prefix of the vocabulary, so that one in the text is spelt out.
    plain = quoted(text).replace("~", "&#126;")
    return f'<~r>{_LOOK}<~t xml:space="preserve">{plain}</~t></~r>'


def _drawing_of(package: EditedPackage, sheet: str, blocks: set[int]) -> str:
    """The VML drawing of a worksheet, made if there is none."""
    document = Document(package.read(sheet), 1)
    legacy = document.root.first("legacyDrawing")
    if legacy is not None:
        wanted = [value for name, value in legacy.about.items() if name.endswith(":id")]
        found = [link.key for link in package.relationships(sheet) if link.id in wanted]
        if found and found[0] in package.parts:
            return found[0]
    name = package.free_name("xl/drawings/vmlDrawing{}.vml")
    drawing = package.add_part(name, empty_drawing(blocks), _DRAWING)
    number = package.add_relationship(sheet, "vmlDrawing", drawing)
    at = place_before(document, _BEHIND_LEGACY)
    markup = f'<~legacyDrawing xmlns:r="{RELATIONSHIPS}" r:id="{number}"/>'
    edits: list[Edit] = [(at, at, document.own(markup))]
    if legacy is not None:
        edits.append((legacy.start, legacy.end, b""))
    package.write(sheet, splice(document.content, edits))
    return drawing
