"""The block below the table, to be signed by hand."""

from collections.abc import Iterator, Sequence

from xlsxwriter.worksheet import Worksheet

from ita_xlsx.official.plan_sheets import SIGNERS
from ita_xlsx.report.styles import TEXT_SIZE, Formats
from ita_xlsx.thai import layout
from ita_xlsx.xlsx.sheets import checked

# How many sign side by side, and the dots of a line to be filled in then.
_WAYS = ((3, 30), (2, 50), (1, 50))
_LINES = (
    "ลงชื่อ {dots} {role}",
    "( {name} )",
    "ตำแหน่ง {position}",
    "วันที่ ........./........./.........",
)
# Of its part of the width a text leaves so much to the next one.
_FULL = 0.95

# (role, name, position) of those who are known to sign; dots stand for what is not known.
Signers = Sequence[tuple[str, str, str]]


def write_signatures(
    sheet: Worksheet, row: int, last_column: int, width: float, formats: Formats, known: Signers
) -> int:
    """Write the block from ``row`` on, over the columns up to ``last_column``.

    ``width`` is theirs, in Excel units. No page ends within a row: so all sign in one cell of one
    row, side by side where there is room. Returns the row below it.
    """
    text = block(known, width * layout.POINTS_PER_UNIT)
    sheet.set_row(row, signatures_height(width, known))
    sheet.merge_range(row, 0, row, last_column, "", formats("signature"))
    checked(sheet.write_string(row, 0, text, formats("signature")))
    return row + 1


def signatures_height(width: float, known: Signers) -> float:
    """The height of the block's row, in points; ``width`` is in Excel units."""
    # Room for a hand above the first line.
    text = "\n" + block(known, width * layout.POINTS_PER_UNIT)
    return layout.text_height(text, width, TEXT_SIZE)


def block(known: Signers, width: float) -> str:
    """The lines of all signers, side by side in a ``width`` in points as far as they fit."""
    given = {role: (name, position) for role, name, position in known}
    for beside, dots in _WAYS:
        signers = [_lines(role, *given.get(role, ("", "")), "." * dots) for _, role in SIGNERS]
        room = width / beside * _FULL
        if all(layout.text_width(line, TEXT_SIZE) <= room for one in signers for line in one):
            break
    rows = (signers[first : first + beside] for first in range(0, len(signers), beside))
    return "\n\n".join("\n".join(_side_by_side(row, width)) for row in rows)


def _lines(role: str, name: str, position: str, dots: str) -> list[str]:
    words = {"name": name or dots, "position": position or dots}
    return [" ".join(line.format(role=role, dots=dots, **words).split()) for line in _LINES]


def _side_by_side(signers: Sequence[Sequence[str]], width: float) -> Iterator[str]:
    """Each line of some signers, every text in the middle of its part of the width.

    Cells do not begin where the parts do, so that blanks are what moves a text.
    """
    blank = layout.text_width(" ", TEXT_SIZE)
    part = width / len(signers)
    for texts in zip(*signers, strict=True):
        line = ""
        for place, text in enumerate(texts):
            start = place * part + (part - layout.text_width(text, TEXT_SIZE)) / 2
            missing = start - layout.text_width(line, TEXT_SIZE)
            line += " " * max(1, round(missing / blank)) + text
        yield line
