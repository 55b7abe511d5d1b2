"""Rules that Excel shows while a clerk types and that the checks apply on receipt: defined once.

The forms turn these definitions into formulas, the checks call the functions.
"""

import re

from ita_xlsx.official.columns import keys_where
from ita_xlsx.official.deadlines import Deadline
from ita_xlsx.official.fiscal import year_end, year_start
from ita_xlsx.official.statuses import DONE
from ita_xlsx.thai.text import fix_text, fold

# What the address of published evidence begins with, in letters of either case.
WEB_PREFIXES: tuple[str, ...] = ("http://", "https://")
# The status that asks for evidence.
NEEDS_EVIDENCE = DONE
# Required columns in which a lone mark, such as a dash, is an error of its own. In the others it
# breaks another rule: it is no number, no deadline, no result.
NOT_MARKS = keys_where(
    lambda column: column.required and column.filled_by == "plan" and column.text != "value"
)
# Required columns in which what is no answer (``answers.is_no_answer``) is as good as nothing.
ANSWER_KEYS = keys_where(lambda column: column.required and column.filled_by == "division")
# What may surround the number of a measure: ข้อที่ ๑, 1. and 1) are all 1. Longest first.
NUMBER_WORDS: tuple[str, ...] = ("ข้อที่", "ข้อ")
NUMBER_MARKS: tuple[str, ...] = (".", ")")


def number_key(text: str) -> str:
    """The key under which two numbers of measures are the same: ``๑.``, ``01`` and ``ข้อ 1`` are 1.

    A text that is no whole number is folded only; a blank one gives an empty key.
    """
    compact = "".join(fold(text).split())
    word = next((word for word in NUMBER_WORDS if compact.startswith(word)), "")
    bare = compact[len(word) :]
    bare = bare[:-1] if bare.endswith(NUMBER_MARKS) else bare
    return (bare.lstrip("0") or "0") if re.fullmatch("[0-9]+", bare) else bare


def is_web_address(text: str) -> bool:
    """Whether evidence begins as a web address does; whether it is a valid one is not asked."""
    return fix_text(text).casefold().startswith(WEB_PREFIXES)


def in_fiscal_year(deadline: Deadline, fiscal_year: int) -> bool | None:
    """Whether a deadline lies wholly inside a fiscal year (Buddhist Era); None without dates."""
    if deadline.end is None:
        return None
    first = deadline.start or deadline.end
    return year_start(fiscal_year) <= first and deadline.end <= year_end(fiscal_year)
