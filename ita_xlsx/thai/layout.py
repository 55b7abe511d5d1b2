"""How wide and high Thai text prints in TH Sarabun, so that rows are never too low.

Neither Excel nor LibreOffice fits the rows of a new workbook reliably, so every row height must
be written. The rules err on the high side: a row may be a little too high, but no line may be
cut. They were measured against LibreOffice, whose line breaks are close to those of Excel.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from math import ceil, inf
from pathlib import Path
from typing import NamedTuple

from ita_xlsx.thai.words import LETTERS, clusters, possible_words, sure_words

MAX_ROW_HEIGHT = 409.5  # points; the limit of the file format

POINTS_PER_UNIT = 5.25  # a digit of the Normal style (Calibri 11) is 7 pixels of 0.75 pt
_SLACK = 1.01  # letters that begin on whole pixels run a little wider
_BOLD = 1.07  # the bold face runs 3 to 5 % wider in Thai text, up to 10 % in Latin words
_RAGGED = 0.98  # programs break web addresses each in its own way
_WIDEST = 1.2  # LibreOffice's columns and advances may give a line so much more room
_LINE_PITCH = 1.307  # line height by font size
_PIXELS_PER_POINT = 96 / 72  # a line is a whole number of pixels high
_MARGIN = 1.5  # points above and below the text of a cell: the two pixels of Excel
_MOST_LINES = 200  # more than a row can have, at the smallest size that can be read

_ADVANCES = Path(__file__).with_name("data") / "advances.json"
_EM = 1000  # the advances are in thousandths of the font size
_OTHER_ADVANCE = 1500  # characters from other fonts: an emoji is the widest
_TAB_ADVANCE = 3000

# No line ends before a closing sign nor after an opening one, blank or not (UAX 14, LB13, LB14).
_CHUNK = re.compile(
    r"[^ \t]+(?:(?:[ \t]+(?=[)\]}!?/:;,.ๆฯ])|(?<=[(\[{])[ \t]+"
    r"|(?<=[\"'“”‘’«»])[ \t]+(?=[(\[{]))[^ \t]+)*[ \t]*|[ \t]+"
)
_RUN = re.compile(f"[{LETTERS}]+|[^{LETTERS}]+")
_WORDS = re.compile(f"[{LETTERS}]+")
# Where LibreOffice breaks web addresses: after a sign, or before %, but not within 1/2 or 85%.
_SEPARATED = re.compile(
    r".+?(?:(?<=[-/?!|‐–—])(?![-/?!|.,:;)\]]|(?<=[0-9]/)[0-9])|(?<=[)\]])(?=[(\[])|(?<![0-9])(?=%)|$)",
    re.DOTALL,
)

_Breaker = Callable[[str], Sequence[str]]


class _Pieces(NamedTuple):
    """Text cut where a line may end: the piece, where it begins, the width up to its end."""

    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    ink: int  # the width of all, without a blank at the end
    width: int


def row_height(cells: Iterable[tuple[str, float]], size: float) -> float:
    """The height that a row needs so that no cell of it is cut in print.

    Args:
        cells: text and column width in Excel's units, for every cell of the row.
        size: font size in points.

    Returns:
        Points, at least one line. May be more than :data:`MAX_ROW_HEIGHT`: such texts must go
        through :func:`split_to_fit` first.
    """
    heights = [text_height(text, column_units, size) for text, column_units in cells]
    return max(heights, default=lines_height(1, size))


# Each long text is printed in two sheets, and those of a plan for each division: 0.9 s of 600
# merged forms.
@lru_cache(maxsize=1 << 15)
def text_height(text: str, column_units: float, size: float, bold: bool = False) -> float:
    """The height in points of ``text``, wrapped in a column of ``column_units`` Excel units."""
    room = _room(column_units * POINTS_PER_UNIT, size, bold)
    return lines_height(_count_lines(text, room), size)


def on_lines(parts: Sequence[str], column_units: float, size: float, bold: bool = False) -> str:
    """Parts of a title on one line, or each on a line of its own where one does not hold them."""
    text = " ".join(parts)
    fits = text_height(text, column_units, size, bold) <= lines_height(1, size)
    return text if fits else "\n".join(parts)


def lines_height(n_lines: int, size: float) -> float:
    """The height in points of a cell with ``n_lines`` lines at ``size`` points."""
    pitch = ceil(_LINE_PITCH * size * _PIXELS_PER_POINT) / _PIXELS_PER_POINT
    return n_lines * pitch + _MARGIN


def text_width(text: str, size: float) -> float:
    """The width in points of a text on one line."""
    return _em_width(text) * size / _EM


def split_to_fit(
    text: str, column_units: float, size: float, max_height: float = MAX_ROW_HEIGHT
) -> tuple[str, ...]:
    """Cut a text that is higher than a row can be into pieces that each fit a row.

    Cuts are made between printed lines, after a newline where one is near. Nothing is lost: the
    blank or newline at a cut stays at the end of the piece before it, so the joined pieces are
    the text. (A piece that ends with a newline counts as one line more.)

    Raises:
        ValueError: ``max_height`` is too low for two lines.
    """
    if lines_height(2, size) > max_height:
        raise ValueError(f"{max_height} points are too low for two lines of {size} points")
    if text_height(text, column_units, size) <= max_height:
        return (text,)
    lines = [line for line in wrap(text, column_units * POINTS_PER_UNIT, size) if line]
    pieces: list[str] = []
    first = 0
    while first < len(lines):
        stop = first + _lines_to_take(lines[first : first + _MOST_LINES], size, max_height)
        # A text that was cut within a paragraph may wrap otherwise than it did before the cut.
        while text_height("".join(lines[first:stop]), column_units, size) > max_height:
            stop -= 1
        pieces.append("".join(lines[first:stop]))
        first = stop
    return tuple(pieces)


def wrap(text: str, width_pt: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The lines in which ``text`` prints in a width of ``width_pt`` points, at worst.

    A break is made only where every program may make one: between words of the word list, at
    blanks and newlines. Latin words and web addresses are broken only when wider than the line.
    The blank or newline at a break stays at the end of its line: the joined lines are the text.
    """
    room = _room(width_pt, size, bold)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        cuts = (0, *_cuts(paragraph, room), len(paragraph))
        lines += [paragraph[start:stop] for start, stop in pairwise(cuts)]
        lines[-1] += "\n"
    lines[-1] = lines[-1][:-1]
    return tuple(lines)


