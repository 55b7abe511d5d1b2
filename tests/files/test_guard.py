"""Whatever lies in the folder of returned files, the guard looks at it and says what it is."""

import errno
import io
import json
import os
import random
import re
import socket
import struct
import tracemalloc
import zipfile
from dataclasses import asdict, replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from zips import Entry, pack

from ita_xlsx.intake.guard import examine as guard
from ita_xlsx.intake.guard.examine import LIMITS, examine, examine_content
from ita_xlsx.intake.guard.file_type import Kind
from ita_xlsx.intake.guard.refusals import REFUSALS
from ita_xlsx.intake.guard.scan_xlsx import SheetScan, scan_sheet
from ita_xlsx.ooxml import package, xml_text
from ita_xlsx.ooxml import zip_directory as container

FIXTURES = Path(__file__).parents[1] / "fixtures"
KINDS = FIXTURES / "kinds"
WRONG = json.loads((FIXTURES / "wrong" / "expected.json").read_text(encoding="utf-8"))
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

PARTS = {
    "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/'
    'workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
    'sheet.main+xml"/></Types>',
    "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet '
    'name="ก &amp; ข" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
}
SHEET = "xl/worksheets/sheet1.xml"


def entries(**replaced: bytes) -> list[Entry]:
    parts = {name: text.encode() for name, text in PARTS.items()}
    parts[SHEET] = sheet('<row r="1"><c r="A1"><v>1</v></c></row>')
    return [Entry(name, data) for name, data in {**parts, **replaced}.items()]


def sheet(rows: str, before: str = "", after: str = "", prefix: str = "") -> bytes:
    colon = f":{prefix[:-1]}" if prefix else ""
    return (
        f'{HEAD}<{prefix}worksheet xmlns{colon}="{MAIN}">{before}<{prefix}sheetData>{rows}'
        f"</{prefix}sheetData>{after}</{prefix}worksheet>"
    ).encode()


def workbook(data: bytes) -> bytes:
    return pack(*entries(**{SHEET: data}))


def look(data: bytes) -> SheetScan:
    verdict = examine_content(workbook(data))
    assert verdict.refusal is None, verdict.refusal
    return verdict.sheets[0]


def refused(content: bytes, limits: guard.Limits = LIMITS) -> str:
    """The reason of a refusal, whose sentence must be whole in both languages."""
    verdict = examine_content(content, limits)
    assert verdict.refusal is not None
    for text in verdict.refusal.whole:
        assert text.strip() and "{" not in text
    return verdict.reason


# --- ordinary workbooks -------------------------------------------------------------------------


def test_the_workbook_written_by_hand_is_an_ordinary_one(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(pack(*entries()))
    verdict = examine(path)
    assert (verdict.kind, verdict.refusal) == (Kind.XLSX, None)
    assert verdict.sheets[0].name == "ก & ข"
    assert openpyxl.load_workbook(path).active["A1"].value == 1


def test_what_openpyxl_writes_is_seen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    first.title = "แบบรายงาน"
    first.append(["ก", "ข", "=A1", "#N/A"])
    first["D1"].data_type = "e"
    first["B9"] = "ไกลสุด"
    first.merge_cells("A3:B4")
    first["A1"].comment = Comment("หมายเหตุ", "ผู้ตรวจ")
    first.row_dimensions[2].hidden = True
    first.auto_filter.ref = "A1:B9"
    second = book.create_sheet("ซ่อน")
    second.column_dimensions["C"].hidden = True
    second.sheet_state = "veryHidden"
    book.create_chartsheet("กราฟ")
    book.save(tmp_path / "a.xlsx")
    verdict = examine(tmp_path / "a.xlsx")
    one, two = verdict.sheets
    assert (one.name, one.state, one.part) == ("แบบรายงาน", "visible", SHEET)
    assert (one.max_row, one.max_column) == (9, 4)
    assert (two.name, two.state) == ("ซ่อน", "veryHidden")
    assert one.more_than_values and two.more_than_values


def test_what_xlsxwriter_writes_is_seen(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"date_1904": True}) as book:
        page = book.add_worksheet("ข้อมูล")
        page.write_column(0, 0, ["ก"] * 14)
        page.merge_range(0, 1, 0, 8, "หัวเรื่อง")
        book.add_worksheet("รายการ").hide()
        book.set_custom_property("ita_xlsx_template", "1 < 2")
        book.set_custom_property("Language", "th-TH")
    verdict = examine(tmp_path / "a.xlsx")
    assert verdict.date1904 and not verdict.strict
    assert verdict.stamp == {"ita_xlsx_template": "1 < 2"}
    assert [(s.rows, s.cells, s.state) for s in verdict.sheets] == [
        (14, 15, "visible"),
        (0, 0, "hidden"),
    ]
    content = (tmp_path / "a.xlsx").read_bytes()
    assert verdict.size == len(content) and len(verdict.sha256) == 64


