"""Rules across the files of one round."""

from ita_xlsx.findings.rule import Example, Rule
from ita_xlsx.language import Sentence
from ita_xlsx.official.stamp import RETURN_SHEET, RETURN_TITLE

_CHANGED = {"F10": "จัดประชุมประชาคม ๒ ครั้ง เมื่อวันที่ ๑๕ พ.ย. ๒๕๖๕"}
_ISSUE = "การเปิดโอกาสให้เกิดการมีส่วนร่วม"
_STEPS = "๑. กำหนดช่องทางให้ประชาชนเสนอความคิดเห็น\n๒. จัดประชุมประชาคมร่วมกับทุกหมู่บ้าน"

SAME_TWICE = Rule(
    "R001",
    "info",
    Sentence("ไฟล์ที่มีเนื้อหาเดียวกัน", "The same content twice"),
    Sentence(
        "{division} ส่งเนื้อหาเดียวกับไฟล์ “{first}” จึงนับเพียงครั้งเดียว",
        "{division} sent the same as in “{first}”; it is counted once.",
    ),
    Sentence("ไม่ต้องแก้ไข", "Nothing to do."),
    Example(twice=True, at="A8", in_second=True),
    Example(other={}),
)
SENT_TWICE = Rule(
    "R002",
    "error",
    Sentence("ส่งหลายไฟล์ เนื้อหาต่างกัน", "Two different files were sent"),
    Sentence(
        "{division} ส่งไฟล์นี้และไฟล์ “{first}” ซึ่งมีเนื้อหาต่างกัน",
        "{division} sent this file and “{first}”, which differ.",
    ),
    Sentence(
        "โปรดนำไฟล์ที่ไม่ใช้ออก หรือสั่ง merge ด้วย --on-duplicate latest "
        "(เลือกไฟล์ที่วันที่รายงานหลังสุด ทุกไฟล์ต้องมีวันที่และไม่ซ้ำกัน) หรือ both",
        "Take out the file that does not count, or merge with --on-duplicate latest (by the date "
        "of report in each file; every file needs its own) or both.",
    ),
    Example(twice=True, other=_CHANGED, at="A8", in_second=True),
    Example(other={}),
)
OLDER_LEFT_OUT = Rule(
    "R003",
    "info",
    Sentence("ใช้ไฟล์ที่รายงานล่าสุด", "The latest file was taken"),
    Sentence(
        "{division} ส่งหลายไฟล์ ได้ใช้ไฟล์ “{first}” ซึ่งรายงานวันที่ {day} ไม่รวมมาตรการในไฟล์นี้",
        "{division} sent several files; “{first}”, reported on {day}, was taken, "
        "and the measures of this file were left out.",
    ),
    Sentence("หากไม่ถูกต้อง โปรดแก้วันที่รายงาน", "If that is wrong, correct the date of the report."),
    Example(twice=True, other={**_CHANGED, "I6": "๑ มี.ค. ๒๕๖๖"}, at="A8", in_second=True),
    Example(other={}),
)
ALL_TAKEN = Rule(
    "R004",
    "info",
    Sentence("รวมทุกไฟล์ของกองเดียวกัน", "All files of one division were taken"),
    Sentence(
        "{division} ส่งไฟล์นี้และไฟล์ “{first}” ได้รวมมาตรการของทั้งสองไฟล์",
        "{division} sent this file and “{first}”; the measures of both were taken.",
    ),
    Sentence("ไม่ต้องแก้ไข", "Nothing to do."),
    Example(twice=True, other=_CHANGED, at="A8", in_second=True),
    Example(other={}),
)
SAME_MEASURE = Rule(
    "R005",
    "warning",
    Sentence("มาตรการเดียวกันสองครั้ง", "The same measure twice"),
    Sentence(
        "มาตรการนี้เหมือนกับมาตรการของ {division} ({place})",
        "This measure is the same as that of {division} ({place}).",
    ),
    Sentence(
        "โปรดตกลงว่ากองใดเป็นผู้รายงาน แล้วลบอีกแห่ง",
        "Agree on who reports it, and delete the other.",
    ),
    Example(other={"B10": _ISSUE, "C10": _STEPS}, at="B10", in_second=True),
    Example(other={"B10": _ISSUE}),
)
NEAR_MEASURE = Rule(
    "R006",
    "warning",
    Sentence("มาตรการที่เกือบเหมือนกัน", "Nearly the same measure twice"),
    Sentence(
        "มาตรการนี้เกือบเหมือนกับมาตรการของ {division} ({place})",
        "This measure is nearly the same as that of {division} ({place}).",
    ),
    Sentence(
        "โปรดตรวจว่าเป็นมาตรการเดียวกันหรือไม่ หากใช่ให้รายงานเพียงกองเดียว",
        "Check whether they are one measure; if so, let one division report it.",
    ),
    Example(
        other={"B10": _ISSUE, "C10": _STEPS.replace("ร่วมกับทุก", "ทุก")}, at="B10", in_second=True
    ),
    Example(other={"B10": _ISSUE, "C10": "๑. เปิดรับฟังความคิดเห็นต่อข้อบัญญัติงบประมาณ"}),
)
OTHER_FISCAL_YEAR = Rule(
    "R007",
    "error",
    Sentence("ปีงบประมาณไม่ตรงกับไฟล์อื่น", "Another fiscal year than the other files"),
    Sentence(
        "ไฟล์นี้เป็นปีงบประมาณ {year} แต่ไฟล์อื่นส่วนใหญ่เป็น {most}",
        "This file is for the fiscal year {year}, most others are for {most}.",
    ),
    Sentence(
        "โปรดแก้ปีงบประมาณ หรือนำไฟล์นี้ออก",
        "Change the fiscal year, or take the file out.",
    ),
    Example(other={"F4": "2565", "E9": "ต.ค. – ธ.ค. ๖๔"}, at="F4", in_second=True),
    Example(other={"F4": "๒๕๖๖"}),
)
OTHER_ROUND = Rule(
    "R008",
    "error",
    Sentence("รอบการรายงานไม่ตรงกับไฟล์อื่น", "Another round than the other files"),
    Sentence(
        "ไฟล์นี้เป็นรอบ {round} เดือน แต่ไฟล์อื่นส่วนใหญ่เป็นรอบ {most} เดือน",
        "This file is for the {round}-month round, most others are for that of {most} months.",
    ),
    Sentence("โปรดแก้รอบการรายงาน หรือนำไฟล์นี้ออก", "Change the round, or take the file out."),
    Example(other={"F5": "รอบ 12 เดือน"}, at="F5", in_second=True),
    Example(other={"F5": "รอบ ๖ เดือน"}),
)
OTHER_ORGANISATION = Rule(
    "R009",
    "warning",
    Sentence("ชื่อหน่วยงานไม่ตรงกับไฟล์อื่น", "Another organisation than the other files"),
    Sentence(
        "ไฟล์นี้เป็นของ “{value}” แต่ไฟล์อื่นส่วนใหญ่เป็นของ “{most}”",
        "This file is that of “{value}”, most others are those of “{most}”.",
    ),
    Sentence("โปรดแก้ชื่อหน่วยงาน หรือนำไฟล์นี้ออก", "Change the name, or take the file out."),
    Example(other={"C3": "องค์การบริหารส่วนตำบลตัวอยาง"}, at="C3", in_second=True),
    Example(other={"C3": "อบต.ตัวอย่าง"}),
)
FIXED_COPY = Rule(
    "R010",
    "info",
    Sentence("ไฟล์ที่แก้ไขแล้วแทนไฟล์เดิม", "A fixed file in place of this one"),
    Sentence(
        "ไฟล์ “{copy}” คือไฟล์นี้ที่แก้ไขแล้ว จึงใช้แทน และไม่รวมมาตรการในไฟล์นี้",
        "“{copy}” is this file with what was to be fixed; it was taken instead, and the measures "
        "of this file were left out.",
    ),
    Sentence("ไม่ต้องแก้ไข เก็บไว้ทั้งสองไฟล์ได้", "Nothing to do; both files may stay."),
    Example(
        sheets={RETURN_SHEET: {"A1": RETURN_TITLE}},
        twice=True, other=_CHANGED, at="A8", in_second=True,
    ),
    Example(other={}),
)  # fmt: skip

ROUND_RULES = (
    SAME_TWICE,
    SENT_TWICE,
    OLDER_LEFT_OUT,
    ALL_TAKEN,
    SAME_MEASURE,
    NEAR_MEASURE,
    OTHER_FISCAL_YEAR,
    OTHER_ROUND,
    OTHER_ORGANISATION,
    FIXED_COPY,
)
