"""What stands around a table: labelled lines first, then titles, the sheet's name, the file's."""

import pytest
from tables import cells_of, sheet_of

from ita_xlsx.intake.formats.cells import Value
from ita_xlsx.intake.table.heading import Heading, others_above, read_heading
from ita_xlsx.official.form import FORM
from ita_xlsx.official.labels import LABELS
from ita_xlsx.official.names.divisions import NO_OWN_NAMES, OwnNames, own_names
from ita_xlsx.official.stamp import VISIBLE_STAMP

OWN = own_names([("กองอวกาศ", ("อวกาศ",))])


def heading(
    text: str,
    *,
    rows: int | None = None,
    name: str = "Sheet1",
    file: str = "a.xlsx",
    merges: str = "",
    values: dict[str, Value] | None = None,
    own: OwnNames = NO_OWN_NAMES,
    above: Heading | None = None,
) -> Heading:
    """The heading of a sheet, all of whose rows lie above the table unless ``rows`` do."""
    sheet = sheet_of(text, name=name, merges=merges, values=values)
    return read_heading(sheet, len(sheet.rows) if rows is None else rows, file, own, above)


def said(one: Heading) -> set[str]:
    """``key=text from origin at cell`` of everything that a heading says."""
    return {
        f"{key}={text} from {one.origins[key]} at {one.cells.get(key) or '-'}"
        for key, text in one.texts.items()
    }


def assert_said(one: Heading, expected: str) -> None:
    """The heading says what the lines of a text table say, and nothing else."""
    rows = cells_of(expected)[1:]
    assert said(one) == {
        f"{key}={text} from {origin} at {cell}" for key, text, origin, cell in rows
    }


# --- labelled lines -----------------------------------------------------------------------------


def test_a_label_has_its_text_in_the_next_cell_that_is_not_blank() -> None:
    found = heading("""
| ชื่อหน่วยงาน  | อบต.กุดรัง |        | กอง/สำนัก/หน่วย: |        | กองคลัง |
| อำเภอ          |            | กุดรัง |                  |        |         |
|                | จังหวัด    | มหาสารคาม | ปีงบประมาณ พ.ศ. | ๒๕๖๖ | รอบการรายงาน | รอบ 6 เดือน |
""")
    assert_said(
        found,
        """
| key          | text        | origin | cell |
| organisation | อบต.กุดรัง  | label  | B1   |
| division     | กองคลัง     | label  | F1   |
| district     | กุดรัง      | label  | C2   |
| province     | มหาสารคาม   | label  | C3   |
| fiscal_year  | ๒๕๖๖        | label  | E3   |
| round        | รอบ 6 เดือน | label  | G3   |
""",
    )
    assert (found.division, found.fiscal_year, found.round) == ("กองคลัง", 2566, 6)


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.key)
def test_every_wording_of_a_label_is_known(label: object) -> None:
    assert isinstance(label, type(LABELS[0]))
    for wording in (label.text, *label.aliases):
        for typed in (wording, f" {wording} : ", wording.replace(" ", "")):
            found = heading(f"| {typed} | x |")
            assert found.texts[label.key] == "x" and found.cells[label.key] == "B1"


def test_a_label_without_a_text_names_the_cell_where_it_belongs() -> None:
    found = heading("""
| ชื่อหน่วยงาน |            |        |
| อำเภอ        | จังหวัด    | กุดรัง |
| ผู้รายงาน    |            | ตำแหน่ง |
""", merges="A1:C1")  # fmt: skip
    assert found.cells == {
        "organisation": "D1", "district": "B2", "province": "C2",
        "reporter": "B3", "position": "D3",
    }  # fmt: skip
    assert found.texts == {"province": "กุดรัง"}


def test_the_first_of_two_equal_labels_counts_even_if_it_is_empty() -> None:
    assert heading("| อำเภอ | กุดรัง |\n| อำเภอ | เมือง |").texts["district"] == "กุดรัง"
    empty = heading("| ผู้รายงาน | |\n| ผู้รายงาน | ใจดี |")
    assert empty.texts == {} and empty.cells == {"reporter": "B1"}


