"""Measures a merge beside what people use instead, on the same workbooks, run by run in turn.

    python benchmarks/run.py [--sizes 6,60,600] [--runs 3] [--only NAMES] [--distinct]
                             [--plain] [--processor] [--picture FILE.svg]

Each contender is a whole process. Printed are medians of wall time (of processor time with
``--processor``: for a computer that others use too), the ratio to our merge (median,
least and greatest of the runs taken in turn), and the peak memory of the process and its children
(a page that several of them share counts once; it is watched in a run of its own, as the watching
takes time). In the end, the start: how long a command takes beside the import of the libraries that
it needs.
"""

import argparse
import importlib.util
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from operator import truediv
from pathlib import Path

from corpus import make_corpus, make_plain
from picture import draw

HERE = Path(__file__).parent
CONTENDERS = HERE / "contenders"
OURS = "ita-xlsx merge"
SLOW = {"pandas, default engine", "openpyxl loop"}
SLOW_UP_TO = 600


# Modules are compiled once, as they are when they are installed.
ENV = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _without_output(command: list[str]) -> None:
    """Each run begins without an output: ours looks at one that stands there before it goes on."""
    if command[-1].endswith(".xlsx"):
        Path(command[-1]).unlink(missing_ok=True)


def commands(folder: Path, outputs: Path) -> dict[str, list[str]]:
    """The command line of each contender that can run here, each with an output of its own."""
    ours = str(outputs / "ours.xlsx")
    found = {OURS: [sys.executable, "-m", "ita_xlsx", "merge", str(folder), "-o", ours]}
    for name, script, needs in (
        ("pandas, default engine", "pandas_default.py", "pandas"),
        ("pandas + calamine", "pandas_calamine.py", "pandas"),
        ("polars", "polars_calamine.py", "fastexcel"),
        ("openpyxl loop", "openpyxl_loop.py", "openpyxl"),
        ("floor: calamine + xlsxwriter", "floor.py", "xlsxwriter"),
        ("floor: calamine to lists", "calamine_lists.py", "python_calamine"),
        ("floor: inflate only", "inflate.py", "zipfile"),
    ):
        if importlib.util.find_spec(needs):
            target = f"{outputs / script}.xlsx"
            found[name] = [sys.executable, str(CONTENDERS / script), str(folder), target]
    return found


Clock = Callable[[], float]


def processor_time() -> float:
    """Seconds that all processes that have ended took of the processors, the workers' included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(command: list[str], clock: Clock = time.perf_counter) -> float:
    """Run one command to its end; returns seconds."""
    _without_output(command)
    start = clock()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENV)
    seconds = clock() - start
    _refuse_failure(command, done.returncode, done.stderr)
    return seconds


def measure_memory(command: list[str]) -> float:
    """Run one command to its end; returns the peak memory of its processes in MB."""
    _without_output(command)
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True, env=ENV
        )
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(0.02)
        errors.seek(0)
        _refuse_failure(command, process.returncode, errors.read())
    return peak


def _refuse_failure(command: list[str], code: int, errors: bytes) -> None:
    # 1 is our «done, and errors were found in the data», and any other program's failure.
    if code not in ((0, 1) if "ita_xlsx" in command else (0,)):
        sys.exit(f"{command}: exit {code}\n{errors.decode(errors='replace')}")


def _memory(session: int) -> float:
    """The memory of the processes of a session in MB, a page that they share counted once."""
    kilobytes = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(fields[3]) == session:  # field 3 behind the name is the session
                    lines = (entry / "smaps_rollup").read_text().splitlines()
                    kilobytes += sum(int(one.split()[1]) for one in lines if one[:4] == "Pss:")
            except OSError:
                continue
    return kilobytes * 1024 / 1e6


def main() -> None:
    """Measure and print one table a size; draw the picture when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="6,60,600")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="contenders with one of these in their names")
    parser.add_argument("--distinct", action="store_true", help="no two texts alike")
    parser.add_argument("--plain", action="store_true", help="tables of another program")
    parser.add_argument("--processor", action="store_true", help="processor time, not wall time")
    parser.add_argument("--picture", type=Path)
    options = parser.parse_args()
    clock = processor_time if options.processor else time.perf_counter
    points: dict[str, list[tuple[int, float]]] = {}
    with tempfile.TemporaryDirectory() as name:
        for size in map(int, options.sizes.split(",")):
            folder = Path(name) / str(size)
            if options.plain:
                make_plain(folder, size)
            else:
                make_corpus(folder, size, options.distinct)
            racing = _chosen(commands(folder, Path(name)), size, options.only.split(","))
            results = _in_turn(racing, options.runs, clock)
            _print(size, results)
            for contender, runs in results.items():
                points.setdefault(contender, []).append((size, statistics.median(runs.seconds)))
        _print_start(Path(name), options.runs)
    if options.picture:
        options.picture.write_text(draw(points), encoding="utf-8")


@dataclass(frozen=True)
class Runs:
    """The runs of one contender: seconds of each, and peak memory in MB."""

    seconds: list[float]
    megabytes: float


def _chosen(found: dict[str, list[str]], size: int, names: list[str]) -> dict[str, list[str]]:
    return {
        name: command
        for name, command in found.items()
        if name == OURS
        or ((size <= SLOW_UP_TO or name not in SLOW) and any(one in name for one in names))
    }


def _in_turn(racing: dict[str, list[str]], runs: int, clock: Clock) -> dict[str, Runs]:
    # The first run warms up what the others read.
    results = {name: Runs([], measure_memory(command)) for name, command in racing.items()}
    for _ in range(runs):
        for name, command in racing.items():
            results[name].seconds.append(measure(command, clock))
    return results


def _print(size: int, results: dict[str, Runs]) -> None:
    ours = results[OURS].seconds
    print(f"\n{size} workbooks")
    print(f"{'':32} {'seconds':>9} {'times ours':>20} {'peak MB':>9}")
    for name, runs in results.items():
        ratios = [*map(truediv, runs.seconds, ours)]
        ratio = f"{statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
        seconds = statistics.median(runs.seconds)
        print(f"{name:32} {seconds:9.2f} {ratio:>20} {runs.megabytes:9.0f}")


def _print_start(folder: Path, runs: int) -> None:
    """The start of two commands, each beside the libraries without which it could not be."""
    make_corpus(folder / "one", 1)
    ours = [sys.executable, "-m", "ita_xlsx"]
    print(f"\n{'start':40} {'seconds':>9} {'times its imports':>18}")
    for arguments, imports in (
        (["--help"], "click"),
        (["check", str(folder / "one")], "pandas, python_calamine"),
    ):
        command, floor = [*ours, *arguments], [sys.executable, "-c", f"import {imports}"]
        pairs = [(measure(command), measure(floor)) for _ in range(3 * runs)]
        ratio = statistics.median(one / other for one, other in pairs)
        seconds = statistics.median(one for one, _ in pairs)
        print(f"{'ita-xlsx ' + arguments[0]:40} {seconds:9.2f} {ratio:18.2f}")


if __name__ == "__main__":
    main()
