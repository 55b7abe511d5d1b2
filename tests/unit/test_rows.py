"""The rows of a table become measures: what is one, what continues one, what is none and quoted."""

import pytest
from tables import assert_findings, assert_measures, cells_of, sheet_of, with_header

from ita_xlsx.intake.formats.cells import Value
from ita_xlsx.intake.table.rows import TableRows, read_rows
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.divisions import NO_OWN_NAMES, OwnNames, own_names
from ita_xlsx.xlsx.limits import CELL_LENGTH

NOTHING = "| code |"


def read(
    text: str,
    merges: str = "",
    notes: dict[str, str] | None = None,
    values: dict[str, Value] | None = None,
    own: OwnNames = NO_OWN_NAMES,
) -> TableRows:
    sheet, header = with_header(sheet_of(text, merges=merges, notes=notes, values=values))
    return read_rows(sheet, header, "กองคลัง.xlsx", own)


# --- one row, one measure -----------------------------------------------------------------------


def test_each_row_is_a_measure_and_blank_ones_are_passed_over() -> None:
    rows = read("""
| number | issue  | steps | responsible | deadline | result | suggestion |
| ๑      | งบ     | ทำ    | กองคลัง     | มี.ค. ๖๖ | เสร็จ  | ควรเร่ง    |
|        |        |       |             |          |        |            |

| ๒      | พัสดุ  | ส่ง   | กองคลัง     | เม.ย. ๖๖ |        |            |
| ๓      | รายได้ |
""")
    assert_measures(
        rows.measures,
        """
| row | rows | number | issue  | steps | responsible | deadline | result | suggestion | status |
| 2   | 1    | ๑      | งบ     | ทำ    | กองคลัง     | มี.ค. ๖๖ | เสร็จ  | ควรเร่ง    |        |
| 5   | 1    | ๒      | พัสดุ  | ส่ง   | กองคลัง     | เม.ย. ๖๖ |        |            |        |
| 6   | 1    | ๓      | รายได้ |       |             |          |        |            |        |
""",
    )
    for one in rows.measures:
        assert list(one.texts) == list(KEYS) and one.shared == 1
        assert not (one.moved or one.extra or one.notes or one.origin)
    assert rows.findings == ()


def test_a_table_without_rows_has_no_measures() -> None:
    assert read("| number | issue |") == TableRows((), ())


def test_values_are_read_as_a_clerk_sees_them() -> None:
    rows = read(
        "| number | issue | steps | responsible |\n| | งบ | | |\n| | พัสดุ | | |",
        values={
            "A2": 1.0, "B2": " นํ้า\u200b ", "C2": 1.5, "D2": "กองคลัง",
            "A3": 2.0, "C3": " \u200b ", "D3": True,
        },
    )  # fmt: skip
    assert_measures(
        rows.measures,
        """
| number | issue | steps | responsible |
| 1      | น้ำ   | 1.5   | กองคลัง     |
| 2      | พัสดุ |       | TRUE        |
""",
    )


def test_a_row_of_invisible_characters_is_blank() -> None:
    rows = read("| number | issue |\n| | |\n| ๑ | งบ |", values={"A2": " \u200b", "B2": "\u00a0"})
    assert_measures(rows.measures, "| row | issue |\n| 3 | งบ |")
    assert rows.findings == ()


# --- numbers --------------------------------------------------------------------------------------

NUMBERS = """
| number | issue            | number read | issue read       |
|        | ๑. งบประมาณ      | ๑           | งบประมาณ         |
|        | 12) งบประมาณ     | 12          | งบประมาณ         |
|        | ๑.๒ . งบประมาณ   | ๑.๒         | งบประมาณ         |
|        | ข้อ ๓ งบประมาณ   | ๓           | งบประมาณ         |
|        | ข้อที่ ๓. งบ     | ๓           | งบ               |
|        | ข้อที่ 3.1 งบ    | 3.1         | งบ               |
|        | ๓ งบประมาณ       |             | ๓ งบประมาณ       |
|        | ๓.๑ งบประมาณ     |             | ๓.๑ งบประมาณ     |
|        | ๓.๑. งบประมาณ    | ๓.๑         | งบประมาณ         |
|        | 1.5ส             |             | 1.5ส             |
|        | ๑.งบประมาณ       | ๑           | งบประมาณ         |
|        | ข้อ ๓งบประมาณ    |             | ข้อ ๓งบประมาณ    |
|        | ๓.               |             | ๓.               |
|        | งบ ๑. ประมาณ     |             | งบ ๑. ประมาณ     |
|        | ข้อ ๓            |             | ข้อ ๓            |
| ๑      | ๑. งบประมาณ      | ๑           | งบประมาณ         |
| 1      | ๑. งบประมาณ      | 1           | งบประมาณ         |
| ข้อ ๑  | ๑. งบประมาณ      | ข้อ ๑       | งบประมาณ         |
| ๒      | ๑. งบประมาณ      | ๒           | ๑. งบประมาณ      |
| ๑๑     | ๑. งบประมาณ      | ๑๑          | ๑. งบประมาณ      |
| ๑      | ๒. งบประมาณ      | ๑           | ๒. งบประมาณ      |
| ๒      |                  | ๒           |                  |
"""


