"""Advice that applies to a whole column: one finding at its header."""

from collections.abc import Iterator

from ita_xlsx.checks.check import at_header, digits, places_by_submission
from ita_xlsx.findings import Finding, Rule
from ita_xlsx.findings.measures import INFERRED_STATUS, NO_SUGGESTIONS
from ita_xlsx.model import Columns


def suggestions(read: Columns) -> Iterator[Finding]:
    """A column of suggestions of which more than half is empty."""
    return _empty(read, NO_SUGGESTIONS, "suggestion", more_than=0.5)


def statuses(read: Columns) -> Iterator[Finding]:
    """Statuses that were inferred because none was given."""
    return _empty(read, INFERRED_STATUS, "status", more_than=0)


def _empty(read: Columns, rule: Rule, key: str, more_than: float) -> Iterator[Finding]:
    texts = read.values(key)
    for submission, places in zip(read.submissions, places_by_submission(read), strict=True):
        empty = sum(not any(map(str.isalnum, texts[place])) for place in places)
        if empty > more_than * len(places):
            words = {"count": digits(empty), "all": digits(len(places))}
            yield at_header(rule, submission, key, words)
