"""What is known of each fiscal year's test: its items, the pair on measures, titles, due days.

Names, numbers, and even the year that is reported on change every year, so a year is data:
``data/years.csv`` has one row a year, ``data/oit_YEAR.csv`` its items, and
``data/items_joined.csv`` what items became. A user's own file takes the place of a year of them
(``use``). Years are of the Buddhist Era. Sources: named in each row; of 2565 and 2566 the NACC's
lists, of later years agencies' own pages, one for most items.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from ita_xlsx.language import Sentence
from ita_xlsx.official.data_files import read_table
from ita_xlsx.thai.text import fold_tight

# Where a list says so, two sources or the authority itself name the item.
_SURE = "high"
SAME_YEAR = "same"


class Item(NamedTuple):
    """One item of a year's list: ``o42``, its official name, its indicator.

    ``is_sure``: more than one source names it; else it is ground for a warning at most.
    """

    number: str
    name: str
    indicator: str
    year: int
    is_sure: bool = True
    source: str = ""


@dataclass(frozen=True)
class Year:
    """A fiscal year and its list of items.

    ``listed`` is the year whose list it takes, None where no list is known; ``count`` is how many
    items it has, None when unknown. ``measures`` and ``report`` are the pair of items: the measures
    and the report on them, ``reports_on_same`` whether that is on the same year or the one before.
    ``cover`` are the lines of the report's title, ``heading`` the title above its table,
    ``measures_in_text`` what its introduction calls the measures. ``due`` has the last day to
    publish by the round's months. ``elements`` is what each number must show; ``joined`` is
    {(year, number) of another year: the number in this one}. ``confidence`` (high, medium, low) and
    ``source`` are of the row.
    """

    year: int
    listed: int | None = field(hash=False)
    count: int | None = field(hash=False)
    items: tuple[Item, ...] = field(hash=False)
    measures: Item = field(hash=False)
    report: Item = field(hash=False)
    reports_on_same: bool = field(hash=False)
    cover: tuple[str, ...] = field(hash=False)
    heading: str = field(hash=False)
    measures_in_text: str = field(hash=False)
    due: Mapping[int, date] = field(hash=False)
    confidence: str = field(hash=False)
    source: str = field(hash=False)
    elements: Mapping[str, str] = field(hash=False)
    joined: Mapping[tuple[int, str], str] = field(hash=False)
    by_key: Mapping[str, Item] = field(hash=False)

    @property
    def is_borrowed(self) -> bool:
        """Whether its list is that of another year."""
        return self.listed not in (None, self.year)

    @property
    def has_groups(self) -> bool:
        """Whether it is known to which indicator each of its items belongs."""
        return bool(self.items) and all(item.indicator for item in self.items)

    @property
    def unsure(self) -> int:
        """How many of its items have one source only."""
        return sum(not item.is_sure for item in self.items)


def of(year: int | None) -> Year:
    """What is known of a year; of an unknown one only the texts of the year nearest to it."""
    known = _table()
    wanted = max(known) if year is None else year
    if wanted in known and year is not None:
        return known[wanted]
    near = known[min(known, key=lambda one: (abs(one - wanted), -one))]
    return replace(
        near, year=wanted, listed=None, count=None, items=(), due={}, elements={}, joined={},
        by_key={}, confidence="", source="",
    )  # fmt: skip


def asking(fiscal_year: int | None) -> Year:
    """The year whose list asks for the report on a fiscal year: the same one, or the next."""
    own = of(fiscal_year)
    return own if own.reports_on_same or fiscal_year is None else of(fiscal_year + 1)


def due_day(fiscal_year: int | None, months: int | None) -> date | None:
    """The last day to publish the report of a round, None where no source names one."""
    return None if fiscal_year is None else of(fiscal_year).due.get(months or 0)


def listed_years() -> tuple[int, ...]:
    """The years of which there is a list of their own, in their order."""
    return tuple(sorted(y for y, one in _table().items() if one.items and not one.is_borrowed))


def known_years() -> tuple[Year, ...]:
    """The years of which anything is known, in their order."""
    return tuple(one for _, one in sorted(_table().items()))


def remark(fiscal_year: int | None) -> Sentence | None:
    """What to know of the lists by which a report on a fiscal year is checked, if anything is."""
    if fiscal_year is None:
        return None
    said = [one for year in (fiscal_year - 1, fiscal_year) if (one := _remark(of(year)))]
    if not said:
        return None
    return _REMARK.fill(said=Sentence("; ".join(o.th for o in said), "; ".join(o.en for o in said)))


def _remark(year: Year) -> Sentence | None:
    if not year.items:
        return _MISSING.fill(year=year.year)
    if year.is_borrowed:
        return _BORROWED.fill(year=year.year, listed=year.listed)
    if not year.unsure:
        return None
    return _UNSURE.fill(year=year.year, unsure=year.unsure, count=len(year.items))


_REMARK = Sentence(
    "รายชื่อข้อ OIT {said} (เพิ่มหรือแก้ได้ ดูคำสั่ง ita-xlsx years)",
    "Lists of OIT items: {said} (to add or correct one: ita-xlsx years)",
)
_MISSING = Sentence(
    "ปี {year} ยังไม่มี จึงไม่ได้ตรวจกับรายชื่อของปีนั้น", "none of {year}, so nothing was checked against it"
)
_BORROWED = Sentence("ปี {year} ยังไม่มี ใช้ของปี {listed} แทน", "of {year} that of {listed} is used")
_UNSURE = Sentence(
    "ปี {year} มีแหล่งอ้างอิงเพียงแห่งเดียว {unsure} จาก {count} ข้อ",
    "of {year} {unsure} of {count} names have one source only",
)


def unsure(*items: Item) -> Sentence:
    """What is added to a finding of which these are the ground, where one source alone has one."""
    return Sentence("", "") if all(item.is_sure for item in items) else _ONE_SOURCE


_ONE_SOURCE = Sentence(
    " รายการข้อนี้มีแหล่งอ้างอิงเพียงแห่งเดียว โปรดเทียบกับคู่มือของสำนักงาน ป.ป.ช.",
    " The list has one source only; please compare it with the NACC's manual.",
)


def how_sure(year: Year) -> Sentence:
    """How sure a year's list is, in a few words."""
    if year in own_years():
        return _OWN
    if not year.items:
        return _NONE
    if year.is_borrowed:
        return _OF.fill(listed=year.listed)
    return _SOME.fill(unsure=year.unsure, count=len(year.items)) if year.unsure else _ALL


