"""What the texts of the measures mean: dates, statuses, OIT items. Each distinct text once."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from ita_xlsx.official import deadlines, oit, statuses

# The columns that ``interpret`` adds behind those of ``model.MEASURE_COLUMNS``.
INTERPRETED: tuple[str, ...] = (
    "status_meant",
    "status_inferred",
    "deadline_start",
    "deadline_end",
    "deadline_problem",
    "oit",
    "indicator",
)


def interpret(measures: pd.DataFrame) -> pd.DataFrame:
    """The measures with the columns of ``INTERPRETED`` added.

    ``status_meant`` is one of ``official.statuses.LABELS`` and ``status_inferred`` says whether it
    was taken from the result because none was given; the deadline's first and last day are
    ``datetime64[s]``, missing where there is none, and ``deadline_problem`` says why; ``oit`` is
    the item of the year analysed (``o2``) that the issue names, or nearly names, and ``indicator``
    the group of items to which that belongs; both are empty when it names none.
    """
    frame = measures.copy()
    given = _each(statuses.understand, frame["status"])
    inferred = [meant is None for meant in given]
    results = _each(statuses.infer, frame["result"])
    frame["status_meant"] = [one or other for one, other in zip(given, results, strict=True)]
    frame["status_inferred"] = pd.array(inferred, dtype="bool")
    years = [None if pd.isna(year) else int(year) for year in frame["fiscal_year"]]
    meant = _each(deadlines.parse, frame["deadline"], years)
    frame["deadline_start"] = pd.Series([d.start for d in meant], dtype="datetime64[s]")
    frame["deadline_end"] = pd.Series([d.end for d in meant], dtype="datetime64[s]")
    frame["deadline_problem"] = pd.Series([d.problem or "" for d in meant], dtype="str")
    items = _each(_item, frame["issue"], years)
    frame["oit"] = pd.Series([item.number if item else "" for item in items], dtype="str")
    frame["indicator"] = pd.Series([item.indicator if item else "" for item in items], dtype="str")
    return frame


def _item(issue: str, fiscal_year: int | None) -> oit.Item | None:
    if fiscal_year is None:
        return None
    near = oit.nearest(issue, fiscal_year - 1)
    return oit.by_name(issue, fiscal_year - 1) or (near[0] if near else None)


def _each(function: Callable[..., Any], *columns: Iterable[Any]) -> list[Any]:
    """The function of each row's values, computed once for each distinct set of them."""
    rows = list(zip(*columns, strict=True))
    known = {row: function(*row) for row in dict.fromkeys(rows)}
    return [known[row] for row in rows]
