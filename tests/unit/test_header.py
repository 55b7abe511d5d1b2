"""Where a table's header lies in a sheet, and which column is which."""

from collections.abc import Sequence

import pytest
from tables import cells_of, sheet_of

from ita_xlsx.intake.formats.cells import Sheet, Value
from ita_xlsx.intake.table.header import Header, find_header, find_headers, is_repeated_header
from ita_xlsx.official.columns import COLUMNS
from ita_xlsx.ooxml.addresses import letters


def said(header: Header | None) -> str:
    """A header in one line: its rows as Excel counts them, then each column.

    ``B issue`` is a column, ``B issue~ประเดน`` one nearly spelt so, ``B +รหัส`` an added one,
    ``B =มาตรการ`` one that repeats another, ``B &steps`` one whose texts go on with those of
    another, ``B q1`` the marks of a quarter.
    """
    if header is None:
        return "none"
    columns = {column: key for key, column in header.columns.items()}
    columns |= {header.columns[key]: f"{key}~{typed}" for key, typed in header.near.items()}
    columns |= {column: f"+{typed}" for column, typed in header.extra.items()}
    columns |= {column: f"={typed}" for column, typed in header.repeated.items()}
    columns |= {column: f"&{key}" for column, key in header.joined.items()}
    columns |= {column: f"q{quarter}" for column, quarter in header.quarters.items()}
    rows = str(header.first + 1) + (f"-{header.last + 1}" if header.last > header.first else "")
    return ", ".join(
        [rows, *(f"{letters(column)} {columns[column]}" for column in sorted(columns))]
    )


def found(text: str, values: dict[str, Value] | None = None) -> str:
    return said(find_header(sheet_of(text, values=values)))


# --- one row --------------------------------------------------------------------------------------


def test_the_official_header_is_found_below_titles() -> None:
    assert found("""
| รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรม |

| กอง/สำนัก/หน่วย | กองคลัง |
| ลำดับ | ประเด็นที่ต้องปรับปรุงแก้ไข/ประเด็นที่ต้องพัฒนา | ขั้นตอนหรือวิธีการ/มาตรการ | ผู้รับผิดชอบ |
| ๑ | งบ | ทำ | กองคลัง |
""") == "4, A number, B issue, C steps, D responsible"  # fmt: skip


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
def test_every_wording_of_a_column_is_known_however_it_is_spaced(column: object) -> None:
    assert isinstance(column, type(COLUMNS[0]))
    others = [one for one in COLUMNS if one.key in ("issue", "steps", "result")]
    others = [one for one in others if one.key != column.key]
    for wording in (column.header, *column.aliases):
        spaced = f" {wording}" if wording == "#" else f" {wording.replace('/', ' / ')}:"
        for typed in (wording, spaced, wording.replace("่", "่\u200b")):
            row: list[Value] = ["", typed, *(one.header for one in others)]
            header = find_header(Sheet("ก", [row]))
            assert header is not None and header.columns[column.key] == 1, typed
            assert header.near == {} and header.extra == {}


# What is the header of a table of measures, and what is not: the kind of each of its columns.
ROWS = """
| row                                                       | header                         |
| ประเด็น ; มาตรการ ; ผลการดำเนินงาน                        | issue steps result             |
| ; ประเด็น ; ; มาตรการ ; สถานะ                             | - issue - steps status         |
| ประเด็น ; มาตรการ                                         | none                           |
| ประเด็น ; มาตรการ ; ตัวชี้วัด ; รหัส                      | none                           |
| ลำดับ ; สถานะ ; ผู้รับผิดชอบ ; ระยะเวลา ; หลักฐาน         | none                           |
| ลำดับ ; สถานะ ; ผลการดำเนินงาน                            | number status result           |
| ลำดับ ; สถานะ ; ประเด็น                                   | number status issue            |
| ลำดับ ; สถานะ ; มาตรการ                                   | number status steps            |
| ประเด็น ; มาตรการ ; ผู้รับผิดชอบบ                         | issue steps responsible~       |
| ประเด็น ; ขั้นตอนหรือวิธีกาน ; ผู้รับผิดชอบบ              | none                           |
| ประเด็น ; มาตรการ ; ข้อเสนอแนะ ; รหัส ; ข้อเสนอแนะ        | issue steps suggestion + =     |
| ประเด็น ; มาตรการ ; ข้อเสนแนะ ; ข้อเสนอแน ; ตำบล          | issue steps suggestion~ + +    |
| ประเด็น ; มาตรการ ; สถานะ ; มาตรกาน                       | issue steps status +           |
| ประเด็น ; มาตรการ ; สถานะ ; q1 ; ไตรมาสที่ ๒              | issue steps status q1 q2       |
"""


