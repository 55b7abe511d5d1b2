"""Headers in officials' own words: each is read, or asked about at its own cell."""

from random import Random

import pytest
from header_wordings import HELD_OUT, TUNED, wordings
from hypothesis import given
from hypothesis import strategies as st
from tables import cells_of, sheet_of

from ita_xlsx.intake.formats.cells import Sheet, Value
from ita_xlsx.intake.table.header import Header, find_header
from ita_xlsx.intake.table.header_choice import chosen
from ita_xlsx.official.columns import COLUMNS, KEYS, REQUIRED
from ita_xlsx.official.header_names import (
    bare_name,
    column_key,
    keys_in,
    months_in,
    other_name,
)
from ita_xlsx.thai.text import fold

TEXTS = tuple(key for key in REQUIRED if key != "number")


def read(row: list[Value], months: int | None = 6) -> Header:
    header = find_header(Sheet("ก", [row]))
    assert header is not None, row
    return chosen(header, months)


def how(header: Header, key: str, column: int) -> str:
    """How a column was understood: read, asked about, or not (``lost``, ``wrong``)."""
    if header.columns.get(key) != column:
        return "wrong" if key in header.columns else "lost"
    return "asked" if key in header.asked or key in header.near else "read"


@pytest.mark.parametrize("table", [TUNED, HELD_OUT], ids=["tuned", "held out"])
def test_there_are_fifteen_wordings_of_each_required_column(table: dict[str, str]) -> None:
    assert all(sum(key == of for of, _ in wordings(table)) >= 15 for key in TEXTS)
    assert not set(wordings(TUNED)) & set(wordings(HELD_OUT))


@pytest.mark.parametrize(("key", "wording"), [*wordings(TUNED), *wordings(HELD_OUT)])
def test_each_is_read_or_asked_about_at_its_own_cell(key: str, wording: str) -> None:
    header = read([wording if column.key == key else column.header for column in COLUMNS])
    assert how(header, key, KEYS.index(key)) in ("read", "asked")
    assert set(header.columns) == set(KEYS)


@pytest.mark.parametrize(("table", "least"), [(TUNED, 0.9), (HELD_OUT, 0.7)])
def test_most_are_read_without_a_question(table: dict[str, str], least: float) -> None:
    known = [column_key(wording) == key for key, wording in wordings(table)]
    assert sum(known) / len(known) >= least
    assert not any(column_key(w) not in (key, None) for key, w in wordings(table))


@pytest.mark.parametrize("table", [TUNED, HELD_OUT], ids=["tuned", "held out"])
def test_headers_wholly_in_other_words_are_never_taken_for_each_other(
    table: dict[str, str],
) -> None:
    dice = Random(15)
    words = {key: [w for of, w in wordings(table) if of == key] for key in TEXTS}
    tried = [["ที่", *(dice.choice(words[key]) for key in TEXTS), "หมายเหตุ"] for _ in range(300)]
    found = [(row, find_header(Sheet("ก", [list(row)]))) for row in tried]
    assert sum(header is None for _, header in found) <= 0.02 * len(tried)
    for row, header in found:
        if header is not None:
            read_as = chosen(header, 6)
            assert [how(read_as, k, n) for n, k in enumerate(TEXTS, 1) if
                    how(read_as, k, n) not in ("read", "asked")] == [], row  # fmt: skip