def title_of(year: Year) -> Sentence:
    """The year with its pair of items, their numbers and names."""
    return _PAIR.fill(
        year=year.year,
        measures=f"{year.measures.number} {year.measures.name}",
        report=f"{year.report.number} {year.report.name}",
    )


_OWN = Sentence("จากไฟล์ของท่าน", "your own file")
_NONE = Sentence("ไม่มี", "none")
_OF = Sentence("ใช้ของปี {listed}", "that of {listed}")
_SOME = Sentence("แหล่งเดียว {unsure} จาก {count} ข้อ", "{unsure} of {count} from one source")
_ALL = Sentence("แน่นอน", "sure")
_PAIR = Sentence(
    "{year}: มาตรการ {measures} / รายงานผล {report}",
    "{year}: measures {measures} / report {report}",
)


# The years of a user's own file: the same for a whole run and for every process that reads for it,
# as what a text means depends on them everywhere.
_own: dict[int, Year] = {}


def use(own: Iterable[Year]) -> None:
    """Take these years of the user's instead of those that come with the program, and no others."""
    _own.clear()
    _own.update({one.year: one for one in own})


def own_years() -> tuple[Year, ...]:
    """The years that are in use instead of those that come with the program."""
    return tuple(_own.values())


def _table() -> Mapping[int, Year]:
    return {**_shipped(), **_own} if _own else _shipped()


# The lists that come with the program, read when a year is first asked for.
@cache
def _shipped() -> Mapping[int, Year]:
    joined = read_table("items_joined.csv")
    years: dict[int, Year] = {}
    for row in read_table("years.csv"):
        year, listed = int(row["year"]), int(row["list"] or 0)
        others = [one for one in joined if int(one["joined_year"]) == listed]
        if row["list"] in ("", row["year"]):
            rows = read_table(f"oit_{year}.csv")
            years[year] = year_of(row, rows, others)
        else:
            years[year] = _borrow(row, years[listed])
    return years


def year_of(
    row: Mapping[str, str], rows: Sequence[Mapping[str, str]], joined: Sequence[Mapping[str, str]]
) -> Year:
    """A year of the texts in its row of ``years.csv`` and its lists, each a row by header."""
    year = int(row["year"])
    items = tuple(
        Item(
            one["number"], one["name_th"], one["indicator"], year,
            (one.get("confidence") or _SURE).startswith(_SURE), one.get("source") or "",
        )
        for one in rows
    )  # fmt: skip
    return Year(
        listed=year if items else None,
        items=items,
        elements={one["number"]: one["elements"] for one in rows},
        joined={(int(one["year"]), one["number"]): one["joined_number"] for one in joined},
        by_key={fold_tight(item.name): item for item in items},
        **_facts(row),
    )


def _borrow(row: Mapping[str, str], lender: Year) -> Year:
    return replace(lender, **_facts(row))


def _facts(row: Mapping[str, str]) -> dict[str, Any]:
    year, is_sure = int(row["year"]), row["confidence"] == _SURE
    pair = {
        which: Item(row[f"{which}_number"], row[f"{which}_name"], "", year, is_sure)
        for which in ("measures", "report")
    }
    dues = {months: row[f"due_{months}"] for months in (6, 9, 12)}
    return {
        "year": year,
        "count": int(row["items"]) if row["items"] else None,
        **pair,
        "reports_on_same": row["report_on"] == SAME_YEAR,
        "cover": tuple(row["cover"].split("|")),
        "heading": row["heading"],
        "measures_in_text": row["measures_in_text"],
        "due": {months: date.fromisoformat(day) for months, day in dues.items() if day},
        "confidence": row["confidence"],
        "source": row["source"],
    }


def elements_of(year: Year, number: str) -> Iterator[str]:
    """What an item of a year must show, as its list words it; none where no source was found."""
    for one in year.elements.get(number, "").split("|"):
        if one.strip():
            yield one.replace(_CUT, "").strip()


# How a list marks a wording whose end its source did not have.
_CUT = "(ข้อความต้นทางถูกตัด)"
