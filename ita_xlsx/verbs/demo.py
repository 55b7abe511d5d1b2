"""``ita-xlsx demo`` for Python: a round to be looked at, of a municipality that does not exist."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from ita_xlsx.errors import CannotWrite
from ita_xlsx.files import write_all, write_whole
from ita_xlsx.language import Language, Sentence
from ita_xlsx.model import Plan, PlanDivision, PlanMeasure, PlanOrganisation
from ita_xlsx.official.columns import ANSWERS, PLANNED
from ita_xlsx.official.data_files import read_table
from ita_xlsx.official.names.divisions import order_of
from ita_xlsx.provenance import seal
from ita_xlsx.verbs.forms import make_forms
from ita_xlsx.verbs.given import PLAN, RETURNED
from ita_xlsx.verbs.round_folder import FORMS, FolderMerged, lay_out, merge_folder
from ita_xlsx.verbs.stages import load_plan, start_workers

# Invented; the district is a real one, so that nothing is found wrong with it.
_FACTS = {
    "organisation": "เทศบาลตำบลหนองสมมุติ",
    "district": "กุดรัง",
    "province": "มหาสารคาม",
    "fiscal_year": "2569",
    "round": "รอบ 6 เดือน",
    "due": "10 เม.ย. 2569",
    "reporter": "นางสาวสมหญิง ใจสมมุติ",
    "reporter_position": "นิติกรปฏิบัติการ",
    "reviewer": "นายสมบูรณ์ ใจสมมุติ",
    "reviewer_position": "ปลัดเทศบาล",
    "approver": "นายสมมาตร ใจสมมุติ",
    "approver_position": "นายกเทศมนตรี",
}
_OFFICERS = ("นางสาวสมหญิง", "นายสมชาย", "นายสมศักดิ์", "นางสมศรี", "นางสาวสมใจ", "นายสมนึก")
# The days on which they reported, one of them late; the last has sent nothing yet.
_DAYS = ("1 เม.ย. 2569", "3 เม.ย. 2569", "7 เม.ย. 2569", "8 เม.ย. 2569", "20 เม.ย. 2569")


def lay_out_demo(folder: Path, today: date, language: Language = "th") -> FolderMerged:
    """Lay out a round with a plan, forms and returned files into a new folder, and merge it.

    The texts are in ``official/data/demo.csv``: some hold slips that are found, and one division
    has sent nothing. Raises CannotWrite when the folder is there already.
    """
    if folder.exists():
        raise CannotWrite(_THERE.fill(folder=folder))
    rows = read_table("demo.csv")
    folder.mkdir()
    plan = folder / PLAN
    write_whole(plan, _plan(rows))
    lay_out(folder)
    make_forms(plan, folder / FORMS)
    write_all(_returned(plan, rows, folder / RETURNED))
    merged = merge_folder(folder, today, language=language)
    assert merged is not None  # it has a plan
    return merged


def _plan(rows: list[dict[str, str]]) -> bytes:
    from ita_xlsx.forms.plan_workbook import plan_bytes

    names = sorted({row["division"] for row in rows}, key=lambda name: (order_of(name), name))
    divisions = tuple(
        PlanDivision(name, officer=officer, email=f"{number}@nongsommut.example.go.th")
        for number, (name, officer) in enumerate(zip(names, _OFFICERS, strict=True), start=1)
    )
    first = {row["number"]: row for row in rows}
    measures = tuple(
        PlanMeasure({key: row[key] for key in PLANNED}, row["oit"])
        for row in sorted(first.values(), key=lambda row: int(row["number"]))
    )
    return seal(plan_bytes(Plan("", PlanOrganisation(), divisions, measures, _FACTS)))


def _returned(path: Path, rows: list[dict[str, str]], folder: Path) -> list[tuple[Path, bytes]]:
    """The forms of the plan as their divisions filled them in, without those of the silent ones."""
    from ita_xlsx.forms.from_plan import forms_of
    from ita_xlsx.forms.template import form_bytes

    with start_workers() as pool:
        plan = load_plan(pool, path)
    places = {one.texts["number"]: place for place, one in enumerate(plan.measures)}
    answers = {
        (row["division"], places[row["number"]]): {key: row[key] for key in ANSWERS} for row in rows
    }
    reporters: dict[str, Mapping[str, str]] = {
        one.name: {"reporter": one.officer} for one in plan.divisions
    }
    return [
        (
            folder / one.name,
            form_bytes(replace(one.prefill, labels={**one.prefill.labels, "date": day})),
        )
        for one, day in zip(forms_of(plan, answers, reporters), _DAYS, strict=False)
    ]


_THERE = Sentence(
    "“{folder}” มีอยู่แล้ว โปรดตั้งชื่อโฟลเดอร์ใหม่สำหรับตัวอย่าง",
    "“{folder}” is there already; please name a new folder for the example.",
)
