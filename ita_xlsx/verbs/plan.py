"""``ita-xlsx plan`` for Python."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.errors import NothingToRead, UsageError
from ita_xlsx.files import read_input, refuse_bad_target, require_file, write_all
from ita_xlsx.language import Sentence
from ita_xlsx.model import Plan, PlanOrganisation, Round
from ita_xlsx.official.fiscal import fiscal_year_of
from ita_xlsx.official.names.levels import Level
from ita_xlsx.official.names.organisations import organisation_key
from ita_xlsx.official.stamp import TEMPLATE_YEAR
from ita_xlsx.provenance import seal
from ita_xlsx.thai.file_names import legible
from ita_xlsx.thai.text import fold_tight
from ita_xlsx.verbs.outputs import refuse_to_replace
from ita_xlsx.verbs.stages import folder_of, read, start_workers

if TYPE_CHECKING:
    from ita_xlsx.forms.next_plan import OldYear
    from ita_xlsx.intake.workers.pool import Pool


@dataclass(frozen=True)
class MadePlan:
    """The plan written, and what was carried into it from the last round.

    ``report`` and ``old`` say whether a report and a plan were given. ``finished`` are the measures
    not carried, their numbers with their issues; ``old_years`` the texts that name the last year.
    ``crest`` is the picture that the plan names, now beside it; None when there is none, or it
    could not be found.
    """

    plan: Plan
    report: bool = False
    old: bool = False
    finished: tuple[str, ...] = ()
    old_years: "tuple[OldYear, ...]" = ()
    crest: Path | None = None


def make_plan(
    output: Path,
    last: Path | Sequence[Path] = (),
    level: Level = "organisation",
    today: date | None = None,
    year_data: Path | None = None,
) -> MadePlan:
    """Write a plan: an empty one, or one that goes on from the ``last`` round.

    An empty one is that of an organisation, or by its ``level`` of a district or a province, which
    lists the organisations that must report; ``today`` says with which fiscal year its list begins.
    ``last`` are the last consolidated workbook, the last plan, or both, and have the level
    themselves; the crest is copied beside the new plan, where nothing has its name. The items that
    it offers are also those of ``year_data``, and of the lists beside it. Raises NothingToRead when
    one of them cannot be read or is neither, UsageError for two of a kind, for two that do not
    belong together, and when the output is one of them, and CannotWrite, also when another workbook
    is there.
    """
    from ita_xlsx.forms.plan_workbook import plan_bytes

    year = TEMPLATE_YEAR if today is None else fiscal_year_of(today)
    files = [last] if isinstance(last, Path) else list(last)
    refuse_bad_target(output, files)
    with start_workers(folder_of(output), year_data) as pool:
        made, crest = _next_plan(pool, files) if files else (_empty(level), None)
    written: list[tuple[Path, bytes]] = []
    if crest is not None:
        beside = output.parent / crest.name
        facts = {**made.plan.facts, "crest": crest.name}
        made = replace(made, plan=replace(made.plan, facts=facts), crest=beside)
        written = [] if beside.exists() else [(beside, read_input(crest))]
    content = seal(plan_bytes(made.plan, year))
    refuse_to_replace(output, content=content)
    write_all([(output, content), *written])
    return made


def _empty(level: Level) -> MadePlan:
    return MadePlan(Plan("", PlanOrganisation(), (), (), level=level))


def _next_plan(pool: "Pool", files: Sequence[Path]) -> tuple[MadePlan, Path | None]:
    """The plan that follows, and where the crest lies that the last one names."""
    from ita_xlsx.consolidation.organisations import placed, spans_organisations
    from ita_xlsx.consolidation.planned import find_planned
    from ita_xlsx.forms.next_plan import next_list, next_plan

    for path in files:
        require_file(path)
    found = read(pool, files)
    old, report = _sorted_out(found, files)
    above = old.above if old is not None else spans_organisations(found)
    if report is not None and old is not None:
        if old.above != spans_organisations(report, old if old.above else None):
            raise UsageError(_OTHER_LEVEL)
        names = old.names
        called = [names.get(fold_tight(one), one) for one in report.measures["division"]]
        report = replace(report, measures=report.measures.assign(division=called))
    if above:
        placed_report = None if report is None else replace(report, measures=placed(report))
        following = next_list(placed_report, old)
    else:
        if report is not None and old is not None:
            _refuse_other_organisation(report, old)
            report = replace(report, measures=find_planned(report.measures, old))
        following = next_plan(report, old)
    crest = None if old is None or old.crest is None or not old.crest.is_file() else old.crest
    made = MadePlan(
        following.plan,
        report=report is not None,
        old=old is not None,
        finished=following.finished,
        old_years=following.old_years,
    )
    return made, crest


def _sorted_out(found: Round, files: Sequence[Path]) -> tuple[Plan | None, Round | None]:
    """The plan and the report among the files. Raises NothingToRead for one that is neither."""
    reports = {one.file for one in found.submissions if one.level != "form"}
    known = reports | {plan.file for plan in found.plans}
    for path in files:
        if legible(path.as_posix()) not in known:
            raise NothingToRead(_NEITHER.fill(file=path))
    if len(reports) > 1 or len(found.plans) > 1:
        raise UsageError(_TWO_OF_A_KIND)
    plan = found.plans[0] if found.plans else None
    if plan is not None and not (plan.divisions or plan.measures or reports):
        raise NothingToRead(_EMPTY_PLAN.fill(file=plan.file))
    return plan, found if reports else None


def _refuse_other_organisation(report: Round, old: Plan) -> None:
    names = {organisation_key(one.labels.get("organisation", "")) for one in report.submissions}
    name = organisation_key(old.organisation.organisation)
    if name and names - {""} and name not in names:
        raise UsageError(_OTHER_ORGANISATION)


_NEITHER = Sentence(
    "“{file}” ไม่ใช่รายงานฉบับรวมและไม่ใช่แผน โปรดระบุรายงานฉบับรวมของรอบก่อน แผนของรอบก่อน หรือทั้งสองไฟล์",
    "“{file}” is neither a consolidated workbook nor a plan; please name the last round's "
    "consolidated workbook, its plan, or both.",
)
_TWO_OF_A_KIND = Sentence(
    "--from รับรายงานฉบับรวมหนึ่งไฟล์ และแผนหนึ่งไฟล์ โปรดระบุไฟล์ของรอบล่าสุดเท่านั้น",
    "--from takes one consolidated workbook and one plan; please name those of the last round.",
)
_OTHER_LEVEL = Sentence(
    "รายงานและแผนที่ระบุเป็นคนละระดับ (หน่วยงาน อำเภอ จังหวัด) โปรดระบุไฟล์ระดับเดียวกัน",
    "The report and the plan are of different levels (organisation, district, province); please "
    "name files of one level.",
)
_OTHER_ORGANISATION = Sentence(
    "รายงานและแผนที่ระบุเป็นของคนละหน่วยงาน โปรดระบุไฟล์ของหน่วยงานเดียวกัน",
    "The report and the plan are of different organisations; please name files of one.",
)
_EMPTY_PLAN = Sentence(
    "แผน “{file}” ยังไม่ได้กรอก จึงไม่มีข้อมูลให้ยกมา โปรดระบุแผนของรอบก่อน",
    "The plan “{file}” is not filled in: there is nothing to carry; please name the last plan.",
)
