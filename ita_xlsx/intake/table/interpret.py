"""The frame of the measures with what their texts mean."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ita_xlsx.intake.table.meaning import INTERPRETED, MEANT_BY, meanings
from ita_xlsx.model import plain_values


def interpret(measures: pd.DataFrame) -> pd.DataFrame:
    """The measures with the columns of ``INTERPRETED`` (see ``meanings``) added, or made anew."""
    return with_meanings(
        measures, meanings({name: plain_values(measures[name]) for name in MEANT_BY})
    )


def with_meanings(measures: pd.DataFrame, meant: Mapping[str, list[Any]]) -> pd.DataFrame:
    """The measures with the columns of ``INTERPRETED`` that are known already."""
    return measures.assign(
        **{name: pd.Series(meant[name], measures.index, _DTYPES[name]) for name in INTERPRETED}
    )


_DTYPES = {name: "str" for name in INTERPRETED} | {
    "status_inferred": "bool",
    "deadline_start": "datetime64[s]",
    "deadline_end": "datetime64[s]",
}
