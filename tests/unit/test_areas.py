"""Several tables of one sheet: where each begins, which cells are whose, and what heads it."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tables import cells_of, sheet_of

from ita_xlsx.intake.formats.cells import Details, Drawn, Link, Sheet
from ita_xlsx.intake.table.areas import areas_of
from ita_xlsx.intake.table.header import find_headers
from ita_xlsx.intake.table.table import Table, read_tables
from ita_xlsx.ooxml.addresses import a1


def tables_of(sheet: Sheet) -> list[Table]:
    return list(read_tables("กองคลัง.xlsx", sheet, tuple(find_headers(sheet))))


def told(sheet: Sheet) -> set[tuple[str, str]]:
    """The findings but for the columns that such a small table lacks."""
    found = (finding for one in tables_of(sheet) for finding in one.findings)
    return {(one.rule.code, one.cell) for one in found if one.rule.code != "T001"}


def assert_tables(sheet: Sheet, expected: str) -> None:
    """The tables are those of a text table, a line each, with the issues of their measures."""
    found = [
        [
            one.submission.division,
            str(one.submission.fiscal_year or ""),
            str(one.submission.header_row + 1),
            " ".join(f"{m.texts['issue']}@{m.row + 1}" for m in one.measures),
        ]
        for one in tables_of(sheet)
    ]
    assert found == cells_of(expected)[1:]


FORM = """
| กอง/สำนัก/หน่วย | กองคลัง | ปีงบประมาณ พ.ศ. | ๒๕๖๖ |
| ลำดับ | ประเด็น | มาตรการ | สถานะ |
| ๑ | งบ | ทำ | เสร็จ |
| ๒ | เงิน | ส่ง | เสร็จ |
"""
HEADER = "| ลำดับ | ประเด็น | มาตรการ | สถานะ |"


def below(*lines: str) -> Sheet:
    return sheet_of(FORM + "\n".join(lines))


# --- below each other -----------------------------------------------------------------------------


def test_a_second_form_below_is_a_table_of_its_own() -> None:
    sheet = below(
        "| | ลงชื่อ....... | | |",
        "| | (นายดี มีสุข) | | |",
        "",
        "| รายงานผลการดำเนินการ | | | |",
        "",
        "| กอง/สำนัก/หน่วย | กองช่าง | ปีงบประมาณ พ.ศ. | ๒๕๖๗ |",
        HEADER,
        "| ๑ | ถนน | ทำ | เสร็จ |",
    )
    assert_tables(
        sheet,
        """
| division | year | header | measures      |
| กองคลัง  | 2566 | 2      | งบ@3 เงิน@4   |
| กองช่าง  | 2567 | 11     | ถนน@12        |
""",
    )
    assert told(sheet) == {("T008", "B5"), ("T008", "B6"), ("T031", "A8")}


def test_what_a_second_form_does_not_say_is_said_by_the_first() -> None:
    sheet = below("", "| กอง/สำนัก/หน่วย | กองช่าง | | |", HEADER, "| ๑ | ถนน | ทำ | เสร็จ |")
    assert_tables(
        sheet,
        """
| division | year | header | measures    |
| กองคลัง  | 2566 | 2      | งบ@3 เงิน@4 |
| กองช่าง  | 2566 | 7      | ถนน@8       |
""",
    )
    second = tables_of(sheet)[1].submission
    assert second.label_cells == {"division": "B6", "fiscal_year": "D1"}


def test_who_reports_is_not_taken_from_another_division() -> None:
    reporter = "| ชื่อผู้รายงาน | นายดี | ชื่อหน่วยงาน | อบต.กุดรัง |\n"
    text = reporter + FORM.strip("\n") + "\n\n| กอง/สำนัก/หน่วย | {} | | |\n" + HEADER
    for division, reporters in (("กองช่าง", ["นายดี", None]), ("กองคลัง", ["นายดี"])):
        tables = tables_of(sheet_of(text.format(division)))
        assert [one.submission.labels.get("reporter") for one in tables] == reporters
        assert {one.submission.labels["organisation"] for one in tables} == {"อบต.กุดรัง"}


def test_a_division_in_a_title_begins_a_table_too() -> None:
    sheet = below("", "| กองช่าง | | | |", HEADER, "| ๑ | ถนน | ทำ | เสร็จ |")
    assert [one.submission.division for one in tables_of(sheet)] == ["กองคลัง", "กองช่าง"]


def test_the_header_again_is_another_page() -> None:
    """Whatever of the heading comes again with it."""
    pages = (
        [HEADER],
        ["", HEADER],
        ["| กอง/สำนัก/หน่วย | กองคลัง | ปีงบประมาณ พ.ศ. | ๒๕๖๖ |", HEADER],
        ["| | ลงชื่อ..... | | |", "", HEADER],
    )
    for lines in pages:
        (one,) = tables_of(below(*lines, "| ๓ | ของ | ดู | เสร็จ |"))
        assert [measure.texts["issue"] for measure in one.measures] == ["งบ", "เงิน", "ของ"]
        found = told(below(*lines, "| ๓ | ของ | ดู | เสร็จ |"))
        assert ("T006", a1(3 + len(lines), 0)) in found
        assert {code for code, _ in found} <= {"T006", "T008"}


def test_a_text_between_pages_is_quoted_and_no_title() -> None:
    (one,) = tables_of(below("", "| | จัดอบรม | | |", "", HEADER, "| ๓ | ของ | ดู | เสร็จ |"))
    assert [measure.texts["issue"] for measure in one.measures] == ["งบ", "เงิน", "จัดอบรม", "ของ"]


def test_a_table_with_other_columns_is_another_table() -> None:
    sheet = below("", "| ประเด็น | สถานะ | มาตรการ | |", "| ถนน | เสร็จ | ทำ | |")
    assert_tables(
        sheet,
        """