@pytest.mark.parametrize("path", sorted(KINDS.iterdir()), ids=lambda path: path.name)
def test_the_files_of_many_programs_may_be_opened(path: Path) -> None:
    verdict = examine(path)
    assert verdict.refusal is None
    unscanned = verdict.kind in (Kind.XLS, Kind.XLSB, Kind.DOCX)
    assert bool(verdict.sheets) is not unscanned
    assert verdict.strict == (path.name == "strict.xlsx")
    assert verdict.date1904 == (path.name == "date1904.xlsx")
    assert not any(seen.disordered for seen in verdict.sheets)


@pytest.mark.parametrize(
    ("rows", "place", "disordered"),
    [
        ('<row r="2"><c r="B2"><v>1</v></c></row>', (2, 2), False),
        ("<row r='2'><c r='B2'><v>1</v></c></row>", (2, 2), False),
        ('<row r="2"><c s="1" r="B2"><v>1</v></c></row>', (2, 2), False),
        ('<row\nr = "2" ><c\tr = "B2" ><v>1</v></c></row>', (2, 2), False),
        ("<row><c><v>1</v></c></row><row><c/><c><v>1</v></c></row>", (2, 2), False),
        ('<row r="7"><c><v>1</v></c><c><v>1</v></c></row>', (7, 2), False),
        ('<row r="1"><c r="A1"><v>1</v></c><c a=">" r="B2"><v>1</v></c></row>', (2, 2), False),
        ('<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>', (2, 2), True),
        ('<row r="2"><c r="B2"><v>1</v></c><c r="B2"><v>1</v></c></row>', (2, 2), True),
        ('<row r="2"><c r="B2"><v>1</v></c></row><row><c r="A1"><v>1</v></c></row>', (2, 2), True),
        ("<row r='2'><c r='B2'><v>1</v></c><c r='A2'><v>1</v></c></row>", (2, 2), True),
    ],
)
def test_a_sheet_may_be_written_in_any_way(
    rows: str, place: tuple[int, int], disordered: bool
) -> None:
    seen = look(sheet(rows))
    assert (seen.max_row, seen.max_column) == place
    assert seen.disordered is disordered


@pytest.mark.parametrize("prefix", ["", "x:", "ก:"])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_prefixes_and_quotes_change_nothing(prefix: str, quote: str) -> None:
    rows = (
        '<row r="1" hidden="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="3" hidden="0"><c r="C3"/></row>'
    )
    before = '<cols><col min="1" max="2" hidden="true"/></cols>'
    after = '<autoFilter ref="A1:C3"/><mergeCells count="9"><mergeCell ref="A1:B2"/></mergeCells>'
    texts = [
        re.sub(r"<(/?)", rf"<\1{prefix}", t).replace('"', quote) for t in (rows, before, after)
    ]
    assert asdict(look(sheet(*texts, prefix=prefix))) == {
        **asdict(SheetScan()),
        "name": "ก & ข",
        "part": SHEET,
        "rows": 2,
        "cells": 2,
        "filled": 1,
        "max_row": 1,
        "max_column": 1,
        "far_cells": ("A1", "A1"),
        "more_than_values": True,
    }