@pytest.mark.parametrize(("number", "issue", "number_read", "issue_read"), cells_of(NUMBERS)[1:])
def test_the_number_may_stand_before_the_issue(
    number: str, issue: str, number_read: str, issue_read: str
) -> None:
    (one,) = read(f"| number | issue | steps |\n| {number} | {issue} | ทำ |").measures
    assert (one.texts["number"], one.texts["issue"]) == (number_read, issue_read)


# --- rows that continue a measure -----------------------------------------------------------------

# Below the first measure (๑, งบ, ทำ, กองคลัง, มี.ค.): is the row its continuation?
CONTINUES = """
| number | issue      | steps | responsible | deadline | result | joined |
|        |            | ส่ง   |             |          |        | yes    |
|        |            |       |             |          | แล้ว   | yes    |
|        | ประมาณ     | ส่ง   |             |          |        | yes    |
| ๒      |            | ส่ง   |             |          |        | no     |
|        | ๒. ประมาณ  | ส่ง   |             |          |        | no     |
|        | ข้อ ๒ งบ   |       |             |          | แล้ว   | no     |
|        |            | ส่ง   | กองช่าง     |          |        | no     |
|        |            | ส่ง   |             | เม.ย.    |        | no     |
|        | ประมาณ     | ส่ง   | กองช่าง     | เม.ย.    |        | no     |
"""


@pytest.mark.parametrize(
    ("number", "issue", "steps", "responsible", "deadline", "result", "joined"),
    cells_of(CONTINUES)[1:],
)
def test_a_row_without_number_owner_and_deadline_continues_the_one_above(
    number: str, issue: str, steps: str, responsible: str, deadline: str, result: str, joined: str
) -> None:
    rows = read(
        "| number | issue | steps | responsible | deadline | result |\n"
        "| ๑      | งบ    | ทำ    | กองคลัง     | มี.ค.    |        |\n"
        f"| {number} | {issue} | {steps} | {responsible} | {deadline} | {result} |"
    )
    assert len(rows.measures) == (1 if joined == "yes" else 2)
    assert [finding.rule.code for finding in rows.findings] == ["T009"] * (joined == "yes")


def test_a_measure_over_several_rows_is_joined_and_quoted() -> None:
    rows = read("""
| number | issue  | steps    | responsible | deadline | +รหัส | result    |
|        |        | ไม่มีใคร |             |          |       |           |
| ๑      | รายงาน | ๑. ทำ    | กองคลัง     | มี.ค.    | ก     | เผยแพร่   |

|        | การเงิน | ๒. ส่ง   |             |          | ข     | แล้ว ๖    |
|        |        | งาน      |             |          |       | ครั้ง     |
""")
    assert_measures(
        rows.measures,
        """
| row | rows | number | issue         | steps           | result              | extra    |
| 2   | 1    |        |               | ไม่มีใคร        |                     |          |
| 3   | 4    | ๑      | รายงานการเงิน | ๑. ทำ⏎๒. ส่งงาน | เผยแพร่แล้ว ๖ ครั้ง | รหัส=ก⏎ข |
""",
    )
    (found,) = rows.findings
    assert (found.rule.code, found.cell, found.words) == ("T009", "A3", {"first": 3, "last": 6})
    assert found.value == "งาน | ครั้ง" and found.sheet == "แบบรายงาน"
    assert found.file == "กองคลัง.xlsx"


# --- merged cells ---------------------------------------------------------------------------------

