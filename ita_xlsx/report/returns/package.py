"""The parts of a workbook's package, how they are linked, and writing them again."""

from io import BytesIO
from posixpath import dirname, join, normpath, relpath
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from ita_xlsx.report.returns.markup import CannotMark, Document, Element, quoted, splice

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_TYPES = "[Content_Types].xml"
_NEW = (1980, 1, 1, 0, 0, 0)  # no clock in an output
_NO_LINKS = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"/>'.encode()


class Link(NamedTuple):
    """A relationship: its id, the last word of its type, the part that it leads to."""

    id: str
    kind: str
    part: str


class Package:
    """The parts of a workbook by name, in their order."""

    def __init__(self, content: bytes) -> None:
        """Raises CannotMark for what is no sound zip."""
        try:
            with ZipFile(BytesIO(content)) as opened:
                infos = [info for info in opened.infolist() if not info.is_dir()]
                self.parts = {info.filename: opened.read(info) for info in infos}
        except (BadZipFile, ZlibError, RuntimeError, OSError, EOFError, ValueError) as error:
            raise CannotMark from error
        self._dates = {info.filename: info.date_time for info in infos}

    def links(self, part: str) -> list[Link]:
        """The relationships of a part, those that lead out of the package left out."""
        name = _links_of(part)
        if name not in self.parts:
            return []
        found = Document(self.parts[name], 1).root.all("Relationship")
        return [
            Link(one.about["Id"], one.about["Type"].rpartition("/")[2], self._target(part, one))
            for one in found
            if one.about.get("TargetMode") != "External"
        ]

    def link_of(self, part: str, kind: str) -> str | None:
        """The part of one kind to which a part is linked."""
        return next((link.part for link in self.links(part) if link.kind == kind), None)

    def add_link(self, part: str, kind: str, target: str, types: str = LINKS) -> str:
        """Link a part to another; the result is the relationship's id."""
        name = _links_of(part)
        document = Document(self.parts.get(name, _NO_LINKS), 1)
        taken = {one.about.get("Id", "").lower() for one in document.root.children}
        number = next(n for n in range(1, len(taken) + 2) if f"rid{n}" not in taken)
        to = relpath("/" + target, "/" + dirname(part))
        markup = f'<~Relationship Id="rId{number}" Type="{types}/{kind}" Target="{to}"/>'
        edit = document.append(document.root, document.own(markup))
        self.parts[name] = splice(document.content, [edit])
        return f"rId{number}"

    def add_part(self, name: str, content: bytes, content_type: str) -> None:
        """Add a part of a content type; a name without folder is an ending, for a default."""
        self.parts[name] = content
        ending = name.rpartition(".")[2]
        document = Document(self._types(), 1)
        if ending == "vml":
            known = any(
                one.about.get("Extension", "").lower() == ending for one in document.root.children
            )
            markup = f'<~Default Extension="{ending}" ContentType="{content_type}"/>'
            at = document.root.inner
        else:
            known = any(one.about.get("PartName") == f"/{name}" for one in document.root.children)
            markup = f'<~Override PartName="/{name}" ContentType="{content_type}"/>'
            at = document.root.close
        if not known:
            edits = [(at, at, document.own(markup))]
            self.parts[_TYPES] = splice(document.content, edits)

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern with ``{}`` for a number that no part has."""
        taken = {name.lower() for name in self.parts}
        numbers = range(1, len(taken) + 2)
        return next(name for n in numbers if (name := pattern.format(n)).lower() not in taken)

    def content_type(self, part: str) -> str:
        """The content type that is declared for a part itself, or else nothing."""
        declared = Document(self._types(), 1).root.all("Override")
        matching = (one for one in declared if one.about.get("PartName") == f"/{part}")
        return next((one.about.get("ContentType", "") for one in matching), "")

    def to_bytes(self) -> bytes:
        """The package as a zip: the same parts give the same bytes."""
        buffer = BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as target:
            for name, content in self.parts.items():
                info = ZipInfo(name, max(self._dates.get(name, _NEW), _NEW))
                info.compress_type = ZIP_DEFLATED
                target.writestr(info, content)
        return buffer.getvalue()

    def _types(self) -> bytes:
        if _TYPES not in self.parts:
            raise CannotMark
        return self.parts[_TYPES]

    def _target(self, part: str, link: Element) -> str:
        target = link.about["Target"]
        return target[1:] if target.startswith("/") else normpath(join(dirname(part), target))


def attribute(text: str) -> str:
    """A text as it stands between the quotes of an attribute."""
    return quoted(text).replace("\n", "&#10;").replace("\t", "&#9;")


def _links_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")