| division | year | header | measures    |
| กองคลัง  | 2566 | 2      | งบ@3 เงิน@4 |
| กองคลัง  | 2566 | 6      | ถนน@7       |
""",
    )


# --- side by side ---------------------------------------------------------------------------------


def test_tables_side_by_side_have_their_own_labels_or_those_of_the_first() -> None:
    labels = "| กอง/สำนัก/หน่วย | กองคลัง | ปีงบประมาณ พ.ศ. | ๒๕๖๖ | | {} |"
    table = (
        f"{HEADER[:-1]}| | ประเด็น | มาตรการ | สถานะ |\n| ๑ | งบ | ทำ | เสร็จ | | ถนน | ทำ | เสร็จ |"
    )
    for beside, division in (("", "กองคลัง"), ("กอง/สำนัก/หน่วย | กองช่าง", "กองช่าง")):
        assert_tables(
            sheet_of(labels.format(beside) + "\n" + table),
            f"""
| division   | year | header | measures |
| กองคลัง    | 2566 | 2      | งบ@3     |
| {division} | 2566 | 2      | ถนน@3    |
""",
        )


def test_tables_side_by_side_may_begin_in_different_rows() -> None:
    sheet = sheet_of("""
| กอง/สำนัก/หน่วย | กองคลัง |      |       |  |                 |         |       |
| ลำดับ           | ประเด็น | มาตรการ | สถานะ | |                |         |       |
| ๑               | งบ      | ทำ   | เสร็จ |  | กอง/สำนัก/หน่วย | กองช่าง |       |
| ๒               | เงิน    | ส่ง  | เสร็จ |  | ประเด็น         | มาตรการ | สถานะ |
|                 | รวม     |      |       |  | ถนน             | ทำ      | เสร็จ |
| ลำดับ           | ประเด็น | มาตรการ | สถานะ | |               |         |       |
| ๓               | ของ     | ดู   | เสร็จ |  | ไฟ              | ซ่อม    | รอ    |
""")
    assert_tables(
        sheet,
        """
| division | year | header | measures          |
| กองคลัง  |      | 2      | งบ@3 เงิน@4 ของ@7 |
| กองช่าง  |      | 4      | ถนน@5 ไฟ@7        |
""",
    )


# --- what is beside the values --------------------------------------------------------------------


def test_each_table_has_what_is_beside_its_own_cells() -> None:
    sheet = sheet_of(f"""
{HEADER}
| ๑ | งบ | ทำ | เสร็จ |

{HEADER.replace("สถานะ", "ผลการดำเนินงาน")}
| ๑ | ถนน | ทำ | เสร็จ |
""", merges="A2:B2 A5:A6")  # fmt: skip
    places = {(1, 1): "a", (4, 1): "b"}
    details = Details(
        formulas=places, errors=places, notes=places, struck=places,
        uncached=frozenset(places), stray_quotes=frozenset(places),
        hidden_rows=frozenset({1, 4}), hidden_columns=frozenset({2}),
        links=(Link((1, 1, 1, 1), "a"), Link((4, 1, 5, 1), "b")),
        drawn=(Drawn("text", (1, 1)), Drawn("text", (4, 1)), Drawn("text", None)),
    )  # fmt: skip
    whole = Sheet("ก", sheet.rows, merges=sheet.merges, details=details)
    first, second = (area.sheet for area in areas_of(whole, tuple(find_headers(whole))))
    assert (first.merges, second.merges) == (((1, 0, 1, 1),), ((4, 0, 5, 0),))
    for one, place, letter, row in ((first, (1, 1), "a", 1), (second, (4, 1), "b", 4)):
        own = one.details
        for found in (own.formulas, own.errors, own.notes, own.struck):
            assert found == {place: letter}
        assert own.uncached == own.stray_quotes == {place} and own.hidden_rows == {row}
        assert own.hidden_columns == {2} and [link.address for link in own.links] == [letter]
    assert [one.place for one in first.details.drawn] == [(1, 1), None]
    assert [one.place for one in second.details.drawn] == [(4, 1)]


lines = st.sampled_from([
    "", HEADER, f"{HEADER[:-1]}|{HEADER}", "| สถานะ | มาตรการ | ประเด็น |", "| ๑ | งบ | ทำ | เสร็จ |",
    "| | | | | | ๑ | งบ | ทำ | เสร็จ |", "| กอง/สำนัก/หน่วย | กองช่าง |", "| | ลงชื่อ.... |",
    "| | | | | | กอง/สำนัก/หน่วย | กองคลัง |", "| รวม | | ๒ |", "| | หมายเหตุ |", "| | | | | ก |",
    "| | | | | | ประเด็น | มาตรการ | สถานะ |",
])  # fmt: skip


@settings(max_examples=300)
@given(st.lists(lines, max_size=14))
def test_every_cell_is_in_one_table(rows: list[str]) -> None:
    sheet = sheet_of("\n".join([HEADER, *rows, ""]))
    cells = [
        (number, column)
        for area in areas_of(sheet, tuple(find_headers(sheet)))
        for number, row in area.sheet.numbered()
        for column, value in enumerate(row)
        if value != ""
    ]
    assert len(cells) == len(set(cells)) == sum(value != "" for row in sheet.rows for value in row)
    for one in tables_of(sheet):
        assert {measure.row for measure in one.measures} <= {row for row, _ in cells}
