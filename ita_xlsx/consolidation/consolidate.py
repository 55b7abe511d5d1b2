"""One table out of the tables of all divisions, or of all organisations."""

from collections.abc import Mapping

from ita_xlsx.consolidation.by_plan import in_plan_order
from ita_xlsx.consolidation.organisations import (
    NAMELESS,
    in_order_of_organisations,
    level_of_placed,
    missing_of,
    own_order,
    placed,
    spans_organisations,
)
from ita_xlsx.consolidation.summaries import summarise
from ita_xlsx.errors import NothingToRead
from ita_xlsx.language import Sentence
from ita_xlsx.model import Consolidation, Plan, PlanOrganisation, Round, most_given
from ita_xlsx.official.names.levels import LEVEL_TEXTS, Level

_NO_MEASURES = Sentence(
    "ไม่พบมาตรการในไฟล์ใดเลย โปรดตรวจว่าไฟล์ที่กองส่งกลับมากรอกข้อมูลแล้ว",
    "No file holds a measure; please check that the returned files are filled in.",
)


def consolidate(read: Round, plan: Plan | None = None) -> Consolidation:
    """The consolidated table of a round: measures in official order, with their summary.

    With a ``plan`` (then a round of forms is one that ``by_plan.complete`` gave), they are in its
    order; of consolidated workbooks, a plan lists the organisations. Organisation, district,
    province, fiscal year and round of the whole are the plan's, else those of most submissions.
    Raises NothingToRead when there is no measure at all.
    """
    if read.measures.empty:
        raise NothingToRead(_NO_MEASURES)
    said = PlanOrganisation() if plan is None else plan.organisation
    organisation = said.organisation or _label(read, "organisation")
    district = said.district or _label(read, "district")
    province = said.province or _label(read, "province")
    level: Level = "organisation"
    missing: tuple[str, ...] = ()
    planned: dict[int, Mapping[str, str]] = {}
    if spans_organisations(read, plan):
        measures = in_order_of_organisations(placed(read), plan)
        level = level_of_placed(read, measures, plan)
        missing = missing_of(measures, plan)
        organisation = said.organisation
        district = district if level == "district" else ""
        # Who has no result has not reported, whatever the organisation's own report printed.
        measures["reported"] = measures["result"] != ""
    else:
        about = {"district": district, "province": province}
        whole = read.measures.assign(**about, counted_as=organisation or NAMELESS)
        if plan is None:
            measures = own_order(whole)
        else:
            measures = in_plan_order(whole, plan)
            places = measures[["printed", "planned"]].dropna().itertuples(index=False)
            planned = {int(number): plan.measures[int(place)].texts for number, place in places}
        if "reported" not in measures:
            measures["reported"] = True
    entry = measures.groupby(["counted_as", "printed"], sort=False).cumcount() + 1
    measures = measures.assign(level=LEVEL_TEXTS[level], entry=entry).drop(columns="origin_number")
    year = said.fiscal_year or most_given(s.fiscal_year for s in read.submissions)
    names = [one.name for one in plan.divisions if one.kind == "division"] if plan else []
    return Consolidation(
        organisation=organisation,
        district=district,
        province=province,
        fiscal_year=year,
        round=said.round or most_given(s.round for s in read.submissions),
        measures=measures,
        summary=summarise(measures, year, names, level),
        sources=read.sources,
        submissions=read.submissions,
        level=level,
        missing=missing,
        planned=planned,
    )


def _label(read: Round, key: str) -> str:
    return most_given(s.labels.get(key) for s in read.submissions) or ""
