"""A user's own list of items: what is read of it, and what is wrong in it, cell by cell."""

from collections.abc import Iterator
from datetime import date

import pytest
from tables import sheet_of

from ita_xlsx.errors import NothingToRead
from ita_xlsx.intake.year_file import year_in
from ita_xlsx.official import oit, years
from ita_xlsx.official.years import Year

LIST = """
| ข้อ   | ชื่อข้อ                  | บทบาท    | ข้อเดิมในปีก่อน | ความแน่นอน |
| o1    | โครงสร้าง หน้าที่และอำนาจ |          |           |            |
| ข้อ 2 | ข้อมูลผู้บริหารและผู้ช่วย |          | o2, o3    | แหล่งเดียว |
|       |                          |          |           |            |
| 3     | มาตรการใหม่               | มาตรการ  | o25       |            |
| O๔    | รายงานผลตามมาตรการใหม่    | รายงานผล |           |            |
"""


@pytest.fixture(autouse=True)
def no_own_years() -> Iterator[None]:
    yield
    years.use(())


def read(*sheets: str, stem: str = "oit_2570") -> Year:
    return year_in([sheet_of(one, name=f"S{n}") for n, one in enumerate(sheets, 1)], stem)


def test_a_list_is_a_year_of_its_own() -> None:
    own = read(LIST)
    assert (own.year, own.listed, own.count) == (2570, 2570, 4)
    assert [item.number for item in own.items] == ["o1", "o2", "o3", "o4"]
    assert [item.is_sure for item in own.items] == [True, False, True, True]
    assert (own.measures.name, own.report.number) == ("มาตรการใหม่", "o4")
    # What it does not say is as in the year that it replaces.
    assert own.heading == years.of(2569).heading and not own.reports_on_same


def test_whoever_asks_then_gets_the_user_s_year() -> None:
    assert oit.by_name("มาตรการใหม่", 2570) is None
    years.use([read(LIST)])
    assert oit.by_name("มาตรการใหม่", 2570) == years.of(2570).measures
    (old,) = (item for item in oit.items(2569) if item.number == "o25")
    became = oit.reported_item(old, 2570)
    assert became and became.name == "มาตรการใหม่"
    remark = years.remark(2571)
    assert remark and "ปี 2570 มีแหล่งอ้างอิงเพียงแห่งเดียว 1 จาก 4 ข้อ" in remark.th
    years.use(())
    assert oit.by_name("มาตรการใหม่", 2570) is None


FACTS = """
| ปีงบประมาณ                         | 2570 |
| รายงานผลเป็นของ                    | ปีเดียวกัน |
| ชื่อรายงานบนปก                     | รายงานผล/ของปี |
| คำเรียกมาตรการในคำนำ               | มาตรการใหม่ของหน่วยงาน |
| วันสุดท้ายที่ต้องเผยแพร่ รอบ 6 เดือน | 30 เม.ย. 2570 |
"""


def test_lines_about_the_year_change_what_they_say() -> None:
    own = read(FACTS, LIST, stem="ปีใหม่")
    assert (own.year, own.reports_on_same) == (2570, True)
    assert own.measures_in_text == "มาตรการใหม่ของหน่วยงาน"
    assert own.due == {6: date(2027, 4, 30)}
    assert own.heading == years.of(2569).heading


def test_the_lists_that_come_with_the_program_can_be_read_as_such() -> None:
    rows = "\n".join(f"| 2569 | {item.number} | {item.name} |" for item in oit.items(2569))
    own = read(f"| year | number | name_th |\n{rows}", stem="รายการ")
    assert own.year == 2569 and [item.name for item in own.items] == [
        item.name for item in oit.items(2569)
    ]
    assert (own.measures.number, own.report.number) == ("o25", "o26")
    assert own.joined == years.of(2569).joined


WRONG = [
    # what stands in the list instead, and what is said of it
    ("| o1 ", "| ข้อหนึ่ง ", "S1 A2 “ข้อหนึ่ง” ไม่ใช่เลขข้อ"),
    ("| 3 ", "| o1 ", "S1 A5 ข้อ o1 ซ้ำกับ A2"),
    ("| มาตรการใหม่ ", "| ", "S1 B5 ไม่มีชื่อข้อ"),
    ("| มาตรการใหม่ ", "| โครงสร้าง หน้าที่ และอำนาจ ", "S1 B5 ชื่อข้อซ้ำกับ B2"),
    ("| รายงานผล |", "| รายงาน |", "S1 C6 “รายงาน” ต้องเป็น มาตรการ, รายงานผล หรือเว้นว่าง"),
    ("| รายงานผล |", "| มาตรการ |", "S1 C6 บทบาท “มาตรการ” มีแล้วที่ C5"),
    ("| o25 ", "| เดิม ", "S1 D5 “เดิม” ไม่ใช่เลขข้อ"),
    ("| ข้อ ", "| ลำดับที่ ", "ไม่พบหัวตาราง"),
]


@pytest.mark.parametrize(("was", "typed", "said"), WRONG)
def test_what_is_wrong_is_said_with_its_cell(was: str, typed: str, said: str) -> None:
    assert was in LIST
    with pytest.raises(NothingToRead) as error:
        read(LIST.replace(was, typed, 1))
    assert said in error.value.sentence.th and "{" not in error.value.sentence.en


def test_all_that_is_wrong_is_said_at_once_and_counted() -> None:
    rows = "\n".join(f"| x{n} | ชื่อ {n} |" for n in range(9))
    with pytest.raises(NothingToRead) as error:
        read(f"| ข้อ | ชื่อข้อ |\n{rows}")
    assert error.value.sentence.th.count("ไม่ใช่เลขข้อ") == 5
    assert "และอีก 4 แห่ง" in error.value.sentence.th


YEARS = [
    ("| ปีงบประมาณ | 2571 |", "oit_2570", "S1 B1 “2571” ไม่ตรงกับปี 2570"),
    ("| ปีงบประมาณ | 2027 |", "oit_2570", "S1 B1 “2027” เป็นปี ค.ศ. น่าจะเป็น 2570"),
    ("| ปีงบประมาณ | ปีหน้า |", "oit_2570", "S1 B1 “ปีหน้า” ไม่ตรงกับปี 2570"),
    ("| - |", "รายการ", "ไม่ทราบปี"),
    ("| รายงานผลเป็นของ | ปีนี้ |", "oit_2570", "S1 B1 “ปีนี้” ต้องเป็น ปีเดียวกัน, ปีก่อน"),
    ("| due_6 | สิ้นปี |", "oit_2570", "S1 B1 “สิ้นปี” อ่านเป็นวันที่ไม่ได้"),
]


@pytest.mark.parametrize(("lines", "stem", "said"), YEARS)
def test_what_is_wrong_about_the_year_is_said_too(lines: str, stem: str, said: str) -> None:
    with pytest.raises(NothingToRead) as error:
        read(lines, LIST, stem=stem)
    assert said in error.value.sentence.th
