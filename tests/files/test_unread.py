"""What lies beside the returned workbooks and is not read is named, so that nobody misses it."""

import json
import os
import shutil
import socket
from collections.abc import Iterable
from pathlib import Path

import pytest
from command import Ran, Type, ita_xlsx
from corpus import EXAMPLE, FIXTURES
from local_governments import NAMES, make_district
from plans import write_plan

import ita_xlsx as library
from ita_xlsx.cli.display.as_text import FILES_SHOWN, check_text
from ita_xlsx.findings import Finding
from ita_xlsx.findings.files import SET_ASIDE
from ita_xlsx.intake.folder import find_files
from ita_xlsx.thai.file_names import legible
from ita_xlsx.thai.width import display_width
from ita_xlsx.verbs.reports import Reports

FORM = sorted((EXAMPLE / "returned").glob("*.xlsx"))[0]
KINDS = FIXTURES / "kinds"
PDF = b"%PDF-1.4\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with one form, two things that are none, and a sub-folder with another form."""
    write_plan(tmp_path / "plan.xlsx")
    folder = tmp_path / "returned"
    (folder / "เพิ่ม").mkdir(parents=True)
    (folder / "empty").mkdir()
    shutil.copy(FORM, folder / "form.xlsx")
    shutil.copy(FORM, folder / "เพิ่ม" / "form.xlsx")
    for name in ("chang.pdf", "กองคลัง.DOCX", "~$กองคลัง.docx", "form.pdf"):
        (folder / name).write_bytes(PDF)
    return tmp_path


COMMANDS: dict[str, list[str]] = {
    "check": ["check", "returned"],
    "merge": ["merge", "returned", "-o", "out.xlsx"],
    "status": ["status", "returned", "--plan", "plan.xlsx"],
}


def says(ran: Ran, count: int, names: str) -> bool:
    """Whether the output says of these, and no others, that they are not in the report."""
    line = f"ไม่อยู่ในรายงาน: {count} แห่ง ใน {names} โปรดตรวจว่าต้องรวมในรายงานหรือไม่"
    return "".join(line.split()) in "".join(ran.out.split())


def aside(findings: Iterable[Finding]) -> list[str]:
    """The names of what was not read."""
    return [Path(one.file).name for one in findings if one.rule is SET_ASIDE]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_names_what_it_did_not_read(command: str, place: Path) -> None:
    ran = ita_xlsx(*COMMANDS[command], folder=place)
    assert says(ran, 3, "chang.pdf, กองคลัง.DOCX, เพิ่ม")
    for name in ("empty", "~$"):
        assert name not in ran.out
    # What was left out decides the end of a merge, and of nothing else.
    shutil.rmtree(place / "returned" / "เพิ่ม")
    for name in ("chang.pdf", "กองคลัง.DOCX"):
        (place / "returned" / name).unlink()
    again = ita_xlsx(*COMMANDS[command], folder=place)
    assert (ran.code, again.code) == ((1, 0) if command == "merge" else (again.code, again.code))
    assert "ไม่อยู่ในรายงาน" not in again.out and "F010" not in again.out


def test_with_recursive_the_files_of_sub_folders_are_named_and_no_folder(place: Path) -> None:
    (place / "returned" / "เพิ่ม" / "scan.jpg").write_bytes(b"\xff\xd8\xff")
    ran = ita_xlsx("check", "returned", "--recursive", "--lang", "en", folder=place)
    told = " ".join(ran.out.split())
    names = "chang.pdf, scan.jpg, กองคลัง.DOCX"
    assert f"Not in the report: 3, in {names}. Please check whether it belongs there." in told
    assert "sub-folder" not in ran.out


def test_json_has_a_finding_for_each_and_no_file(place: Path) -> None:
    ran = ita_xlsx("check", "returned", "--format", "json", folder=place)
    told = json.loads(ran.out)
    assert [one["file"] for one in told["files"]] == ["returned/form.xlsx"]
    left_out = [(one["code"], one["severity"], one["file"]) for one in told["left_out"]]
    assert left_out == [
        ("F010", "warning", f"returned/{name}") for name in ("chang.pdf", "กองคลัง.DOCX", "เพิ่ม")
    ]
    assert [one for one in told["findings"] if one in told["left_out"]] == told["left_out"]
    assert [one["file"] for one in told["findings"] if one["code"] == "F011"] == [
        "returned/form.pdf"
    ]


