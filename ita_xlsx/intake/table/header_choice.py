"""Which of a table's columns are read, where its headers alone do not say so."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from ita_xlsx.intake.table.header import Header
from ita_xlsx.official.columns import KEYS, REQUIRED
from ita_xlsx.official.header_names import other_name


def chosen(header: Header, months: int | None) -> Header:
    """A header with the columns of the report's round, and those that only their place names."""
    return _in_place(_of_round(header, months))


def _of_round(header: Header, months: int | None) -> Header:
    """Of the columns of several rounds under one key, that of the report's round is read."""
    columns, repeated = dict(header.columns), dict(header.repeated)
    other_rounds: dict[int, str] = {}
    for key in header.columns:
        alike = {c: m for c, (of, m, _) in header.rounds.items() if of == key}
        of_round = [c for c, m in alike.items() if m == months]
        if len(of_round) != 1 or len(alike) == 1:
            continue
        own = of_round[0]
        columns[key] = own
        other_rounds |= {c: header.rounds[c][2] for c in sorted(alike) if c != own}
        repeated = {c: text for c, text in repeated.items() if c not in alike}
    return replace(header, columns=columns, repeated=repeated, other_rounds=other_rounds)


def _in_place(header: Header) -> Header:
    """Columns that are missing, read where as many unknown ones are in their place; to be asked."""
    asked: dict[str, int] = {}
    unplaced: dict[str, int] = {}
    for (left, right), keys in groupby(_missing(header), key=lambda one: one[0]):
        between = [c for c, t in header.extra.items() if left < c < right and other_name(t) is None]
        names = [key for _, key in keys]
        if len(names) == len(between):
            asked |= dict(zip(names, sorted(between), strict=True))
        elif between:
            unplaced |= dict.fromkeys(names, min(between))
    return replace(
        header,
        columns={**header.columns, **asked},
        unplaced=unplaced,
        asked={key: header.extra[column] for key, column in asked.items()},
        extra={c: text for c, text in header.extra.items() if c not in asked.values()},
    )


def _missing(header: Header) -> Iterator[tuple[tuple[float, float], str]]:
    """The required columns that a table has not, each with the columns that it would be between."""
    known = {**header.columns, **({"deadline": min(header.quarters)} if header.quarters else {})}
    for key in REQUIRED:
        if key in known or key == "number":  # which may be inside the issue
            continue
        place = KEYS.index(key)
        before = [known[one] for one in KEYS[:place] if one in known]
        after = [known[one] for one in KEYS[place:] if one in known]
        yield (before[-1] if before else -1, after[0] if after else float("inf")), key
