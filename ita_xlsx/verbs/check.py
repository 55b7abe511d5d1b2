"""``ita-xlsx check`` for Python."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ita_xlsx.verbs.given import Given, given, read_given
from ita_xlsx.verbs.reports import (
    NO_REPORTS,
    Reports,
    refuse_bad_reports,
    write_reports,
)
from ita_xlsx.verbs.stages import (
    Checked,
    Progress,
    check_round,
    folder_of,
    no_progress,
    start_workers,
)


def check(
    paths: Sequence[Path],
    recursive: bool = False,
    progress: Progress = no_progress,
    reports: Reports = NO_REPORTS,
    plan: Path | None = None,
    round_folder: Path | None = None,
    year_data: Path | None = None,
) -> Checked:
    """Read the returned workbooks that ``paths`` (files or folders) mean, and check them.

    A plan that is named among them is checked itself. Writes nothing but the ``reports`` asked for.
    With a ``plan``, its divisions are known by the names it gives them, and what is missing of it
    is found too. What has returned in the ``round_folder`` is read when no paths are given, and its
    plan is used when none is named; the lists of OIT items beside the plan are used, and that in
    ``year_data``. ``progress`` is called after each file with how many of how many are read. Raises
    NothingToRead when a path does not exist, no workbook is found, or none can be read; UsageError
    and CannotWrite when a report cannot be written, and then none is.
    """
    refuse_bad_reports(reports, paths)
    with start_workers(folder_of(plan, round_folder), year_data) as pool:
        what = given(pool, paths, plan, round_folder)
        found = read_given(pool, what, recursive, progress)
    if found.plans and what.found is not None:
        what = Given(what.paths, what.folder)  # a plan that is named is checked by itself
    checked = replace(check_round(found, what.plan), found_plan=what.plan_file)
    return write_reports(checked, reports, what.places if recursive else ())
