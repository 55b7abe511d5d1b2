"""The measures of all files become one frame, column by column, as the files are read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from ita_xlsx.intake.table.rows import Measure, Origin
from ita_xlsx.intake.table.table import Table
from ita_xlsx.model import MEASURE_COLUMNS, Columns, Submission
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.divisions import OwnNames
from ita_xlsx.official.labels import PLACE
from ita_xlsx.official.meaning import MEANINGS

if TYPE_CHECKING:
    import pandas as pd

_TYPES = {
    "fiscal_year": "Int64",
    "round": "Int64",
    "row": "int64",
    "submission": "int64",
    "origin_row": "int64",
    "origin_number": "Int64",
    **MEANINGS,
}


class Gathered:
    """Takes the tables of all files in their order; keeps their submissions and filled columns.

    Equal texts and equal mappings are one object: most of what a form holds, all others hold too.
    """

    def __init__(self) -> None:
        self.submissions: list[Submission] = []
        self._columns: dict[str, list[Any]] = {name: [] for name in (*MEASURE_COLUMNS, *MEANINGS)}
        self._added: dict[str, list[str]] = {}
        self._rows = 0
        self._texts: dict[str, str] = {}
        self._mappings: dict[tuple[Any, ...], Mapping[Any, Any]] = {}

    def __len__(self) -> int:
        return self._rows

    def add(self, table: Table) -> None:
        """Take one table."""
        measures, submission = table.measures, self._shared(table.submission)
        for name, value in _same_for_all(len(self.submissions), submission).items():
            self._columns[name].extend(repeat(value, len(measures)))
        for name, values in _of_each(submission, measures).items():
            self._columns[name].extend(values)
        kept = self._texts.setdefault
        for key in KEYS:
            texts = [measure.texts[key] for measure in measures]
            self._columns[key].extend(map(kept, texts, texts))
        for name, values in table.meant.items():
            self._columns[name].extend(map(kept, values, values))
        self._add_columns_added(measures)
        self.submissions.append(submission)
        self._rows += len(measures)

    def frame(self) -> "pd.DataFrame":
        """One row a measure: the columns of a ``model.Round``."""
        import pandas as pd

        added = {f"+{name}": self._padded(name) for name in self._added}
        columns = self._columns | added
        return pd.DataFrame({n: pd.Series(v, dtype=_TYPES.get(n)) for n, v in columns.items()})

    def columns(self, names: OwnNames) -> Columns:
        """The same in plain lists, without the columns that divisions added."""
        return Columns(tuple(self.submissions), self._columns, names)

    def _add_columns_added(self, measures: Sequence[Measure]) -> None:
        for name in dict.fromkeys(name for measure in measures for name in measure.extra):
            column = self._padded(name)
            column.extend([self._one(measure.extra.get(name, "")) for measure in measures])

    def _padded(self, name: str) -> list[str]:
        """A column that was added, with an empty text for each measure taken before that has none.

        The columns stand in the order first met.
        """
        column = self._added.setdefault(name, [])
        column.extend(repeat("", self._rows - len(column)))
        return column

    def _one(self, text: str) -> str:
        return self._texts.setdefault(text, text)

    def _shared(self, submission: Submission) -> Submission:
        return replace(
            submission,
            sheet=self._one(submission.sheet),
            division=self._one(submission.division),
            labels=self._one_mapping(submission.labels),
            label_cells=self._one_mapping(submission.label_cells),
            columns=self._one_mapping(submission.columns),
            moved=self._one_mapping(submission.moved),
        )

    def _one_mapping(self, mapping: Mapping[Any, Any]) -> Mapping[Any, Any]:
        return self._mappings.setdefault(tuple(mapping.items()), mapping)


def _same_for_all(place: int, submission: Submission) -> dict[str, object]:
    """The columns that say the same of all measures of a table."""
    labels = submission.labels
    return {
        "submission": place,
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
