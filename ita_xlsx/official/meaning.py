"""What the texts of the measures mean: statuses, deadlines, OIT items, owners.

Each text is understood once, when its row is read; whoever asks afterwards takes these columns.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ita_xlsx.official import deadlines, oit, statuses, years
from ita_xlsx.official.names import owners
from ita_xlsx.official.names.divisions import OwnNames
from ita_xlsx.thai.text import fold_tight

# The columns of texts from which the meaning is taken.
MEANING_INPUTS = ("status", "result", "deadline", "issue", "responsible", "fiscal_year")
# The columns that hold it, with the types that they have in a frame. ``status_given`` and
# ``status_in_result`` are what the status and the result say in so many words, one of
# ``statuses.LABELS`` or None; ``status_counted`` is the status that counts, one of
# ``statuses.CODES``, and ``status_inferred`` that the result says it. ``deadline_read`` is a
# ``deadlines.Deadline``, the two days its first and last day. ``item`` is the ``oit.Item`` of the
# year analysed that the issue names or nearly names, or None; ``near_item`` the one of the year
# analysed or reported that it only nearly names, and ``other_item`` that of some other year, which
# has this very name (``oit.Named``). ``oit`` and ``indicator`` are its number and its group, or
# empty. ``issue_key`` is the issue folded tight; ``owners`` are ``owners.Owners``.
MEANINGS: dict[str, str] = {
    "status_given": "object",
    "status_in_result": "object",
    "status_counted": "str",
    "status_inferred": "bool",
    "deadline_read": "object",
    "deadline_start": "datetime64[s]",
    "deadline_end": "datetime64[s]",
    "item": "object",
    "near_item": "object",
    "other_item": "object",
    "oit": "str",
    "indicator": "str",
    "issue_key": "str",
    "owners": "object",
}


def meanings(
    columns: Mapping[str, Sequence[Any]], own: OwnNames, unread: Collection[int] = ()
) -> dict[str, list[Any]]:
    """The columns of ``MEANINGS``, from those of ``MEANING_INPUTS``.

    ``own`` are the organisation's own names of its divisions (``divisions.own_names``); ``unread``
    are the places of the measures whose result or status could not be read.
    """
    status, result, deadline, issue, responsible, year = (columns[name] for name in MEANING_INPUTS)
    given = for_each(statuses.understand, status)
    in_result = for_each(statuses.understand, result)
    counted = [
        one or statuses.UNKNOWN if place in unread else statuses.counted_as(typed, text, one, said)
        for place, (typed, text, one, said) in enumerate(
            zip(status, result, given, in_result, strict=True)
        )
    ]
    due = for_each(deadlines.parse, deadline, year)
    named = _named(issue, year)
    owners_of = {text: owners.owners(text, own) for text in dict.fromkeys(responsible)}
    return {
        "status_given": given,
        "status_in_result": in_result,
        "status_counted": counted,
        "status_inferred": [
            one is None and status not in (statuses.UNKNOWN, statuses.NOT_REPORTED)
            for one, status in zip(given, counted, strict=True)
        ],
        "deadline_read": due,
        "deadline_start": [one.start for one in due],
        "deadline_end": [one.end for one in due],
        "item": [one.item for one in named],
        "near_item": [one.near for one in named],
        "other_item": [one.other for one in named],
        "oit": [one.item.number if one.item else "" for one in named],
        "indicator": [one.item.indicator if one.item else "" for one in named],
        "issue_key": for_each(fold_tight, issue),
        "owners": [owners_of[text] for text in responsible],
    }


def _named(issues: Sequence[str], fiscal_years: Sequence[int | None]) -> list[oit.Named]:
    """What each issue names by the lists of the year analysed and the year reported."""
    known = {
        year: (years.of(year - 1), years.of(year))
        for year in dict.fromkeys(fiscal_years)
        if year is not None
    }
    return [
        ask(oit.in_report, issue, *known[year]) if issue and year in known else oit.Named()
        for issue, year in zip(issues, fiscal_years, strict=True)
    ]


def for_each(function: Callable[..., Any], *columns: Iterable[Any]) -> list[Any]:
    """What a pure function says of each row's values, which are hashable."""
    return [ask(function, *row) for row in zip(*columns, strict=True)]


# Files are read and checked one by one, and most of what a form holds all others hold too: without
# it a worker takes a third longer for 600 forms.
@lru_cache(maxsize=1 << 13)
def ask(function: Callable[..., Any], *values: Any) -> Any:
    """What a pure function says of values, which are hashable."""
    return function(*values)
