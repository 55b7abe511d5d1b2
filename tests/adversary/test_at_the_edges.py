"""A full disk behind the standard output, a Ctrl-C at the start, an odd zip: one true sentence."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from corpus import EXAMPLE

from ita_xlsx.delivery.fonts import install_fonts
from ita_xlsx.errors import UsageError

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
