"""The numbers that Word puts before the paragraphs of a list; they are in no text.

Source: ECMA-376, part 1, 17.9 (numbering) and 17.18.59 (formats of numbers).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ita_xlsx.ooxml.tree import attribute, children, name_of
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


@dataclass
class _List:
    """A list of the document: its levels, and how far each is counted."""

    levels: Mapping[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class ListNumbers:
    """Counts the paragraphs of all lists, which are to be given in their order."""

    def __init__(self, numbering: Element, styles: Element) -> None:
        self._styles = {attribute(one, "styleId"): one for one in children(styles, "style")}
        self._of_styles: dict[str, tuple[str, int] | None] = {}
        lists = {attribute(one, "abstractNumId"): one for one in children(numbering, "abstractNum")}
        linked = {_value(one, "styleLink"): one for one in lists.values()}
        made: dict[int, _List] = {}
        self._lists: dict[str, _List] = {}
        self._levels: dict[str, Mapping[int, _Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        for number in children(numbering, "num"):
            of = lists.get(_value(number, "abstractNumId"), Element("none"))
            of = linked.get(_value(of, "numStyleLink") or "-", of)
            whole = made.setdefault(id(of), _List(dict(_levels(of))))
            key = attribute(number, "numId")
            self._lists[key] = whole
            own = {**whole.levels}
            for change in children(number, "lvlOverride"):
                level = _number(attribute(change, "ilvl"))
                own.update(_levels(change))
                if start := children(change, "startOverride"):
                    self._starts.setdefault(key, {})[level] = _number(attribute(start[0], "val"))
            self._levels[key] = own

    def before(self, paragraph: Element, blank: bool) -> str:
        """What Word puts before a paragraph; nothing where it is in no list.

        The bullet of a ``blank`` paragraph says nothing.
        """
        place = self._place(paragraph)
        if place is None or place[0] not in self._lists:
            return ""
        key, at = place
        level = self._levels[key].get(at, _Level())
        numbers = self._count(key, at)
        if level.kind == "none" and not level.text:
            return ""
        if level.kind == "bullet":
            return "" if blank else _bullet(level.text) + level.after
        return self._shown(key, level, numbers)[:_LONGEST] + ("" if blank else level.after)

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """The list and the level of a paragraph, by itself or by its style."""
        for about in children(paragraph, "pPr"):
            style = _value(about, "pStyle")
            of_style = self._of_style(style) if style else None
            for numbered in children(about, "numPr"):
                level = _value(numbered, "ilvl")
                own = _value(numbered, "numId") or (of_style[0] if of_style else "")
                return (own, _number(level)) if own not in ("", "0") else None
            return of_style
        return None

    def _of_style(self, name: str) -> tuple[str, int] | None:
        """The same of a style, or of the first that it is based on which says so."""
        if name not in self._of_styles:
            self._of_styles[name] = None  # a style that is based on itself ends here
            passed, found = [], None
            while name in self._styles and name not in passed:
                passed.append(name)
                style = self._styles[name]
                numbered = children(style, "pPr", "numPr")
                if numbered:
                    level, key = (_value(numbered[0], one) for one in ("ilvl", "numId"))
                    found = (key, _number(level)) if key not in ("", "0") else None
                    break
                name = _value(style, "basedOn")
                if name in self._of_styles:
                    found = self._of_styles[name]
                    break
            self._of_styles.update(dict.fromkeys(passed, found))
        return self._of_styles.get(name)

    def _count(self, key: str, at: int) -> list[int]:
        """Count one paragraph more; the result are the numbers of its level and of those above."""
        one, levels = self._lists[key], self._levels[key]
        # A list that begins anew does so once.
        for level, start in self._starts.pop(key, {}).items():
            one.counts[level] = start - 1
        start = levels.get(at, _Level()).start
        one.counts[at] = one.counts.get(at, start - 1) + 1
        for lower in range(at + 1, _LEVELS):
            if at < levels.get(lower, _Level()).restart:
                one.counts.pop(lower, None)
        return [one.counts.get(n, levels.get(n, _Level()).start) for n in range(at + 1)]

    def _shown(self, key: str, level: _Level, numbers: list[int]) -> str:
        shown = level.text
        for at, number in enumerate(numbers):
            kind = self._levels[key].get(at, _Level()).kind
            written = _FORMATS.get("decimal" if level.legal else kind, str)(number)
            shown = shown.replace(f"%{at + 1}", written)
        return shown


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
