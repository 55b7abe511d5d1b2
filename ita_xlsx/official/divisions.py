"""The divisions of a local government, in their official order, and the spellings in use."""

from functools import cache

from ita_xlsx.official.data_files import read_table
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
    return {fold_tight(row["spelling"]): row["official"] for row in read_table("divisions.csv")}


@cache
def _places() -> dict[str, int]:
    return {name: place for place, name in enumerate(official_names())}
