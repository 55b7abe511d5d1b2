"""What people send in many ways, in files that LibreOffice saved: ``fixtures/make/office.py``."""

import pytest
from corpus import FIXTURES
from tables import cells_of

import ita_xlsx

OFFICE = FIXTURES / "office"
# The rows of the measures of each division; what is to be looked at, ``!`` where it is not in the
# report; and notes that say how the rows were read.
READ = """
| file                       | measures                     | to look at                                  | notes |
| after_signature.ods        | กองคลัง 9 10 15              |                                             | T008@E12 T008@E13 |
| below.ods                  | กองคลัง 9 10; กองช่าง 23     |                                             | |
| below_other_year.ods       | กองคลัง 9 10 23              | M016@D23 R007@B19                           | |
| beside.xls                 | กองคลัง 9 10; กองช่าง 9      |                                             | |
| beside_lower.ods           | กองคลัง 9 10; กองช่าง 12     |                                             | |
| coloured.ods               | กองคลัง 9                    | M001@E9 T036@F9                             | |
| column_numbers.xls         | กองคลัง 10 11 12             |                                             | T028@A9 |
| cut.xls                    | กองคลัง 9 11 12              | M001@D11 M001@E11 M001@F11 M025@C11 T030@B11 | T006@A10 |
| dotted.xls                 | กองคลัง 9 10                 |                                             | |
| errors.ods                 | กองคลัง 9 10 11              | T018@G9 T018@G10                            | |
| far_header.xls             | กองคลัง 222 223 224          | T003@F221                                   | |
| footnotes.xls              | กองคลัง 9 11                 |                                             | T027@A13 T027@C10 T027@C12 |
| header_after_signature.xls | กองคลัง 13 14 20             |                                             | T006@C19 T008@G16 T008@G17 |
| lines.ods                  | กองคลัง 9 11 13              |                                             | T008@A10 T008@A12 |
| links.ods                  | กองคลัง 9 10 11              | B002@F10!                                   | B001@I9 B001@I11 |
| links.xls                  | กองคลัง 9 10 11              | B002@F10!                                   | B001@I9 B001@I11 |
| merged_issue.xls           | กองคลัง 11 12 13 14          | M016@E12 M016@E13                           | T019@B11 T019@C11 |
| no_header_on_second.ods    | กองคลัง 9 10                 | T012@!                                      | |
| notes.xls                  | กองคลัง 9 10 11              | T025@F8!                                    | |
| prefilled.ods              | กองคลัง 9 10 11              |                                             | T029@A12 |
| prefilled.xls              | กองคลัง 9 10 11              |                                             | T029@A12 |
| quarters.xls               | กองคลัง 9 10 11 12 13        |                                             | T021@E9 T021@E10 T021@E11 T021@E12 T021@E13 |
| quarters_no.ods            | กองคลัง 9                    |                                             | T021@E9 |
| sections.ods               | กองคลัง 10 12                |                                             | T007@A9 T007@A11 |
| several.ods                | กองคลัง 15 16 22             | T012@!                                      | T007@E17 T008@H19 T008@H20 T021@H15 T021@H16 T021@H22 T027@D23 |
| struck.ods                 | กองคลัง 9 10 11              | B003@A10 B003@G9                            | T013@A11 |
| struck.xls                 | กองคลัง 9 10 11              | B003@A10 B003@G9                            | T013@A11 |
| text_after_signature.xls   | กองคลัง 9 10                 | T026@C15!                                   | T008@E12 T008@E13 |
| three_beside.xls           | กองคลัง 9; กองช่าง 9; สำนักปลัด 9 |                                        | |
| titles.ods                 | กองคลัง 9 10 11              |                                             | T011@A2 T011@A3 T031@A2 |
| totals.ods                 | กองคลัง 9 11 14              |                                             | T007@A10 T007@B12 T007@B13 T007@B15 |
| two_sheets.xls             | กองคลัง 9 10; กองช่าง 7      |                                             | |
"""  # noqa: E501
# What they hold beside that: formulas, added columns, dates, who reports, invisible characters.
OTHER_NOTES = ("F007", "T016", "T005", "M027", "X002")


@pytest.mark.parametrize(("name", "measures", "seen", "notes"), cells_of(READ)[1:])
def test_a_file_is_read_whole_and_told_of(name: str, measures: str, seen: str, notes: str) -> None:
    checked = ita_xlsx.check([OFFICE / name])
    rows: dict[str, list[str]] = {}
    read = checked.round.measures
    for division, row in zip(read["division"], read["row"], strict=True):
        rows.setdefault(division, []).append(str(row))
    assert "; ".join(f"{one} {' '.join(found)}" for one, found in rows.items()) == measures
    told: dict[bool, set[str]] = {True: set(), False: set()}
    for one in checked.findings:
        if one.rule.code not in OTHER_NOTES:
            mark = "!" if one.rule.left_out else ""
            told[one.rule.severity == "info"].add(f"{one.rule.code}@{one.cell}{mark}")
    assert (told[False], told[True]) == (set(seen.split()), set(notes.split()))


def test_every_file_is_read() -> None:
    assert {path.name for path in OFFICE.iterdir()} == {row[0] for row in cells_of(READ)[1:]}
