"""The tables of the summary: every figure as a formula over the data sheet, with its value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ita_xlsx.model import Consolidation
from ita_xlsx.official import fiscal
from ita_xlsx.official.columns import BY_KEY
from ita_xlsx.official.data_sheet import DEADLINE_END, DIVISION, OIT_GROUP, STATUS, TABLE_NAME
from ita_xlsx.official.statuses import DONE, LABELS
from ita_xlsx.thai.dates import BUDDHIST_ERA, month_name

_DIVISIONS = f"{TABLE_NAME}[{DIVISION}]"
_RESULTS = f"{TABLE_NAME}[{BY_KEY['result'].header}]"
_STATUSES = f"{TABLE_NAME}[{STATUS}]"
_ENDS = f"{TABLE_NAME}[{DEADLINE_END}]"
_INDICATORS = f"{TABLE_NAME}[{OIT_GROUP}]"
NO_DIVISION = "(ไม่ระบุกอง)"
NO_ITEM = "(ไม่ตรงกับชื่อข้อ OIT)"
_COMPLETE, _PARTLY, _NOTHING = "ครบ", "ยังไม่ครบ", "ยังไม่รายงาน"


@dataclass(frozen=True)
class Figure:
    """A formula, the value that it has now, and the style of its cell."""

    formula: str
    value: float | str
    style: str = "number"


Cell = str | Figure


@dataclass(frozen=True)
class Table:
    """A table of the summary: heads, rows and a row of totals, all equally wide."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...]


def by_division(whole: Consolidation, first: int) -> Table:
    """Measures by division; ``first`` is Excel's number of the row under the heads."""
    figures = whole.summary.by_division
    counted = ("measures", "with_result", *LABELS)
    rows: list[tuple[Cell, ...]] = []
    for excel, (name, values) in enumerate(figures.iterrows(), start=first):
        counts = [int(values[key]) for key in counted]
        formulas = _counts_of_division(_criterion(str(name), excel), first - 1)
        share = Figure(_share(excel), counts[2] / counts[0], "percent")
        rows.append((str(name) or NO_DIVISION, *map(Figure, formulas, counts), share))
    last = first + len(rows) - 1
    sums = [int(figures[key].sum()) for key in counted]
    total: tuple[Cell, ...] = (
        "รวม",
        *(_sum(letter, first, last, value) for letter, value in zip("BCDEFG", sums, strict=True)),
        Figure(_share(last + 1), sums[2] / sums[0], "total_percent"),
    )
    heads = (DIVISION, "มาตรการ", "รายงานผลแล้ว", *LABELS, "ร้อยละแล้วเสร็จ")
    return Table("จำแนกตามกอง/สำนัก/หน่วย", heads, tuple(rows), total)


def by_status(whole: Consolidation, first: int) -> Table:
    """Measures by status, with each status's share of all."""
    counts = whole.summary.by_status
    formulas = [f"=COUNTIFS({_STATUSES},$A{excel})" for excel in _excel_rows(first, LABELS)]
    return _counted("จำแนกตามสถานะ", "สถานะ", LABELS, formulas, list(counts.values()), first)


def by_indicator(whole: Consolidation, first: int) -> Table:
    """Measures by the group of OIT items of the year analysed that their issue names."""
    counts = whole.summary.by_indicator
    formulas = [
        f"=COUNTIFS({_INDICATORS},{_criterion(name, excel)})"
        for excel, name in enumerate(counts, start=first)
    ]
    labels = [name or NO_ITEM for name in counts]
    title = "จำแนกตามกลุ่ม OIT ของปีที่วิเคราะห์"
    return _counted(title, "กลุ่ม OIT", labels, formulas, list(counts.values()), first)


