"""The tables of the summary: every figure as a formula over the data sheet, with its value."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from string import ascii_uppercase

import pandas as pd

from ita_xlsx.model import Consolidation
from ita_xlsx.official import fiscal, oit
from ita_xlsx.official.data_sheet import (
    DEADLINE_END,
    DISTRICT,
    DIVISION,
    ENTRY,
    OIT,
    OIT_GROUP,
    ORGANISATION,
    STATUS,
    TABLE_NAME,
    WHY_MORE_ENTRIES,
)
from ita_xlsx.official.names.organisations import is_district_name
from ita_xlsx.official.statuses import DONE, LABELS, NOT_REPORTED
from ita_xlsx.thai.dates import BUDDHIST_ERA, month_name

_DIVISIONS = f"{TABLE_NAME}[{DIVISION}]"
_STATUSES = f"{TABLE_NAME}[{STATUS}]"
_NONE = f'"{NOT_REPORTED}"'
_ENDS = f"{TABLE_NAME}[{DEADLINE_END}]"
_INDICATORS = f"{TABLE_NAME}[{OIT_GROUP}]"
_ORGANISATIONS = f"{TABLE_NAME}[{ORGANISATION}]"
_DISTRICTS = f"{TABLE_NAME}[{DISTRICT}]"
_ENTRIES = f"{TABLE_NAME}[{ENTRY}]"
_ITEMS = f"{TABLE_NAME}[{OIT}]"
_TABLE = f"{TABLE_NAME}["
# A call that counts in the data table, and of which two may be added.
_WITHIN = r"(?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)"
_COUNTING = re.compile(
    rf"(?:COUNTIFS|COUNT|ROWS)\({re.escape(_TABLE)}{_WITHIN}"
    rf"|SUMPRODUCT\(--\({re.escape(_TABLE)}{_WITHIN}{_WITHIN}|MMULT\({_WITHIN}"
)
# A name that COUNTIFS takes as it is. In any other it sees a wildcard (กอง*), a comparison (>กอง)
# or a number, and it fails over 255 letters.
_PLAIN_NAME = re.compile(r"[^\W\d][^*?~]{0,126}")
_EMPTY = '""'
NO_DIVISION = "(ไม่ระบุกอง)"
NO_ITEM = "(ไม่ตรงกับชื่อข้อ OIT)"
_NAMELESS = {
    _DIVISIONS: NO_DIVISION,
    _DISTRICTS: "(ไม่ระบุอำเภอ)",
    _ORGANISATIONS: "(ไม่ระบุหน่วยงาน)",
}
_COMPLETE, _PARTLY, _NOTHING = "ครบ", "ยังไม่ครบ", "ยังไม่รายงาน"
_SENT_NOTHING = "ยังไม่ส่งรายงาน"


@dataclass(frozen=True)
class Figure:
    """A formula, the value that it has now, and the style of its cell."""

    formula: str
    value: float | str
    style: str = "number"


Cell = str | Figure


@dataclass(frozen=True)
class Table:
    """A table of the summary: heads, rows and a row of totals (or none), all equally wide."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...]


def over_tables(formula: str, tables: Sequence[str]) -> str:
    """A formula over one data table, made to count in all of them."""
    if len(tables) == 1:
        return formula

    def each(call: re.Match[str]) -> str:
        return f"({'+'.join(call[0].replace(_TABLE, f'{name}[') for name in tables)})"

    return _COUNTING.sub(each, formula)


def measures_and_entries(
    whole: Consolidation, digits: Callable[[str], str], numeral: str
) -> Figure:
    """How many measures and entries there are, and why these are more.

    ``numeral`` is what begins the format of a number in the style of ``digits``.
    """
    measures, entries = (
        f'TEXT({count},"{numeral}0")' for count in (f"COUNTIFS({_ENTRIES},1)", f"ROWS({_ENTRIES})")
    )
    formula = f'="ทั้งหมด "&{measures}&" มาตรการ "&{entries}&" รายการ {WHY_MORE_ENTRIES}"'
    counts = f"ทั้งหมด {whole.measure_count} มาตรการ {len(whole.measures)} รายการ "
    return Figure(formula, digits(counts) + WHY_MORE_ENTRIES)


