"""Text files as programs and hands write them: any line end, and quotation marks astray."""

import csv
import io
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from corpus import FIXTURES, TABLE, measures_of
from goodform import good_cells

import ita_xlsx
from ita_xlsx.errors import NothingToRead
from ita_xlsx.intake.file import MOST_ROWS
from ita_xlsx.intake.formats.delimited import read_text
from ita_xlsx.intake.guard.examine import examine_content
from ita_xlsx.ooxml.addresses import letters, place_of

COLUMNS = 9
Cells = dict[str, str]


def grid(cells: Cells) -> list[list[str]]:
    rows = [[""] * COLUMNS for _ in range(10)]
    for address, text in cells.items():
        row, column = place_of(address) or (0, 0)
        rows[row][column] = text
    return rows


def quoted(rows: list[list[str]], sign: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=sign).writerows(rows)
    return stream.getvalue()


def bare(rows: list[list[str]], sign: str = ",") -> str:
    """As a hand, or a program without a thought of quotation marks, writes it."""
    lines = (sign.join(text.replace("\n", " ").replace(sign, " ") for text in row) for row in rows)
    return "".join(f"{line}\r\n" for line in lines)


def check(tmp_path: Path, text: str, codec: str = "utf-8") -> ita_xlsx.Checked:
    path = tmp_path / "สำนักปลัด.csv"
    path.write_bytes(text.encode(codec))
    return ita_xlsx.check([path])


def strays(checked: ita_xlsx.Checked) -> list[tuple[str, str]]:
    return [(f.cell, f.value) for f in checked.findings if f.rule.code == "F013"]


def rows_of(text: str) -> list[list[object]]:
    return read_text(text.encode(), "utf-8", "").rows  # type: ignore[return-value]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
def test_lines_end_as_on_any_system(end: str, sign: str, codec: str, tmp_path: Path) -> None:
    text = quoted(grid(good_cells()), sign).replace("\r\n", "\0").replace("\n", "\n")
    checked = check(tmp_path, text.replace("\0", end), codec)
    assert len(checked.round.measures) == 2 and not strays(checked)
    assert checked.round.measures["steps"][0] == good_cells()["C9"]


def test_line_ends_of_several_systems_may_be_mixed() -> None:
    assert rows_of('a,b\r1,"x\ny"\r\n2,3\n\r4,5') == [
        ["a", "b"], ["1", "x\ny"], ["2", "3"], [], ["4", "5"]
    ]  # fmt: skip


# The cells of the two measures in which a mark goes astray: first, middle and last columns.
@pytest.mark.parametrize("cell", ["A9", "B9", "F9", "I9", "C10", "G10", "I10"])
@pytest.mark.parametrize("write", [quoted, bare])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_quotation_mark_astray_costs_no_row(
    cell: str, write: Callable[..., str], sign: str, tmp_path: Path
) -> None:
    rows = grid(good_cells())
    row, column = place_of(cell) or (0, 0)
    typed = rows[row][column].replace("\n", " ").replace(sign, " ")
    rows[row][column] = "ตรงนี้"
    text = write(rows, sign).replace("ตรงนี้", f'"{typed}')
    checked = check(tmp_path, text)
    assert len(checked.round.measures) == 2
    assert strays(checked) == [(cell, f'"{typed}')]


@pytest.mark.parametrize(
    ("first", "last"), [("B9", "B10"), ("F9", "F10"), ("C9", "I10"), ("G9", "B10")]
)
def test_two_marks_that_close_each_other_hide_no_row(first: str, last: str, tmp_path: Path) -> None:
    """Each alone would be seen; as a pair they make one cell of the rows between them."""
    rows = grid(good_cells())
    for cell, mark in ((first, '"{}'), (last, '{}"')):
        row, column = place_of(cell) or (0, 0)
        rows[row][column] = mark.format(rows[row][column].replace("\n", " "))
    checked = check(tmp_path, bare(rows))
    assert len(checked.round.measures) == 2 and [cell for cell, _ in strays(checked)] == [first]


def test_the_marks_of_a_text_are_kept() -> None:
    assert rows_of('a,b,c\n1,"แผน" ปี ๖๖,3\n2,แผน "ใหม่",3\n') == [
        ["a", "b", "c"], ["1", '"แผน" ปี ๖๖', "3"], ["2", 'แผน "ใหม่"', "3"], []
    ]  # fmt: skip


def test_a_mark_astray_beside_cells_of_several_lines_is_told() -> None:
    checked = ita_xlsx.check([FIXTURES / "odd" / "stray_quote.csv"])
    suggestion = f'"{TABLE["measures"][0]["suggestion"]}'
    assert strays(checked) == [("G8", suggestion)]
    assert [m["number"] for m in measures_of(checked)] == ["๑", "๒", "๓"]
    assert measures_of(checked)[1]["steps"] == TABLE["measures"][1]["steps"]


@pytest.mark.parametrize("name", ["libreoffice.csv", "sheetjs.csv", "utf8.csv", "tab.tsv"])
def test_in_what_programs_write_no_mark_is_astray(name: str) -> None:
    assert not strays(ita_xlsx.check([FIXTURES / "kinds" / name]))


def test_cells_of_several_lines_with_commas_are_cells() -> None:
    """However many commas: only whole rows by themselves are rows."""
    chance = random.Random(1)
    for _ in range(300):
        rows = [
            [
                "".join(chance.choice('กข ,\n"') for _ in range(chance.randrange(30)))
                for _ in "12345678"
            ]
            for _ in range(chance.randrange(1, 6))
        ]
        text = quoted(rows).replace("\r\n", "\n")
        assert rows_of(text) == list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize(
    "text", ['"a\n,', '"', '""""a,', '"a\n","a\n",', 'a,"b,c\n', '"a"",', 'a,b,c,d\n"']
)
def test_the_time_for_marks_astray_grows_with_the_text(text: str) -> None:
    def seconds(times: int) -> float:
        before = time.process_time()
        rows_of(text * times)
        return time.process_time() - before

    small, large = seconds(20_000), seconds(80_000)
    assert large < 0.5 + 10 * small


def test_a_cell_larger_than_python_reads_is_read() -> None:
    long = "ก" * 200_000
    assert rows_of(f'a,b\n"{long}",2\n')[1] == [long, "2"]


def test_the_address_of_a_mark_is_of_the_row_that_is_read(tmp_path: Path) -> None:
    rows = grid(good_cells())
    rows[3][7] = '"ตำแหน่ง'
    assert strays(check(tmp_path, bare(rows))) == [(f"{letters(7)}4", '"ตำแหน่ง')]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_the_guard_counts_lines_however_they_end(end: str) -> None:
    content = end.join(["a,b,c"] * 10).encode()
    (scan,) = examine_content(content).sheets
    assert (scan.rows, scan.cells, scan.max_column) == (10, 30, 3)


def test_a_table_of_more_rows_or_cells_than_any_report_is_refused_in_a_sentence(
    tmp_path: Path,
) -> None:
    header = "ลำดับ,ประเด็น,ขั้นตอนหรือวิธีการ/มาตรการ,ผู้รับผิดชอบ,ผลการดำเนินการ\n"
    for name, line, rows in (("rows", "๑,งบ\n", MOST_ROWS + 1), ("cells", "ก,ข," * 50, 2_600)):
        path = tmp_path / f"{name}.csv"
        path.write_text(header + (line.rstrip("\n") + "\n") * rows, encoding="utf-8")
        with pytest.raises(NothingToRead, match="มีข้อมูลมากเกินกว่าจะเป็นแบบรายงานมาตรการ"):
            ita_xlsx.check([path])
