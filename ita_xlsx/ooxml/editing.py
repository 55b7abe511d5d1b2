"""A package in which parts are changed and added: all others stay byte for byte."""

from posixpath import dirname, relpath

from ita_xlsx.ooxml.markup import HEAD, RELATIONSHIPS, Document, splice
from ita_xlsx.ooxml.package import CONTENT_TYPES, Package, relationships_key
from ita_xlsx.ooxml.repack import repack
from ita_xlsx.ooxml.zip_directory import Part, Refused, part_key

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NO_RELATIONSHIPS = f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
# Of all parts together, as they are all held at once.
_MOST_BYTES = 256 << 20


class EditedPackage(Package):
    """A package with the parts that were changed, by key."""

    def __init__(self, content: bytes) -> None:
        """Raises Refused as ``Package`` does, and unpacked for one that holds too much."""
        super().__init__(content)
        self._changed: dict[str, bytes] = {}
        self._new_types: dict[str, str] = {}
        # Where to begin to look for a number: parts are added and never taken away.
        self._numbers: dict[str, int] = {}
        if sum(part.size for part in self.parts.values()) > _MOST_BYTES:
            raise Refused("unpacked", limit=_MOST_BYTES >> 20)

    def read(self, key: str) -> bytes:
        """All bytes of a part as it is now."""
        return self._changed[key] if key in self._changed else super().read(key)

    def text(self, key: str) -> str:
        """All text of a part as it is now."""
        if key in self._changed:
            return self._changed[key].decode("utf-8", "replace")
        return super().text(key)

    def write(self, name: str, content: bytes) -> None:
        """Change a part, or add one, which then is the last."""
        key = part_key(name)
        if key not in self.parts:
            self.parts[key] = Part(name, key, 0, 0, 0, len(content), 0, False)
        self._changed[key] = content

    def add_part(self, name: str, content: bytes, content_type: str) -> str:
        """Add a part of a content type (that of a .vml is declared for all); returns its key."""
        self.write(name, content)
        self._new_types[name] = content_type
        return part_key(name)

    def add_relationship(self, source: str, kind: str, target: str) -> str:
        """Link a part, or the package, to another part; the result is the relationship's id."""
        name = self.parts[source].name if source else ""
        links = relationships_key(name)
        key = part_key(links)
        document = Document(self.read(key) if key in self.parts else _NO_RELATIONSHIPS, 1)
        taken = {one.about.get("Id", "").lower() for one in document.root.children}
        number = next(n for n in range(1, len(taken) + 2) if f"rid{n}" not in taken)
        to = relpath("/" + self.parts[target].name, "/" + dirname(name))
        markup = f'<~Relationship Id="rId{number}" Type="{RELATIONSHIPS}/{kind}" Target="{to}"/>'
        edit = document.append(document.root, document.own(markup))
        self.write(links, splice(document.content, [edit]))
        return f"rId{number}"

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern with ``{}`` for a number that no part has."""
        number = self._numbers.get(pattern, 1)
        while part_key(pattern.format(number)) in self.parts:
            number += 1
        self._numbers[pattern] = number
        return pattern.format(number)

    def to_bytes(self) -> bytes:
        """The package as a zip: the same parts give the same bytes. Raises Refused, KeyError."""
        if self._new_types:
            self.write(CONTENT_TYPES, self._with_new_types(self.read(part_key(CONTENT_TYPES))))
        return repack(
            self.content, {self.parts[key].name: new for key, new in self._changed.items()}
        )

    def _with_new_types(self, content: bytes) -> bytes:
        document = Document(content, 1)
        declared = [one.about for one in document.root.children]
        endings = {about.get("Extension", "").lower() for about in declared}
        names = {about.get("PartName") for about in declared}
        edits = []
        for name, content_type in self._new_types.items():
            if name.endswith(".vml"):
                markup = f'<~Default Extension="vml" ContentType="{content_type}"/>'
                known, at = "vml" in endings, document.root.inner
                endings.add("vml")
            else:
                markup = f'<~Override PartName="/{name}" ContentType="{content_type}"/>'
                known, at = f"/{name}" in names, document.root.close
            if not known:
                edits.append((at, at, document.own(markup)))
        return splice(content, edits)
