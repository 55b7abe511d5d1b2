"""Rules about Word documents: that a file is one, and what is in it beside its table."""

from ita_xlsx.findings.rule import Example, Rule
from ita_xlsx.language import Sentence

DOCUMENT = Rule(
    "F017",
    "warning",
    Sentence("ส่งเป็นเอกสาร Word", "Sent as a Word document"),
    Sentence(
        "ไฟล์นี้เป็นเอกสาร Word ได้อ่านตารางแล้ว แต่เอกสาร Word ไม่มีรายการให้เลือกและไม่ช่วยตรวจขณะพิมพ์",
        "This is a Word document. Its table was read; but a document offers nothing to choose "
        "from, and checks nothing while one types.",
    ),
    Sentence(
        "โปรดตรวจว่าอ่านคำตอบได้ครบ และครั้งต่อไปโปรดกรอกและส่งเป็นแบบฟอร์ม Excel",
        "Check that every answer was read, and the next time fill in and send the Excel form.",
    ),
    Example(file="kinds/python-docx.docx"),
)
MACROS = Rule(
    "F018",
    "info",
    Sentence("เอกสารที่มีแมโคร", "A document with macros"),
    Sentence(
        "เอกสารนี้มีแมโคร โปรแกรมไม่ได้สั่งให้ทำงาน และอ่านเฉพาะข้อความ",
        "This document holds macros; they were not run, and only its text was read.",
    ),
    Sentence(
        "หากไม่ใช้แมโคร โปรดบันทึกเป็น .docx",
        "Save it as .docx, if the macros are not needed.",
    ),
    Example(file="word/macros.docm", also=("F017",)),
)
OUTSIDE_TABLE = Rule(
    "T037",
    "warning",
    Sentence("ข้อความนอกตารางในเอกสาร", "Text outside the table of a document"),
    Sentence(
        "ข้อความใต้ตาราง “{value}” ไม่ได้อยู่ในตาราง จึงไม่ได้นำเข้ารายงาน",
        "The text below the table “{value}” is in no table, and so not in the report.",
    ),
    Sentence(
        "หากเป็นส่วนหนึ่งของมาตรการ โปรดพิมพ์ลงในช่องของตาราง",
        "If it is part of a measure, type it into a cell of the table.",
    ),
    Example(file="word/around.docx", also=("F017", "T037", "T038")),
    left_out=True,
)
OTHER_TABLE = Rule(
    "T038",
    "warning",
    Sentence("ตารางอื่นในเอกสาร", "Another table in a document"),
    Sentence(
        "“{sheet}” ของเอกสารไม่มีหัวตารางมาตรการ จึงไม่ได้นำเข้า ({cells} ช่องที่มีข้อความ): “{value}”",
        "“{sheet}” of the document has no header of a table of measures and was not taken in "
        "({cells} cells with content): “{value}”.",
    ),
    Sentence(
        "หากมีมาตรการอยู่ในตารางนี้ โปรดใส่หัวตารางตามแบบ",
        "If it holds measures, give it the header row of the form.",
    ),
    Example(file="word/around.docx", also=("F017", "T037", "T038")),
    left_out=True,
)

DOCUMENT_FILE_RULES = (DOCUMENT, MACROS)
DOCUMENT_TABLE_RULES = (OUTSIDE_TABLE, OTHER_TABLE)
