"""Rules about a plan that contradicts itself, and about a round that does not follow its plan."""

from dataclasses import replace

from ita_xlsx.findings.rule import Example, Rule, Severity
from ita_xlsx.language import Sentence

# A plan lies beside the forms: what shows these rules is in the tests of plans.
_PLAN = Example(plan=True)


def _rule(
    code: str,
    severity: Severity,
    title: tuple[str, str],
    message: tuple[str, str],
    fix: tuple[str, str],
) -> Rule:
    return Rule(code, severity, Sentence(*title), Sentence(*message), Sentence(*fix), _PLAN, _PLAN)


MISSING_FACT = _rule(
    "P001",
    "error",
    ("แผนขาดข้อมูลที่จำเป็น", "The plan lacks a fact"),
    (
        "แผนยังไม่ได้กรอก “{label}” หรือกรอกแล้วอ่านไม่ออก",
        "“{label}” is not filled in, or cannot be understood.",
    ),
    ("โปรดกรอก “{label}” ในแผน", "Fill in “{label}” in the plan."),
)
UNREADABLE_DUE = _rule(
    "P002",
    "warning",
    ("อ่านวันครบกำหนดส่งไม่ออก", "The due date cannot be read"),
    (
        "“{value}” อ่านเป็นวันที่ไม่ได้ จึงใช้วันสุดท้ายที่ต้องเผยแพร่แทนในปีที่ทราบวัน",
        "“{value}” is no date; the last day to publish is taken instead where it is known.",
    ),
    ("โปรดพิมพ์วันที่ เช่น 10 เม.ย. {example_year}", "Type a date such as 10 เม.ย. {example_year}."),
)
SAME_DIVISION = _rule(
    "P003",
    "error",
    ("ชื่อกองซ้ำกัน", "A division stands twice"),
    (
        "“{value}” เป็นชื่อหรือชื่อเรียกอื่นของ {other} ในแถว {row} แล้ว",
        "“{value}” is already a name of {other} in row {row}.",
    ),
    ("โปรดให้แต่ละกองมีแถวเดียว และชื่อไม่ซ้ำกัน", "Keep one row a division, each with its own names."),
)
BAD_EMAIL = _rule(
    "P004",
    "warning",
    ("ที่อยู่อีเมลไม่ถูกต้อง", "An e-mail address is not valid"),
    ("“{value}” ไม่ใช่ที่อยู่อีเมล", "“{value}” is no e-mail address."),
    ("โปรดแก้เป็นรูปแบบ name@example.go.th", "Write it as name@example.go.th."),
)
IDLE_DIVISION = _rule(
    "P005",
    "warning",
    ("กองไม่มีมาตรการในแผน", "A division without any measure"),
    ("{value} ไม่มีมาตรการที่ต้องรายงาน", "{value} has no measure to report."),
    (
        "โปรดเพิ่มมาตรการของกองนี้ หรือลบกองออกจากแผน",
        "Give it a measure, or take it out of the plan.",
    ),
)
MISSING_IN_MEASURE = _rule(
    "P006",
    "error",
    ("มาตรการในแผนกรอกไม่ครบ", "A planned measure is incomplete"),
    ("มาตรการนี้ยังไม่ได้กรอก “{header}”", "This measure lacks “{header}”."),
    ("โปรดกรอก “{header}” ในแผน", "Fill in “{header}” in the plan."),
)
NO_OWNER = _rule(
    "P007",
    "error",
    ("มาตรการไม่มีกองรับผิดชอบ", "A measure without a division"),
    (
        "“{value}” ไม่ตรงกับกองใดในแผ่นงาน “{sheet}” จึงไม่มีกองใดได้รับมาตรการนี้",
        "“{value}” names none of the divisions in the sheet “{sheet}”, so nobody gets the measure.",
    ),
    (
        "โปรดเลือกกองจากรายการ หรือเพิ่มกองในแผ่นงาน “{sheet}”",
        "Choose a division from the list, or add it to the sheet “{sheet}”.",
    ),
)
UNKNOWN_OWNER = _rule(
    "P008",
    "warning",
    ("ผู้รับผิดชอบบางรายไม่อยู่ในแผน", "An owner who is not in the plan"),
    (
        "“{owner}” ไม่อยู่ในแผ่นงาน “{sheet}” มาตรการนี้จึงส่งให้เฉพาะ {divisions}",
        "“{owner}” is not in the sheet “{sheet}”; the measure goes to {divisions} only.",
    ),
    (
        "หากต้องรายงานด้วย โปรดเพิ่มกองนี้ในแผ่นงาน “{sheet}”",
        "If it must report too, add it to the sheet “{sheet}”.",
    ),
)
SAME_NUMBER = _rule(
    "P009",
    "error",
    ("ลำดับมาตรการซ้ำกัน", "A number stands twice"),
    ("ลำดับ “{value}” ใช้แล้วในแถว {row}", "The number “{value}” stands in row {row} already."),
    ("โปรดให้แต่ละมาตรการมีลำดับของตนเอง", "Give each measure its own number."),
)
DEADLINE_OUTSIDE = _rule(
    "P010",
    "error",
    ("กำหนดเวลาอยู่นอกปีงบประมาณ", "A deadline outside the fiscal year"),
    (
        "“{value}” อยู่นอกปีงบประมาณ {year}",
        "“{value}” lies outside the fiscal year {year}.",
    ),
    ("โปรดแก้กำหนดเวลา หรือปีงบประมาณของแผน", "Correct the deadline, or the plan's fiscal year."),
)
DEADLINE_UNCLEAR = _rule(
    "P011",
    "warning",
    ("กำหนดเวลาไม่ชัดเจน", "A deadline that names no day"),
    ("“{value}” ไม่ชัดเจน: {problem}", "“{value}” is not clear: {problem}."),
    (
        "โปรดระบุเดือนและปี เช่น ม.ค. – มี.ค. {example_short}",
        "Name months and a year, such as ม.ค. – มี.ค. {example_short}.",
    ),
)
OTHER_ITEM = _rule(
    "P012",
    "warning",
    ("ข้อ OIT ไม่ตรงกับประเด็น", "The OIT item does not fit the issue"),
    (
        "กรอกข้อ {value} แต่ประเด็น “{issue}” คือข้อ {item} ของปีที่วิเคราะห์ ({year}){unsure}",
        "{value} is given, but “{issue}” is item {item} of the year analysed ({year}).{unsure}",
    ),
    ("โปรดแก้ข้อ OIT เป็น {item} หรือเว้นว่างไว้", "Change it to {item}, or leave it blank."),
)
DIVISION_MISSING = _rule(
    "P013",
    "error",
    ("กองยังไม่ส่งแบบรายงาน", "A division has not reported"),
    (
        "{value} ยังไม่ส่งแบบรายงาน ({count} มาตรการ)",
        "{value} has not sent its form ({count} measures).",
    ),
    ("โปรดติดตามให้ {value} ส่งแบบรายงาน{due}", "Ask {value} to send its form{due}."),
)
MEASURE_MISSING = _rule(
    "P014",
    "error",
    ("มาตรการตามแผนไม่มีในแบบรายงาน", "A planned measure is missing"),
    (
        "{division} ไม่ได้รายงานมาตรการ {number}. {issue}",
        "{division} does not report measure {number}. {issue}",
    ),
    ("โปรดเพิ่มมาตรการนี้ตามแผน และรายงานผล", "Add the measure as planned, with its result."),
)
LATE = _rule(
    "P015",
    "warning",
    ("ส่งแบบรายงานช้ากว่ากำหนด", "A division reported late"),
    (
        "{division} รายงานเมื่อ {value} หลังวันครบกำหนด {due}",
        "{division} reported on {value}, after the due date {due}.",
    ),
    ("โปรดตรวจวันที่รายงาน", "Check the date of the report."),
)
DIVISION_NOT_PLANNED = _rule(
    "P016",
    "warning",
    ("กองไม่อยู่ในแผน", "A division that is not in the plan"),
    ("“{value}” ไม่อยู่ในแผน", "“{value}” is not in the plan."),
    (
        "โปรดตรวจชื่อกอง หรือเพิ่มเป็นชื่อเรียกอื่นในแผน",
        "Check the name, or add it to the plan as another name of its division.",
    ),
)
MEASURE_NOT_PLANNED = _rule(
    "P017",
    "warning",
    ("มาตรการไม่อยู่ในแผนของกอง", "A measure that is not planned"),
    (
        "“{value}” ไม่ตรงกับมาตรการใดในแผนของ {division} จึงอยู่ท้ายรายงาน",
        "“{value}” is none of the measures planned for {division}; it stands last in the report.",
    ),
    (
        "โปรดตรวจลำดับและประเด็นให้ตรงตามแผน หรือเพิ่มมาตรการนี้ในแผน",
        "Use the number and issue of the plan, or add the measure to it.",
    ),
)
OTHER_ROUND = _rule(
    "P018",
    "error",
    ("ปีงบประมาณหรือรอบไม่ตรงตามแผน", "Another year or round than planned"),
    (
        "“{label}” คือ {value} แต่ในแผนเป็น {planned}",
        "“{label}” is {value}, but the plan says {planned}.",
    ),
    ("โปรดใช้แบบรายงานหรือรายงานของ{label} {planned}", "Use the form or report of {planned}."),
)

