"""Writes docs/rules.md out of the catalogue of rules; the tests say when it is stale.

python tests/tools/make_rules_page.py
"""

from pathlib import Path

from ita_xlsx.cli.rules_page import rules_page

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"

if __name__ == "__main__":
    PAGE.write_text(rules_page(), encoding="utf-8", newline="\n")
