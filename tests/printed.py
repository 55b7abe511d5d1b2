"""Reads the printed report as an eye does: the table's cells, column by column, and what is cut.

pdftotext gives each piece of text with its place, in the order in which it was drawn, so that the
marks of a Thai letter stay with it. The lines of the table and what was cut are not text: they are
read from the page's drawing itself.
"""

from __future__ import annotations

import re
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from statistics import median

# LibreOffice begins each page's drawing so.
_PAGE = re.compile(rb"stream\r?\n(?=\x78)")
_BEGINS = b"0.1 w\n"
_WORD_PAGE = re.compile(r"<page width=\"[\d.]+\" height=\"([\d.]+)\">(.*?)</page>", re.DOTALL)
_WORD = re.compile(
    r"<word xMin=\"(.+?)\" yMin=\"(.+?)\" xMax=\"(.+?)\" yMax=\"(.+?)\">(.*?)</word>", re.DOTALL
)
_MARK = re.compile("[ัำ-ฺ็-๎]")
_NUMBER = r"(-?[\d.]+)"
_LINE = re.compile(rf"{_NUMBER} {_NUMBER} m\n{_NUMBER} {_NUMBER} l S")
_STEP = re.compile(
    rf"(?P<save>\bq\b)|(?P<restore>\bQ\b)|"
    rf"{_NUMBER} {_NUMBER} {_NUMBER} {_NUMBER} re\s+W\*? n|"
    rf"{_NUMBER} {_NUMBER} Td /F\d+ {_NUMBER} Tf"
)
_SIZE = re.compile(rf"Td /F\d+ {_NUMBER} Tf")
# The lowest and the highest marks of TH SarabunPSK reach so far from the line, in font sizes.
_BELOW, _ABOVE = 0.25, 0.84
# The middles of words on one line differ by less, for they differ in font; lines are 17 apart.
_SAME_LINE = 8.5
# A mark begins where its letter ends, but for the kerning.
_NEAR = 3.0


@dataclass(frozen=True)
class Word:
    """A piece of text; ``left`` side and middle ``y`` are in points from the page's top left."""

    left: float
    y: float
    text: str


@dataclass(frozen=True)
class Page:
    """One page: its words in the order drawn, its lines from the top left, what was cut.

    ``smallest`` is the size of its smallest letters, in points.
    """

    height: float
    words: tuple[Word, ...]
    verticals: tuple[tuple[float, float, float], ...]
    cut: tuple[str, ...]
    smallest: float

    @property
    def text(self) -> str:
        """All that is on it, without blanks, in the order drawn."""
        return letters("".join(word.text for word in self.words))

    def columns(self, count: int) -> tuple[str, ...]:
        """The text of each of the table's columns from top to bottom, without blanks."""
        edges = _apart([x for x, _, _ in self.verticals])
        assert len(edges) == count + 1, edges
        top = min(top for _, top, _ in self.verticals)
        bottom = max(bottom for _, _, bottom in self.verticals)
        inside = [word for word in self.words if top < word.y < bottom]
        return tuple(
            _column([word for word in inside if left < word.left < right])
            for left, right in pairwise(edges)
        )


def letters(text: str) -> str:
    """A text without its blanks, its ำ in one piece: what two programs must agree on."""
    return re.sub(r"\s", "", re.sub("ํ([่-๋]?)า", r"\1ำ", text))


def read_pages(pdf: Path) -> list[Page]:
    """Reads the pages of a PDF that LibreOffice has made."""
    command = ["pdftotext", "-raw", "-bbox", "-enc", "UTF-8", str(pdf), "-"]
    told = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    drawings = list(_drawings(pdf.read_bytes()))
    pages = _WORD_PAGE.findall(told)
    assert len(drawings) == len(pages)
    return [
        Page(float(height), tuple(_words(words)), tuple(_verticals(drawing, float(height))),
             tuple(_cut(drawing)), min(map(float, _SIZE.findall(drawing)), default=0.0))
        for (height, words), drawing in zip(pages, drawings, strict=True)
    ]  # fmt: skip


def _drawings(pdf: bytes) -> Iterator[str]:
    for stream in _PAGE.finditer(pdf):
        drawing = zlib.decompressobj().decompress(pdf[stream.end() :])
        if drawing.startswith(_BEGINS):
            yield drawing.decode("latin-1")


def _words(told: str) -> list[Word]:
    """The words, each with the marks that were drawn behind it."""
    words: list[Word] = []
    end = 0.0
    for *corners, shown in _WORD.findall(told):
        left, top, right, bottom = map(float, corners)
        word = Word(left, (top + bottom) / 2, unescape(shown))
        if words and _MARK.match(word.text) and words[-1].y == word.y and abs(left - end) < _NEAR:
            words[-1] = replace(words[-1], text=words[-1].text + word.text)
        else:
            words.append(word)
        end = right
    return words


def _verticals(drawing: str, height: float) -> Iterator[tuple[float, float, float]]:
    """Each upright line: its x, and its ends from the top of the page."""
    for values in _LINE.findall(drawing):
        x, y, to_x, to_y = map(float, values)
        if x == to_x and abs(y - to_y) > _SAME_LINE:
            yield x, height - max(y, to_y), height - min(y, to_y)


def _cut(drawing: str) -> Iterator[str]:
    """Where text reaches out of the rectangle to which the drawing is confined there.

    LibreOffice confines the text of a cell only when it is higher than the cell.
    """
    confined: list[tuple[float, float]] = [(0.0, 10_000.0)]
    for step in _STEP.finditer(drawing):
        _, bottom, _, high, x, base, size = (float(g) if g else 0.0 for g in step.groups()[2:])
        if step["save"]:
            confined.append(confined[-1])
        elif step["restore"]:
            if len(confined) > 1:
                confined.pop()
        elif high:
            confined[-1] = (bottom, bottom + high)
        else:
            low, top = confined[-1]
            if base - _BELOW * size < low or base + _ABOVE * size > top:
                yield f"text at {x:g}, {base:g} is not within {low:g} to {top:g}"


def _column(words: list[Word]) -> str:
    """The lines from top to bottom, each from left to right.

    LibreOffice draws cells of one line before the others, and what is in another font behind the
    rest of its line.
    """
    lines: list[list[Word]] = []
    for word in words:
        if lines and abs(word.y - lines[-1][-1].y) < _SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    lines.sort(key=lambda line: median(word.y for word in line))
    in_order = (word for line in lines for word in sorted(line, key=attrgetter("left")))
    return letters("".join(word.text for word in in_order))


def _apart(values: list[float]) -> list[float]:
    """The different values, those within two points counted once."""
    apart: list[float] = []
    for value in sorted(values):
        if not apart or value - apart[-1] > 2:
            apart.append(value)
    return apart