ORGANISATION_MISSING = _rule(
    "P019",
    "error",
    ("หน่วยงานยังไม่ส่งรายงาน", "An organisation has not reported"),
    ("{value} ยังไม่ส่งรายงาน", "{value} has not sent its report."),
    ("โปรดติดตามให้ {value} ส่งรายงาน{due}", "Ask {value} to send its report{due}."),
)
ORGANISATION_NOT_PLANNED = _rule(
    "P020",
    "warning",
    ("หน่วยงานไม่อยู่ในแผน", "An organisation that is not in the plan"),
    ("“{value}” ไม่อยู่ในแผน{near}", "“{value}” is not in the plan{near}."),
    (
        "โปรดตรวจชื่อหน่วยงานในรายงาน หรือเพิ่มเป็นชื่อเรียกอื่นหรือแถวใหม่ในแผน",
        "Check its name in the report, or add it to the plan as another name or a row of its own.",
    ),
)
SAME_ORGANISATION = _rule(
    "P021",
    "error",
    ("ชื่อหน่วยงานซ้ำกัน", "An organisation stands twice"),
    (
        "“{value}” เป็นชื่อหรือชื่อเรียกอื่นของ {other} ในแถว {row} แล้ว",
        "“{value}” is already a name of {other} in row {row}.",
    ),
    (
        "โปรดให้แต่ละหน่วยงานมีแถวเดียว หากเป็นคนละอำเภอให้กรอกอำเภอ",
        "Keep one row an organisation; where their districts differ, fill in the districts.",
    ),
)

