"""The letters that ask divisions for their forms, or organisations for their reports.

Each names in one line what it is about, and whom it is from.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from ita_xlsx.findings import Finding
from ita_xlsx.model import Plan, PlanDivision
from ita_xlsx.official.fiscal import ROUND_BY_MONTHS
from ita_xlsx.official.names.organisations import place_name
from ita_xlsx.thai.dates import format_date
from ita_xlsx.thai.numerals import to_thai_digits
from ita_xlsx.thai.width import shorten

_REPORT = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส"
_FORM = f"แบบ{_REPORT}"
# So many findings are in the letter itself, each so many columns of a screen wide.
_LISTED, _WIDE = 10, 160
_QUOTES = "-"  # so begins a line of the letter that quotes a finding

Letter = tuple[str, str]


def reminder(plan: Plan, to: PlanDivision) -> Letter:
    """Subject and body to one that has sent nothing: what is asked, by when, how to send it."""
    measures = "" if plan.above else f" จำนวน {len(plan.asked_of(to.name))} มาตรการ"
    awaited = "รายงาน" if plan.above else "แบบรายงาน"
    lines = (
        f"ตามที่ได้ขอให้{to.name}ส่ง{_asked(plan)} {_year_and_round(plan)}"
        f"{measures}{_until(plan)} นั้น ขณะนี้ยังไม่ได้รับ{awaited}จาก{to.name}",
        "",
        _HOW_ABOVE if plan.above else _HOW,
        "หากส่งแล้ว ขออภัยมา ณ ที่นี้",
    )
    return _subject("ขอความอนุเคราะห์ส่ง", plan), _body(plan, to, lines)


def first_sending(plan: Plan, to: PlanDivision) -> Letter:
    """Subject and body with which a division gets its form."""
    lines = (
        f"ขอส่ง{_FORM} {_year_and_round(plan)} ของ{to.name} "
        f"จำนวน {len(plan.asked_of(to.name))} มาตรการ มาพร้อมนี้ มาตรการกรอกไว้ให้แล้วตามแผน",
        "",
        "จึงขอความอนุเคราะห์กรอกผลการดำเนินการในแบบรายงานที่แนบ แล้วส่งไฟล์ Excel กลับทางอีเมลฉบับนี้"
        + _until(plan),
    )
    return _subject("ขอส่ง", plan), _body(plan, to, lines)


def correction(plan: Plan, to: PlanDivision, findings: Iterable[Finding], today: date) -> Letter:
    """Subject and body with which the marked copies go back, of what is to be fixed in them."""
    by_severity: dict[str, list[Finding]] = {"error": [], "warning": []}
    for one in findings:
        by_severity.get(one.rule.severity, []).append(one)
    errors, warnings = by_severity["error"], by_severity["warning"]
    due = plan.organisation.due
    by = "โดยเร็ว" if due and due < today else _until(plan)
    counts = ((errors, "ต้องแก้ไข (สีแดง)"), (warnings, "ควรตรวจอีกครั้ง (สีเหลือง)"))
    found = " และ".join(f"{words} {len(some)} แห่ง" for some, words in counts if some)
    lines = (
        f"ตามที่{to.name}ส่ง{_asked(plan)} {_year_and_round(plan)} นั้น ได้ตรวจแล้ว พบสิ่งที่{found} "
        "ซึ่งทำเครื่องหมายไว้ในไฟล์ที่แนบ",
        "",
        *_some([*errors, *warnings]),
        "",
        f"จึงขอความอนุเคราะห์แก้ไขในไฟล์ที่แนบ บันทึก แล้วส่งไฟล์นั้นกลับทางอีเมลฉบับนี้{by}",
    )
    return _subject("ขอความอนุเคราะห์แก้ไข", plan), _body(plan, to, lines)


def _some(findings: Sequence[Finding]) -> list[str]:
    lines = [
        shorten(" ".join(filter(None, (_QUOTES, one.sheet, one.spot.th, one.message.th))), _WIDE)
        for one in findings[:_LISTED]
    ]
    more = len(findings) - _LISTED
    return [*lines, *([f"และอีก {more} แห่ง ดูในไฟล์ที่แนบ"] if more > 0 else [])]


def _subject(asks: str, plan: Plan) -> str:
    return " ".join(f"{asks}{_asked(plan)} {_year_and_round(plan)}".split())


def _body(plan: Plan, to: PlanDivision, lines: Iterable[str]) -> str:
    officer = to.officer or f"ผู้รับผิดชอบของ{to.name}"
    letter = (f"เรียน {officer}", "", *lines, "", "ขอแสดงความนับถือ", *_signed(plan))
    # What was typed is quoted as it was typed.
    return "\n".join(one if one.startswith(_QUOTES) else to_thai_digits(one) for one in letter)


_HOW = "จึงขอความอนุเคราะห์กรอกแบบรายงานที่แนบมาพร้อมนี้ แล้วส่งกลับทางอีเมลฉบับนี้"
# Its report is made of its divisions' forms: there is nothing to attach that it could fill in.
_HOW_ABOVE = "จึงขอความอนุเคราะห์แนบรายงานฉบับรวม (ไฟล์ .xlsx ที่สร้างด้วย ita-xlsx) แล้วส่งกลับทางอีเมลฉบับนี้"


def _asked(plan: Plan) -> str:
    return _REPORT if plan.above else _FORM


def _until(plan: Plan) -> str:
    due = plan.organisation.due
    return f" ภายในวันที่ {format_date(due, short=False)}" if due else ""


def _signed(plan: Plan) -> list[str]:
    """Who collects the reports, as far as the plan says so, and where."""
    about = plan.organisation
    _, name, position = next(iter(about.signers), ("", "", ""))
    office = about.organisation or place_name(about.district, about.province)
    return [line for line in (name, position if name else "", office) if line]


def _year_and_round(plan: Plan) -> str:
    about = plan.organisation
    year = "" if about.fiscal_year is None else f"ประจำปีงบประมาณ พ.ศ. {about.fiscal_year}"
    known = ROUND_BY_MONTHS.get(about.round or 0)
    return to_thai_digits(f"{year} {known.name if known else ''}".strip())