def test_the_text_of_a_merged_label_stands_right_of_it() -> None:
    text = "| อำเภอ | | กุดรัง | |\n| จังหวัด | ก | ข | ค |"
    found = heading(text, merges="A1:B1 A2:C2")
    assert (found.texts["district"], found.cells["district"]) == ("กุดรัง", "C1")
    assert (found.texts["province"], found.cells["province"]) == ("ค", "D2")


def test_texts_of_labels_are_as_a_clerk_sees_them() -> None:
    found = heading("| ปีงบประมาณ | |\n| ผู้รายงาน | |", values={"B1": 2566.0, "B2": " นํ้า\u200b "})
    assert (found.texts["fiscal_year"], found.texts["reporter"]) == ("2566", "น้ำ")


def test_nothing_below_the_rows_above_the_table_is_read() -> None:
    text = "| อำเภอ | กุดรัง |\n| จังหวัด | มหาสารคาม |\n| ปีงบประมาณ ๒๕๖๖ |"
    assert heading(text, rows=1).texts == {"district": "กุดรัง"}
    assert heading(text, rows=0).texts == {}


def test_a_long_text_is_no_label() -> None:
    assert heading("| อำเภอ" + " " * 35 + ". | กุดรัง |").texts == {}
    assert heading("| อำเภอ" + " " * 34 + ". | กุดรัง |").texts == {"district": "กุดรัง"}


# --- titles, sheet, file --------------------------------------------------------------------------


def test_a_title_says_what_no_label_does() -> None:
    found = heading("""
| รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ รอบ ๖ เดือน |                  |
| องค์การบริหารส่วนตำบลกุดรัง อำเภอกุดรัง จังหวัดมหาสารคาม    | สำนักปลัด        |
| อำเภอ                                                          | เมือง            |
""")
    assert_said(
        found,
        """
| key          | text                       | origin | cell |
| fiscal_year  | 2566                       | title  | A1   |
| round        | 6 เดือน                    | title  | A1   |
| organisation | องค์การบริหารส่วนตำบลกุดรัง | title | A2   |
| province     | มหาสารคาม                  | title  | A2   |
| division     | สำนักปลัด                  | title  | B2   |
| district     | เมือง                      | label  | B3   |
""",
    )


def test_labels_win_over_titles_titles_over_the_sheet_and_that_over_the_file() -> None:
    label, title = "| กอง | กองคลัง |\n", "| รายงานของกองช่าง (กองช่าง) |\n"
    name, file = "สำนักปลัด 2566", "แบบ_หน่วยตรวจสอบภายใน_2567.xlsx"
    found = heading(label + title, name=name, file=file)
    assert (found.division, found.origins["division"]) == ("กองคลัง", "label")
    found = heading(title, name=name, file=file)
    assert (found.division, found.origins["division"]) == ("กองช่าง", "title")
    assert (found.fiscal_year, found.origins["fiscal_year"]) == (2566, "sheet")
    found = heading("| - |", name=name, file=file)
    assert (found.division, found.origins["division"]) == ("สำนักปลัด", "sheet")
    found = heading("| - |", file=f"/รอบ 1/กองช่าง 2560/{file}")
    assert_said(
        found,
        """
| key         | text               | origin | cell |
| division    | หน่วยตรวจสอบภายใน  | file   | -    |
| fiscal_year | 2567               | file   | -    |
""",
    )


def test_a_label_left_empty_is_filled_from_the_title_at_its_own_cell() -> None:
    found = heading("| ปีงบประมาณ | |\n| แผน ปีงบประมาณ 2566 |")
    assert said(found) == {"fiscal_year=2566 from title at B1"}


