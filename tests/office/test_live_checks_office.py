"""The sheet ตรวจก่อนส่ง says the same as `check`: forms filled and recalculated in LibreOffice.

A form says พร้อมส่ง only when the checks find no error by its rules; what it calls wrong they call
wrong; what it cannot read it leaves to the clerk.
"""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path

import libreoffice
import openpyxl
import pytest
from goodform import EXAMPLE
from python_calamine import CalamineWorkbook

import ita_xlsx
from ita_xlsx.findings.files import NO_MEASURES
from ita_xlsx.forms.live_sheet import CHECK_FIRST, COUNTS, MEASURES, NOT_READY, READY
from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.forms.template import form_bytes, template_bytes
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.deadlines import parse
from ita_xlsx.official.limits import in_fiscal_year, is_web_address, number_key
from ita_xlsx.official.stamp import FORM_SHEET, LISTS_SHEET, LIVE_SHEET
from ita_xlsx.official.statuses import understand

pytestmark = pytest.mark.office

FIRST = 9
LABELS = {"C3": "องค์การบริหารส่วนตำบลกุตุรงค์", "F3": "กองคลัง", "F4": "2566", "F5": "รอบ 6 เดือน"}
RULES = {count.key: count.rule for count in COUNTS if count.rule}
# These the formulas count exactly as the checks do.
EXACT = ("labels", "missing", "marks", "outside", "repeated", "number")


def measure(row: int, **texts: str) -> dict[str, str]:
    """The example measure in a row of the form, with other texts; an empty one leaves it blank."""
    told = {**EXAMPLE, "number": str(row - FIRST + 1), **texts}
    return {f"{letter}{row}": told[key] for letter, key in zip("ABCDEFGHI", KEYS, strict=True)}


def good(*rows: dict[str, str]) -> dict[str, str]:
    cells = dict(LABELS)
    for row in rows or (measure(FIRST), measure(FIRST + 1)):
        cells |= row
    return cells


def filled(tmp_path: Path, cells: dict[str, str], template: bytes | None = None) -> Path:
    source, target = tmp_path / "template.xlsx", tmp_path / "returned.xlsx"
    source.write_bytes(template or template_bytes())
    typed = {(FORM_SHEET, at): text for at, text in cells.items() if text}
    libreoffice.type_into(source, target, typed)
    return target


def rows_of(path: Path, sheet: str) -> list[list[object]]:
    workbook = CalamineWorkbook.from_path(path)
    return workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def verdict(path: Path) -> str:
    return str(rows_of(path, LIVE_SHEET)[3][0])


def counts(path: Path) -> dict[str, int]:
    """What the sheet counts, by the key of the line; zeros are left out."""
    keys = {count.words: count.key for count in COUNTS} | {MEASURES: "measures"}
    return {
        keys[str(row[1])]: int(float(str(row[0])))
        for row in rows_of(path, LIVE_SHEET)
        if row[1] in keys and row[0]
    }


def todo(path: Path) -> dict[int, str]:
    """The rows of the form that the sheet names, with what it says of each."""
    rows = rows_of(path, LIVE_SHEET)
    start = next(at for at, row in enumerate(rows) if str(row[0]).startswith("แถวในแผ่นงาน"))
    return {int(float(str(row[0]))): str(row[1]) for row in rows[start + 1 :] if row[0]}


