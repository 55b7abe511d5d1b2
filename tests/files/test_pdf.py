"""Printing without LibreOffice: what is said when it is missing, fails or hangs; and the fonts."""

import re
import signal
import struct
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from command import ita_xlsx as run
from corpus import CONSOLIDATED_SHEETS
from processes import is_running

import ita_xlsx as library
from ita_xlsx import cli
from ita_xlsx.delivery import fonts, libreoffice, pdf
from ita_xlsx.errors import CannotWrite, NothingToRead, UsageError
from ita_xlsx.report import styles

RETURNED = Path(__file__).parents[2] / "examples" / "kut_rung" / "returned"
PLATFORMS = ("win32", "darwin", "linux")

posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("pdf") / "report.xlsx"
    library.merge([RETURNED], output)
    return output


def stand_in(path: Path, script: str) -> Path:
    """A program in LibreOffice's place; $folder and $source are what it was asked to print."""
    path.parent.mkdir(parents=True, exist_ok=True)
    start = '#!/bin/sh\nfor source; do :; done\nfolder=$(dirname "$source")\n'
    path.write_text(start + script, encoding="utf-8")
    path.chmod(0o755)
    return path


def use_only(monkeypatch: pytest.MonkeyPatch, *programs: Path) -> None:
    """Let there be no LibreOffice but these."""
    monkeypatch.setattr(libreoffice, "COMMANDS", ())
    places = dict.fromkeys(PLATFORMS, tuple(map(str, programs)))
    monkeypatch.setattr(libreoffice, "USUAL_PLACES", places)


def states(workbook: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(workbook)) as package:
        text = package.read("xl/workbook.xml").decode()
    return dict(re.findall(r'<sheet name="([^"]*)"[^<>]* state="([^"]*)"', text))


def test_only_cover_table_and_summary_are_shown_to_the_printer(report: Path) -> None:
    copy = pdf.only_printed_sheets(report.read_bytes())
    shown = dict.fromkeys(CONSOLIDATED_SHEETS, "hidden") | dict.fromkeys(
        ("ปก", "รายงานผล", "สรุป"), "visible"
    )
    assert states(copy) == shown
    with ZipFile(report) as ours, ZipFile(BytesIO(copy)) as theirs:
        changed = [part for part in ours.namelist() if ours.read(part) != theirs.read(part)]
    assert changed == ["xl/workbook.xml"]


