"""How the measures fall on the printed pages: rows, their heights, and where one is continued."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
CONTINUED = "(ต่อ)"
_TWO_LINES = layout.lines_height(2, TABLE_SIZE)  # a text cannot be cut into less


class Line(NamedTuple):
    """One row of the sheet: a measure's texts by key, or a part of them where it is continued.

    ``height`` is in points; ``first`` and ``last`` tell whether the measure begins and ends here,
    ``begins_page`` that the page before ends above it.
    """

    texts: Mapping[str, str]
    height: float
    first: bool
    last: bool
    begins_page: bool = False


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
    below: float = 0.0,
) -> list[list[Line]]:
    """The rows of each measure, so that no page is left half empty.

    With each measure comes the height of the heading above it (0: it has none), in points; a
    heading begins a page, except the first. ``used_on_first_page`` is what stands above the
    table's first row there, header included, in points; on every other page the header is repeated.
    What is ``below`` the table, in points, shares a page with the last measure or its last row.
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
        placed, left = _placed(lines, heading, left, page)
        blocks.append(placed)
    if blocks and below > left:
        on_top = bool(heading) or blocks[-1][0].begins_page
        blocks[-1] = _with_what_is_below(blocks[-1], on_top, page - below)
    return blocks


def _placed(
    lines: Iterable[Line], heading: float, left: float, page: float
) -> tuple[list[Line], float]:
    """Some rows with where a page begins, and what is left of the last page; all in points.

    The first row has a heading above it.
    """
    placed = []
    for line in lines:
        height = line.height + (heading if line.first else 0)
        begins = height > left
        left = (page if begins else left) - height
        placed.append(line._replace(begins_page=begins))
    return placed, left


def _with_what_is_below(lines: list[Line], on_top: bool, left: float) -> list[Line]:
    """The rows of the last measure, so that a page begins with it or with its last row.

    ``on_top`` tells that one begins with it already; ``left`` is what it may take of a page. A last
    row that takes more is cut in two, for the signatures never stand below an empty table.
    """
    if lines[-1].height > left:
        lines = _with_last_cut(lines)
    whole = not on_top and sum(line.height for line in lines) <= left
    place = 0 if whole else len(lines) - 1
    return [line._replace(begins_page=line.begins_page or number == place)
            for number, line in enumerate(lines)]  # fmt: skip


def _with_last_cut(lines: Sequence[Line]) -> list[Line]:
    halves = _continued(lines[-1].texts, max(_TWO_LINES, lines[-1].height / 2))
    made = _as_lines([*(line.texts for line in lines[:-1]), *(half.texts for half in halves)])
    begun = [line.begins_page for line in lines] + [False] * (len(made) - len(lines))
    return [line._replace(begins_page=begins) for line, begins in zip(made, begun, strict=True)]


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
    number = _NUMBER.match(parts[0]["issue"])
    lines = []
    for place, part in enumerate(parts):
        # Room for what a part says where it begins a page.
        said = {**part, "issue": continued(number[0] if number else "", part["issue"])}
        height = _height(said if place else part)
        lines.append(Line(part, min(layout.MAX_ROW_HEIGHT, height), place == 0,
                          place == len(parts) - 1))  # fmt: skip
    return lines


def continued(number: str, rest: str) -> str:
    """What is in the first column where a measure goes on over a page."""
    return f"{number}. {CONTINUED} {rest}".rstrip()


def _height(texts: Mapping[str, str]) -> float:
    alike = {**texts, "issue": _NUMBER.sub(_as_wide, texts["issue"])}
    return layout.row_height(((text, room(key)) for key, text in alike.items()), TABLE_SIZE)


# Digits of a kind are equally wide, so that an issue is as high behind any number of so many.
_NUMBER = re.compile("^(?:[0-9]+|[๐-๙]+)")


def _as_wide(number: re.Match[str]) -> str:
    return ("0" if number[0] < "๐" else "๐") * len(number[0])