def by_organisation(whole: Consolidation, first: int) -> Table:
    """Measures by organisation, in the order of the report."""
    figures = whole.summary.by_organisation
    return _by_group("จำแนกตามหน่วยงาน", "หน่วยงาน", _ORGANISATIONS, figures, whole, first)


def by_district(whole: Consolidation, first: int) -> Table:
    """Measures by district, in the order of the report."""
    figures = whole.summary.by_district
    return _by_group("จำแนกตามอำเภอ", DISTRICT, _DISTRICTS, figures, whole, first)


def common(whole: Consolidation, first: int, organisations: tuple[int, int]) -> Table:
    """OIT items that two or more organisations have, with how many these are.

    ``organisations`` are Excel's first and last row of the table by organisation, above.
    """
    names = f"$A${organisations[0]}:$A${organisations[1]}"
    plain = all(map(_PLAIN_NAME.fullmatch, whole.summary.by_organisation.index))
    rows: list[tuple[Cell, ...]] = []
    for item, counts in whole.summary.common.iterrows():
        of_each = f'COUNTIFS({_ORGANISATIONS},{names},{_ITEMS},"{item}")'
        by_rows = f'MMULT(--({names}=TRANSPOSE({_ORGANISATIONS})),--({_ITEMS}="{item}"))'
        having = f"=SUMPRODUCT(--({of_each}>0))" if plain else f"{{=SUM(--({by_rows}>0))}}"
        rows.append(
            (
                _item_label(str(item), whole.fiscal_year),
                Figure(having, int(counts["organisations"])),
                Figure(f'=COUNTIFS({_ITEMS},"{item}")', int(counts["measures"])),
            )
        )
    title = "ข้อที่หลายหน่วยงานต้องปรับปรุงเหมือนกัน"
    return Table(title, ("ข้อ OIT ของปีที่วิเคราะห์", "หน่วยงาน", whole.unit), tuple(rows), ())


def _item_label(number: str, fiscal_year: int | None) -> str:
    items = oit.items(fiscal_year - 1) if fiscal_year is not None else ()
    name = next((item.name for item in items if item.number == number), "")
    return f"{number} {name}".rstrip()


def by_division(whole: Consolidation, first: int) -> Table:
    """Measures by division; ``first`` is Excel's number of the row under the heads."""
    figures = whole.summary.by_division
    return _by_group("จำแนกตามกอง/สำนัก/หน่วย", DIVISION, _DIVISIONS, figures, whole, first)


def _by_group(
    title: str, head: str, column: str, figures: pd.DataFrame, whole: Consolidation, first: int
) -> Table:
    """The table of figures by the names in a column of the data sheet."""
    statuses = tuple(whole.summary.by_status)
    counted = ("measures", "reported", *statuses)
    letters = ascii_uppercase[1 : 1 + len(counted)]
    rows: list[tuple[Cell, ...]] = []
    for excel, (name, values) in enumerate(figures.iterrows(), start=first):
        counts = [int(values[key]) for key in counted]
        own = _counter(column, str(name), f"$A{excel}")
        formulas = _counts_of_group(own, letters[2:], first - 1)
        share = Figure(_share(excel), 100 * counts[2] / counts[0])
        rows.append((str(name) or _NAMELESS[column], *map(Figure, formulas, counts), share))
    last = first + len(rows) - 1
    sums = [int(figures[key].sum()) for key in counted]
    total: tuple[Cell, ...] = (
        "รวม",
        *(_sum(letter, first, last, value) for letter, value in zip(letters, sums, strict=True)),
        Figure(_share(last + 1), 100 * sums[2] / sums[0], "total"),
    )
    heads = (head, whole.unit, "รายงานผลแล้ว", *statuses, "ร้อยละที่แล้วเสร็จ")
    return Table(title, heads, tuple(rows), total)


def by_status(whole: Consolidation, first: int) -> Table:
    """Measures by status, with each status's share of all."""
    counts = whole.summary.by_status
    labels = tuple(counts)
    formulas = [f"=COUNTIFS({_STATUSES},$A{excel})" for excel in _excel_rows(first, labels)]
    return _counted(whole, "จำแนกตามสถานะ", "สถานะ", labels, formulas, list(counts.values()), first)


