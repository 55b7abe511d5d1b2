"""``ita-xlsx status`` for Python."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ita_xlsx.errors import UsageError
from ita_xlsx.language import Sentence
from ita_xlsx.verbs.given import given, read_given
from ita_xlsx.verbs.reports import NO_REPORTS, Reports, write_reports
from ita_xlsx.verbs.stages import (
    Checked,
    NoneReadable,
    Progress,
    check_round,
    folder_of,
    no_progress,
    start_workers,
)


def status(
    paths: Sequence[Path],
    plan: Path | None,
    today: date,
    recursive: bool = False,
    progress: Progress = no_progress,
    reports: Reports = NO_REPORTS,
    round_folder: Path | None = None,
    year_data: Path | None = None,
) -> Checked:
    """What a check by the plan finds, and in ``standings`` how far each of those it names is.

    Writes nothing but the ``reports`` asked for.

    That nothing has come, or nothing that can be read, is no error. ``today`` decides who is late
    that sent nothing. ``round_folder`` and ``year_data`` as for ``check``. Raises NothingToRead for
    a path that does not exist and a plan that cannot be read, and UsageError when no plan is named
    nor found.
    """
    with start_workers(folder_of(plan, round_folder), year_data) as pool:
        what = given(pool, paths, plan, round_folder)
        if what.plan is None:
            raise UsageError(_NO_PLAN if what.found is None else _EMPTY.fill(file=what.plan_file))
        try:
            found = read_given(pool, what, recursive, progress)
        except NoneReadable as none:
            found = none.read
    checked = replace(check_round(found, what.plan), found_plan=what.plan_file)
    checked = with_standings(checked, today)
    return write_reports(checked, reports, what.places if recursive else ())


def with_standings(checked: Checked, today: date) -> Checked:
    """What was checked by a plan, with how far each of those it names is."""
    from ita_xlsx.checks.standing import standings

    assert checked.plan is not None
    days = {one.file: _changed(one.path) for one in checked.round.sources}
    each = standings(checked.round, checked.findings, checked.plan, days, today)
    return replace(checked, standings=each)


def _changed(file: Path) -> date:
    return date.fromtimestamp(file.lstat().st_mtime)


_NO_PLAN = Sentence(
    "โปรดระบุแผนของรอบด้วย --plan หรือสั่งในโฟลเดอร์ที่มี plan.xlsx",
    "Please name the plan of the round by --plan, or work in a folder with a plan.xlsx.",
)
_EMPTY = Sentence(
    "แผน “{file}” ยังไม่ได้กรอก โปรดกรอกใน Excel ก่อน",
    "The plan “{file}” is not filled in yet; please fill it in with Excel first.",
)