def test_a_sheet_that_someone_hid_is_printed_and_one_that_was_added_is_not(report: Path) -> None:
    edited = BytesIO()
    with ZipFile(report) as source, ZipFile(edited, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            if part == "xl/workbook.xml":
                content = content.replace(
                    'name="สรุป"'.encode(), 'name="สรุป" state="hidden"'.encode()
                )
                content = content.replace(
                    b"</sheets>", b"<sheet name='a &amp; b' r:id='rId9'/></sheets>"
                )
            target.writestr(part, content)
    copy = pdf.only_printed_sheets(edited.getvalue())
    assert states(copy)["สรุป"] == "visible"
    with ZipFile(BytesIO(copy)) as package:
        tag = re.search(b"<sheet name='a &amp; b'[^<>]*>", package.read("xl/workbook.xml"))
    assert tag is not None and b' state="hidden"' in tag[0]


def test_a_returned_form_is_no_report(tmp_path: Path) -> None:
    form = next(RETURNED.glob("*.xlsx"))
    with pytest.raises(NothingToRead, match="ita-xlsx merge"):
        pdf.only_printed_sheets(form.read_bytes())


@pytest.mark.parametrize("platform", PLATFORMS)
def test_without_libreoffice_one_sentence_tells_how_to_install_it(
    platform: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    report: Path, tmp_path: Path,
) -> None:  # fmt: skip
    use_only(monkeypatch)
    monkeypatch.setattr(libreoffice.sys, "platform", platform)
    how = {"win32": "winget", "darwin": "brew", "linux": "apt install"}[platform]
    assert cli.run(["pdf", str(report), "-o", str(tmp_path / "r.pdf")], {}) == 3
    told = capsys.readouterr()
    assert told.out == "" and "LibreOffice" in told.err and how in told.err
    assert len(told.err.splitlines()) == 1
    assert cli.run(["merge", str(RETURNED), "-o", str(tmp_path / "r.xlsx"), "--pdf"], {}) == 3
    assert list(tmp_path.iterdir()) == []


@posix
def test_the_usual_places_are_looked_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = stand_in(tmp_path / "libreoffice7.6" / "program" / "soffice", "")
    use_only(
        monkeypatch, Path("{NO_SUCH_VARIABLE}/soffice"), tmp_path / "libreoffice*/program/soffice"
    )
    assert libreoffice.find_soffice() == program


@posix
def test_the_profile_is_new_each_time_and_nothing_is_left(tmp_path: Path) -> None:
    log = tmp_path / "log"
    soffice = stand_in(
        tmp_path / "soffice",
        f'echo "$1" >> {log}\nprintf "%%PDF-1.7 made" > "$folder/report.pdf"\n',
    )
    made = [libreoffice.print_to_pdf(b"workbook", soffice) for _ in range(2)]
    assert made == [b"%PDF-1.7 made"] * 2
    profiles = log.read_text().split()
    assert len(set(profiles)) == 2
    for profile in profiles:
        assert profile.startswith("-env:UserInstallation=file:///")
        assert not Path(profile.removeprefix("-env:UserInstallation=file://")).parent.exists()


FAILURES = {
    "it makes nothing": "exit 0\n",
    "it crashes": "kill -SEGV $$\n",
    "it makes something else": 'echo "no PDF" > "$folder/report.pdf"\n',
}

# What nobody saved since it was printed has its own content's name.
_BLANK = b"0" * 32
LAST = pdf._named(
    b"%PDF-1.7 of last time /ID [ <" + _BLANK + b"> <" + _BLANK + b"> ] /DocChecksum /" + _BLANK
)


@posix
@pytest.mark.parametrize("script", FAILURES.values(), ids=FAILURES.keys())
def test_a_failing_libreoffice_is_one_sentence_and_leaves_the_old_pdf(
    script: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    report: Path, tmp_path: Path,
) -> None:  # fmt: skip
    use_only(monkeypatch, stand_in(tmp_path / "bin" / "soffice", script))
    monkeypatch.setattr(fonts, "NEEDED", ())
    target = tmp_path / "r.pdf"
    target.write_bytes(LAST)
    assert cli.run(["pdf", str(report), "-o", str(target)], {}) == 3
    told = capsys.readouterr().err
    assert "LibreOffice พิมพ์เป็น PDF ไม่สำเร็จ" in told and len(told.splitlines()) == 1
    assert target.read_bytes() == LAST


@posix
def test_a_program_that_cannot_be_run_is_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "soffice"
    broken.write_bytes(b"\x7fELF broken")
    broken.chmod(0o755)
    with pytest.raises(libreoffice.CannotPrint, match="ไม่สำเร็จ"):
        libreoffice.print_to_pdf(b"", broken)


@posix
def test_a_libreoffice_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    log = tmp_path / "log"
    soffice = stand_in(tmp_path / "soffice", f"sleep 600 &\necho $! > {log}\nwait\n")
    with pytest.raises(libreoffice.CannotPrint, match="ใช้เวลานานกว่า"):
        libreoffice.print_to_pdf(b"", soffice, seconds=1)
    child = int(log.read_text())
    assert not is_running(child)


@posix
def test_a_ctrl_c_while_libreoffice_starts_ends_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    soffice = stand_in(tmp_path / "soffice", f"sleep 600 &\necho $! > {log}\nwait\n")

    class Struck(subprocess.Popen[bytes]):
        """Ctrl-C comes when the program has started, and nobody knows its number."""

        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            while not (log.exists() and log.read_text().strip()):
                time.sleep(0.01)
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(subprocess, "Popen", Struck)
    with pytest.raises(KeyboardInterrupt):
        libreoffice.print_to_pdf(b"", soffice)
    assert not is_running(int(log.read_text()))


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["pdf", "missing.xlsx"], 3, "ไม่พบไฟล์"),
        (["pdf", "report.xlsx", "-o", "report.xlsx"], 2, "“report.pdf”"),
        (["pdf", "report.xlsx", "-o", "./../{folder}/report.xlsx"], 2, "“report.pdf”"),
        (["pdf", "report.xlsx", "-o", "no/report.pdf"], 3, "ไม่พบโฟลเดอร์"),
        (["pdf", "form.xlsx"], 3, "ไม่ใช่รายงาน"),
        (["pdf", "text.xlsx"], 3, "ไม่ใช่รายงาน"),
        (["pdf", "."], 2, "โฟลเดอร์"),
        (["merge", "returned", "-o", "r.pdf", "--pdf"], 2, "“r.xlsx”"),
        (["fonts", "--install", "text.xlsx"], 2, "TH SarabunPSK"),
        (["fonts", "--install", "missing.ttf"], 3, "missing.ttf"),
    ],
)
@posix
def test_what_cannot_be_printed_is_one_sentence_and_changes_nothing(
    arguments: list[str], code: int, says: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], report: Path, tmp_path: Path,
) -> None:  # fmt: skip
    use_only(monkeypatch, stand_in(tmp_path / "bin" / "soffice", "exit 0\n"))
    monkeypatch.setattr(fonts, "NEEDED", ())
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "report.xlsx").write_bytes(report.read_bytes())
    (folder / "form.xlsx").write_bytes(next(RETURNED.glob("*.xlsx")).read_bytes())
    (folder / "text.xlsx").write_bytes(b"not a workbook")
    (folder / "returned").symlink_to(RETURNED)
    monkeypatch.chdir(folder)
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    given = [argument.format(folder=folder.name) for argument in arguments]
    assert cli.run(given, {}) == code
    told = capsys.readouterr()
    assert says in told.err and len(told.err.splitlines()) == 1
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


# --- fonts --------------------------------------------------------------------------------------


