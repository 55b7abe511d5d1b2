"""Rules about what is beside the texts of cells: links, text boxes, pictures, what is struck."""

from ita_xlsx.findings.rule import Example, Rule
from ita_xlsx.language import Sentence

# What may lie over the cells (``formats.cells.Drawn``).
KINDS: dict[str, Sentence] = {
    "text": Sentence("กล่องข้อความหรือรูปร่าง", "a text box or a shape"),
    "picture": Sentence("รูปภาพ", "a picture"),
    "chart": Sentence("แผนภูมิ", "a chart"),
    "document": Sentence("เอกสารที่ฝังไว้", "an embedded document"),
    "checked": Sentence("ช่องทำเครื่องหมายที่เลือกไว้", "a check box that is ticked"),
    "unchecked": Sentence("ช่องทำเครื่องหมายที่ไม่ได้เลือก", "a check box that is not ticked"),
    "object": Sentence("วัตถุ", "an object"),
    "table": Sentence("ตารางซ้อนอยู่ในช่อง", "a table in a cell"),
}

EVIDENCE_LINK = Rule(
    "B001",
    "info",
    Sentence("ลิงก์ของหลักฐาน", "The link of a piece of evidence"),
    Sentence(
        "ข้อความ “{value}” เป็นลิงก์ไปยัง {address} ได้เก็บทั้งสองอย่างไว้เป็นหลักฐาน",
        "The text “{value}” is a link to {address}; both are kept as the evidence.",
    ),
    Sentence("ไม่ต้องแก้ไข", "Nothing to do."),
    Example({"I9": "ดูประกาศ"}, "I9", links={"I9": "https://www.example.go.th/plan.pdf"}),
    Example(links={"I10": "https://www.example.go.th/meeting"}),
)
LINK = Rule(
    "B002",
    "warning",
    Sentence("ลิงก์ที่ซ่อนอยู่หลังข้อความ", "A link behind a text"),
    Sentence(
        "ข้อความ “{value}” เป็นลิงก์ไปยัง {address} ซึ่งไม่ได้นำเข้ารายงาน",
        "The text “{value}” is a link to {address}, which is not in the report.",
    ),
    Sentence(
        "หากต้องการให้อยู่ในรายงาน โปรดพิมพ์ที่อยู่นั้นไว้ในช่องหลักฐาน",
        "If it belongs into the report, type the address into the column of evidence.",
    ),
    Example(links={"F10": "https://www.example.go.th/photos"}, at="F10"),
    left_out=True,
)
STRUCK = Rule(
    "B003",
    "warning",
    Sentence("ข้อความที่ขีดฆ่า", "Struck-out text"),
    Sentence(
        "ข้อความ “{value}” ถูกขีดฆ่าไว้ แต่ได้อ่านด้วย",
        "The text “{value}” is struck out; it was read all the same.",
    ),
    Sentence(
        "หากยกเลิกแล้ว โปรดลบข้อความออก หากยังใช้อยู่ โปรดเอาเส้นขีดฆ่าออก",
        "Delete it if it no longer holds, or else remove the line through it.",
    ),
    Example(struck=("F10",), at="F10"),
)
DRAWN_TEXT = Rule(
    "B004",
    "warning",
    Sentence("ข้อความที่อยู่นอกเซลล์", "A text that is in no cell"),
    Sentence(
        "มี{kind}วางอยู่บนแผ่นงาน มีข้อความ “{value}” ซึ่งไม่ได้นำเข้ารายงาน",
        "There is {kind} on the sheet with the text “{value}”, which is not in the report.",
    ),
    Sentence(
        "หากเป็นส่วนหนึ่งของรายงาน โปรดพิมพ์ข้อความลงในตาราง",
        "If it is part of the report, type its text into the table.",
    ),
    Example(text_boxes={"B13": "๓. จัดอบรมเรื่องผลประโยชน์ทับซ้อน"}, at="B13"),
    left_out=True,
)
DRAWN = Rule(
    "B005",
    "warning",
    Sentence("รูปภาพหรือวัตถุบนแผ่นงาน", "A picture or an object on the sheet"),
    Sentence(
        "มี{kind}วางอยู่บนแผ่นงาน ซึ่งไม่ได้นำเข้ารายงาน",
        "There is {kind} on the sheet, which is not in the report.",
    ),
    Sentence(
        "หากเป็นส่วนหนึ่งของรายงาน โปรดพิมพ์สิ่งที่แสดงไว้ลงในตาราง",
        "If it is part of the report, type what it shows into the table.",
    ),
    Example(pictures=("F13",), at="F13"),
    left_out=True,
)
EVIDENCE_PICTURE = Rule(
    "B006",
    "warning",
    Sentence("หลักฐานเป็นรูปภาพ", "A picture as evidence"),
    Sentence(
        "ช่องหลักฐานมีรูปภาพ ซึ่งนับเป็นหลักฐาน แต่ไม่ได้นำเข้ารายงาน",
        "The evidence is a picture; it counts as evidence, and is not in the report.",
    ),
    Sentence("โปรดเปิดไฟล์นี้เพื่อดูรูปภาพ", "Open this file to look at the picture."),
    Example({"I10": ""}, "I10", pictures=("I10",)),
    left_out=True,
)
INNER_LINK = Rule(
    "B007",
    "info",
    Sentence("ลิงก์ไปยังที่อื่นในไฟล์เดียวกัน", "A link to a place in the same file"),
    Sentence(
        "ข้อความ “{value}” เป็นลิงก์ไปยัง {address} ในไฟล์เดียวกัน ได้อ่านข้อความแล้ว",
        "The text “{value}” is a link to {address} in the same file; the text was read.",
    ),
    Sentence("ไม่ต้องแก้ไข", "Nothing to do."),
    Example(links={"F10": "internal:'แบบรายงาน'!A1"}, at="F10"),
)
LOGO = Rule(
    "B008",
    "info",
    Sentence("รูปภาพเหนือตาราง", "A picture above the table"),
    Sentence(
        "รูปภาพเหนือตาราง เช่น ตราหรือโลโก้ ไม่ใช่เนื้อหาของมาตรการ จึงไม่พิมพ์ในรายงาน",
        "A picture above the table, such as a crest, is no part of a measure; it is not printed.",
    ),
    Sentence(
        "หากเป็นส่วนหนึ่งของรายงาน โปรดพิมพ์สิ่งที่แสดงไว้ลงในตาราง",
        "If it is part of the report, type what it shows into the table.",
    ),
    Example(pictures=("A1",), at="A1"),
)

