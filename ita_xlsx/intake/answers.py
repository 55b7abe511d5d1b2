"""Answers of one process of ours to another: the same data, the rules themselves, not copies.

Only pipes that this program has opened to its own processes carry them.
"""

import pickle
from copyreg import dispatch_table
from typing import Any, BinaryIO

from ita_xlsx.findings import RULES, Rule


def rule_of(code: str) -> Rule:
    """The rule of a code."""
    return RULES[code]


def _by_code(rule: Rule) -> tuple[Any, ...]:
    return rule_of, (rule.code,)


_REDUCED = {**dispatch_table, Rule: _by_code}


class Writer(pickle.Pickler):
    """Writes answers; a text that stood in one before is named again, not written again."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        self.dispatch_table = _REDUCED


Reader = pickle.Unpickler