def by_indicator(whole: Consolidation, first: int) -> Table:
    """Measures by the group of OIT items of the year analysed that their issue names."""
    counts = whole.summary.by_indicator
    formulas = [
        f"={_count(False, _INDICATORS, f'$A{excel}' if name else _EMPTY)}"
        for excel, name in enumerate(counts, start=first)
    ]
    labels = [name or NO_ITEM for name in counts]
    title = "จำแนกตามตัวชี้วัดย่อยของปีที่วิเคราะห์"
    return _counted(whole, title, "ตัวชี้วัดย่อย", labels, formulas, list(counts.values()), first)


def completeness(whole: Consolidation, first: int) -> Table:
    """Who has reported: of each division's measures those reported, and those not.

    In a report of several organisations, of each organisation's; those of the plan that have sent
    nothing stand last.
    """
    rows: list[tuple[Cell, ...]] = []
    one = whole.level == "organisation"
    figures = whole.summary.by_division if one else whole.summary.by_organisation
    column, head = (_DIVISIONS, DIVISION) if one else (_ORGANISATIONS, "หน่วยงาน")
    for excel, (name, values) in enumerate(figures.iterrows(), start=first):
        reported, missing = int(values["reported"]), int(values["measures"])
        missing -= reported
        own = _counter(column, str(name), f"$A{excel}")
        state = f'=IF(C{excel}=0,"{_COMPLETE}",IF(B{excel}=0,"{_NOTHING}","{_PARTLY}"))'
        rows.append(
            (
                str(name) or _NAMELESS[column],
                Figure(_reported(own), reported),
                Figure(_unreported(own), missing),
                Figure(state, _state(reported, missing), "centred"),
            )
        )
    rows += _sent_nothing(whole, first + len(rows))
    last = first + len(rows) - 1
    done, open_ = int(figures["reported"].sum()), int(figures["measures"].sum())
    open_ -= done
    total: tuple[Cell, ...] = (
        "รวม",
        _sum("B", first, last, done),
        _sum("C", first, last, open_),
        "",
    )
    heads = (head, "รายงานแล้ว", "ยังไม่รายงาน", "ความครบถ้วน")
    return Table("ความครบถ้วนของการรายงาน", heads, tuple(rows), total)


def _sent_nothing(whole: Consolidation, first: int) -> Iterator[tuple[Cell, ...]]:
    """What the plan lists and has sent nothing; it counts once its measures stand in the data."""
    for excel, name in enumerate(whole.missing, start=first):
        if is_district_name(name):
            own = _counter(_DISTRICTS, name, f'SUBSTITUTE($A{excel},"อำเภอ","")')
        else:
            own = _counter(_ORGANISATIONS, name, f"$A{excel}")
        yield (
            name,
            Figure(_reported(own), 0),
            Figure(_unreported(own), 0),
            Figure(f'=IF(B{excel}+C{excel}=0,"{_SENT_NOTHING}","{_PARTLY}")', _SENT_NOTHING,
                   "centred"),
        )  # fmt: skip


def by_quarter(whole: Consolidation, first: int, digits: Callable[[str], str]) -> Table:
    """Measures by the quarter in which their deadline ends, and those that end in none."""
    summary = whole.summary
    labels = [_quarter_label(number, whole.fiscal_year, digits) for number in summary.by_quarter]
    formulas = [_ends_in_quarter(number, whole.fiscal_year) for number in summary.by_quarter]
    labels += ["นอกปีงบประมาณ", "ไม่ระบุวันที่แน่นอน"]
    formulas += [_ends_outside(whole.fiscal_year), f"=ROWS({_ENDS})-COUNT({_ENDS})"]
    counts = [*summary.by_quarter.values(), summary.outside, summary.undated]
    return _counted(whole, "จำแนกตามไตรมาสที่ครบกำหนด", "ครบกำหนดใน", labels, formulas, counts, first)


def _state(reported: int, missing: int) -> str:
    if not missing:
        return _COMPLETE
    return _PARTLY if reported else _NOTHING