TITLES = """
| titles                                           | key          | read                        |
| ประจำปีงบประมาณ พ.ศ. ๒๕๖๖                        | fiscal_year  | 2566                        |
| ปีงบประมาณ พ. ศ. 2570                            | fiscal_year  | 2570                        |
| ปีงบประมาณ พ.ศ. ๒๕๗๙                             | fiscal_year  | 2579                        |
| ปีงบประมาณ2566                                   | fiscal_year  | 2566                        |
| ปี 2566                                          | fiscal_year  |                             |
| ปีงบประมาณ 25๚                                   | fiscal_year  |                             |
| ปีงบประมาณ 66                                    | fiscal_year  | 66                          |
| ปีงบฯ 69                                         | fiscal_year  | 69                          |
| ปี งบประมาณ ๒๕๖๙                                 | fiscal_year  | 2569                        |
| ประจำปี 2569                                     | fiscal_year  | 2569                        |
| ประจำปี พ.ศ. ๒๕๖๙                                | fiscal_year  | 2569                        |
| ประจำปีงบฯ ๖๙ ปีงบประมาณ 2569                    | fiscal_year  | 69                          |
| ปีงบประมาณ 2027                                  | fiscal_year  | 2027                        |
| ประจำปีงบประมาณ 12 เรื่อง                        | fiscal_year  |                             |
| รายงาน ปีงบประมาณ 2569 / ตามแผนพัฒนา ประจำปี 2568 | fiscal_year | 2569                        |
| การประเมิน ITA ประจำปีงบประมาณ 2569 / รายงานผล ประจำปีงบประมาณ พ.ศ. 2568 | fiscal_year | 2568 |
| รายงานผล ปีงบประมาณ 2568 ตามการประเมิน ITA ประจำปี 2569 | fiscal_year | 2568               |
| ตามผลการประเมิน ประจำปี 2568 รายงาน ประจำปี 2569 | fiscal_year  | 2569                        |
| การประเมิน ITA ปีงบประมาณ 2569                   | fiscal_year  | 2569                        |
| OIT ข้อ O26 ประจำปี 2569 / รายงานผล ประจำปี 2568 | fiscal_year  | 2568                        |
| รายงาน ITA ประจำปี 2569 / รายงานผล ประจำปี 2568  | fiscal_year  |                             |
| รายงาน ITA ประจำปี 2569 / รายงานผล ประจำปี 2568 (ต.ค. 67 - ก.ย. 68) | fiscal_year | 2568     |
| การประเมิน ITA ปีงบประมาณ 2569 / ตุลาคม 2567 - กันยายน 2568 | fiscal_year | 2568           |
| ประเมิน ปีงบประมาณ 2568 / ประเมิน ปีงบประมาณ 2569 | fiscal_year |                             |
| (ต.ค. 68 – มี.ค. 69)                             | fiscal_year  | 2569                        |
| ปีงบประมาณ 2566 / ปีงบประมาณ ๒๕๖๖                | fiscal_year  | 2566                        |
| ปีงบประมาณ 2565 / ปีงบประมาณ 2566                | fiscal_year  |                             |
| รอบ 6 เดือน                                      | round        | 6 เดือน                     |
| รอบระยะเวลา ๑๒ เดือน                             | round        | 12 เดือน                    |
| รอบ 9 เดือน                                      | round        | 9 เดือน                     |
| (ตุลาคม 2568 – มีนาคม 2569)                      | round        | ตุลาคม 2568 – มีนาคม 2569   |
| รอบ 6 เดือน (ต.ค. ๖๘ - มี.ค. ๖๙)                 | round        | 6 เดือน                     |
| รอบ 6 เดือน (ต.ค. ๖๘ - มิ.ย. ๖๙)                 | round        |                             |
| 1 ต.ค. 2568 ถึง 30 ก.ย. 2569                     | round        | 1 ต.ค. 2568 ถึง 30 ก.ย. 2569 |
| ไตรมาสที่ 2                                      | round        | ไตรมาสที่ 2                 |
| รอบ 3 เดือน                                      | round        | 3 เดือน                     |
| รอบ 6 เดือน ไตรมาสที่ 2                          | round        | 6 เดือน                     |
| ไตรมาส 1 - 2                                     | round        | ไตรมาส 1 - 2                |
| ข้อมูลย้อนหลัง 6 เดือน                           | round        |                             |
| รอบ 6 เดือน / รอบ 12 เดือน                       | round        |                             |
| เทศบาลตำบลวังยาว                                 | organisation | เทศบาลตำบลวังยาว            |
| อบต.กุดรัง ๒                                     | organisation | อบต.กุดรัง                  |
| อบจ. พะเยา                                       | organisation | อบจ. พะเยา                  |
| เทศบาลเมือง  ห่างไป                              | organisation |                             |
| องค์การบริหารส่วนจังหวัดพะเยา                    | organisation | องค์การบริหารส่วนจังหวัดพะเยา |
| อำเภอ กุดรัง                                     | district     | กุดรัง                      |
| จังหวัดมหาสารคาม 44150                           | province     | มหาสารคาม                   |
| กองคลัง                                          | division     | กองคลัง                     |
| รายงานของ กองคลัง                                | division     | กองคลัง                     |
| รายงาน(กองคลัง)                                  | division     | กองคลัง                     |
| รายงานของกองคลัง                                 | division     |                             |
| กองการศึกษา ศาสนา และวัฒนธรรม ๒๕๖๖               | division     | กองการศึกษา ศาสนา และวัฒนธรรม |
| กองคลัง กองช่าง                                  | division     |                             |
| กองคลัง – กอง คลัง                               | division     | กองคลัง                     |
"""