@pytest.mark.parametrize(
    ("rows", "before", "after"),
    [
        ('<row r="1"><c r="A1"><f>1</f></c></row>', "", ""),
        ('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>', "", ""),
        ('<row r="1"><c r="A1" vm="1"/></row>', "", ""),
        ('<row r="1" hidden="true"/>', "", ""),
        ('<row r="1" ht="0"/>', "", ""),
        ("", '<sheetFormatPr zeroHeight="1"/>', ""),
        ("", '<cols><col min="1" max="2" width="0"/></cols>', ""),
        ("", "", '<hyperlinks><hyperlink ref="A1" location="B2"/></hyperlinks>'),
        ('<row><c t="inlineStr"><is><r><rPr><strike/></rPr><t>ก</t></r></is></c></row>', "", ""),
    ],
)
def test_what_is_more_than_values_is_seen(rows: str, before: str, after: str) -> None:
    assert look(sheet(rows, before, after)).more_than_values
    hidden_in_comments = [f"<!-- {text} -->" if text else "" for text in (rows, before, after)]
    assert not look(sheet(*hidden_in_comments)).more_than_values


def test_a_sheet_in_utf16_is_read_and_said_to_be(tmp_path: Path) -> None:
    text = sheet('<row r="1"><c r="B1"><v>1</v></c></row>').decode()
    data = text.replace("UTF-8", "UTF-16").encode("utf-16")
    verdict = examine_content(workbook(data))
    assert verdict.utf16 and verdict.sheets[0].max_column == 2
    without_mark = text.replace("UTF-8", "UTF-16").encode("utf-16-le")
    assert examine_content(workbook(without_mark)).sheets[0].max_column == 2
    assert not examine_content(pack(*entries())).utf16


def test_a_sheet_that_is_listed_but_missing_is_an_empty_one() -> None:
    verdict = examine_content(pack(*entries()[:-1]))
    assert verdict.refusal is None and verdict.sheets[0].cells == 0


# --- not a file ---------------------------------------------------------------------------------


@pytest.mark.posix
def test_what_is_no_file_is_refused_and_nothing_hangs(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "broken.xlsx").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.xlsx").symlink_to(tmp_path / "loop.xlsx")
    (tmp_path / "to_fifo.xlsx").symlink_to(tmp_path / "fifo.xlsx")
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind(os.path.relpath(tmp_path / "socket.xlsx"))
    (tmp_path / "empty.xlsx").touch()
    expected = {
        "fifo.xlsx": "not_regular",
        "to_fifo.xlsx": "not_regular",
        "folder.xlsx": "not_regular",
        "socket.xlsx": "not_regular",
        "broken.xlsx": "broken_link",
        "loop.xlsx": "broken_link",
        "missing.xlsx": "vanished",
        "empty.xlsx": "empty",
        "empty.xlsx/in a file.xlsx": "vanished",
        "nul\0.xlsx": "vanished",
        "lone \udcff\ud800.xlsx": "vanished",
        "long" * 100: "vanished",
    }
    verdicts = {name: examine(tmp_path / name) for name in expected}
    assert {name: verdict.reason for name, verdict in verdicts.items()} == expected
    assert all(verdict.refusal for verdict in verdicts.values())
    assert examine(Path("/dev/null")).reason == "not_regular"


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(pack(*entries()))
    (tmp_path / "link.xlsx").symlink_to("a.xlsx")
    assert examine(tmp_path / "link.xlsx").refusal is None


@pytest.mark.posix
def test_a_fifo_that_takes_the_files_place_does_not_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xlsx").touch()
    os.mkfifo(tmp_path / "fifo.xlsx")
    before = os.lstat(tmp_path / "a.xlsx")
    monkeypatch.setattr(os, "lstat", lambda _: before)
    assert examine(tmp_path / "fifo.xlsx").reason == "not_regular"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.EACCES, "no_permission"),
        (errno.EPERM, "no_permission"),
        (errno.ENOENT, "vanished"),
        (errno.EIO, "unreadable"),
        (errno.EMFILE, "unreadable"),
    ],
)
def test_an_opening_that_fails_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, reason: str
) -> None:
    (tmp_path / "a.xlsx").write_bytes(pack(*entries()))

    def fail(*_: object) -> int:
        raise OSError(code, "injected")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", fail)
        verdict = examine(tmp_path / "a.xlsx")
    assert verdict.reason == reason


