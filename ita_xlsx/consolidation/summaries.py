"""The figures of the summary, counted by pandas over the ordered measures."""

from collections.abc import Sequence

import pandas as pd

from ita_xlsx.consolidation.ordering import number_order
from ita_xlsx.model import Summary
from ita_xlsx.official import fiscal
from ita_xlsx.official.names.divisions import order_of
from ita_xlsx.official.names.levels import Level
from ita_xlsx.official.statuses import DONE, LABELS, NOT_REPORTED, UNKNOWN

# A weak point is common when so many organisations have it.
_COMMON = 2


def summarise(
    measures: pd.DataFrame,
    fiscal_year: int | None,
    planned: Sequence[str] = (),
    level: Level = "organisation",
) -> Summary:
    """Count the measures (columns of ``MEASURE_COLUMNS`` and ``INTERPRETED``).

    Divisions are in the order ``planned``, the others after them in the official one; organisations
    and districts as the measures have them.
    """
    above, none = level in ("district", "province"), measures[:0]
    by_quarter, outside = _quarters(measures["deadline_end"], fiscal_year)
    undated = int(measures["deadline_end"].isna().sum())
    counts = measures["status_counted"].value_counts()
    shown = [*LABELS, *(one for one in (UNKNOWN, NOT_REPORTED) if one in counts.index)]
    return Summary(
        by_division=_by(measures, "division", shown, _divisions(measures, planned)),
        by_status={label: int(counts.get(label, 0)) for label in shown},
        by_indicator=_by_indicator(measures["indicator"]),
        by_quarter=by_quarter,
        outside=outside,
        undated=undated,
        by_organisation=_by(measures if above else none, "counted_as", shown),
        by_district=_by(measures if level == "province" else none, "district", shown),
        common=_common(measures if above else none),
    )


def _divisions(measures: pd.DataFrame, planned: Sequence[str]) -> list[str]:
    place = {name: number for number, name in enumerate(planned)}
    return sorted(
        measures["division"].unique(),
        key=lambda name: (place.get(name, len(place)), order_of(name), name),
    )


def _by(
    measures: pd.DataFrame, column: str, shown: list[str], names: list[str] | None = None
) -> pd.DataFrame:
    """The figures of each value of a column: of some, or of all in the order of the measures.

    ``shown`` are the statuses that have a column.
    """
    names = list(measures[column].unique()) if names is None else names
    table = pd.DataFrame(index=pd.Index(names, name=column))
    table["measures"] = measures.groupby(column, sort=False).size().reindex(names)
    answered = (measures["status_counted"] != NOT_REPORTED).groupby(measures[column])
    table["reported"] = answered.sum().reindex(names)
    statuses = pd.crosstab(measures[column], measures["status_counted"])
    table[shown] = statuses.reindex(index=names, columns=shown, fill_value=0)
    table["share"] = table[DONE] / table["measures"]
    return table


def _common(measures: pd.DataFrame) -> pd.DataFrame:
    """The OIT items that two or more organisations have, the most common first."""
    named = measures[measures["oit"] != ""]
    grouped = named.groupby("oit")
    counts = pd.DataFrame(
        {"organisations": grouped["counted_as"].nunique(), "measures": grouped.size()}
    )
    common = counts[counts["organisations"] >= _COMMON]
    order = sorted(
        common.index,
        key=lambda item: (
            -common.loc[item, "organisations"],
            -common.loc[item, "measures"],
            number_order(item),
        ),
    )
    return common.loc[order]


def _by_indicator(indicators: pd.Series) -> dict[str, int]:
    """In the order of the indicators' numbers; measures that name no item come last."""
    counts = indicators.value_counts()
    names = sorted(counts.index, key=lambda name: (name == "", number_order(name), name))
    return {name: int(counts[name]) for name in names}


def _quarters(ends: pd.Series, fiscal_year: int | None) -> tuple[dict[int, int], int]:
    days = ends.dropna()
    if fiscal_year is None:
        return dict.fromkeys((1, 2, 3, 4), 0), len(days)
    counts = {}
    for quarter in (1, 2, 3, 4):
        first, last = (pd.Timestamp(day) for day in fiscal.quarter_bounds(fiscal_year, quarter))
        counts[quarter] = int(days.between(first, last).sum())
    return counts, len(days) - sum(counts.values())
