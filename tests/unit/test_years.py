"""What is known of each year: one table, asked by everyone."""

from datetime import date

import pytest
from misspelt import slips

from ita_xlsx.checks.items import near_item, old_name
from ita_xlsx.official import oit, years
from ita_xlsx.official.meaning import MEANING_INPUTS, meanings

PAIRS = {
    # year: items, the measures, the report on them, whether it is on the same year
    2565: (43, "o42", "o43", True),
    2566: (43, "o42", "o43", True),
    2567: (35, "o34", "o35", False),
    2568: (28, "o27", "o28", False),
    2569: (26, "o25", "o26", False),
    2570: (None, "o25", "o26", False),
}


@pytest.mark.parametrize(("year", "known"), PAIRS.items())
def test_the_number_of_items_and_the_pair_of_each_year(
    year: int, known: tuple[int | None, str, str, bool]
) -> None:
    own = years.of(year)
    assert (own.count, own.measures.number, own.report.number, own.reports_on_same) == known
    assert own.cover and own.heading and own.measures_in_text and own.source


def test_the_pair_is_named_as_in_the_list() -> None:
    for year in years.listed_years():
        own = years.of(year)
        named = {item.number: item.name for item in own.items}
        assert len(own.items) == own.count and own.listed == year
        assert [item.number for item in own.items] == [f"o{n + 1}" for n in range(own.count or 0)]
        for item in (own.measures, own.report):
            assert named[item.number] == item.name


def test_a_year_without_its_list_takes_another_s_or_none_and_says_so() -> None:
    assert years.listed_years() == (2565, 2566, 2568, 2569)
    borrowed, unknown = years.of(2570), years.of(2571)
    assert borrowed.items == years.of(2569).items and borrowed.is_borrowed
    assert (unknown.items, unknown.listed, unknown.due) == ((), None, {})
    assert unknown.heading == borrowed.heading
    assert years.of(2567).items == () and years.of(None).items == ()


@pytest.mark.parametrize(
    ("reported", "asked"), [(2565, 2565), (2566, 2566), (2567, 2568), (2568, 2569), (2569, 2570)]
)
def test_the_report_on_a_year_is_asked_for_in_it_or_in_the_next(reported: int, asked: int) -> None:
    assert years.asking(reported).year == asked


def test_a_day_is_due_only_where_a_source_names_it() -> None:
    assert years.due_day(2566, 6) == date(2023, 4, 30)
    assert years.due_day(2566, 12) is years.due_day(2569, 6) is years.due_day(None, 6) is None


REMARKS = {
    2566: None,
    2568: "ปี 2567 ยังไม่มี",
    2569: "ปี 2568 มีแหล่งอ้างอิงเพียงแห่งเดียว 23 จาก 28 ข้อ; ปี 2569 มีแหล่ง",
    2570: "ปี 2570 ยังไม่มี ใช้ของปี 2569 แทน",
    2572: "ปี 2571 ยังไม่มี",
    None: None,
}


@pytest.mark.parametrize(("year", "said"), REMARKS.items())
def test_what_is_missing_unsure_or_borrowed_is_said_in_one_line(
    year: int | None, said: str | None
) -> None:
    remark = years.remark(year)
    assert (remark is None) == (said is None)
    if remark and said:
        assert said in remark.th and "\n" not in remark.th and "{" not in remark.en


# --- names ----------------------------------------------------------------------------------------


def of(issue: str, fiscal_year: int) -> dict[str, object]:
    row = {**{key: [""] for key in MEANING_INPUTS}, "issue": [issue], "fiscal_year": [fiscal_year]}
    meant = meanings(row, {})
    return {name: meant[name][0] for name in ("item", "near_item", "other_item")}


RIGHT = [(item, later) for year in (2568, 2569) for item in oit.items(year) for later in (0, 1)]


@pytest.mark.parametrize(
    ("item", "later"), RIGHT, ids=lambda one: one if isinstance(one, int) else one[0]
)
def test_no_right_name_is_nearly_another_in_its_year_nor_in_the_next(
    item: years.Item, later: int
) -> None:
    found = of(item.name, item.year + later)
    assert found["near_item"] is found["other_item"] is None
    assert not later or found["item"] == item


# Indicators of the ITA that organisations of 2569 write for an issue, and names of reports on them.
INDICATORS = (
    "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต",
    "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร", "การปรับปรุงระบบการทำงาน", "การเปิดเผยข้อมูล",
    "การป้องกันการทุจริต",
)  # fmt: skip


@pytest.mark.parametrize("issue", INDICATORS)
@pytest.mark.parametrize("fiscal_year", range(2566, 2572))
def test_an_indicator_is_no_item(issue: str, fiscal_year: int) -> None:
    assert of(issue, fiscal_year) == {"item": None, "near_item": None, "other_item": None}