def test_a_file_that_grows_while_it_is_read_is_not_read_in_halves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(pack(*entries()))
    real = os.fstat

    def shorter(descriptor: int) -> os.stat_result:
        status = list(real(descriptor))
        status[6] -= 10
        return os.stat_result(status)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fstat", shorter)
        verdict = examine(path)
    assert verdict.reason == "changing"


def test_a_file_too_large_is_not_read_but_named_if_its_head_tells(tmp_path: Path) -> None:
    limits = replace(LIMITS, packed=1000)
    (tmp_path / "a.xlsx").write_bytes(pack(*entries()) + b"\0" * 1000)
    (tmp_path / "b.xlsx").write_bytes(b"%PDF-1.7" + b"\0" * 1000)
    large, pdf = examine(tmp_path / "a.xlsx", limits), examine(tmp_path / "b.xlsx", limits)
    assert (large.reason, large.sha256) == ("too_large", "") and large.size > 1000
    assert (pdf.reason, pdf.kind, pdf.size) == ("wrong_kind", Kind.PDF, 1008)


@pytest.mark.parametrize("name", sorted(WRONG))
def test_files_sent_by_mistake_are_refused_for_what_they_are(name: str) -> None:
    assert examine(FIXTURES / "wrong" / name).reason == (WRONG[name]["refused"] or "")


# --- hostile packages ---------------------------------------------------------------------------


def edited(name: str, **changes: object) -> bytes:
    return pack(*(replace(e, **changes) if e.name == name else e for e in entries()))


def test_a_bomb_is_refused_by_its_ratio_and_by_its_size() -> None:
    zeros = Entry("xl/media/a.bin", b"\0" * (2 << 20))
    assert refused(pack(*entries(), zeros)) == "ratio"
    assert refused(pack(*entries(), zeros), replace(LIMITS, unpacked=1 << 20, ratio=2000)) == (
        "unpacked"
    )
    small = Entry("xl/media/a.bin", b"\0" * (1 << 20))
    assert examine_content(pack(*entries(), small)).refusal is None


def test_a_part_that_is_known_is_judged_by_what_each_package_says_of_it() -> None:
    """Packages share parts: what was inflated once is right only where all else is alike."""
    other = Entry("xl/a.bin", b"<?xml version='1.0'?><a>1</a>" * 9)
    for _ in range(2):
        assert examine_content(pack(*entries(), other)).refusal is None
        assert refused(pack(*entries(), replace(other, size=99))) == "lying_size"
        assert refused(pack(*entries(), replace(other, crc=1))) == "damaged"
        renamed = replace(
            other, name="xl/sharedStrings.xml", data=b'<sst uniqueCount="4294967295"/>'
        )
        assert examine_content(pack(*entries(), replace(renamed, name="xl/b.xml"))).refusal is None
        assert refused(pack(*entries(), renamed)) == "lying_size"


def test_sizes_that_lie_are_refused() -> None:
    bomb = b"\0" * (3 << 20)
    for size in (10, len(bomb) - 1, (2 << 20)):
        lie = Entry("xl/a.bin", bomb, size=size)
        assert refused(pack(*entries(), lie), replace(LIMITS, ratio=2000)) == "lying_size"
    assert refused(edited(SHEET, local_size=5)) == "lying_size"
    more = Entry("xl/a.bin", b"\0" * 10, size=11)
    assert refused(pack(*entries(), more)) == "damaged"
    stored = Entry("xl/a.bin", b"0" * 10, method=0, size=11)
    assert refused(pack(*entries(), stored)) == "damaged"


@pytest.mark.parametrize(
    "name",
    [
        "../a.xml",
        "xl/../../a.xml",
        "/a.xml",
        "\\a.xml",
        "C:/a.xml",
        "c:a.xml",
        "xl\\..\\..\\a",
        "a\0b",
    ],
)
def test_names_that_lead_out_of_the_package_are_refused(name: str) -> None:
    assert refused(pack(*entries(), Entry(name, b"<a/>"))) == "escaping_name"


@pytest.mark.parametrize("twin", [SHEET, SHEET.upper(), SHEET.replace("/", "\\")])
def test_two_parts_of_one_name_are_refused(twin: str) -> None:
    assert refused(pack(*entries(), Entry(twin, b"<a/>"))) == "duplicate_entry"