@pytest.mark.parametrize(("titles", "key", "read"), cells_of(TITLES)[1:])
def test_what_titles_say_where_they_say_one_thing_only(titles: str, key: str, read: str) -> None:
    lines = "\n".join(f"| {title} |" for title in titles.split("/"))
    assert heading(lines).texts.get(key, "") == read


def test_titles_are_found_with_the_first_cell_that_says_so() -> None:
    text = "| | ปีงบประมาณ 2566 |\n| ปีงบประมาณ ๒๕๖๖ | กองคลัง |"
    both, first = heading(text), heading(text, rows=1)
    assert both.texts == {"fiscal_year": "2566", "division": "กองคลัง"}
    assert both.cells == {"fiscal_year": "B1", "division": "B2"}
    assert (first.texts, first.cells) == ({"fiscal_year": "2566"}, {"fiscal_year": "B1"})


def test_the_year_of_the_titles_is_known_beside_that_of_a_label() -> None:
    both = heading("| รายงาน ปีงบประมาณ 2565 |\n| ปีงบประมาณ | 2566 |")
    assert (both.fiscal_year, both.title_year) == (2566, ("2565", "A1"))
    assert heading("| ปีงบประมาณ | 2566 |").title_year == ("", "")


def test_an_introduction_is_no_title_and_a_number_neither() -> None:
    title = "ปีงบประมาณ 2566"
    assert heading(f"| {title}{'.' * 235} |").texts == {"fiscal_year": "2566"}
    assert heading(f"| {title}{'.' * 236} |").texts == {}
    assert heading("| |", values={"A1": 2566.0}).texts == {}


def test_a_label_is_no_title_of_its_own() -> None:
    assert heading("| ปีงบประมาณ |\n| กองคลัง |").texts == {"division": "กองคลัง"}
    assert heading("| กอง |").texts == {}


def test_the_organisation_s_own_names_of_its_divisions_are_known() -> None:
    assert heading("| รายงาน อวกาศ |", own=OWN).division == "กองอวกาศ"
    assert heading("| รายงาน อวกาศ |").division == ""
    assert heading("| กอง | อวกาศ |", own=OWN).division == "กองอวกาศ"
    assert heading("| - |", own=OWN, name="อวกาศ_66").division == "กองอวกาศ"
    assert heading("| - |", own=OWN, file="อวกาศ.xlsx").division == "กองอวกาศ"
    assert heading("| อวกาศ |", own=OWN).cells == {"division": "A1"}


def test_a_division_in_a_title_may_have_one_letter_or_four_words() -> None:
    own = own_names([("ก", ()), ("กอง ก ข ค", ()), ("กอง ก ข ค ง", ())])
    assert heading("| ก |", own=own).division == "ก"
    assert heading("| รายงาน กอง ก ข ค ปี ๖๖ |", own=own).division == "กอง ก ข ค"
    assert heading("| รายงาน กอง ก ข ค ง ปี ๖๖ |", own=own).division == "กอง ก ข ค"


NAMES = """
| name                     | division  | year |
| กองคลัง                  | กองคลัง   |      |
| กองคลัง_2566             | กองคลัง   | 2566 |
| แบบรายงาน_กองช่าง_๒๕๖๖  | กองช่าง   | 2566 |
| 25661 กองคลัง            | กองคลัง   |      |
| 12566 กองคลัง            | กองคลัง   |      |
| ปีงบประมาณ 2567 ของ 2566 |           |      |
| 2566 2567                |           | 2566 |
| 66                       |           |      |
"""


