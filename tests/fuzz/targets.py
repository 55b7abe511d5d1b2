"""What the fuzzers throw bytes at: functions that must answer for any bytes, and never raise.

Each target takes bytes and checks what must hold of the answer. ``SEEDS`` are where a fuzzer starts
from. ``fuzz.py`` runs them for as long as one likes, ``test_fuzz.py`` for a moment.
"""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from ita_xlsx.intake.formats.xls_beside import details_of_xls
from ita_xlsx.intake.guard.examine import Limits, examine_content
from ita_xlsx.intake.guard.ole import NotOle
from ita_xlsx.intake.guard.xls_records import workbook_stream
from ita_xlsx.official.deadlines import PROBLEMS, parse

FIXTURES = Path(__file__).parents[1] / "fixtures"
# Small ones, so that a small input can pass each of them.
LIMITS = Limits(
    unpacked=1 << 20, parts=64, ratio=20, ratio_from=1 << 12, cells=2000, rows=500, box=5000,
)  # fmt: skip


def guard(content: bytes) -> None:
    """The guard says yes or no, and a no is one whole sentence in both languages."""
    verdict = examine_content(content, LIMITS)
    assert verdict.size == len(content)
    if verdict.refusal is not None:
        assert verdict.reason
        for sentence in verdict.refusal.whole:
            assert sentence.strip() and "{" not in sentence.replace("{{", "")
    for look in verdict.sheets:
        assert look.cells <= LIMITS.cells and look.rows <= LIMITS.rows
        # A text is read row by row: its rectangle takes no room.
        assert look.box <= LIMITS.box or verdict.encoding


def sheet(content: bytes) -> None:
    """The same when the bytes are a worksheet in a sound package: no checksum stops them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, part in _parts(_SOUND).items():
            package.writestr(name, content if name == _SHEET else part)
    guard(packed.getvalue())


def deadline(content: bytes) -> None:
    """A deadline has an end, or one problem that has its words; a start is never behind the end."""
    text = content[1:].decode("utf-8", "replace")
    year = 2560 + content[0] % 16 if content and content[0] < 240 else None
    read = parse(text, year)
    assert (read.end is None) == (read.problem is not None)
    assert read.problem is None or read.problem in PROBLEMS
    if read.start is not None and read.end is not None:
        assert date.min <= read.start <= read.end <= date.max
    assert read == parse(text, year)


def xls(content: bytes) -> None:
    """The error values of an .xls stand in cells that there are, or cannot be told."""
    try:
        book = workbook_stream(content)
    except NotOle:
        return
    for details in details_of_xls(book) or []:
        assert all(name.startswith("#") for name in details.errors.values())
        assert all(0 <= number < 1 << 16 for place in details.errors for number in place)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "guard": guard, "sheet": sheet, "deadline": deadline, "xls": xls,
}  # fmt: skip
_SOUND, _SHEET = "openpyxl.xlsx", "xl/worksheets/sheet1.xml"


@cache
def _parts(name: str) -> dict[str, bytes]:
    with zipfile.ZipFile(FIXTURES / "kinds" / name) as package:
        return {part: package.read(part) for part in package.namelist()}


def seeds(name: str) -> Sequence[bytes]:
    """Real inputs: small workbooks and files of other kinds; deadlines as officials write them."""
    if name == "guard":
        folders = (FIXTURES / folder for folder in ("kinds", "wrong"))
        return [path.read_bytes() for folder in folders for path in sorted(folder.iterdir())]
    if name == "xls":
        return [path.read_bytes() for path in sorted((FIXTURES / "kinds").glob("*.xls"))]
    if name == "sheet":
        books = sorted((FIXTURES / "kinds").glob("*.xlsx"))
        return [part for book in books if (part := _parts(book.name).get(_SHEET))]
    return [b"\x06" + text.encode() for text in _DEADLINES]


_DEADLINES = (
    "ม.ค. – มี.ค. ๖๖", "ต.ค. – ธ.ค.๖๕", "31 มีนาคม 2566", "๓๑ มี.ค. ๖๖", "ไตรมาส 2", "ไตรมาสที่ ๑-๒",
    "ภายในวันที่ 30 เมษายน พ.ศ. ๒๕๖๖", "ตลอดปีงบประมาณ", "ทุกเดือน", "1/3/66", "31/02/2566",
    "ก.ย. ๖๖ - ต.ค. ๖๕", "รอบ 6 เดือน", "ปีงบประมาณ พ.ศ. 2566", "ตุลาคม 2565 ถึง กันยายน 2566",
    "ภายใน 15 วัน", "2023-03-31", "มีนาคม", "๒๕61", "", "ไตรมาส 1 (ต.ค. – ธ.ค. ๖๕)", "29 ก.พ. 2567",
)  # fmt: skip
