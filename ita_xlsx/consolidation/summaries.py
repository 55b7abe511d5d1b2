"""The figures of the summary, counted by pandas over the ordered measures."""

from collections.abc import Sequence

import pandas as pd

from ita_xlsx.consolidation.ordering import number_key as natural_key
from ita_xlsx.model import Summary
from ita_xlsx.official import fiscal
from ita_xlsx.official.divisions import order_of
from ita_xlsx.official.statuses import DONE, LABELS


def summarise(
    measures: pd.DataFrame, fiscal_year: int | None, planned: Sequence[str] = ()
) -> Summary:
    """Count the measures (columns of ``MEASURE_COLUMNS`` and ``INTERPRETED``).

    Divisions stand in the order ``planned``, the others behind them in the official one.
    """
    by_quarter, outside = _quarters(measures["deadline_end"], fiscal_year)
    undated = int(measures["deadline_end"].isna().sum())
    counts = measures["status_meant"].value_counts()
    return Summary(
        by_division=_by_division(measures, planned),
        by_status={label: int(counts.get(label, 0)) for label in LABELS},
        by_indicator=_by_indicator(measures["indicator"]),
        by_quarter=by_quarter,
        outside=outside,
        undated=undated,
    )


def _by_division(measures: pd.DataFrame, planned: Sequence[str]) -> pd.DataFrame:
    place = {name: number for number, name in enumerate(planned)}
    divisions = sorted(
        measures["division"].unique(),
        key=lambda name: (place.get(name, len(place)), order_of(name), name),
    )
    table = pd.DataFrame(index=pd.Index(divisions, name="division"))
    grouped = measures.groupby("division", sort=False)
    table["measures"] = grouped.size()
    table["with_result"] = (measures["result"] != "").groupby(measures["division"]).sum()
    statuses = pd.crosstab(measures["division"], measures["status_meant"])
    for label in LABELS:
        table[label] = _column(statuses, label, divisions)
    table["share"] = table[DONE] / table["measures"]
    return table


def _by_indicator(indicators: pd.Series) -> dict[str, int]:
    """In the order of the indicators' numbers; measures that name no item come last."""
    counts = indicators.value_counts()
    names = sorted(counts.index, key=lambda name: (name == "", natural_key(name), name))
    return {name: int(counts[name]) for name in names}


def _column(table: pd.DataFrame, name: str, index: list[str]) -> list[int]:
    if name not in table:
        return [0] * len(index)
    return [int(value) for value in table[name].reindex(index, fill_value=0)]


def _quarters(ends: pd.Series, fiscal_year: int | None) -> tuple[dict[int, int], int]:
    days = ends.dropna()
    if fiscal_year is None:
        return dict.fromkeys((1, 2, 3, 4), 0), len(days)
    counts = {}
    for quarter in (1, 2, 3, 4):
        first, last = (pd.Timestamp(day) for day in fiscal.quarter_bounds(fiscal_year, quarter))
        counts[quarter] = int(days.between(first, last).sum())
    return counts, len(days) - sum(counts.values())
