"""The letter that reminds a division of its form, or an organisation of its report."""

from ita_xlsx.model import Plan
from ita_xlsx.model.standings import Standing
from ita_xlsx.official.fiscal import ROUND_BY_MONTHS
from ita_xlsx.official.organisations import place_name
from ita_xlsx.thai.dates import format_date
from ita_xlsx.thai.numerals import to_thai_digits

_REPORT = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส"
_FORM = f"แบบ{_REPORT}"


def subject(plan: Plan) -> str:
    """What the mail is about, in one line."""
    return " ".join(f"ขอความอนุเคราะห์ส่ง{_asked(plan)} {_year_and_round(plan)}".split())


def body(plan: Plan, standing: Standing) -> str:
    """The letter to one that has sent nothing: what is asked of it, by when, and how to send it."""
    due = plan.organisation.due
    until = f" ภายในวันที่ {format_date(due, short=False)}" if due else ""
    officer = standing.officer or f"ผู้รับผิดชอบของ{standing.name}"
    measures = "" if plan.above else f" จำนวน {standing.asked} มาตรการ"
    awaited = "รายงาน" if plan.above else "แบบรายงาน"
    lines = (
        f"เรียน {officer}",
        "",
        f"ตามที่ได้ขอให้{standing.name}ส่ง{_asked(plan)} {_year_and_round(plan)}"
        f"{measures}{until} นั้น ขณะนี้ยังไม่ได้รับ{awaited}จาก{standing.name}",
        "",
        _HOW_ABOVE if plan.above else _HOW,
        "หากส่งแล้ว ขออภัยมา ณ ที่นี้",
        "",
        "ขอแสดงความนับถือ",
        _sender(plan),
    )
    return to_thai_digits("\n".join(lines))


_HOW = "จึงขอความอนุเคราะห์กรอกแบบรายงานที่แนบมาพร้อมนี้ แล้วส่งกลับทางอีเมลฉบับนี้"
# Its report is made of its divisions' forms: there is nothing to attach that it could fill in.
_HOW_ABOVE = "จึงขอความอนุเคราะห์แนบรายงานฉบับรวม (ไฟล์ .xlsx ที่สร้างด้วย ita-xlsx) แล้วส่งกลับทางอีเมลฉบับนี้"


def _asked(plan: Plan) -> str:
    return _REPORT if plan.above else _FORM


def _sender(plan: Plan) -> str:
    about = plan.organisation
    return about.organisation or place_name(about.district, about.province)


def _year_and_round(plan: Plan) -> str:
    about = plan.organisation
    year = "" if about.fiscal_year is None else f"ประจำปีงบประมาณ พ.ศ. {about.fiscal_year}"
    known = ROUND_BY_MONTHS.get(about.round or 0)
    return to_thai_digits(f"{year} {known.name if known else ''}".strip())
