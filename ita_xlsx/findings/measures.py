"""Rules about one measure: its cells, number, owner, result, status and evidence."""

from ita_xlsx.findings.rule import Example, Rule
from ita_xlsx.language import Sentence

_REPORT = "องค์ประกอบด้านข้อมูล OIT ของข้อที่ให้รายงานผลตามมาตรการ"
_MEASURES = "องค์ประกอบด้านข้อมูล OIT ของข้อที่ให้กำหนดมาตรการ"
# A text that fills a cell, of lines that differ.
_LONG = "\n".join(f"ครั้งที่ {count} จัดประชุมหมู่ที่ {count}" for count in range(1, 1101))

MISSING_VALUE = Rule(
    "M001",
    "error",
    Sentence("ช่องที่ต้องกรอกว่างอยู่", "A required cell is empty"),
    Sentence("ยังไม่ได้กรอก “{header}”", "“{header}” is not filled in."),
    Sentence("โปรดกรอก “{header}” ของมาตรการนี้", "Fill in “{header}” for this measure."),
    Example({"D9": ""}, "D9"),
    Example({"G9": ""}),
    source=_MEASURES,
)
NO_NUMBERS = Rule(
    "M002",
    "warning",
    Sentence("ไม่มีลำดับทั้งตาราง", "No measure has a number"),
    Sentence(
        "ไม่มีมาตรการใดในตารางนี้มีลำดับ ได้เรียงตามแถว",
        "No measure of this table has a number; they are taken in the order of the rows.",
    ),
    Sentence("โปรดใส่ลำดับ ๑, ๒, ๓ หน้าแต่ละมาตรการ", "Number the measures 1, 2, 3 and so on."),
    Example({"A8": "", "A9": "", "A10": ""}, "B8"),
    Example({"A8": "", "A9": "", "A10": "", "B9": "๑. ข้อมูลผู้บริหาร",
             "B10": "๒. การเปิดโอกาสให้เกิดการมีส่วนร่วม"}),
)  # fmt: skip
UNREADABLE_NUMBER = Rule(
    "M003",
    "warning",
    Sentence("ลำดับไม่ใช่ตัวเลข", "The number is no number"),
    Sentence("“{value}” อ่านเป็นลำดับไม่ได้", "“{value}” cannot be read as a number."),
    Sentence("โปรดพิมพ์ลำดับเป็นตัวเลข เช่น ๑ หรือ 1", "Type a number, such as 1."),
    Example({"A10": "ข."}, "A10"),
    Example({"A10": "ข้อ ๒"}),
)
REPEATED_NUMBER = Rule(
    "M004",
    "warning",
    Sentence("ลำดับซ้ำ", "A number stands twice"),
    Sentence("ลำดับ {value} ซ้ำกับช่อง {first}", "The number {value} stands in {first} too."),
    Sentence("โปรดแก้ลำดับไม่ให้ซ้ำกัน", "Give each measure a number of its own."),
    Example({"A10": "1"}, "A10"),
    Example({"A10": "๑.๑"}),
)
NUMBER_ORDER = Rule(
    "M005",
    "warning",
    Sentence("ลำดับย้อนกลับ", "A number out of order"),
    Sentence(
        "ลำดับ {value} อยู่หลังลำดับ {before} ในรายงานจะเรียงตามลำดับที่พิมพ์",
        "The number {value} stands behind {before}; the report goes by the numbers.",
    ),
    Sentence("โปรดตรวจว่าพิมพ์ลำดับถูกต้อง", "Check that the number is right."),
    Example({"A9": "๓"}, "A10"),
    Example({"A10": "๑๑"}),
)
UNKNOWN_OWNER = Rule(
    "M015",
    "warning",
    Sentence("ไม่รู้จักผู้รับผิดชอบ", "An unknown owner"),
    Sentence("ไม่รู้จัก “{found}” ในช่องผู้รับผิดชอบ{near}", "“{found}” is not known{near}."),
    Sentence(
        "โปรดพิมพ์ชื่อกอง/สำนัก/หน่วย ให้ตรงตามรายการ",
        "Type the name of the division as in the list.",
    ),
    Example({"D9": "สำนักปรัด"}, "D9"),
    Example({"D9": "สำนักปลัด / ผู้บริหาร"}),
    source=_MEASURES,
)
OTHER_OWNER = Rule(
    "M016",
    "warning",
    Sentence("ผู้รับผิดชอบเป็นกองอื่น", "The owner is another division"),
    Sentence(
        "ผู้รับผิดชอบคือ {owners} แต่แบบรายงานนี้เป็นของ {division}",
        "The owner is {owners}, but this form is that of {division}.",
    ),
    Sentence(
        "โปรดตรวจว่ามาตรการนี้เป็นของกองใด หากรับผิดชอบร่วมกัน ให้พิมพ์ชื่อทุกกอง",
        "Check whose measure it is; if it is shared, name every division.",
    ),
    Example({"D9": "กองช่าง"}, "D9"),
    Example({"D9": "กองช่าง, สำนักปลัด"}),
    source=_MEASURES,
)
RESULT_IS_ISSUE = Rule(
    "M017",
    "warning",
    Sentence("ผลการดำเนินการซ้ำกับประเด็น", "The result only repeats the issue"),
    Sentence(
        "ผลการดำเนินการมีเพียงชื่อประเด็น ยังไม่บอกว่าได้ทำอะไร",
        "The result is only the name of the issue; it does not say what was done.",
    ),
    Sentence(
        "โปรดพิมพ์ว่าทำอะไร เมื่อใด และเผยแพร่ที่ใด",
        "Say what was done, when, and where it was published.",
    ),
    Example({"F10": "การเปิดโอกาสให้เกิดการมีส่วนร่วม ๒๕๖๖"}, "F10"),
    Example({"F10": "จัดประชุมประชาคมเพื่อเปิดโอกาสให้เกิดการมีส่วนร่วม"}),
    source=_REPORT,
)
RESULT_IS_STEPS = Rule(
    "M018",
    "warning",
    Sentence("ผลการดำเนินการซ้ำกับขั้นตอน", "The result only repeats the steps"),
    Sentence(
        "ผลการดำเนินการคัดลอกจากขั้นตอนหรือมาตรการ ยังไม่บอกว่าได้ทำอะไร",
        "The result is copied from the steps; it does not say what was done.",
    ),
    Sentence(
        "โปรดพิมพ์ว่าทำอะไร เมื่อใด และเผยแพร่ที่ใด",
        "Say what was done, when, and where it was published.",
    ),
    Example({"F10": "กำหนดช่องทางให้ประชาชนเสนอความคิดเห็น"}, "F10"),
    Example({"F10": "กำหนดช่องทางให้ประชาชนเสนอความคิดเห็นทาง Line OA แล้ว"}),
    source=_REPORT,
)
EMPTY_RESULT = Rule(
    "M019",
    "warning",
    Sentence("ผลการดำเนินการไม่มีสาระ", "The result says nothing"),
    Sentence(
        "“{value}” ไม่ได้บอกว่าทำอะไร เมื่อใด",
        "“{value}” does not say what was done, or when.",
    ),
    Sentence(
        "โปรดพิมพ์ว่าทำอะไร เมื่อใด และเผยแพร่ที่ใด หากยังไม่ได้ทำ ให้พิมพ์เหตุผล",
        "Say what was done, when, and where it was published; if nothing was, say why.",
    ),
    Example({"F10": "ดำเนินการแล้ว"}, "F10"),
    Example({"F10": "ดำเนินการจัดประชุมแล้ว ๔ ครั้ง"}),
    source=_REPORT,
)
UNKNOWN_STATUS = Rule(
    "M020",
    "warning",
    Sentence("ไม่เข้าใจสถานะ", "The status is not understood"),
    Sentence(
        "“{value}” ไม่ใช่สถานะในรายการ จึงนับเป็น “ไม่ทราบ”",
        "“{value}” is no status of the list; the measure counts as “unknown”.",
    ),
    Sentence("โปรดเลือกสถานะจากรายการ", "Choose the status from the list."),
    Example({"H10": "ดีมาก"}, "H10"),
    Example({"H10": "เสร็จเรียบร้อย"}),
)
STATUS_AGAINST_RESULT = Rule(
    "M021",
    "warning",
    Sentence("สถานะขัดกับผลการดำเนินการ", "The status contradicts the result"),
    Sentence(
        "สถานะเป็น “{status}” แต่ผลการดำเนินการบอกว่า “{told}”",
        "The status is “{status}”, but the result tells of “{told}”.",
    ),
    Sentence("โปรดแก้สถานะหรือผลการดำเนินการให้ตรงกัน", "Make the status and the result agree."),
    Example({"H10": "ยังไม่ได้ดำเนินการ", "F10": "จัดประชุมประชาคมเสร็จเรียบร้อย ๔ ครั้ง"}, "H10",
            also=("M014",)),
    Example({"H10": "อยู่ระหว่างดำเนินการ",
             "F10": "จัดประชุมแล้ว ๒ ครั้ง ส่วนที่เหลือยังไม่ได้จัดเนื่องจากมีอุทกภัย"}),
)  # fmt: skip
NO_EVIDENCE = Rule(
    "M022",
    "warning",
    Sentence("ดำเนินการแล้วเสร็จแต่ไม่มีหลักฐาน", "Finished without evidence"),
    Sentence(
        "มาตรการนี้ดำเนินการแล้วเสร็จ แต่ไม่มีลิงก์หรือหลักฐาน",
        "This measure is finished, but there is no link and no evidence.",
    ),
    Sentence(
        "โปรดวางที่อยู่เว็บที่เผยแพร่ผลการดำเนินการ",
        "Add the web address where the result is published.",
    ),
    Example({"I9": ""}, "I9"),
    Example({"I9": "", "F9": "เผยแพร่ข้อมูลผู้บริหาร ๕ คนที่ https://www.example.go.th/executives"}),
    source=_REPORT,
)
NO_EVIDENCE_ANYWHERE = Rule(
    "M023",
    "warning",
    Sentence("มาตรการที่แล้วเสร็จส่วนใหญ่ไม่มีหลักฐาน", "Most finished measures have no evidence"),
    Sentence(
        "หลักฐาน ว่าง {count} จาก {all} มาตรการที่ดำเนินการแล้วเสร็จ",
        "No evidence for {count} of {all} finished measures.",
    ),
    Sentence(
        "โปรดวางที่อยู่เว็บที่เผยแพร่ผลการดำเนินการของแต่ละมาตรการ",
        "Add to each the web address where its result is published.",
    ),
    Example({"I9": "", "I10": ""}, "I8"),
    source=_REPORT,
)
BAD_LINK = Rule(
    "M024",
    "warning",
    Sentence("หลักฐานไม่ใช่ที่อยู่เว็บ", "The evidence is no web address"),
    Sentence(
        "“{found}” ไม่ใช่ที่อยู่เว็บที่เปิดได้",
        "“{found}” is no web address that can be opened.",
    ),
    Sentence(
        "โปรดวางที่อยู่เว็บเต็ม ขึ้นต้นด้วย https:// หรือ http:// ไม่มีช่องว่าง",
        "Paste the whole address, beginning with https:// or http://, without blanks.",
    ),
    Example({"I10": "www.example.go.th/meeting"}, "I10"),
    Example({"I10": "https://www.example.go.th/meeting?id=๑๒\nhttp://example.go.th/รูปภาพ"}),
    source=_REPORT,
)
STEP_NUMBERS = Rule(
    "M025",
    "warning",
    Sentence("เลขข้อของขั้นตอนข้าม", "The numbers of the steps jump"),
    Sentence(
        "{after} เป็นขั้นตอนที่ {number}",
        "{after} comes step {number}.",
    ),
    Sentence("โปรดแก้เลขข้อ หรือเติมขั้นตอนที่ขาดไป", "Renumber the steps, or add the missing one."),
    Example({"C10": "๑. กำหนดช่องทางเสนอความคิดเห็น\n๓. จัดประชุมประชาคม"}, "C10"),
    Example({"C10": "๑. กำหนดช่องทาง\n๑.๑ ทางเว็บไซต์\n๑.๒ ทางโทรศัพท์\n๒. จัดประชุมประชาคม"}),
)
NEAR_LIMIT = Rule(
    "M026",
    "warning",
    Sentence("ข้อความยาวเกือบเต็มช่อง", "A text that nearly fills its cell"),
    Sentence(
        "ข้อความยาว {length} ตัวอักษร Excel เก็บได้ไม่เกิน {limit} ข้อความอาจถูกตัด",
        "The text has {length} characters; Excel holds {limit}, so its end may be lost.",
    ),
    Sentence(
        "โปรดตรวจตอนท้ายของข้อความ และย่อให้สั้นลง",
        "Check the end of the text, and make it shorter.",
    ),
    Example({"C10": _LONG}, "C10"),
)
CUT_TEXT = Rule(
    "M031",
    "warning",
    Sentence("ข้อความยาวเกินหนึ่งช่อง", "A text longer than a cell"),
    Sentence(
        "ข้อความยาว {length} ตัวอักษร Excel เก็บได้ไม่เกิน {limit} ส่วนที่เกินไม่อยู่ในรายงาน",
        "The text has {length} characters; Excel holds {limit}: the rest is not in the report.",
    ),
    Sentence(
        "โปรดย่อให้สั้นลง หรือแบ่งเป็นหลายมาตรการ",
        "Make it shorter, or several measures of it.",
    ),
    Example({"C10": f"๑. {_LONG}", "C11": f"๒. {_LONG}"}, "C10"),
    left_out=True,
)
NO_SUGGESTIONS = Rule(
    "M027",
    "info",
    Sentence("ข้อเสนอแนะว่างเกือบทั้งคอลัมน์", "Hardly any suggestion"),
    Sentence("ข้อเสนอแนะ ว่าง {count} จาก {all} แถว", "No suggestion in {count} of {all} rows."),
    Sentence(
        "หากมีข้อเสนอแนะเพื่อปีต่อไป โปรดกรอก",
        "Fill in the suggestions for the next year, if there are any.",
    ),
    Example({"G9": "", "G10": ""}, "G8"),
    Example({"G9": ""}),
)
INFERRED_STATUS = Rule(
    "M028",
    "info",
    Sentence("สรุปสถานะจากผลการดำเนินการ", "The status was inferred"),
    Sentence(
        "สถานะ ว่าง {count} จาก {all} แถว ได้สรุปจากผลการดำเนินการ",
        "No status in {count} of {all} rows; it was inferred from the result.",
    ),
    Sentence("หากไม่ถูกต้อง โปรดเลือกสถานะจากรายการ", "If that is wrong, choose the status."),
    Example({"H10": ""}, "H8"),
)
ONLY_A_MARK = Rule(
    "M029",
    "error",
    Sentence("ช่องที่มีเพียงเครื่องหมาย", "A required cell holds but a mark"),
    Sentence("“{header}” มีเพียง “{value}”", "“{header}” holds nothing but “{value}”."),
    Sentence("โปรดกรอก “{header}” ของมาตรการนี้", "Fill in “{header}” for this measure."),
    Example({"C9": "-"}, "C9"),
    Example({"G9": "-"}),
)

MEASURE_RULES = (
    MISSING_VALUE,
    NO_NUMBERS,
    UNREADABLE_NUMBER,
    REPEATED_NUMBER,
    NUMBER_ORDER,
    UNKNOWN_OWNER,
    OTHER_OWNER,
    RESULT_IS_ISSUE,
    RESULT_IS_STEPS,
    EMPTY_RESULT,
    UNKNOWN_STATUS,
    STATUS_AGAINST_RESULT,
    NO_EVIDENCE,
    NO_EVIDENCE_ANYWHERE,
    BAD_LINK,
    STEP_NUMBERS,
    NEAR_LIMIT,
    CUT_TEXT,
    NO_SUGGESTIONS,
    INFERRED_STATUS,
    ONLY_A_MARK,
)