# Six of each year as they are misspelt or cut short.
MISSPELT = {
    2568: (
        ("โครงสร้างและอำนาจหน้าที", "o1"),
        ("คู่มือหรือแนวทางการปฎิบัติงานของเจ้าหน้าที่", "o8"),
        ("ข้อมูลสถิติการให้บรการ", "o11"),
        ("แผนบริหารและพัฒนาทรัพยากรบุคคล", "o14"),
        ("ประกาศเจตนารมย์และการสร้างวัฒนธรรมตามนโยบาย No Gift Policy จากการปฏิบัติหน้าที่", "o21"),
        ("รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใส", "o28"),
    ),
    2569: (
        ("โครงสร้าง หน้าที่และอำนาด", "o1"),
        ("ข้อมูลการติดต่อและช่องทางสอบถาม", "o3"),
        ("ระบบการให้บริการผ่านช่องทางออนไลน์ (E-Sevice)", "o10"),
        ("หลักเกณฑ์และแผนบริหารและพัฒนาทรัพยากรบุคคล", "o13"),
        ("การประเมินความเสี่ยงทุจริตในหน่วยงานภาครัฐ", "o21"),
        ("การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์การ", "o25"),
    ),
}


@pytest.mark.parametrize(
    ("year", "issue", "number"), [(y, *one) for y, some in MISSPELT.items() for one in some]
)
@pytest.mark.parametrize("later", [0, 1])
def test_a_misspelt_name_is_found_in_its_year_and_in_the_next(
    year: int, issue: str, number: str, later: int
) -> None:
    near = of(issue, year + later)["near_item"]
    assert isinstance(near, years.Item) and (near.number, near.year) == (number, year)
    words = near_item(near)
    assert words and ("แหล่งอ้างอิงเพียงแห่งเดียว" in words["unsure"].th) == (not near.is_sure)


KINDS = {
    # a report, a plan, criteria, an announcement: never one for another
    "แผนการบริหารและพัฒนาทรัพยากรบุคคลประจำปี": "แผน",
    "หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคลประจำปี": "หลักเกณฑ์",
    "รายงานผลการบริหารทรัพยากรบุคคลประจำปี": "รายงาน",
    "แผนการดำเนินการป้องกันการทุจริตประจำปี": "แผน",
    "ประกาศผลการดำเนินงานประจำปี": "ประกาศ",
    "แผนการใช้จ่ายงบประมาณ": "แผน",
}


@pytest.mark.parametrize(("issue", "kind"), KINDS.items())
@pytest.mark.parametrize("year", [2565, 2566, 2568, 2569])
def test_an_item_of_another_kind_is_never_proposed(issue: str, kind: str, year: int) -> None:
    found = oit.nearest(issue, year)
    assert found is None or kind in found[0].name[: len(kind) + 15]
    for slip in slips(issue):
        near = oit.nearest(slip, year)
        assert near is None or not slip.startswith(kind) or kind in near[0].name


OLD = [
    # the issue, the year of the report, whose item it is, and what the year analysed calls it
    ("ข้อมูลเชิงสถิติการให้บริการ", 2569, (2566, "o16"), "ข้อมูลสถิติการให้บริการ"),
    ("แผนการบริหารและพัฒนาทรัพยากรบุคคล", 2570, (2568, "o14"),
     "หลักเกณฑ์และแผนการบริหารและพัฒนาทรัพยากรบุคคล"),
    ("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", 2571, (2568, "o27"),
     "การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร"),
    ("ช่องทางการรับฟังความคิดเห็น", 2569, (2565, "o32"), None),
]  # fmt: skip


@pytest.mark.parametrize(("issue", "fiscal_year", "whose", "now"), OLD)
def test_the_name_of_another_year_is_told_with_that_year(
    issue: str, fiscal_year: int, whose: tuple[int, str], now: str | None
) -> None:
    found = of(issue, fiscal_year)
    other, item = found["other_item"], found["item"]
    assert isinstance(other, years.Item) and (other.year, other.number) == whose
    assert found["near_item"] is None
    assert (item.name if isinstance(item, years.Item) else None) == now
    words = old_name(other, item if isinstance(item, years.Item) else None, fiscal_year)
    assert words and (now or "") in str(words["now"])


def test_a_name_may_be_right_in_a_year_whose_list_is_not_known() -> None:
    assert set(of("ข้อมูลเชิงสถิติการให้บริการ", 2568).values()) == {None}


def test_what_items_of_2568_became() -> None:
    became = {
        item.number: after.number
        for item in oit.items(2568)
        if (after := oit.reported_item(item, 2569))
    }
    assert became == {
        **{f"o{n}": f"o{n}" for n in range(1, 11)}, "o11": "o10",
        **{f"o{n}": f"o{n - 1}" for n in range(12, 22)}, "o22": "o20",
        **{f"o{n}": f"o{n - 2}" for n in range(23, 29)},
    }  # fmt: skip
