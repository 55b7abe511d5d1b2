"""A full disk behind the standard output, a Ctrl-C at the start, an odd zip: one true sentence."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from corpus import EXAMPLE
from processes import is_running

import ita_xlsx
from ita_xlsx.delivery.fonts import install_fonts
from ita_xlsx.errors import STOPPED, UsageError

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no /dev/full")
COMMANDS = (["check"], ["check", "--format", "json"], ["merge", "-o", "out.xlsx"])


def _ran(arguments: list[str], folder: Path, shell: str = "") -> tuple[int, str]:
    command = ["sh", "-c", f'"$@" {shell}', "sh", sys.executable, "-m", "ita_xlsx", *arguments]
    done = subprocess.run(command, cwd=folder, stderr=subprocess.PIPE, check=False)
    return done.returncode, done.stderr.decode()


@posix
@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda one: " ".join(one[:2]))
def test_a_full_standard_output_is_one_sentence(arguments: list[str], tmp_path: Path) -> None:
    code, said = _ran([*arguments, str(EXAMPLE / "returned")], tmp_path, "> /dev/full")
    assert code == 3 and "แสดงผลลัพธ์ไม่ได้" in said.splitlines()[-1]
    assert (tmp_path / "out.xlsx").exists() == ("merge" in arguments)


@posix
@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda one: " ".join(one[:2]))
def test_a_closed_standard_output_is_no_fault(arguments: list[str], tmp_path: Path) -> None:
    code, said = _ran([*arguments, str(EXAMPLE / "returned")], tmp_path, ">&-")
    assert code in (0, 1) and "ขัดข้อง" not in said


def test_ctrl_c_while_the_program_starts_is_no_traceback() -> None:
    stopped = (
        "import sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'click': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from ita_xlsx.__main__ import main\n"
        "main()\n"
    )
    ran = subprocess.run([sys.executable, "-c", stopped], capture_output=True, check=False)
    assert ran.returncode == 130 and b"Traceback" not in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


SHADOWS = ("typing", "click", "pandas", "dataclasses", "openpyxl", "json", "email", "ssl")


def test_nothing_in_the_current_folder_is_imported(tmp_path: Path) -> None:
    for name in SHADOWS:
        (tmp_path / f"{name}.py").write_text(f"open('ran_{name}', 'w').close()\n")
    command = [sys.executable, "-m", "ita_xlsx", "check", str(EXAMPLE / "returned")]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert ran.returncode in (0, 1), ran.stderr.decode()
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith("ran_")]


@posix
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_kill_leaves_no_libreoffice_behind(how: signal.Signals, tmp_path: Path) -> None:
    ita_xlsx.merge([EXAMPLE / "returned"], tmp_path / "report.xlsx")
    soffice = tmp_path / "soffice"
    soffice.write_text('#!/bin/sh\nsleep 600 &\necho $! > "$0.child"\nwait\n')
    soffice.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    environment["TMPDIR"] = str(tmp_path / "tmp")
    (tmp_path / "tmp").mkdir()
    command = [sys.executable, "-m", "ita_xlsx", "pdf", "report.xlsx", "-o", "out.pdf"]
    ran = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE)
    told = soffice.with_name("soffice.child")
    while not (told.exists() and told.read_text().strip()):
        assert ran.poll() is None
        time.sleep(0.05)
    ran.send_signal(how)
    said = ran.communicate(timeout=60)[1].decode().splitlines()
    assert (ran.returncode, said[-1]) == (130, STOPPED.th) and len(said) <= 2  # one on the fonts
    assert not is_running(int(told.read_text()))
    assert [*(tmp_path / "tmp").iterdir()] == [] and not (tmp_path / "out.pdf").exists()


def test_a_zip_of_fonts_that_cannot_be_opened_is_said_to_be_such(tmp_path: Path) -> None:
    good = tmp_path / "fonts.zip"
    with ZipFile(good, "w", ZIP_STORED) as package:
        package.writestr("THSarabun.ttf", b"font")
    content = bytearray(good.read_bytes())
    for header, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.find(header) + flags] |= 1
    for name, bad in (("encrypted.zip", bytes(content)), ("broken.zip", good.read_bytes()[:60])):
        (tmp_path / name).write_bytes(bad)
        with pytest.raises(UsageError, match="แตกไฟล์เอง"):
            install_fonts(tmp_path / name, tmp_path / "fonts")