def test_before_any_workbook_has_come_status_names_them_too(place: Path) -> None:
    (place / "returned" / "form.xlsx").unlink()
    ran = ita_xlsx(*COMMANDS["status"], folder=place)
    assert says(ran, 4, "chang.pdf, form.pdf, กองคลัง.DOCX, เพิ่ม")
    (place / "returned" / "เพิ่ม" / "form.xlsx").unlink()
    checked = ita_xlsx("check", "returned", folder=place)
    assert checked.code == 3 and "ไม่พบไฟล์ Excel" in checked.err
    assert all(f"{name}: " in checked.out for name in ("chang.pdf", "form.pdf", "กองคลัง.DOCX"))


def test_alone_in_the_folder_of_a_round_it_names_them(ita: Type, place: Path) -> None:
    ran = ita(folder=place)
    assert ran.code == 1
    assert says(ran, 3, "chang.pdf, กองคลัง.DOCX, เพิ่ม")
    (place / "returned" / "form.xlsx").unlink()
    (place / "returned" / "เพิ่ม" / "form.xlsx").unlink()
    assert says(ita(folder=place), 3, "chang.pdf, form.pdf, กองคลัง.DOCX")


def test_the_folder_of_a_round_itself_holds_what_is_ours(ita: Type, tmp_path: Path) -> None:
    """The plan, its crest, the forms to be sent, and all that an earlier run has written."""
    library.lay_out(tmp_path)
    (tmp_path / "plan.xlsx").unlink()
    plan = write_plan(tmp_path / "plan.xlsx")
    library.make_forms(plan, tmp_path / "forms")
    for form in (EXAMPLE / "returned").glob("*.xlsx"):
        shutil.copy(form, tmp_path)
    for _ in range(2):
        ran = ita(folder=tmp_path)
        assert ran.code == 0 and "ไม่อยู่ในรายงาน" not in ran.out
    (tmp_path / "อื่น ๆ").mkdir()
    shutil.copy(FORM, tmp_path / "อื่น ๆ")
    assert says(ita(folder=tmp_path), 1, "อื่น ๆ")


def test_a_folder_of_our_own_outputs_is_not_named_until_somebody_changed_one(place: Path) -> None:
    returned = place / "returned"
    shutil.rmtree(returned / "เพิ่ม")
    others = ["chang.pdf", "กองคลัง.DOCX"]
    (returned / "ผล" / "ใน").mkdir(parents=True)
    library.merge([returned], returned / "ผล" / "ใน" / "report.xlsx")
    returns = Reports(findings=returned / "ผล" / "f.xlsx", returns=returned / "ส่งคืน")
    checked = library.check([returned], reports=returns)
    (copy,) = checked.returned
    assert aside(library.check([returned]).findings) == others
    shutil.copy(FORM, copy)
    assert aside(library.check([returned]).findings) == [*others, "ส่งคืน"]
    (returned / "ผล" / "ใน" / "บันทึก.jpg").write_bytes(b"\xff\xd8\xff")
    assert aside(library.check([returned]).findings) == [*others, "ผล", "ส่งคืน"]


def test_what_is_named_itself_is_read_and_so_not_told(place: Path) -> None:
    returned = place / "returned"
    paths = [returned, returned / "เพิ่ม", returned / "chang.pdf"]
    checked = library.check(paths)
    assert aside(checked.findings) == ["กองคลัง.DOCX"]
    assert [Path(one.file).name for one in checked.left_out] == ["chang.pdf", "กองคลัง.DOCX"]
    assert library.check([returned / "form.xlsx"]).left_out == ()


def test_ten_names_are_in_the_last_line_and_each_has_a_line_with_its_reason(place: Path) -> None:
    checked = library.check([FORM])
    many = [f"แบบรายงาน {number:02}.pdf" for number in range(FILES_SHOWN + 3)]
    for name in many:
        (place / name).write_bytes(PDF)
    checked = library.check([place, FORM])
    text = check_text(checked, "th", 60)
    assert all(display_width(line) <= 60 for line in text.splitlines())
    told = " ".join(text.split())
    assert all(f"{name}: ไฟล์นี้เป็นไฟล์ PDF" in told for name in many[:FILES_SHOWN])
    assert "และอีก 3 แห่ง" in told and told.count("หากเป็นแบบรายงาน โปรดกรอก") == 1
    assert f"09.pdf และอีก {FILES_SHOWN + 3 + 1 - 10} รายการ" in told


