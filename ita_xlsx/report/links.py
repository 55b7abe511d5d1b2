"""Which texts are web addresses that may become a link."""

import re

# Excel's limit of a link's length, and of links in one sheet.
LONGEST_LINK = 2079
_LINK = re.compile(r"https?://[^\s\"<>\x00-\x1f]+", re.IGNORECASE)


def is_link(text: str) -> bool:
    """Whether the whole text is one http(s) address that Excel takes as a link."""
    return len(text) <= LONGEST_LINK and _LINK.fullmatch(text) is not None
