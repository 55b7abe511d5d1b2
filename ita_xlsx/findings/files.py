"""Rules about whole files."""

from ita_xlsx.findings.rule import Rule
from ita_xlsx.language import Sentence

UNREADABLE = Rule(
    "F001",
    "error",
    Sentence("เปิดไฟล์ไม่ได้", "The file cannot be read"),
    Sentence("{reason}", "{reason}"),
    Sentence(
        "โปรดเปิดไฟล์ใน Excel แล้วบันทึกเป็น Excel Workbook (.xlsx) และส่งใหม่",
        "Open it in Excel, save it as an Excel Workbook (.xlsx) and send it again.",
    ),
)
NO_TABLE = Rule(
    "F002",
    "error",
    Sentence("ไม่พบตารางมาตรการ", "No table of measures"),
    Sentence(
        "ไม่พบหัวตารางมาตรการในไฟล์นี้",
        "This file has no header row of a table of measures.",
    ),
    Sentence(
        "โปรดกรอกข้อมูลในแบบฟอร์ม โดยไม่ลบหรือเปลี่ยนหัวตาราง แล้วส่งใหม่",
        "Fill in the form without removing or renaming its header row, and send it again.",
    ),
)
NO_MEASURES = Rule(
    "F003",
    "error",
    Sentence("ไม่มีมาตรการในตาราง", "The table is empty"),
    Sentence(
        "ตารางนี้ยังไม่มีมาตรการแม้แต่ข้อเดียว",
        "The table holds not a single measure.",
    ),
    Sentence(
        "โปรดกรอกมาตรการใต้หัวตาราง แล้วส่งใหม่",
        "Fill in the measures below the header row and send it again.",
    ),
)

FILE_RULES = (UNREADABLE, NO_TABLE, NO_MEASURES)
