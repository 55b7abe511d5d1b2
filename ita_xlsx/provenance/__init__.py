"""Whether a workbook is an output of ours, and whether anybody saved it since.

An output has a stamp, which says what it is (``official.stamp``), and a seal: a digest of the parts
of its package. Whatever saves a workbook writes other parts, also when it changes no value. The
seal is no signature, for whoever knows this program can make a new one: it notices what happens by
mistake, a cell typed over before the report was mailed.
"""

import re
from hashlib import sha256

from ita_xlsx.official.stamp import PREFIX, RETURN_PROPERTY, SEAL_PROPERTY
from ita_xlsx.ooxml.package import Package, read_properties
from ita_xlsx.ooxml.repack import repack
from ita_xlsx.ooxml.zip_directory import Refused

_PROPERTIES = "docprops/custom.xml"
_SEAL = re.compile(rb'(\sname="' + SEAL_PROPERTY.encode() + rb'"[^<>]*>\s*<[^<>]*>)[^<]*')


def seal(content: bytes) -> bytes:
    """An output whose property for the seal holds the digest of all parts but the properties."""
    package = Package(content)
    sealed = _SEAL.sub(rb"\g<1>" + _digest(package).encode(), package.read(_PROPERTIES))
    return repack(content, {_PROPERTIES: sealed})


def is_unchanged(content: bytes, stamp: str) -> bool:
    """Whether a workbook is an output with this stamp that no program saved since.

    A marked copy has no other stamp than its own, whatever it was made from.
    """
    try:
        package = Package(content)
        stamps = read_properties(package, PREFIX)
    except Refused:
        return False
    is_kind = stamp in stamps and (stamp == RETURN_PROPERTY or RETURN_PROPERTY not in stamps)
    return is_kind and stamps.get(SEAL_PROPERTY) == _digest(package)


def _digest(package: Package) -> str:
    parts = (
        f"{part.name} {part.size} {part.crc}"
        for key, part in package.parts.items()
        if key != _PROPERTIES
    )
    return sha256("\n".join(sorted(parts)).encode()).hexdigest()