INSERTED = Rule(
    "B009",
    "warning",
    Sentence("ข้อความที่เพิ่มโดยยังไม่ยอมรับ", "A tracked insertion"),
    Sentence(
        "ข้อความ “{value}” เพิ่มไว้ด้วยการติดตามการเปลี่ยนแปลง และยังไม่มีใครยอมรับ ได้อ่านด้วย",
        "“{value}” was inserted while changes were tracked, and nobody has accepted it; it was "
        "read all the same.",
    ),
    Sentence(
        "โปรดตรวจว่าข้อความที่อ่านถูกต้อง หากส่งเป็น Word อีก โปรดยอมรับหรือปฏิเสธการเปลี่ยนแปลงทั้งหมดก่อน "
        "(แท็บ ตรวจทาน)",
        "Check the text that was read. If it is sent from Word again, accept or reject all changes "
        "first (tab Review).",
    ),
    Example(file="word/changes.docx", at="E2", also=("F017", "B009", "B010")),
)
DELETED = Rule(
    "B010",
    "warning",
    Sentence("ข้อความที่ลบโดยยังไม่ยอมรับ", "A tracked deletion"),
    Sentence(
        "ข้อความ “{value}” ลบไว้ด้วยการติดตามการเปลี่ยนแปลง และยังไม่มีใครยอมรับ จึงไม่ได้นำเข้ารายงาน",
        "“{value}” was deleted while changes were tracked, and nobody has accepted it; it is not "
        "in the report.",
    ),
    Sentence(
        "โปรดตรวจว่าข้อความที่อ่านถูกต้อง หากส่งเป็น Word อีก โปรดยอมรับหรือปฏิเสธการเปลี่ยนแปลงทั้งหมดก่อน "
        "(แท็บ ตรวจทาน)",
        "Check the text that was read. If it is sent from Word again, accept or reject all changes "
        "first (tab Review).",
    ),
    Example(file="word/changes.docx", at="E2", also=("F017", "B009", "B010")),
    left_out=True,
)

BESIDE_RULES = (
    EVIDENCE_LINK,
    LINK,
    STRUCK,
    DRAWN_TEXT,
    DRAWN,
    EVIDENCE_PICTURE,
    INNER_LINK,
    LOGO,
    INSERTED,
    DELETED,
)
