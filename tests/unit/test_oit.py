"""Items of the open-data test: found by name, followed from year to year, and their labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.official.oit import (
    by_name,
    items,
    label_number,
    mistyped_label,
    nearest,
    reported_item,
)
from ita_xlsx.official.years import Item
from ita_xlsx.thai.numerals import to_thai_digits

# The issues of a published report of 2566: their items in the year analysed and in the year
# reported, and whether the name is right.
SEED = (
    ("ข้อมูลบริหาร", "o2", "o2", False),
    ("Q&A", "o8", "o8", True),
    ("รายงานการกำกับติดตามการดำเนินงานประจำปี รอบ ๖ เดือน", "o11", "o12", True),
    ("รายงานผลการดำเนินงานประจำปี", "o12", "o13", True),
    ("คู่มือหรือมาตรฐานการปฏิบัติงาน", "o13", "o14", True),
    ("ข้อมูลเชิงสถิติการให้บริการ", "o15", "o16", True),
    ("ใช้จ่ายงบประมาณประจำปี", "o18", "o11", False),
    ("รายงานการกำกับติดตามการใช้จ่ายงบประมาณประจำปี รอบ ๖ เดือน", "o19", "o12", True),
    ("รายงานผลการใช้จ่ายงบประมาณประจำปี", "o20", "o13", True),
    ("รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี", "o24", "o22", True),
    ("รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี", "o28", "o26", True),
    ("การเปิดโอกาสให้เกิดการมีส่วนร่วม", "o33", "o30", True),
    ("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", "o42", "o42", True),
    ("การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", "o43", "o43", True),
)
NEAR = {
    "ข้อมูลบริหาร": "ข้อมูลผู้บริหาร",
    "ใช้จ่ายงบประมาณประจำปี": "แผนการใช้จ่ายงบประมาณประจำปี",
    "แผนใช้จ่ายงบประมาณประจำปี": "แผนการใช้จ่ายงบประมาณประจำปี",
    "แผนการใช้จ่ายงบประมาณ": "แผนการใช้จ่ายงบประมาณประจำปี",
    "รายงานการกำกับติดตามการดำเนินงาน รอบ 6 เดือน": "รายงานการกำกับติดตามการดำเนินงานประจำปี รอบ 6 เดือน",
    "คู่มือมาตรฐานการปฏิบัติงาน": "คู่มือหรือมาตรฐานการปฏิบัติงาน",
    "รายงานผลการใช้จ่ายเงินงบประมาณประจำปี": "รายงานผลการใช้จ่ายงบประมาณประจำปี",
    "แผนการดำเนินงานประจำปี": "แผนดำเนินงานประจำปี",
    "มาตรการส่งเสริมคุณธรรมและความโปร่งใส": "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
    "ช่องทางรับฟังความคิดเห็น": "ช่องทางการรับฟังความคิดเห็น",
    "อำนาจและหน้าที่": "อำนาจหน้าที่",
    "E-Services": "E-Service",
    # broken off
    "รายงานผลการสำรวจความพึงพอใจ": "รายงานผลการสำรวจความพึงพอใจการให้บริการ",
    "นโยบายไม่รับของขวัญ": "นโยบายไม่รับของขวัญ (No Gift Policy)",
}
NO_ITEM = (
    "การรับเรื่องร้องเรียนผ่านสายด่วน",
    "การปรับปรุงระบบการทำงาน",
    "การใช้ทรัพย์สินของราชการ",
    "การป้องกันการทุจริต",
    "คุณภาพการดำเนินงาน",
    "การใช้งบประมาณ",
    "การมีส่วนร่วมของประชาชน",
    "ข้อมูลการบริการ",
    "รายงานผลการจัดเก็บรายได้ประจำปี",
    "รายงานการเงินประจำปี",
    "แผนการใช้ทรัพย์สินประจำปี",
    "ช่องทางการร้องเรียน",
    "การส่งเสริมความโปร่งใส",
    "",
    "-",
    "ข้อมูล" * 5_000,
)
LABELS = {
    **dict.fromkeys(
        ["o42", "O42", "O 42", "OIT 42", "OIT42", "oit42", "042", "๐๔๒", "ข้อ ๐๔๒", "ITA042"], "o42"
    ),
    **dict.fromkeys(["ข้อ o42", "OIT ข้อ 42", "(o42)", "O๔๒", "o-42", "o42.", "OIT042"], "o42"),
    **dict.fromkeys(["020", "o20"], "o20"),
    **dict.fromkeys(["o2", "o02", "๐๒"], "o2"),
    **dict.fromkeys(
        ["42", "๔๒", "ข้อ 42", "0", "o", "o0", "000", "o420", "043-777", "Q&A", ""], None
    ),
}


def _number(name: str, year: int) -> str | None:
    item = by_name(name, year)
    return item.number if item else None


@pytest.mark.parametrize("year", [2565, 2566])
def test_a_year_has_43_items_in_their_order(year: int) -> None:
    assert [item.number for item in items(year)] == [f"o{number}" for number in range(1, 44)]
    assert all(item.name and item.indicator and item.year == year for item in items(year))


def test_a_year_without_a_list_has_no_items() -> None:
    assert items(2564) == ()
    assert by_name("Q&A", 2564) is None
    assert nearest("Q&A", 2564) is None


@pytest.mark.parametrize(("name", "analysed", "reported", "right"), SEED)
def test_the_issues_of_a_published_report(
    name: str, analysed: str, reported: str, right: bool
) -> None:
    near = nearest(name, 2565)
    assert near
    assert near[0].number == analysed
    assert _number(name, 2565) == (analysed if right else None)
    became = reported_item(near[0], 2566)
    assert became
    assert (became.number, became.year) == (reported, 2566)


@pytest.mark.parametrize(
    "name",
    [
        "รายงานผลการดำเนินงานประจำปี",
        " รายงานผล การดำเนินงาน\nประจำปี ",
        "รายงานผลการดําเนินงานประจําปี",
        "o12 รายงานผลการดำเนินงานประจำปี",
        "ข้อ O12. รายงานผลการดำเนินงานประจำปี",
        "รายงานผลการดำเนินงานประจำปี ๒๕๖๕",
        "รายงานผลการดำเนินงานประจำปี พ.ศ. 2565",
        "รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. ๒๕๖๕",
    ],
)
def test_spacing_labels_and_years_do_not_change_a_name(name: str) -> None:
    assert _number(name, 2565) == "o12"


@pytest.mark.parametrize(("name", "official"), NEAR.items())
def test_a_near_miss_proposes_the_official_name(name: str, official: str) -> None:
    near = nearest(name, 2565)
    assert by_name(name, 2565) is None
    assert near
    assert near[0].name == official
    assert 0.75 <= near[1] < 1


@pytest.mark.parametrize("name", NO_ITEM)
@pytest.mark.parametrize("year", [2565, 2566])
def test_what_is_no_item_proposes_none(name: str, year: int) -> None:
    assert by_name(name, year) is None
    assert nearest(name, year) is None


@pytest.mark.parametrize("item", [*items(2565), *items(2566)], ids=lambda i: f"{i.year}-{i.number}")
def test_every_official_name_is_found_and_nearest_to_itself(item: Item) -> None:
    assert by_name(item.name, item.year) == item
    assert by_name(to_thai_digits(item.name), item.year) == item
    assert nearest(item.name, item.year) == (item, 1.0)


def test_items_that_were_joined_or_renamed_are_followed() -> None:
    followed = {
        item.number: became.number
        for item in items(2565)
        if (became := reported_item(item, 2566))
        and became.name.replace(" ", "") != item.name.replace(" ", "")
    }
    assert followed == {
        "o10": "o11",
        "o11": "o12",
        "o18": "o11",
        "o19": "o12",
        "o20": "o13",
        "o25": "o23",
        "o26": "o24",
        "o34": "o31",
    }


def test_items_that_were_given_up_have_no_successor() -> None:
    lost = [item.number for item in items(2565) if reported_item(item, 2566) is None]
    assert lost == ["o32", "o35", "o38"]
    assert reported_item(items(2566)[0], 2567) is None


@pytest.mark.parametrize(("text", "number"), LABELS.items())
def test_labels_in_the_wild(text: str, number: str | None) -> None:
    assert label_number(text) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ภายในหน่วยงาน ในข้อ ๐๔๒ ไปสู่การปฏิบัติอย่างเป็นรูปธรรม", ("๐๔๒", "o42")),
        ("ตามข้อ 042", ("042", "o42")),
        ("OIT 020", ("020", "o20")),
        ("ข้อที่ ๐๔๓", ("๐๔๓", "o43")),
        ("ในข้อ o42 ไปสู่การปฏิบัติ", None),
        ("ข้อ ๔๒", None),
        ("โทร. 043-777-123", None),
        ("ข้อ 0432", None),
        ("ข้อ ๐๐๐", None),
        ("", None),
    ],
)
def test_a_zero_typed_for_the_letter_o(text: str, found: tuple[str, str] | None) -> None:
    assert mistyped_label(text) == found


@given(st.integers(1, 99), st.sampled_from(["o{}", "O {}", "OIT {}", "ข้อ o{}", "(o{})"]))
def test_a_label_is_its_number_in_any_digits(number: int, form: str) -> None:
    label = form.format(number)
    thai = label.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert label_number(label) == label_number(thai) == f"o{number}"


@given(st.text() | st.text(alphabet="ข้อoOITA0๐๔๒42 .()-"))
def test_no_text_breaks_the_reading(text: str) -> None:
    label_number(text)
    mistyped_label(text)
    near = nearest(text, 2566)
    assert near is None or near[0] in items(2566)
