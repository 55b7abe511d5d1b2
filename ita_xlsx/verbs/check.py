"""``ita-xlsx check`` for Python."""

from collections.abc import Sequence
from pathlib import Path

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
    load_plan,
    no_progress,
    read,
    start_workers,
)


def check(
    paths: Sequence[Path],
    recursive: bool = False,
    progress: Progress = no_progress,
    reports: Reports = NO_REPORTS,
    plan: Path | None = None,
) -> Checked:
    """Read the returned workbooks that ``paths`` (files or folders) mean, and check them.

    A plan that is named among them is checked itself. Writes nothing but the ``reports`` asked for.
    With a ``plan``, its divisions are known by the names it gives them, and what is missing of it
    is found too. ``progress`` is called after each file with how many of how many are read. Raises
    NothingToRead when a path does not exist, no workbook is found, or none can be read; UsageError
    and CannotWrite when a report cannot be written, and then none is.
    """
    refuse_bad_reports(reports, paths)
    with start_workers() as pool:
        planned = None if plan is None else load_plan(pool, plan)
        found = read(pool, paths, recursive, progress, planned)
    checked = check_round(found, planned)
    return write_reports(checked, reports, paths if recursive else ())
