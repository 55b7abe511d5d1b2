"""Rows in or below a table that are no measures, known by their texts alone."""

import pytest
from tables import cells_of

from ita_xlsx.intake.table.outside import (
    are_column_numbers,
    is_line,
    is_signature,
    is_signer,
    is_title,
    is_total,
)


def texts_of(row: str) -> list[str]:
    return [text.strip() for text in row.split(";")]


LINES = ["....", "____", "----", "…………", "( .... )", "=====", "~~~~", "- - - -", "…."]
NO_LINES = ["...", "", "()", "…", ". . .", "....ก", "๑...."]


def test_a_line_to_write_on_has_four_signs_and_nothing_else() -> None:
    assert [text for text in LINES if not is_line(text)] == []
    assert [text for text in NO_LINES if is_line(text)] == []


TITLES = """
| text                                            | title |
| แบบรายงานผลการดำเนินการตามมาตรการ               | yes   |
| (ร่าง) รายงาน รอบ ๖ เดือน                       | yes   |
| ประจำปีงบประมาณ พ.ศ. ๒๕๖๖                       | yes   |
| กองคลัง เทศบาลตำบลบ้านไร่ จังหวัดขอนแก่น        | yes   |
| ITA 2566 ข้อ O42                                | yes   |
| คำชี้แจง: กรอกทุกช่อง                           | yes   |
| โปรดส่งภายในวันที่ ๕ เม.ย. ๒๕๖๖                 | yes   |
| ---                                             | yes   |
| sep=;                                           | yes   |
| คุณธรรมและความโปร่งใสในการดำเนินงาน             | yes   |
| สีเขียว = แล้วเสร็จ                             | yes   |
| ขับเคลื่อนมาตรการ                               | yes   |
| 1 ตุลาคม 2565 ถึง 31 มีนาคม 2566                | yes   |
| จัดทำโดย กองคลัง                                | yes   |
| ๓. ข้อมูลผู้บริหาร                              | no    |
| (๑) เผยแพร่ข้อมูลผู้บริหาร                      | no    |
| กองคลังขอแก้ไขผลของข้อ ๒ เป็นแล้วเสร็จ          | no    |
| ข้อ ๓ ยังไม่ได้ดำเนินการ เพราะน้ำท่วม           | no    |
| จัดอบรมเรื่องผลประโยชน์ทับซ้อน                  | no    |
"""


@pytest.mark.parametrize(("text", "title"), cells_of(TITLES)[1:])
def test_what_is_above_a_table_is_a_title_or_may_belong_into_it(text: str, title: str) -> None:
    assert is_title(text) is (title == "yes")


def test_a_row_of_dashes_is_a_line() -> None:
    assert is_signature(["-"] * 9) and is_signature(["--", "--"])
    assert not is_signature(["-", "-", "-"]) and not is_signature(["๑", *["-"] * 8])


SIGNERS = """
| row                                  | signer | why                          |
| (นายดี มีสุข)                        | yes    | a name in brackets           |
| (ดี มีสุข)                           | yes    | whatever it is               |
| (ดี มีสุข                            | no     | an open bracket              |
| ดี มีสุข)                            | no     | a closing one                |
| นายดี มีสุข                          | yes    | a title                      |
| ดี มีสุข                             | no     | a name alone                 |
| ตำแหน่ง ปลัดเทศบาล                   | yes    | a position                   |
| ๑๐ เม.ย. ๒๕๖๖                        | yes    | a day                        |
| วันที่ .... เดือน ....               | yes    | a day to be filled in        |
| .......... ; (นายดี) ; ปลัด อบต.     | yes    | three                        |
| นายก ; นายข ; นายค ; นายง            | no     | four                         |
| นายดี ; งบ                           | no     | beside something else        |
"""


@pytest.mark.parametrize(("row", "signer", "why"), cells_of(SIGNERS)[1:])
def test_who_signs_is_known_below_a_signature(row: str, signer: str, why: str) -> None:
    assert is_signer(texts_of(row)) == (signer == "yes"), why


def test_a_long_text_is_nobody_s_name() -> None:
    assert is_signer(["นาย" + "ก" * 57])
    assert not is_signer(["นาย" + "ก" * 58])


def test_a_signature_has_few_cells_and_a_short_text() -> None:
    assert is_signature(["ลงชื่อ", "ดี", "ปลัด"]) and not is_signature(["ลงชื่อ", "ดี", "ปลัด", "๑"])
    assert is_signature(["....", "....", "....", "...."]), "lines alone, however many"
    assert is_signature(["ลงชื่อ" + "ก" * 113]) and not is_signature(["ลงชื่อ" + "ก" * 114])


def test_a_total_is_known_by_its_first_text() -> None:
    long = "ก" * 80
    assert is_total(["รวม", long]) and is_total(["รวม " + "ก" * 75])
    assert not is_total(["รวม " + "ก" * 76]) and not is_total([long, "รวม"])


COUNTED = """
| row            | counted |
| 1 ; 2 ; 3      | yes     |
| (๓) ; (๔) ; (๕) | yes    |
| 1 ; 2          | no      |
| 1 ; 2 ; 4      | no      |
| 1 ; 1 ; 2      | no      |
| 3 ; 2 ; 1      | no      |
| A ; B ; D      | yes     |
| A ; C ; B      | no      |
| A ; A ; B      | no      |
| ก ; ข ; ค      | yes     |
| A ; 2 ; C      | no      |
| 1 ; 2 ; งบ     | no      |
"""


@pytest.mark.parametrize(("row", "counted"), cells_of(COUNTED)[1:])
def test_columns_are_counted_one_by_one(row: str, counted: str) -> None:
    assert are_column_numbers(texts_of(row)) == (counted == "yes")
