"""The result in a terminal: true counts, the first few of each kind, lines that fit."""

import re
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from command import ita_xlsx

from ita_xlsx.cli.display.as_text import FILES_SHOWN, SHOWN, check_text
from ita_xlsx.findings import Example, Finding, Rule, Severity
from ita_xlsx.language import Sentence
from ita_xlsx.thai.width import display_width
from ita_xlsx.verbs.stages import Checked

EXAMPLE = Path(__file__).parents[2] / "examples" / "kut_rung" / "returned"
LONG = "โปรดระบุผลที่ทำได้จริงในรอบนี้ว่าทำอะไร เมื่อใด และเผยแพร่ที่ใด (ที่อยู่เว็บไซต์ของหน่วยงาน)"


def rule(code: str, severity: str, message: str = "{value}", fix: str = LONG) -> Rule:
    return Rule(
        code,
        cast(Severity, severity),
        Sentence(f"เรื่อง {code}", f"title {code}"),
        Sentence(message, message),
        Sentence(fix, fix),
        fails=Example(),
    )


ERROR, WARNING, NOTE = rule("M901", "error"), rule("M902", "warning"), rule("T901", "info")


@pytest.fixture(scope="module")
def checked() -> Checked:
    import ita_xlsx

    return ita_xlsx.check([EXAMPLE])


def told(checked: Checked, findings: list[Finding], width: int = 80) -> str:
    return check_text(replace(checked, findings=tuple(findings)), "th", width)


def found(rule: Rule, count: int, file: str = "ก/กองคลัง.xlsx") -> list[Finding]:
    return [
        Finding(rule, file, "แบบรายงาน", f"E{row}", "deadline", f"ค่าที่ {row} {LONG}")
        for row in range(9, 9 + count)
    ]


def test_counts_are_true_and_only_the_first_few_are_shown(checked: Checked) -> None:
    text = told(checked, found(ERROR, 40))
    assert "M901" in text and "(40 แห่ง)" in text
    assert f"และอีก {40 - SHOWN} แห่ง" in text
    assert len(re.findall(r"แบบรายงาน E\d+", text)) == SHOWN
    assert "ต้องแก้ไข 40 แห่ง" in text


def test_errors_come_before_warnings_and_notes_are_one_line(checked: Checked) -> None:
    text = told(checked, [*found(NOTE, 5), *found(WARNING, 1), *found(ERROR, 1)])
    assert text.index("M901") < text.index("M902") < text.index("แจ้งให้ทราบ 5 เรื่อง (")
    assert "T901" not in text


def test_each_file_has_its_own_part_and_equal_names_are_told_apart(checked: Checked) -> None:
    text = told(checked, found(ERROR, 1, "ก/a.xlsx") + found(ERROR, 1, "ข/a.xlsx"))
    assert "\nก/a.xlsx\n" in text and "\nข/a.xlsx\n" in text
    assert "\na.xlsx\n" in told(checked, found(ERROR, 1, "ก/a.xlsx"))


def test_of_very_many_files_those_with_errors_are_told_and_the_rest_counted(
    checked: Checked,
) -> None:
    number = FILES_SHOWN + 20
    findings = [
        finding
        for n in range(number)
        for finding in found(ERROR if n >= number - 5 else WARNING, 2, f"ก/{n:03}.xlsx")
    ]
    text = told(checked, findings)
    named = re.findall(r"^(\d{3})\.xlsx$", text, re.MULTILINE)
    assert [int(n) for n in named] == [*range(FILES_SHOWN - 5), *range(number - 5, number)]
    assert "อีก 20 ไฟล์" in text and "M902 เรื่อง M902 (40 แห่ง ใน 20 ไฟล์)" in text
    assert "อีก 20 ไฟล์" not in told(checked, findings[: 2 * FILES_SHOWN])


def test_one_way_to_mend_is_told_once_and_different_ways_each(checked: Checked) -> None:
    assert told(checked, found(ERROR, 3)).count("วิธีแก้: ") == 1
    differing = rule("M903", "error", fix="แก้ “{value}”")
    assert told(checked, found(differing, 3)).count("วิธีแก้: ") == 3


def test_messages_stand_under_each_other(checked: Checked) -> None:
    short = rule("M904", "error", message="ข้อความ")
    cells = [Finding(short, "ก.xlsx", "แบบรายงานที่ปรับปรุง", at) for at in ("E9", "E10", "AB100")]
    lines = [line for line in told(checked, cells).splitlines() if "ข้อความ" in line]
    starts = {display_width(line[: line.index("ข้อความ")]) for line in lines}
    assert len(lines) == 3 and len(starts) == 1


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(checked: Checked, width: int) -> None:
    findings = [*found(ERROR, 5), *found(WARNING, 2), *found(NOTE, 1)]
    lines = told(checked, findings, width).splitlines()
    assert max(map(display_width, lines)) <= width
    assert any("วิธีแก้" in line for line in lines)


def test_files_with_nothing_to_fix_are_one_line(checked: Checked) -> None:
    names = [f"ก/{n}.xlsx" for n in range(3)]
    notes = [one for name in names for one in found(NOTE, 2, name)]
    text = told(checked, [*found(ERROR, 1), *notes])
    assert "3 ไฟล์: 0.xlsx, 1.xlsx, 2.xlsx (แจ้งให้ทราบ 6 เรื่อง" in " ".join(text.split())
    assert not re.search(r"^0\.xlsx$", text, re.MULTILINE)


def test_the_totals_and_what_comes_next_are_last(checked: Checked, tmp_path: Path) -> None:
    lines = told(checked, found(ERROR, 2)).splitlines()
    assert lines[-2].startswith("ต้องแก้ไข 2 แห่ง") and lines[-1].startswith("ขั้นต่อไป: ")
    returned = replace(checked, returned=(tmp_path / "back" / "a.xlsx",))
    assert f"ส่งไฟล์ใน {tmp_path / 'back'}" in told(returned, found(ERROR, 1), 400).splitlines()[-1]


def test_clean_files_are_told_in_one_sentence(checked: Checked) -> None:
    assert told(checked, []).splitlines()[-1] == "ไม่พบสิ่งที่ต้องแก้ไข"


def test_a_value_cannot_move_the_cursor(checked: Checked) -> None:
    evil = Finding(ERROR, "ก.xlsx", "ก\x1b[2J", "E9", value="ก\r\nข\x1b]0;t\x07ค\u2028")
    text = told(checked, [evil])
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028]", text)


def test_the_texts_of_the_program_need_no_letter_that_cp874_lacks(checked: Checked) -> None:
    findings = [*found(ERROR, 5), *found(WARNING, 2), *found(NOTE, 1)]
    told(checked, findings).encode("cp874")


def test_a_piped_result_does_not_depend_on_the_terminal() -> None:
    answers = {ita_xlsx("check", EXAMPLE, COLUMNS=width).out for width in ("40", "80", "200")}
    assert len(answers) == 1
