"""Rules about the table: its headers, its labels and its rows."""

from ita_xlsx.findings.rule import Rule
from ita_xlsx.language import Sentence

MISSING_COLUMN = Rule(
    "T001",
    "error",
    Sentence("ขาดคอลัมน์ที่จำเป็น", "A required column is missing"),
    Sentence(
        "ตารางไม่มีคอลัมน์ “{header}”",
        "The table has no column “{header}”.",
    ),
    Sentence(
        "โปรดเพิ่มคอลัมน์ “{header}” หรือแก้ชื่อหัวตารางให้ตรงตามแบบ",
        "Add the column “{header}”, or give the header its official name.",
    ),
)
MISSING_LABEL = Rule(
    "T002",
    "error",
    Sentence("ไม่ได้กรอกข้อมูลส่วนหัว", "A line above the table is not filled in"),
    Sentence(
        "ไม่ได้กรอก “{label}” ที่ส่วนหัวของแบบรายงาน",
        "“{label}” above the table is not filled in.",
    ),
    Sentence(
        "โปรดกรอก “{label}” ที่ส่วนหัวของแบบรายงาน",
        "Fill in “{label}” above the table.",
    ),
)

NEAR_HEADER = Rule(
    "T003",
    "warning",
    Sentence("หัวตารางสะกดไม่ตรง", "A header is nearly right"),
    Sentence(
        "หัวตาราง “{value}” สะกดไม่ตรงตามแบบ ได้อ่านเป็น “{header}”",
        "The header “{value}” is not spelt as in the form; it was read as “{header}”.",
    ),
    Sentence(
        "โปรดแก้หัวตารางเป็น “{header}” หากหมายถึงคอลัมน์นี้",
        "Change the header to “{header}” if that is what it means.",
    ),
)
REPEATED_COLUMN = Rule(
    "T004",
    "warning",
    Sentence("หัวตารางซ้ำกัน", "Two columns have the same header"),
    Sentence(
        "มีคอลัมน์ “{value}” มากกว่าหนึ่งคอลัมน์ ได้อ่านคอลัมน์แรก "
        "ส่วนคอลัมน์นี้เก็บไว้ในชีตข้อมูล",
        "The column “{value}” stands twice; the first was read, this one is kept in the "
        "data sheet.",
    ),
    Sentence(
        "โปรดรวมข้อความไว้ในคอลัมน์เดียว แล้วลบคอลัมน์ที่ซ้ำ",
        "Put the text into one column and delete the other.",
    ),
)
EXTRA_COLUMN = Rule(
    "T005",
    "info",
    Sentence("คอลัมน์ที่เพิ่มเอง", "A column of its own"),
    Sentence(
        "คอลัมน์ “{value}” ไม่อยู่ในแบบรายงาน จึงเก็บไว้เฉพาะในชีตข้อมูล",
        "The column “{value}” is not part of the form; it is kept in the data sheet only.",
    ),
    Sentence(
        "หากต้องการให้พิมพ์ในรายงาน โปรดย้ายข้อความไปไว้ในคอลัมน์ของแบบรายงาน",
        "To print it, move its text into a column of the form.",
    ),
)
REPEATED_HEADER = Rule(
    "T006",
    "info",
    Sentence("หัวตารางพิมพ์ซ้ำ", "The header row again"),
    Sentence("แถวนี้เป็นหัวตารางที่พิมพ์ซ้ำ จึงข้ามไป", "This row repeats the header; it was passed over."),
    Sentence("ไม่ต้องแก้ไข", "Nothing to do."),
)
SECTION_ROW = Rule(
    "T007",
    "info",
    Sentence("แถวหัวข้อหรือแถวรวม", "A heading or a total"),
    Sentence(
        "แถว “{value}” เป็นหัวข้อหรือแถวรวม จึงไม่นับเป็นมาตรการ",
        "The row “{value}” is a heading or a total, not a measure.",
    ),
    Sentence(
        "หากเป็นมาตรการ โปรดใส่ลำดับและกรอกให้ครบทุกช่อง",
        "If it is a measure, give it a number and fill in its cells.",
    ),
)
AFTER_TABLE = Rule(
    "T008",
    "info",
    Sentence("ข้อความใต้ตาราง", "Text below the table"),
    Sentence(
        "ข้อความใต้ตาราง “{value}” ไม่นับเป็นมาตรการ",
        "The text “{value}” stands below the table and is no measure.",
    ),
    Sentence(
        "หากเป็นมาตรการ โปรดย้ายขึ้นไปไว้ในตาราง",
        "If it is a measure, move it up into the table.",
    ),
)
JOINED_ROWS = Rule(
    "T009",
    "info",
    Sentence("รวมหลายแถวเป็นมาตรการเดียว", "Several rows make one measure"),
    Sentence(
        "แถว {first} ถึง {last} อ่านเป็นมาตรการเดียวกัน ข้อความที่ต่อท้าย: “{value}”",
        "Rows {first} to {last} were read as one measure; the text added: “{value}”.",
    ),
    Sentence(
        "หากเป็นคนละมาตรการ โปรดใส่ลำดับในแต่ละแถว",
        "If they are different measures, give each row its number.",
    ),
)
UNKNOWN_COLUMN_ROW = Rule(
    "T010",
    "warning",
    Sentence("แถวที่มีข้อความนอกคอลัมน์ของแบบ", "A row outside the columns of the form"),
    Sentence(
        "แถวนี้มีข้อความเฉพาะนอกคอลัมน์ของแบบรายงาน: “{value}”",
        "This row has text only outside the columns of the form: “{value}”.",
    ),
    Sentence(
        "โปรดย้ายข้อความไปไว้ในคอลัมน์ที่ถูกต้อง หรือลบออก",
        "Move the text into the right column, or delete it.",
    ),
)
HEADING_ELSEWHERE = Rule(
    "T011",
    "info",
    Sentence("ข้อมูลส่วนหัวจากที่อื่น", "A label's text was found elsewhere"),
    Sentence(
        "ไม่มีช่อง “{label}” จึงใช้ “{value}” จาก{origin}",
        "There is no cell for “{label}”; “{value}” was taken from {origin}.",
    ),
    Sentence(
        "หากไม่ถูกต้อง โปรดพิมพ์ “{label}” ไว้เหนือตาราง",
        "If that is wrong, write “{label}” above the table.",
    ),
)
EXTRA_SHEET = Rule(
    "T012",
    "info",
    Sentence("ชีตอื่นที่มีข้อความ", "Another sheet with content"),
    Sentence(
        "ชีต “{sheet}” ไม่มีตารางมาตรการ จึงไม่ได้นำเข้า ({cells} ช่องที่มีข้อความ)",
        "The sheet “{sheet}” has no table of measures and was not taken in "
        "({cells} cells with content).",
    ),
    Sentence(
        "หากมีมาตรการอยู่ในชีตนี้ โปรดใส่หัวตารางตามแบบ",
        "If it holds measures, give it the header row of the form.",
    ),
)

TABLE_RULES = (
    MISSING_COLUMN,
    MISSING_LABEL,
    NEAR_HEADER,
    REPEATED_COLUMN,
    EXTRA_COLUMN,
    REPEATED_HEADER,
    SECTION_ROW,
    AFTER_TABLE,
    JOINED_ROWS,
    UNKNOWN_COLUMN_ROW,
    HEADING_ELSEWHERE,
    EXTRA_SHEET,
)
