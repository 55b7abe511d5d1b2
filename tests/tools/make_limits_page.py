"""Writes docs/limits.md out of the limits and refusals in the code; the tests say when it is stale.

python tests/tools/make_limits_page.py
"""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from ita_xlsx.intake import file
from ita_xlsx.intake.formats import open as opening
from ita_xlsx.intake.guard.examine import LIMITS
from ita_xlsx.intake.guard.file_type import Kind
from ita_xlsx.intake.guard.refusals import BY_ENDING, OTHER_TEXT, REFUSALS, Refusal
from ita_xlsx.intake.workers import limits
from ita_xlsx.language import Language, Sentence
from ita_xlsx.report import official_table
from ita_xlsx.xlsx.limits import CELL_LENGTH, SHEET_COLUMNS, SHEET_LINKS, TABLE_ROWS

PAGE = Path(__file__).parents[2] / "docs" / "limits.md"

# What each limit is of, and why it stands where it stands.
OPENED: dict[str, tuple[Sentence, Sentence]] = {
    "packed": (
        Sentence("ขนาดไฟล์", "the file"),
        Sentence(
            "เซิร์ฟเวอร์อีเมลรับได้ไม่เกินนี้ แบบรายงาน 14 มาตรการมีขนาด 12 KB",
            "mail servers carry no more; a form of 14 measures has 12 KB",
        ),
    ),
    "unpacked": (
        Sentence("เนื้อหาเมื่อคลายออกแล้ว", "all that is in it, unpacked"),
        Sentence(
            "บางแบบต้องมีสำเนาสามชุดอยู่ในหน่วยความจำขณะอ่าน",
            "some ways of reading have three copies of it in memory",
        ),
    ),
    "parts": (
        Sentence("ส่วนประกอบภายใน", "its parts"),
        Sentence("เท่ากับสมุดงานหนึ่งพันแผ่นงาน", "as many as a workbook of a thousand sheets has"),
    ),
    "ratio": (
        Sentence("อัตราขยายของส่วนประกอบ", "how many times a part swells"),
        Sentence(
            "คอลัมน์ว่างทั้งคอลัมน์ย่อได้ 26 เท่า ที่มากกว่านี้มากคือไฟล์ที่ทำขึ้นให้เครื่องหยุดทำงาน",
            "a column of empty rows swells 26 times; far more is made to bring computers down",
        ),
    ),
    "ratio_from": (
        Sentence("ตรวจอัตราขยายเมื่อส่วนประกอบใหญ่กว่า", "the swelling counts in parts over"),
        Sentence("เล็กกว่านี้ไม่เป็นอันตราย", "smaller ones do no harm"),
    ),
    "cells": (
        Sentence("เซลล์ในหนึ่งแผ่นงาน รวมเซลล์ว่าง", "cells of a sheet, blank ones too"),
        Sentence("ใช้เวลาตรวจราว 10 วินาที", "to look through so many takes some ten seconds"),
    ),
    "rows": (
        Sentence("แถวในหนึ่งแผ่นงาน", "rows of a sheet"),
        Sentence("เท่าที่ Excel มี", "all that Excel has"),
    ),
    "box": (
        Sentence(
            "เซลล์จาก A1 ถึงเซลล์ไกลสุด ทุกแผ่นงานรวมกัน (.xls และ .ods หนึ่งในสาม)",
            "cells from A1 to the farthest one, of all sheets (a third of it in an .xls or .ods)",
        ),
        Sentence(
            "ใช้หน่วยความจำเซลล์ละ 47 ไบต์ทั้งสี่เหลี่ยม เซลล์ที่มีข้อความนับเพิ่มอีกสาม ข้อความทุก 16 ไบต์นับเพิ่มอีกหนึ่ง "
            "ข้อความที่หลายเซลล์ใช้ร่วมกันนับทุกเซลล์",
            "each cell of that rectangle takes 47 bytes of memory; a filled one counts three more, "
            "16 bytes of text one more, and a text that many cells share counts in each",
        ),
    ),
    "document": (
        Sentence("ข้อความและรูปแบบในเอกสาร Word (XML)", "text and looks in a Word document (XML)"),
        Sentence(
            "ใช้หน่วยความจำราว 20 เท่าขณะอ่าน เอกสาร 14 มาตรการมีราว 0.2 MB",
            "read, it takes some 20 times as much memory; one of 14 measures has about 0.2 MB",
        ),
    ),
}
_BYTES = ("packed", "unpacked", "ratio_from", "document")

