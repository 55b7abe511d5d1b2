"""Which sheets of a package are ours, proved on its bytes: no reader need open them.

A form that comes back has more of them than of the division's: lists, help, the live checks.
"""

import re
from collections.abc import Iterator

from ita_xlsx.intake.guard.scan_xlsx import SheetScan
from ita_xlsx.official.stamp import OWN_SHEETS, own_marks
from ita_xlsx.ooxml.package import Package
from ita_xlsx.ooxml.zip_directory import Part

_SHARED_TEXTS = "xl/sharedstrings.xml"
# As nearly all programs write them; where they stand otherwise, nothing is proved.
_OPEN = b"<sheetData>"
_FIRST_ROW = re.compile(rb'\s*<row r="1"[\s>]')
_SHARED = re.compile(
    rb'<c r="[A-Z]{1,3}1"(?:(?! t="s")[^<>])* t="s"[^<>]*+>\s*+<v>([0-9]{1,9})</v>'
)
# So far the first row of a sheet of ours reaches at most, in bytes.
_HEAD = 1 << 14
# A larger one may hold more cells than should go unseen.
_SMALL = 1 << 18
# So far a text begins after its <si> at most; a mark may stand in one text many thousand times.
_NEAR = 1 << 8
_TEXT = re.compile(rb"<si>\s*<t(?: [^<>]*)?>([^<]*)</t>\s*</si>")


class OwnSheets:
    """Tells the sheets of ours in a package, each by its name and a text in its first row."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._texts: dict[int, str] | None = None

    def scan(self, part: Part, name: str) -> SheetScan | None:
        """The scan of a sheet if it is ours (``stamp.OWN_SHEETS``) and small, or else None.

        Raises Refused as ``Package.chunks`` does.
        """
        marks = own_marks(name)
        if not marks or part.size > _SMALL:
            return None
        row = _first_row(self._package.whole(part.key))
        if not _FIRST_ROW.match(row):
            return None
        if self._texts is None:
            self._texts = dict(_marks_in(self._package.whole(_SHARED_TEXTS)))
        texts = (self._texts.get(int(place)) for place in _SHARED.findall(row))
        if not any(text in marks for text in texts):
            return None
        return SheetScan(name, own=True)


def _first_row(sheet: bytes) -> bytes:
    """The first row of a worksheet; nothing where it cannot be told."""
    opened = sheet.find(_OPEN)
    end = sheet.find(b"</row>", opened, opened + _HEAD)
    if min(opened, end) < 0 or sheet.find(b"<!", 0, end) >= 0:
        return b""
    return sheet[opened + len(_OPEN) : end]


def _marks_in(shared: bytes) -> Iterator[tuple[int, str]]:
    """The place in a list of shared texts of each that marks a sheet of ours."""
    places = ((_place(shared, mark), mark) for mark in OWN_SHEETS.values())
    found = sorted(pair for pair in places if pair[0] >= 0)
    end = found[-1][0] if found else 0
    # In a comment, or in an element of a like name, no text could be counted.
    items = shared.count(b"<si>", 0, end)
    if shared.find(b"<!", 0, end) >= 0 or shared.count(b"<si", 0, end) != items:
        return
    at = place = 0
    for start, mark in found:
        place += shared.count(b"<si>", at, start)
        at = start
        yield place, mark


def _place(shared: bytes, mark: str) -> int:
    """From which byte on a mark stands first in a list of shared texts, as a text of its own.

    It is -1 where it does not. Should it stand there again, a sheet that shows that one is taken
    for no sheet of ours.
    """
    wanted = mark.encode()
    at = shared.find(wanted)
    while at >= 0:
        start = max(0, shared.rfind(b"<si>", max(0, at - _NEAR), at))
        text = _TEXT.match(shared, start)
        if text and text[1] == wanted:
            return start
        at = shared.find(wanted, at + len(wanted))
    return -1
