"""``ita-xlsx status`` for Python."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ita_xlsx.verbs.reports import NO_REPORTS, Reports, write_reports
from ita_xlsx.verbs.stages import (
    Checked,
    NoWorkbooks,
    Progress,
    check_round,
    load_plan,
    no_progress,
    read,
    start_workers,
)


def status(
    paths: Sequence[Path],
    plan: Path,
    today: date,
    recursive: bool = False,
    progress: Progress = no_progress,
    reports: Reports = NO_REPORTS,
) -> Checked:
    """What a check by the plan finds, and in ``standings`` how far each of those it names is.

    Writes nothing but the ``reports`` asked for.

    Folders without any workbook are no error: nobody has sent anything yet. ``today`` decides who
    is late that sent nothing. Raises NothingToRead for a path that does not exist and a plan that
    cannot be read.
    """
    with start_workers() as pool:
        planned = load_plan(pool, plan)
        try:
            found = read(pool, paths, recursive, progress, planned)
        except NoWorkbooks as none:
            found = none.read
    checked = with_standings(check_round(found, planned), today)
    return write_reports(checked, reports, paths if recursive else ())


def with_standings(checked: Checked, today: date) -> Checked:
    """What was checked by a plan, with how far each of those it names is."""
    from ita_xlsx.checks.standing import standings

    assert checked.plan is not None
    days = {one.file: _changed(one.path) for one in checked.round.sources}
    each = standings(checked.round, checked.findings, checked.plan, days, today)
    return replace(checked, standings=each)


def _changed(file: Path) -> date:
    return date.fromtimestamp(file.lstat().st_mtime)