@pytest.mark.parametrize(("row", "header"), cells_of(ROWS)[1:])
def test_a_row_is_a_header(row: str, header: str) -> None:
    cells = [cell.strip() for cell in row.split(";")]
    kinds = zip(range(len(cells)), header.split(), cells, strict=header != "none")
    typed = (
        f"{letters(column)} {kind}{cell if kind[-1] in '~+=' else ''}"
        for column, kind, cell in kinds
        if kind != "-"
    )
    expected = "none" if header == "none" else ", ".join(["1", *typed])
    line = "| " + " | ".join(cells) + " |"
    assert found(line) == expected
    below = found(f"\n| เรื่อง |\n{line}\n\n| ๑ |")
    assert below.removeprefix("2") == expected.removeprefix("1")


# Steps may be in two columns, one beside the other; any other column of which there are two is not.
BESIDE = """
| row | header |
| ประเด็น ; มาตรการ ; แนวทาง/มาตรการ ; สถานะ | C &steps, D status |
| ประเด็น ; มาตรการ ; ขั้นตอน/วิธีการ ; แนวทาง/มาตรการ ; สถานะ | C &steps, D &steps, E status |
| ประเด็น ; มาตรการ ; สถานะ ; แนวทาง/มาตรการ | C status, D =แนวทาง/มาตรการ |
| ประเด็น ; มาตรการ ; มาตรการ ; สถานะ | C =มาตรการ, D status |
| ประเด็น ; มาตรการ ; กำหนดเวลา ; ระยะเวลา | C deadline, D =ระยะเวลา |
"""


@pytest.mark.parametrize(("row", "header"), cells_of(BESIDE)[1:])
def test_a_column_that_goes_on_with_the_one_beside_it(row: str, header: str) -> None:
    line = "| " + " | ".join(cell.strip() for cell in row.split(";")) + " |"
    assert found(line) == f"1, A issue, B steps, {header}"


def test_farther_down_two_cells_of_a_header_begin_as_in_the_form() -> None:
    for above in (199, 200, 5000):
        for header in (
            ["ประเด็น", "มาตรการ", "ผลการดำเนินการ"],
            [" ประเด็น", "\nมาตรการ", "ผลการ\nดำเนินการ "],
            ["ประเด็น", "มาตรการ", "ผลการดำเนินกาน", "กำหนดเวลาแล้วเสร๊จ"],
        ):
            found = said(find_header(Sheet("ก", [[]] * above + [list[Value](header)])))
            assert found.startswith(f"{above + 1}, A issue, B steps")


def test_all_headers_of_a_sheet_are_found() -> None:
    sheet = sheet_of("""
| ประเด็น | มาตรการ | สถานะ |
| งบ      | ทำ      | เสร็จ |

| ประเด็น | มาตรการ | สถานะ | |  ประเด็น | แนวทาง  | มาตรการ | ผลการดำเนินงาน |
| มาตรการ | ประเด็น | สถานะ |
""")
    assert [said(header) for header in find_headers(sheet)] == [
        "1, A issue, B steps, C status",
        "4, A issue, B steps, C status",
        "4, E issue, F +แนวทาง, G steps, H result",
        "5, A steps, B issue, C status",
    ]


def test_the_first_header_of_a_sheet_counts() -> None:
    row = "| ประเด็น | มาตรการ | สถานะ |"
    assert found(f"{row}\n| งบ | ทำ | เสร็จ |\n{row}").startswith("1, ")


def test_numbers_above_a_header_are_passed_over() -> None:
    text = "| | |\n| ประเด็น | มาตรการ | สถานะ |"
    assert found(text, {"A1": 2566.0, "B1": True}) == "2, A issue, B steps, C status"


def test_a_number_is_no_header_and_a_long_text_neither() -> None:
    text = "| ประเด็น | มาตรการ | สถานะ | |"
    assert found(text, {"D1": 2566.0}) == "1, A issue, B steps, C status, D +2566"
    long = "ข้อเสนอแนะ" + " " * 110
    assert found(text, {"D1": long + "."}).endswith("D +" + long + ".")
    assert found(text, {"D1": long[:-1] + "."}).endswith("D suggestion")


