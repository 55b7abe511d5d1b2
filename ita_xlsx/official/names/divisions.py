"""The divisions of a local government, in their official order, and the spellings in use."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ita_xlsx.official.data_files import read_table
from ita_xlsx.thai.text import fold, fold_tight

# What an organisation calls its divisions itself: {spelling in its tight form: official name}.
OwnNames = Mapping[str, str]
NO_OWN_NAMES: OwnNames = {}


def official_names() -> tuple[str, ...]:
    """The official names of the divisions, in their official order."""
    return tuple(dict.fromkeys(_lists().spellings.values()))


def offered_names() -> tuple[str, ...]:
    """The names by which divisions call themselves, to choose from, in their official order."""
    rows = read_table("divisions.csv")
    return tuple(row["spelling"] for row in rows if row["offered"])


def official_name(text: str, own: OwnNames = NO_OWN_NAMES) -> str | None:
    """The official name of a division as somebody spelt it, or None for an unknown one.

    ``own`` are the organisation's own names (``own_names``), which win over the general ones.
    """
    tight = fold_tight(text)
    return own.get(tight) or _lists().spellings.get(tight)


def division_key(name: str, own: OwnNames = NO_OWN_NAMES) -> str:
    """What distinguishes a division, however it is spelt."""
    return official_name(name, own) or fold_tight(name) or fold(name)


def own_names(divisions: Iterable[tuple[str, Sequence[str]]]) -> OwnNames:
    """The names of an organisation's divisions, each given with its other spellings.

    Where a division is a generally known one under another spelling, all spellings of that one
    mean it too, unless they mean another division of the organisation.
    """
    given = list(divisions)
    own = {fold_tight(name): name for name, _ in given}
    for name, spellings in given:
        for spelling in spellings:
            own.setdefault(fold_tight(spelling), name)
    for name, _ in given:
        general = official_name(name)
        for spelling, official in _lists().spellings.items():
            if official == general:
                own.setdefault(spelling, name)
    # A name of signs alone would be what a blank cell says.
    own.pop("", None)
    return own


def division_of_unit(name: str, own: OwnNames = NO_OWN_NAMES) -> str | None:
    """The official name of the only division with a sub-unit of this name, or None."""
    division = _lists().sub_units.get(fold_tight(name))
    return division and official_name(division, own)


def order_of(name: str) -> int:
    """The place of a division in the official order; unknown ones come after the known ones."""
    names, official = official_names(), official_name(name)
    return len(names) if official is None else names.index(official)


class _Lists(NamedTuple):
    """``spellings`` of the divisions in their official order, and ``sub_units`` of only one.

    Both are {tight form: official name of the division}.
    """

    spellings: dict[str, str]
    sub_units: dict[str, str]


# The lists that come with the program, read when they are first needed.
@cache
def _lists() -> _Lists:
    spellings, units = read_table("divisions.csv"), read_table("sub_units.csv")
    return _Lists(
        {fold_tight(row["spelling"]): row["official"] for row in spellings},
        {fold_tight(row["sub_unit"]): row["division"] for row in units},
    )
