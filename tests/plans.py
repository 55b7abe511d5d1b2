"""Plans for the tests, written as the program writes them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ita_xlsx.forms.plan_workbook import plan_bytes
from ita_xlsx.model import Plan, PlanDivision, PlanMeasure, PlanOrganisation
from ita_xlsx.official.columns import PLANNED
from ita_xlsx.verbs import stages

FACTS = {
    "organisation": "องค์การบริหารส่วนตำบลกุดรัง",
    "district": "กุดรัง",
    "province": "มหาสารคาม",
    "fiscal_year": "2566",
    "round": "รอบ 6 เดือน",
    "due": "10 เม.ย. 2566",
}
DIVISIONS = (
    PlanDivision("สำนักปลัด", ("สป.",), "น.ส. สมหญิง", "palad@example.go.th"),
    PlanDivision("กองคลัง", (), "นายสมชาย", "klang@example.go.th"),
    PlanDivision("กองศิลป์", ("ฝ่ายศิลป์",)),
)


def planned(*texts: str, oit: str = "", owners: Sequence[str] = ()) -> PlanMeasure:
    """A measure of a plan: its number, issue, steps, who is responsible, and its deadline."""
    return PlanMeasure(dict(zip(PLANNED, texts, strict=True)), oit, owners=tuple(owners))


MEASURES = (
    planned("1", "ข้อมูลผู้บริหาร", "ปรับปรุงข้อมูล", "สำนักปลัด", "ม.ค. – มี.ค. 66", oit="o2"),
    planned("2", "E–Service", "เปิดระบบ", "กองคลัง / กองศิลป์", "ธ.ค. 65", oit="o17"),
    planned("3", "การอบรมคุณธรรม", "จัดอบรมทุกคน", "ทุกกอง", "ก.พ. 66"),
)
FORM_FIRST_ROW = 9


def write_plan(
    path: Path,
    facts: Mapping[str, str] | None = None,
    divisions: Sequence[PlanDivision] = DIVISIONS,
    measures: Sequence[PlanMeasure] = MEASURES,
) -> Path:
    """Write a good plan, or one with other facts (added to the good ones), divisions, measures."""
    whole = Plan(
        "", PlanOrganisation(), tuple(divisions), tuple(measures), {**FACTS, **(facts or {})}
    )
    path.write_bytes(plan_bytes(whole))
    return path


def load_plan(path: Path) -> Plan:
    """The plan in a workbook, as the verbs read it."""
    with stages.start_workers() as pool:
        return stages.load_plan(pool, path)
