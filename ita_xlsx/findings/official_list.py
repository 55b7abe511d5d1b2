"""Rules about the official list of OIT items: names, wording, the order of two of them, years."""

from ita_xlsx.findings.rule import Example, Rule
from ita_xlsx.language import Sentence
from ita_xlsx.official.periods import common_era, in_buddhist_era, is_other_period

_LIST = "รายการข้อมูล OIT ของสำนักงาน ป.ป.ช. ในปีงบประมาณที่วิเคราะห์และปีที่รายงาน"
_MEASURES = "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
_REPORT = "การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"

NEAR_ITEM = Rule(
    "O001",
    "warning",
    Sentence("ชื่อประเด็นไม่ตรงกับชื่อข้อ OIT", "The issue is nearly the name of an OIT item"),
    Sentence(
        "“{value}” ใกล้เคียงกับข้อ {item} “{name}” (ปี {year}) แต่ไม่ตรงกัน{unsure}",
        "“{value}” is nearly, but not quite, item {item} “{name}” ({year}).{unsure}",
    ),
    Sentence("หากหมายถึงข้อนี้ โปรดแก้เป็น “{name}”", "If it is meant, change it to “{name}”."),
    Example({"B9": "ข้อมูลบริหาร"}, "B9"),
    Example({"B9": "o2 ข้อมูลผู้บริหาร"}),
    source=_LIST,
)
WORDING = Rule(
    "O002",
    "warning",
    Sentence("ข้อความต่างจากองค์ประกอบ OIT เล็กน้อย", "A wording nearly the official one"),
    Sentence(
        "“{found}” ต่างจากองค์ประกอบด้านข้อมูลของข้อ {item} ซึ่งใช้ว่า “{better}”{unsure}",
        "“{found}” differs from the official text of item {item}, which has “{better}”.{unsure}",
    ),
    Sentence(
        "โปรดตรวจตัวสะกด หากพิมพ์ผิดให้แก้เป็น “{better}”",
        "Check the spelling; if it is a typing error, change it to “{better}”.",
    ),
    Example({"C10": "๑. เปิดโอกาสให้บุคคลภายนอกได้มีส่วนร่วมในการดำเนินงานตามภาระกิจของหน่วยงาน"}, "C10"),
    Example({"C10": "๑. เปิดโอกาสให้บุคคลภายนอกได้มีส่วนร่วมในการดำเนินงานตามภารกิจของกองคลัง"}),
    source=_LIST,
)
REPORT_BEFORE_MEASURES = Rule(
    "O003",
    "warning",
    Sentence(
        "กำหนดรายงานผลไม่อยู่หลังกำหนดของมาตรการที่รายงาน", "The report is due no later than its measures"
    ),
    Sentence(
        "ข้อ {report} รายงานผลตามข้อ {measures} แต่กำหนดแล้วเสร็จ {last} "
        "ไม่ช้ากว่าข้อ {measures} ({before})",
        "{report} reports on {measures}, but is due {last}, no later than {measures} ({before}).",
    ),
    Sentence(
        "โปรดกำหนดให้ข้อ {report} แล้วเสร็จหลังข้อ {measures}",
        "Let {report} be due after {measures}.",
    ),
    Example(
        {"B9": _MEASURES, "E9": "ต.ค. – ธ.ค. ๖๕", "B10": _REPORT, "E10": "ต.ค. – ธ.ค. ๖๕"}, "E10"
    ),
    Example({"B9": _MEASURES, "E9": "ต.ค. – ธ.ค. ๖๕", "B10": _REPORT, "E10": "ม.ค. – มี.ค. ๖๖"}),
    source=_LIST,
)
OTHER_YEAR = Rule(
    "O004",
    "warning",
    Sentence("ปีในข้อความไม่ตรงกับปีงบประมาณ", "A year that does not fit the fiscal year"),
    Sentence(
        "“{found}” ไม่ใช่ปีที่วิเคราะห์หรือปีที่รายงาน ({before} – {after})",
        "“{found}” is neither the year analysed nor the year reported ({before} – {after}).",
    ),
    Sentence("โปรดตรวจปี พ.ศ.", "Check the year."),
    Example({"C10": "๑. จัดประชุมประชาคมในปี พ.ศ. 2555"}, "C10"),
    Example({"C10": "๑. จัดประชุมประชาคมตามแผนพัฒนาท้องถิ่น (พ.ศ. ๒๕๖๑ – ๒๕๖๕) และ พ.ร.บ. พ.ศ. ๒๕๔๒"}),
)
TITLE_YEAR = Rule(
    "O005",
    "warning",
    Sentence("ปีในชื่อเรื่องไม่ตรงกับปีงบประมาณ", "The title names another fiscal year"),
    Sentence(
        "ชื่อเรื่องเป็นปีงบประมาณ {found} แต่ปีงบประมาณที่กรอกคือ {year}",
        "The title names the fiscal year {found}, but {year} is filled in.",
    ),
    Sentence("โปรดแก้ให้ตรงกัน", "Make them agree."),
    Example({"A2": "ประจำปีงบประมาณ พ.ศ. ๒๕๖๔ รอบ ๖ เดือน"}, "A2"),
    Example({"A2": "ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ รอบ ๖ เดือน"}),
)
OLD_NAME = Rule(
    "O006",
    "warning",
    Sentence("ชื่อประเด็นเป็นชื่อข้อ OIT ของปีอื่น", "The issue is an OIT item of another year"),
    Sentence(
        "“{value}” เป็นชื่อข้อ {item} ของปี {year} แต่ไม่มีชื่อนี้ในรายการของปี {analysed}{now}{unsure}",
        "“{value}” is item {item} of {year}, but no item of {analysed}{now}.{unsure}",
    ),
    Sentence(
        "โปรดตรวจกับรายการข้อ OIT ของปี {analysed} ที่วิเคราะห์ แล้วแก้ชื่อประเด็นหากไม่ตรง",
        "Check it against the list of {analysed}, the year analysed, and change it if it differs.",
    ),
    Example(
        {
            "F4": "2569",
            "E9": "ม.ค. – มี.ค. ๖๙",
            "E10": "ม.ค. – มี.ค. ๖๙",
            "B9": "ข้อมูลเชิงสถิติการให้บริการ",
        },
        "B9",
        also=("M030",),
    ),
    Example({"B9": "ข้อมูลเชิงสถิติการให้บริการ"}),
    source=_LIST,
)
COMMON_ERA = Rule(
    "O007",
    "error",
    Sentence("ปีงบประมาณเป็นปี ค.ศ.", "The fiscal year is one of the Common Era"),
    Sentence(
        "“{value}” เป็นปี ค.ศ. น่าจะเป็น พ.ศ. {buddhist}",
        "“{value}” is a year of the Common Era, probably the Buddhist year {buddhist}.",
    ),
    Sentence(
        "โปรดพิมพ์ปีงบประมาณเป็น พ.ศ. {buddhist} หากใช่", "Type the fiscal year as {buddhist}, if it is."
    ),
    Example({"F4": "2023"}, "F4"),
    Example({"F4": "๒๕๖๖"}),
)
OTHER_PERIOD = Rule(
    "O008",
    "error",
    Sentence("ไม่ใช่รอบของรายงานนี้", "A round that this report does not have"),
    Sentence(
        "“{value}” ไม่ใช่รอบของรายงานนี้ ซึ่งมีรอบ 6 เดือน 9 เดือน และ 12 เดือน (ทั้งปี) นับจากเดือนตุลาคม",
        "“{value}” is no round of this report: these are 6, 9 and 12 months from October on.",
    ),
    Sentence(
        "โปรดเลือกรอบ 6 เดือน 9 เดือน หรือ 12 เดือน",
        "Choose the round: 6, 9 or 12 months.",
    ),
    Example({"F5": "ไตรมาสที่ ๒"}, "F5"),
    Example({"F5": "ตุลาคม ๒๕๖๕ – มีนาคม ๒๕๖๖"}),
)
WHOLE_YEAR = Rule(
    "O009",
    "info",
    Sentence("ไม่ได้ระบุรอบ ถือเป็นรายงานทั้งปี", "No round named: taken for the whole year"),
    Sentence(
        "ชื่อเรื่องเป็นประจำปีงบประมาณโดยไม่ระบุรอบ จึงถือเป็นรอบ 12 เดือน (ทั้งปี)",
        "The title is that of a fiscal year without a round: it was taken for the whole year.",
    ),
    Sentence(
        "หากเป็นรอบ 6 เดือน หรือ 9 เดือน โปรดเพิ่มในชื่อเรื่อง",
        "If it is on 6 or 9 months, say so in the title.",
    ),
    Example({"A2": "ประจำปีงบประมาณ พ.ศ. ๒๕๖๖", "E4": "", "F4": "", "E5": "", "F5": ""}, "A2"),
    Example({"A2": "ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ รอบ ๖ เดือน", "E4": "", "F4": "", "E5": "", "F5": ""}),
)


def misnamed(key: str, text: str) -> tuple[Rule, dict[str, object]] | None:
    """What is wrong with a text in the place of a fiscal year or a round that names another one.

    As the rule and the words of its finding; None for one that is right, or says nothing.
    """
    if key == "fiscal_year" and (year := common_era(text)):
        return COMMON_ERA, {"buddhist": in_buddhist_era(year)}
    if key == "round" and is_other_period(text):
        return OTHER_PERIOD, {}
    return None


OFFICIAL_RULES = (
    NEAR_ITEM, WORDING, REPORT_BEFORE_MEASURES, OTHER_YEAR, TITLE_YEAR, OLD_NAME,
    COMMON_ERA, OTHER_PERIOD, WHOLE_YEAR,
)  # fmt: skip