def font_file(name: str) -> bytes:
    """The least that is a font to a reader of names: its directory and the table of names."""
    text = name.encode("utf-16-be")
    names = struct.pack(">3H", 0, 1, 18) + struct.pack(">6H", 3, 1, 0x409, 1, len(text), 0) + text
    head = struct.pack(">4s4H", b"\0\1\0\0", 1, 16, 0, 0)
    return head + struct.pack(">4s3L", b"name", 0, 28, len(names)) + names


def wheel(path: Path, *families: str) -> Path:
    with ZipFile(path, "w") as package:
        for name in families:
            package.writestr(f"fonts/static/{name.replace(' ', '')}.ttf", font_file(name))
        package.writestr("fonts/__init__.py", "")
    return path


@pytest.mark.parametrize("name", ["TH SarabunPSK", "Carlito", "ฟอนต์"])
def test_a_font_file_says_its_family(name: str) -> None:
    assert fonts.family(font_file(name)) == name


@pytest.mark.parametrize("content", [b"", b"x", b"\0" * 400, font_file("TH SarabunPSK")[:40]])
def test_what_is_no_font_has_no_family(content: bytes) -> None:
    assert fonts.family(content) == ""


def test_of_a_wheel_only_the_document_fonts_are_installed(tmp_path: Path) -> None:
    source = wheel(tmp_path / "f.whl", "TH SarabunPSK", "TH Sarabun New", "Laksaman", "Sarabun")
    target = tmp_path / "fonts" / "new"
    assert sorted(fonts.install_fonts(source, target)) == sorted(target.iterdir())
    assert {fonts.family(path.read_bytes()) for path in target.iterdir()} == {
        "TH SarabunPSK", "TH Sarabun New",
    }  # fmt: skip


def test_a_single_font_file_is_installed_and_others_are_refused(tmp_path: Path) -> None:
    single = tmp_path / "THSarabun.ttf"
    single.write_bytes(font_file("TH SarabunPSK"))
    (written,) = fonts.install_fonts(single, tmp_path / "fonts")
    assert written.read_bytes() == single.read_bytes()
    with pytest.raises(UsageError, match="ไม่พบฟอนต์"):
        fonts.install_fonts(wheel(tmp_path / "other.zip", "Sarabun"), tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_folder_of_fonts_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    source = wheel(tmp_path / "f.whl", "TH SarabunPSK")
    with pytest.raises(CannotWrite):
        fonts.install_fonts(source, tmp_path / "file" / "fonts")


def test_the_font_of_the_report_is_the_one_that_is_looked_for() -> None:
    assert fonts.NEEDED[0].family == styles.FONT


@pytest.mark.parametrize("platform", PLATFORMS)
def test_where_fontconfig_is_not_the_font_folders_are_looked_through(
    platform: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folders = dict.fromkeys(PLATFORMS, (str(tmp_path), "{NO_SUCH_VARIABLE}/Fonts"))
    monkeypatch.setattr(fonts.sys, "platform", platform)
    monkeypatch.setattr(fonts.shutil, "which", lambda _: None)
    monkeypatch.setattr(fonts, "_FOLDERS", folders)
    assert [found.prints_as for found in fonts.find_fonts(None)] == [None, None]
    (tmp_path / "thsarabun.TTF").write_bytes(font_file("TH SarabunPSK"))
    (tmp_path / "Sarabun.ttf").write_bytes(font_file("Sarabun"))
    office = tmp_path / "office"
    (office / "share" / "fonts" / "truetype").mkdir(parents=True)
    (office / "share" / "fonts" / "truetype" / "Carlito.ttf").write_bytes(font_file("Carlito"))
    found = fonts.find_fonts(office / "program" / "soffice")
    assert [font.prints_as for font in found] == ["TH SarabunPSK", "Carlito"]


@posix
def test_a_missing_font_is_told_before_printing(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    report: Path,
    tmp_path: Path,
) -> None:
    script = 'printf "%%PDF-1.7" > "$folder/report.pdf"\n'
    use_only(monkeypatch, stand_in(tmp_path / "bin" / "soffice", script))
    monkeypatch.setattr(fonts, "_matched", lambda font: {"DejaVu Sans"})
    monkeypatch.setattr(fonts, "_FOLDERS", dict.fromkeys(PLATFORMS, ()))
    assert cli.run(["pdf", str(report), "-o", str(tmp_path / "r.pdf")], {}) == 0
    lines = capsys.readouterr().err.splitlines()
    assert "ไม่พบฟอนต์ TH SarabunPSK" in lines[0] and "r.pdf" in lines[-1]


def test_fonts_tells_how_to_get_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tuple(fonts.FontFound(font, None) for font in fonts.NEEDED)
    monkeypatch.setattr(fonts, "find_fonts", lambda soffice: missing)
    assert cli.run(["fonts"], {}) == 0
    told = capsys.readouterr().out
    assert "ไม่พบ TH SarabunPSK" in told and "--install" in told and "OFL" in told


def test_help_needs_no_libreoffice() -> None:
    for name in ("pdf", "fonts"):
        ran = run(name, "--help")
        assert ran.code == 0 and ran.err == ""
