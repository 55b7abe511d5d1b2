"""Reading the official lists that come with the program."""

import csv
from pathlib import Path

_LISTS = Path(__file__).parent / "data"


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a list in ``official/data``, by header; none when there is no such list."""
    table = _LISTS / name
    if not table.is_file():
        return []
    with table.open(encoding="utf-8-sig") as lines:
        return list(csv.DictReader(lines))