# --- a workbook is known by its content ---------------------------------------------------------

OTHER_NAMES = [
    "a.xltx", "a.xltm", "a.et", "a.ett", "a.xlt", "a.xlam", "a.xlsx~", "กองคลัง", "a.xlsx (1)",
    "a.xlsx(2)", "a.xlsx ", "a.XLSX", "a.xlsx.download", "a.xlsx.crdownload", "a.xlsx.part",
    "a.doc", "a.pdf", "a.zip", "a.dat", "a.xlsx.bak", "อบต.กองคลัง", "รายงาน 31.3.2566", "a.numbers",
]  # fmt: skip


PROGRAMS = ["openpyxl.xlsx", "libreoffice.xls", "sheetjs.ods", "excel-like.xlsb"]


@pytest.mark.parametrize("kind", PROGRAMS)
def test_a_workbook_in_a_folder_is_read_whatever_its_name(kind: str, tmp_path: Path) -> None:
    for name in OTHER_NAMES:
        shutil.copy(KINDS / kind, tmp_path / name)
    checked = library.check([tmp_path])
    assert {Path(one.file).name for one in checked.round.sources if one.readable} == {*OTHER_NAMES}
    assert checked.left_out == ()


def test_a_text_is_a_table_only_under_such_a_name(tmp_path: Path) -> None:
    tables = ["a.csv", "a.TSV", "a.txt", "a.tab", "กองคลัง", "a.csv (1)", "อบต.กองคลัง", "a.xlsx"]
    others = ["README.md", "a.ini", "a.log", "a.json", "a.py", "a.csv.bak"]
    for name in (*tables, *others):
        shutil.copy(KINDS / "utf8.csv", tmp_path / name)
    checked = library.check([tmp_path])
    assert {Path(one.file).name for one in checked.round.sources} == {*tables}
    assert aside(checked.findings) == sorted(others)
    shutil.copy(KINDS / "utf8.csv", tmp_path / "b.ini")
    assert len(library.check([tmp_path / "b.ini"]).round.measures) == 3


UNREADABLE = {
    "a.xlsx": (b"%PDF-1.4", "F001"),
    "a.et": (b"\0\1\2\3", "F001"),
    "กองคลัง": (b"PK\3\4" + b"\0" * 26 + b"xl/workbook.xml", "F001"),
    "a.dat": ((FIXTURES / "wrong" / "password.xlsx").read_bytes(), "F001"),
    "a.pdf": (PDF, "F010"),
    "b.jpg": (b"\xff\xd8\xff", "F010"),
    "c": (b"", "F010"),
    "d.zip": (b"PK\5\6" + b"\0" * 18, "F010"),
    "e.bin": (b"\0\1\2\3", "F010"),
}


def test_what_was_meant_as_a_workbook_is_an_error_and_anything_else_a_warning(
    tmp_path: Path,
) -> None:
    shutil.copy(FORM, tmp_path / "form.xlsx")
    for name, (content, _) in UNREADABLE.items():
        (tmp_path / name).write_bytes(content)
    checked = library.check([tmp_path])
    told = {Path(one.file).name: one.rule.code for one in checked.left_out}
    assert told == {name: code for name, (_, code) in UNREADABLE.items()}
    unreadable = {Path(one.file).name for one in checked.round.sources if not one.readable}
    assert unreadable == {name for name, (_, code) in UNREADABLE.items() if code == "F001"}


PLACEHOLDERS = {
    ".กองสาธารณสุข.xlsx.icloud": (b"bplist00", "iCloud"),
    "a.gsheet": (b'{"url": "https://docs.google.com/open?id=1"}', "ลิงก์"),
    "b.gdoc": (b"{}", "ลิงก์"),
    "c.url": (b"[InternetShortcut]\r\nURL=https://x.example/\r\n", "ลิงก์"),
    "d.webloc": (b'<?xml version="1.0"?><plist><dict><key>URL</key></dict></plist>', "ลิงก์"),
    "e.lnk": (b"L\0\0\0\1\x14\2\0" + b"\0" * 60, "ลิงก์"),
    "f.xlsx.crdownload": (b"PK\3\4" + b"\0" * 26 + b"xl/", "ดาวน์โหลด"),
    "g.xlsx.part": (b"", "ดาวน์โหลด"),
    "h.csv.download": (b"a,b\n1,2\n", "ดาวน์โหลด"),
}


