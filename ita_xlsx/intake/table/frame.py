"""The measures of a round as one frame."""

import pandas as pd

from ita_xlsx.model import Columns
from ita_xlsx.official.meaning import MEANINGS

_TYPES = {
    "fiscal_year": "Int64",
    "round": "Int64",
    "row": "int64",
    "submission": "int64",
    "origin_row": "int64",
    "origin_number": "Int64",
    **MEANINGS,
}


def frame_of(measures: Columns) -> pd.DataFrame:
    """One row a measure: the columns of a ``model.Round``."""
    columns = measures.columns.items()
    return pd.DataFrame({n: pd.Series(values, dtype=_TYPES.get(n)) for n, values in columns})
