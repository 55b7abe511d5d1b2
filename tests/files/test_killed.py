"""A merge that is killed or stopped at any moment leaves the old report whole, or the new one."""

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from corpus import EXAMPLE

from ita_xlsx import cli
from ita_xlsx.files import PREFIX

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the moments are found by forking")

OLD = b""  # of what is no output of ours, only an empty file is replaced
MOMENTS = 8
# What a run tells Python's audit hooks when it touches a file.
WRITES = ("open", "os.rename", "os.chmod", "os.remove", "os.scandir", "os.mkdir", "shutil.rmtree")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("killed")
    shutil.copytree(EXAMPLE / "returned", folder / "in")
    return folder


def merge(folder: Path, digits: str = "thai") -> int:
    arguments = ["merge", str(folder / "in"), "-o", str(folder / "out.xlsx"), "--digits", digits]
    return cli.run(arguments, {})


def forked(work: Callable[[], int]) -> int:
    """A child that does some work in silence; its number."""
    child = os.fork()
    if not child:
        code = 99
        try:
            # A shell lets what it runs in the background ignore Ctrl-C.
            signal.signal(signal.SIGINT, signal.default_int_handler)
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            code = work()
        finally:
            os._exit(code)
    return child


def ended(child: int) -> int:
    """How a child ended, as ``os.waitpid`` tells it."""
    return os.waitpid(child, 0)[1]


def counted(folder: Path) -> tuple[int, list[int]]:
    """How many audit events a merge makes, and at which of them it touches what it writes."""
    reading, writing = os.pipe()

    def work() -> int:
        told = [0, 0]

        def hook(event: str, details: tuple[object, ...]) -> None:
            told[0] += 1
            if event in WRITES and PREFIX in f"{details!r}":
                os.write(writing, f"{told[0]} ".encode())

        sys.addaudithook(hook)
        merge(folder)
        os.write(writing, f"{told[0]} ".encode())
        return 0

    assert ended(forked(work)) == 0
    os.close(writing)
    with open(reading, encoding="ascii") as stream:
        *writes, whole = map(int, stream.read().split())
    return whole, writes


def struck(folder: Path, moment: int, what: signal.Signals) -> int:
    """A merge that gets a signal at an audit event, counted from one; how it ended."""

    def work() -> int:
        left = moment

        def hook(event: str, details: tuple[object, ...]) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), what)

        sys.addaudithook(hook)
        return merge(folder)

    return ended(forked(work))


@pytest.mark.parametrize("what", [signal.SIGKILL, signal.SIGINT])
def test_the_old_report_or_the_new_one_stands_whole(
    what: signal.Signals, world: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    report = world / "out.xlsx"
    merge(world)
    new = report.read_bytes()
    report.write_bytes(OLD)  # as each merge finds it that is struck
    whole, writes = counted(world)
    assert len(writes) >= 4, "a merge opens, looks for leftovers, renames: the hook must see it"
    dice = random.Random(7)
    # One event more or less comes from other threads: the last may be past the end.
    around = [moment + more for moment in writes for more in (0, 1) if moment + more < whole - 1]
    seen = set()
    for moment in sorted({*around, *(dice.randrange(1, whole) for _ in range(MOMENTS))}):
        report.write_bytes(OLD)
        status = struck(world, moment, what)
        if what is signal.SIGKILL:
            assert os.WIFSIGNALED(status), moment
        else:
            assert os.waitstatus_to_exitcode(status) in (0, 130), moment
        assert report.read_bytes() in (OLD, new), moment
        seen.add(report.read_bytes())
        litter = [path for path in world.iterdir() if path.name not in ("in", "out.xlsx")]
        if what is signal.SIGKILL:
            assert all(path.name.startswith(PREFIX) for path in litter)
            for path in litter:
                path.unlink()
        else:
            assert litter == [], moment
    assert seen == {OLD, new}, "some moments must lie before the renaming and some behind it"


def test_of_two_runs_at_once_one_wins_whole(world: Path) -> None:
    report = world / "out.xlsx"
    versions = set()
    for digits in ("thai", "arabic"):
        merge(world, digits)
        versions.add(report.read_bytes())
    assert len(versions) == 2
    for _ in range(5):
        report.write_bytes(OLD)
        children = [
            forked(lambda digits=digits: merge(world, digits))  # type: ignore[misc]
            for digits in ("thai", "arabic")
        ]
        # What the one wrote while the other was at work, that one does not replace.
        codes = {os.waitstatus_to_exitcode(ended(child)) for child in children}
        assert codes in ({0}, {0, 3})
        assert report.read_bytes() in versions
        assert sorted(path.name for path in world.iterdir()) == ["in", "out.xlsx"]
