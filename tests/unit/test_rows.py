"""The rows of a table become measures: what is one, what continues one, what is none and quoted."""

import pytest
from tables import assert_findings, assert_measures, cells_of, sheet_of, with_header

from ita_xlsx.intake.formats.cells import Value
from ita_xlsx.intake.table.rows import TableRows, read_rows
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.names.divisions import NO_OWN_NAMES, OwnNames, own_names
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


# --- rows that continue a measure, and entries of their own ---------------------------------------

# Below the measure (๑, รายงานผล, ๑. ทำ, กองคลัง, มี.ค., ส่งแล้ว): is the row its rest, an entry
# under its issue, or a measure? A text that is known stands in the measure after it.
BELOW = """
| number | issue | steps | owner | deadline | result | suggestion | status | is | why |
|  |  | ๒. ส่ง |  |  |  |  |  | rest | the next item of a list |
|  | การเงินปี | ส่ง |  |  |  |  |  | rest | its issue is known |
|  | การเงินปี | ส่ง |  |  | ครบปี |  |  | rest | the result is the rest too |
|  |  | ส่ง |  |  |  |  |  | entry | nothing proves it |
|  |  |  |  |  | ครบปี |  |  | entry | a result of its own |
|  |  |  |  |  | ครั้งที่ ๒ |  |  | rest | a result that is known |
|  |  |  |  |  |  | เร่ง |  | entry | a suggestion |
|  | ประมาณ | ส่ง |  |  |  |  |  | measure | its own issue |
| ๒ |  | ส่ง |  |  |  |  |  | measure | a number |
|  | ๒. ประมาณ | ส่ง |  |  |  |  |  | measure | a number in the issue |
|  |  | ๒. ส่ง | กองช่าง |  |  |  |  | entry | an owner |
|  |  | ๒. ส่ง |  | เม.ย. |  |  |  | entry | a deadline |
|  |  | ๒. ส่ง |  |  | ครบ |  |  | entry | a result |
|  |  | ๒. ส่ง |  |  |  |  | เสร็จ | entry | a status |
|  | การเงินปี | ส่ง | กองช่าง |  |  |  |  | measure | an owner, though it is known |
|  |  |  | กองช่าง |  |  |  |  | entry | another owner |
|  |  |  | กองคลัง |  |  |  |  | blank | the same owner |
|  |  |  |  |  |  |  | เสร็จ | blank | a status alone |
"""  # fmt: skip


@pytest.mark.parametrize("row", cells_of(BELOW)[1:], ids=lambda row: row[-1])
@pytest.mark.parametrize("gap", ["", "\n"], ids=["adjacent", "over a blank row"])
def test_a_row_is_the_rest_of_the_one_above_or_its_own(row: list[str], gap: str) -> None:
    *cells, what, _ = row
    rows = read(
        "| number | issue | steps | responsible | deadline | result | suggestion | status |\n"
        "| ๑ | รายงานผล | ๑. ทำ | กองคลัง | มี.ค. | ส่งแล้ว | | |\n"
        f"{gap}| {' | '.join(cells)} |\n"
        "| ๓ | รายงานผลการเงินปี | รอ | กองคลัง | มี.ค. | ส่งแล้วครั้งที่ ๒ | | |"
    )
    codes = [finding.rule.code for finding in rows.findings]
    if gap and what != "blank":
        # An owner alone is no measure; what stands below a blank row has no issue but its own.
        what = "blank" if not any(cells[:3]) and not any(cells[4:]) else "measure"
    expected = {"rest": ["T009"], "entry": ["T030"], "measure": [], "blank": ["T029"]}
    assert codes == expected[what]
    texts = [text for measure in rows.measures for text in measure.texts.values()]
    texts += [text for finding in rows.findings for text in finding.value.split(" | ")]
    assert all(text.removeprefix("๒. ") in "\n".join(texts) for text in cells)
    assert len(rows.measures) == 2 + (what in ("entry", "measure"))
    if what == "entry":
        one = rows.measures[1]
        assert (one.texts["number"], one.texts["issue"]) == ("๑", "รายงานผล")
        assert one.moved == {"number": 1, "issue": 1}


