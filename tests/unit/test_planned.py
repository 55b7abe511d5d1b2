"""Which planned measure a returned one is, and which division a plan's spelling means."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import planned

from ita_xlsx.consolidation.planned import find_planned
from ita_xlsx.model import Plan, PlanDivision, PlanOrganisation
from ita_xlsx.official.names.divisions import official_name, own_names
from ita_xlsx.official.names.owners import owners
from ita_xlsx.thai.text import fold_tight

ISSUES = ("ข้อมูลผู้บริหาร", "การใช้จ่ายงบประมาณ", "การใช้จ่ายงบประมาณ", "การรับเรื่องร้องเรียน")
PLAN = Plan(
    "",
    PlanOrganisation(),
    (PlanDivision("กองคลัง"), PlanDivision("กองช่าง")),
    tuple(
        planned(str(number), issue, "", "กองคลัง", "", owners=["กองคลัง"])
        for number, issue in enumerate(ISSUES, start=1)
    ),
)

CASES = [
    # division, number and issue as returned, and the number planned
    ("กองคลัง", "1", "ข้อมูลผู้บริหาร", 1),
    ("กองคลัง", "ข้อ ๓.", "การใช้จ่ายงบ ประมาณ", 3),
    ("กองคลัง", "9", "ข้อมูล ผู้บริหาร", 1),
    ("กองคลัง", "", "การรับเรื่องร้องเรียน", 4),
    ("กองคลัง", "๑", "ข้อมูลบริหาร", 1),
    ("กองคลัง", "1", "การรับเรื่องร้องเรียน", 4),
    ("กองคลัง", "9", "การใช้จ่ายงบประมาณ", None),
    ("กองคลัง", "1", "แผนจัดซื้อจัดจ้าง", None),
    ("กองช่าง", "1", "ข้อมูลผู้บริหาร", None),
    ("", "1", "ข้อมูลผู้บริหาร", 1),
]


@pytest.mark.parametrize(("division", "number", "issue", "expected"), CASES)
def test_a_returned_measure_is_found_in_the_plan(
    division: str, number: str, issue: str, expected: int | None
) -> None:
    frame = pd.DataFrame({"division": [division], "number": [number], "issue": [issue]})
    (place,) = find_planned(frame, PLAN)["planned"]
    assert (None if pd.isna(place) else int(place) + 1) == expected


def test_own_names_win_and_general_spellings_lead_to_them() -> None:
    own = own_names([("กองการศึกษา", ("ฝ่ายเรียน",)), ("กองคลัง", ())])
    assert official_name("กองการศึกษาฯ", own) == "กองการศึกษา"
    assert official_name("กองการศึกษาฯ") == "กองการศึกษา ศาสนาและวัฒนธรรม"
    assert official_name("ฝ่าย เรียน", own) == "กองการศึกษา"
    assert official_name("กองช่าง", own) == "กองช่าง"
    named = owners("ผอ.กองการศึกษา / งานพัสดุ / ฝ่ายเรียน", own)
    assert named.divisions == ("กองการศึกษา", "กองคลัง")


@given(st.lists(st.tuples(st.text(max_size=20), st.lists(st.text(max_size=20))), max_size=5))
def test_every_name_of_a_plan_means_itself(divisions: list[tuple[str, list[str]]]) -> None:
    """The last of two divisions of one name counts; the plan's findings tell of them."""
    own = own_names(divisions)
    for name, _ in divisions:
        if fold_tight(name):
            assert official_name(name, own) in {other for other, _ in divisions}
    assert official_name("", own) is None
