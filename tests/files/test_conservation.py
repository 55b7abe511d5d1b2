"""Nothing is lost: each cell of each row below a header is in a measure or quoted in a finding."""

from pathlib import Path

import xlsxwriter
from goodform import AS_TYPED
from hypothesis import given, settings
from hypothesis import strategies as st

import ita_xlsx
from ita_xlsx.official.columns import COLUMNS
from ita_xlsx.official.form import FORM
from ita_xlsx.thai.text import fix_text

HEADERS = [column.header for column in COLUMNS]
LABELS = (
    ("ชื่อหน่วยงาน", "องค์การบริหารส่วนตำบลตัวอย่าง"),
    ("กอง/สำนัก/หน่วย", "กองช่าง"),
    ("ปีงบประมาณ พ.ศ.", "2566"),
    ("รอบการรายงาน", "รอบ 6 เดือน"),
)

words = st.sampled_from(
    ["ดำเนินการ", "แล้วเสร็จ", "กองช่าง", "สำนักปลัด", "รวม", "ลงชื่อ", "ข้อ ๑", "๑.", "2)", "-", "x", "NA",
     "None", "00123", "=1+1", "ม.ค. – มี.ค. ๖๖", "https://www.example.go.th/a", "น้ํา", "\u200bซ่อน"]
)  # fmt: skip
plain = st.lists(words, min_size=1, max_size=4).map(" ".join)
lines = st.lists(plain, min_size=2, max_size=3).map("\n".join)
texts = st.one_of(plain, lines, st.text(max_size=8))
cells = st.one_of(st.just(""), texts)
filled = st.tuples(*[cells] * (len(HEADERS) + 1))
measure = st.tuples(
    st.integers(1, 99).map(str), texts, texts, st.just("กองช่าง"), st.just("มี.ค. ๖๖"), texts, cells,
    cells, cells, st.just(""),
)  # fmt: skip
blank = st.just(("",) * (len(HEADERS) + 1))
section = texts.map(lambda text: (text, *[""] * len(HEADERS)))
stray = texts.map(lambda text: (*[""] * len(HEADERS), text))
again = st.just((*HEADERS, ""))


def row_of(**texts: str) -> tuple[str, ...]:
    """A row with some texts in the columns of the form."""
    return (*(texts.get(column.key, "") for column in COLUMNS), "")


# What stands between measures and is none, and a form of another division.
between = st.sampled_from([
    row_of(result="(ลงชื่อ) ใจดี มีสุข"), row_of(result="(นายใจดี มีสุข)"), row_of(number="........"),
    row_of(issue="รวมทั้งสิ้น", result="๓"), row_of(issue="หมายเหตุ ข้อมูลปีก่อน"), row_of(steps="* รอผล"),
    row_of(number="๔"), row_of(number="๕", status="ยังไม่ได้ดำเนินการ"), row_of(responsible="กองช่าง"),
    row_of(steps="๒. ส่งรายงาน"), row_of(steps="ติดตาม", responsible="กองคลัง", result="ครบแล้ว"),
    row_of(number="กอง/สำนัก/หน่วย", issue="กองคลัง"), ("", *HEADERS), (*HEADERS[3:], "", "", "", ""),
    tuple(f"({place})" for place in range(1, len(HEADERS) + 2)),
    row_of(number="รายงานผลการดำเนินการ"), row_of(issue="กองคลัง"),
])  # fmt: skip
tables = st.lists(
    st.one_of(measure, filled, blank, section, stray, again, between, between), max_size=14
)
merges = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 10), st.integers(1, 3)), max_size=3
)  # column, first row, rows more


def write(path: Path, rows: list[tuple[str, ...]], merged: list[tuple[int, int, int]]) -> None:
    book = xlsxwriter.Workbook(str(path), AS_TYPED)
    sheet = book.add_worksheet()
    for number, (label, text) in enumerate(LABELS):
        sheet.write_string(number, 0, label)
        sheet.write_string(number, 1, text)
    first = len(LABELS) + 1
    for number, row in enumerate((tuple(HEADERS), *rows), start=first):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, text)
    taken: set[tuple[int, int]] = set()
    for column, top, more in merged:
        area = {(row, column) for row in range(top, top + more + 1)}
        if not area & taken:
            taken |= area
            # As Excel does, a merge keeps the topmost text and drops those below it.
            value = rows[top][column] if top < len(rows) else ""
            sheet.merge_range(first + 1 + top, column, first + 1 + top + more, column, value)
    book.close()


def typed(rows: list[tuple[str, ...]], merged: list[tuple[int, int, int]]) -> list[str]:
    """The texts that stand in the sheet when Excel has dropped those under merged cells."""
    dropped: set[tuple[int, int]] = set()
    taken: set[tuple[int, int]] = set()
    for column, top, more in merged:
        area = {(row, column) for row in range(top, top + more + 1)}
        if not area & taken:
            taken |= area
            dropped |= area - {(top, column)}
    return [
        mended
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
        if (number, column) not in dropped and (mended := fix_text(text))
    ]


@settings(max_examples=200)
@given(rows=tables, merged=merges)
def test_every_cell_is_in_a_measure_or_quoted(
    tmp_path_factory: "object", rows: list[tuple[str, ...]], merged: list[tuple[int, int, int]]
) -> None:
    path = tmp_path_factory.mktemp("c") / "กองช่าง.xlsx"  # type: ignore[attr-defined]
    write(path, rows, merged)
    checked = ita_xlsx.check([path])
    frame = checked.round.measures
    kept = [str(text) for column in frame.columns for text in frame[column]]
    kept += [finding.value for finding in checked.findings]
    kept += [text for one in checked.round.submissions for text in one.labels.values()]
    kept += [*HEADERS, *(label.text for label in FORM.labels)]
    haystack = "\n".join(kept).replace("\n", " ")
    for text in typed(rows, merged):
        # The sign with which an issue is numbered gives way to the report's own numbering.
        parts = text.removeprefix("ข้อ ").replace("\n", " ").split(" ")
        assert all(part.rstrip(".)") in haystack for part in parts), text
    assert checked.round.sources[0].readable
