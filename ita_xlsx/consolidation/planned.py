"""Which measure of the plan each measure that came back is."""

from collections import defaultdict
from collections.abc import Iterable

import pandas as pd

from ita_xlsx.model import Plan
from ita_xlsx.official.limits import number_key
from ita_xlsx.thai.alike import likeness
from ita_xlsx.thai.text import fold_tight

# Issues under the same number that are this alike (0 to 1) are one, reworded: names with words left
# out or added keep 0.76 (tests/unit/test_oit.py); of the names in one official list 2 pairs in 100
# are as near, and differ in their numbers.
_ALIKE = 0.7


def find_planned(measures: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The measures with a column ``planned``: the place in ``plan.measures``, or missing.

    A measure is looked for among those that the plan asks of its division, by number and issue,
    then by the issue alone where it is there once, then by the number with nearly that issue.
    A row whose division has no plan, or is not known, is looked for in the whole plan.
    """
    finders = {one.name: _Finder(plan, plan.asked_of(one.name)) for one in plan.divisions}
    whole = _Finder(plan, range(len(plan.measures)))
    places = [
        finders.get(division, whole).place(number, issue)
        for division, number, issue in zip(
            measures["division"], measures["number"], measures["issue"], strict=True
        )
    ]
    return measures.assign(planned=pd.array(places, dtype="Int64"))


class _Finder:
    """Finds measures among some of a plan's."""

    def __init__(self, plan: Plan, places: Iterable[int]) -> None:
        self._by_issue: dict[str, list[int]] = defaultdict(list)
        self._by_number: dict[str, tuple[int, str]] = {}
        self._exact: dict[tuple[str, str], int] = {}
        for place in places:
            measure = plan.measures[place]
            number, issue = number_key(measure.texts["number"]), fold_tight(measure.texts["issue"])
            self._by_issue[issue].append(place)
            self._by_number.setdefault(number, (place, issue))
            self._exact.setdefault((number, issue), place)

    def place(self, number_typed: str, issue_typed: str) -> int | None:
        number, issue = number_key(number_typed), fold_tight(issue_typed)
        exact = self._exact.get((number, issue))
        if exact is not None:
            return exact
        same_issue = self._by_issue.get(issue, [])
        if len(same_issue) == 1:
            return same_issue[0]
        place, planned = self._by_number.get(number, (None, ""))
        return place if likeness(planned, issue) >= _ALIKE else None
