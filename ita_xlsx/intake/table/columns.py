"""The measures of tables, files and rounds as columns; without pandas, which no worker needs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from pathlib import PurePath
from typing import Any

from ita_xlsx.intake.table.measure import Measure, Origin
from ita_xlsx.intake.table.table import Table
from ita_xlsx.model import MEASURE_COLUMNS, Columns, Submission
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.labels import PLACE
from ita_xlsx.official.meaning import MEANINGS
from ita_xlsx.official.names.divisions import OwnNames, division_key

# The columns of numbers, days and objects; of texts, those that are equal are one object.
_OTHERS = frozenset(
    {
        "submission", "fiscal_year", "round", "row", "shared", "origin_row", "origin_number",
        *(name for name, kind in MEANINGS.items() if kind != "str"),
    }
)  # fmt: skip


def columns_of(tables: Iterable[Table], names: OwnNames) -> Columns:
    """The measures of the tables of one file; ``names`` as in ``Columns``."""
    joined = JoinedColumns()
    for table in tables:
        joined.add(Columns((table.submission,), _columns(table)))
    return joined.columns(names)


class JoinedColumns:
    """Joins measures to those taken before; a column that was added is empty where it is not.

    Equal texts and equal mappings are one object: most of what a form holds, all others hold too.
    """

    def __init__(self) -> None:
        self._submissions: list[Submission] = []
        self._columns: dict[str, list[Any]] = {k: [] for k in (*MEASURE_COLUMNS, *MEANINGS)}
        self._rows = 0
        self._texts: dict[str, str] = {}
        self._mappings: dict[tuple[Any, ...], Mapping[Any, Any]] = {}

    def add(self, more: Columns) -> None:
        """Take the measures of some more tables."""
        first = len(self._submissions)
        one = self._texts.setdefault
        for name, values in more.columns.items():
            column = self._columns.setdefault(name, [])
            column.extend(repeat("", self._rows - len(column)))
            if name == "submission":
                column.extend(first + place for place in values)
            else:
                column.extend(values if name in _OTHERS else map(one, values, values))
        self._rows = len(self._columns["submission"])
        self._submissions += map(self._shared, more.submissions)

    def columns(self, names: OwnNames) -> Columns:
        """All of them; ``names`` as in ``Columns``. Nothing can be added then."""
        for column in self._columns.values():
            column.extend(repeat("", self._rows - len(column)))
        divisions = _one_spelling(self._submissions, names)
        submissions = tuple(map(_renamed, self._submissions, divisions))
        self._columns["division"] = [divisions[place] for place in self._columns["submission"]]
        return Columns(submissions, self._columns, names)

    def _shared(self, submission: Submission) -> Submission:
        one = self._texts.setdefault
        return replace(
            submission,
            sheet=one(submission.sheet, submission.sheet),
            division=one(submission.division, submission.division),
            labels=self._one_mapping(submission.labels),
            label_cells=self._one_mapping(submission.label_cells),
            columns=self._one_mapping(submission.columns),
            moved=self._one_mapping(submission.moved),
        )

    def _one_mapping(self, mapping: Mapping[Any, Any]) -> Mapping[Any, Any]:
        return self._mappings.setdefault(tuple(mapping.items()), mapping)


def _one_spelling(submissions: Sequence[Submission], own: OwnNames) -> list[str]:
    """The division of each submission, those of one organisation in the spelling most given."""
    keys = [(one.whose, division_key(one.division, own)) for one in submissions]
    spelt: dict[Any, Counter[str]] = defaultdict(Counter)
    for key, one in zip(keys, submissions, strict=True):
        spelt[key][one.division] += 1
    # Of two as frequent, the longer one says more; the files' order does not matter.
    chosen = {
        key: max(of, key=lambda name: (of[name], len(name), name)) for key, of in spelt.items()
    }
    return [chosen[key] for key in keys]


def _renamed(one: Submission, division: str) -> Submission:
    return one if one.division == division else replace(one, division=division)


def _columns(table: Table) -> dict[str, list[Any]]:
    submission, measures = table.submission, table.measures
    added = dict.fromkeys(name for measure in measures for name in measure.extra)
    return {
        **{k: [v] * len(measures) for k, v in _same_for_all(submission).items()},
        **_of_each(submission, measures),
        **{key: [measure.texts[key] for measure in measures] for key in KEYS},
        **{f"+{name}": [measure.extra.get(name, "") for measure in measures] for name in added},
        **table.meant,
    }


def _same_for_all(submission: Submission) -> dict[str, object]:
    """The columns that say the same of all measures of a table."""
    labels = submission.labels
    return {
        "submission": 0,
        "file": submission.file,
        "sheet": submission.sheet,
        **{key: labels.get(key, "") for key in PLACE},
        "division": submission.division,
        "fiscal_year": submission.fiscal_year,
        "round": submission.round,
    }


def _of_each(submission: Submission, measures: Sequence[Measure]) -> dict[str, list[Any]]:
    """The other columns but for the texts of the keys."""
    name, sheet = PurePath(submission.file).name, submission.sheet
    origins = [m.origin or Origin(name, sheet, m.row + 1, None) for m in measures]
    return {
        "row": [measure.row + 1 for measure in measures],
        "note": ["\n".join(measure.notes) for measure in measures],
        "shared": [measure.shared for measure in measures],
        **{f"origin_{of}": [getattr(origin, of) for origin in origins] for of in Origin._fields},
    }
