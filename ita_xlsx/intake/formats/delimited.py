"""Reading text with separators: CSV and tab-separated, in the encoding that the guard found."""

import csv
import re
from collections import Counter
from io import StringIO

from ita_xlsx.intake.formats.cells import Details, Place, Sheet, Value
from ita_xlsx.intake.guard.file_type import delimiter

Row = list[Value]


def read_text(content: bytes, encoding: str, name: str) -> Sheet:
    """The one sheet of a text file. Raises UnicodeError for a damaged file.

    A line ends as on any system. A quotation mark that no other closes is a letter like others, and
    its place is told: it would make one cell of all rows up to the next mark.
    """
    # As a text stream reads it, every line end is one.
    text = StringIO(content.decode(encoding).removeprefix("\ufeff"), newline=None).read()
    sign = delimiter(text)
    rows, width = _well_quoted(text, sign)
    if rows is not None:
        return Sheet(name=name, rows=rows)
    rows, strays = _literally(text, sign, width)
    return Sheet(name=name, rows=rows, details=Details(stray_quotes=frozenset(strays)))


def _well_quoted(text: str, sign: str) -> tuple[list[Row] | None, int]:
    """The rows, or None where a quotation mark is not closed, and the cells that most rows have."""
    rows: list[Row] = []
    over_lines: list[tuple[int, int]] = []
    # Without line ends of its own the reader counts the lines.
    lines = csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True)
    before = 0
    try:
        for row in lines:
            if lines.line_num - before > 1:
                over_lines.append((before, lines.line_num))
            before = lines.line_num
            rows.append(list(row))
    except csv.Error:
        return None, _usual_width(rows)
    width = _usual_width(rows)
    if over_lines and (written := text.split("\n")):
        spans = ("\n".join(written[first:last]) for first, last in over_lines)
        if any(_are_rows(span, sign, width) for span in spans):
            return None, width
    return rows, width


def _usual_width(rows: list[Row]) -> int:
    return max(Counter(map(len, rows)).items(), key=lambda one: (one[1], one[0]), default=(0, 0))[0]


# Fewer cells than this are in a line by chance.
_NARROW = 4


def _are_rows(span: str, sign: str, width: int) -> bool:
    """Whether lines that are one record by their quotation marks are each a whole row without."""
    return width >= _NARROW and all(line.count(sign) + 1 == width for line in span.split("\n"))


def _literally(text: str, sign: str, width: int) -> tuple[list[Row], list[Place]]:
    """The rows, with every quotation mark that no other closes as a letter, and their places."""
    end = rf"[{re.escape(sign)}\n]"
    in_quotes = re.compile(rf'"(?:[^"]++|"")*"(?={end}|\Z)')
    plain = re.compile(rf"[^{re.escape(sign)}\n]*+")
    rows: list[Row] = [[]]
    strays: list[Place] = []
    at = 0
    while at <= len(text):
        quoted = in_quotes.match(text, at)
        if quoted and not _hides_rows(text, quoted, sign, width):
            rows[-1].append(quoted[0][1:-1].replace('""', '"'))
            at = quoted.end()
        else:
            if text.startswith('"', at):
                strays.append((len(rows) - 1, len(rows[-1])))
            cell = plain.match(text, at)
            assert cell, "it matches nothing too"
            rows[-1].append(cell[0])
            at = cell.end()
        if text.startswith("\n", at):
            rows.append([])
        at += 1
    return [[] if row == [""] else row for row in rows], strays


def _hides_rows(text: str, quoted: re.Match[str], sign: str, width: int) -> bool:
    """Whether what two quotation marks enclose is the end of a row, whole rows, and a beginning."""
    if "\n" not in quoted[0]:
        return False
    first, last = text.rfind("\n", 0, quoted.start()) + 1, text.find("\n", quoted.end())
    return _are_rows(text[first : last if last >= 0 else len(text)], sign, width)
