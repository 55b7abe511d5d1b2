"""``ita-xlsx plan`` for Python."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from ita_xlsx.errors import NothingToRead
from ita_xlsx.files import refuse_bad_target, write_whole
from ita_xlsx.language import Sentence
from ita_xlsx.model import Plan, PlanOrganisation
from ita_xlsx.official.fiscal import fiscal_year_of
from ita_xlsx.official.levels import Level
from ita_xlsx.official.stamp import TEMPLATE_YEAR
from ita_xlsx.provenance import seal
from ita_xlsx.verbs.outputs import refuse_to_replace
from ita_xlsx.verbs.stages import read, start_workers


def make_plan(
    output: Path,
    last: Path | None = None,
    level: Level = "organisation",
    today: date | None = None,
) -> Plan:
    """Write a plan: an empty one, or one that goes on from the ``last`` consolidated workbook.

    An empty one is that of an organisation, or by its ``level`` of a district or a province, which
    lists the organisations that must report; the ``last`` workbook has its level itself. ``today``
    says with which fiscal year the list of an empty plan begins. Returns
    the plan written. Raises NothingToRead when ``last`` cannot be read, UsageError when the output
    is that workbook, and CannotWrite, also when another workbook is there.
    """
    from ita_xlsx.forms.plan_workbook import plan_bytes

    refuse_bad_target(output, [] if last is None else [last])
    plan = Plan("", PlanOrganisation(), (), (), level=level) if last is None else _next_plan(last)
    content = seal(plan_bytes(plan, TEMPLATE_YEAR if today is None else fiscal_year_of(today)))
    refuse_to_replace(output, content=content)
    write_whole(output, content)
    return plan


def _next_plan(last: Path) -> Plan:
    from ita_xlsx.consolidation.organisations import placed, spans_organisations
    from ita_xlsx.forms.next_plan import next_list, next_plan

    if not last.is_file():
        raise NothingToRead(_NO_LAST.fill(file=last))
    with start_workers() as pool:
        found = read(pool, [last])
    if spans_organisations(found):
        return next_list(replace(found, measures=placed(found)))
    return next_plan(found)


_NO_LAST = Sentence(
    "ไม่พบไฟล์ “{file}” โปรดระบุรายงานฉบับรวมของรอบก่อน",
    "There is no file “{file}”; please name the consolidated workbook of the last round.",
)