def test_a_measure_over_several_rows_is_joined_and_quoted() -> None:
    rows = read("""
| number | issue  | steps    | responsible | deadline | +รหัส | result    |
|        |        | ไม่มีใคร |             |          |       |           |
|        |        |          |             |          |       |           |
| ๑      | รายงานการกำกับติดตามการดำเนินงานประจำปี รอบ ๖ | ๑. ทำ | กองคลัง | มี.ค. | ก | ร้อยละ |
|        | เดือน  | ๒. ส่ง   |             |          | ข     | ๖         |
|        |        | ๓. ดู    |             |          |       |           |
""")
    assert_measures(
        rows.measures,
        """
| row | rows | number | steps                  | result   | extra    |
| 2   | 1    |        | ไม่มีใคร               |          |          |
| 4   | 3    | ๑      | ๑. ทำ⏎๒. ส่ง⏎๓. ดู     | ร้อยละ ๖ | รหัส=ก⏎ข |
""",
    )
    assert rows.measures[1].texts["issue"].endswith("ประจำปี รอบ ๖ เดือน")
    (found,) = rows.findings
    assert (found.rule.code, found.cell, found.words) == ("T009", "A4", {"first": 4, "last": 6})
    assert found.value == "๓. ดู" and found.sheet == "แบบรายงาน"
    assert found.file == "กองคลัง.xlsx"


def test_a_result_that_says_how_far_it_is_is_its_own() -> None:
    rows = read("""
| number | issue | steps | responsible | deadline | result               |
| ๑      | งบ    | ก     | กองคลัง     | มี.ค.    | อยู่ระหว่างดำเนินการ |
|        |       | ข     |             |          | แล้วเสร็จ            |
| ๒      | เงิน  | ก     | กองคลัง     | มี.ค.    | ดำเนินการแล้วเสร็จ   |
""")
    assert [one.texts["result"] for one in rows.measures][:2] == ["อยู่ระหว่างดำเนินการ", "แล้วเสร็จ"]


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


UNDER_ONE_ISSUE = """
| number | issue | steps | responsible | deadline | result  | status |
| ๑      | งบ    | ก     | กองคลัง     | มี.ค.    | ทำ      | เสร็จ  |
|        |       | ข     | กองช่าง     | เม.ย.    | ส่ง     | รอ     |

|        |       | ค     | สำนักปลัด   | พ.ค.     |         |        |
| ๒      | เงิน  | ง     | กองคลัง     | มี.ค.    | ดู      | เสร็จ  |
"""


@pytest.mark.parametrize("merges", ["A2:A5 B2:B5", "B2:B5"])
def test_the_answers_under_a_merged_issue_are_entries_of_it(merges: str) -> None:
    rows = read(UNDER_ONE_ISSUE, merges)
    numbers = ["๑"] * 3 if "A" in merges else ["๑", "", ""]
    assert_measures(
        rows.measures,
        f"""
| row | rows | number       | issue | steps | responsible | deadline | result | status |
| 2   | 1    | {numbers[0]} | งบ    | ก     | กองคลัง     | มี.ค.    | ทำ     | เสร็จ  |
| 3   | 1    | {numbers[1]} | งบ    | ข     | กองช่าง     | เม.ย.    | ส่ง    | รอ     |
| 5   | 1    | {numbers[2]} | งบ    | ค     | สำนักปลัด   | พ.ค.     |        |        |
| 6   | 1    | ๒            | เงิน  | ง     | กองคลัง     | มี.ค.    | ดู     | เสร็จ  |
""",
    )
    assert {one.rule.code for one in rows.findings} == {"T019"}


def test_steps_beside_a_merged_issue_are_one_measure_line_by_line() -> None:
    rows = read("""
| number | issue | steps | responsible | deadline | +รหัส |
| ๑      | งบ    | ก     | กองคลัง     | มี.ค.    |       |
|        |       | ข     |             |          |       |

|        |       | ค     |             |          |       |
|        |       |       |             |          | จด    |
| ๒      | เงิน  | ง     | กองคลัง     | มี.ค.    |       |
""", "A2:A6 B2:B6 D2:D6")  # fmt: skip
    assert_measures(
        rows.measures,
        """
| row | rows | number | issue | steps | responsible | extra   |
| 2   | 5    | ๑      | งบ    | ก⏎ข⏎ค | กองคลัง     | รหัส=จด |
| 7   | 1    | ๒      | เงิน  | ง     | กองคลัง     |         |
""",
    )