# What is left of a header, and the round that it names.
BARE = """
| header                                          | bare                | months |
| (๘) ผลการดำเนินงาน                              | ผลการดำเนินงาน      |        |
| ๘. ผลการดำเนินงาน                               | ผลการดำเนินงาน      |        |
| ผลการดำเนินการ รอบ ๖ เดือน                       | ผลการดำเนินการ      | 6      |
| ผลการดำเนินการ รอบที่ 1 (6 เดือน)                | ผลการดำเนินการ      | 6      |
| ผลการดำเนินการ (ต.ค. 68 – มี.ค. 69)              | ผลการดำเนินการ      | 6      |
| ผลการดำเนินการ (ตุลาคม 2568 - มิถุนายน 2569)     | ผลการดำเนินการ      | 9      |
| ผลการดำเนินการ ต.ค.68-ก.ย.69                     | ผลการดำเนินการ      | 12     |
| รอบ 9 เดือน                                      |                     | 9      |
| ผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘         | ผลการดำเนินการ      | 12     |
| ผลการดำเนินการ ปี 2568                           | ผลการดำเนินการ      | 12     |
| ผลการดำเนินการ โปรดระบุรายละเอียด                | ผลการดำเนินการ      |        |
| ผลการดำเนินการ (ร้อยละ)                          | ผลการดำเนินการ      |        |
| ข้อเสนอแนะ (ถ้ามี)*                              | ข้อเสนอแนะ          |        |
| ระยะเวลาที่กำหนด                                | ระยะเวลาที่กำหนด    |        |
| ประเด็น                                         | ประเด็น             |        |
| ผลการ⏎ดำเนินการ⏎(รอบ 6 เดือน)                    | ผลการ ดำเนินการ     | 6      |
| งบประมาณ 2568                                   | งบประมาณ            | 12     |
"""


@pytest.mark.parametrize(("header", "bare", "months"), cells_of(BARE)[1:])
def test_what_is_around_a_name_is_dropped(header: str, bare: str, months: str) -> None:
    assert bare_name(header) == bare
    assert months_in(header) == (int(months) if months else None)


# Columns of other forms, and the name under which they are kept (empty: as typed).
OTHERS = """
| header                                  | kept under            |
| ปัญหา/อุปสรรค                           | ปัญหา/อุปสรรค         |
| (๑๑) ปัญหา อุปสรรค และแนวทางแก้ไข       | ปัญหา/อุปสรรค         |
| การกำกับ ติดตาม                          | การกำกับติดตาม        |
| การกำกับติดตามและประเมินผล              | การกำกับติดตาม        |
| ตัวชี้วัดความสำเร็จ (KPI)                | ตัวชี้วัดความสำเร็จ    |
| งบประมาณ (บาท)                          |                       |
| ผลที่คาดว่าจะได้รับ                       |                       |
| หมายเหตุ                                |                       |
"""


@pytest.mark.parametrize(("header", "name"), cells_of(OTHERS)[1:])
def test_columns_that_are_none_of_ours_are_known(header: str, name: str) -> None:
    assert other_name(header) == name and column_key(header) is None
    row: list[Value] = ["ลำดับ", "ประเด็น", "มาตรการ", "ผู้รับผิดชอบ", header, "ผลการดำเนินการ"]
    found = read(row)
    assert found.extra == {4: name or header} and "deadline" not in found.columns


def test_as_many_unknown_columns_as_are_missing_are_read_in_their_places() -> None:
    row: list[Value] = ["ลำดับ", "สิ่งที่พบ", "สิ่งที่จะทำ", "ผู้รับผิดชอบ", "เมื่อไร", "ผลการดำเนินการ"]
    header = read(row)
    assert header.asked == {"issue": "สิ่งที่พบ", "steps": "สิ่งที่จะทำ", "deadline": "เมื่อไร"}
    assert [header.columns[key] for key in KEYS[:6]] == [0, 1, 2, 3, 4, 5]
    more = read(["ลำดับ", "ประเด็น", "มาตรการ", "ผู้รับผิดชอบ", "เมื่อไร", "ที่ไหน", "ผลการดำเนินการ"])
    assert not more.asked and more.extra == {4: "เมื่อไร", 5: "ที่ไหน"}
    assert more.unplaced == {"deadline": 4}
    elsewhere = read(["ลำดับ", "ประเด็น", "เมื่อไร", "มาตรการ", "ผู้รับผิดชอบ", "ผลการดำเนินการ"])
    assert not elsewhere.asked