def test_entries_that_overlap_or_lie_in_one_another_are_refused() -> None:
    inner = pack(Entry("b.xml", b"<a/>"))
    outer = [*entries(), Entry("a.bin", inner, method=0)]
    start = pack(*outer).index(inner)
    nested = replace(Entry("b.xml", b"<a/>"), at=start)
    assert refused(pack(*outer, nested)) == "overlap"
    again = replace(entries()[0], at=0)
    assert refused(pack(*entries(), again)) == "duplicate_entry"
    first = Entry("c.xml", b"<a/>")
    other = replace(first, name="d.xml", at=0)
    assert refused(pack(first, other, *entries())) == "damaged"


def test_a_zip_that_two_readers_read_in_two_ways_is_refused() -> None:
    good = pack(*entries())
    assert refused(good + pack(Entry("x", b""))[-22:-1]) == "damaged"
    inner = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0, 0, 0, 0, 30)
    assert refused(pack(*entries(), tail=b"") + inner + b"\0" * 10) in ("odd_zip", "damaged")
    assert refused(edited(SHEET, local_name="xl/worksheets/sheet2.xml")) == "damaged"
    assert refused(edited(SHEET, extra=struct.pack("<2H5s", 0x7075, 5, b"\1abcd"))) == "odd_zip"
    assert refused(edited(SHEET, method=12)) == "odd_zip"
    assert refused(edited(SHEET, flags=1)) == "password"
    assert refused(pack(*entries(), count=3)) == "damaged"
    assert refused(b"junk" + good) == "wrong_kind"


def test_harmless_oddities_are_allowed() -> None:
    good = pack(*entries())
    assert examine_content(good + b"\0" * 512).refusal is None, "padded by a mail gateway"
    assert examine_content(pack(*entries(), tail=b"a comment")).refusal is None
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as opened:
        for entry in entries():
            with opened.open(entry.name.replace("/", "\\"), "w", force_zip64=True) as part:
                part.write(entry.data)
    assert examine_content(stream.getvalue()).refusal is None, "zip64 sizes, backslashes in names"


def test_too_many_parts_are_refused_before_they_are_looked_at() -> None:
    many = [Entry(f"xl/media/{n}.bin", b"") for n in range(60)]
    assert refused(pack(*entries(), *many), replace(LIMITS, parts=60)) == "too_many_parts"


