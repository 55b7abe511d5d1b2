"""The program that needs no Python: what packaging/build.py freezes."""

import os
import sys

from ita_xlsx.intake.workers.pool import FROZEN_WORKER


def main() -> None:
    """Be a worker for a parent that asked for one; else the command line."""
    if sys.argv[1:] == [FROZEN_WORKER]:
        from ita_xlsx.intake.workers import worker

        worker.main()
    from ita_xlsx import cli

    if len(sys.argv) == 1 and _has_its_own_window():
        code = cli.run([], os.environ)
        input("\nกด Enter เพื่อปิดหน้าต่าง (press Enter to close) ")
        sys.exit(code)
    cli.main()


def _has_its_own_window() -> bool:
    """Whether Windows opened the console for this program alone: it was double-clicked."""
    if sys.platform != "win32":
        return False
    import ctypes

    processes = (ctypes.c_uint * 2)()
    return ctypes.windll.kernel32.GetConsoleProcessList(processes, 2) == 1


if __name__ == "__main__":
    main()
