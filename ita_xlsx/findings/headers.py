"""Rules about headers in other words than the form's (codes T)."""

from ita_xlsx.findings.rule import Example, Rule
from ita_xlsx.language import Sentence

ASKED_HEADER = Rule(
    "T033",
    "warning",
    Sentence("หัวตารางที่ไม่รู้จัก อ่านตามตำแหน่ง", "An unknown header, read by its place"),
    Sentence(
        "ไม่รู้จักหัวตาราง “{value}” แต่อยู่ในตำแหน่งของ “{header}” ซึ่งขาดไป จึงอ่านเป็นคอลัมน์นั้น",
        "The header “{value}” is not known; it is in the place of “{header}”, which is missing, "
        "and was read as that.",
    ),
    Sentence(
        "หากใช่ โปรดแก้หัวตารางเป็น “{header}” หากไม่ใช่ โปรดเพิ่มคอลัมน์ “{header}”",
        "If that is right, change the header to “{header}”; if not, add a column “{header}”.",
    ),
    Example({"E8": "เมื่อไร"}, "E8"),
    Example({"E8": "(๖) ระยะเวลา"}),
)
OTHER_ROUND = Rule(
    "T034",
    "info",
    Sentence("คอลัมน์ของรอบอื่น", "A column of another round"),
    Sentence(
        "คอลัมน์ “{value}” เป็นของรอบอื่น ไม่ใช่รอบของรายงานนี้ จึงเก็บไว้เฉพาะในแผ่นงานข้อมูล",
        "The column “{value}” is of another round than this report's; it is kept in the data sheet "
        "only.",
    ),
    Sentence(
        "หากเป็นรอบของรายงานนี้ โปรดแก้รอบที่ส่วนหัวของแบบรายงาน",
        "If the report is on that round, correct the round above the table.",
    ),
    Example({"F8": "ผลการดำเนินการ รอบ 6 เดือน", "J8": "ผลการดำเนินการ รอบ 12 เดือน"}, "J8"),
    Example({"F8": "ผลการดำเนินการ รอบ 6 เดือน"}),
)
JOINED_COLUMN = Rule(
    "T035",
    "info",
    Sentence("สองคอลัมน์อ่านเป็นคอลัมน์เดียว", "Two columns read as one"),
    Sentence(
        "คอลัมน์ “{value}” อ่านรวมกับคอลัมน์ข้างเคียงเป็น “{header}” โดยขึ้นบรรทัดใหม่",
        "The column “{value}” was read with the one beside it as “{header}”, on a line of its own.",
    ),
    Sentence(
        "หากไม่ถูกต้อง โปรดรวมข้อความไว้ในคอลัมน์เดียว",
        "If that is wrong, put the text into one column.",
    ),
    Example({"C8": "มาตรการ", "D8": "วิธีการ", "D9": "เผยแพร่", "D10": "จัดประชุม",
             "J8": "ผู้รับผิดชอบ", "J9": "สำนักปลัด", "J10": "สำนักปลัด"}, "D8"),
    Example({"C8": "มาตรการ"}),
)  # fmt: skip

COLOURED = Rule(
    "T036",
    "warning",
    Sentence("ระบายสีแทนเครื่องหมายไตรมาส", "Colours instead of marks under quarters"),
    Sentence(
        "ช่อง {value} ของแถวนี้ระบายสีไว้แต่ไม่มีเครื่องหมาย จึงไม่ได้อ่านเป็นกำหนดเวลา",
        "The cells of {value} in this row are coloured and hold no mark; no deadline was read.",
    ),
    Sentence(
        "หากหมายถึงกำหนดเวลา โปรดใส่ ✓ ในช่องนั้น หรือพิมพ์กำหนดเวลา",
        "If the colour is the deadline, put a ✓ into the cell, or type the deadline.",
    ),
    Example({"E9": "", "J8": "ไตรมาส ๑", "K8": "ไตรมาส ๒"}, "K9", also=("M001",), coloured=("K9",)),
)

HEADER_RULES = (ASKED_HEADER, OTHER_ROUND, JOINED_COLUMN, COLOURED)
