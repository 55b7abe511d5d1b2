"""What stands around the table: labelled lines, titles, the names of the sheet and the file."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import Literal

from ita_xlsx.intake.formats.cells import Place, Sheet, as_text
from ita_xlsx.official.fiscal import ROUND_BY_MONTHS
from ita_xlsx.official.form import FORM
from ita_xlsx.official.labels import LABELS
from ita_xlsx.official.names.divisions import NO_OWN_NAMES, OwnNames, division_key, official_name
from ita_xlsx.official.periods import RANGE, read_round, read_year, year_of_range
from ita_xlsx.official.stamp import STAMPED
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.thai.dates import parse_day
from ita_xlsx.thai.text import fix_text, fold, fold_tight

# Longer texts are introductions, which name the year analysed as well.
LONGEST_TITLE = 250
LONGEST_LABEL = 40

_LABEL_KEYS = {
    fold_tight(alias): label.key for label in LABELS for alias in (label.text, *label.aliases)
}
_TITLE_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "round",
        re.compile(
            r"รอบ\s*(?:ระยะเวลา)?\s*(\d{1,2}\s*เดือน(?:แรก|หลัง)?)"
            rf"|(ไตรมาส\s*(?:ที่)?\s*\d(?:\s*[-–]\s*\d)?)|({RANGE})"
        ),
    ),
    (
        "organisation",
        re.compile(
            r"((?:องค์การบริหารส่วน(?:ตำบล|จังหวัด)|เทศบาล(?:ตำบล|เมือง|นคร)|อบต\.|อบจ\.)\s?[ก-๙]+)"
        ),
    ),
    ("district", re.compile(r"อำเภอ\s*([ก-๙]+)")),
    ("province", re.compile(r"จังหวัด\s*([ก-๙]+)")),
)
# ประจำปีงบประมาณ พ.ศ. 2568, ประจำปี 2569, ปีงบฯ 69, ปี งบประมาณ 2569; a year of the Common Era is
# read so that it can be named.
_YEAR = re.compile(
    r"(?:(?P<whole>ประจำปี)\s*+(?:งบ(?:ประมาณ|ฯ|\.)?)?|ปี\s*+งบ(?:ประมาณ|ฯ|\.)?)\s*+(?:[พค]\.?\s*+ศ\.?)?\s*+"
    r"(?P<year>(?:25|20)\d\d|[6-9]\d(?!\d))"
)
_RANGE = re.compile(RANGE)
# Before a year of which not the report is, but the assessment for which it is made.
_ASSESSED = re.compile(r"^.*ประเมิน|^(?!.*(?:รายงาน|มาตรการ)).*(?:ITA|OIT)", re.DOTALL)
# What years a title names, the first that is there counts: its fiscal year, one that is called a
# year only, that in which its months are, that of the assessment.
_YEARS = ("fiscal_year", "plain_year", "months_year", "assessed_year")
# What a title, or the name of a sheet or file, may say by label key.
_IN_TITLES = frozenset({"division", "fiscal_year", *(key for key, _ in _TITLE_PATTERNS)})
_THAI_DIGITS = {ord("๐") + n: str(n) for n in range(10)}

# "year": a title that names a year and no round is on the whole of it.
Origin = Literal["label", "title", "above", "sheet", "file", "year", ""]
_WHOLE_YEAR = ROUND_BY_MONTHS[12].name
_FILLED_BY_PLAN = frozenset(label.key for label in LABELS if label.filled_by == "plan")


@dataclass(frozen=True)
class Heading:
    """The texts around a table by label key, the cell of each, and from where each was taken.

    ``own`` are the organisation's own names of its divisions, when a plan tells them;
    ``title_year`` is the fiscal year that the titles name, with its cell.
    """

    texts: Mapping[str, str]
    cells: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    own: OwnNames = field(default_factory=dict)
    title_year: tuple[str, str] = ("", "")

    @property
    def division(self) -> str:
        """The division as the organisation calls it, or as typed, or nothing."""
        typed = self.texts.get("division", "")
        return self.own.get(fold_tight(typed), typed)

    @property
    def fiscal_year(self) -> int | None:
        """The fiscal year in the Buddhist Era; ``66`` means 2566."""
        return read_year(self.texts.get("fiscal_year", ""))

    @property
    def round(self) -> int | None:
        """The months of the round, 6, 9 or 12."""
        return read_round(self.texts.get("round", ""))

    @property
    def report_day(self) -> date | None:
        """The day of the report, where it is given."""
        return parse_day(self.texts.get("date", ""))


def read_heading(
    sheet: Sheet,
    rows_above: int,
    file: str,
    own: OwnNames = NO_OWN_NAMES,
    above: Heading | None = None,
) -> Heading:
    """The heading of the table that begins below the first ``rows_above`` rows of a sheet.

    ``own`` are the organisation's own names of its divisions (``divisions.own_names``), and
    ``above`` is the heading of the table before it in the sheet.

    A labelled line wins over a title, a title over the table before, that over the name of the
    sheet, and that over the name of the file; from titles and names a text is taken only when it
    can mean but one thing. Who reports is taken from the table before with the division. A title
    "ประจำปีงบประมาณ พ.ศ. 2568" without any round is on the whole year.
    """
    labelled = _labelled(sheet, rows_above)
    texts = {key: text for key, (text, _) in labelled.items() if text}
    cells = {key: a1(*place) for key, (_, place) in labelled.items()}
    origins: dict[str, Origin] = dict.fromkeys(texts, "label")
    wanted = _IN_TITLES - texts.keys()
    titles = _titles(sheet, rows_above, wanted | {"fiscal_year"}, own)
    whole_year = titles.pop("whole_year", None)
    inherited: dict[str, tuple[str, str]] = {}
    if above is not None:
        same = not {"division"} & (texts.keys() | cells.keys() | titles.keys())
        inherited = {
            key: (text, above.cells.get(key, ""))
            for key, text in above.texts.items()
            if key not in cells and (same or key in _FILLED_BY_PLAN)
        }
    others: tuple[tuple[Origin, dict[str, tuple[str, str]]], ...] = (
        ("title", titles),
        ("above", inherited),
        ("sheet", _from_name(sheet.name, wanted, own)),
        ("file", _from_name(PurePath(file).stem, wanted, own)),
    )
    for origin, found in others:
        for key, (text, cell) in found.items():
            if key not in texts:
                texts[key] = text
                origins[key] = origin
                cells.setdefault(key, cell)
    if whole_year and origins.get("fiscal_year") == "title" and "round" not in texts.keys() | cells:
        texts["round"], origins["round"], cells["round"] = _WHOLE_YEAR, "year", whole_year[1]
    return Heading(texts, cells, origins, own, titles.get("fiscal_year", ("", "")))


def _labelled(sheet: Sheet, rows_above: int) -> dict[str, tuple[str, Place]]:
    """{label key: (text, its place)} of the labelled lines above the table."""
    found: dict[str, tuple[str, Place]] = {}
    widths = {(merge[0], merge[1]): merge[3] for merge in sheet.merges}
    for number, row in sheet.heading(rows_above):
        texts = {c: fix_text(as_text(value)) for c, value in enumerate(row) if value != ""}
        keys = {column: key for column, text in texts.items() if (key := label_of(text))}
        for column, key in keys.items():
            after = widths.get((number, column), column) + 1
            place = next((c for c in sorted(texts) if c >= after), None)
            if place is None or place in keys:
                found.setdefault(key, ("", (number, after)))
            else:
                found.setdefault(key, (texts[place], (number, place)))
    return found


def others_above(sheet: Sheet, rows_above: int) -> Iterator[tuple[int, dict[int, str]]]:
    """The rows above a table with what is in them beside labels, their texts, and our own words.

    (row, {column: text}), both counted from zero.
    """
    labelled = {place for _, place in _labelled(sheet, rows_above).values()}
    for number, row in sheet.heading(rows_above):
        texts = {
            column: text
            for column, value in enumerate(row)
            if value != "" and (text := fix_text(as_text(value))) and not _is_ours(text)
            if label_of(text) is None and (number, column) not in labelled
        }
        if texts:
            yield number, texts


def _is_ours(text: str) -> bool:
    """Whether a text above the table is one of the form itself."""
    return FORM.is_own_text(text) or STAMPED.fullmatch(text) is not None


def label_of(text: str) -> str | None:
    """The key of the label that a text is, or None."""
    return _LABEL_KEYS.get(fold_tight(text)) if len(text) <= LONGEST_LABEL else None


def _titles(
    sheet: Sheet, rows_above: int, wanted: Collection[str], own: OwnNames
) -> dict[str, tuple[str, str]]:
    """What the titles in the first rows of a sheet say where they say one thing only.

    {label key: (text, A1 address of the title)}, for the keys ``wanted``.
    """
    lines = [
        (fix_text(value), a1(number, column))
        for number, row in sheet.heading(rows_above)
        for column, value in enumerate(row)
        if isinstance(value, str) and 0 < len(value) <= LONGEST_TITLE and label_of(value) is None
    ]
    return _unmistakable(lines, wanted, own)


def _from_name(name: str, wanted: Collection[str], own: OwnNames) -> dict[str, tuple[str, str]]:
    """What the name of a sheet or a file says; it stands in no cell."""
    readable = fix_text(unicodedata.normalize("NFC", name).replace("_", " "))
    year = re.search(r"(?<!\d)(25\d\d)(?!\d)", fold(readable))
    alone = {} if year is None else {"fiscal_year": (year[1], "")}
    return alone | _unmistakable([(readable, "")], wanted, own)


def _unmistakable(
    lines: list[tuple[str, str]], wanted: Collection[str], own: OwnNames
) -> dict[str, tuple[str, str]]:
    """Of lines with their addresses, what they say by label key, where they say one thing only.

    ``whole_year`` is the year, where it is said to be that of the whole report.
    """
    hits: dict[str, dict[object, tuple[str, str]]] = {}
    for line, cell in lines:
        for key, said in _said(line, wanted, own):
            hits.setdefault(key, {}).setdefault(_meant(key, said, own), (said, cell))
    own_year = next((hits[key] for key in _YEARS if key in hits), None)
    by_months = hits.get("months_year", {}).keys() & (own_year or {})
    if own_year and len(by_months) == 1:
        own_year = {year: own_year[year] for year in by_months}
    known = {months: hit for months, hit in hits.get("round", {}).items() if months}
    for key, found in (("fiscal_year", own_year), ("round", known)):
        if found:
            hits[key] = found
    return {
        key: next(iter(found.values()))
        for key, found in hits.items()
        if len(found) == 1 and key not in _YEARS[1:]
    }


def _meant(key: str, said: str, own: OwnNames) -> object:
    """What a text means, so that two that mean the same are one thing."""
    if key in _YEARS:
        return read_year(said) or said
    if key == "division":
        return division_key(said, own)
    return read_round(said) or 0 if key == "round" else said


def _said(line: str, wanted: Collection[str], own: OwnNames) -> Iterator[tuple[str, str]]:
    """What one line says of what is ``wanted``, each with its label key."""
    # Names keep their spelling: only the digits are changed.
    text = line.translate(_THAI_DIGITS)
    if "fiscal_year" in wanted:
        yield from _years_said(text)
    for key, pattern in _TITLE_PATTERNS:
        if key in wanted:
            yield from ((key, hit[hit.lastindex or 0]) for hit in pattern.finditer(text))
    if "division" in wanted:
        yield from (("division", name) for name in divisions_in(line, own))


def _years_said(text: str) -> Iterator[tuple[str, str]]:
    before = 0
    for match in _YEAR.finditer(text):
        is_assessed = _ASSESSED.search(text[before : match.start()])
        own = "fiscal_year" if "งบ" in match[0] else "plain_year"
        yield "assessed_year" if is_assessed else own, match["year"]
        if match["whole"] and not is_assessed:
            yield "whole_year", match["year"]
        before = match.end()
    for match in _RANGE.finditer(text):
        if year := year_of_range(match[0]):
            yield "months_year", str(year)


def divisions_in(line: str, own: OwnNames) -> Iterator[str]:
    """The divisions named in a title: the whole line, or its words taken one or more at a time."""
    if official_name(line, own):
        yield line
        return
    words = re.split(r"[\s()\[\]\-–:,.]+", line)
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + 4), start, -1):
            name = " ".join(words[start:end]).strip()
            if official_name(name, own):
                yield name
                start = end
                break
        else:
            start += 1
