"""Rules about the deadline of a measure, and about what should be done by then (codes M)."""

from ita_xlsx.findings.rule import Example, Rule
from ita_xlsx.language import Sentence

_FISCAL = "พ.ร.บ. วิธีการงบประมาณ พ.ศ. ๒๕๖๑ มาตรา ๔"

UNREADABLE_DEADLINE = Rule(
    "M006",
    "error",
    Sentence("อ่านกำหนดเวลาไม่ได้", "The deadline cannot be read"),
    Sentence("กำหนดเวลา “{value}” {problem}", "The deadline “{value}”: {problem}."),
    Sentence(
        "โปรดพิมพ์เดือนและปี เช่น ม.ค. – มี.ค. {example_short} หรือ 31 มีนาคม {example_year}",
        "Type a month and a year, such as ม.ค. – มี.ค. {example_short} or 31 มีนาคม {example_year}.",
    ),
    Example({"E10": "ตามแผน"}, "E10"),
    Example({"E10": "ไตรมาส ๑"}),
)
NO_DATE = Rule(
    "M007",
    "warning",
    Sentence("กำหนดเวลาไม่ใช่วันแล้วเสร็จ", "The deadline names no day"),
    Sentence("กำหนดเวลา “{value}” {problem}", "The deadline “{value}”: {problem}."),
    Sentence(
        "โปรดระบุเดือนและปีที่จะแล้วเสร็จ เช่น ภายใน ก.ย. {example_short}",
        "Name the month and year by which it is finished, such as ภายใน ก.ย. {example_short}.",
    ),
    Example({"E10": "ทุกวันที่ ๑ - ๕ ของทุกเดือน"}, "E10"),
    Example({"E10": "ตลอดปีงบประมาณ", "H10": "อยู่ระหว่างดำเนินการ"}),
)
REVERSED_DEADLINE = Rule(
    "M008",
    "error",
    Sentence("กำหนดเวลาสลับวันเริ่มต้นกับวันสิ้นสุด", "The deadline begins after its end"),
    Sentence("กำหนดเวลา “{value}” {problem}", "The deadline “{value}”: {problem}."),
    Sentence(
        "โปรดตรวจเดือนและปีทั้งของวันเริ่มต้นและวันสิ้นสุด", "Check the month and the year on both sides."
    ),
    Example({"E10": "ธ.ค. ๖๕ – ต.ค. ๖๕"}, "E10"),
)
OUTSIDE_YEAR = Rule(
    "M009",
    "error",
    Sentence("กำหนดเวลาอยู่นอกปีงบประมาณ", "The deadline is outside the fiscal year"),
    Sentence(
        "กำหนดเวลา “{value}” ไม่อยู่ในปีงบประมาณ {year} ({first} – {last}){meant}",
        "The deadline “{value}” is not in the fiscal year {year} ({first} – {last}){meant}.",
    ),
    Sentence(
        "โปรดตรวจปี พ.ศ. ของกำหนดเวลา เดือน ต.ค. – ธ.ค. เป็นปีก่อนหน้าปีงบประมาณ",
        "Check the year: October to December carry the year before that of the fiscal year.",
    ),
    Example({"E10": "ต.ค. – ธ.ค. ๖๖"}, "E10"),
    Example({"E10": "ต.ค. – ธ.ค. ๖๕"}),
    source=_FISCAL,
)
DONE_BEFORE_DEADLINE = Rule(
    "M010",
    "warning",
    Sentence("กำหนดเวลาสิ้นสุดหลังรอบรายงาน แต่แล้วเสร็จ", "Due after the round, yet reported done"),
    Sentence(
        "กำหนดเวลา “{value}” สิ้นสุดหลังรอบรายงาน ({last}) แต่รายงานว่าแล้วเสร็จ",
        "The deadline “{value}” ends after the round ({last}), yet the measure is reported done.",
    ),
    Sentence(
        "โปรดแก้กำหนดเวลาหรือสถานะ หากเสร็จก่อนกำหนด ให้พิมพ์วันที่แล้วเสร็จในผลการดำเนินการ",
        "Change the deadline or the status; if it was done early, put the date into the result.",
    ),
    Example({"E10": "ต.ค. – ก.ย. ๖๖", "F10": "จัดประชุมประชาคมครบทุกหมู่บ้าน"}, "E10"),
    Example({"E10": "ต.ค. – ก.ย. ๖๖"}),
)
DATA_WINDOW = Rule(
    "M011",
    "warning",
    Sentence("กำหนดเวลาเป็นช่วงของข้อมูล", "The deadline is the period of the data"),
    Sentence(
        "กำหนดเวลา “{value}” คือช่วงเวลาของข้อมูล ไม่ใช่กำหนดแล้วเสร็จ",
        "The deadline “{value}” is the period that the data cover, not a deadline.",
    ),
    Sentence(
        "โปรดระบุกำหนดแล้วเสร็จหลังวันสุดท้ายของข้อมูล เช่น ภายใน ๓๐ เม.ย. {example_short}",
        "Name a deadline after the last day of the data, such as ภายใน ๓๐ เม.ย. {example_short}.",
    ),
    Example({"C10": "๑. แสดงข้อมูลสถิติการให้บริการ", "E10": "ต.ค. ๖๕ – มี.ค. ๖๖",
             "F10": "แสดงข้อมูลสถิติการให้บริการ ต.ค. ๖๕ – มี.ค. ๖๖ จำนวน ๑๒๘ ราย"}, "E10"),
    Example({"C10": "๑. แสดงข้อมูลสถิติการให้บริการ", "E10": "ภายใน ๓๐ เม.ย. ๖๖",
             "F10": "แสดงข้อมูลสถิติการให้บริการ ต.ค. ๖๕ – มี.ค. ๖๖ จำนวน ๑๒๘ ราย"}),
)  # fmt: skip
BEFORE_DATA_END = Rule(
    "M012",
    "warning",
    Sentence("กำหนดเวลาไม่อยู่หลังวันสุดท้ายของข้อมูล", "Due no later than the last day of its data"),
    Sentence(
        "กำหนดเวลา “{value}” สิ้นสุดไม่เกินวันสุดท้ายของข้อมูลที่ต้องครอบคลุม ({last})",
        "The deadline “{value}” ends no later than the data that it must cover ({last}).",
    ),
    Sentence(
        "โปรดกำหนดวันแล้วเสร็จหลังวันสุดท้ายของข้อมูล เช่น ภายใน ๓๐ เม.ย. {example_short}",
        "Name a deadline after the last day of the data, such as ภายใน ๓๐ เม.ย. {example_short}.",
    ),
    Example({"C10": "๑. สรุปความคิดเห็นที่มีข้อมูลครอบคลุมในระยะเวลา ๖ เดือนแรกของปี พ.ศ. ๒๕๖๖",
             "E10": "ม.ค. – มี.ค. ๖๖"}, "E10"),
    Example({"C10": "๑. สรุปความคิดเห็นที่มีข้อมูลครอบคลุมในระยะเวลา ๖ เดือนแรกของปี พ.ศ. ๒๕๖๖",
             "E10": "ภายใน ๓๐ เม.ย. ๖๖"}),
)  # fmt: skip
FUTURE_RESULT = Rule(
    "M013",
    "warning",
    Sentence("ผลการดำเนินการลงวันที่หลังวันรายงาน", "The result is dated after the report"),
    Sentence(
        "รายงานว่าแล้วเสร็จ แต่ผลการดำเนินการลงวันที่ {day} หลังวันที่รายงาน ({reported})",
        "Reported done, but the result is dated {day}, after the date of the report ({reported}).",
    ),
    Sentence("โปรดตรวจวันที่ในผลการดำเนินการ", "Check the date in the result."),
    Example({"F10": "จัดประชุมประชาคม ๔ ครั้ง เมื่อวันที่ ๒๐ ธ.ค. ๒๕๖๖"}, "F10"),
    Example({"F10": "จัดประชุมประชาคม ๔ ครั้ง เมื่อวันที่ ๒๐ มี.ค. ๒๕๖๖"}),
)
LATE_UNEXPLAINED = Rule(
    "M014",
    "warning",
    Sentence("พ้นกำหนดแล้วยังไม่เสร็จ และไม่มีเหตุผล", "Overdue without an explanation"),
    Sentence(
        "พ้นกำหนดเวลา ({last}) แล้ว แต่ “{status}” และไม่ได้บอกเหตุผล",
        "The deadline ({last}) has passed, the status is “{status}”, and no reason is given.",
    ),
    Sentence(
        "โปรดพิมพ์เหตุผล และวันที่คาดว่าจะแล้วเสร็จ",
        "Give the reason, and when it will be finished.",
    ),
    Example({"H10": "ยังไม่ได้ดำเนินการ", "F10": "ยังไม่ได้ดำเนินการ"}, "F10"),
    Example({"H10": "ยังไม่ได้ดำเนินการ", "I10": "",
             "F10": "ยังไม่ได้ดำเนินการ เนื่องจากเกิดอุทกภัย จะจัดภายใน พ.ค. ๖๖"}),
)  # fmt: skip
OTHER_YEAR_RESULT = Rule(
    "M030",
    "warning",
    Sentence("ผลการดำเนินการเป็นของปีหรือรอบอื่น", "The result is of another year or round"),
    Sentence(
        "รายงานว่าแล้วเสร็จ แต่ผลการดำเนินการลงวันที่ {day} {when} ({first} – {last})",
        "Reported done, but the result is dated {day}, {when} ({first} – {last}).",
    ),
    Sentence(
        "โปรดตรวจวันที่ หากคัดลอกข้อความของปีก่อนมา ให้พิมพ์ผลของรอบนี้แทน",
        "Check the date; if the text was copied from last year's report, give this round's result.",
    ),
    Example({"F10": "จัดประชุมประชาคม ๔ ครั้ง เมื่อวันที่ ๒๐ ธ.ค. ๒๕๖๔"}, "F10"),
    Example({"F10": "จัดประชุมประชาคม เมื่อวันที่ ๒๐ ธ.ค. ๒๕๖๕ ตามคำสั่งลงวันที่ ๑ ก.ย. ๒๕๖๕"}),
)

DEADLINE_RULES = (
    UNREADABLE_DEADLINE,
    NO_DATE,
    REVERSED_DEADLINE,
    OUTSIDE_YEAR,
    DONE_BEFORE_DEADLINE,
    DATA_WINDOW,
    BEFORE_DATA_END,
    FUTURE_RESULT,
    LATE_UNEXPLAINED,
    OTHER_YEAR_RESULT,
)