ROUNDS = "| ลำดับ | ประเด็น | มาตรการ | ผลการดำเนินการ | | | หมายเหตุ |\n| | | | {} | |"
SIX_NINE_TWELVE = ROUNDS.format("รอบ 6 เดือน | รอบ 9 เดือน | รอบ 12 เดือน")


@pytest.mark.parametrize(("months", "column"), [(6, 3), (9, 4), (12, 5), (None, 3)])
def test_of_several_rounds_beside_each_other_the_report_s_is_read(
    months: int | None, column: int
) -> None:
    header = find_header(sheet_of(SIX_NINE_TWELVE))
    assert header is not None and header.last == 1
    header = chosen(header, months)
    assert header.columns["result"] == column
    others = header.repeated if months is None else header.other_rounds
    names = {3: "6", 4: "9", 5: "12"}
    assert others == {c: f"ผลการดำเนินการ รอบ {n} เดือน" for c, n in names.items() if c != column}


def test_rounds_may_stand_in_one_row_in_three_or_as_months() -> None:
    one = read(["ประเด็น", "มาตรการ", "ผลการดำเนินการ รอบ 6 เดือน", "ผลการดำเนินการ รอบ 12 เดือน"], 12)
    assert one.columns["result"] == 3 and list(one.other_rounds) == [2]
    text = """
| ลำดับ | ประเด็น | มาตรการ | การรายงาน      |                |
|       |         |         | ผลการดำเนินการ |                |
|       |         |         | ต.ค. 68 - มี.ค. 69 | ต.ค. 68 - ก.ย. 69 |
| ๑     | งบ      | ทำ      | เสร็จ          |                |
"""
    three = find_header(sheet_of(text))
    assert three is not None and three.last == 2
    assert chosen(three, 6).columns["result"] == 3


def test_months_and_amounts_below_a_group_are_no_rounds_of_it() -> None:
    for group, below in (
        ("ระยะเวลา", "ต.ค. | พ.ย. | ธ.ค."),
        ("ผลการดำเนินการ", "งบประมาณ 2568 | | "),
    ):
        header = find_header(sheet_of(f"| ที่ | ประเด็น | มาตรการ | {group} |||\n||||{below}|"))
        assert header is not None and header.last == 0 and not header.rounds


def test_where_two_columns_are_of_the_report_s_round_the_first_is_read_and_it_is_said() -> None:
    row: list[Value] = ["ประเด็น", "มาตรการ", "ผลการดำเนินการ ปี 2567", "ผลการดำเนินการ ปี 2568"]
    header = read(row, 12)
    assert header.columns["result"] == 2 and list(header.repeated) == [3]


def test_measures_beside_ways_are_both_steps() -> None:
    both = read(["ประเด็น", "มาตรการ", "วิธีการ", "ผลการดำเนินการ"])
    assert both.columns["steps"] == 1 and both.joined == {2: "steps"}
    apart = read(["ประเด็น", "มาตรการ", "ผลการดำเนินการ", "แนวทางแก้ไข"])
    assert not apart.joined and apart.extra == {3: "แนวทางแก้ไข"}
    twice = read(["ประเด็น", "มาตรการ", "มาตรการ", "ผลการดำเนินการ"])
    assert not twice.joined and twice.repeated == {2: "มาตรการ"}