def completeness(whole: Consolidation, first: int) -> Table:
    """Who has reported: of each division's measures those with a result, and those without."""
    rows: list[tuple[Cell, ...]] = []
    figures = whole.summary.by_division
    for excel, (name, values) in enumerate(figures.iterrows(), start=first):
        reported, missing = int(values["with_result"]), int(values["measures"])
        missing -= reported
        division = _criterion(str(name), excel)
        state = f'=IF(C{excel}=0,"{_COMPLETE}",IF(B{excel}=0,"{_NOTHING}","{_PARTLY}"))'
        rows.append(
            (
                str(name) or NO_DIVISION,
                Figure(f'=COUNTIFS({_DIVISIONS},{division},{_RESULTS},"<>")', reported),
                Figure(f'=COUNTIFS({_DIVISIONS},{division},{_RESULTS},"")', missing),
                Figure(state, _state(reported, missing), "centred"),
            )
        )
    last = first + len(rows) - 1
    done, open_ = int(figures["with_result"].sum()), int(figures["measures"].sum())
    open_ -= done
    total: tuple[Cell, ...] = (
        "รวม",
        _sum("B", first, last, done),
        _sum("C", first, last, open_),
        "",
    )
    heads = (DIVISION, "รายงานแล้ว", "ยังไม่รายงาน", "ความครบถ้วน")
    return Table("ความครบถ้วนของการรายงาน", heads, tuple(rows), total)


def by_quarter(whole: Consolidation, first: int, digits: Callable[[str], str]) -> Table:
    """Measures by the quarter in which their deadline ends, and those that end in none."""
    summary = whole.summary
    labels = [_quarter_label(number, whole.fiscal_year, digits) for number in summary.by_quarter]
    formulas = [_ends_in_quarter(number, whole.fiscal_year) for number in summary.by_quarter]
    labels += ["นอกปีงบประมาณ", "ไม่ระบุวันที่แน่นอน"]
    formulas += [_ends_outside(whole.fiscal_year), f"=ROWS({_ENDS})-COUNT({_ENDS})"]
    counts = [*summary.by_quarter.values(), summary.outside, summary.undated]
    return _counted("จำแนกตามไตรมาสที่ครบกำหนด", "ครบกำหนดใน", labels, formulas, counts, first)


def _state(reported: int, missing: int) -> str:
    if not missing:
        return _COMPLETE
    return _PARTLY if reported else _NOTHING


def _criterion(name: str, excel: int) -> str:
    """What to count by: the name in column A of a row, or blank cells where there is no name."""
    return f"$A{excel}" if name else '""'


def _counted(
    title: str,
    head: str,
    labels: Sequence[str],
    formulas: Sequence[str],
    counts: Sequence[int],
    first: int,
) -> Table:
    """A table of labels, counts and shares of the sum."""
    last = first + len(labels) - 1
    whole = sum(counts)
    rows = tuple(
        (label, Figure(formula, count), Figure(_part(excel, last + 1), count / whole, "percent"))
        for excel, label, formula, count in zip(
            _excel_rows(first, labels), labels, formulas, counts, strict=True
        )
    )
    total = ("รวม", _sum("B", first, last, whole), Figure(_part(last + 1, last + 1), 1.0,
             "total_percent"))  # fmt: skip
    return Table(title, (head, "มาตรการ", "ร้อยละ"), rows, total)


def _excel_rows(first: int, labels: Sequence[str]) -> range:
    return range(first, first + len(labels))


def _counts_of_division(division: str, head: int) -> tuple[str, ...]:
    """The formulas of one division: all its measures, those with a result, those of each status.

    ``division`` is the address of its name, ``head`` Excel's number of the row with the statuses.
    """
    return (
        f"=COUNTIFS({_DIVISIONS},{division})",
        f'=COUNTIFS({_DIVISIONS},{division},{_RESULTS},"<>")',
        *(f"=COUNTIFS({_DIVISIONS},{division},{_STATUSES},{letter}${head})" for letter in "DEFG"),
    )


def _share(excel: int) -> str:
    """Of the measures in column B, those that column D counts as done (the first status)."""
    return f"=IF(B{excel}=0,0,{'BCDEFG'[2 + LABELS.index(DONE)]}{excel}/B{excel})"


def _part(excel: int, total: int) -> str:
    return f"=IF(B${total}=0,0,B{excel}/B${total})"


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
    months = f"{month_name(first.month, short=True)} - {month_name(last.month, short=True)}"
    return digits(f"ไตรมาส {quarter} ({months} {last.year + BUDDHIST_ERA})")