def test_an_entry_names_the_row_of_its_issue() -> None:
    rows = read("""
| number | issue | steps | responsible | deadline |
| ๑      | งบ    | ก     | กองคลัง     | มี.ค.    |
|        |       | ข     | กองช่าง     | เม.ย.    |
""")
    assert_findings(rows.findings, "| code | cell | value | first |\n| T030 | B3 | งบ | 2 |")


def test_a_cell_merged_from_the_second_row_of_a_measure_holds_its_next_one_too() -> None:
    text = """
| number | issue     | steps | responsible | result     |
| ๑      | รายงานผล | ก     | กองคลัง     | เผยแพร่และ |
|        |           |       |             | ส่ง        |
|        |           | ข     |             |            |
"""
    assert_measures(read(text, "E3:E4").measures, "| rows | steps |\n| 3 | ก⏎ข |")


def test_several_answers_to_one_measure_share_its_steps_too() -> None:
    rows = read("""
| number | issue | steps | responsible | result | status |
| ๑      | งบ    | ก     | กองคลัง     | ทำ     | รอ     |
|        |       |       | กองช่าง     | ส่ง    | รอ     |
|        |       |       | สำนักปลัด   |        |        |
|        |       |       |             |        | รอ     |
""", "A2:A5 B2:B5 C2:C5")  # fmt: skip
    assert_measures(
        rows.measures,
        """
| row | number | issue | steps | responsible | result | moved                      |
| 2   | ๑      | งบ    | ก     | กองคลัง     | ทำ     |                            |
| 3   | ๑      | งบ    | ก     | กองช่าง     | ส่ง    | issue 2, number 2, steps 2 |
| 4   | ๑      | งบ    | ก     | สำนักปลัด   |        | issue 2, number 2, steps 2 |
""",
    )
    assert_findings([one for one in rows.findings if one.rule.code == "T029"], "| cell |\n| F5 |")


def test_issues_beside_a_merged_number_are_one_measure_or_each_its_own() -> None:
    text = """
| number | issue | steps | responsible | result |
| ๑      | งบ    | ก     | กองคลัง     |        |
|        | เงิน  | ข     |             | {}     |
"""
    rows = read(text.format(""), "A2:A3 D2:D3")
    assert_measures(rows.measures, "| number | issue | steps |\n| ๑ | งบ⏎เงิน | ก⏎ข |")
    rows = read(text.format("ทำ"), "A2:A3 D2:D3")
    assert_measures(
        rows.measures, "| number | issue | responsible |\n| ๑ | งบ | กองคลัง |\n| ๑ | เงิน | กองคลัง |"
    )


def test_a_number_of_its_own_under_a_merged_issue_is_a_measure_of_that_issue() -> None:
    rows = read("| number | issue | steps |\n| ๑ | งบ | ก |\n| ๒ | | ข |", "B2:B3")
    assert_measures(rows.measures, "| number | issue | steps |\n| ๑ | งบ | ก |\n| ๒ | งบ | ข |")


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
| 3   | 2    | เงิน  | ข⏎ค   | กองคลัง     | responsible 2 |
""",
    )


def test_an_owner_merged_over_blank_rows_joins_nothing() -> None:
    rows = read("""
| issue | steps | responsible |
| งบ    | ก     | กองคลัง     |

|       | ค     |             |
""", "C2:C4")  # fmt: skip
    assert_measures(
        rows.measures, "| issue | steps | responsible |\n| งบ | ก | กองคลัง |\n| | ค | กองคลัง |"
    )


def test_a_suggestion_counts_the_measures_beside_it_and_no_rows() -> None:
    rows = read("""
