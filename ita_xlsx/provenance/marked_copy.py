"""The seal of a marked copy: a digest by which one sees whether anybody changed it since.

A sealed copy that was not touched may be written again. One that was, by whatever program, holds a
division's work and is never overwritten.
"""

import re
from hashlib import sha256

from ita_xlsx.official.stamp import RETURN_PROPERTY
from ita_xlsx.ooxml.editing import EditedPackage
from ita_xlsx.ooxml.markup import HEAD, Document, splice
from ita_xlsx.ooxml.zip_directory import Refused

_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_OPEN = b"0" * 64
_SEAL = re.compile(
    rb"(<(?:\w+:)?property[^<>]*\sname=\"" + RETURN_PROPERTY.encode() + rb"\"[^<>]*>\s*"
    rb"<(?:\w+:)?lpwstr(?:\s[^<>]*)?>)([^<]*)(<)"
)
_EMPTY = f'{HEAD}<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_VALUES}"/>'.encode()


def seal(package: EditedPackage) -> None:
    """Put the digest of all parts into a custom document property."""
    part = package.related("", "custom-properties")
    if part is None:
        name = package.free_name("docProps/custom{}.xml").replace("custom1.", "custom.")
        part = package.add_part(name, _EMPTY, _TYPE)
        package.add_relationship("", "custom-properties", part)
    opened = _with_property(package.read(part))
    package.write(part, opened)
    package.write(part, _SEAL.sub(rb"\g<1>" + _digest(package) + rb"\3", opened))


def is_untouched(content: bytes) -> bool:
    """Whether a file is a marked copy, exactly as this program wrote it."""
    try:
        package = EditedPackage(content)
        part = package.related("", "custom-properties")
        found = _SEAL.search(package.read(part)) if part else None
        if part is None or found is None:
            return False
        package.write(part, _SEAL.sub(rb"\g<1>" + _OPEN + rb"\3", package.read(part)))
        return found[2] == _digest(package)
    except Refused:
        return False


def _with_property(content: bytes) -> bytes:
    """The custom properties with an open seal, in the place of an earlier one if there is any."""
    if _SEAL.search(content):
        return _SEAL.sub(rb"\g<1>" + _OPEN + rb"\3", content)
    document = Document(content, 1)
    pids = [int(one.about.get("pid", "1")) for one in document.root.children]
    markup = (
        f'<~property fmtid="{_FORMAT_ID}" pid="{max(pids, default=1) + 1}" '
        f'name="{RETURN_PROPERTY}"><vt:lpwstr xmlns:vt="{_VALUES}">{_OPEN.decode()}</vt:lpwstr>'
        "</~property>"
    )
    return splice(content, [document.append(document.root, document.own(markup))])


def _digest(package: EditedPackage) -> bytes:
    whole = sha256()
    for name, key in sorted((part.name, key) for key, part in package.parts.items()):
        if not name.endswith("/"):
            whole.update(sha256(name.encode() + b"\0" + package.read(key)).digest())
    return whole.hexdigest().encode()
