"""The divisions of a local government, in their official order, and the spellings in use."""

import csv
from functools import cache
from importlib.resources import files

from ita_xlsx.thai.text import fold_tight


def official_names() -> tuple[str, ...]:
    """The official names of the divisions, in their official order."""
    return tuple(dict.fromkeys(_spellings().values()))


def official_name(text: str) -> str | None:
    """The official name of a division as somebody spelt it, or None for an unknown one."""
    return _spellings().get(fold_tight(text))


def order_of(name: str) -> int:
    """The place of a division in the official order; unknown ones come behind the known ones."""
    return _places().get(name, len(_places()))


@cache
def _spellings() -> dict[str, str]:
    table = files("ita_xlsx.official").joinpath("data", "divisions.csv")
    with table.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return {fold_tight(row["spelling"]): row["official"] for row in rows}


@cache
def _places() -> dict[str, int]:
    return {name: place for place, name in enumerate(official_names())}
