"""A year's list as a file that a user fills in: one definition to write and to read.

The table is one item a row. Beside it a workbook may have lines about the year itself; what is left
out of them is as in the year that comes with the program, or the nearest one.
"""

import re

from ita_xlsx.language import Sentence
from ita_xlsx.official.plan_sheets import Field

ITEMS_SHEET = "ข้อ OIT"
YEAR_SHEET = "ปี"
TITLE = "รายการข้อ OIT ของปีงบประมาณ"
# What such a file beside a plan is called.
NAME = re.compile(r"oit_(25\d\d)\.(?:csv|xlsx|ods)", re.IGNORECASE)

MEASURES_ROLE, REPORT_ROLE = "มาตรการ", "รายงานผล"
ONE_SOURCE = "แหล่งเดียว"
SAME, BEFORE = "ปีเดียวกัน", "ปีก่อน"

COLUMNS: tuple[Field, ...] = (
    Field(
        "number", "ข้อ", Sentence("เลขข้อ เช่น o25", "Such as o25"), True, 8,
        aliases=("number", "ข้อ OIT", "OIT", "เลขข้อ"), centred=True,
    ),
    Field(
        "name_th", "ชื่อข้อ", Sentence("ชื่อตามรายการที่เผยแพร่", "Its name as published"), True, 58,
        aliases=("name_th", "name", "ชื่อ", "รายการ"),
    ),
    Field(
        "role", "บทบาท",
        Sentence(
            f"{MEASURES_ROLE} หรือ {REPORT_ROLE} อย่างละหนึ่งข้อ ข้ออื่นเว้นว่าง",
            "The measures, or the report on them: one item each; blank for all others",
        ),
        False, 12, "ita_roles", aliases=("role",), centred=True,
    ),
    Field(
        "was", "ข้อเดิมในปีก่อน",
        Sentence("เช่น o10, o11 เมื่อเปลี่ยนชื่อหรือรวมข้อ", "Such as o10, o11, where renamed or joined"),
        False, 14, aliases=("was",), centred=True,
    ),
    Field(
        "indicator", "กลุ่ม",
        Sentence("ตัวชี้วัดย่อยที่ข้ออยู่ (ถ้าทราบ)", "The indicator that it belongs to, if known"),
        False, 30, aliases=("indicator", "ตัวชี้วัดย่อย"),
    ),
    Field(
        "elements", "องค์ประกอบด้านข้อมูล",
        Sentence("คั่นแต่ละเรื่องด้วย | (ถ้าทราบ)", "Separated by |, if known"),
        False, 50, aliases=("elements",),
    ),
    Field(
        "confidence", "ความแน่นอน",
        Sentence(
            f"พิมพ์ {ONE_SOURCE} เมื่อยังไม่ได้เทียบกับคู่มือ เว้นว่างเมื่อแน่นอน",
            "One source, while it was not compared with the manual; blank when certain",
        ),
        False, 14, "ita_confidence", aliases=("confidence",), centred=True,
    ),
    Field(
        "source", "แหล่งที่มา", Sentence("คู่มือหรือหน้าเว็บที่คัดลอกมา", "Where it was copied from"),
        False, 40, aliases=("source",),
    ),
    # Of a table without the sheet about the year; no file is written with it.
    Field("year", "ปีงบประมาณ", Sentence("", ""), aliases=("year", "ปี")),
)  # fmt: skip
WRITTEN = COLUMNS[:-1]

FACTS: tuple[Field, ...] = (
    Field(
        "year", "ปีงบประมาณ", Sentence("ปีของรายการนี้ (พ.ศ.)", "The year of this list"), True,
        aliases=("year", "ปี"),
    ),
    Field(
        "report_on", "รายงานผลเป็นของ",
        Sentence(f"{SAME} หรือ {BEFORE}", "The same year, or the one before"),
        choice="ita_report_on", aliases=("report_on",),
    ),
    Field(
        "cover", "ชื่อรายงานบนปก",
        Sentence("คั่นบรรทัดด้วย |", "Its lines are separated by |"), aliases=("cover",),
    ),
    Field(
        "heading", "ชื่อรายงานเหนือตาราง", Sentence("หนึ่งบรรทัด", "One line"), aliases=("heading",)
    ),
    Field(
        "measures_in_text", "คำเรียกมาตรการในคำนำ",
        Sentence("ตามหลังคำว่า ได้กำหนด", "What the introduction calls the measures"),
        aliases=("measures_in_text",),
    ),
    *(
        Field(
            f"due_{months}", f"วันสุดท้ายที่ต้องเผยแพร่ รอบ {months} เดือน",
            Sentence("เช่น 30 เม.ย. {example_year} เว้นว่างถ้าไม่มี", "Blank when there is none"),
            aliases=(f"due_{months}",),
        )
        for months in (6, 9, 12)
    ),
)  # fmt: skip
