"""Links: which texts are web addresses that may become one, and links into other workbooks."""

import re

from ita_xlsx.official.documents import is_document
from ita_xlsx.official.limits import WEB_PREFIXES
from ita_xlsx.thai.text import INVISIBLE
from ita_xlsx.xlsx.limits import LINK_LENGTH

# No user and password before the host, which would be sent along, and make it look like another.
_UNSAFE = rf"\s\"<>\x00-\x1f\x7f-\x9f{INVISIBLE['direction']}"
_LINK = re.compile(
    rf"(?:{'|'.join(WEB_PREFIXES)})[^@\\/?#{_UNSAFE}]+(?:[/?#][^{_UNSAFE}]*)?", re.IGNORECASE
)
_STEERING = re.compile(rf"[\x00-\x1f\x7f-\x9f{INVISIBLE['direction']}]")


def fits_link(text: str) -> bool:
    """Whether the whole text is one http(s) address that Excel takes as a link, without a user."""
    return len(text) <= LINK_LENGTH and _LINK.fullmatch(text) is not None


# What may not stand in the address of a file, as Excel escapes it; # would begin the cell.
_ESCAPED = {ord(sign): f"%{ord(sign):02x}" for sign in '%# "<>[]^`{}'}
_TEXT_ENDINGS = (".csv", ".tsv", ".txt")


def cell_link(path: str, sheet: str, cell: str) -> str | None:
    """A link for xlsxwriter to a cell of another file.

    None if it would be longer than Excel takes, or has signs that nobody sees in a name.
    ``path`` is relative or absolute, with slashes. Without ``sheet``, and into a text file or a
    document, the link leads to the file.
    """
    link = "external:" + path.translate(_ESCAPED)
    if sheet and not (path.lower().endswith(_TEXT_ENDINGS) or is_document(path)):
        link += "#'" + sheet.replace("'", "''") + f"'!{cell or 'A1'}"
    fits = len(link.encode("utf-16-le", "replace")) // 2 <= LINK_LENGTH
    return link if fits and not _STEERING.search(link) else None
