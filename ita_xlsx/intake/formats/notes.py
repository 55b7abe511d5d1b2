"""The notes on cells of an Open XML worksheet, and the comments with their replies."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ita_xlsx.intake.formats.cells import Place
from ita_xlsx.official.stamp import without_marks
from ita_xlsx.ooxml.addresses import place_of
from ita_xlsx.ooxml.package import Package
from ita_xlsx.ooxml.tree import children, name_of, root_of, walk
from ita_xlsx.ooxml.xml_text import decoded_letters


class Notes:
    """Reads the notes of sheets; ``persons`` is the part that names the authors of comments."""

    def __init__(self, package: Package, persons: Element) -> None:
        self._package = package
        self._names = {
            person.get("id", ""): person.get("displayName", "")
            for person in children(persons, "person")
        }

    def of_sheet(self, key: str) -> dict[Place, str]:
        """{place: the note, or the comment and its replies}. Raises Refused."""
        threads: dict[Place, list[str]] = {}
        for comment in self._elements(key, "threadedComment", "threadedComment"):
            place = place_of(comment.get("ref", ""))
            text = _text(comment, "text")
            if place and text:
                author = self._names.get(comment.get("personId", ""), "")
                threads.setdefault(place, []).append(f"{author}: {text}" if author else text)
        notes: dict[Place, str] = {}
        for comment in self._elements(key, "comments", "comment"):
            place = place_of(comment.get("ref", ""))
            text = without_marks(_text(comment, "t")).strip()
            # Excel writes every comment as a note too, for its older versions.
            if place and text and place not in threads:
                notes[place] = _without_preface(text)
        return notes | {place: "\n".join(texts) for place, texts in threads.items()}

    def _elements(self, sheet: str, kind: str, name: str) -> Iterator[Element]:
        links = self._package.relationships(sheet)
        for key in dict.fromkeys(link.key for link in links if link.kind == kind):
            root = root_of(self._package, key)
            yield from (one for one in walk(root, name) if name_of(one) == name)


def _text(comment: Element, name: str) -> str:
    """The texts in the elements of a name, but for how they are pronounced."""
    texts = (one.text or "" for one in walk(comment, "rPh") if name_of(one) == name)
    return decoded_letters("".join(texts)).strip()


# At the end of what Excel says, in its own language, in such a note; a program may have dropped
# the comment itself.
_PREFACE = "linkid=870924"
_PARTS = re.compile(r"^[^\s:][^\n:]{0,40}:\n {4}", re.MULTILINE)


def _without_preface(note: str) -> str:
    preface, found, comment = note.partition(_PREFACE)
    return _PARTS.sub("", comment.strip()) if found and preface.startswith("[") else note