| number | issue | steps | responsible | deadline | suggestion |
| ๑      | งบ    | ก     | กองคลัง     | มี.ค.    |            |
| ๒      | เงิน  | ๑. ข  | กองคลัง     | มี.ค.    | เร่ง       |
|        |       | ๒. ค  |             |          |            |
| ๓      | ของ   | ง     | กองช่าง     | เม.ย.    |            |
| ๔      | คน    | จ     | กองช่าง     | เม.ย.    | ดีแล้ว     |
""", "F3:F5")  # fmt: skip
    assert [one.shared for one in rows.measures] == [1, 2, 1, 1]


# --- rows that are not filled in ------------------------------------------------------------------


def test_rows_with_a_number_an_owner_or_a_status_only_are_told_once() -> None:
    rows = read("""
| number | issue | steps | responsible | result | status |
| ๑      | งบ    | ก     | กองคลัง     | ทำ     | เสร็จ  |
| ๒      |       |       |             |        |        |
| ๓.     |       |       | กองคลัง     |        | ยัง    |

|        |       |       |             |        | ยัง    |
| ข้อ ๕  |       |       | กองช่าง     |        |        |
| ๖      |       | ..... | ………………      |        |        |
| ๗      | เงิน  | ข     | กองคลัง     | ส่ง    | เสร็จ  |
| ๘      |       |       |             |        |        |
""")
    assert_measures(rows.measures, "| row | number |\n| 2 | ๑ |\n| 9 | ๗ |")
    (found,) = rows.findings
    assert (found.rule.code, found.cell, found.words) == ("T029", "A3", {"rows": "3-4, 6-8, 10"})
    assert found.value == "๒ | ๓. | กองคลัง | ยัง | ข้อ ๕ | กองช่าง | ๖ | ..... | ……………… | ๘"


def test_rows_that_are_not_filled_in_are_told_at_the_first_cell_of_the_first() -> None:
    rows = read("""
| number | issue | steps | responsible |
| ๑      | งบ    | ก     | กองคลัง     |

|        |       |       | กองคลัง     |
| ๓      |       |       | กองคลัง     |
""")
    assert_findings(rows.findings, "| code | cell | rows |\n| T029 | D4 | 4-5 |")


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
| กองคลัง |                            |         |             |        | T007 |
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
|        | ผลรวม                       |         |             | ๒      | T007 |
|        | ยอดรวมทั้งสิ้น              | ๒       |             |        | T007 |
|        | รวมเงิน                     |         |             | ๑๐๐    | T007 |
|        | รวมเป็นเงิน ๑๐๐ บาท         |         |             |        | T007 |
|        | รวม (๒)                     |         |             |        | T007 |
|        | Total                       |         |             | 2      | T007 |
|        | GRAND TOTAL                 |         |             | 2      | T007 |
|        | Sum:                        |         |             | 2      | T007 |
|        | Summary                     |         |             | 2      |      |
| จำนวนรวม | ๒                         |         |             |        | T007 |
|        | คิดเป็นร้อยละ               |         |             | ๑๐๐    | T007 |
|        | รวมคะแนน                    | ทำ      | กองคลัง     | ดี     |      |
|        | หมายเหตุ ข้อมูลปีก่อน       |         |             |        | T027 |
| หมายเหตุ | ข้อมูลปีก่อน              |         |             |        | T027 |
| หมายเหตุ: ข้อมูลปีก่อน |             |         |             |        | T027 |
|        | ที่มา: งานนโยบายและแผน      |         |             |        | T027 |
|        | ที่มา สำนักปลัด             |         |             |        | T027 |
|        | ที่มาของรายได้              |         |             |        |      |
|        | * ข้อมูลปีก่อน              |         |             |        | T027 |
|        | ** ไม่รวมงบกลาง             |         |             |        | T027 |
|        | 1/ ไม่รวมงบกลาง             |         |             |        | T027 |
|        | ๑/ไม่รวมงบกลาง              |         |             |        | T027 |
|        | 1/3/2566                    |         |             |        |      |
|        |                             | * ปีก่อน |            |        | T027 |
|        | ข้อมูล ณ วันที่ ๓๑ มี.ค. ๒๕๖๖ |       |             |        | T027 |
|        | ข้อมูลณรงค์                 |         |             |        |      |
|        | Remark: as of March         |         |             |        | T027 |
| ๒      | หมายเหตุ                    | ทำ      | กองคลัง     | ดี     |      |
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
    outside = [f for f in rows.findings if f.rule.code != "T030"]
    assert [f.rule.code for f in outside] == ([rule] if rule else [])
    assert len(rows.measures) == 3 - bool(rule)
    assert all(one.texts["issue"] in ("งบ", issue, "เงิน") for one in rows.measures)
    for found in outside:
        assert found.cell == ("A3" if number else "B3" if issue else "C3")
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
    ("merges", "section"), [("A2:C2", True), ("A2:E2", True), ("A2:B2", False), ("A3:C3", False)]
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
| number | issue                  | steps      | responsible | signed |
|        | ลงชื่อ ............    |            |             | yes    |
|        | (ลงชื่อ) ใจดี          | ใจดี       | ตำแหน่ง     | yes    |
|        | ลงนาม                  |            |             | yes    |
|        | ลงนามในประกาศ          |            |             | no     |
|        | ..........             |            |             | yes    |
|        | ( ………… )               |            |             | yes    |
|        | ----------             |            |             | yes    |
|        | ผู้รายงาน ใจดี         |            |             | yes    |
|        | ผู้อนุมัติ:            |            |             | yes    |
|        | ผู้รายงานผล            |            |             | no     |
|        | ...                    |            |             | no     |
| .....  | .....                  | .....      | .....       | yes    |
| ๒      | ลงชื่อ                 | ก          |             | no     |
| ลงชื่อ | ก                      | ข          | ค           | no     |
"""


