"""What lies beside the returned files costs nothing, whatever it is, and hangs nobody."""

import json
import os
import tracemalloc
from pathlib import Path

import pytest
from command import ita_xlsx
from corpus import EXAMPLE
from plans import write_plan

import ita_xlsx as library
from ita_xlsx.intake.folder import find_files
from ita_xlsx.intake.guard.examine import open_once

GOOD = EXAMPLE / "returned" / "กองคลัง.xlsx"
GIANT = 1 << 40


def lay_out(folder: Path, ending: str) -> set[str]:
    """A FIFO, devices, sparse giants; returns their names."""
    os.mkfifo(folder / f"pipe{ending}")
    for device in ("zero", "urandom", "tty", "stdin"):
        (folder / f"{device}{ending}").symlink_to(f"/dev/{device}")
    for name, head in (("giant", b""), ("giant_zip", b"PK\3\4"), ("giant_pdf", b"%PDF-1.7")):
        with open(folder / f"{name}{ending}", "wb") as stream:
            stream.write(head)
            stream.truncate(GIANT)
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".dat", ""])
@pytest.mark.parametrize("peek", [False, True])
def test_nothing_of_it_is_read(tmp_path: Path, ending: str, peek: bool) -> None:
    for name in lay_out(tmp_path, ending):
        tracemalloc.start()
        opened = open_once(tmp_path / name, peek=peek)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert opened.content == b"" and opened.verdict.refusal, name
        assert most < 1 << 18, name


def test_each_is_named_and_the_others_are_merged(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    deep = inside / "ลึก"
    inside.mkdir()
    names = lay_out(inside, ".xlsx")
    deep.mkdir()
    lay_out(deep, ".xlsx")
    (inside / "good.xlsx").write_bytes(GOOD.read_bytes())
    for recursive in ([], ["--recursive"]):
        ran = ita_xlsx("check", inside, "--format", "json", *recursive)
        told = json.loads(ran.out)
        unreadable = [one["file"] for one in told["files"] if one["status"] == "unreadable"]
        assert {Path(file).name for file in unreadable} == names
        assert len(unreadable) == len(names) * (2 if recursive else 1)
        assert told["measures"]


def test_folders_in_folders_without_end_are_looked_into(tmp_path: Path) -> None:
    """Deeper than Python calls functions in one another."""
    place = os.getcwd()
    depth = 700
    os.chdir(tmp_path)
    try:
        for _ in range(depth):
            os.mkdir("a")
            os.chdir("a")
        Path("last.xlsx").write_bytes(b"x")
    finally:
        os.chdir(place)
    os.symlink(tmp_path, tmp_path / "a" / "back")
    listing = find_files([tmp_path], recursive=True)
    (found,) = listing.files
    assert len(found.path.parts) - len(tmp_path.parts) == depth + 1
    assert listing.folders == ()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.xlsx"
    library.merge([GOOD], path)
    return path


# Whatever else than a returned file a command opens.
OPENED: dict[str, tuple[object, ...]] = {
    "logo": ("merge", "good.xlsx", "-o", "out.xlsx", "--logo", "it"),
    "plan": ("merge", "good.xlsx", "-o", "out.xlsx", "--plan", "it"),
    "list of a year": ("check", "good.xlsx", "--year-data", "it"),
    "last plan": ("plan", "-o", "out.xlsx", "--from", "it"),
    "report to print": ("pdf", "it"),
    "report to mail": ("email", "it", "--to", "a@example.go.th"),
    "PDF to mail": ("email", "report.xlsx", "--to", "a@example.go.th"),
    "settings of mail": ("email", "report.xlsx", "--to", "a@example.go.th", "--send", "--force"),
    "certificates": ("email", "report.xlsx", "--to", "a@example.go.th", "--send", "--force"),
    "log of mail": ("email", "report.xlsx", "--to", "a@example.go.th", "--send", "--force"),
    "report to compare": ("compare", "it", "report.xlsx"),
    "font": ("fonts", "--install", "it"),
    "form that is there": ("forms", "plan.xlsx", "-o", "."),
    "letter that is there": ("email", "--forms", "--plan", "plan.xlsx", "-o", "."),
}
NAMES = {
    "PDF to mail": "report.pdf",
    "settings of mail": "ita_xlsx.ini",
    "log of mail": "report.ส่งแล้ว.log",
    "form that is there": "แบบรายงาน กองคลัง ปี 2566 รอบ 6 เดือน.xlsx",
    "letter that is there": "ส่งแบบรายงาน กองคลัง ปี 2566 รอบ 6 เดือน.eml",
}


@pytest.mark.parametrize("kind", ["pipe", "giant"])
@pytest.mark.parametrize("what", OPENED)
def test_whatever_else_is_opened_keeps_nobody_waiting(
    what: str, kind: str, report: Path, tmp_path: Path
) -> None:
    """It ends with one sentence, or passes over a PDF that is none."""
    for path in (report, GOOD):
        (tmp_path / ("good.xlsx" if path == GOOD else path.name)).write_bytes(path.read_bytes())
    write_plan(tmp_path / "plan.xlsx")
    it = tmp_path / NAMES.get(what, "it")
    if kind == "pipe":
        os.mkfifo(it)
    else:
        with it.open("wb") as stream:
            stream.truncate(GIANT)
    mail = {"ITA_XLSX_SMTP_HOST": "nobody.invalid", "ITA_XLSX_SMTP_FROM": "a@example.go.th"}
    mail |= {"ITA_XLSX_SMTP_CA": "it"} if what == "certificates" else {}
    ran = ita_xlsx(*OPENED[what], folder=tmp_path, **mail)
    passed_over = (what, kind) == ("PDF to mail", "pipe")
    assert ran.code in ((1,) if passed_over else (2, 3)) and "ขัดข้อง" not in ran.err, ran.err
    said = [one for one in ran.err.splitlines() if not one.startswith(("คำเตือน", "ใช้แผน"))]
    assert len(said) == 1 and "nobody.invalid" not in said[0], ran.err
