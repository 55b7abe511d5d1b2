"""A merge that is killed or stopped at any moment leaves the old report whole, or the new one."""

import mmap
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from corpus import EXAMPLE

from ita_xlsx import cli
from ita_xlsx.files import PREFIX

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows has none, and forks nothing either
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the moments are found by forking")

OLD = b""  # of what is no output of ours, only an empty file is replaced
# What a run tells Python's audit hooks when it touches a file.
WRITES = ("open", "os.rename", "os.chmod", "os.remove", "os.scandir", "os.mkdir", "shutil.rmtree")


class Moment(NamedTuple):
    """The ``nth`` audit event for which ``is_it`` is true, or so many events of any kind later."""

    is_it: Callable[[str, tuple[object, ...]], bool]
    nth: int = 1
    after: int = 0


def touches_output(event: str, details: tuple[object, ...]) -> bool:
    """Whether the event is about a file that is being written."""
    return event in WRITES and PREFIX in f"{details!r}"


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


def kinds_of_events(folder: Path) -> list[str]:
    """What a merge tells audit hooks of: files, folders, modules, processes."""
    reading, writing = os.pipe()

    def work() -> int:
        seen = set()

        def hook(event: str, details: tuple[object, ...]) -> None:
            if event not in seen:
                seen.add(event)
                os.write(writing, f"{event}\n".encode())

        sys.addaudithook(hook)
        return merge(folder)

    child = forked(work)
    os.close(writing)
    with open(reading, encoding="ascii") as stream:
        told = stream.read().split()
    assert ended(child) == 0
    return told


def struck(folder: Path, moment: Moment, what: signal.Signals) -> tuple[int, bool]:
    """A merge that gets a signal at a moment; how it ended, and whether it came to that moment."""
    came = mmap.mmap(-1, 1)  # shared with the child

    def work() -> int:
        left, after = moment.nth, moment.after

        def hook(event: str, details: tuple[object, ...]) -> None:
            nonlocal left, after
            if left:
                left -= moment.is_it(event, details)
            else:
                after -= 1
            if not left and not after and not came[0]:
                came[0] = 1
                os.kill(os.getpid(), what)

        sys.addaudithook(hook)
        return merge(folder)

    return ended(forked(work)), bool(came[0])


@pytest.mark.parametrize("what", [KILL, signal.SIGINT])
def test_the_old_report_or_the_new_one_stands_whole(
    what: signal.Signals, world: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    report = world / "out.xlsx"
    merge(world)
    new = report.read_bytes()

    def is_reached(moment: Moment) -> bool:
        """Whether a merge came to the moment at which it was to be struck."""
        report.write_bytes(OLD)  # as each merge finds it that is struck
        status, came = struck(world, moment, what)
        if not came:
            assert os.waitstatus_to_exitcode(status) == 0, moment
        elif what is KILL:
            assert os.WIFSIGNALED(status), moment
        else:
            assert os.waitstatus_to_exitcode(status) in (0, 130), moment
        assert report.read_bytes() in (OLD, new), moment
        seen.add(report.read_bytes())
        litter = [path for path in world.iterdir() if path.name not in ("in", "out.xlsx")]
        if what is KILL:
            assert all(path.name.startswith(PREFIX) for path in litter)
            for path in litter:
                path.unlink()
        else:
            assert litter == [], moment
        return came

    seen: set[bytes] = set()
    for kind in kinds_of_events(world):
        is_reached(Moment(lambda event, details, kind=kind: event == kind))  # type: ignore[misc]
    nth = 1
    while is_reached(Moment(touches_output, nth)):
        is_reached(Moment(touches_output, nth, after=1))
        nth += 1
    assert nth > 4, "a merge opens, looks for leftovers, renames: the hook must see it"
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
