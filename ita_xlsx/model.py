"""The plain frozen data that passes between the rooms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ita_xlsx.findings import Finding
from ita_xlsx.official.columns import KEYS, a1

if TYPE_CHECKING:
    import pandas as pd


# The columns of the measures table. ``submission`` is a place in ``Round.submissions``; ``row``
# counts as Excel does, from one; ``shared`` is the number of measures that a merged suggestion
# stands beside; the nine keys are texts as typed, ``note`` the notes on the measure's cells.
MEASURE_COLUMNS: tuple[str, ...] = (
    "submission",
    "file",
    "sheet",
    "row",
    "organisation",
    "division",
    "fiscal_year",
    "round",
    *KEYS,
    "note",
    "shared",
)


@dataclass(frozen=True)
class Source:
    """One file that was given, read or not. ``size`` is in bytes, ``sha256`` in hexadecimal."""

    file: str
    size: int
    sha256: str
    readable: bool


@dataclass(frozen=True)
class Submission:
    """One table of measures that a division sent back, without its rows.

    ``labels`` are the texts above the table and ``label_cells`` their A1 addresses, both by the
    keys of ``official.labels`` (a label that is not in the sheet has no cell). ``columns`` are the
    columns of the table by key, counted from zero, as is ``header_row``. ``moved`` tells of values
    that stand in another row than their measure: the top of a merged cell.
    """

    file: str
    sheet: str
    labels: Mapping[str, str]
    label_cells: Mapping[str, str]
    division: str
    fiscal_year: int | None
    round: int | None
    columns: Mapping[str, int]
    header_row: int
    moved: Mapping[tuple[int, str], int] = field(default_factory=dict)

    def cell(self, row: int, key: str) -> str:
        """The A1 address of a measure's value; ``row`` is its row as Excel counts, from one."""
        column = self.columns.get(key)
        return "" if column is None else a1(self.moved.get((row, key), row) - 1, column)


@dataclass(frozen=True)
class Round:
    """Everything that came back, as read: the result of the intake.

    ``measures`` has one row a measure, in the order read, with the columns of
    ``MEASURE_COLUMNS`` and, behind them, one column ``+HEADER`` for each column that a division
    added. ``findings`` are those of the reading; the checks add theirs.
    """

    sources: tuple[Source, ...]
    submissions: tuple[Submission, ...]
    measures: "pd.DataFrame"
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Summary:
    """The figures of one consolidated table.

    ``by_division`` has one row a division in official order (index: its name) and the columns
    ``measures``, ``with_result``, one for each status, and ``share`` (0 to 1) of those done.
    ``by_status`` counts measures by status. ``by_quarter`` counts them by the quarter (1 to 4) in
    which the deadline ends; ``outside`` are those that end in another year and ``undated`` those
    without a date.
    """

    by_division: "pd.DataFrame"
    by_status: Mapping[str, int]
    by_quarter: Mapping[int, int]
    outside: int
    undated: int


@dataclass(frozen=True)
class Consolidation:
    """The consolidated table of one organisation, ready to be written.

    ``measures`` is in official order, with the new number in ``printed`` (from 1).
    """

    organisation: str
    district: str
    province: str
    fiscal_year: int | None
    round: int | None
    measures: "pd.DataFrame"
    summary: Summary
    sources: tuple[Source, ...]
    submissions: tuple[Submission, ...]