def test_what_stands_for_a_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    shutil.copy(FORM, tmp_path / "form.xlsx")
    for name, (content, _) in PLACEHOLDERS.items():
        (tmp_path / name).write_bytes(content)
    checked = library.check([tmp_path])
    told = {Path(one.file).name: one for one in checked.left_out}
    assert told.keys() == PLACEHOLDERS.keys()
    for name, (_, word) in PLACEHOLDERS.items():
        assert word in told[name].message.th and "โปรด" in told[name].fix.th
    assert ita_xlsx("check", tmp_path / "a.gsheet").err.count("ลิงก์") == 1


OURS = [
    "merge.bat", "commands.bat", "อ่านก่อน.txt", "ita_xlsx.ini", "รายงาน.ส่งแล้ว.log", "รายงาน.pdf",
    "รายงาน.eml", "oit_2570.csv",
]  # fmt: skip
OF_SYSTEMS = [
    "Thumbs.db", "desktop.ini", "Desktop.ini", ".DS_Store", "~$form.xlsx", ".~lock.form.xlsx#",
    "._form.xlsx", "~WRL0001.tmp", "3F2A1000.TMP",
    "form.xlsx:Zone.Identifier", "Icon\r", ".hidden.xlsx",
]  # fmt: skip


def test_what_is_the_systems_or_ours_is_passed_over_in_silence(tmp_path: Path) -> None:
    shutil.copy(FORM, tmp_path / "form.xlsx")
    library.merge([tmp_path], tmp_path / "รายงาน.xlsx", reports=Reports(tmp_path / "พบ.xlsx"))
    before = library.check([tmp_path])
    for name in (*OURS, *OF_SYSTEMS):
        (tmp_path / name).write_bytes(b"x")
    for folder in ("__MACOSX", ".Trash", "empty"):
        (tmp_path / folder).mkdir()
    shutil.copy(FORM, tmp_path / "__MACOSX")
    (tmp_path / "empty" / "Thumbs.db").write_bytes(b"x")
    assert library.check([tmp_path]).findings == before.findings
    assert library.check([tmp_path], recursive=True).findings == before.findings
    # Beside a workbook that is read, a draft is no draft of ours.
    (tmp_path / "form.eml").write_bytes(b"Received: from a\r\n by b\r\n\r\nhello")
    (tmp_path / "form.pdf").write_bytes(PDF)
    again = library.check([tmp_path]).findings
    assert aside(again) == ["form.eml"]
    assert [one.rule.code for one in again if one.file.endswith(".pdf")] == ["F011"]


def test_the_crest_of_the_plan_and_the_logo_are_no_returns(tmp_path: Path) -> None:
    shutil.copy(FORM, tmp_path / "form.xlsx")
    picture = (FIXTURES / "wrong" / "image_named.xlsx").read_bytes()
    (tmp_path / "ตรา.png").write_bytes(picture)
    assert aside(library.check([tmp_path]).findings) == ["ตรา.png"]
    merged = library.merge([tmp_path], tmp_path / "out.xlsx", logo=tmp_path / "ตรา.png")
    assert merged.is_whole


def test_the_report_of_another_organisation_among_forms_is_named(tmp_path: Path) -> None:
    """Its own report is one of this program's outputs; that of another was sent."""
    shutil.copy(FORM, tmp_path / "form.xlsx")
    library.merge([EXAMPLE / "returned"], tmp_path / "รายงาน.xlsx")
    assert library.check([tmp_path]).left_out == ()
    made = make_district(tmp_path / "sent", "กุดรัง", names=NAMES[:2]).reports
    for report in made:
        shutil.copy(report, tmp_path)
    shutil.rmtree(tmp_path / "sent")
    checked = library.check([tmp_path])
    assert sorted(aside(checked.findings)) == sorted(report.name for report in made)
    assert [Path(one.file).name for one in checked.round.sources] == ["form.xlsx"]
    # Without a form they are what is to be merged.
    (tmp_path / "form.xlsx").unlink()
    assert library.check([tmp_path]).left_out == ()


