"""Rules about whole files."""

from string import ascii_uppercase

from ita_xlsx.findings.rule import Example, Rule
from ita_xlsx.language import Sentence
from ita_xlsx.official.columns import COLUMNS

_LETTERS = ascii_uppercase[: len(COLUMNS)]

UNREADABLE = Rule(
    "F001",
    "error",
    Sentence("เปิดไฟล์ไม่ได้", "The file cannot be read"),
    Sentence("{reason}", "{reason}"),
    Sentence("{advice}", "{advice}"),
    Example(file="wrong/truncated.xlsx"),
    left_out=True,
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
    Example({f"{letter}8": "" for letter in _LETTERS}),
    left_out=True,
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
    Example({f"{letter}{row}": "" for letter in _LETTERS for row in (9, 10)}, "A9"),
)
UNKNOWN_DIVISION = Rule(
    "F004",
    "warning",
    Sentence("ไม่รู้จักชื่อกอง", "An unknown division"),
    Sentence(
        "“{value}” ไม่อยู่ในรายชื่อกอง สำนัก หรือหน่วย{near}",
        "“{value}” is not among the known divisions{near}.",
    ),
    Sentence(
        "โปรดเลือกชื่อจากรายการในแบบรายงาน หากเป็นส่วนราชการที่ไม่อยู่ในรายการ ให้คงชื่อเดิมไว้",
        "Choose the name from the list in the form; leave it if the division is not listed.",
    ),
    Example({"F3": "สำนักปรัด"}, "F3"),
    Example({"F3": "สำนักปลัด อบต."}),
)
OTHER_TEMPLATE = Rule(
    "F005",
    "info",
    Sentence("แบบรายงานคนละรุ่น", "A form of another version"),
    Sentence(
        "แบบรายงานนี้เป็นรุ่น {version} แต่รุ่นปัจจุบันคือ {current} ได้อ่านตามหัวตาราง",
        "This form is of version {version}, the current one is {current}; "
        "it was read by its headers.",
    ),
    Sentence(
        "รอบต่อไปโปรดใช้แบบรายงานรุ่นปัจจุบัน",
        "Use the current form in the next round.",
    ),
    Example({"I2": "แบบฟอร์ม ita_xlsx รุ่น 0"}, "I2"),
)
TWO_TABLES = Rule(
    "F006",
    "warning",
    Sentence("กองเดียวกันมีหลายตารางในไฟล์เดียว", "Two tables for one division in one file"),
    Sentence(
        "ตารางนี้ (แผ่นงาน “{sheet}”) เป็นของ {division} เช่นเดียวกับตารางที่ {first_cell} "
        "ของแผ่นงาน “{first}” ได้รวมมาตรการของทั้งสองตาราง",
        "This table (sheet “{sheet}”) is that of {division}, as is the one at {first_cell} of "
        "“{first}”; the measures of both were taken.",
    ),
    Sentence(
        "โปรดตรวจว่าเป็นมาตรการคนละชุด และเป็นของกองนี้จริง หากเป็นฉบับเก่า โปรดลบตารางนั้น",
        "Check that the measures differ and are those of this division; delete the table if it is "
        "an old copy.",
    ),
    Example(
        other={"F3": "สำนักปลัด", "D9": "สำนักปลัด", "D10": "สำนักปลัด"},
        one_file=True,
        at="A8",
        in_second=True,
    ),
    Example(other={}, one_file=True),
)
NO_REPORTER = Rule(
    "F007",
    "info",
    Sentence("ไม่ได้กรอกผู้รายงานหรือวันที่", "No reporter or no date"),
    Sentence(
        "ไม่ได้กรอก{labels} ที่ส่วนหัวของแบบรายงาน",
        "Not filled in above the table: {labels}.",
    ),
    Sentence(
        "โปรดกรอกเพื่อให้ทราบว่าใครเป็นผู้รายงานและรายงานเมื่อใด",
        "Fill it in, so that it is known who reported and when.",
    ),
    Example({"I6": ""}, "I6"),
)
WRONG_YEAR = Rule(
    "F008",
    "error",
    Sentence("ปีงบประมาณไม่ตรงกับกำหนดเวลา", "The fiscal year does not fit the deadlines"),
    Sentence(
        "กรอกปีงบประมาณ {value} แต่กำหนดเวลา {count} จาก {all} มาตรการอยู่ในปีงบประมาณ {year}",
        "The fiscal year is {value}, but {count} of {all} deadlines lie in the fiscal year {year}.",
    ),
    Sentence(
        "โปรดแก้ปีงบประมาณเป็น {year} หรือแก้กำหนดเวลา",
        "Change the fiscal year to {year}, or the deadlines.",
    ),
    Example({"F4": "2565"}, "F4"),
    Example({"E9": "ม.ค. – มี.ค. ๖๖"}),
)
NEWER_VERSION = Rule(
    "F009",
    "warning",
    Sentence("ไฟล์จากโปรแกรมรุ่นใหม่กว่า", "A file of a newer version"),
    Sentence(
        "ไฟล์นี้สร้างจาก ita_xlsx รุ่นใหม่กว่า (รูปแบบรุ่น {version}) โปรแกรมนี้รู้จักถึงรุ่น {current} จึงอ่านเท่าที่รู้จัก",
        "This file was written by a newer version of ita_xlsx (format {version}); this program "
        "knows formats up to {current}, and read what it knows.",
    ),
    Sentence(
        "โปรดติดตั้ง ita_xlsx รุ่นล่าสุด แล้วอ่านไฟล์อีกครั้ง",
        "Install the latest ita_xlsx and read the file again.",
    ),
    Example({"I2": "แบบฟอร์ม ita_xlsx รุ่น 2"}, "I2"),
)
SET_ASIDE = Rule(
    "F010",
    "warning",
    Sentence("ไม่ได้อ่าน", "Not read"),
    Sentence("{reason}", "{reason}"),
    Sentence(
        "หากเป็นแบบรายงาน {advice} หากไม่ใช่ โปรดย้ายออกจากโฟลเดอร์นี้",
        "If it is a report: {advice} If not, please move it out of this folder.",
    ),
    Example(beside=("สำนักปลัด ลงนามแล้ว.pdf",)),
    left_out=True,
)
PRINT = Rule(
    "F011",
    "info",
    Sentence("ฉบับพิมพ์ของสมุดงาน", "The print of a workbook"),
    Sentence(
        "ไฟล์ PDF นี้มีชื่อเดียวกับสมุดงานที่อ่าน จึงถือว่าเป็นฉบับพิมพ์ และไม่ได้อ่าน",
        "This PDF has the name of a workbook that was read; it is taken for its print and was not "
        "read.",
    ),
    Sentence(
        "หากเนื้อหาต่างจากสมุดงาน โปรดแก้ไขในสมุดงาน",
        "If it differs from the workbook, correct the workbook.",
    ),
    Example(beside=("a.pdf",)),
)
SHEET_MISSING = Rule(
    "F012",
    "warning",
    Sentence("แผ่นงานที่ไม่มีเนื้อหาในไฟล์", "A sheet that is not in the file"),
    Sentence(
        "ไฟล์นี้มีชื่อแผ่นงาน “{sheet}” แต่ไม่มีเนื้อหาของแผ่นงานนั้น จึงอ่านได้เฉพาะแผ่นงานอื่น",
        "The file lists a sheet “{sheet}” that is not in it; only its other sheets were read.",
    ),
    Sentence(
        "โปรดเปิดไฟล์ต้นฉบับ ตรวจว่าแผ่นงานนั้นยังอยู่ครบ บันทึก แล้วส่งใหม่",
        "Open the original, check that the sheet is whole, save it, and send it again.",
    ),
    Example(file="odd/missing_sheet.xlsx"),
    left_out=True,
)
STRAY_QUOTE = Rule(
    "F013",
    "warning",
    Sentence("เครื่องหมายคำพูดที่ไม่มีคู่ปิด", "A quotation mark without its pair"),
    Sentence(
        "ช่องนี้ขึ้นต้นด้วยเครื่องหมายคำพูดที่ไม่มีคู่ปิด จึงอ่านเครื่องหมายนั้นเป็นตัวอักษร: “{value}”",
        "This cell begins with a quotation mark that no other closes; it was read as a letter: "
        "“{value}”.",
    ),
    Sentence(
        "โปรดตรวจว่าช่องนี้และช่องถัดไปครบถ้วน หรือส่งเป็น Excel Workbook (.xlsx) แทนไฟล์ข้อความ",
        "Check that this cell and those after it are whole, or send an Excel Workbook (.xlsx) "
        "instead of a text file.",
    ),
    Example(file="odd/stray_quote.csv", at="G8"),
)
OTHER_REPORT = Rule(
    "F014",
    "error",
    Sentence("แบบของรายงานอื่น", "The form of another report"),
    Sentence(
        "ไฟล์นี้เป็น “{form}” ซึ่งเป็นรายงานอื่น ไม่ใช่ตารางมาตรการ จึงไม่ได้นำเข้า",
        "This file is “{form}”, another report, and no table of measures; it was not taken in.",
    ),
    Sentence(
        "โปรดกรอกข้อมูลในแบบฟอร์มของรายงานนี้ แล้วส่งใหม่",
        "Fill in the form of this report and send it again.",
    ),
    Example({"A2": "แบบ บส.๔ รายงานผลการบริหารจัดการความเสี่ยง", "B8": "โครงการ/กิจกรรม",
             "C8": "วิธีการจัดการความเสี่ยง"}, "A2"),
    Example({"A2": "แบบ บส.๔ รายงานผลการบริหารจัดการความเสี่ยง"}),
    left_out=True,
)  # fmt: skip


FILE_RULES = (
    UNREADABLE,
    NO_TABLE,
    NO_MEASURES,
    UNKNOWN_DIVISION,
    OTHER_TEMPLATE,
    TWO_TABLES,
    NO_REPORTER,
    WRONG_YEAR,
    NEWER_VERSION,
    SET_ASIDE,
    PRINT,
    SHEET_MISSING,
    STRAY_QUOTE,
    OTHER_REPORT,
)
