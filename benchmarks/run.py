"""Measures a merge beside what people use instead, on the same workbooks, run by run in turn.

    python benchmarks/run.py [--sizes 6,60,600] [--runs 3] [--distinct] [--picture FILE.svg]

Each contender is a whole process. Printed are medians of wall time, the ratio to our merge of the
median of the runs taken in turn, and the peak memory of the process and its children.
"""

import argparse
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from corpus import make_corpus
from picture import draw

HERE = Path(__file__).parent
CONTENDERS = HERE / "contenders"
OURS = "ita-xlsx merge"
SLOW = {"pandas, default engine", "openpyxl loop"}
SLOW_UP_TO = 600


# Modules are compiled once, as they are when they are installed.
ENV = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Run:
    """One run: wall seconds, and the peak memory of the process tree in MB."""

    seconds: float
    megabytes: float


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


def measure(command: list[str]) -> Run:
    """Run one command to its end and watch its memory."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, env=ENV
    )
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak))
    watcher.start()
    _, errors = process.communicate()
    seconds = time.perf_counter() - start
    watcher.join()
    # 1 is our «done, and errors were found in the data», and any other program's failure.
    if process.returncode not in ((0, 1) if "ita_xlsx" in command else (0,)):
        sys.exit(f"{command}: exit {process.returncode}\n{errors.decode(errors='replace')}")
    return Run(seconds, peak[0])


def _watch(process: "subprocess.Popen[bytes]", peak: list[float]) -> None:
    page = os.sysconf("SC_PAGE_SIZE")
    while process.poll() is None:
        total = 0
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                try:
                    fields = (entry / "stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                # Field 3 behind the name is the session, 21 the resident pages.
                if int(fields[3]) == process.pid:
                    total += int(fields[21])
        peak[0] = max(peak[0], total * page / 1e6)
        time.sleep(0.02)


def main() -> None:
    """Measure and print one table a size; draw the picture when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="6,60,600")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--distinct", action="store_true", help="no two texts alike")
    parser.add_argument("--picture", type=Path)
    options = parser.parse_args()
    points: dict[str, list[tuple[int, float]]] = {}
    with tempfile.TemporaryDirectory() as name:
        for size in map(int, options.sizes.split(",")):
            folder = Path(name) / str(size)
            make_corpus(folder, size, options.distinct)
            results = _in_turn(commands(folder, Path(name)), size, options.runs)
            _print(size, results)
            for contender, runs in results.items():
                median = statistics.median(run.seconds for run in runs)
                points.setdefault(contender, []).append((size, median))
    if options.picture:
        options.picture.write_text(draw(points), encoding="utf-8")


def _in_turn(found: dict[str, list[str]], size: int, runs: int) -> dict[str, list[Run]]:
    racing = {name: cmd for name, cmd in found.items() if size <= SLOW_UP_TO or name not in SLOW}
    for command in racing.values():
        measure(command)
    results: dict[str, list[Run]] = {name: [] for name in racing}
    for _ in range(runs):
        for name, command in racing.items():
            results[name].append(measure(command))
    return results


def _print(size: int, results: dict[str, list[Run]]) -> None:
    ours = results[OURS]
    print(f"\n{size} workbooks")
    print(f"{'':32} {'seconds':>9} {'times ours':>11} {'peak MB':>9}")
    for name, runs in results.items():
        seconds = statistics.median(run.seconds for run in runs)
        pairs = zip(runs, ours, strict=True)
        ratio = statistics.median(run.seconds / our.seconds for run, our in pairs)
        memory = statistics.median(run.megabytes for run in runs)
        print(f"{name:32} {seconds:9.2f} {ratio:11.2f} {memory:9.0f}")


if __name__ == "__main__":
    main()
