"""How the measures fall on the printed pages: rows, their heights, and where one is continued."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import NamedTuple

from ita_xlsx.official.columns import BY_KEY, PRINTED
from ita_xlsx.report.styles import TABLE_SIZE
from ita_xlsx.thai import layout
from ita_xlsx.xlsx.print_setup import REPORT

# In Excel units; 142 in all are one A4 page across at margins of half an inch.
WIDTHS: dict[str, float] = {key: BY_KEY[key].printed for key in PRINTED}
# What the indent of a left-aligned cell takes of its column, in Excel units.
_INDENT = 1.4
PAGE_HEIGHT = REPORT.page_height
# A measure that does not fit what is left of a page goes whole to the next one, unless that would
# leave more than half of the page empty: then it is continued there.
_HALF = 0.5
_TWO_LINES = layout.lines_height(2, TABLE_SIZE)  # a text cannot be cut into less


class Line(NamedTuple):
    """One row of the sheet: a measure's texts by key, or a part of them where it is continued.

    ``height`` is in points; ``first`` and ``last`` tell whether the measure begins and ends here.
    """

    texts: Mapping[str, str]
    height: float
    first: bool
    last: bool


def room(key: str) -> float:
    """What a text may fill of its column in the printed table, in Excel units.

    A column that is not printed is as wide as in the form.
    """
    column = BY_KEY[key]
    return (column.printed or column.width) - (0 if column.centred else _INDENT)


def header_height() -> float:
    """The height of the table's header row, in points."""
    return max(
        layout.text_height(BY_KEY[key].header, WIDTHS[key], TABLE_SIZE, bold=True) for key in WIDTHS
    )


def lines_on_pages(
    measures: Iterable[tuple[Mapping[str, str], float]],
    used_on_first_page: float,
    page_height: float = PAGE_HEIGHT,
) -> list[list[Line]]:
    """The rows of each measure, so that no page is left half empty.

    With each measure comes the height of the heading above it (0: it has none), in points; a
    heading begins a page, except the first. ``used_on_first_page`` is what stands above the
    table's first row there, header included, in points; on every other page the header is repeated.
    """
    page = page_height - header_height()
    left = page_height - used_on_first_page
    blocks: list[list[Line]] = []
    for texts, heading in measures:
        if heading and blocks:
            left = page
        lines = _lines(texts)
        room_left = left - heading
        if lines[0].height > room_left >= _TWO_LINES and left > page * _HALF:
            lines = _continued(texts, room_left)
        for height in (heading + lines[0].height, *(line.height for line in lines[1:])):
            left = (left if height <= left else page) - height
        blocks.append(lines)
    return blocks


def _lines(texts: Mapping[str, str]) -> list[Line]:
    """The rows of one measure: one, or more where it is higher than a row can be."""
    height = _height(texts)
    if height <= layout.MAX_ROW_HEIGHT:
        return [Line(texts, height, first=True, last=True)]
    pieces = {key: layout.split_to_fit(text, room(key), TABLE_SIZE) for key, text in texts.items()}
    return _as_lines([dict(zip(pieces, row, strict=True)) for row in _rows(pieces.values())])


def _continued(texts: Mapping[str, str], left: float) -> list[Line]:
    """The rows of one measure, of which the first fills what is left of a page."""
    head = {
        key: layout.split_to_fit(text, room(key), TABLE_SIZE, left)[0]
        for key, text in texts.items()
    }
    rest = {key: text[len(head[key]) :] for key, text in texts.items()}
    return _as_lines([head, *(line.texts for line in _lines(rest))])


def _rows(columns: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    return zip_longest(*columns, fillvalue="")


def _as_lines(parts: list[Mapping[str, str]]) -> list[Line]:
    return [
        Line(part, _height(part), number == 0, number == len(parts) - 1)
        for number, part in enumerate(parts)
    ]


def _height(texts: Mapping[str, str]) -> float:
    alike = {**texts, "issue": _NUMBER.sub(_as_wide, texts["issue"])}
    return layout.row_height(((text, room(key)) for key, text in alike.items()), TABLE_SIZE)


# Digits of a kind are equally wide, so that an issue is as high behind any number of so many.
_NUMBER = re.compile("^(?:[0-9]+|[๐-๙]+)")


def _as_wide(number: re.Match[str]) -> str:
    return ("0" if number[0] < "๐" else "๐") * len(number[0])
