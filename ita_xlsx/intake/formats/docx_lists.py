"""The numbers that Word puts before the paragraphs of a list; they are in no text.

Source: ECMA-376, part 1, 17.9 (numbering) and 17.18.59 (formats of numbers).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ita_xlsx.ooxml.tree import attribute, children, name_of
from ita_xlsx.ooxml.xml_text import attributes, tag_pattern, unescape
from ita_xlsx.thai.numerals import to_thai_digits

_LEVELS = 9
# Longer than the number of any list: a file may say a text as long as itself for each paragraph.
_LONGEST = 80
_MOST = 1_000_000  # no list counts further; what a file says may have any number of digits


@dataclass(frozen=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int = _LEVELS
    after: str = " "


@dataclass(frozen=True)
class _Numbered:
    """A list as paragraphs name it: its levels, how far each is counted, where it begins anew.

    Several may count on, each with levels of its own.
    """

    levels: Mapping[int, _Level]
    counts: dict[int, int]
    starts: dict[int, int]

    def count(self, at: int) -> list[int]:
        """Count one paragraph more; the result are the numbers of its level and of those above."""
        # A list that begins anew does so once.
        self.counts.update((level, start - 1) for level, start in self.starts.items())
        self.starts.clear()
        self.counts[at] = self.counts.get(at, self._start(at) - 1) + 1
        for lower in range(at + 1, _LEVELS):
            if at < self.levels.get(lower, _Level()).restart:
                self.counts.pop(lower, None)
        return [self.counts.get(n, self._start(n)) for n in range(at + 1)]

    def _start(self, at: int) -> int:
        return self.levels.get(at, _Level()).start

    def shown(self, level: _Level, numbers: list[int]) -> str:
        """The text of a level with its numbers."""
        text = level.text
        for at, number in enumerate(numbers):
            kind = self.levels.get(at, _Level()).kind
            written = _FORMATS.get("decimal" if level.legal else kind, str)(number)
            text = text.replace(f"%{at + 1}", written)
        return text


class ListNumbers:
    """Counts the paragraphs of all lists, which are to be given in their order.

    ``numbering`` gives the tree of the lists, and ``styles`` the text of the styles: most documents
    have no list in a table, and hold both all the same.
    """

    def __init__(self, numbering: Callable[[], Element], styles: Callable[[], str]) -> None:
        self._numbering = numbering
        self._lists: Mapping[str, _Numbered] | None = None
        self._styles_text = styles
        self._styles: Mapping[str, str] | None = None
        self._of_styles: dict[str, tuple[str, int] | None] = {}

    def before(self, about: Mapping[str, Element], blank: bool) -> str:
        """What Word puts before a paragraph; nothing where it is in no list.

        ``about`` are the properties of the paragraph by name. The bullet of a ``blank`` one says
        nothing.
        """
        place = self._place(about)
        if place is None:
            return ""
        if self._lists is None:
            self._lists = _numbered(self._numbering())
        numbered = self._lists.get(place[0])
        if numbered is None:
            return ""
        at = min(place[1], _LEVELS - 1)
        level = numbered.levels.get(at, _Level())
        numbers = numbered.count(at)
        if level.kind == "none" and not level.text:
            return ""
        if level.kind == "bullet":
            return "" if blank else _bullet(level.text) + level.after
        return numbered.shown(level, numbers)[:_LONGEST] + ("" if blank else level.after)

    def _place(self, about: Mapping[str, Element]) -> tuple[str, int] | None:
        """The list and the level of a paragraph, by itself or by its style."""
        numbered, style = about.get("numPr"), about.get("pStyle")
        key = "" if numbered is None else _value(numbered, "numId")
        if not key and style is not None:
            of_style = self._of_style(attribute(style, "val"))
            if numbered is None or of_style is None:
                return of_style
            key = of_style[0]
        if numbered is None or key in ("", "0"):
            return None
        return key, _number(_value(numbered, "ilvl"))

    def _of_style(self, name: str) -> tuple[str, int] | None:
        """The same of a style, or of the first that it is based on which says so."""
        if name in self._of_styles:
            return self._of_styles[name]
        if self._styles is None:
            self._styles = _styles(self._styles_text())
        passed: dict[str, None] = {}
        found = None
        while name not in passed and name not in self._of_styles:
            passed[name] = None
            style = self._styles.get(name, "")
            numbered = _NUMBERED.search(style)
            key = _of(_KEY, style, numbered.end()) if numbered else ""
            if numbered and key:
                level = _number(_of(_AT, style, numbered.end()))
                found = (key, level) if key != "0" else None
                break
            name = _of(_BASE, style)
        else:
            found = self._of_styles.get(name)
        self._of_styles.update(dict.fromkeys(passed, found))
        return found


def _numbered(numbering: Element) -> dict[str, _Numbered]:
    """The lists of a document by the numbers that paragraphs name."""
    lists = {attribute(one, "abstractNumId"): one for one in children(numbering, "abstractNum")}
    linked = {_value(one, "styleLink"): one for one in lists.values()}
    made: dict[int, tuple[dict[int, _Level], dict[int, int]]] = {}
    found = {}
    for number in children(numbering, "num"):
        of = lists.get(_value(number, "abstractNumId"), Element("none"))
        of = linked.get(_value(of, "numStyleLink") or "-", of)
        levels, counts = made.setdefault(id(of), (dict(_levels(of)), {}))
        own, starts = dict(levels), {}
        for change in children(number, "lvlOverride"):
            own.update(_levels(change))
            for start in children(change, "startOverride"):
                at = _number(attribute(change, "ilvl"))
                starts[at] = _number(attribute(start, "val"))
        found[attribute(number, "numId")] = _Numbered(own, counts, starts)
    return found


_END = re.compile(r"</(?:[\w.-]+:)?style\s*>")
_ID = re.compile(r"""\sw:styleId\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_NUMBERED, _BASE, _KEY, _AT = (tag_pattern(name) for name in ("numPr", "basedOn", "numId", "ilvl"))


