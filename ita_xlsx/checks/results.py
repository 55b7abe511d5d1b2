"""The result of a measure, against its issue, its steps and its status."""

import re

from ita_xlsx.checks.check import Words
from ita_xlsx.official.meaning import ask
from ita_xlsx.official.statuses import CANCELLED, DONE, IN_PROGRESS, NOT_STARTED
from ita_xlsx.thai.alike import nearly_equal
from ita_xlsx.thai.text import fold_tight

# A result that is copied from the steps; shorter ones are common wordings.
_SHORTEST_COPY = 30
_LONGEST_PHRASE = 60
# A result that is so much longer than the issue in characters does not only repeat it.
_MUCH_LONGER, _MARGIN = 2, 20
_PROBE = 12  # letters
# The year is no part of what a result says: รายงานผล ... ประจำปี ๒๕๖๕.
_YEAR = re.compile(r"(?:พศ)?25\d\d")
# A result that says that something was done is one, however thin.
_SAYS_DONE = re.compile(r"^(?:มีการ|ได้)|(?:แล้ว|เรียบร้อย|เสร็จสิ้น)$")
_ITEM_NUMBER = re.compile(r"^[^\S\n]*\(?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]+)*[.)]", re.MULTILINE)
# Said of any measure: that it was done, or that there is nothing to say.
_SAYS_NOTHING = re.compile(
    "(?:ได้|มีการ)?(?:ดำเนินการ|จัดทำ|ปฏิบัติ|ทำ)?(?:แล้ว|เสร็จ|สิ้น|เรียบร้อย|ครบ|ถ้วน|สมบูรณ์|ตามแผน|ตามมาตรการ"
    "|ตามกำหนด|ปกติ)*|(?:ยังไม่ได้|อยู่ระหว่าง|กำลัง)ดำเนินการ|ไม่มี(?:ข้อมูล)?|มี|ใช่|na|none|ok|yes|done|x"
)
# What the status says, and what the result says, that cannot both be true.
_CONTRADICTIONS = frozenset(
    {
        (DONE, NOT_STARTED), (DONE, IN_PROGRESS), (DONE, CANCELLED), (NOT_STARTED, DONE),
        (NOT_STARTED, CANCELLED), (CANCELLED, DONE), (CANCELLED, IN_PROGRESS),
    }
)  # fmt: skip


def repeats_issue(result: str, issue: str) -> Words | None:
    """A result that is only the name of the issue."""
    if len(result) > _MUCH_LONGER * len(issue) + _MARGIN:
        return None
    said = ask(_bare, result)
    return {} if said and nearly_equal(said, ask(_bare, issue)) else None


def repeats_steps(result: str, steps: str) -> Words | None:
    """A result that is copied from the steps."""
    said = ask(_bare, result) if _may_be_copied(result, steps) else ""
    if not said or _SAYS_DONE.search(said):
        return None
    whole = ask(_bare, steps)
    copied = len(said) >= _SHORTEST_COPY and said.removeprefix("มี") in whole
    if copied or nearly_equal(said, whole):
        return {}
    lines = steps.splitlines() if len(whole) > len(said) else []
    return {} if any(nearly_equal(said, ask(_bare, line)) for line in lines) else None


def says_nothing(result: str) -> Words | None:
    """A result that would fit any measure."""
    if not result or len(result) > _LONGEST_PHRASE:
        return None
    return {} if _SAYS_NOTHING.fullmatch(fold_tight(result)) else None


def unknown_status(status: str, given: str | None) -> Words | None:
    """A status that is none of the four."""
    return {} if given is None and any(map(str.isalnum, status)) else None


def contradicts_status(given: str | None, in_result: str | None) -> Words | None:
    """A status that the result contradicts in so many words."""
    return {"status": given, "told": in_result} if (given, in_result) in _CONTRADICTIONS else None


def _bare(text: str) -> str:
    """A text to compare: without numbers before its steps, blanks, punctuation and years."""
    return _YEAR.sub("", fold_tight(_ITEM_NUMBER.sub("", text)))


def _may_be_copied(result: str, steps: str) -> bool:
    """A cheap test first: is one end of the longest run of letters in the steps?"""
    longest = max(result.split(), key=len, default="")
    return longest[:_PROBE] in steps or longest[-_PROBE:] in steps