READ: tuple[tuple[Sentence, str, Sentence], ...] = (
    (
        Sentence("แถวที่มีข้อความ", "rows with something in them"),
        f"{file.MOST_ROWS:,}",
        Sentence(
            "เกินมาตรการของทุกหน่วยงานในจังหวัดใหญ่ที่สุด",
            "more than all organisations of the largest province report",
        ),
    ),
    (
        Sentence("เซลล์ที่มีข้อความ (ยกเว้นรายงานรวม)", "filled cells, but for a merged report"),
        f"{opening.MOST_CELLS:,}",
        Sentence(
            "แต่ละเซลล์อาจมีข้อสังเกตหนึ่งข้อ ซึ่งใช้ราว 1 KB",
            "there may be something to say of each, which takes about 1 KB",
        ),
    ),
    (
        Sentence("เวลาอ่านหนึ่งไฟล์ (วินาที)", "seconds for a file"),
        f"{limits.LIMITS.seconds}",
        Sentence("ไฟล์ใหญ่ที่สุดที่รับใช้ราว 20", "the largest files that are read take about 20"),
    ),
    (
        Sentence("หน่วยความจำอ่านหนึ่งไฟล์", "memory for a file"),
        f"{limits.LIMITS.memory >> 20} MB",
        Sentence("วัดแล้วดังตารางถัดไป", "measured: the next table"),
    ),
)
# The most memory in MB of the process that reads one of the largest files that each limit lets
# through. Measured in December 2026 with Python 3.11 on Linux, the program itself (29 MB) included.
MEASURED: tuple[tuple[Sentence, int], ...] = (
    (Sentence(".xlsx ที่มีเซลล์หลงอยู่ในแถวสุดท้าย", ".xlsx with a cell in the last row"), 470),
    (Sentence(".xlsx 2,000,000 เซลล์ (ไม่รับ)", ".xlsx of 2,000,000 cells (refused)"), 378),
    (Sentence(".docx ย่อหน้าว่าง 16 MB", ".docx of 16 MB of blank paragraphs"), 332),
    (Sentence(".xlsx สูตร 232,000 ช่องใต้หัวตาราง", ".xlsx of 232,000 formulas in its table"), 369),
    (Sentence(".xlsx ตัวเลข 232,000 ช่องใต้หัวตาราง", ".xlsx of 232,000 numbers in its table"), 318),
    (Sentence(".xlsx ข้อความ 120 MB", ".xlsx of 120 MB of text"), 228),
    (Sentence(".xlsx มาตรการ 27,000 ข้อ", ".xlsx of 27,000 measures"), 220),
    (Sentence("รายงานรวม 10,000 รายการ", "a merged report of 10,000 entries"), 146),
)


WRITTEN: tuple[tuple[Sentence, str, Sentence], ...] = (
    (
        Sentence("ตัวอักษรในหนึ่งเซลล์", "letters in a cell"),
        f"{CELL_LENGTH:,}",
        Sentence(
            "ที่เกินถูกตัดพร้อมข้อความบอกไว้ในเซลล์ และแจ้งเป็น M031",
            "what is beyond is cut with a remark in the cell, and told of as M031",
        ),
    ),
    (
        Sentence("แถวในแผ่นงานข้อมูล", "rows of the data sheet"),
        f"{TABLE_ROWS:,}",
        Sentence("ที่เกินอยู่ในแผ่นงาน “ข้อมูล 2” และต่อไป", "what is beyond goes to “ข้อมูล 2” and on"),
    ),
    (
        Sentence("แถวในตารางที่พิมพ์", "rows of the printed table"),
        f"{TABLE_ROWS - official_table._ROWS_BELOW:,}",
        Sentence(
            "ตารางที่ยาวกว่านี้ไม่ได้พิมพ์ไว้ และบอกไว้ในแผ่นงานนั้น",
            "a longer one is left out, and its sheet says so",
        ),
    ),
    (
        Sentence("คอลัมน์ในแผ่นงานข้อมูล", "columns of the data sheet"),
        f"{SHEET_COLUMNS:,}",
        Sentence(
            "คอลัมน์ที่กองเพิ่มเองซึ่งเกินนี้รวมไว้ในคอลัมน์สุดท้าย",
            "of the columns that divisions added, what is beyond goes into the last one",
        ),
    ),
    (
        Sentence("ลิงก์ในหนึ่งแผ่นงาน", "links of a sheet"),
        f"{SHEET_LINKS:,}",
        Sentence("ที่อยู่เว็บซึ่งเกินนี้เป็นข้อความ ไม่เป็นลิงก์", "web addresses beyond are texts, and no links"),
    ),
    (
        Sentence("หลักของตัวเลข", "digits of a number"),
        "15",
        Sentence(
            "Excel เก็บไว้เพียงเท่านี้ ตัวเลขในตารางอ่านเป็นข้อความและแจ้งเป็น T024",
            "Excel keeps no more; a number in the table is read as text and told of as T024",
        ),
    ),
)
_HEAD = {
    "en": "# What is refused, and why\n\nEvery file is looked at before anything opens it. What is "
    "refused is named, with what to do;\nthe other files are merged, and the command ends with "
    "exit code 1. This page is written by\n`python tests/tools/make_limits_page.py` out of the "
    "limits in the code.",
    "th": "# ไฟล์ใดที่ไม่รับ และเพราะเหตุใด\n\nโปรแกรมตรวจทุกไฟล์ก่อนเปิด ไฟล์ที่ไม่รับจะแจ้งชื่อพร้อมวิธีแก้ไข "
    "ส่วนไฟล์อื่นยังรวมตามปกติ\nและคำสั่งจบด้วยรหัส 1",
}
_OPENED = Sentence("ขีดจำกัดของไฟล์ที่นำเข้า", "Limits of a file that comes in")
_READING = Sentence("ขีดจำกัดขณะอ่าน", "Limits while it is read")
_WRITING = Sentence("ขีดจำกัดของ Excel ในไฟล์ผลลัพธ์", "Limits of Excel in what is written")
_KINDS = Sentence("ชนิดไฟล์ที่ไม่รับ", "Kinds of files that are refused")
_SAID = Sentence("ข้อความที่แจ้ง", "What is said")
_MEASURED = Sentence("| ไฟล์ | หน่วยความจำสูงสุด (MB) |", "| a file | memory at most (MB) |")
_COLUMNS = Sentence("| สิ่งที่จำกัด | ไม่เกิน | เหตุผล |", "| what | at most | why |")