# A header that is nearly one of ours: the letters that are wrong, and what is made of it.
NEAR = """
| typed                 | read as               |
| ข้อเสนอแน             | suggestion            |
| ข้อเสนอแนะครับ        | suggestion            |
| ข้อเสนอแนะครับผม      | +                     |
| ผู้รับผิดชอ           | responsible           |
| ผู้รับฟัง             | +                     |
| กำหนดเวลาแล้วเสด      | deadline              |
| กำหนดการ              | +                     |
| หลักฐานน              | evidence              |
"""


@pytest.mark.parametrize(("typed", "read_as"), cells_of(NEAR)[1:])
def test_a_header_with_a_letter_wrong_is_proposed(typed: str, read_as: str) -> None:
    expected = f"D +{typed}" if read_as == "+" else f"D {read_as}~{typed}"
    assert found(f"| ประเด็น | มาตรการ | สถานะ | {typed} |").endswith(expected)


def test_a_long_text_is_like_no_header() -> None:
    text = "| ประเด็น | มาตรการ | สถานะ | |"
    near = "ข้อเสนอแน" + "." * 111
    assert found(text, {"D1": near}) == f"1, A issue, B steps, C status, D suggestion~{near}"
    assert found(text, {"D1": near + "."}) == f"1, A issue, B steps, C status, D +{near}."


# --- two rows -------------------------------------------------------------------------------------


def test_a_header_over_two_rows_is_read_as_one() -> None:
    assert (
        found("""
| ลำดับ | ประเด็นที่ต้อง | ขั้นตอนหรือ       | ผู้         | กำหนดเวลา | ผลการ     |
|       | ปรับปรุงแก้ไข  | วิธีการ/มาตรการ   | รับผิดชอบ   |           | ดำเนินการ |
| ๑     | งบ             | ทำ                | กองคลัง     | มี.ค.     | เสร็จ     |
""")
        == "1-2, A number, B issue, C steps, D responsible, E deadline, F result"
    )


def test_a_group_above_and_columns_below() -> None:
    assert (
        found("""
| ลำดับ | ประเด็น | มาตรการ | การดำเนินการ |              |
|       |         |         | ผู้รับผิดชอบ | สถานะ        |
""")
        == "1-2, A number, B issue, C steps, D responsible, E status"
    )


def test_the_lower_row_of_a_header_is_no_header_of_its_own() -> None:
    sheet = sheet_of("""
| ลำดับ | ประเด็น | การดำเนินการ |              |       |
|       |         | มาตรการ      | ผู้รับผิดชอบ | สถานะ |
| ๑     | งบ      | ทำ           | กองคลัง      | เสร็จ |
""")
    expected = "1-2, A number, B issue, C steps, D responsible, E status"
    assert [said(one) for one in find_headers(sheet)] == [expected]


def test_what_the_lower_row_repeats_is_said_with_both() -> None:
    assert (
        found("""
| ประเด็น | มาตรการ | ผู้รับผิดชอบ | แนวทาง  | ความเห็น |        |
|         |         |              | มาตรการ | รหัส     | สถานะ  |
""")
        == "1, A issue, B steps, C responsible, D +แนวทาง, E +ความเห็น"
    )
    assert (
        found("""
| ประเด็น | มาตรการ | ผู้รับผิดชอบ | แนวทาง  | ความเห็น |        |
|         |         |              | มาตรการ |          | สถานะ  |
""")
        == "1-2, A issue, B steps, C responsible, D =แนวทาง มาตรการ, E +ความเห็น, F status"
    )


def test_quarters_below_a_deadline() -> None:
    assert (
        found("""
| ประเด็น | มาตรการ | ระยะเวลา  |           |            | ระยะเวลา | สถานะ |
|         |         | ต.ค.-ธ.ค. | ม.ค.-มี.ค. | เม.ย.-มิ.ย. | ก.ค.-ก.ย. |      |
| งบ      | ทำ      | /         |           |            |          |       |
""")
        == "1-2, A issue, B steps, C q1, D q2, E q3, F q4, G status"
    )


def test_two_quarters_below_a_group_are_headers_and_one_is_a_deadline() -> None:
    header = "| ประเด็น | มาตรการ | สถานะ | แผน | ผล |"
    group = "1-2, A issue, B steps, C status, D q1, E q2"
    alone = "1, A issue, B steps, C status, D +แผน, E +ผล"
    assert found(f"{header}\n| | | | ไตรมาส ๑ | ไตรมาส ๒ |") == group
    assert found(f"{header}\n| | | | ไตรมาส ๑ | |") == alone
    assert found(f"{header}\n| | | | ไตรมาส ๑ | ไตรมาส ๑ |") == alone


