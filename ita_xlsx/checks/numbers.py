"""The numbers of the measures in one table."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ita_xlsx.checks.check import Words, at_cells, at_header, places_by_submission, same_issue
from ita_xlsx.findings import Finding
from ita_xlsx.findings.measures import NO_NUMBERS, NUMBER_ORDER, REPEATED_NUMBER
from ita_xlsx.model import Columns, Submission
from ita_xlsx.official.limits import number_key


def missing(read: Columns) -> Iterator[Finding]:
    """A table without a column of numbers and without numbers before the issues."""
    texts = read.values("number")
    for submission, places in zip(read.submissions, places_by_submission(read), strict=True):
        if places and "number" not in submission.columns and not any(texts[p] for p in places):
            yield at_header(NO_NUMBERS, submission, "issue", {})


def unreadable(number: str) -> Words | None:
    """A number without any digit."""
    return {} if number and not re.search(r"\d", number) else None


def repeated(read: Columns) -> Iterator[Finding]:
    """A number that was in the same table before, with another issue than the one it is of."""
    texts, rows = read.values("number"), read.values("row")
    hits: list[Words | None] = [None] * len(texts)
    for submission, places in zip(read.submissions, places_by_submission(read), strict=True):
        seen: dict[str, int] = {}
        for place in places:
            key = number_key(texts[place])
            first = seen.setdefault(key, place)
            if key and first != place and not same_issue(read, first, place):
                hits[place] = {"first": _cell(submission, rows[first])}
    yield from at_cells(read, REPEATED_NUMBER, "number", hits)


def out_of_order(read: Columns) -> Iterator[Finding]:
    """A number that is smaller than the one before it."""
    texts = read.values("number")
    parts = [tuple(int(part) for part in re.findall(r"\d{1,9}", text)) for text in texts]
    hits: list[Words | None] = [None] * len(texts)
    for places in places_by_submission(read):
        numbered = [place for place in places if parts[place]]
        for before, place in pairwise(numbered):
            if parts[place] < parts[before]:
                hits[place] = {"before": texts[before]}
    yield from at_cells(read, NUMBER_ORDER, "number", hits)


def _cell(submission: Submission, row: int) -> str:
    """Where a measure's number is: in its own column, or before the issue."""
    return submission.cell(row, "number") or submission.cell(row, "issue")
