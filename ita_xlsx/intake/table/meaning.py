"""What the texts of the measures mean: statuses, dates, OIT items. Each distinct text once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ita_xlsx.official import deadlines, oit, statuses

# What the texts mean, and the columns that it is taken from.
MEANT_BY: tuple[str, ...] = ("status", "result", "deadline", "fiscal_year", "issue")
INTERPRETED: tuple[str, ...] = (
    "status_meant",
    "status_inferred",
    "deadline_start",
    "deadline_end",
    "deadline_problem",
    "oit",
    "indicator",
)


def meanings(columns: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
    """The columns of ``INTERPRETED``, from those of ``MEANT_BY``.

    ``status_meant`` is one of ``official.statuses.LABELS`` and ``status_inferred`` says whether it
    was taken from the result because none was given; the deadline's first and last day are dates,
    None where there is none, and ``deadline_problem`` says why; ``oit`` is the item of the year
    analysed (``o2``) that the issue names, or nearly names, and ``indicator`` the group of items to
    which that belongs; both are empty when it names none.
    """
    status, result, deadline, year, issue = (columns[name] for name in MEANT_BY)
    given = _each(statuses.understand, status)
    inferred = _each(statuses.infer, result)
    due = _each(deadlines.parse, deadline, year)
    items = _each(_item, issue, year)
    return {
        "status_meant": [one or other for one, other in zip(given, inferred, strict=True)],
        "status_inferred": [one is None for one in given],
        "deadline_start": [one.start for one in due],
        "deadline_end": [one.end for one in due],
        "deadline_problem": [one.problem or "" for one in due],
        "oit": [item.number if item else "" for item in items],
        "indicator": [item.indicator if item else "" for item in items],
    }


def _item(issue: str, fiscal_year: int | None) -> oit.Item | None:
    return None if fiscal_year is None else oit.named(issue, fiscal_year - 1)


def _each(function: Callable[..., Any], *columns: Iterable[Any]) -> list[Any]:
    """The function of each row's values, computed once for each distinct set of them."""
    rows = list(zip(*columns, strict=True))
    known = {row: function(*row) for row in dict.fromkeys(rows)}
    return [known[row] for row in rows]