TABLE_OF_TWO = """
| number | issue | steps | responsible | deadline | result | suggestion | status | evidence |
| ๑      | งบ    | ก     | กองคลัง     | มี.ค.    | ทำ     | เร่ง       | เสร็จ  | ภาพ      |
| ๒      | เงิน  | ข     |             |          |        |            |        |          |
| ๓      | ของ   | ค     | กองช่าง     | เม.ย.    | ส่ง    |            |        |          |
"""


def test_what_a_merged_cell_says_is_said_of_each_measure_beside_it() -> None:
    merges = "D2:D3 E2:E3 F2:F3 G2:G3 H2:H3 I2:I3"
    rows = read(TABLE_OF_TWO, merges)
    assert_measures(
        rows.measures,
        """
| row | responsible | deadline | result | status | evidence | suggestion | shared |
| 2   | กองคลัง     | มี.ค.    | ทำ     | เสร็จ  | ภาพ      | เร่ง       | 2      |
| 3   | กองคลัง     | มี.ค.    | ทำ     | เสร็จ  | ภาพ      |            | 1      |
| 4   | กองช่าง     | เม.ย.    | ส่ง    |        |          |            | 1      |
""",
    )
    moved = dict.fromkeys(("responsible", "deadline", "result", "status", "evidence"), 1)
    assert [one.moved for one in rows.measures] == [{}, moved, {}]
    assert_findings(
        rows.findings,
        """
| code | cell | column      | value   | first | last |
| T019 | D2   | responsible | กองคลัง | 2     | 3    |
| T019 | E2   | deadline    | มี.ค.   | 2     | 3    |
| T019 | F2   | result      | ทำ      | 2     | 3    |
| T019 | G2   | suggestion  | เร่ง    | 2     | 3    |
| T019 | H2   | status      | เสร็จ   | 2     | 3    |
| T019 | I2   | evidence    | ภาพ     | 2     | 3    |
""",
    )


MERGED = """
| merges      | owners of ๑, ๒, ๓        | findings | why                                       |
|             | กองคลัง,,กองช่าง         |          | nothing is merged                         |
| D2:D4       | กองคลัง,กองคลัง,กองช่าง  | D2       | the third has its own text                |
| C2:D3       | กองคลัง,กองคลัง,กองช่าง  | C2 D2    | merged over two columns                   |
| D1:D3       | กองคลัง,,กองช่าง         |          | it begins in the header                   |
| D2:E2       | กองคลัง,,กองช่าง         |          | it lies in one row                        |
| D3:D4       | กองคลัง,,กองช่าง         |          | its first cell is empty                   |
| D2:D9       | กองคลัง,กองคลัง,กองช่าง  | D2       | it leads beyond the last row              |
| K2:K4       | กองคลัง,,กองช่าง         |          | a column of nobody                        |
"""


@pytest.mark.parametrize(("merges", "owners", "cells", "why"), cells_of(MERGED)[1:])
def test_a_merged_owner(merges: str, owners: str, cells: str, why: str) -> None:
    rows = read(TABLE_OF_TWO, merges)
    assert [one.texts["responsible"] for one in rows.measures] == owners.split(","), why
    assert [f.cell for f in rows.findings if f.rule.code == "T019"] == cells.split(), why


def test_a_merged_cell_beside_rows_that_are_no_measures_is_none_of_theirs() -> None:
    rows = read("""
| number | issue       | steps | result |
| ๑      | งบ          | ก     | ดี     |
|        | ด้านการเงิน |       |        |
| ลงชื่อ |             |       | ใจดี   |
|        | ผู้รายงาน   |       |        |
""", "D4:D5")  # fmt: skip
    assert_findings(rows.findings, "| code | cell |\n| T007 | B3 |\n| T008 | A4 |\n| T008 | B5 |")


def test_the_text_of_a_short_row_above_is_no_text() -> None:
    rows = read("| number | issue | steps | responsible |\n| ๑ | งบ |\n| ๒ | เงิน |", "D2:D3")
    assert [one.texts["responsible"] for one in rows.measures] == ["", ""]
    assert [one.moved for one in rows.measures] == [{}, {"responsible": 1}]
    assert rows.findings == ()


def test_an_issue_merged_downwards_makes_its_rows_one_measure() -> None:
    rows = read("""
| number | issue | steps | responsible | deadline |
| ๑      | งบ    | ก     | กองคลัง     | มี.ค.    |
|        |       | ข     | กองช่าง     | เม.ย.    |
| ๒      | เงิน  | ค     | กองคลัง     | มี.ค.    |
""", "B2:B3")  # fmt: skip
    assert_measures(
        rows.measures,
        """
| row | rows | issue | steps | responsible    | deadline   |
| 2   | 2    | งบ    | กข    | กองคลังกองช่าง | มี.ค.เม.ย. |
| 4   | 1    | เงิน  | ค     | กองคลัง        | มี.ค.      |
""",
    )


