"""Pieces of formulas, for Excel 2010 and later and for LibreOffice.

Every formula of the forms is written as an array formula, also where it fills one cell only:
LibreOffice then calculates it when it opens the file, and does not trust the value written there.
In an array formula AND, OR, MIN and MAX take the whole array at once, so that row by row ``*`` and
``+`` replace them.
"""

from collections.abc import Iterable, Mapping, Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.official.answers import MARKS, NO_ANSWERS
from ita_xlsx.xlsx.sheets import checked, write_text

# What the reader takes for nothing (``thai.text.fix_text``) and neither CLEAN nor TRIM takes away,
# as far as it comes along with pasted text: every sign more makes every formula longer.
_INVISIBLE = (
    "\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\ufe0f\u2002\u2003\u2009\u202f\u3000"
)
_NOTHING = dict.fromkeys(_INVISIBLE, "")
_ARABIC = {thai: str(digit) for digit, thai in enumerate("๐๑๒๓๔๕๖๗๘๙")}
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
_MARKS = dict.fromkeys(MARKS, "")
# MATCH would take them for any text.
_PLAIN = dict.fromkeys("*?~", "!")


def text(value: str) -> str:
    """A text as a formula quotes it."""
    return '"' + value.replace('"', '""') + '"'


def replaced(formula: str, pairs: Mapping[str, str]) -> str:
    """The formula's text with one text put for another."""
    for old, new in pairs.items():
        formula = f"SUBSTITUTE({formula},{text(old)},{text(new)})"
    return formula


def clean(formula: str) -> str:
    """The text without line ends, invisible characters and blanks around it."""
    return f"TRIM({replaced(f'CLEAN({formula})', _NOTHING)})"


def marked(formula: str) -> str:
    """Whether the text holds only marks, such as a dash."""
    return f"(LEN({replaced(clean(formula), _MARKS)})=0)*(LEN({clean(formula)})>0)"


def unanswered(formula: str) -> str:
    """Whether the text is blank, or no answer (``official.answers``)."""
    bare = replaced(replaced(clean(formula), _MARKS), _PLAIN)
    # MATCH compares letters of either case.
    listed_ones = "{" + ",".join(map(text, NO_ANSWERS)) + "}"
    return f"((LEN({bare})=0)+{found(bare, listed_ones)}>0)"


def listed(formula: str) -> str:
    """The clean text, fit to be looked up in a list."""
    return replaced(clean(formula), _PLAIN)


def folded(formula: str) -> str:
    """The text as ``thai.text.fold`` begins it: Arabic digits, plain dashes; without any blank."""
    return replaced(clean(formula), {" ": "", **_ARABIC, **_DASHES, **_PLAIN})


def found(formula: str, names: str) -> str:
    """Whether the text is in the list of that name."""
    return f"ISNUMBER(MATCH({formula},{names},0))"


def starts(formula: str, words: Iterable[str]) -> str:
    """How many of the words the text begins with; in a list of distinct words 0 or 1."""
    return "(" + "+".join(f"(LEFT({formula},{len(w)})={text(w)})" for w in words) + ")"


def array(values: Sequence[str]) -> str:
    """Texts as an array constant."""
    return "{" + ",".join(map(text, values)) + "}"


def write_array(
    sheet: Worksheet,
    row: int,
    column: int,
    formula: str,
    style: Format,
    values: Sequence[str | int],
) -> None:
    """Write an array formula downwards over as many cells as ``values``, its results so far.

    Below the first, an empty text is a blank cell.
    """
    last = row + len(values) - 1
    checked(
        sheet.write_array_formula(row, column, last, column, f"{{={formula}}}", style, values[0])
    )
    for below, value in enumerate(values[1:], start=row + 1):
        if isinstance(value, int):
            checked(sheet.write_number(below, column, value, style))
        else:
            write_text(sheet, below, column, value, style)