def _lines_to_take(lines: list[str], size: float, max_height: float) -> int:
    """As many lines as fit; whole paragraphs if more lines follow and half of it is filled."""
    fitting = [
        n
        for n, line in enumerate(lines, start=1)
        if lines_height(n + line.endswith("\n"), size) <= max_height
    ]
    most = fitting[-1]
    whole = [n for n in fitting if lines[n - 1].endswith("\n") and n > most // 2]
    return whole[-1] if whole and most < len(lines) else most


def _count_lines(text: str, room: float) -> int:
    return sum([len(_cuts(paragraph, room)) + 1 for paragraph in text.split("\n")])


def _room(width_pt: float, size: float, bold: bool) -> float:
    """A width in the unit of the advances, less the slack.

    Paper takes a size as it is, a screen in whole pixels: 14 points are drawn with 19 pixels.
    """
    drawn = max(size, round(size * _PIXELS_PER_POINT) / _PIXELS_PER_POINT)
    return width_pt * _EM / (drawn * _SLACK * (_BOLD if bold else 1.0))


def _cuts(paragraph: str, room: float) -> list[int]:
    """Where the second and further lines of a text without newlines begin."""
    cuts: list[int] = []
    start, used = 0, 0.0
    for chunk in _CHUNK.findall(paragraph):
        pieces = _chunk_pieces(chunk)
        if used + pieces.ink <= room:
            used += pieces.width
        else:
            inner, used = _place(pieces, used, room)
            cuts += [start + cut for cut in inner]
        start += len(chunk)
    return cuts


def _place(pieces: _Pieces, used: float, room: float) -> tuple[list[int], float]:
    """Put pieces on lines, the first one ``used`` so far: where new lines begin, the last's use."""
    texts, starts, ends, ink, width = pieces
    cuts: list[int] = []
    if used and _breaks_near_slash(pieces, used, room):
        cuts, used = [0], 0.0
    first, done = 0, 0
    while first < len(texts):
        stop = bisect_right(ends, done + room - used, first)
        if stop > first:
            used += ends[stop - 1] - done
        elif used:
            cuts.append(starts[first])
            used = 0.0
            continue
        else:
            inner, used = _broken(texts[first], room)
            cuts += [starts[first] + cut for cut in inner]
            stop = first + 1
        first, done = stop, ends[stop - 1]
    return cuts, used + width - ink


def _breaks_near_slash(pieces: _Pieces, used: float, room: float) -> bool:
    """Whether a line might end at a slash: LibreOffice then goes back to the last blank."""
    first = bisect_right(pieces.ends, room - used)
    stop = bisect_right(pieces.ends, room * _WIDEST - used) + 1
    return any("/" in text for text in pieces.texts[first:stop])


def _broken(piece: str, room: float) -> tuple[list[int], float]:
    """Break a piece wider than the line at separators, else between words, else anywhere.

    Returns where new lines begin and the last one's use.
    """
    parts: Sequence[str] = _SEPARATED.findall(piece)
    if len(parts) > 1:
        pieces = _measured(parts)
        ways = (_place(pieces, 0.0, room * _RAGGED), _shy_of_slashes(pieces, room))
        return max(ways, key=lambda way: (len(way[0]), way[1]))
    parts = list(_fitting(piece, room))
    return _place(_measured(parts), 0.0, room) if len(parts) > 1 else ([], inf)


def _shy_of_slashes(pieces: _Pieces, room: float) -> tuple[list[int], float]:
    """As LibreOffice breaks an address: after a slash only where the line offers nothing else."""
    texts, starts, ends, _, width = pieces
    cuts: list[int] = []
    first, done = 0, 0
    while width - done > room:
        fitting = max(bisect_right(ends, done + room, first), first + 1)
        other = [n for n in range(first + 1, fitting) if not texts[n - 1].endswith("/")]
        stop = other[-1] if other and texts[fitting - 1].endswith("/") else fitting
        if ends[stop - 1] - done > room:
            cuts += [starts[first] + cut for cut in _broken(texts[first], room)[0]]
        if stop == len(texts):
            break
        cuts.append(starts[stop])
        first, done = stop, ends[stop - 1]
    return cuts, width - done


def _fitting(piece: str, room: float) -> Iterator[str]:
    """A piece in words that fit a line, or in clusters where a word does not."""
    parts: Sequence[str] = (piece,)
    if _em_width(piece) > room:
        parts = _shorter_words(piece)
        if len(parts) < 2:
            parts = clusters(piece)
    if len(parts) < 2:
        yield piece
    else:
        for part in parts:
            yield from _fitting(part, room)


def _shorter_words(piece: str) -> Sequence[str]:
    longest = max(map(len, _WORDS.findall(piece)), default=0) - 1
    return _split(piece, lambda run: possible_words(run, longest))


# Chunks are nearly words: 100 of them are met for each one that is new, 3 s of 600 merged forms.
@lru_cache(maxsize=1 << 11)
def _chunk_pieces(chunk: str) -> _Pieces:
    """A text up to the next blank, cut at every sure place, and measured."""
    pieces = _measured(_split(chunk, sure_words))
    if chunk[-1] != " " or chunk == " ":
        return pieces
    # One blank may be beyond the end of a line.
    ink = pieces.width - _advances()[" "]
    return pieces._replace(ends=(*pieces.ends[:-1], ink), ink=ink)


def _measured(parts: Sequence[str]) -> _Pieces:
    starts = accumulate(map(len, parts[:-1]), initial=0)
    ends = tuple(accumulate(map(_em_width, parts)))
    return _Pieces(tuple(parts), tuple(starts), ends, ends[-1], ends[-1])


def _split(chunk: str, breaker: _Breaker) -> Sequence[str]:
    """Cut between Thai words; what is not Thai clings to both neighbours."""
    pieces = [""]
    for run in _RUN.findall(chunk):
        first, *others = breaker(run) if _WORDS.match(run) else (run,)
        pieces[-1] += first
        pieces += others
    return pieces


def _em_width(text: str) -> int:
    return sum(map(_advances().__getitem__, text))


class _Advances(dict[str, int]):
    def __missing__(self, char: str) -> int:
        return _OTHER_ADVANCE


# Read on first use, because few commands wrap text.
@cache
def _advances() -> _Advances:
    """The advance of each character, in thousandths of the font size; marks have none."""
    return _Advances({**json.loads(_ADVANCES.read_text(encoding="utf-8")), "\t": _TAB_ADVANCE})