# Rows of other people's tables, which are no header of one of measures.
NONE = """
ลำดับ ; งานที่จัดซื้อหรือจัดจ้าง ; วงเงินงบประมาณ ; ราคากลาง ; วิธีซื้อหรือจ้าง ; เหตุผลที่คัดเลือก
ที่ ; โครงการ ; วัตถุประสงค์ ; เป้าหมาย ; งบประมาณ ; ตัวชี้วัด ; ผลที่คาดว่าจะได้รับ ; หน่วยงานรับผิดชอบหลัก
ลำดับ ; ชื่อ - สกุล ; ตำแหน่ง ; สังกัด ; หมายเหตุ
ลำดับ ; โครงการ ; หน่วยงาน ; สถานะ ; ความก้าวหน้า ; กำหนดแล้วเสร็จ ; หมายเหตุ
ประเด็นยุทธศาสตร์ ; เป้าประสงค์ ; กลยุทธ์ ; แผนงาน ; หน่วยงานที่รับผิดชอบ
ตัวชี้วัด ; น้ำหนัก ; เป้าหมาย ; คะแนนที่ได้ ; ผู้รับผิดชอบ
ภารกิจ ; วัตถุประสงค์ ; ความเสี่ยง ; การควบคุมภายในที่มีอยู่ ; หน่วยงานที่รับผิดชอบ
วันที่ ; เวลา ; กิจกรรม ; ผู้รับผิดชอบ ; สถานที่
เลขที่ ; เรื่อง ; ลงวันที่ ; ผู้รับผิดชอบ ; กำหนดส่ง
รหัสครุภัณฑ์ ; ชื่อครุภัณฑ์ ; แผนก ; ผู้รับผิดชอบ ; วันที่ซื้อ ; ราคา ; สถานะ
เลขที่แจ้ง ; โครงการ ; วันที่แจ้ง ; กำหนดเสร็จ (วัน) ; สถานะ ; ผู้รับผิดชอบ ; ความคืบหน้า
# ; รายการ ; ประมาณการ ; ผลการดำเนินงาน ; คงเหลือ ; ใช้ไปร้อยละ
ขั้นตอนการดำเนินงาน ; ผลการดำเนินงาน ; เอกสารแนบ
มาตรการ ; ลดได้ (ตัน) ; ระยะเวลาคืนทุน
มาตรการ ; สถานะปัจจุบัน ; ผลตรวจ
รหัส ; เกณฑ์การประเมิน ; ผลการดำเนินงาน ; รายการหลักฐาน
จุดแข็งและจุดที่ควรพัฒนา ; องค์ประกอบ/ตัวบ่งชี้ ; การดำเนินการ/กิจกรรม ; ผลการดำเนินงาน
วันที่ ; นักเรียน ; มาตรการ ; ผู้ปกครอง ; ครูที่ปรึกษา
๑ ; งบประมาณ ; จัดทำมาตรการในการปรับปรุง ; กองคลัง ; ระยะเวลา 3 เดือน ; ผลการดำเนินงานเป็นไปตามแผน
"""


@pytest.mark.parametrize("row", NONE.strip().splitlines())
def test_the_headers_of_other_tables_and_rows_of_data_are_none(row: str) -> None:
    assert find_header(sheet_of("| " + row.replace(";", "|") + " |")) is None


@given(st.text(st.sampled_from("ผลการดำเนินงาน รอบ6เดือน()/และประเด็นที่ต้อง25.ณ-"), max_size=200))
def test_any_text_is_a_header_or_none(text: str) -> None:
    key, other = column_key(text), other_name(text)
    assert key in (*KEYS, None) and (key is None or other is None)
    assert set(bare_name(text)) <= set(fold(text))
    months_in(text)


def test_long_texts_cost_no_more_than_to_be_folded() -> None:
    long = "ผลการดำเนินการ รอบ 6 เดือน " * 2_000
    assert column_key(long) is other_name(long) is months_in(long) is None
    assert list(keys_in(long)) == []


def test_a_title_above_a_header_is_no_part_of_it() -> None:
    for title in ("มาตรการในการปรับปรุงและพัฒนา", "รายงานผลการดำเนินงาน", "ประเด็นที่ต้องพัฒนา"):
        header = find_header(sheet_of(f"| {title} |\n| ที่ | ประเด็น | มาตรการ | ผลการดำเนินงาน |"))
        assert header is not None and header.first == 1
