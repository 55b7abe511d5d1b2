"""Rules about the table: its headers, its labels and its rows."""

from datetime import date
from string import ascii_uppercase

from ita_xlsx.findings.rule import Example, Rule
from ita_xlsx.language import Sentence
from ita_xlsx.official.columns import COLUMNS

_HEADERS = tuple(column.header for column in COLUMNS)

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
    Example({"F8": ""}, "A8"),
    Example({"F8": "ผลการดำเนินงาน"}),
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
    Example({"F4": ""}, "F4"),
    Example({"F4": "๒๕๖๖"}),
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
    Example({"D8": "ผู้รับผิดชบ"}, "D8"),
    Example({"D8": "หน่วยงานที่รับผิดชอบ"}),
)
REPEATED_COLUMN = Rule(
    "T004",
    "warning",
    Sentence("หัวตารางซ้ำกัน", "Two columns have the same header"),
    Sentence(
        "มีคอลัมน์ “{value}” มากกว่าหนึ่งคอลัมน์ ได้อ่านคอลัมน์แรก ส่วนคอลัมน์นี้เก็บไว้ในแผ่นงานข้อมูล",
        "The column “{value}” stands twice; the first was read, this one is kept in the "
        "data sheet.",
    ),
    Sentence(
        "โปรดรวมข้อความไว้ในคอลัมน์เดียว แล้วลบคอลัมน์ที่ซ้ำ",
        "Put the text into one column and delete the other.",
    ),
    Example({"J8": "ผลการดำเนินการ"}, "J8"),
)
EXTRA_COLUMN = Rule(
    "T005",
    "info",
    Sentence("คอลัมน์ที่เพิ่มเอง", "A column of its own"),
    Sentence(
        "คอลัมน์ “{value}” ไม่อยู่ในแบบรายงาน จึงเก็บไว้เฉพาะในแผ่นงานข้อมูล",
        "The column “{value}” is not part of the form; it is kept in the data sheet only.",
    ),
    Sentence(
        "หากต้องการให้พิมพ์ในรายงาน โปรดย้ายข้อความไปไว้ในคอลัมน์ของแบบรายงาน",
        "To print it, move its text into a column of the form.",
    ),
    Example({"J8": "งบประมาณ"}, "J8"),
)
REPEATED_HEADER = Rule(
    "T006",
    "info",
    Sentence("หัวตารางพิมพ์ซ้ำ", "The header row again"),
    Sentence("แถวนี้เป็นหัวตารางที่พิมพ์ซ้ำ จึงข้ามไป", "This row repeats the header; it was passed over."),
    Sentence("ไม่ต้องแก้ไข", "Nothing to do."),
    Example(
        {f"{letter}11": text for letter, text in zip(ascii_uppercase, _HEADERS, strict=False)},
        "A11",
    ),
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
    Example({"A11": "รวมทั้งสิ้น ๒ มาตรการ"}, "A11"),
)
SIGNATURE = Rule(
    "T008",
    "info",
    Sentence("ลายมือชื่อหรือเส้นประ", "A signature or a dotted line"),
    Sentence(
        "แถว “{value}” เป็นลายมือชื่อหรือเส้นประ จึงไม่นับเป็นมาตรการ",
        "The row “{value}” is a signature or a dotted line, not a measure.",
    ),
    Sentence(
        "หากเป็นมาตรการ โปรดใส่ลำดับและกรอกให้ครบทุกช่อง",
        "If it is a measure, give it a number and fill in its cells.",
    ),
    Example({"F12": "(ลงชื่อ) ผู้อำนวยการ"}, "F12"),
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
    Example({"C11": "๓. สรุปความคิดเห็นเสนอผู้บริหาร"}, "A10"),
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
    Example({"J8": "หมายเหตุ", "J11": "รอเอกสารเพิ่มเติม"}, "J11"),
    Example({"J8": "หมายเหตุ", "J10": "รอเอกสารเพิ่มเติม"}),
    left_out=True,
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
    Example({"E3": "", "F3": "", "A2": "สำนักปลัด"}, "A2"),
)
EXTRA_SHEET = Rule(
    "T012",
    "warning",
    Sentence("แผ่นงานอื่นที่มีข้อความ", "Another sheet with content"),
    Sentence(
        "แผ่นงาน “{sheet}” ไม่มีตารางมาตรการ จึงไม่ได้นำเข้า ({cells} ช่องที่มีข้อความ): “{value}”",
        "The sheet “{sheet}” has no table of measures and was not taken in ({cells} cells with "
        "content): “{value}”.",
    ),
    Sentence(
        "หากมีมาตรการอยู่ในแผ่นงานนี้ โปรดใส่หัวตารางตามแบบ",
        "If it holds measures, give it the header row of the form.",
    ),
    Example(sheets={"งบประมาณ": {"A1": "รายการ", "B1": "จำนวนเงิน"}}),
    Example(sheets={"Sheet2": {}}),
    left_out=True,
)