def test_a_number_ends_what_a_merged_issue_began() -> None:
    rows = read("| number | issue | steps |\n| ๑ | งบ | ก |\n| ๒ | | ข |", "B2:B3")
    assert_measures(rows.measures, "| number | issue | steps |\n| ๑ | งบ | ก |\n| ๒ | | ข |")


def test_an_issue_beside_a_merged_owner_is_a_measure_of_its_own() -> None:
    rows = read("""
| issue | steps | responsible | deadline |
| งบ    | ก     | กองคลัง     | มี.ค.    |
| เงิน  | ข     |             |          |
|       | ค     |             |          |
""", "C2:C4")  # fmt: skip
    assert_measures(
        rows.measures,
        """
| row | rows | issue | steps | responsible | moved         |
| 2   | 1    | งบ    | ก     | กองคลัง     |               |
| 3   | 2    | เงิน  | ขค    | กองคลัง     | responsible 2 |
""",
    )


def test_a_suggestion_counts_the_measures_beside_it_and_no_rows() -> None:
    rows = read("""
| number | issue | steps | responsible | deadline | suggestion |
| ๑      | งบ    | ก     | กองคลัง     | มี.ค.    |            |
| ๒      | เงิน  | ข     | กองคลัง     | มี.ค.    | เร่ง       |
|        |       | ค     |             |          |            |
| ๓      | ของ   | ง     | กองช่าง     | เม.ย.    |            |
| ๔      | คน    | จ     | กองช่าง     | เม.ย.    | ดีแล้ว     |
""", "F3:F5")  # fmt: skip
    assert [one.shared for one in rows.measures] == [1, 2, 1, 1]


# --- rows that are no measure ---------------------------------------------------------------------

LONG = "ก" * 70  # with the ten letters before it, as long as no heading may be
# One row between two measures: is it one, or why not?
OUTSIDE = f"""
| number | issue                       | steps   | responsible | result | rule |
| ลำดับ  | ประเด็น                     | มาตรการ | ผู้รับผิดชอบ | ผลการดำเนินงาน | T006 |
| ลำดับ  | ประเด็น                     | มาตรการ | ผู้รับผิดชอบ | ดี     | T006 |
| ลำดับ  | ประเด็น                     | มาตรการ | กองคลัง     | ดี     |      |
|        | ตัวชี้วัดที่ ๑ การใช้งบ     |         |             |        | T007 |
| ส่วนที่ ๒ |                          |         |             |        | T007 |
|        | ด้านการเงิน                 |         |             |        | T007 |
|        | ๑.๒ ด้านการเงิน             |         |             |        | T007 |
|        | ๑.๒ เงิน                    |         |             |        |      |
|        | กองคลัง                     |         |             |        | T007 |
|        | กองอวกาศ                    |         |             |        |      |
|        | หมวด๕๖๗๘๙๐{LONG}            |         |             |        |      |
|        | หมวด๕๖๗๘๙{LONG}             |         |             |        | T007 |
|        | หมวดเงิน                    | ทำ      |             |        |      |
|        | รวมทั้งสิ้น                 |         |             |        | T007 |
| รวม    | ๒ มาตรการ                   |         |             |        | T007 |
|        | รวม                         |         |             |        | T007 |
| รวมทั้งหมด | ๑๔                      |         | x           |        | T007 |
| ๑      | รวมทั้งหมด                  |         | x           |        |      |
|        | รวมพลัง                     |         |             |        |      |
|        | รวม ๕๖๗๘๙๐{LONG}            |         |             |        |      |
|        | รวม ๕๖๗๘๙{LONG}             |         |             |        | T007 |
"""


@pytest.mark.parametrize(
    ("number", "issue", "steps", "responsible", "result", "rule"), cells_of(OUTSIDE)[1:]
)
def test_a_row_that_is_no_measure_is_quoted(
    number: str, issue: str, steps: str, responsible: str, result: str, rule: str
) -> None:
    row = [number, issue, steps, responsible, result]
    rows = read(
        "| number | issue | steps | responsible | result |\n"
        "| ๑ | งบ | ก | กองคลัง | ทำ |\n"
        f"| {' | '.join(row)} |\n"
        "| ๓ | เงิน | ข | กองคลัง | ทำ |"
    )
    outside = [f for f in rows.findings if f.rule.code != "T009"]
    assert [f.rule.code for f in outside] == ([rule] if rule else [])
    joined = len(rows.findings) - len(outside)
    assert len(rows.measures) + joined == 3 - bool(rule)
    for found in outside:
        assert found.cell == ("A3" if number else "B3")
        assert found.value == " | ".join(text for text in row if text)


