"""``python -m ita_xlsx`` is ``ita-xlsx``."""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    # The current folder, in which whatever was sent may lie: nothing is imported from it.
    del sys.path[0]

from typing import NoReturn

from ita_xlsx.errors import STOPPED


def main() -> NoReturn:
    """Run the command line; a Ctrl-C while it is being imported is no traceback either."""
    try:
        from ita_xlsx.cli import main as run_and_leave

        run_and_leave()
    except KeyboardInterrupt:
        print(STOPPED.th, file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