# What is typed, what the sheet then counts beside its measures, and its verdict.
SCENARIOS: dict[str, tuple[dict[str, str], dict[str, int], str]] = {
    "blank": ({}, {"labels": 4}, NOT_READY),
    "labels only": (LABELS, {}, NOT_READY),
    "one good measure": (good(measure(FIRST)), {"measures": 1}, READY),
    "two good measures": (good(), {"measures": 2}, READY),
    "direction marks": (
        good(measure(FIRST, deadline="\u200eต.ค.\u200f – ธ.ค. ๖๕\u200e")),
        {"measures": 1},
        READY,
    ),
    "a missing cell": (
        good(measure(FIRST, responsible="")),
        {"measures": 1, "missing": 1},
        NOT_READY,
    ),
    "only blanks in a cell": (
        good(measure(FIRST, result=" \u00a0\u200b\u200e\ufe0f\n ")),
        {"measures": 1, "missing": 1},
        NOT_READY,
    ),
    **{
        f"a result that is {name}": (
            good(measure(FIRST, result=result)),
            {"measures": 1, "missing": 1},
            NOT_READY,
        )
        for name, result in {
            "a dash": " – ",
            "dots": ".....",
            "nothing": "-ไม่มี-",
            "no data": "ไม่มีข้อมูล",
            "N/A": "n/a",
        }.items()
    },
    "a result that says what is not there": (
        good(measure(FIRST, result="ไม่มีเรื่องร้องเรียน")),
        {"measures": 1},
        READY,
    ),
    "a number, an owner or a status only": (
        good(measure(FIRST), {"A10": "2", "A11": "3", "D11": "กองช่าง", "H11": "ยกเลิก"}),
        {"measures": 1},
        READY,
    ),
    "all but the number and the issue missing": (
        good(measure(FIRST), {"A10": "2", "B10": "ข้อมูลผู้บริหาร"}),
        {"measures": 2, "missing": 4},
        NOT_READY,
    ),
    "a measure without a number": (
        good(measure(FIRST), measure(10, number="", issue="แผนการใช้จ่าย")),
        {"measures": 2, "missing": 1},
        NOT_READY,
    ),
    "another answer under an issue": (
        good(measure(FIRST), measure(10, number="", issue="")),
        {"measures": 1, "odd": 1},
        CHECK_FIRST,
    ),
    "a note": (
        good(measure(FIRST), {"B10": "หมายเหตุ", "D10": "กองช่าง"}),
        {"measures": 1, "odd": 1},
        CHECK_FIRST,
    ),
    "only a mark in a cell": (
        good(measure(FIRST, steps=" - ")),
        {"measures": 1, "marks": 1},
        NOT_READY,
    ),
    "a repeated number in other digits": (
        good(measure(FIRST, number="๑."), measure(10, number="ข้อ 01"), measure(11)),
        {"measures": 3, "repeated": 1},
        READY,
    ),
    "numbers of two and three digits": (
        good(measure(FIRST, number="๙๙"), measure(10, number="100"), measure(11, number="101")),
        {"measures": 3},
        READY,
    ),
    "no number at all": (
        good(measure(FIRST, number="ก")),
        {"measures": 1, "number": 1},
        READY,
    ),
    "a deadline in another year": (
        good(measure(FIRST), measure(10), measure(11, deadline="ม.ค. – มี.ค. ๖๗")),
        {"measures": 3, "outside": 1},
        NOT_READY,
    ),
    "October to December belong to the year before": (
        good(measure(FIRST, deadline="ต.ค. – ธ.ค.๖๕"), measure(10), measure(11)),
        {"measures": 3},
        READY,
    ),
    "October to December after the year": (
        good(measure(FIRST, deadline="ต.ค. – ธ.ค.๖๖"), measure(10), measure(11)),
        {"measures": 3, "outside": 1},
        NOT_READY,
    ),
    "a range over the turn of the year": (
        good(measure(FIRST, deadline="ต.ค. – ก.ย. ๖๖"), measure(10, deadline="1 ต.ค. 65-31/3/66")),
        {"measures": 2},
        READY,
    ),
    "the fiscal year in Thai digits": (good() | {"F4": "๒๕๖๖"}, {"measures": 2}, READY),
    "the fiscal year in two digits": (good() | {"F4": "66"}, {"measures": 2}, READY),
    "a fiscal year nobody can read": (
        good(measure(FIRST)) | {"F4": "ปีนี้"},
        {"measures": 1, "labels_unread": 1},
        CHECK_FIRST,
    ),
    "a missing label": (
        good(measure(FIRST)) | {"F5": ""},
        {"measures": 1, "labels": 1},
        NOT_READY,
    ),
    "a deadline only people can read": (
        good(measure(FIRST, deadline="ภายใน ๓๐ วันหลังอนุมัติ")),
        {"measures": 1, "deadline_unread": 1},
        CHECK_FIRST,
    ),
    "done without evidence": (
        good(measure(FIRST, evidence="")),
        {"measures": 1, "unproven": 1},
        READY,
    ),
    "no status and no evidence": (
        good(measure(FIRST, status="", evidence="")),
        {"measures": 1, "inferred": 1},
        READY,
    ),
    "evidence that is no address": (
        good(measure(FIRST, evidence="ภาพถ่ายกิจกรรม")),
        {"measures": 1, "address": 1},
        READY,
    ),
    "an address in capitals": (
        good(measure(FIRST, evidence="\u00a0HTTPS://www.example.go.th/a")),
        {"measures": 1},
        READY,
    ),
    "a status in other words": (
        good(measure(FIRST, status="อะไรก็ได้")),
        {"measures": 1, "status": 1},
        READY,
    ),
    "the number in the issue": (
        good(measure(FIRST, number="", issue="๑. ข้อมูลผู้บริหาร")),
        {"measures": 1, "number_inside": 1},
        CHECK_FIRST,
    ),
    "a row that goes on": (
        good(measure(FIRST), {"B10": "ด้านการเปิดเผยข้อมูล", "C10": "๓. ตรวจสอบ"}),
        {"measures": 1, "odd": 1},
        CHECK_FIRST,
    ),
    "a heading": (good(measure(FIRST), {"A10": "หมวด 2"}), {"measures": 1, "odd": 1}, CHECK_FIRST),
    "a pasted header": (
        good(measure(FIRST), {"A10": "ที่", "B10": "ประเด็น", "D10": "ผู้รับผิดชอบ"}),
        {"measures": 1, "odd": 1},
        CHECK_FIRST,
    ),
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_sheet_and_check_say_the_same(tmp_path: Path, name: str) -> None:
    cells, expected, said = SCENARIOS[name]
    path = filled(tmp_path, cells)
    shown = counts(path)
    assert (shown, verdict(path)) == (expected, said)
    checked = ita_xlsx.check([path])
    found = Counter(finding.rule.code for finding in checked.findings)
    # A root cause takes the place of what follows from it.
    assert {key: found[RULES[key].code] for key in EXACT if shown.get(key)} == {
        key: shown[key] for key in EXACT if key in shown
    }
    errors = [key for key, rule in RULES.items() if rule.severity == "error" and found[rule.code]]
    if said == READY:
        assert not errors and not found[NO_MEASURES.code]
        assert len(checked.round.measures) == shown["measures"]
    if not any(key in shown for key in ("odd", "labels_unread", "number_inside")):
        assert len(checked.round.measures) == shown.get("measures", 0)
        assert errors == [key for key in RULES if key in shown and key in errors]


def test_each_row_to_mend_is_named_with_what_to_do(tmp_path: Path) -> None:
    rows = (measure(FIRST), measure(10, steps="", result=""), measure(11, deadline="ม.ค. ๖๗"))
    path = filled(tmp_path, good(*rows))
    said = todo(path)
    assert sorted(said) == [10, 11]
    assert "ยังว่าง “ขั้นตอนหรือวิธีการ” “ผลการดำเนินการ”" in said[10]
    assert "อยู่นอกปีงบประมาณ" in said[11]
    lines = {str(row[1]): row[2] for row in rows_of(path, LIVE_SHEET)}
    assert lines["ช่องที่ต้องกรอกแต่ยังว่าง"] == "แถวแรก: 10"


def many(count: int, **texts: str) -> bytes:
    """A form that holds so many measures already; typing them one by one takes long."""
    rows = [{**EXAMPLE, "number": str(place), **texts} for place in range(1, count + 1)]
    return form_bytes(Prefill(rows=rows))


def test_more_rows_than_are_listed_are_counted(tmp_path: Path) -> None:
    path = filled(tmp_path, LABELS, many(15, steps=""))
    assert len(todo(path)) == 10
    assert "และอีก 5 แถว" in {row[1] for row in rows_of(path, LIVE_SHEET)}


@pytest.mark.parametrize("count", [59, 70])
def test_a_full_form_is_counted_to_its_last_row(tmp_path: Path, count: int) -> None:
    last = measure(FIRST + count, deadline="ต.ค. ๖๖")
    ready, wrong = tmp_path / "ready", tmp_path / "wrong"
    for folder in (ready, wrong):
        folder.mkdir()
    path = filled(ready, LABELS, many(count))
    assert (counts(path), verdict(path)) == ({"measures": count}, READY)
    content = many(count + 1) if count > 60 else many(count)
    path = filled(wrong, LABELS | last, content)
    assert counts(path) == {"measures": count + 1, "outside": 1}
    assert list(todo(path)) == [FIRST + count]


def test_what_stands_below_all_rows_is_said_to_be_unchecked(tmp_path: Path) -> None:
    source = tmp_path / "far.xlsx"
    book = openpyxl.load_workbook(filled(tmp_path, good(measure(FIRST))))
    book[FORM_SHEET]["B95"] = "ข้อมูลผู้บริหาร"
    book.save(source)
    far = tmp_path / "recalculated.xlsx"
    libreoffice.type_into(source, far, {})
    assert counts(far) == {"measures": 1, "beyond": 1}
    assert verdict(far) == CHECK_FIRST


def test_a_blank_form_shows_what_a_calculation_would(tmp_path: Path) -> None:
    """The values written into the template are those that LibreOffice calculates."""
    written = tmp_path / "written.xlsx"
    written.write_bytes(template_bytes())
    calculated = filled(tmp_path, {})
    for sheet in (LIVE_SHEET, LISTS_SHEET):
        before, after = rows_of(written, sheet), rows_of(calculated, sheet)
        assert [strip(row) for row in before] == [strip(row) for row in after]


def strip(row: list[object]) -> list[object]:
    while row and row[-1] == "":
        row = row[:-1]
    return row


def test_a_prefilled_form_is_counted_as_soon_as_it_is_opened(tmp_path: Path) -> None:
    rows = [{**EXAMPLE, "deadline": "ม.ค. ๖๘"}]
    source, opened = tmp_path / "form.xlsx", tmp_path / "opened.xlsx"
    source.write_bytes(form_bytes(Prefill({"fiscal_year": "2566"}, rows)))
    libreoffice.type_into(source, opened, {})
    assert counts(opened) == {"measures": 1, "labels": 3, "outside": 1}


# --- each formula against its definition in Python -----------------------------------------------

PARTS = ("ม.ค. ๖๖", "31 มี.ค 66", "ต.ค.65", "๑ ธันวาคม ๒๕๖๖", "30/9/2566", "1 กย 2023", "มิ.ย.", "ตค.")
WORDS = ("", "ภายใน", "ภายในเดือน", "วันที่ ", "เดือน", "ก่อน", "ไตรมาส ", "ทุก")
WHOLE = (
    "ไตรมาส 1", "ไตรมาสที่ ๒", "ไตรมาส 4/2566", "ไตรมาสที่ 1/67", "ไตรมาส 3 - 4", "ไตรมาส 2-1",
    "ไตรมาส ๑ (ต.ค.-ธ.ค.)", "ตลอดปีงบประมาณ", "ตลอดปีงบประมาณ ๒๕๖๖", "ปีงบประมาณ พ.ศ. 2567",
    "2566", "2565", "66", "รอบ 6 เดือน", "2023-03-31", "2566-10-01", "1-31 มี.ค. 66",
    "30-31 ก.พ. 66", "29 ก.พ. 66", "29 ก.พ. 67", "(ต.ค.64 - มี.ค.65)", "*66", "? 66", "ม.ค.*",
    "มี.ค. – ม.ค. 66", "31/3", "0 ม.ค. 66", "ม.ค.\n– มี.ค. ๖๖", "ม.ค.\u00a066", "1.2 ม.ค. 66",
    "วันที่ 2566", "เดือนตลอดปีงบประมาณ 2566", "ภายในเดือนไตรมาส 1", "ทุกวันที่ ๑ - ๕ ของทุกเดือน",
    "มี.ค. 166", "ม.ค. 1966", "ม.ค." + " " * 300 + "66", "~66", "ต.ค. – ก.ย. ๖๖", "ต.ค. ๖๕- มี.ค. ๖๖",
)  # fmt: skip
RANGES = tuple(
    first + dash + last
    for (first, last), dash in zip(
        itertools.product(PARTS, repeat=2), itertools.cycle((" - ", "–", "ถึง", "-")), strict=False
    )
)
DEADLINES = tuple(
    dict.fromkeys((*WHOLE, *RANGES, *(word + part for word in WORDS for part in PARTS)))
)
ASK = 3


def column(path: Path, name: str) -> list[object]:
    """What one column of formulas says of each row of the table, from its first."""
    rows = rows_of(path, LISTS_SHEET)
    at = rows[0].index(name)
    return [row[at] for row in rows[2:]]


def calculated(tmp_path: Path, rows: list[dict[str, str]]) -> Path:
    source, target = tmp_path / "form.xlsx", tmp_path / "calculated.xlsx"
    source.write_bytes(form_bytes(Prefill({"fiscal_year": "2566"}, rows)))
    libreoffice.type_into(source, target, {})
    return target


def test_no_deadline_is_said_to_be_where_it_is_not(tmp_path: Path) -> None:
    rows = [{**EXAMPLE, "deadline": deadline} for deadline in DEADLINES]
    said = dict(zip(DEADLINES, column(calculated(tmp_path, rows), "due"), strict=False))
    meant = {text: in_fiscal_year(parse(text, 2566), 2566) for text in DEADLINES}
    decided = {text: value == 1 for text, value in said.items() if value != ASK}
    assert decided == {text: meant[text] for text in decided}
    dated = [text for text in DEADLINES if meant[text] is not None]
    assert len(decided) > 0.8 * len(dated)


def test_real_dates_are_read_with_the_year_that_was_meant(tmp_path: Path) -> None:
    serials = {45016: 1, 45200: 2, 243343: 1, 24167: 1, 44835: 1, 44834: 2, 2566: ASK}
    book = openpyxl.load_workbook(calculated(tmp_path, [dict(EXAMPLE)] * len(serials)))
    for row, serial in enumerate(serials, start=FIRST):
        cell = book[FORM_SHEET].cell(row, 1 + KEYS.index("deadline"), serial)
        cell.number_format = "d/m/yyyy"
    source, target = tmp_path / "dates.xlsx", tmp_path / "read.xlsx"
    book.save(source)
    libreoffice.type_into(source, target, {})
    assert column(target, "due")[: len(serials)] == list(serials.values())


NUMBERS = ("1", "๑", "01", "1.", "๑)", "ข้อ 1", "ข้อที่ ๑", " 1 ", "2", "12", "๑๒.", "007", "1.1", "*")


def test_numbers_have_the_same_key(tmp_path: Path) -> None:
    keys = column(calculated(tmp_path, [{**EXAMPLE, "number": text} for text in NUMBERS]), "key")
    known = dict(zip(NUMBERS, keys, strict=False))
    del known["007"], known["*"]  # said to be no number
    assert known == {text: number_key(text) for text in known}


def test_addresses_and_statuses(tmp_path: Path) -> None:
    texts = ("http://a.go.th", "\u200bHttps://b", "www.a.go.th", "ดู http://a", "httpx://a", "-")
    rows = [{**EXAMPLE, "evidence": text} for text in texts]
    said = column(calculated(tmp_path, rows), "address")
    assert [value == 0 for value in said[: len(texts)]] == [is_web_address(text) for text in texts]
    statuses = ("ดำเนินการแล้วเสร็จ", " ยกเลิก\n", "ดำเนินการ*", "ยังไม่ได้ดำเนินการ", "ก")
    rows = [{**EXAMPLE, "status": text} for text in statuses]
    listed = [value != ASK for value in column(calculated(tmp_path, rows), "proof")]
    understood = [understand(text) is not None for text in statuses]
    assert listed[: len(statuses)] == [True, True, False, True, False]
    assert all(by_check for by_sheet, by_check in zip(listed, understood, strict=False) if by_sheet)