@pytest.mark.parametrize("name", [*PARTS, SHEET, "xl/comments1.xml", "docProps/app.xml", "a.vml"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-be"])
def test_a_doctype_is_refused_wherever_it_stands(name: str, codec: str) -> None:
    text = '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]>\n<a>&b;</a>'
    assert refused(pack(*entries(**{name: text.encode(codec)}))) == "doctype"


def test_a_doctype_that_a_clerk_typed_is_only_a_text() -> None:
    data = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&lt;!DOCTYPE html></t></is></c></row>')
    assert examine_content(workbook(data)).refusal is None


@pytest.mark.parametrize("declared", ["utf-7", "ISO-2022-JP", "utf-32", "cp037"])
def test_encodings_in_which_markup_can_hide_are_refused(declared: str) -> None:
    data = sheet("").replace(b"UTF-8", declared.encode())
    assert refused(workbook(data)) == "encoding"
    assert refused(workbook(sheet("\0"))) == "encoding"


def test_a_file_cut_short_or_with_a_flipped_bit_is_called_damaged() -> None:
    good = pack(*entries())
    assert {refused(good[:at]) for at in range(4, len(good), 50)} == {"damaged"}
    flipped = bytearray(good)
    flipped[good.index(b"<", 0) if b"<" in good[:200] else 60] ^= 4
    assert refused(bytes(flipped)) in ("damaged", "lying_size", "overlap")


def test_a_list_of_texts_that_claims_four_billion_is_refused() -> None:
    texts = f'<sst xmlns="{MAIN}" count="1" uniqueCount="{{}}"><si><t>ก</t></si></sst>'
    for claim, reason in (("4294967295", "lying_size"), ("&#57;99", "lying_size"), ("12", "")):
        parts = entries(**{"xl/sharedStrings.xml": texts.format(claim).encode()})
        assert examine_content(pack(*parts)).reason == reason


# --- sheets too large ---------------------------------------------------------------------------


def test_one_value_in_the_last_cell_is_refused_and_its_address_named(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("แบบรายงาน").write(1048575, 16383, 1)
    verdict = examine(path)
    assert path.stat().st_size < 6000
    assert verdict.reason == "far_cell" and verdict.refusal is not None
    for text in verdict.refusal.whole:
        assert "XFD1048576" in text and "แบบรายงาน" in text


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ([("A", 1), ("A", 1048576), ("XFD", 1048577)], "XFD1048577"),
        ([("XFD", 1), ("A", 1048576)], "A1048576, XFD1"),
        ([("Z", 9), ("ZZ", 1000), ("B", 1000000)], "B1000000, ZZ1000"),
    ],
)
@pytest.mark.parametrize("quote", ['"', "'"])
def test_every_far_cell_is_named(cells: list[tuple[str, int]], named: str, quote: str) -> None:
    rows = "".join(f'<row r="{r}"><c r="{c}{r}"><v>1</v></c></row>' for c, r in cells)
    verdict = examine_content(workbook(sheet(rows.replace('"', quote))))
    assert verdict.reason == "far_cell" and verdict.refusal is not None
    assert named in verdict.refusal.reason.th


@pytest.mark.parametrize(
    "hidden",
    [
        '<c r="XFD1048576" x="/>"><v>1</v></c>',
        '<c x="a>b" r="XFD1048576"><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<x:c xmlns:x="' + MAIN + '" r="XFD1048576"><v>1</v></x:c>',
        '<c\nr="XFD1048576"><v>1</v></c>',
        '<c r="xfd1048576"><v>1</v></c>',
        '<c r="XFD1048576" ><v>1</v></c >',
        '<c r="A2"/></row></sheetData><sheetData><row><c r="XFD1048576"><v>1</v></c>',
        '<!-- </sheetData> --><c r="XFD1048576"><v>1</v></c>',
        '<c r="XFD1048576"><f>1</f></c>',
    ],
)
def test_a_far_cell_cannot_hide(hidden: str) -> None:
    data = sheet(f'<row r="1"><c r="A1"><v>1</v></c></row><row>{hidden}</row>')
    assert refused(workbook(data)) == "far_cell"


def test_a_column_formatted_to_the_end_is_no_far_cell() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="Z1" s="1"><v>2</v></c></row>'
    for blank in ('<c r="XFD1048576" s="1"/>', '<c r="XFD1048576" s="1"></c>'):
        seen = look(sheet(f'{rows}<row r="1048576">{blank}</row>'))
        assert (seen.max_row, seen.max_column, seen.cells) == (1, 26, 3)


def test_cells_are_counted_whatever_the_dimension_says() -> None:
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c><c r="B{0}"/></row>'
    data = sheet("".join(row.format(n) for n in range(1, 51)), before='<dimension ref="A1:A1"/>')
    assert look(data).cells == 100
    assert refused(workbook(data), replace(LIMITS, cells=99)) == "too_many_cells"
    assert refused(workbook(data), replace(LIMITS, rows=49)) == "too_many_rows"


def test_a_sheet_that_no_list_names_is_measured_all_the_same() -> None:
    far = sheet('<row><c r="XFD1048576"><v>1</v></c></row>')
    assert refused(pack(*entries(), Entry("xl/other.xml", far))) == "far_cell"


# --- OpenDocument and text ----------------------------------------------------------------------


_ODF = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)


def ods(table: str, name: str = "แผ่น1") -> bytes:
    content = (
        f"<office:document-content{_ODF}>"
        '<style:style style:name="ta2"><style:table-properties table:display="false"/>'
        f'</style:style><table:table table:name="{name}" table:style-name="ta2">{table}'
        "</table:table></office:document-content>"
    )
    mime = Entry("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", method=0)
    return pack(mime, Entry("content.xml", content.encode()))


ODS_CELL = '<table:table-cell office:value-type="string"{}><text:p>ก</text:p></table:table-cell>'