def test_measures_below_a_header_are_no_second_row_of_it() -> None:
    one = "1, A issue, B steps, C deadline, D status"
    header = "| ประเด็น | มาตรการ | ระยะเวลา | สถานะ |"
    assert found(f"{header}\n| งบ | ทำ | มี.ค. | เสร็จ |") == one
    assert found(f"{header}\n| | | ไตรมาส ๒ | |") == one, "a quarter alone is a deadline, typed"
    assert found(f"{header}\n| | | ไตรมาส ๒ | ไตรมาส ๓ |") == one, "no more is known by it"
    assert found(f"{header}\n\n") == one
    assert found(f"{header}\n| | | | |") == one
    assert found(f"{header}\n| ประเด็น | มาตรการ | ระยะเวลา | สถานะ |") == one
    for above in ("", "| เรื่อง |\n\n\n"):
        shown = found(f"{above}{header}\n| | มาตรการ | | |\n")
        assert shown[1:] == one[1:], "the shorter of two equal ones"


def test_the_lower_row_may_be_the_longer_one() -> None:
    assert (
        found("""
| ประเด็น | มาตรการ |
|         |         | สถานะ | ข้อเสนอแนะ |
""")
        == "1-2, A issue, B steps, C status, D suggestion"
    )


# --- three rows, and tables side by side ----------------------------------------------------------


def test_a_header_over_three_rows_is_read_as_one() -> None:
    assert (
        found("""
| ลำดับ | ประเด็นที่ต้อง | การดำเนินการ |              |           |           | ผลการ      |
|       | ปรับปรุงแก้ไข/ | แผน          |              | ไตรมาส    |           | ดำเนินการ  |
|       | ประเด็นที่ต้องพัฒนา | มาตรการ | ผู้รับผิดชอบ | ไตรมาส ๑  | ไตรมาส ๒  |            |
| ๑     | งบ             | ทำ           | กองคลัง      | /         |           | เสร็จ      |
""")
        == "1-3, A number, B issue, C steps, D responsible, E q1, F q2, G result"
    )
    assert (
        found("""
| ประเด็น | มาตรการ | กำหนดเวลา | | สถานะ |
|         |         | ปีงบประมาณ ๒๕๖๖ | | |
|         |         | ต.ค.-ธ.ค. | (ม.ค.-มี.ค.) | |
""")
        == "1-3, A issue, B steps, C q1, D q2, E status"
    )


def test_a_row_of_measures_is_no_third_row_of_a_header() -> None:
    header = "| ประเด็น | มาตรการ | กำหนดเวลา | | สถานะ |\n| | | ไตรมาส ๑ | ไตรมาส ๒ | |"
    two = "1-2, A issue, B steps, C q1, D q2, E status"
    assert found(f"{header}\n| งบ | ทำ | / | | เสร็จ |") == two
    assert found(f"{header}\n| งบ | มาตรการ | ไตรมาส ๑ | | |") == two
    assert found(f"{header}\n| | ทำ | | | |") == two


def test_numbers_below_a_group_of_quarters_are_quarters() -> None:
    header = "| ประเด็น | มาตรการ | {} | | | | สถานะ |\n| | | 1 | ๒ | 3 | 4 | |"
    quarters = "1-2, A issue, B steps, C q1, D q2, E q3, F q4, G status"
    assert found(header.format("ระยะเวลา (ไตรมาส)")) == quarters
    assert found(header.format("ระยะเวลา")) == "1, A issue, B steps, C deadline, G status"


# Headers by their first letters, and in which tables they are.
SHORT = {"N": "ลำดับ", "I": "ประเด็น", "S": "มาตรการ", "R": "ผลการดำเนินการ", "T": "สถานะ",
         "E": "หลักฐาน", "x": "รหัส", "-": ""}  # fmt: skip
BESIDE = """
| row       | tables      | why                                            |
| NIST-NIST | A-D F-I     |                                                |
| ISTNIST   | A-C D-G     | only the second has numbers                    |
| NISTxIST  | A-D F-H     | what is added belongs to the first             |
| ISTIS     | A-C         | two columns are no table                       |
| ISRTERTE  | A-E         | answers of two rounds are no table             |
| ISTISTIST | A-C D-F G-I |                                                |
| ISTRIST   | A-D E-G     |                                                |
"""


@pytest.mark.parametrize(("row", "tables", "why"), cells_of(BESIDE)[1:])
def test_a_header_may_be_that_of_tables_side_by_side(row: str, tables: str, why: str) -> None:
    sheet = Sheet("ก", [[SHORT[letter] for letter in row]])
    spans = ("-".join(map(letters, header.span)) for header in find_headers(sheet))
    assert " ".join(spans) == tables, why


