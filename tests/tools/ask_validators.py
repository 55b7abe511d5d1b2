"""Asks two validators about every kind of output, also of hostile input; exit 1 if one complains.

    .ci/install-validators FOLDER
    PYTHONPATH=tests python tests/tools/ask_validators.py FOLDER

A marked copy is asked about beside the file that was sent: it may say no more than that. What these
pass and Excel does not is tests/excel_limits.py.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from corpus import EXAMPLE
from outputs import every_kind

SENT = ("kut_rung/returned", "nong_sommut/district")
VERSIONS = ("Office2010", "Microsoft365")
_COPY = re.compile(r" \(แก้ไข\)(?=\.xlsx$)")


def main(validators: Path) -> int:
    """Prints a line for each workbook; returns how many have complaints of their own."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        made = every_kind(Path(folder))
        places = (Path(folder, "hostile"), *map(EXAMPLE.parent.joinpath, SENT))
        sent = {file.name: file for place in places for file in place.iterdir()}
        before = {
            name: sent[original]
            for name, path in made.items()
            if "copy" in name and (original := _COPY.sub("", path.name)) in sent
        }
        paths = {*made.values(), *before.values()}
        asked = {path: pool.submit(complaints, validators, path) for path in paths}
        bad = 0
        for name, path in made.items():
            own = asked[before[name]].result() if name in before else set()
            found = asked[path].result() - own
            bad += bool(found)
            print(f"{'FAIL' if found else 'ok'}  {name}", *sorted(found)[:5], sep="\n      ")
        return bad


def complaints(validators: Path, path: Path) -> set[str]:
    """What the validators say of a workbook."""
    found: set[str] = set()
    for version in VERSIONS:
        told = json.loads(output([validators / "microsoft", path, version]))
        found |= {f"{version}: {error.get('description')}" for error in told["errors"]}
    told = output([validators / "audit/bin/openxml-audit", "-f", "microsoft365", "-q", path])
    return found | {line for line in told.splitlines() if re.match(r"\d+\. ", line)}


def output(command: Sequence[str | Path]) -> str:
    """What a program prints, whatever its exit code."""
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8").stdout


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1])) else 0)
