"""Whatever fails while anything is written: old or new and whole, no litter, one clear sentence."""

import errno
import os
import shutil
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from io import BufferedWriter
from pathlib import Path
from typing import IO, Any

import pytest
from corpus import EXAMPLE
from plans import write_plan
from test_pdf import wheel

import ita_xlsx
from ita_xlsx import cli, files
from ita_xlsx.delivery import libreoffice, pdf

OLD = b""  # of what is no output of ours, only an empty file is replaced
# Every command that writes, with what it writes over (a folder is made).
COMMANDS: dict[str, tuple[list[str], str]] = {
    "template": (["template", "-o", "out.xlsx"], "out.xlsx"),
    "plan": (["plan", "-o", "out.xlsx"], "out.xlsx"),
    "plan from": (["plan", "-o", "out.xlsx", "--from", "report.xlsx"], "out.xlsx"),
    "forms": (["forms", "plan.xlsx", "-o", "new"], ""),
    "init": (["init", "new"], ""),
    "merge": (["merge", "in", "-o", "out.xlsx"], "out.xlsx"),
    "merge with reports": (
        ["merge", "in", "-o", "out.xlsx", "--findings", "f.xlsx", "--returns", "new"], "out.xlsx",
    ),
    "merge with pdf": (["merge", "in", "-o", "out.xlsx", "--pdf"], "out.xlsx"),
    "check": (["check", "in", "--findings", "out.xlsx", "--returns", "new"], "out.xlsx"),
    "status": (["status", "in", "--plan", "plan.xlsx", "--findings", "out.xlsx"], "out.xlsx"),
    "compare": (["compare", "report.xlsx", "in", "-o", "out.xlsx"], "out.xlsx"),
    "pdf": (["pdf", "report.xlsx", "-o", "out.pdf"], "out.pdf"),
    "draft": (["email", "report.xlsx", "--to", "a@example.go.th", "-o", "out.eml"], "out.eml"),
    "remind": (["email", "in", "--remind", "--plan", "plan.xlsx", "-o", "new"], ""),
    "fonts": (["fonts", "--install", "fonts.whl"], ""),
    "here": ([], ""),
}  # fmt: skip
STEPS = ("open", "write", "fsync", "chmod", "replace")
FAILURES: tuple[BaseException, ...] = (
    OSError(errno.ENOSPC, "no space"),
    OSError(errno.EACCES, "not allowed"),
    OSError(errno.EIO, "broken disk"),
    KeyboardInterrupt(),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round's folder with returned files, a plan, last round's report and a wheel of fonts."""
    folder = tmp_path_factory.mktemp("world")
    shutil.copytree(EXAMPLE / "returned", folder / "in")
    (folder / "in" / "กองคลัง.xlsx").unlink()
    write_plan(folder / "plan.xlsx")
    ita_xlsx.merge([folder / "in"], folder / "report.xlsx")
    (folder / "fonts").mkdir()  # as a desktop has one
    wheel(folder / "fonts.whl", "TH SarabunPSK", "TH Sarabun New")
    return folder


@pytest.fixture
def place(world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the world in which commands run, with a stand-in for LibreOffice."""
    folder = tmp_path / "place"
    shutil.copytree(world, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setattr(libreoffice, "required_soffice", lambda: Path("soffice"))
    monkeypatch.setattr(pdf, "pdf_bytes", lambda content, soffice: b"%PDF-1.7")
    return folder


def contents(folder: Path) -> dict[str, bytes | None]:
    """All that lies in a folder: bytes by path, None for a folder."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
    }


class Fault:
    """One step of writing an output that fails the ``nth`` time (from one on), or never."""

    def __init__(self, step: str, nth: int, failure: BaseException) -> None:
        self.step, self.nth, self.failure = step, nth, failure
        self.seen: Counter[str] = Counter()

    def at(self, step: str) -> None:
        self.seen[step] += 1
        if step == self.step and self.seen[step] == self.nth:
            raise self.failure

    def install(self, patch: pytest.MonkeyPatch) -> None:
        real = {name: getattr(os, name) for name in ("open", "fsync", "chmod", "replace")}

        def stepping(name: str) -> Callable[..., Any]:
            def call(first: Any, *more: Any, **named: Any) -> Any:
                if _is_ours(first):
                    self.at(name)
                return real[name](first, *more, **named)

            return call

        for name in real:
            patch.setattr(os, name, stepping(name))
        patch.setattr(files, "open", self.opened, raising=False)

    def opened(self, handle: int, mode: str) -> IO[bytes]:
        stream = open(handle, mode)  # noqa: SIM115 - it is closed where it was asked for
        if mode == "rb":
            return stream
        assert isinstance(stream, BufferedWriter)
        write = stream.write

        def half(content: bytes) -> int:
            try:
                self.at("write")
            except BaseException:
                write(content[: len(content) // 2])
                raise
            return write(content)

        stream.write = half  # type: ignore[method-assign, assignment]
        return stream


def _is_ours(file: object) -> bool:
    """A temporary file by its path, or by its handle; a folder that is synced may fail."""
    if isinstance(file, int):
        return stat.S_ISREG(os.fstat(file).st_mode)
    return files.PREFIX in str(file)


def run(arguments: list[str], fault: Fault) -> int:
    with pytest.MonkeyPatch.context() as patch:
        fault.install(patch)
        return cli.run(arguments, {"ITA_XLSX_LANG": "en"})


def faults(seen: Counter[str]) -> Iterator[Fault]:
    """Each step at its first and at its last time, each with another failure."""
    places = dict.fromkeys((step, nth) for step in STEPS for nth in (1, seen[step]))
    for number, (step, nth) in enumerate(places):
        yield Fault(step, nth, FAILURES[number % len(FAILURES)])


@pytest.mark.parametrize("name", COMMANDS)
def test_at_whatever_step_a_write_fails_files_are_old_or_new_and_no_litter_is_left(
    name: str, place: Path, world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, target = COMMANDS[name]
    if target:
        Path(target).write_bytes(OLD)
    before = contents(place)
    never = Fault("", 0, OSError())
    assert run(arguments, never) in (0, 1)
    after = contents(place)
    assert after != before and all(never.seen[step] for step in STEPS)
    for fault in faults(never.seen):
        shutil.rmtree(place)
        shutil.copytree(world, place)
        os.chdir(place)
        if target:
            Path(target).write_bytes(OLD)
        capsys.readouterr()
        code = run(arguments, fault)
        what = f"{name}: {fault.step} {fault.nth} {fault.failure!r}"
        said = capsys.readouterr().err.strip().splitlines()
        assert code == (130 if isinstance(fault.failure, KeyboardInterrupt) else 3), what
        assert said and "fault" not in said[-1] and "Traceback" not in "".join(said), what
        stands = contents(place)
        for path, content in stands.items():
            assert content in (before.get(path, b"-"), after.get(path, b"-")), f"{what}: {path}"
        assert before.keys() <= stands.keys() <= before.keys() | after.keys(), what
        if len(after.keys() - before.keys()) == 0 or fault.step != "replace":
            one_by_one = name in ("init", "merge with pdf", "here") and fault.nth > 1
            assert stands == before or one_by_one, what


def test_a_report_open_in_excel_is_said_to_be_closed(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace a file that Excel holds: ERROR_SHARING_VIOLATION, errno EACCES."""
    Path("out.xlsx").write_bytes(OLD)
    fault = Fault("replace", 1, PermissionError(errno.EACCES, "used by another process"))
    for language, words in (("th", ("เปิดอยู่ใน Excel", "โปรดปิดไฟล์")), ("en", ("close",))):
        fault.seen.clear()
        with pytest.MonkeyPatch.context() as patch:
            fault.install(patch)
            assert cli.run(["merge", "in", "-o", "out.xlsx"], {"ITA_XLSX_LANG": language}) == 3
        said = capsys.readouterr().err
        assert all(word in said for word in words), said
    assert Path("out.xlsx").read_bytes() == OLD


@pytest.mark.parametrize("name", [name for name, (_, over) in COMMANDS.items() if over])
def test_a_file_that_may_only_be_read_is_not_replaced(
    name: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor is anything else written; Windows would refuse it in the end, and leave litter."""
    arguments, over = COMMANDS[name]
    Path(over).write_bytes(OLD)
    os.chmod(over, 0o444)
    before = contents(place)
    assert cli.run(arguments, {}) == 3
    assert "อ่านอย่างเดียว" in capsys.readouterr().err
    assert contents(place) == before


def test_inputs_that_may_only_be_read_are_merged_and_copied(place: Path) -> None:
    for path in (*Path("in").iterdir(), Path("plan.xlsx")):
        os.chmod(path, 0o444)
    merge = ["merge", "in", "--plan", "plan.xlsx", "-o", "out.xlsx", "--returns", "new"]
    assert cli.run(merge, {}) == 0 and cli.run(merge, {}) == 0
    assert list(Path("new").iterdir())


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("C:\\งาน\\report.xlsx", "\\\\?\\C:\\งาน\\report.xlsx"),
        ("\\\\server\\share\\report.xlsx", "\\\\?\\UNC\\server\\share\\report.xlsx"),
        ("\\\\?\\C:\\report.xlsx", "\\\\?\\C:\\report.xlsx"),
    ],
)
def test_windows_knows_a_file_of_a_long_path_by_another_name(path: str, name: str) -> None:
    assert files.extended(path) == name


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_only_windows_is_asked_for_another_name_and_only_of_a_long_path(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    short, long = Path("/ก/report.xlsx"), Path("/" + "ก" * 240 + "/report.xlsx")
    assert files.system_path(short) == short
    assert (files.system_path(long) == long) is (system != "win32")


def test_a_file_of_a_path_of_more_than_260_letters_is_read_and_written(tmp_path: Path) -> None:
    folder = tmp_path / ("โฟลเดอร์" * 9) / ("งาน" * 20) / ("ที่" * 20) / ("ลึก" * 20)
    shutil.copytree(EXAMPLE / "returned", folder)
    output = folder / "รายงาน.xlsx"
    assert len(str(output)) > 260
    merged = ita_xlsx.merge([folder], output)
    assert output.is_file() and len(merged.checked.round.sources) == 3


def test_what_a_killed_run_left_is_no_input_and_is_swept_when_it_is_old(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    shutil.copytree(EXAMPLE / "returned", folder)
    old, young = (folder / f"{files.PREFIX}{name}{files.SUFFIX}" for name in ("old", "young"))
    for path in (old, young):
        shutil.copy(folder / "กองคลัง.xlsx", path)
    os.utime(old, (1_000_000, 1_000_000))
    checked = ita_xlsx.check([folder])
    assert len(checked.round.sources) == 3 and old.exists()
    ita_xlsx.merge([folder], folder / "report.xlsx")
    assert not old.exists() and young.exists()


@pytest.mark.posix
@pytest.mark.parametrize("kind", ["fifo", "link to a device"])
def test_a_device_is_no_output(kind: str, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    if kind == "fifo":
        os.mkfifo(target)
    else:
        target.symlink_to("/dev/null")
    before = os.lstat(target)
    assert cli.run(["template", "-o", str(target)], {}) == 2
    after = os.lstat(target)  # when a link was last followed may differ
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_cannot_be_synced_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network drives know no fsync of a folder; the file stands there all the same."""
    real = os.fsync

    def only_files(handle: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):
            raise OSError(errno.EINVAL, "no such thing here")
        real(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    files.write_whole(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