# --- names that are no text, and things that are no files ---------------------------------------


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("กองคลัง.xlsx".encode("cp874"), "กองคลัง.xlsx"),
        ("งบ".encode() + b"/" + "รก".encode("cp874") + b"\xa1", "งบ/รกก"),
        (b"a\xff", "a\ufffd"),
        ("กองคลัง".encode(), "กองคลัง"),
    ],
)
def test_a_name_of_other_bytes_is_taken_for_thai(raw: bytes, shown: str) -> None:
    assert legible(os.fsdecode(raw)) == shown
    assert legible("a\ud800") == "a?"


@pytest.mark.skipif(os.name == "nt" or os.sys.platform == "darwin", reason="names are bytes")
def test_a_thai_zip_unpacked_elsewhere_is_read_and_shown_as_its_sender_named_it(
    ita: Type, tmp_path: Path
) -> None:
    inside = os.fsencode(tmp_path / "returned") + b"/"
    os.mkdir(inside)
    for form in (EXAMPLE / "returned").glob("*.xlsx"):
        shutil.copy(form, inside + form.name.encode("cp874"))
    with open(inside + "หนังสือนำ.pdf".encode("cp874"), "wb") as letter:
        letter.write(PDF)
    os.mkdir(inside + "เพิ่ม".encode("cp874"))
    shutil.copy(FORM, inside + "เพิ่ม/".encode("cp874") + b"a.xlsx")
    shutil.copy(FORM, inside + FORM.name.encode())  # the same once more, under a proper name
    options = ["--findings", "พบ.xlsx", "--returns", "คืน", "--format", "json"]
    ran = ita("merge", "returned", "-o", "out.xlsx", *options, folder=tmp_path)
    told = json.loads(ran.out)
    assert ran.code == 1 and ran.err == ""
    names = [Path(one["file"]).name for one in told["files"]]
    stems = [form.name for form in (EXAMPLE / "returned").glob("*.xlsx")]
    assert sorted(names) == sorted([*stems, f"{FORM.name} (2)"])
    assert [Path(one["file"]).name for one in told["left_out"]] == ["หนังสือนำ.pdf", "เพิ่ม"]
    assert {one["division"] for one in told["files"]} == {Path(name).stem for name in stems}
    assert len(list((tmp_path / "คืน").iterdir())) == 4 and (tmp_path / "พบ.xlsx").is_file()
    ita("merge", "returned", "-o", "out2.xlsx", folder=tmp_path)
    assert (tmp_path / "out.xlsx").read_bytes() == (tmp_path / "out2.xlsx").read_bytes()
    shown = ita("check", "returned", folder=tmp_path).out
    assert "\\udc" not in shown and "หนังสือนำ.pdf" in shown
    alone = ita(folder=tmp_path)
    assert alone.code == 1 and "\\udc" not in alone.text and "หนังสือนำ.pdf" in alone.out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_pipes_sockets_and_devices_cost_nothing_and_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(FORM, tmp_path / "form.xlsx")
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe.xlsx")
    os.mkfifo("pipe")
    os.symlink("/dev/zero", "zeros.csv")
    os.symlink("/dev/zero", "zeros")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("socket")
        checked = library.check([Path()])
    codes = {one.file: one.rule.code for one in checked.left_out}
    assert codes == {
        "pipe.xlsx": "F001", "pipe": "F010", "zeros.csv": "F001", "zeros": "F010", "socket": "F010",
    }  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_folder_that_leads_to_itself_ends_and_one_elsewhere_is_named(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "in", tmp_path / "elsewhere"
    for one in (folder / "sub", elsewhere):
        one.mkdir(parents=True)
        shutil.copy(FORM, one / "form.xlsx")
    (folder / "loop").symlink_to(folder)
    (folder / "sub" / "up").symlink_to(tmp_path)
    (folder / "self").symlink_to("self")
    assert aside(library.check([folder, FORM]).findings) == ["self", "sub"]
    (folder / "sub" / "there").symlink_to(elsewhere)
    (elsewhere / "back").symlink_to(folder / "sub")
    checked = library.check([folder], recursive=True)
    assert len(checked.round.sources) == 1 and aside(checked.findings) == ["self", "there"]


def test_a_sub_folder_that_may_not_be_opened_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(FORM, tmp_path / "form.xlsx")
    (tmp_path / "locked").mkdir()
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "locked":
            raise PermissionError
        return scandir(path)

    monkeypatch.setattr("ita_xlsx.intake.folder.os.scandir", refuse)
    assert find_files([tmp_path], recursive=True).folders == (tmp_path / "locked",)