def test_a_division_s_own_name_is_a_heading_of_the_table_too() -> None:
    own = own_names([("กองอวกาศ", ())])
    text = "| number | issue | steps |\n| | กองอวกาศ | |\n| ๑ | งบ | ก |"
    assert_findings(read(text, own=own).findings, "| code | cell |\n| T007 | B2 |")
    assert_findings(read(text).findings, NOTHING)
    for signs, expected in ((71, "| code | cell |\n| T007 | B2 |"), (72, NOTHING)):
        wordy = text.replace("กองอวกาศ", "กองอวกาศ" + "-" * signs)
        assert_findings(read(wordy, own=own).findings, expected)


@pytest.mark.parametrize(
    ("merges", "section"), [("A2:C2", True), ("A2:B2", False), ("A3:C3", False)]
)
def test_a_text_across_three_columns_is_a_heading_of_the_table(merges: str, section: bool) -> None:
    rows = read("| number | issue | steps |\n| เรื่องงบ | | |\n| ๑ | งบ | ก |", merges)
    assert [f.rule.code for f in rows.findings] == (["T007"] if section else [])


def test_so_does_a_text_that_begins_in_another_column() -> None:
    text = "| number | issue | steps | result |\n| | เรื่องงบ | | |\n| ๑ | งบ | ก | ข |"
    assert_findings(read(text, "B2:D2").findings, "| code | cell |\n| T007 | B2 |")
    assert_findings(read(text, "B2:C2").findings, NOTHING)


def test_a_row_in_columns_of_nobody_is_quoted() -> None:
    rows = read("| number | issue | steps | |\n| ๑ | งบ | ก | ข |\n| | | | ไว้ดู |\n| ๒ | ค | ง | |")
    assert_findings(rows.findings, "| code | cell | value |\n| T010 | D3 | ไว้ดู |")
    assert len(rows.measures) == 2


SIGNED = """
| number | issue                  | steps      | responsible | ends |
|        | ลงชื่อ ............    |            |             | yes  |
|        | (ลงชื่อ) ใจดี          | ใจดี       | ตำแหน่ง     | yes  |
|        | ลงนาม                  |            |             | yes  |
|        | ..........             |            |             | yes  |
|        | ( ………… )               |            |             | yes  |
|        | ผู้รายงาน ใจดี         |            |             | yes  |
|        | ผู้อนุมัติ:            |            |             | yes  |
|        | ผู้รายงานผล            |            |             | no   |
|        | ...                    |            |             | no   |
| ๒      | ลงชื่อ                 | ก          |             | no   |
| ลงชื่อ | ก                      | ข          | ค           | no   |
"""


@pytest.mark.parametrize(("number", "issue", "steps", "responsible", "ends"), cells_of(SIGNED)[1:])
def test_a_signature_ends_the_table(
    number: str, issue: str, steps: str, responsible: str, ends: str
) -> None:
    rows = read(
        "| number | issue | steps | responsible |\n"
        "| ๑ | งบ | ก | กองคลัง |\n"
        f"| {number} | {issue} | {steps} | {responsible} |\n"
        "| ๒ | เงิน | ข | กองคลัง |\n"
        "| | ข้อความท้าย | | |"
    )
    below = [(f.rule.code, f.cell) for f in rows.findings if f.rule.code == "T008"]
    last = [("T008", "A4"), ("T008", "B5")]
    assert below == ([("T008", "A3" if number else "B3"), *last] if ends == "yes" else [])
    assert len(rows.measures) == (1 if ends == "yes" else 3 if number else 2)


def test_a_long_paragraph_is_no_signature() -> None:
    text = "| issue | steps |\n| งบ | ก |\n| ลงชื่อ{} | |"
    assert [f.rule.code for f in read(text.format("ก" * 113)).findings] == ["T008"]
    assert [f.rule.code for f in read(text.format("ก" * 114)).findings] == ["T009"]


# --- quarters, added columns, notes ---------------------------------------------------------------