@pytest.mark.parametrize(("name", "division", "year"), cells_of(NAMES)[1:])
def test_the_name_of_a_sheet_or_file_says_division_and_year(
    name: str, division: str, year: str
) -> None:
    for found in (heading("| - |", name=name), heading("| - |", file=f"{name}.xlsx")):
        assert found.division == division
        if year or "ปี" not in name:
            assert found.fiscal_year == (int(year) if year else None)


def test_a_name_that_a_mac_decomposed_is_composed_again() -> None:
    own = own_names([("กองคาเฟ่ Caf\u00e9", ())])
    found = heading("| - |", file="กองคาเฟ่_Cafe\u0301_2566.xlsx", own=own)
    assert (found.division, found.fiscal_year) == ("กองคาเฟ่ Caf\u00e9", 2566)


# --- several tables in a sheet --------------------------------------------------------------------

FIRST = """
| ชื่อหน่วยงาน | อบต.กุดรัง | ปีงบประมาณ | 2566 |
| กอง | กองคลัง | ผู้รายงาน | ใจดี |
"""
# What stands above the second table, and the division and reporter that it has, with their cells.
SECOND = """
| above                                     | division | at | reporter | at | why |
| - ; -                                     | กองคลัง  | B2 | ใจดี     | D2 | nothing is said of it |
| กอง ; กองช่าง                             | กองช่าง  | B1 |          |    | another division |
| กอง ;                                     |          | B1 |          |    | one left out |
| กองช่าง ;                                 | กองช่าง  | A1 |          |    | another one in a title |
| ผู้รายงาน ; ดีใจ                          | กองคลัง  | B2 | ดีใจ     | B1 | its own reporter |
| ผู้รายงาน ;                               | กองคลัง  | B2 |          | B1 | nobody |
"""


@pytest.mark.parametrize(
    ("above", "division", "place", "reporter", "reporter_place", "why"), cells_of(SECOND)[1:]
)
def test_the_heading_of_the_table_before_says_what_its_own_does_not(
    above: str, division: str, place: str, reporter: str, reporter_place: str, why: str
) -> None:
    cells = " | ".join(cell.strip() for cell in above.split(";"))
    found = heading(f"| {cells} |", above=heading(FIRST), name="หน่วยตรวจสอบภายใน 2570")
    assert (found.texts["organisation"], found.cells["organisation"]) == ("อบต.กุดรัง", "B1")
    assert (found.fiscal_year, found.origins["fiscal_year"]) == (2566, "above"), why
    if division:
        assert (found.division, found.cells["division"]) == (division, place), why
    assert found.texts.get("reporter", "") == reporter, why
    assert found.cells.get("reporter", "") == reporter_place, why


# --- what is in no label --------------------------------------------------------------------------


def test_what_else_is_above_a_table_is_told_with_its_cells() -> None:
    sheet = sheet_of(
        f"""
| {FORM.title}  |           |            |                 |
| กอง           | กองคลัง   | ผู้รายงาน  |                 |
| ลงรับ ๑๒      |           | {FORM.legend[1]} | {VISIBLE_STAMP.format(version="9")} |

| {FORM.note}   | กองคลัง   | อำเภอ      | กุดรัง          |
| ลำดับ         | ประเด็น   |            |                 |
""",
        values={"E3": 12.0, "B3": " \u200b"},
    )
    assert list(others_above(sheet, 5)) == [(2, {0: "ลงรับ ๑๒", 4: "12"}), (4, {1: "กองคลัง"})]
    assert list(others_above(sheet, 1)) == []


# --- what the texts mean --------------------------------------------------------------------------

YEARS = """
| typed          | year |
| 2566           | 2566 |
| ๒๕๖๖           | 2566 |
| พ.ศ. 2566      | 2566 |
| 66             | 2566 |
| ปี ๖๗          | 2567 |
| 2466           |      |
| 25666          |      |
| 166            |      |
| ปีนี้          |      |
"""


