"""``ita-xlsx merge`` for Python."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.files import read_input, refuse_bad_target, write_all
from ita_xlsx.model import Consolidation, Plan
from ita_xlsx.official.stamp import CONSOLIDATED_PROPERTY
from ita_xlsx.provenance import seal
from ita_xlsx.verbs.given import given, read_given
from ita_xlsx.verbs.outputs import lies_in, named_files, refuse_changed, refuse_to_replace
from ita_xlsx.verbs.reports import (
    NO_REPORTS,
    Reports,
    make_reports,
    refuse_bad_reports,
)
from ita_xlsx.verbs.stages import (
    Checked,
    Progress,
    check_round,
    consolidate,
    folder_of,
    no_progress,
    start_workers,
)

if TYPE_CHECKING:
    from ita_xlsx.consolidation.duplicates import OnDuplicate
    from ita_xlsx.report.workbook import Digits, Printing


@dataclass(frozen=True)
class Merged:
    """What a merge did; ``output`` is None when ``strict`` kept it from writing."""

    checked: Checked
    consolidation: Consolidation
    output: Path | None

    @property
    def is_whole(self) -> bool:
        """Whether the report was written, and everything that was sent is in it."""
        return self.output is not None and not self.checked.left_out


def merge(
    paths: Sequence[Path],
    output: Path,
    *,
    recursive: bool = False,
    digits: "Digits" = "thai",
    logo: Path | None = None,
    signatures: bool = False,
    strict: bool = False,
    on_duplicate: "OnDuplicate" = "error",
    progress: Progress = no_progress,
    reports: Reports = NO_REPORTS,
    plan: Path | None = None,
    round_folder: Path | None = None,
    year_data: Path | None = None,
) -> Merged:
    """Merge the returned workbooks into one consolidated workbook at ``output``.

    Consolidated workbooks of several organisations are merged into that of their district, those of
    districts into that of their province; files of different levels raise UsageError.

    The workbook is written even when errors were found in the data, unless ``strict``. ``digits``
    is the style of the numerals that the program writes itself, ``logo`` a picture for the cover,
    and with ``signatures``, or a ``plan`` that names signers, there is a block to be signed below
    the table. ``on_duplicate`` says
    which of the different files of one division count: all, and it is an error; the ``latest`` by
    its date of report; or ``both`` without an error. With a ``plan`` the report is in its order,
    measures that nobody reported are in it as not reported, and its crest is on the cover unless a
    ``logo`` is given. ``round_folder`` and ``year_data`` as for ``check``. Raises NothingToRead as
    ``check`` does and when there is no measure at all or no logo to read, UsageError when the
    output is an input, and CannotWrite when it cannot be written or another workbook is there, be
    it an own one that was changed; then no file is changed.
    """
    picture = None if logo is None else read_input(logo)
    refuse_bad_target(output, [*named_files(paths), *([] if plan is None else [plan])])
    refuse_bad_reports(reports, paths, output)
    with start_workers(folder_of(plan, round_folder), year_data) as pool:
        what = given(pool, paths, plan, round_folder)
        # Of what may be an input itself, only what was read decides.
        inside = lies_in(output, what.places)
        seen = None if inside else refuse_to_replace(output, CONSOLIDATED_PROPERTY)
        ours = [] if logo is None else [logo]
        found = read_given(pool, what, recursive, progress, output, ours)
    refuse_bad_target(output, (source.path for source in found.sources))
    seen = refuse_to_replace(output, CONSOLIDATED_PROPERTY, seen=seen)
    checked = check_round(found, what.plan, on_duplicate)
    checked = replace(checked, found_plan=what.plan_file)
    whole = consolidate(checked)
    printing = printing_by_plan(what.plan, digits, picture, signatures)
    files = [] if strict and checked.has_errors else [(output, report_bytes(whole, printing))]
    checked, reported = make_reports(checked, reports, what.places if recursive else ())
    if files:
        refuse_changed(output, seen)
    write_all([*files, *reported])
    return Merged(checked, whole, output if files else None)


def report_bytes(whole: Consolidation, printing: "Printing") -> bytes:
    """The consolidated workbook, sealed."""
    from ita_xlsx.report.workbook import workbook_bytes

    return seal(workbook_bytes(whole, printing))


def printing_by_plan(
    plan: Plan | None,
    digits: "Digits" = "thai",
    logo: bytes | None = None,
    signatures: bool = False,
) -> "Printing":
    """How a report is to look, with the signers and the crest of its plan.

    A plan that names signers asks for their signatures.
    """
    from ita_xlsx.report.workbook import Printing

    if plan is None:
        return Printing(digits, logo, signatures)
    if logo is None and plan.crest is not None:
        logo = read_input(plan.crest)
    signers = plan.organisation.signers
    signed = signatures or any(name for _, name, _ in signers)
    return Printing(digits, logo, signed, signers)