def limits_page() -> str:
    """The whole page, English and then Thai."""
    pages = ("\n".join(_in(language)) for language in ("en", "th"))  # type: ignore[arg-type]
    return "\n\n---\n\n".join(pages) + "\n"


def _in(language: Language) -> Iterator[str]:
    yield _HEAD[language]
    opened = [
        (OPENED[one.name][0], _amount(one.name), OPENED[one.name][1]) for one in fields(LIMITS)
    ]
    for title, rows in ((_OPENED, opened), (_READING, READ), (_WRITING, WRITTEN)):
        yield f"\n## {title.say(language)}\n\n{_COLUMNS.say(language)}\n| --- | --- | --- |"
        for what, amount, why in rows:
            yield f"| {what.say(language)} | {amount} | {why.say(language)} |"
        if rows is READ:
            yield f"\n{_MEASURED.say(language)}\n| --- | --- |"
            yield from (f"| {what.say(language)} | {most} |" for what, most in MEASURED)
    yield f"\n## {_KINDS.say(language)}\n"
    for kind in Kind:
        if not kind.readable:
            yield f"- {kind.label.say(language)}: {kind.advice.say(language)}"
    yield f"\n## {_SAID.say(language)}\n"
    for refusal in (*map(_filled, REFUSALS), *LATER):
        yield f"- {refusal.whole.say(language)}"


def _amount(name: str) -> str:
    limit = getattr(LIMITS, name)
    return f"{limit >> 20} MB" if name in _BYTES else f"{limit:,}"


# What is found out only when a file is read.
LATER = (
    opening._REPEATED_CELL.fill(sheet="…", cell="…"),
    opening._SAME_NAMES,
    opening._TOO_MANY_CELLS.fill(limit=f"{opening.MOST_CELLS:,}"),
    opening._NO_TIME.fill(sheet="…", row="…"),
    opening.DAMAGED,
    opening.DAMAGED_DOCUMENT,
    file._TOO_MUCH,
    file._NO_DATA_SHEET,
    file._NO_TABLE_IN_DOCUMENT,
    OTHER_TEXT,
    *dict.fromkeys(BY_ENDING.values()),
)
_NUMBERS = {
    "too_large": LIMITS.packed >> 20,
    "unpacked": LIMITS.unpacked >> 20,
    "too_many_parts": LIMITS.parts,
    "too_many_cells": f"{LIMITS.cells:,}",
    "too_many_rows": f"{LIMITS.rows:,}",
}


def _filled(reason: str) -> Refusal:
    words = {"kind": "…", "advice": "…"}
    blanks = {
        "name": "…",
        "sheet": "…",
        "cells": "…",
        "limit": _NUMBERS.get(reason, "…"),
        "fault": "…",
    }
    return REFUSALS[reason].fill(**words, **blanks)


if __name__ == "__main__":
    PAGE.write_text(limits_page(), encoding="utf-8", newline="\n")
