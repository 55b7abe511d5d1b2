"""One table out of the tables of all divisions."""

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from ita_xlsx.consolidation.by_plan import in_plan_order
from ita_xlsx.consolidation.ordering import in_order
from ita_xlsx.consolidation.summaries import summarise
from ita_xlsx.errors import NothingToRead
from ita_xlsx.language import Sentence
from ita_xlsx.model import Consolidation, Plan, PlanOrganisation, Round


def consolidate(read: Round, plan: Plan | None = None) -> Consolidation:
    """The consolidated table of a round: measures in official order, with their summary.

    With a ``plan`` (then the round is one that ``by_plan.complete`` gave), they stand in its order.
    What is said of the whole (organisation, district, province, fiscal year, round) is what the
    plan says, and else what most submissions say. Raises NothingToRead when there is no measure
    at all.
    """
    if read.measures.empty:
        raise NothingToRead(_NO_MEASURES)
    measures = in_order(read.measures) if plan is None else in_plan_order(read.measures, plan)
    if "reported" not in measures:
        measures["reported"] = True
    planned = PlanOrganisation() if plan is None else plan.organisation
    year = planned.fiscal_year or _most(s.fiscal_year for s in read.submissions)
    return Consolidation(
        organisation=planned.organisation or _label(read, "organisation"),
        district=planned.district or _label(read, "district"),
        province=planned.province or _label(read, "province"),
        fiscal_year=year,
        round=planned.round or _most(s.round for s in read.submissions),
        measures=measures,
        summary=summarise(measures, year, [d.name for d in plan.divisions] if plan else ()),
        sources=read.sources,
        submissions=read.submissions,
    )


_NO_MEASURES = Sentence(
    "ไม่พบมาตรการในไฟล์ใดเลย โปรดตรวจว่าไฟล์ที่กองส่งกลับมากรอกข้อมูลแล้ว",
    "No file holds a measure; please check that the returned files are filled in.",
)


_Value = TypeVar("_Value", int, str)


def _label(read: Round, key: str) -> str:
    return _most(s.labels.get(key) for s in read.submissions) or ""


def _most(values: Iterable[_Value | None]) -> _Value | None:
    """The value given most often, of equals the first; None when none is given."""
    counts = Counter(value for value in values if value)
    return counts.most_common(1)[0][0] if counts else None