@pytest.mark.parametrize(("typed", "year"), cells_of(YEARS)[1:])
def test_the_year_of_a_label(typed: str, year: str) -> None:
    found = heading(f"| ปีงบประมาณ | {typed} |")
    assert found.fiscal_year == (int(year) if year else None)


ROUNDS = """
| typed        | months |
| รอบ 6 เดือน  | 6      |
| ๑๒ เดือน     | 12     |
| 6            | 6      |
| 16 เดือน     |        |
| 62           |        |
| 9 เดือน      | 9      |
| รอบแรก       |        |
| ครั้งที่ ๑ (๖ เดือน) | 6 |
| ๖ เดือนแรก   | 6      |
| รอบที่ ๑     |        |
| รอบที่ ๑ (ต.ค. ๖๘ – มี.ค. ๖๙) | 6 |
| 6 เดือนหลัง  |        |
| ตุลาคม 2568 – มีนาคม 2569 | 6 |
| ต.ค. ๖๘ - มิ.ย. ๖๙ | 9 |
| ต.ค.68-ก.ย.69 | 12    |
| เม.ย. - ก.ย. 69 |     |
| ไตรมาส ๑ - ๒ | 6      |
| ไตรมาสที่ 3  |        |
| 3 เดือน      |        |
| ตลอดปีงบประมาณ | 12   |
| ครึ่งปีแรก   | 6      |
| 31 มี.ค. 2569 |       |
"""


@pytest.mark.parametrize(("typed", "months"), cells_of(ROUNDS)[1:])
def test_the_months_of_a_round(typed: str, months: str) -> None:
    found = heading(f"| รอบ | {typed} |")
    assert found.round == (int(months) if months else None)


# Above the table, and the round that is read, from where, in which cell.
WHOLE_YEAR = """
| above                                                  | round        | origin | cell |
| รายงานผล ประจำปีงบประมาณ พ.ศ. 2568                     | รอบ 12 เดือน | year   | A1   |
| อบต.กุดรัง ; รายงานผล ประจำปี ๒๕๖๘                     | รอบ 12 เดือน | year   | B1   |
| รายงานผล ปีงบประมาณ พ.ศ. 2568                          |              |        |      |
| รายงานผล ประจำปี 2568 รอบ 9 เดือน                      | 9 เดือน      | title  | A1   |
| รายงานผล ประจำปี 2568 ไตรมาส 3                         | ไตรมาส 3     | title  | A1   |
| รายงานผล ประจำปี 2568 ; รอบ ;                          |              |        |      |
| ตามผลการประเมิน ITA ประจำปีงบประมาณ 2568               |              |        |      |
| รายงานผล ประจำปี 2568 ; ประจำปี 2569                   |              |        |      |
| รายงานผล ประจำปีงบประมาณ 2568 ; ปีงบประมาณ ; 2568      |              |        |      |
"""


@pytest.mark.parametrize(("above", "months", "origin", "cell"), cells_of(WHOLE_YEAR)[1:])
def test_a_title_of_a_year_without_a_round_is_on_the_whole_year(
    above: str, months: str, origin: str, cell: str
) -> None:
    found = heading("| " + " | ".join(one.strip() for one in above.split(";")) + " |")
    assert found.texts.get("round", "") == months
    assert found.origins.get("round", "") == origin
    assert not cell or found.cells["round"] == cell


def test_the_name_of_a_file_says_the_round_too_but_never_the_whole_year() -> None:
    assert heading("| - |", file="แบบรายงาน ประจำปี 2569.xlsx").round is None
    assert heading("| - |", file="แบบ ปี 2569 รอบ 9 เดือน.xlsx").round == 9
    titled = heading("| รายงานผล ประจำปี 2568 |", file="รอบ 6 เดือน.xlsx")
    assert (titled.round, titled.origins["round"]) == (6, "file")


@pytest.mark.parametrize("typed", ["สำนักงานปลัด", "กองการศึกษา", "กองใหม่"])
def test_a_division_is_named_as_typed_or_as_the_plan_calls_it(typed: str) -> None:
    assert heading(f"| กอง | {typed} |").division == typed
    assert heading("| กอง | กองศึกษา |", own=own_names([(typed, ["กองศึกษา"])])).division == typed
    assert Heading({}).division == "" and Heading({}).fiscal_year is None
    assert Heading({}).round is None
