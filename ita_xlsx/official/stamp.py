"""The stamps by which the program knows its own workbooks again.

A stamp is only a help: programs drop document properties, so the readers rely on none of it.
"""

import re
from collections.abc import Iterable, Mapping

from ita_xlsx import __version__
from ita_xlsx.language import Sentence
from ita_xlsx.official.guides import GUIDES

TEMPLATE_VERSION = "1"
# The fiscal year that is the present one in this version: a template is the same bytes every day.
TEMPLATE_YEAR = 2570
PREFIX = "ita_xlsx_"

# Custom document properties, one for each kind of output. A marked copy has its own besides that of
# the workbook that it was made from.
TEMPLATE_PROPERTY = "ita_xlsx_template"
CONSOLIDATED_PROPERTY = "ita_xlsx_consolidated"
PLAN_PROPERTY = "ita_xlsx_plan"
FINDINGS_PROPERTY = "ita_xlsx_findings"
COMPARISON_PROPERTY = "ita_xlsx_comparison"
YEAR_PROPERTY = "ita_xlsx_year"
RETURN_PROPERTY = "ita_xlsx_return"
# In a marked copy: the beginnings of the SHA-256 of the file that it is made from, and before it of
# what that was made from. Excel takes no property of more than 255 letters.
COPY_OF_PROPERTY = "ita_xlsx_copy_of"
_DIGEST, _MOST_DIGESTS = 16, 14

# The version of each kind's format.
_FORMATS = {
    TEMPLATE_PROPERTY: TEMPLATE_VERSION,
    CONSOLIDATED_PROPERTY: "1",
    PLAN_PROPERTY: "1",
    FINDINGS_PROPERTY: "1",
    COMPARISON_PROPERTY: "1",
    YEAR_PROPERTY: "1",
    RETURN_PROPERTY: "1",
}


def stamp(output: str) -> str:
    """The value of an output's property: the versions of its format and of the program."""
    return f"{_FORMATS[output]} (ita_xlsx {__version__})"


def copy_of(earlier: Iterable[str], sha256: str) -> str:
    """The value of ``COPY_OF_PROPERTY`` in a copy of a file, itself a copy of the ``earlier``."""
    return " ".join([*earlier, digest_of(sha256)][-_MOST_DIGESTS:])


def copied_from(stamps: Mapping[str, str]) -> tuple[str, ...]:
    """What a marked copy was made from, each as ``digest_of``; nothing where it is lost."""
    pieces = stamps.get(COPY_OF_PROPERTY, "").split()
    return tuple(one for one in pieces if len(one) == _DIGEST)[-_MOST_DIGESTS:]


def digest_of(sha256: str) -> str:
    """By what a file is named in ``COPY_OF_PROPERTY``."""
    return sha256[:_DIGEST]


# Early workbooks lack the program's version.
_VERSION = re.compile(r"(\d{1,4})(?: \(.*\))?")


def newer_format(stamps: Mapping[str, str]) -> tuple[str, str] | None:
    """The version of a workbook's format if it is newer than what is known here, and that."""
    for output, own in _FORMATS.items():
        written = _VERSION.fullmatch(stamps.get(output, ""))
        if written and int(written[1]) > int(own):
            return written[1], own
    return None


# The property that holds the digest of an output's parts, and what it holds until it is known.
SEAL_PROPERTY = "ita_xlsx_seal"
NO_SEAL = "0" * 64

# A folder that is read may hold these outputs; they are passed over. A marked copy is none of
# them: it holds a division's answers.
OWN_OUTPUTS = (
    CONSOLIDATED_PROPERTY, FINDINGS_PROPERTY, PLAN_PROPERTY, COMPARISON_PROPERTY, YEAR_PROPERTY,
)  # fmt: skip

# The first cell of those of them that resemble no other workbook of ours.
FINDINGS_TITLE = Sentence("ผลการตรวจแบบรายงานมาตรการ", "Findings of the returned reports")
COMPARISON_TITLE = "ผลการเปรียบเทียบมาตรการส่งเสริมคุณธรรมและความโปร่งใส"
# What a comparison was called before.
_OLDER_TITLE = COMPARISON_TITLE.replace("เปรียบเทียบ", "เทียบ", 1)
OUTPUT_TITLES = frozenset({*FINDINGS_TITLE, COMPARISON_TITLE, _OLDER_TITLE})

# What else of ours lies in a round's folder, or beside a report, and is no return.
READ_ME = "อ่านก่อน.txt"
BATCH = "merge.bat"
COMMANDS = "commands.bat"
SETTINGS = "ita_xlsx.ini"
LOG_SUFFIX = ".ส่งแล้ว.log"
COMPANIONS = re.compile(
    "|".join(
        map(re.escape, (READ_ME, BATCH, COMMANDS, SETTINGS, *(guide.file for guide in GUIDES)))
    )
    + rf"|.*{re.escape(LOG_SUFFIX)}"
    + r"|oit_\d{4}\.(?:csv|xlsx|ods)",
    re.DOTALL,
)

# The hidden sheet of lists, and the name of its cell with the version.
LISTS_SHEET = "รายการ"
FORM_SHEET = "แบบรายงาน"
HELP_SHEET = "คำแนะนำ"
LIVE_SHEET = "ตรวจก่อนส่ง"
VISIBLE_STAMP = "แบบฟอร์ม ita_xlsx รุ่น {version}"
STAMPED = re.compile(re.escape(VISIBLE_STAMP).replace(r"\{version\}", r"(\S+)"))

COVER_SHEET = "ปก"
REPORT_SHEET = "รายงานผล"
SUMMARY_SHEET = "สรุป"
DATA_SHEET = "ข้อมูล"
SOURCES_SHEET = "ที่มา"
# Those of a report that hold nothing but what its data sheet says too.
DERIVED_SHEETS = (COVER_SHEET, REPORT_SHEET, SUMMARY_SHEET, SOURCES_SHEET)

# What a marked copy has more than the division's own workbook: a first sheet, known by its name and
# the text in its cell A1, and notes between two fixed lines.
RETURN_SHEET = "รายการที่ต้องแก้ไข"
RETURN_TITLE = "รายการที่ต้องแก้ไขในไฟล์นี้"
NOTE_FIRST = "[ผลการตรวจ ita_xlsx]"
NOTE_LAST = "[จบผลการตรวจ]"
_MARKS = re.compile(
    rf"(?:(?<!\s)\s+)?{re.escape(NOTE_FIRST)}.*?(?:{re.escape(NOTE_LAST)}|\Z)", re.DOTALL
)


def without_marks(note: str) -> str:
    """A note on a cell without what a marked copy had added to it."""
    return _MARKS.sub("", note) if NOTE_FIRST in note else note


# A sheet of ours, which holds nothing that was reported, is known by its name and by a text in its
# first row: a clerk's own sheet may well be called รายการ.
HELP_TITLE = "คำแนะนำการกรอกแบบรายงาน"
LISTS_MARK = "รุ่นของแบบฟอร์ม"
OWN_SHEETS: dict[str, str] = {
    HELP_SHEET: HELP_TITLE,
    LISTS_SHEET: LISTS_MARK,
    LIVE_SHEET: LIVE_SHEET,
    RETURN_SHEET: RETURN_TITLE,
}


def own_marks(sheet: str) -> frozenset[str]:
    """The texts of which one is in the first row of a sheet of this name if it is ours.

    Programs number a sheet's name when they copy it.
    """
    return frozenset(mark for name, mark in OWN_SHEETS.items() if sheet.startswith(name))