QUARTERS = """
| deadline | q1  | q2  | q3 | q4 | read                     | marked |
|          | x   | x   |    |    | ไตรมาส 1 - 2             | C2     |
|          | /   |     | /  | /  | ไตรมาส 1, ไตรมาส 3 - 4   | C2     |
|          |     |     |    | ✓  | ไตรมาส 4                 | C2     |
|          | XX  |     |    |    | ไตรมาส 1                 | C2     |
|          | xxx |     |    |    |                          |        |
|          | ทำ  | x   |    |    | ไตรมาส 2                 | C2     |
| มี.ค. ๖๖ | x   | x   |    |    | มี.ค. ๖๖                 |        |
|          |     |     |    |    |                          |        |
|          | x   | x   | x  | x  | ไตรมาส 1 - 4             | C2     |
|          | x   |     | x  |    | ไตรมาส 1, ไตรมาส 3       | C2     |
"""


@pytest.mark.parametrize(
    ("deadline", "q1", "q2", "q3", "q4", "read_as", "cell"), cells_of(QUARTERS)[1:]
)
def test_marks_under_quarters_are_a_deadline(
    deadline: str, q1: str, q2: str, q3: str, q4: str, read_as: str, cell: str
) -> None:
    rows = read(
        "| issue | deadline | q1 | q2 | q3 | q4 | +หมายเหตุ |\n"
        f"| งบ | {deadline} | {q1} | {q2} | {q3} | {q4} | ดี |"
    )
    (one,) = rows.measures
    assert one.texts["deadline"] == read_as and one.extra == {"หมายเหตุ": "ดี"}
    assert [(f.rule.code, f.cell, f.column, f.value) for f in rows.findings] == (
        [("T021", cell, "deadline", read_as)] if cell else []
    )


def test_the_columns_of_quarters_may_stand_in_any_order() -> None:
    rows = read("| q4 | issue | q2 | q1 | steps |\n| x | งบ | x | x | ก |")
    assert_measures(rows.measures, "| deadline |\n| ไตรมาส 1 - 2, ไตรมาส 4 |")
    assert_findings(rows.findings, "| code | cell |\n| T021 | A2 |")


def test_texts_of_other_columns_are_kept_under_their_header_or_their_letter() -> None:
    rows = read("""
| issue | +ตัวชี้วัด | steps | =มาตรการ | result |    |
| งบ    | ร้อยละ ๘๐  | ก     | ข        | ดี     | จด |
""")
    assert_measures(
        rows.measures,
        """
| issue | steps | extra                                  |
| งบ    | ก     | ตัวชี้วัด=ร้อยละ ๘๐; มาตรการ=ข; (F)=จด |
""",
    )


def test_notes_come_with_their_measure_or_are_found_elsewhere() -> None:
    rows = read(
        "| number | issue |\n| ๑ | งบ |\n| | ประมาณ |\n\n| ๒ | เงิน |\n| ลงชื่อ | |",
        notes={"B6": "ลายมือ", "B3": "ข", "A2": "ก", "A1": "หัว", "B5": "ค", "A4": "ว่าง"},
    )
    assert_measures(
        rows.measures,
        """
| number | issue    | notes        |
| ๑      | งบประมาณ | A2: ก; B3: ข |
| ๒      | เงิน     | B5: ค        |
""",
    )
    assert_findings(
        [f for f in rows.findings if f.rule.code == "T025"],
        """
| code | cell | value  |
| T025 | A1   | หัว    |
| T025 | A4   | ว่าง   |
| T025 | B6   | ลายมือ |
""",
    )


@pytest.mark.parametrize("more", [0, 1])
def test_an_added_text_or_notes_that_no_cell_holds_are_found(more: int) -> None:
    text = "ก" * (CELL_LENGTH + more)
    note = "ข" * (CELL_LENGTH - len("B2: ") + more)
    rows = read(
        f"| +รหัส | issue | steps |\n| {text} | งบ | |\n| | เงิน | {text} |", notes={"B2": note}
    )
    expected = [("M026", "B2", CELL_LENGTH + more, CELL_LENGTH)] * 2 if more else []
    found = [(f.rule.code, f.cell, f.words["length"], f.words["limit"])
             for f in rows.findings if f.rule.code == "M026"]  # fmt: skip
    assert found == expected
    assert [len(f.value) for f in rows.findings if f.rule.code == "M026"] == [80, 80][: 2 * more]