@pytest.mark.parametrize(
    ("number", "issue", "steps", "responsible", "signed"), cells_of(SIGNED)[1:]
)
def test_a_signature_is_no_measure_and_the_table_goes_on_below_it(
    number: str, issue: str, steps: str, responsible: str, signed: str
) -> None:
    rows = read(
        "| number | issue | steps | responsible |\n"
        "| ๑ | งบ | ก | กองคลัง |\n"
        f"| {number} | {issue} | {steps} | {responsible} |\n"
        "| ๒ | เงิน | ข | กองคลัง |"
    )
    codes = [(f.rule.code, f.cell) for f in rows.findings]
    assert codes == ([("T008", "A3" if number else "B3")] if signed == "yes" else [])
    assert len(rows.measures) == (2 if signed == "yes" else 3)


# Below a signature: does a row belong to it, is it a measure, or something that must be looked at?
AFTER = """
| number | issue              | steps         | responsible | deadline | rule |
|        | (นายใจดี มีสุข)    |               |             |          | T008 |
|        | นางสาวใจดี มีสุข   | นายดี         |             |          | T008 |
|        | ตำแหน่ง ปลัด อบต.  |               |             |          | T008 |
|        | ผู้อำนวยการกองคลัง |               |             |          | T008 |
|        | ๓๑ มีนาคม ๒๕๖๖     |               |             |          | T008 |
|        | วันที่...../...../..... |          |             |          | T008 |
|        | รวม ๒ มาตรการ      |               |             |          | T007 |
|        | หมายเหตุ ดูหน้าหลัง |              |             |          | T027 |
|        | จัดอบรม            |               |             |          | T026 |
|        | เงิน               | ข             | กองคลัง     |          | T026 |
| ๒      | เงิน               |               |             |          | T026 |
|        | เงิน               | ข             | กองคลัง     | มี.ค.    |      |
| ๒      | เงิน               | ข             |             |          |      |
|        | ๒. เงิน            | ข             |             |          |      |
| ลำดับ  | ประเด็น            | มาตรการ       | ผู้รับผิดชอบ | กำหนดแล้วเสร็จ | T006 |
"""


@pytest.mark.parametrize("row", cells_of(AFTER)[1:], ids=lambda row: row[1])
def test_a_measure_below_a_signature_opens_the_table_again(row: list[str]) -> None:
    *cells, rule = row
    rows = read(
        "| number | issue | steps | responsible | deadline |\n"
        "| ๑ | งบ | ก | กองคลัง | มี.ค. |\n"
        "| | | ลงชื่อ..... | | |\n\n"
        f"| {' | '.join(cells)} |\n"
        "| | ของ | | | |"
    )
    opened = rule in ("", "T006")
    below = [] if opened else ["T026"]
    assert [f.rule.code for f in rows.findings] == ["T008", *filter(None, [rule]), *below]
    issues = [one.texts["issue"] for one in rows.measures]
    assert issues == ["งบ", *(["เงิน"] if not rule else []), *(["ของ"] if opened else [])]