OTHER_REPORT = replace(
    _rule(
        "P023",
        "error",
        ("รายงานของปีหรือรอบอื่น", "The report of another year or round"),
        (
            "“{label}” คือ {value} แต่ในแผนเป็น {planned} จึงไม่นับว่าส่งแล้ว และไม่ได้รวมรายงานนี้",
            "“{label}” is {value}, but the plan says {planned}: it does not count as sent, and was "
            "not merged.",
        ),
        ("โปรดขอรายงานของ{label} {planned}", "Ask for the report of {planned}."),
    ),
    left_out=True,
)
OTHER_WORDS = _rule(
    "P022",
    "warning",
    ("ข้อความไม่ตรงตามแผน", "Other words than planned"),
    (
        "“{header}” ไม่ตรงตามแผน ซึ่งระบุว่า “{planned}”{printed}",
        "“{header}” is not as planned; the plan says “{planned}”{printed}.",
    ),
    ("โปรดใช้ข้อความตามแผน หรือแก้แผน", "Use the plan's words, or correct the plan."),
)

PLAN_RULES = (
    MISSING_FACT,
    UNREADABLE_DUE,
    SAME_DIVISION,
    BAD_EMAIL,
    IDLE_DIVISION,
    MISSING_IN_MEASURE,
    NO_OWNER,
    UNKNOWN_OWNER,
    SAME_NUMBER,
    DEADLINE_OUTSIDE,
    DEADLINE_UNCLEAR,
    OTHER_ITEM,
    DIVISION_MISSING,
    MEASURE_MISSING,
    LATE,
    DIVISION_NOT_PLANNED,
    MEASURE_NOT_PLANNED,
    OTHER_ROUND,
    ORGANISATION_MISSING,
    ORGANISATION_NOT_PLANNED,
    SAME_ORGANISATION,
    OTHER_WORDS,
    OTHER_REPORT,
)
