"""Whatever befalls a worker costs one file, and none for the age of the worker that reads it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import deeds
import pytest

from ita_xlsx.intake.workers import pool as pools
from ita_xlsx.intake.workers.limits import LIMITS, Limits
from ita_xlsx.intake.workers.pool import Lost, NoWorker, Pool, workers_for

pytestmark = pytest.mark.own_workers

limited = pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="Windows and macOS limit no memory"
)
START = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from ita_xlsx.intake.workers.worker import main; main()"
)
SMALL = Limits(seconds=2, memory=1 << 30)


@pytest.fixture(autouse=True)
def with_deeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that know the deeds."""
    folder = str(Path(deeds.__file__).parent)
    start_as(monkeypatch, [sys.executable, "-P", "-c", START, folder])


def start_as(monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.setattr(pools, "command_line", lambda: command)


def answers(
    function: Any, files: Sequence[str], workers: int = 1, limits: Limits = LIMITS
) -> list[Any]:
    with pytest.MonkeyPatch.context() as patch, Pool(limits) as pool:
        patch.setattr(pools, "workers_for", lambda files: workers)
        return list(pool.map_files(function, files))


@pytest.mark.parametrize("workers", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 3, 100, 1500])
def test_answers_come_in_order(workers: int, count: int) -> None:
    names = [f"{number}" for number in range(count)]
    assert answers(deeds.name, names, workers) == names


def test_what_is_printed_disturbs_no_answer_and_is_not_seen(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert answers(deeds.chatter, ["a", "b"]) == ["a", "b"]
    assert capfd.readouterr() == ("", "")


@limited
@pytest.mark.parametrize(
    "deed", ["spin", "sleep", "ask for much", "take bit by bit", "abort", "be killed"]
)
def test_time_memory_and_an_abort_cost_only_the_file(deed: str) -> None:
    lost = Lost("", (len(deed), deed))
    files = ["tell id", deed, "tell id", "tell id"]
    with Pool(SMALL) as pool:
        before, *between, after, again = pool.map_files(deeds.note_first, files)
    assert between == [lost]
    assert before != after == again


def test_a_bug_is_said_to_be_one_and_the_worker_goes_on() -> None:
    first, lost, second = answers(deeds.do, ["tell id", "fail", "tell id"])
    assert lost == Lost("KeyError", None)
    assert first == second


def test_a_note_is_of_its_own_file() -> None:
    _, second, third = answers(deeds.note_first, ["tell id", "fail", "be killed"])
    assert second == Lost("KeyError", (4, "fail"))
    assert third == Lost("", (9, "be killed"))
    assert answers(partial(deeds.do), ["abort"]) == [Lost("", None)]


@limited
def test_no_file_fails_for_those_before_it() -> None:
    """A gigabyte and a minute are for each file, not for all."""
    files = ["tell limits", *["work"] * 3, *["keep"] * 8, "tell limits"]
    before, *done, after = answers(deeds.do, files, limits=Limits(memory=1 << 30))
    assert done == [None] * 11
    (memory, _), (seconds, _) = before
    (memory_after, _), (seconds_after, _) = after
    assert memory_after - memory >= 8 * 400 << 20
    assert seconds_after - seconds >= 1


@limited
@pytest.mark.parametrize("lower", [400 << 20, 500 << 20])
def test_the_limits_are_set_also_where_the_system_allows_less(
    lower: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = " ".join(f"'{one}'" for one in pools.command_line())
    start_as(monkeypatch, ["/bin/sh", "-c", f"ulimit -v {lower >> 10}; exec {command}"])
    ((memory, seconds),) = answers(deeds.do, ["tell limits"])
    assert memory == (lower, lower)
    assert LIMITS.seconds < seconds[0] < LIMITS.seconds + 5


def test_a_worker_that_died_between_two_tasks_costs_no_file() -> None:
    with Pool() as pool:
        (first,) = pool.map_files(deeds.do, ["tell id"])
        os.kill(first, 9 if sys.platform != "win32" else 15)
        time.sleep(0.3)
        (second,) = pool.map_files(deeds.do, ["tell id"])
    assert isinstance(second, int) and second != first


def test_few_files_have_one_worker_and_many_have_more() -> None:
    assert [workers_for(count) for count in (1, 100)] == [1, 1]
    assert workers_for(1_000_000) == min(os.cpu_count() or 1, pools.MOST_WORKERS)


def started(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """A system that starts no more processes than that."""
    left = iter(range(most))

    def command() -> list[str]:
        if next(left, None) is None:
            raise OSError("no more processes")
        return real()

    real = pools.command_line
    monkeypatch.setattr(pools, "command_line", command)


def test_where_fewer_start_these_do_all(monkeypatch: pytest.MonkeyPatch) -> None:
    started(monkeypatch, 1)
    assert answers(deeds.name, ["a", "b", "c"], 3) == ["a", "b", "c"]


@pytest.mark.parametrize("most", [0, 1])
def test_where_none_starts_or_none_follows_that_is_said(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    started(monkeypatch, most)
    with pytest.raises(NoWorker, match="โปรดปิดโปรแกรมอื่น"):
        answers(deeds.do, ["abort", "tell id"])


def test_one_that_ends_before_it_is_ready_is_no_fault_of_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start_as(monkeypatch, [sys.executable, "-c", "raise SystemExit(1)"])
    with pytest.raises(NoWorker):
        answers(deeds.name, ["a"])


def test_at_the_end_no_process_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    processes = watched(monkeypatch)
    monkeypatch.setattr(pools, "workers_for", lambda files: 2)
    with pytest.raises(KeyboardInterrupt):
        interrupted(Pool())
    assert len(processes) == 2
    assert all(process.poll() is not None for process in processes)


def watched(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """All processes that are started from now on."""
    processes: list[Any] = []

    class Watched(pools.subprocess.Popen):  # type: ignore[name-defined,misc,type-arg]
        def __init__(self, *given: object, **more: object) -> None:
            super().__init__(*given, **more)
            processes.append(self)

    monkeypatch.setattr(pools.subprocess, "Popen", Watched)  # type: ignore[attr-defined]
    return processes


def interrupted(pool: Pool) -> None:
    with pool:
        found: Iterator[Any] = pool.map_files(deeds.do, ["tell id"] * 20 + ["sleep"] * 200)
        next(found)
        raise KeyboardInterrupt