def test_lines_below_a_note_belong_to_it_up_to_a_blank_row() -> None:
    rows = read("""
| number | issue          | steps |
| ๑      | งบ             | ก     |
|        | หมายเหตุ       |       |
|        | ๑. ไม่รวมงบกลาง |      |
|        | ตามข้อบัญญัติ  |       |
| ๒      |                |       |
| ๓      | ของ            | ข     |

|        | เงิน           |       |
""")
    assert_findings(
        rows.findings,
        """
| code | cell | value           |
| T027 | B3   | หมายเหตุ        |
| T027 | B4   | ๑. ไม่รวมงบกลาง |
| T027 | B5   | ตามข้อบัญญัติ   |
| T029 | A6   | ๒               |
""",
    )
    assert [one.texts["issue"] for one in rows.measures] == ["งบ", "ของ", "เงิน"]


COUNTED = """
| row                    | rule |
| (๑) ; (๒) ; (๓) ; (๔)  | T028 |
| 1 ; 2 ; 3 ; 4          | T028 |
| ๑. ; ๒. ; ๓.           | T028 |
| A ; B ; C ; D          | T028 |
| (ก) ; (ข) ; (ค)        | T028 |
| ; (2) ; (3) ; (4)      | T028 |
| 1 ; 2 ; 4              |      |
| 1 ; 2                  |      |
| ๑ ; ก ; ข              |      |
"""


@pytest.mark.parametrize(("row", "rule"), cells_of(COUNTED)[1:])
def test_the_columns_may_be_counted_below_a_header(row: str, rule: str) -> None:
    line = "| " + row.replace(";", "|") + " |"
    text = "| number | issue | steps | responsible |\n{}| ๑ | งบ | ก | กองคลัง |\n{}"
    rows = read(text.format(f"\n{line}\n", ""))
    assert [f.rule.code for f in rows.findings if f.rule.code == "T028"] == [rule][: len(rule)]
    again = "| ลำดับ | ประเด็น | มาตรการ | ผู้รับผิดชอบ |\n" + line
    rows = read(text.format("", again))
    assert [f.rule.code for f in rows.findings if f.rule.code == "T028"] == [rule][: len(rule)]
    rows = read(text.format("", line))
    assert [f for f in rows.findings if f.rule.code == "T028"] == []


def test_a_long_paragraph_is_no_signature() -> None:
    text = "| issue | steps |\n| งบ | ก |\n| ลงชื่อ{} | |"
    assert [f.rule.code for f in read(text.format("ก" * 113)).findings] == ["T008"]
    assert [f.rule.code for f in read(text.format("ก" * 114)).findings] == []


# --- quarters, added columns, notes ---------------------------------------------------------------

QUARTERS = """
| deadline | q1  | q2  | q3 | q4 | read                     | kept               |
|          | x   | x   |    |    | ไตรมาส 1 - 2             |                    |
|          | /   |     | /  | /  | ไตรมาส 1, ไตรมาส 3 - 4   |                    |
|          |     |     |    | ✓  | ไตรมาส 4                 |                    |
|          | XX  |     |    |    | ไตรมาส 1                 |                    |
|          | xxx |     |    |    |                          | 1=xxx              |
|          | ทำ  | x   |    |    | ไตรมาส 2                 | 1=ทำ               |
| มี.ค. ๖๖ | x   | ทำ  |    |    | มี.ค. ๖๖                 | 1=x 2=ทำ           |
|          |     |     |    |    |                          |                    |
|          | x   | x   | x  | x  | ไตรมาส 1 - 4             |                    |
|          | x   |     | x  |    | ไตรมาส 1, ไตรมาส 3       |                    |
|          |     | 15,000 |  |   |                          | 2=15,000           |
"""


