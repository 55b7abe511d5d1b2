"""What has to be filled in, and what should be."""

import operator
from collections.abc import Callable, Iterator

from ita_xlsx.checks.check import at_cells, at_label
from ita_xlsx.findings import Finding
from ita_xlsx.findings.files import NO_REPORTER
from ita_xlsx.findings.measures import MISSING_VALUE, ONLY_A_MARK
from ita_xlsx.findings.official_list import misnamed
from ita_xlsx.findings.tables import MISSING_LABEL
from ita_xlsx.language import Sentence
from ita_xlsx.model import Columns, Submission
from ita_xlsx.official.answers import is_no_answer
from ita_xlsx.official.columns import BY_KEY, REQUIRED
from ita_xlsx.official.labels import LABELS
from ita_xlsx.official.limits import ANSWER_KEYS, NOT_MARKS

# Who answers for the report, and when it was made.
_REPORTER_LABELS = tuple(label for label in LABELS if label.key in ("reporter", "date"))


def labels(read: Columns) -> Iterator[Finding]:
    """A required line above the table that is empty or cannot be understood."""
    for submission in read.submissions:
        for label in LABELS:
            if label.required and not _understood(submission, label.key):
                text = submission.labels.get(label.key, "")
                rule, words = misnamed(label.key, text) or (MISSING_LABEL, {"label": label.text})
                yield at_label(rule, submission, label.key, words)


def reporter(read: Columns) -> Iterator[Finding]:
    """A form that does not say who reported, or when; one finding for both."""
    for submission in read.submissions:
        # A consolidated workbook has many reporters, a table from row 1 on nothing above it.
        if submission.level != "form" or submission.header_row == 0:
            continue
        missing = [one for one in _REPORTER_LABELS if not submission.labels.get(one.key)]
        if missing:
            names = [f" “{label.text}”" for label in missing]
            words = {"labels": Sentence("".join(names), ",".join(names).strip())}
            yield at_label(NO_REPORTER, submission, missing[0].key, words)


def cells(read: Columns) -> Iterator[Finding]:
    """A required cell of a measure without an answer; a missing column is one finding elsewhere."""
    has = [set(submission.columns) for submission in read.submissions]
    for key in REQUIRED:
        words = {"header": BY_KEY[key].header}
        rows = zip(read.values("submission"), read.values(key), strict=True)
        is_blank: Callable[[str], bool] = is_no_answer if key in ANSWER_KEYS else operator.not_
        hits = [words if key in has[of] and is_blank(text) else None for of, text in rows]
        yield from at_cells(read, MISSING_VALUE, key, hits)


def marks(read: Columns) -> Iterator[Finding]:
    """A required cell with nothing but a dash or the like."""
    for key in NOT_MARKS:
        words = {"header": BY_KEY[key].header}
        hits = [
            words if text and not any(map(str.isalnum, text)) else None for text in read.values(key)
        ]
        yield from at_cells(read, ONLY_A_MARK, key, hits)


def _understood(submission: Submission, key: str) -> bool:
    if key == "fiscal_year":
        return submission.fiscal_year is not None
    if key == "round":
        return submission.round is not None
    return bool(submission.labels.get(key))
