"""Which sheets of a package are ours, proved on its bytes: no reader need open them.

A form that comes back has more of them than of the division's: lists, help, the live checks.
"""

import re
from collections.abc import Iterable

from ita_xlsx.intake.looks import SheetLook
from ita_xlsx.intake.package import Package, unescape
from ita_xlsx.official.stamp import own_marks

_SHARED_TEXTS = "xl/sharedstrings.xml"
# As nearly all programs write them; where they stand otherwise, nothing is proved.
_FIRST_ROW = re.compile(rb'>?\s*<row r="1"[\s>]')
_SHARED = re.compile(rb'<c r="[A-Z]{1,3}1"[^<>]*? t="s"[^<>]*?>\s*<v>([0-9]{1,9})</v>')
_TEXT = re.compile(r"<si>\s*<t(?: [^<>]*)?>([^<]*)</t>\s*</si>|<si[\s>].*?</si>|<si/>", re.DOTALL)


def mark_own_sheets(package: Package, looks: Iterable[SheetLook]) -> None:
    """Tell in ``own`` of each look whether it is a sheet of ours (``stamp.OWN_SHEETS``)."""
    texts: list[str] | None = None
    for look in looks:
        marks, first_row = own_marks(look.name), look.first_row
        look.first_row = b""
        if marks and _FIRST_ROW.match(first_row):
            texts = _shared_texts(package) if texts is None else texts
            places = map(int, _SHARED.findall(first_row))
            look.own = any(place < len(texts) and texts[place] in marks for place in places)


def _shared_texts(package: Package) -> list[str]:
    """The shared texts in their order; one that is not plain is told by its place only."""
    return [unescape(text) for text in _TEXT.findall(package.text(_SHARED_TEXTS))]
