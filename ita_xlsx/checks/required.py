"""What has to be filled in."""

from collections.abc import Iterator

from ita_xlsx.findings import Finding
from ita_xlsx.findings.measures import MISSING_VALUE
from ita_xlsx.findings.tables import MISSING_LABEL
from ita_xlsx.model import Round, Submission
from ita_xlsx.official.columns import COLUMNS
from ita_xlsx.official.labels import LABELS


def labels(read: Round) -> Iterator[Finding]:
    """A required line above the table that is empty or cannot be understood."""
    for submission in read.submissions:
        for label in LABELS:
            if label.required and not _understood(submission, label.key):
                cell = submission.label_cells.get(label.key, "A1")
                value = submission.labels.get(label.key, "")
                words = {"label": label.text}
                yield Finding(
                    MISSING_LABEL, submission.file, submission.sheet, cell, "", value, words
                )


def cells(read: Round) -> Iterator[Finding]:
    """A required cell of a measure that is empty; a missing column is one finding elsewhere."""
    frame = read.measures
    for column in (column for column in COLUMNS if column.required):
        missing = frame[frame[column.key] == ""]
        for place, row in zip(missing["submission"], missing["row"], strict=True):
            submission = read.submissions[place]
            if column.key in submission.columns:
                yield Finding(
                    MISSING_VALUE,
                    submission.file,
                    submission.sheet,
                    submission.cell(int(row), column.key),
                    column.key,
                    words={"header": column.header},
                )


def _understood(submission: Submission, key: str) -> bool:
    if key == "fiscal_year":
        return submission.fiscal_year is not None
    if key == "round":
        return submission.round is not None
    return bool(submission.labels.get(key))