def test_repeated_blank_cells_of_ods_do_not_count() -> None:
    verdict = examine_content(
        ods(
            f"<table:table-row>{ODS_CELL.format('')}"
            '<table:table-cell table:number-columns-repeated="16383"/></table:table-row>'
            '<table:table-row table:number-rows-repeated="1048575" table:visibility="collapse">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        )
    )
    assert verdict.refusal is None
    (seen,) = verdict.sheets
    assert (seen.cells, seen.max_row, seen.max_column) == (1, 1, 1)


@pytest.mark.parametrize(
    ("row", "cell", "reason"),
    [
        ("1048576", "16384", "too_many_cells"),
        ("3000", "2000", "too_many_cells"),
        ("99999999999999999999", "1", "too_many_cells"),
        ("1000", "1000", ""),
    ],
)
def test_repeated_cells_with_content_count_as_often_as_they_stand(
    row: str, cell: str, reason: str
) -> None:
    text = ODS_CELL.format(f' table:number-columns-repeated="{cell}"')
    content = ods(f'<table:table-row table:number-rows-repeated="{row}">{text}</table:table-row>')
    verdict = examine_content(content)
    assert verdict.reason == reason


def test_a_far_cell_of_ods_is_refused_and_named() -> None:
    gap = '<table:table-cell table:number-columns-repeated="16383"/>'
    content = ods(
        '<table:table-row table:number-rows-repeated="1048575"/>'
        f"<table:table-row>{gap}{ODS_CELL.format('')}</table:table-row>"
    )
    assert refused(content) == "far_cell"
    refusal = examine_content(content).refusal
    assert refusal is not None and "XFD1048576" in refusal.reason.en


def test_an_ods_without_an_end_is_refused() -> None:
    assert refused(ods("<table:table-row>")) == "damaged"
    assert refused(ods(ODS_CELL.format("") + "<!DOCTYPE x>")) == "doctype"


def test_text_is_counted_by_lines_and_cells() -> None:
    text = "ลำดับ,ประเด็น,ขั้นตอน\r\n๑,ก\r\n๒,ข,ค,ง\r\n"
    for codec in ("utf-8", "utf-8-sig", "utf-16", "cp874"):
        verdict = examine_content(text.encode(codec))
        (seen,) = verdict.sheets
        assert text == text.encode(codec).decode(verdict.encoding)
        assert (seen.rows, seen.cells, seen.max_column) == (3, 9, 4)
    assert refused(b"\n" * 9000, replace(LIMITS, cells=5000)) in ("too_many_cells", "wrong_kind")
    assert refused(b"a,b\n" * 9000, replace(LIMITS, cells=5000)) == "too_many_cells"


def shared(texts: list[str], cells: int) -> bytes:
    """A workbook whose cells all show the last of some shared texts."""
    listed = "".join(f"<si><r><t>{text}</t></r></si>" for text in texts)
    shown = f'<c t="s"><v>{len(texts) - 1}</v></c>' * 100
    rows = f"<row>{shown}</row>" * (cells // 100)
    parts = {SHEET: sheet(rows), "xl/sharedStrings.xml": f"<sst>{listed}</sst>".encode()}
    return pack(*entries(**parts))


def test_a_text_counts_as_often_as_it_is_shown() -> None:
    long = "ก" * 30_000
    few = replace(LIMITS, box=50_000)
    many = list(map(str, range(100_000)))
    assert refused(shared(["", long], 2000)) == "too_much"
    assert refused(shared([long], 100), few) == "too_much"
    for texts, cells in (([long, "ข"], 10_000), (many, 100)):
        verdict = examine_content(shared(texts, cells), replace(LIMITS, box=400_000))
        assert not verdict.refusal and verdict.sheets[0].filled == cells
    assert refused(shared(many, 100), few) == "too_much"
    inside = f'<c t="inlineStr"><is><t>{long}</t></is></c>'
    assert refused(workbook(sheet(f"<row>{inside * 10}</row>")), few) == "too_much"
    cell = ODS_CELL.format(' table:number-columns-repeated="1000"').replace("ก", long)
    assert refused(ods(f"<table:table-row>{cell * 2}</table:table-row>")) == "too_much"
    assert refused(b"a,b\n" * 50_000, few) == "too_much"


# --- laws ---------------------------------------------------------------------------------------

CELLS = st.lists(
    st.tuples(st.integers(1, 30), st.integers(1, 16384), st.booleans()), min_size=1, max_size=25
)


def letters(column: int) -> str:
    return re.sub(r"\d", "", openpyxl.utils.get_column_letter(column))


@given(CELLS, st.integers(60, 400))
def test_a_sheet_is_scanned_alike_wherever_its_blocks_are_cut(
    cells: list[tuple[int, int, bool]], block: int
) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="{letters(column)}{row}"'
        + (' t="e"><v>#N/A</v></c></row>' if error else "><f>1</f></c></row>")
        for row, column, error in cells
    )
    data = sheet(rows, after='<mergeCells><mergeCell ref="A1:C3"/></mergeCells>')
    blocks = [data[at : at + block] for at in range(0, len(data), block)]
    parts, whole = SheetScan(), SheetScan()
    scan_sheet(xml_text._cut(blocks), parts, lambda _: None)
    scan_sheet([data], whole, lambda _: None)
    assert parts == whole
    places = [(row, column) for row, column, _ in cells]
    assert whole.max_row == max(row for row, _ in places)
    assert whole.max_column == max(column for _, column in places)
    assert whole.disordered is not (sorted(set(places)) == places)


def test_a_tag_that_no_program_writes_is_refused_before_it_takes_long() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    part = sheet(rows, after=f"<!--{'a' * (12 << 20)}-->")
    wide = replace(LIMITS, ratio=10_000)
    assert refused(workbook(part), wide) == "damaged"
    assert examine_content(workbook(sheet(rows, after=f"<!--{'a' * 1000}-->"))).refusal is None


def test_large_parts_are_looked_at_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n * 7919}</v></c></row>' for n in range(1, 2000))
    content = workbook(sheet(rows))
    at_once = examine_content(content)
    for module in (container, package, xml_text):
        monkeypatch.setattr(module, "BLOCK", 1000)
    assert examine_content(content) == at_once
    assert refused(edited(SHEET, crc=1)) == "damaged"
    lie = Entry("xl/a.bin", b"\0" * 5000, size=4000)
    assert refused(pack(*entries(), lie)) == "lying_size"


