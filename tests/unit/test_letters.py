"""The letters to divisions: what was typed is quoted so, and no day that has passed is asked."""

from datetime import date

import pytest

from ita_xlsx.delivery.requests import correction
from ita_xlsx.findings import Finding
from ita_xlsx.findings.texts import MIXED_DIGITS
from ita_xlsx.model import Plan, PlanDivision, PlanOrganisation

DUE = date(2026, 4, 10)
PLAN = Plan("plan.xlsx", PlanOrganisation("ทต.ตัวอย่าง", fiscal_year=2569, round=6, due=DUE), (), ())
TYPED = Finding(MIXED_DIGITS, "ก.xlsx", "แบบรายงาน", "F11", words={"found": "“๒๕๖9”", "better": ""})


@pytest.mark.parametrize(
    ("today", "asked"),
    [(DUE, "ภายในวันที่ ๑๐ เมษายน ๒๕๖๙"), (date(2026, 4, 11), "ทางอีเมลฉบับนี้โดยเร็ว")],
)
def test_the_letter_with_a_marked_copy(today: date, asked: str) -> None:
    _, body = correction(PLAN, PlanDivision("กองคลัง"), [TYPED], today)
    assert "- แบบรายงาน F11 พบ “๒๕๖9”" in body
    assert asked in body and "๑ แห่ง" in body
