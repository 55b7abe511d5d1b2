"""The official order of the measures."""

import re
from itertools import groupby

import pandas as pd

from ita_xlsx.official.names.divisions import order_of

# After every number that anyone writes: measures without one.
_LAST = (10**9,)


def in_order(measures: pd.DataFrame) -> pd.DataFrame:
    """The measures in their official order, with their new number in the column ``printed``.

    The number given decides, ties go by the official order of the divisions, then by where the
    measure was read; measures without a number come last. The entries of one issue, which follow
    each other with one number given, have one number.
    """
    orders = {name: order_of(name) for name in measures["division"].unique()}
    keys = [
        (number_order(number), orders[division], division, place)
        for place, (number, division) in enumerate(
            zip(measures["number"], measures["division"], strict=True)
        )
    ]
    ordered = measures.iloc[[key[-1] for key in sorted(keys)]].reset_index(drop=True)
    issues = zip(*(ordered[name] for name in ("submission", "number", "issue")), strict=True)
    runs = groupby(issues, key=lambda one: one if one[1] else object())
    ordered["printed"] = [place for place, (_, run) in enumerate(runs, start=1) for _ in run]
    return ordered


def number_order(number: str) -> tuple[int, ...]:
    """A number as typed (``๑``, ``1.``, ``ข้อ 2.1``) as integers to sort by."""
    parts = tuple(int(digits) for digits in re.findall(r"\d{1,9}", number))
    return parts or _LAST
