"""The error values of workbooks that are no .xlsx are named with their cells."""

import re
import struct
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest
from corpus import FIXTURES
from test_values_kept import patch

import ita_xlsx
from ita_xlsx.intake.formats.by_calamine import read_xls
from ita_xlsx.intake.formats.xls_beside import details_of_xls
from ita_xlsx.intake.guard.xls_records import workbook_stream

# The result of the first measure, F8 of the shared table, as each format writes its place.
ROW, COLUMN = 7, 5


def xls(path: Path) -> Path:
    """A cell of shared text (LABELSST) becomes one of an error (BOOLERR), as long as it was."""
    text = re.compile(
        re.escape(struct.pack("<4H", 0xFD, 10, ROW, COLUMN)) + rb"(..).{4}", re.DOTALL
    )
    error = struct.pack("<4H", 0x205, 10, ROW, COLUMN)
    content, count = text.subn(error + rb"\1" + b"\x2a\x01\0\0", path.read_bytes())
    assert count == 1
    path.write_bytes(content)
    return path


def xlsb(path: Path) -> Path:
    """A cell of shared text (BrtCellIsst) becomes one of an error (BrtCellError)."""

    def change(part: bytes) -> bytes:
        row = part.index(b"\0\x19" + struct.pack("<I", ROW))
        at = part.index(b"\x07\x0c" + struct.pack("<I", COLUMN), row)
        return part[:at] + b"\x03" + part[at + 1 : at + 10] + b"\x2a" + part[at + 11 :]

    return patch(path, "xl/worksheets/sheet1.bin", change)


def ods(path: Path, kind: str = 'office:value-type="string" calcext:value-type="error"') -> Path:
    def change(part: bytes) -> bytes:
        cell = re.compile(
            r'office:value-type="string" calcext:value-type="string"><text:p>จัดทำและ.*?</text:p>'
        )
        note = "<office:annotation><text:p>โน้ต</text:p></office:annotation>"
        error = f'{kind} table:formula="of:=NA()">{note}<text:p>#N/A</text:p>'
        return cell.sub(error, part.decode(), count=1).encode()

    return patch(path, "content.xml", change)


def foreign_ods(path: Path) -> Path:
    """As programs write it that know no calcext."""
    return ods(path, 'office:value-type="float" office:value="0"')


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("libreoffice.xls", xls), ("xlwt.xls", xls), ("excel-like.xlsb", xlsb),
        ("libreoffice.ods", ods), ("libreoffice.ods", foreign_ods),
    ],
)  # fmt: skip
def test_an_error_value_is_named_with_its_cell(
    name: str, change: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes((FIXTURES / "kinds" / name).read_bytes())
    checked = ita_xlsx.check([change(path)])
    (found,) = (f for f in checked.findings if f.rule.code == "T018")
    assert (found.cell, found.value, found.column) == ("F8", "#N/A", "result")
    assert found.sheet == checked.round.submissions[0].sheet


@pytest.mark.parametrize(
    "shown", ["Err:502", "#SPILL!", "#FIELD!", "#NAME?", "#GETTING_DATA", "#N/A"]
)
@pytest.mark.parametrize("change", [ods, foreign_ods])
def test_an_error_of_an_ods_is_named_whatever_it_is(
    shown: str, change: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = tmp_path / "ก.ods"
    path.write_bytes((FIXTURES / "kinds" / "libreoffice.ods").read_bytes())
    patch(change(path), "content.xml", lambda part: part.replace(b"#N/A", shown.encode()) + b" ")
    told = [f.value for f in ita_xlsx.check([path]).findings if f.rule.code == "T018"]
    assert told == [shown]


def records(*several: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<2H", kind, len(body)) + body for kind, body in several)


BEGIN, END = (0x809, bytes(16)), (0x0A, b"")


def test_errors_of_formulas_in_an_xls_are_known_and_other_values_are_none() -> None:
    cell = struct.pack("<3H", 9, 2, 15)
    sheet = records(
        BEGIN,
        (0x06, cell + b"\2\0\x07\0\0\0\xff\xff" + bytes(8)),  # an error
        (0x06, cell + b"\0\0\x07\0\0\0\xff\xff" + bytes(8)),  # a text
        (0x06, cell + b"\2\0\x07\0\0\0\x24\x40" + bytes(8)),  # a number
        (0x205, struct.pack("<3HBB", 10, 3, 15, 0x2A, 1)),
        (0x205, struct.pack("<3HBB", 10, 4, 15, 1, 0)),  # a truth
        BEGIN, (0x205, struct.pack("<3HBB", 1, 1, 15, 0x2A, 1)), END,  # of a chart in the sheet
        (0x205, struct.pack("<3HBB", 11, 3, 15, 0x99, 1)),
        END,
    )  # fmt: skip
    listed = (0x85, struct.pack("<IBB", 16 + 8 + 2 * 14, 0, 0) + b"\1\0A\0")
    chart = (0x85, struct.pack("<IBB", 0, 0, 2) + b"\1\0B\0")
    book = records(BEGIN, listed, chart, END)
    assert len(book) == 16 + 8 + 2 * 14
    (details,) = details_of_xls(book + sheet) or []
    assert details.errors == {(9, 2): "#DIV/0!", (10, 3): "#N/A", (11, 3): "#ERROR!"}


@pytest.mark.parametrize("at", range(0, 3600, 37))
def test_a_broken_xls_has_no_errors_that_can_be_told(at: int) -> None:
    content = bytearray(workbook_stream((FIXTURES / "kinds" / "xlwt.xls").read_bytes()))
    content[at : at + 4] = b"\xff\xff\xff\x7f"
    assert not any(details.errors for details in details_of_xls(bytes(content)) or [])


def test_a_time_below_zero_in_an_xls_is_the_number_that_it_is() -> None:
    """The date of the report in the fixture, made one before all dates: -5 as Excel packs it."""
    content = (FIXTURES / "kinds" / "libreoffice.xls").read_bytes()
    packed = struct.pack("<i", 45016 << 2 | 2)
    assert content.count(packed) == 1
    for number, read in ((-5, -5), (0, time())):
        changed = content.replace(packed, struct.pack("<i", number << 2 | 2))
        assert read_xls(changed)[0].rows[4][8] == read