@pytest.mark.parametrize("name", ["exceljs.xlsx", "libreoffice.ods", "xlwt.xls", "cp874.csv"])
def test_no_mutant_of_a_real_file_raises_or_takes_much_memory(name: str) -> None:
    content = (KINDS / name).read_bytes()
    chance = random.Random(name)
    tracemalloc.start()
    for _ in range(300):
        verdict = examine_content(mutant(content, chance))
        assert (verdict.refusal is None) == (verdict.reason == "")
        assert verdict.reason in {"", *REFUSALS}
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 32 << 20


def mutant(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 2, 8, 64))):
        # The directory at the end of a zip is as likely to be hit as all the rest.
        near_end = chance.random() < 0.5
        at = chance.randrange(max(0, len(changed) - 900) if near_end else 0, len(changed))
        changed[at] = chance.choice((changed[at] ^ 1 << chance.randrange(8), 0, 255))
    return bytes(changed[: chance.choice((len(changed), len(changed), chance.randrange(1, 9000)))])


@given(
    st.binary(max_size=300),
    st.sampled_from((b"", b"PK\3\4", b"PK\5\6", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
)
def test_no_bytes_at_all_raise(content: bytes, head: bytes) -> None:
    verdict = examine_content(head + content)
    assert (verdict.refusal is None) == (verdict.reason == "")


def test_every_refusal_says_what_to_do_in_both_languages() -> None:
    for reason, refusal in REFUSALS.items():
        assert re.search(r"โปรด|\{advice\}", refusal.advice.th), reason
        assert re.search(r"[Pp]lease|\{advice\}", refusal.advice.en), reason
        assert "โปรด" not in refusal.reason.th and "lease" not in refusal.reason.en, reason
        thai, english = (set(re.findall(r"\{\w+\}", text)) for text in refusal.whole)
        assert thai == english
