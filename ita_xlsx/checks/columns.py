"""Advice that applies to a whole column: one finding at its header."""

from collections.abc import Iterator, Sequence

from ita_xlsx.checks.check import at_header, places_by_submission
from ita_xlsx.findings import Finding, Rule
from ita_xlsx.findings.measures import INFERRED_STATUS, NO_SUGGESTIONS
from ita_xlsx.model import Columns


def suggestions(read: Columns) -> Iterator[Finding]:
    """A column of suggestions of which more than half is empty."""
    empty = [not any(map(str.isalnum, text)) for text in read.values("suggestion")]
    return _many(read, NO_SUGGESTIONS, "suggestion", empty, more_than=0.5)


def statuses(read: Columns) -> Iterator[Finding]:
    """Statuses that were inferred because none was given."""
    return _many(read, INFERRED_STATUS, "status", read.values("status_inferred"), more_than=0)


def _many(
    read: Columns, rule: Rule, key: str, such: Sequence[bool], more_than: float
) -> Iterator[Finding]:
    for submission, places in zip(read.submissions, places_by_submission(read), strict=True):
        count = sum(such[place] for place in places)
        if count > more_than * len(places):
            words = {"count": count, "all": len(places)}
            yield at_header(rule, submission, key, words)
