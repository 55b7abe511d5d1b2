"""Rules about rows around a table and in it: what is no measure, and what belongs to which."""

from ita_xlsx.findings.rule import Example, Rule
from ita_xlsx.language import Sentence

AFTER_TABLE = Rule(
    "T026",
    "warning",
    Sentence("ข้อความใต้ตาราง", "Text below the table"),
    Sentence(
        "ข้อความใต้ลายมือชื่อ “{value}” ไม่ได้นำเข้ารายงาน เพราะไม่มีทั้งลำดับและประเด็น",
        "The text below the signature “{value}” is not in the report: it has no number and issue.",
    ),
    Sentence(
        "หากเป็นมาตรการ โปรดย้ายขึ้นไปไว้ในตาราง พร้อมลำดับและประเด็น",
        "If it is a measure, move it up into the table, with a number and an issue.",
    ),
    Example({"F12": "(ลงชื่อ) ผู้อำนวยการ", "C14": "จัดอบรมเรื่องผลประโยชน์ทับซ้อน"}, "C14"),
    Example({"F12": "(ลงชื่อ) ผู้อำนวยการ", "F13": "(นายตัวอย่าง ใจดี)"}),
    left_out=True,
)
FOOTNOTE = Rule(
    "T027",
    "info",
    Sentence("หมายเหตุท้ายตาราง", "A note on the table"),
    Sentence(
        "แถว “{value}” เป็นหมายเหตุหรือที่มาของข้อมูล จึงไม่นับเป็นมาตรการ",
        "The row “{value}” is a note or a source, not a measure.",
    ),
    Sentence(
        "หากต้องการให้อยู่ในรายงาน โปรดพิมพ์ข้อความนี้ไว้ในช่องของมาตรการ",
        "To have it in the report, type it into a cell of the measure.",
    ),
    Example({"B12": "หมายเหตุ ข้อมูล ณ วันที่ ๓๑ มีนาคม ๒๕๖๖"}, "B12"),
)
COLUMN_NUMBERS = Rule(
    "T028",
    "info",
    Sentence("แถวเลขคอลัมน์", "The numbers of the columns"),
    Sentence(
        "แถว “{value}” เป็นเลขกำกับคอลัมน์ จึงข้ามไป",
        "The row “{value}” counts the columns; it was passed over.",
    ),
    Sentence("ไม่ต้องแก้ไข", "Nothing to do."),
    Example({"A9": "(๑)", "B9": "(๒)", "C9": "(๓)", "D9": "(๔)", "E9": "(๕)", "F9": "(๖)",
             "G9": "(๗)", "H9": "(๘)", "I9": "(๙)"}, "A9"),
)  # fmt: skip
BLANK_ROWS = Rule(
    "T029",
    "info",
    Sentence("แถวที่ยังไม่ได้กรอก", "Rows not filled in"),
    Sentence(
        "แถว {rows} มีเพียงลำดับ ผู้รับผิดชอบ หรือสถานะ ({value}) จึงถือเป็นแถวว่าง",
        "Rows {rows} hold only a number, an owner or a status ({value}); they count as blank.",
    ),
    Sentence(
        "หากเป็นมาตรการ โปรดกรอกประเด็นและช่องอื่นให้ครบ หากไม่ใช่ ไม่ต้องแก้ไข",
        "If they are measures, fill in the issue and the other cells; if not, nothing to do.",
    ),
    Example({"A11": "๓", "A12": "๔", "H12": "ยังไม่ได้ดำเนินการ"}, "A11"),
)
SAME_ISSUE = Rule(
    "T030",
    "warning",
    Sentence("รายการในประเด็นเดียวกัน", "An entry under the same issue"),
    Sentence(
        "แถวนี้ไม่มีลำดับและประเด็น จึงอ่านเป็นอีกรายการหนึ่งของประเด็นในแถว {first}: “{value}”",
        "This row has no number and no issue; it was read as another entry under the issue of "
        "row {first}: “{value}”.",
    ),
    Sentence(
        "หากเป็นมาตรการอื่น โปรดพิมพ์ลำดับและประเด็นในแถวนี้",
        "If it is another measure, type its number and its issue into this row.",
    ),
    Example(
        {"C11": "สรุปผลเสนอผู้บริหาร", "D11": "สำนักปลัด", "E11": "มี.ค. ๖๖",
         "F11": "เสนอผู้บริหารเมื่อวันที่ ๒๐ มี.ค. ๒๕๖๖", "I11": "https://www.example.go.th/3"}, "B11",
    ),
)  # fmt: skip
TITLES = Rule(
    "T031",
    "info",
    Sentence("ชื่อเรื่องเหนือตาราง", "Titles above the table"),
    Sentence(
        "ข้อความเหนือตาราง “{value}” เป็นชื่อเรื่องของแบบ จึงไม่พิมพ์ในรายงาน",
        "The text above the table “{value}” is a title of the form; it is not printed.",
    ),
    Sentence(
        "หากเป็นส่วนหนึ่งของรายงาน โปรดพิมพ์ไว้ในช่องของมาตรการ",
        "If it is part of the report, type it into a cell of a measure.",
    ),
    Example({"A7": "รายงานผลตามมาตรการส่งเสริมคุณธรรม"}, "A7"),
)
ROW_ABOVE = Rule(
    "T032",
    "warning",
    Sentence("ข้อมูลเหนือหัวตาราง", "Something above the header"),
    Sentence(
        "แถว “{value}” อยู่เหนือหัวตาราง จึงไม่ได้นำเข้ารายงาน",
        "The row “{value}” is above the header and is not in the report.",
    ),
    Sentence(
        "หากเป็นมาตรการหรือข้อมูลของมาตรการ โปรดย้ายลงไปไว้ใต้หัวตาราง",
        "If it is a measure, or belongs to one, move it below the header.",
    ),
    Example({"A7": "๑", "B7": "ข้อมูลผู้บริหาร", "C7": "เผยแพร่ข้อมูลผู้บริหาร"}, "A7"),
    left_out=True,
)
ROW_RULES = (
    AFTER_TABLE,
    FOOTNOTE,
    COLUMN_NUMBERS,
    BLANK_ROWS,
    SAME_ISSUE,
    TITLES,
    ROW_ABOVE,
)
