"""Writes docs/cli.md out of the help of every command; the tests say when it is stale.

python tests/tools/make_cli_reference.py
"""

from pathlib import Path

from ita_xlsx.cli.reference import reference_page

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"

if __name__ == "__main__":
    PAGE.write_text(reference_page(), encoding="utf-8", newline="\n")
