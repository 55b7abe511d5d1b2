"""The letter that reminds a division of its form."""

from ita_xlsx.model import Plan, Standing
from ita_xlsx.official.fiscal import ROUND_BY_MONTHS
from ita_xlsx.thai.dates import format_date
from ita_xlsx.thai.numerals import to_thai_digits

_REPORT = "แบบรายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส"


def subject(plan: Plan) -> str:
    """What the mail is about, in one line."""
    return " ".join(f"ขอความอนุเคราะห์ส่ง{_REPORT} {_year_and_round(plan)}".split())


def body(plan: Plan, standing: Standing) -> str:
    """The letter to one division: what is asked of it, by when, and how to send it."""
    due = plan.organisation.due
    until = f" ภายในวันที่ {format_date(due, short=False)}" if due else ""
    officer = standing.officer or f"ผู้รับผิดชอบของ{standing.division}"
    lines = (
        f"เรียน {officer}",
        "",
        f"ตามที่ได้ขอให้{standing.division}ส่ง{_REPORT} {_year_and_round(plan)} "
        f"จำนวน {standing.asked} มาตรการ{until} นั้น ขณะนี้ยังไม่ได้รับแบบรายงานจาก{standing.division}",
        "",
        "จึงขอความอนุเคราะห์กรอกแบบรายงานที่แนบมาพร้อมนี้ แล้วส่งกลับทางอีเมลฉบับนี้",
        "หากส่งแล้ว ขออภัยมา ณ ที่นี้",
        "",
        "ขอแสดงความนับถือ",
        plan.organisation.organisation,
    )
    return to_thai_digits("\n".join(lines))


def _year_and_round(plan: Plan) -> str:
    about = plan.organisation
    year = "" if about.fiscal_year is None else f"ประจำปีงบประมาณ พ.ศ. {about.fiscal_year}"
    known = ROUND_BY_MONTHS.get(about.round or 0)
    return to_thai_digits(f"{year} {known.name if known else ''}".strip())
