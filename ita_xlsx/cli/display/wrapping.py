"""Fitting Thai text into the lines of a terminal."""

import re
import shutil
import sys

from ita_xlsx.thai.width import display_width
from ita_xlsx.thai.words import LETTERS, clusters, sure_words

# What a result has that goes to a file or to another program: it must not depend on the terminal.
WIDTH = 80
_NARROWEST = 40

# Letters go on behind the dots of an abbreviation: ก.ย., พ.ศ.
_RUN = re.compile(rf"[{LETTERS}]+(?:\.[{LETTERS}]{{1,3}}(?![{LETTERS}]))*|\s+|[^\s{LETTERS}]+")
_LETTER = re.compile(f"[{LETTERS}]")
_CLOSING, _OPENING = tuple("”’\"')]}>ๆฯ.,!?:;%"), tuple("“‘([{<")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def window_width() -> int | None:
    """How many cells the window is wide; None when the output goes elsewhere."""
    return line_width() if sys.stdout.isatty() else None


def line_width() -> int:
    """How many cells a line of the output holds."""
    if not sys.stdout.isatty():
        return WIDTH
    return max(_NARROWEST, shutil.get_terminal_size((WIDTH, 24)).columns)


def plain(text: str) -> str:
    """A text on one line, without what would move the cursor."""
    return _CONTROL.sub(" ", text).strip()


def wrap(text: str, width: int) -> list[str]:
    """The lines of at most ``width`` cells in which a text is shown.

    Lines end at blanks and between words, never within what is written as one: a consonant with
    its vowels and marks. Only the blanks at the ends of lines are left out.
    """
    if display_width(text) <= width:
        return [text]
    lines, line, used = [], "", 0
    for piece in _pieces(text):
        for part in [piece] if display_width(piece) <= width else clusters(piece):
            if line and used + display_width(part.rstrip()) > width:
                lines.append(line.rstrip())
                line, used = "", 0
                part = part.lstrip()
            line += part
            used += display_width(part)
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    """The text cut where a line may end."""
    pieces = [""]
    for run in _RUN.findall(text):
        words = [run]
        if _LETTER.match(run):
            letters, dot, rest = run.partition(".")
            words = [*sure_words(letters)]
            words[-1] += dot + rest
        first, *others = words
        if first.startswith(_CLOSING) or pieces[-1].endswith(_OPENING):
            pieces[-1] += first
        else:
            pieces.append(first)
        pieces += others
    return pieces