HIDDEN_ROWS = Rule(
    "T013",
    "info",
    Sentence("แถวที่ซ่อนไว้", "Hidden rows"),
    Sentence(
        "มีแถวที่ซ่อนหรือกรองไว้ในตาราง ({rows}) ได้อ่านแถวเหล่านี้ด้วย",
        "Rows of the table are hidden or filtered away ({rows}); they were read too.",
    ),
    Sentence(
        "โปรดตรวจว่าต้องการส่งแถวที่ซ่อนไว้ หากไม่ต้องการให้ลบออก",
        "Check whether the hidden rows are meant to be sent; delete them if not.",
    ),
    Example(hidden_rows=(10,), at="A10"),
    Example(hidden_rows=(12,)),
)
HIDDEN_COLUMNS = Rule(
    "T014",
    "info",
    Sentence("คอลัมน์ที่ซ่อนไว้", "Hidden columns"),
    Sentence(
        "มีคอลัมน์ที่ซ่อนไว้ในตาราง ({columns}) ได้อ่านคอลัมน์เหล่านี้ด้วย",
        "Columns of the table are hidden ({columns}); they were read too.",
    ),
    Sentence(
        "โปรดตรวจว่าต้องการส่งคอลัมน์ที่ซ่อนไว้ หากไม่ต้องการให้ลบออก",
        "Check whether the hidden columns are meant to be sent; delete them if not.",
    ),
    Example(hidden_columns=("G",), at="G8"),
    Example(hidden_columns=("K",)),
)
HIDDEN_SHEET = Rule(
    "T015",
    "info",
    Sentence("แผ่นงานที่ซ่อนไว้", "A hidden sheet"),
    Sentence(
        "แผ่นงาน “{sheet}” ซ่อนอยู่แต่มีตารางมาตรการ ได้อ่านแผ่นงานนี้ด้วย",
        "The sheet “{sheet}” is hidden but holds a table of measures; it was read too.",
    ),
    Sentence(
        "โปรดตรวจว่าต้องการส่งแผ่นงานนี้ หากไม่ต้องการให้ลบออก",
        "Check whether the sheet is meant to be sent; delete it if not.",
    ),
    Example(hidden_sheet=True),
)
FORMULA = Rule(
    "T016",
    "info",
    Sentence("สูตรในตาราง", "A formula in the table"),
    Sentence(
        "ช่องนี้เป็นสูตร ({formula}) ได้ใช้ค่าที่แสดงไว้: “{value}”",
        "This cell is a formula ({formula}); the value shown was taken: “{value}”.",
    ),
    Sentence(
        "หากค่าไม่ถูกต้อง โปรดพิมพ์ข้อความแทนสูตร",
        "If the value is not right, type the text instead of the formula.",
    ),
    Example({"G10": "แจ้งล่วงหน้า 7 วัน"}, "G10", formulas={"G10": '="แจ้งล่วงหน้า "&7&" วัน"'}),
)
FORMULA_WITHOUT_VALUE = Rule(
    "T017",
    "error",
    Sentence("สูตรที่ไม่มีค่า", "A formula without a value"),
    Sentence(
        "ช่องนี้เป็นสูตร ({formula}) แต่ไม่มีค่าบันทึกไว้ในไฟล์",
        "This cell is a formula ({formula}) whose value is not in the file.",
    ),
    Sentence(
        "โปรดเปิดไฟล์ใน Excel แล้วบันทึกใหม่ หรือพิมพ์ข้อความแทนสูตร",
        "Open the file in Excel and save it again, or type the text instead of the formula.",
    ),
    Example({"F10": ""}, "F10", formulas={"F10": "=Sheet9!A1"}),
)
ERROR_VALUE = Rule(
    "T018",
    "error",
    Sentence("ค่าผิดพลาดในช่อง", "An error value"),
    Sentence(
        "ช่องนี้แสดงค่าผิดพลาด {value}",
        "This cell shows the error {value}.",
    ),
    Sentence(
        "โปรดพิมพ์ข้อความที่ถูกต้องแทน",
        "Type the right text instead.",
    ),
    Example({"F10": "#DIV/0!"}, "F10", formulas={"F10": "=1/0"}),
)
MERGED_CELL = Rule(
    "T019",
    "info",
    Sentence("เซลล์ที่ผสานไว้", "A merged cell"),
    Sentence(
        "ช่องที่ผสานไว้ใช้กับทุกแถวที่ครอบคลุม (แถว {first} ถึง {last}): “{value}”",
        "A merged cell holds for every row that it covers (rows {first} to {last}): “{value}”.",
    ),
    Sentence(
        "หากไม่ใช่ โปรดยกเลิกการผสานเซลล์แล้วพิมพ์ในแต่ละแถว",
        "If that is not meant, unmerge it and type into each row.",
    ),
    Example({"D10": ""}, "D9", merges=("D9:D10",)),
    Example(merges=("A1:I1",)),
)
NOT_LOOKED_INTO = Rule(
    "T020",
    "warning",
    Sentence("ตรวจสูตร หมายเหตุ และสิ่งที่ซ่อนไว้ไม่ได้", "Formulas and notes could not be looked for"),
    Sentence(
        "อ่านข้อความในตารางแล้ว แต่ตรวจสูตร หมายเหตุ ลิงก์ กล่องข้อความ และแถวที่ซ่อนในแผ่นงาน “{sheet}” ไม่ได้ "
        "หากมีสิ่งเหล่านี้ จะไม่อยู่ในรายงาน",
        "The texts were read, but the sheet “{sheet}” could not be searched for formulas, notes, "
        "links, text boxes and hidden rows; if it has any, they are not in the report.",
    ),
    Sentence(
        "โปรดเปิดไฟล์ใน Excel แล้วบันทึกเป็น Excel Workbook (.xlsx) ชื่อใหม่ แล้วส่งใหม่",
        "Please open it in Excel, save it as a new Excel Workbook (.xlsx), and send it again.",
    ),
    Example(file="beside/broken_drawing.xlsx"),
)
QUARTER_MARKS = Rule(
    "T021",
    "info",
    Sentence("กำหนดเวลาจากเครื่องหมายไตรมาส", "A deadline from marks under quarters"),
    Sentence(
        "อ่านเครื่องหมายใต้คอลัมน์ไตรมาสเป็นกำหนดเวลา “{value}”",
        "The marks under the quarters were read as the deadline “{value}”.",
    ),
    Sentence(
        "หากไม่ถูกต้อง โปรดพิมพ์กำหนดเวลาเป็นข้อความ",
        "If that is wrong, type the deadline as text.",
    ),
    Example({"E9": "", "J8": "ไตรมาส ๑", "K8": "ไตรมาส ๒", "K9": "✓"}, "J9"),
)
DATE_VALUE = Rule(
    "T022",
    "info",
    Sentence("วันที่แบบ Excel", "A date cell"),
    Sentence(
        "ช่องนี้เป็นวันที่แบบ Excel จึงพิมพ์เป็น “{value}”",
        "This cell is a date; it is printed as “{value}”.",
    ),
    Sentence("ไม่ต้องแก้ไข", "Nothing to do."),
    Example({"E9": date(2023, 3, 31)}, "E9"),
    Example({"E9": "31 มี.ค. 2566"}),
)
DATE_YEAR = Rule(
    "T023",
    "warning",
    Sentence("ปีของวันที่ไม่ถูกต้อง", "The year of a date is wrong"),
    Sentence(
        "ช่องนี้เป็นวันที่ของปี ค.ศ. {year} จึงอ่านเป็น “{value}”",
        "This cell is a date in the year {year}; it was read as “{value}”.",
    ),
    Sentence(
        "โปรดตรวจวันที่ แล้วพิมพ์เป็นข้อความ เช่น {value}",
        "Check the date and type it as text, such as {value}.",
    ),
    Example({"E9": date(2566, 3, 31)}, "E9"),
    Example({"E9": date(2023, 3, 31)}),
)
NUMBER_VALUE = Rule(
    "T024",
    "info",
    Sentence("ตัวเลขในช่องข้อความ", "A number where text belongs"),
    Sentence(
        "ช่องนี้เป็นตัวเลข จึงพิมพ์เป็น “{value}” โดยไม่ใช้รูปแบบตัวเลขของ Excel",
        "This cell is a number; it is printed as “{value}”, without Excel's number format.",
    ),
    Sentence(
        "หากต้องการให้พิมพ์แบบอื่น โปรดพิมพ์เป็นข้อความ",
        "To print it otherwise, type it as text.",
    ),
    Example({"G10": 7}, "G10"),
    Example({"G10": "๗"}),
)
NOTE_ELSEWHERE = Rule(
    "T025",
    "warning",
    Sentence("หมายเหตุนอกมาตรการ", "A note outside the measures"),
    Sentence(
        "หมายเหตุที่ช่องนี้ไม่อยู่ในแถวของมาตรการ จึงไม่ได้นำเข้า: “{value}”",
        "The note on this cell is on no row of a measure and was not taken in: “{value}”.",
    ),
    Sentence(
        "หากเป็นส่วนหนึ่งของรายงาน โปรดพิมพ์ข้อความลงในตาราง",
        "If it is part of the report, type its text into the table.",
    ),
    Example(notes={"F8": "กองช่างขอแก้ไขผลภายในสิ้นเดือน"}, at="F8"),
    Example(notes={"F10": "รอหนังสือตอบ"}),
    left_out=True,
)

TABLE_RULES = (
    MISSING_COLUMN,
    MISSING_LABEL,
    NEAR_HEADER,
    REPEATED_COLUMN,
    EXTRA_COLUMN,
    REPEATED_HEADER,
    SECTION_ROW,
    SIGNATURE,
    JOINED_ROWS,
    UNKNOWN_COLUMN_ROW,
    HEADING_ELSEWHERE,
    EXTRA_SHEET,
    HIDDEN_ROWS,
    HIDDEN_COLUMNS,
    HIDDEN_SHEET,
    FORMULA,
    FORMULA_WITHOUT_VALUE,
    ERROR_VALUE,
    MERGED_CELL,
    NOT_LOOKED_INTO,
    QUARTER_MARKS,
    DATE_VALUE,
    DATE_YEAR,
    NUMBER_VALUE,
    NOTE_ELSEWHERE,
)
