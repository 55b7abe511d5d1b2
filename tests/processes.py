"""Processes that a test watches from outside."""

import os
import time
from pathlib import Path


def is_running(process: int) -> bool:
    """Whether it still runs; one that was ended may wait a moment for whoever inherits it."""
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        status = Path(f"/proc/{process}/stat")
        if status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z":
            return False
        time.sleep(0.1)
    return True