@pytest.mark.parametrize(
    ("deadline", "q1", "q2", "q3", "q4", "read_as", "kept"), cells_of(QUARTERS)[1:]
)
def test_marks_under_quarters_are_a_deadline_and_words_are_kept(
    deadline: str, q1: str, q2: str, q3: str, q4: str, read_as: str, kept: str
) -> None:
    rows = read(
        "| issue | deadline | q1 | q2 | q3 | q4 | +หมายเหตุ |\n"
        f"| งบ | {deadline} | {q1} | {q2} | {q3} | {q4} | ดี |"
    )
    (one,) = rows.measures
    words = dict(word.split("=") for word in kept.split())
    extra = {f"ไตรมาส {quarter}": word for quarter, word in words.items()}
    assert one.texts["deadline"] == read_as and one.extra == {**extra, "หมายเหตุ": "ดี"}
    marked = [("T021", "C2", "deadline", read_as)] if read_as and not deadline else []
    columns = [("T005", f"{'BCDE'[int(q)]}1", "", f"ไตรมาส {q}") for q in words]
    found = [(f.rule.code, f.cell, f.column, f.value) for f in rows.findings]
    assert found == [*marked, *columns]


# What a person would call a mark, and what not.
MARKS = "✓ ✔ ✅ ☑ ☒ ● ■ ◉ ▲ ★ ↔ → ⇒ ➔ x X × √ * / 1 ๑ P ü þ \uf0fc TRUE true จริง --> <--> ←→ ✓✓ 🟢"
NO_MARKS = "- — . ? 0 2 11 ☐ □ ○ ❌ ✗ FALSE เท็จ ทำ a xxx ✓✓✓ ---- \ue000 %"


@pytest.mark.parametrize("text", MARKS.split())
def test_what_a_person_would_call_a_mark_is_one(text: str) -> None:
    (one,) = read(f"| issue | steps | q1 | q2 |\n| งบ | ก | | {text} |").measures
    assert one.texts["deadline"] == "ไตรมาส 2" and one.extra == {}


@pytest.mark.parametrize("text", NO_MARKS.split())
def test_what_is_no_mark_is_kept(text: str) -> None:
    (one,) = read(f"| issue | steps | q1 | q2 |\n| งบ | ก | | {text} |").measures
    assert one.texts["deadline"] == "" and one.extra == {"ไตรมาส 2": text}


def test_values_that_are_no_texts_mark_too() -> None:
    rows = read(
        "| issue | q1 | q2 | q3 | steps |\n| งบ | | | | ก |\n| เงิน | | | | ข |",
        values={"B2": True, "C2": 1.0, "D2": 2.0, "B3": False},
    )
    assert_measures(
        rows.measures, "| deadline | extra |\n| ไตรมาส 1 - 2 | ไตรมาส 3=2 |\n| | ไตรมาส 1=FALSE |"
    )


def test_a_mark_merged_over_quarters_marks_each() -> None:
    rows = read("| issue | steps | q1 | q2 | q3 | q4 |\n| งบ | ก | | → | | |", "D2:F2")
    assert_measures(rows.measures, "| deadline | extra |\n| ไตรมาส 2 - 4 | |")


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
        "| number | issue |\n| ๑ | รายงานการ |\n| | เงิน |\n\n| ๒ | รายงานการเงิน |\n| ลงชื่อ | |",
        notes={"B6": "ลายมือ", "B3": "ข", "A2": "ก", "A1": "หัว", "B5": "ค", "A4": "ว่าง"},
    )
    assert_measures(
        rows.measures,
        """
| number | issue         | notes        |
| ๑      | รายงานการเงิน | A2: ก; B3: ข |
| ๒      | รายงานการเงิน | B5: ค        |
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
    expected = [("M031", "B2", CELL_LENGTH + more, CELL_LENGTH)] * 2 if more else []
    found = [(f.rule.code, f.cell, f.words["length"], f.words["limit"])
             for f in rows.findings if f.rule.code == "M031"]  # fmt: skip
    assert found == expected
    assert [len(f.value) for f in rows.findings if f.rule.code == "M031"] == [80, 80][: 2 * more]
