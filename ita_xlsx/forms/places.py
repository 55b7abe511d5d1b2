"""Where things stand on the form; rows and columns are counted from zero."""

from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.official.labels import LABELS, Label

ROOM = 60  # measures; a form prefilled with more has a row for each
SPARE = 12  # rows that a clerk may insert; what stands farther down is said to be unchecked

# All that stands above the table stays in view, so it is kept low.
TITLE_ROW = 0
NOTE_ROW = 1
LABELS_ROW = 2
LEGEND_ROW = 5
HEADER_ROW = 7
FIRST_ROW = 8

# The labelled lines, side by side: who we are, what is reported, who reports. Each label stands in
# the column named here and its value in the next.
_PLACES: tuple[tuple[int, tuple[str, ...]], ...] = (
    (1, ("organisation", "district", "province")),
    (4, ("division", "fiscal_year", "round")),
    (7, ("reporter", "position", "contact", "date")),
)


def label_places() -> dict[tuple[int, int], Label]:
    """The row and column of each label's value."""
    by_key = {label.key: label for label in LABELS}
    return {
        (LABELS_ROW + line, column + 1): by_key[key]
        for column, keys in _PLACES
        for line, key in enumerate(keys)
    }


def last_row(prefill: Prefill) -> int:
    """The last row of the table."""
    return FIRST_ROW + max(ROOM, len(prefill.rows)) - 1