# --- quarters -------------------------------------------------------------------------------------

MONTHS = """
| header                  | quarter |
| ไตรมาส ๑                | 1       |
| ไตรมาสที่ 4 (ก.ค.–ก.ย.) | 4       |
| Q2                      | 2       |
| q 3                     | 3       |
| ไตรมาส ๕                |         |
| ไตรมาส ๑๒               |         |
| ไตรมาส                  |         |
| ก่อนไตรมาส ๑            |         |
| ต.ค. – ธ.ค. ๖๕          | 1       |
| ตค-ธค                   | 1       |
| ม.ค.-มี.ค.              | 2       |
| เม.ย. - มิ.ย.66         | 3       |
| ก.ค. — ก.ย. 2566        | 4       |
| ต.ค. – ก.ย.             |         |
| ต.ค.                    |         |
"""


@pytest.mark.parametrize(("header", "quarter"), cells_of(MONTHS)[1:])
def test_a_quarter_has_many_names(header: str, quarter: str) -> None:
    expected = f"D q{quarter}" if quarter else f"D +{header}"
    assert found(f"| ประเด็น | มาตรการ | สถานะ | {header} |").endswith(expected)


def test_a_sentence_that_begins_with_a_quarter_is_none() -> None:
    text = "| ประเด็น | มาตรการ | สถานะ | ไตรมาส ๑ {} |"
    assert found(text.format("ก" * 31)).endswith("D q1")
    assert found(text.format("ก" * 32)).endswith("D +ไตรมาส ๑ " + "ก" * 32)


# --- the header again, on the next page -----------------------------------------------------------

AGAIN = """
| row                                                       | again |
| ลำดับ ; ประเด็น ; มาตรการ ; ผู้รับผิดชอบ ; ผลการดำเนินการ | yes   |
| x ; ประเด็นการประเมิน ; แนวทาง/มาตรการ ; กองที่รับผิดชอบ ; รายงานผล | yes |
| ลำดับ ; ประเด็น ; มาตรการ ; ผู้รับผิดชอบ                  | yes   |
| ลำดับ ; ประเด็น ; มาตรการ ; กองคลัง ; ผลการดำเนินการ      | yes   |
| ลำดับ ; ประเด็น ; มาตรการ ; กองคลัง ; ดี                  | no    |
| ลำดับ ; ประเด็น ; มาตรการ                                 | no    |
| ลำดับ ; มาตรการ ; ประเด็น ; ผู้รับผิดชอบ ; ผลการดำเนินการ | no    |
| ๑ ; งบ ; ทำ ; กองคลัง ; เสร็จ                             | no    |
| ๑ ; ประเด็นร้องเรียน ; มาตรการประหยัด ; ผู้รับจ้าง ; ผลการซ่อม | no |
|                                                           | no    |
"""


@pytest.mark.parametrize(("row", "again"), cells_of(AGAIN)[1:])
def test_a_row_of_headers_is_the_header_again(row: str, again: str) -> None:
    header = find_header(sheet_of("| ลำดับ | ประเด็น | มาตรการ | ผู้รับผิดชอบ | ผลการดำเนินการ |"))
    assert header is not None
    cells: Sequence[Value] = [cell.strip() for cell in row.split(";")]
    assert is_repeated_header(header, cells) == (again == "yes")


def test_of_a_table_of_three_columns_two_say_that_it_is_the_header_again() -> None:
    header = find_header(sheet_of("| ประเด็น | มาตรการ | สถานะ |"))
    assert header is not None
    assert is_repeated_header(header, [" ประเด็น ", "มาตรการ", 1.0])
    assert not is_repeated_header(header, ["ประเด็น", "ทำ", 1.0])


@pytest.mark.parametrize(("repeated", "again"), [(2, False), (3, True), (7, True)])
def test_of_a_wide_table_three_columns_say_so(repeated: int, again: bool) -> None:
    keys = ("number", "issue", "steps", "responsible", "deadline", "result", "suggestion", "status")
    row: list[Value] = [column.header for column in COLUMNS if column.key in keys]
    header = find_header(Sheet("ก", [row]))
    assert header is not None and len(header.columns) == 8
    assert is_repeated_header(header, ["", *row[1 : 1 + repeated]]) == again
    assert is_repeated_header(header, ["", *[""] * (7 - repeated), *row[8 - repeated :]]) == again
