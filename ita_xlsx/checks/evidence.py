"""Evidence of finished measures."""

import re
from collections.abc import Iterator

from ita_xlsx.checks.check import Words, at_cells, at_header, places_by_submission
from ita_xlsx.findings import Finding
from ita_xlsx.findings.measures import NO_EVIDENCE, NO_EVIDENCE_ANYWHERE
from ita_xlsx.model import Columns
from ita_xlsx.official.limits import NEEDS_EVIDENCE, is_web_address

_LINK = re.compile(r"https?://", re.IGNORECASE)
_VALID = re.compile(
    r"https?://[^\W_][\w\u0e31-\u0e4e.-]*\.[^\W\d_][\w\u0e31-\u0e4e-]+(?::\d{1,5})?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
# From here on it is advice for the whole column.
_SEVERAL = 2


def missing(read: Columns) -> Iterator[Finding]:
    """Finished measures without evidence: one finding for the column when most are such."""
    statuses, results = read.values("status_counted"), read.values("result")
    given, rows = read.values("evidence"), read.values("row")
    hits: list[Words | None] = [None] * len(given)
    for submission, places in zip(read.submissions, places_by_submission(read), strict=True):
        finished = [place for place in places if statuses[place] == NEEDS_EVIDENCE]
        bare = [
            place
            for place in finished
            if not _any_evidence(given[place], results[place])
            and rows[place] not in submission.pictured
        ]
        if len(bare) >= _SEVERAL and 2 * len(bare) > len(finished):
            key = "evidence" if "evidence" in submission.columns else "result"
            words = {"count": len(bare), "all": len(finished)}
            yield at_header(NO_EVIDENCE_ANYWHERE, submission, key, words)
        else:
            for place in bare:
                hits[place] = {}
    yield from at_cells(read, NO_EVIDENCE, "evidence", hits)


def bad_link(evidence: str) -> Words | None:
    """Evidence that does not begin as a web address, or a link in it that cannot be opened."""
    if not any(map(str.isalnum, evidence)):
        return None
    if not is_web_address(evidence):
        return {"found": evidence}
    links = (word for word in evidence.split() if _LINK.match(word))
    bad = next((link for link in links if not _VALID.fullmatch(link)), None)
    return None if bad is None else {"found": bad}


def _any_evidence(evidence: str, result: str) -> bool:
    """Something in its column, or a link in the result."""
    return any(map(str.isalnum, evidence)) or bool(_LINK.search(result))
