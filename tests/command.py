"""Running the command line as a user does: its own process, its own folder."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        return self.out + self.err


# What the fixture ``ita`` is: called as ``ita_xlsx`` below, but in the test's own process.
Type = Callable[..., Ran]


def ita_xlsx(*arguments: object, folder: Path | None = None, **environment: str) -> Ran:
    """Run ``ita-xlsx`` with arguments, in a folder, with additions to the environment."""
    done = subprocess.run(
        [sys.executable, "-m", "ita_xlsx", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "error", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