def _counter(column: str, name: str, cell: str) -> Callable[..., str]:
    """What makes the call that counts the rows of a name, and of further columns and criteria.

    ``cell`` holds the name; what has none has a blank cell in the ``column``.
    """
    exact = not _PLAIN_NAME.fullmatch(name)
    return partial(_count, exact, column, cell if name else _EMPTY)


def _count(exact: bool, *conditions: str) -> str:
    # Of the blank cells below the last full one of a column, LibreOffice's COUNTIFS knows nothing.
    if not exact and _EMPTY not in conditions:
        return f"COUNTIFS({','.join(conditions)})"
    pairs = zip(conditions[::2], conditions[1::2], strict=True)
    tests = (f"{one}={wanted}" for one, wanted in pairs)
    return f"SUMPRODUCT({','.join(f'--({test})' for test in tests)})"


def _counted(
    whole: Consolidation,
    title: str,
    head: str,
    labels: Sequence[str],
    formulas: Sequence[str],
    counts: Sequence[int],
    first: int,
) -> Table:
    """A table of labels, counts and shares of the sum, which are shown rounded."""
    last = first + len(labels) - 1
    every = sum(counts)
    rows = tuple(
        (label, Figure(formula, count), Figure(_part(excel, last + 1), 100 * count / every))
        for excel, label, formula, count in zip(
            _excel_rows(first, labels), labels, formulas, counts, strict=True
        )
    )
    share = Figure(_part(last + 1, last + 1), 100.0, "total")
    total = ("รวม", _sum("B", first, last, every), share)
    return Table(title, (head, whole.unit, "ร้อยละ (ปัดเศษ)"), rows, total)


def _excel_rows(first: int, labels: Sequence[str]) -> range:
    return range(first, first + len(labels))


def _counts_of_group(own: Callable[..., str], letters: str, head: int) -> tuple[str, ...]:
    """The formulas of one group: all its measures, those reported, those of each status.

    ``own`` counts its measures, ``letters`` are the columns of the statuses and ``head`` Excel's
    number of the row that names them.
    """
    return (
        f"={own()}",
        _reported(own),
        *(f"={own(_STATUSES, f'{letter}${head}')}" for letter in letters),
    )


def _reported(own: Callable[..., str]) -> str:
    return f"={own()}-{own(_STATUSES, _NONE)}"


def _unreported(own: Callable[..., str]) -> str:
    return f"={own(_STATUSES, _NONE)}"


def _share(excel: int) -> str:
    """Of the measures in column B, those that column D counts as done (the first status)."""
    return f"=IF(B{excel}=0,0,100*{'DEFG'[LABELS.index(DONE)]}{excel}/B{excel})"


def _part(excel: int, total: int) -> str:
    return f"=IF(B${total}=0,0,100*B{excel}/B${total})"


def _sum(letter: str, first: int, last: int, value: int) -> Figure:
    return Figure(f"=SUM({letter}{first}:{letter}{last})", value, "total")


def _date(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"


def _ends_in_quarter(quarter: int, fiscal_year: int | None) -> str:
    if fiscal_year is None:
        return "=0"
    first, last = map(_date, fiscal.quarter_bounds(fiscal_year, quarter))
    return f'=COUNTIFS({_ENDS},">="&{first},{_ENDS},"<="&{last})'


def _ends_outside(fiscal_year: int | None) -> str:
    if fiscal_year is None:
        return f"=COUNT({_ENDS})"
    first, last = _date(fiscal.year_start(fiscal_year)), _date(fiscal.year_end(fiscal_year))
    return f'=COUNTIFS({_ENDS},"<"&{first})+COUNTIFS({_ENDS},">"&{last})'


def _quarter_label(quarter: int, fiscal_year: int | None, digits: Callable[[str], str]) -> str:
    if fiscal_year is None:
        return digits(f"ไตรมาส {quarter}")
    first, last = fiscal.quarter_bounds(fiscal_year, quarter)
    months = f"{month_name(first.month, short=True)}-{month_name(last.month, short=True)}"
    # On two lines, which a chart's axis keeps.
    return digits(f"ไตรมาส {quarter}\n{months} {(last.year + BUDDHIST_ERA) % 100}")