def _styles(text: str) -> dict[str, str]:
    """The markup of each style by its id: of a large part, as nearly all of it is looks."""
    found = {}
    for piece in _END.split(text):
        if name := _ID.search(piece):
            found[unescape(name[1] or name[2] or "")] = piece
    return found


def _of(pattern: re.Pattern[str], text: str, at: int = 0) -> str:
    """The value that the first tag of a name has, from a place on."""
    tag = pattern.search(text, at)
    return attributes(tag[1]).get("val", "") if tag else ""


def _value(parent: Element, name: str) -> str:
    return next((attribute(one, "val") for one in parent if name_of(one) == name), "")


def _number(text: str) -> int:
    return min(int(text[:9]), _MOST) if text.isascii() and text.isdecimal() else 0


_AFTER = {"nothing": "", "space": " ", "tab": " ", "": " "}


def _levels(parent: Element) -> Iterator[tuple[int, _Level]]:
    for one in children(parent, "lvl"):
        start, restart = _value(one, "start"), _value(one, "lvlRestart")
        legal = any(name_of(about) == "isLgl" for about in one)
        yield (
            _number(attribute(one, "ilvl")),
            _Level(
                _number(start) if start else 1,
                _value(one, "numFmt") or _custom(one),
                _value(one, "lvlText")[:_LONGEST],
                legal,
                _number(restart) if restart else _LEVELS,
                _AFTER.get(_value(one, "suff"), " "),
            ),
        )


def _custom(level: Element) -> str:
    """The format of a level that programs may not know, and which stands in for it."""
    found = (one for one in level.iter() if name_of(one) == "numFmt")
    return next((kind for one in found if (kind := attribute(one, "val")) != "custom"), "decimal")


_BULLET = "•"


def _bullet(text: str) -> str:
    """The sign of a list; those of symbol fonts have no meaning in another font."""
    return _BULLET if not text or "\ue000" <= text[0] <= "\uf8ff" else text


# --- formats --------------------------------------------------------------------------------------

# The letters as they count, without those out of use.
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_THAI_UNITS = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_THAI_NAMES = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")


def _letters(alphabet: str) -> Callable[[int], str]:
    """After its last letter an alphabet begins anew with each letter twice: z, aa, bb."""

    def write(number: int) -> str:
        times, place = divmod(max(number, 1) - 1, len(alphabet))
        return alphabet[place] * min(times + 1, _LONGEST)

    return write


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * min(times, _LONGEST)
    return written


def _thai_name(number: int) -> str:
    """A number in Thai words: ยี่สิบเอ็ด."""
    if number == 0 or number >= _MOST:
        return _THAI_NAMES[0] if number == 0 else str(number)
    written = ""
    digits = str(number)
    for unit, digit in zip(range(len(digits) - 1, -1, -1), map(int, digits), strict=True):
        name = _THAI_NAMES[digit] if digit else ""
        if unit == 1 and digit in (1, 2):
            name = "" if digit == 1 else "ยี่"
        elif unit == 0 and digit == 1 and len(digits) > 1:
            name = "เอ็ด"
        written += name + (_THAI_UNITS[unit] if digit else "")
    return written


_FORMATS: dict[str, Callable[[int], str]] = {
    "thaiNumbers": lambda number: to_thai_digits(str(number)),
    "thaiLetters": _letters(_THAI_LETTERS),
    "thaiCounting": _thai_name,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters(_LATIN_LETTERS),
    "upperLetter": _letters(_LATIN_LETTERS.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda number: "",
}
