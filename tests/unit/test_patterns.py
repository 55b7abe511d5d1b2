"""Patterns must mean the same in every Python that we allow.

Python before 3.11.5 matches a possessive quantifier over a group, and an atomic group, wrongly
where the group has ways to go back (gh-106052); over a single letter or class it is right.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest

import ita_xlsx

_MODULES = [
    module.name
    for module in walk_packages(ita_xlsx.__path__, "ita_xlsx.")
    if not module.name.endswith("__main__")
]


@pytest.fixture(scope="module")
def compiled() -> Iterator[set[tuple[str, str | bytes]]]:
    """The patterns in the modules' own names, with where they stand."""
    found: set[tuple[str, str | bytes]] = set()
    for name in _MODULES:
        for value in vars(import_module(name)).values():
            found |= {(name, pattern.pattern) for pattern in _patterns(value)}
    yield found


def _patterns(value: object, depth: int = 3) -> Iterator[re.Pattern]:  # type: ignore[type-arg]
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, (tuple, list, dict, frozenset, set)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _patterns(inner, depth - 1)


def _over_groups(parsed: Iterable[object]) -> Iterator[str]:
    for piece in parsed:
        if isinstance(piece, tuple):
            if str(piece[0]) == "ATOMIC_GROUP":
                yield "atomic"
            if str(piece[0]) == "POSSESSIVE_REPEAT":
                inner = piece[1][2]
                if len(inner) != 1 or str(inner[0][0]) not in _SINGLE:
                    yield "possessive"
            yield from _over_groups(piece)
        elif isinstance(piece, list) or type(piece).__name__ == "SubPattern":
            yield from _over_groups(piece)  # type: ignore[arg-type]


_SINGLE = {"LITERAL", "NOT_LITERAL", "IN", "ANY"}


def test_no_group_is_matched_possessively(compiled: set[tuple[str, str | bytes]]) -> None:
    parser = sys.modules["re._parser"]
    wrong = [
        (module, pattern) for module, pattern in compiled if [*_over_groups(parser.parse(pattern))]
    ]
    assert not wrong
    assert len(compiled) > 100


def test_the_test_sees_them() -> None:
    parser = sys.modules["re._parser"]
    for pattern in ("a(?:bc|d)*+", "x((?:ab)++)", "(?=(?>a))", "(?:(?!x).)*+"):
        assert [*_over_groups(parser.parse(pattern))], pattern
    assert not [*_over_groups(parser.parse(r"[ab]++\s*+.*+(?:ab)*"))]
