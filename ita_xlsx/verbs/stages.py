"""What the verbs are composed of: read, check, consolidate. Each takes values and returns one."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from ita_xlsx.errors import NothingToRead, UsageError
from ita_xlsx.findings import Finding
from ita_xlsx.findings.files import SET_ASIDE, UNREADABLE
from ita_xlsx.language import Sentence
from ita_xlsx.model import Consolidation, Plan, Round
from ita_xlsx.model.standings import Standing
from ita_xlsx.official import years
from ita_xlsx.official.year_file import NAME
from ita_xlsx.official.years import Year
from ita_xlsx.thai.file_names import legible

if TYPE_CHECKING:
    from ita_xlsx.consolidation.duplicates import OnDuplicate
    from ita_xlsx.intake.folder import Listing
    from ita_xlsx.intake.workers.pool import Pool

Progress = Callable[[int, int], None]


def no_progress(done: int, total: int) -> None:
    """Called after each file read, by default with nobody listening."""


@dataclass(frozen=True)
class Checked:
    """What a check found: the round as read, with the measures interpreted, and all findings.

    ``counting`` is the round with only those measures that count, of the several files of one
    division. ``returned`` are the marked copies written, ``not_returned`` the files of which none
    could be made although something is to be fixed in them; ``listed`` is the workbook of findings,
    and ``plan`` the plan by which the round was checked, with the ``standings`` of its divisions
    when they were asked for. ``found_plan`` is the file of a plan that nobody named and that lies
    in the round's folder, used unless it is not filled in yet.
    """

    round: Round
    counting: Round
    findings: tuple[Finding, ...]
    returned: tuple[Path, ...] = ()
    not_returned: tuple[str, ...] = ()
    listed: Path | None = None
    plan: Plan | None = None
    standings: tuple[Standing, ...] = ()
    found_plan: Path | None = None

    @property
    def inputs(self) -> list[Path]:
        """The files that were read."""
        return [source.path for source in self.round.sources]

    @property
    def has_errors(self) -> bool:
        """Whether a finding is an error, something that the district would send back."""
        return any(finding.rule.severity == "error" for finding in self.findings)

    @property
    def left_out(self) -> tuple[Finding, ...]:
        """The findings about what was sent and is not in the report."""
        return tuple(finding for finding in self.findings if finding.rule.left_out)

    @property
    def year_remark(self) -> Sentence | None:
        """What to know of the lists of items of the plan's year, else of that of most files."""
        of_files = Counter(one.fiscal_year for one in self.round.submissions if one.fiscal_year)
        most = next((year for year, _ in of_files.most_common(1)), None)
        plans = filter(None, (self.plan, *self.round.plans))
        planned = next((one.organisation.fiscal_year for one in plans), None)
        return years.remark(planned or most)


class NoneReadable(NothingToRead):
    """No file could be read; ``read`` has the reason for each."""

    def __init__(self, sentence: Sentence, read: Round) -> None:
        super().__init__(sentence)
        self.read = read


class NoWorkbooks(NoneReadable):
    """The folders that were named hold no workbook (yet)."""


def folder_of(plan: Path | None, round_folder: Path | None = None) -> Path | None:
    """The folder of a plan: that of the file, else the round's, where one is looked for."""
    return round_folder if plan is None else plan.parent


@contextmanager
def start_workers(folder: Path | None = None, year_data: Path | None = None) -> Iterator["Pool"]:
    """Those who open files; a context that a verb opens before anything else, as they start.

    The user's own lists of items in a ``folder``, that of the plan, and the one that is named
    (``year_data``) are in use from then on, and no others. Raises NothingToRead for one that cannot
    be used, and UsageError for two of one year.
    """
    from ita_xlsx.intake.workers.pool import Pool

    with Pool() as pool:
        years.use(())
        years.use([*_own_years(pool, folder, year_data)])
        yield pool


def _own_years(pool: "Pool", folder: Path | None, year_data: Path | None) -> Iterator[Year]:
    """The years in the files of a folder, then the one in the file that was named."""
    from ita_xlsx.intake.read import read_year

    files: dict[str, Path] = {}
    beside = [] if folder is None or not folder.is_dir() else sorted(folder.iterdir())
    for path in beside:
        if match := NAME.fullmatch(path.name):
            if match[1] in files:
                words = {"file": path, "other": files[match[1]], "year": match[1]}
                raise UsageError(_TWO_LISTS.fill(**words))
            files[match[1]] = path
    for path in (*files.values(), *([] if year_data is None else [year_data])):
        yield read_year(pool, path)


_TWO_LISTS = Sentence(
    "มีรายการข้อของปี {year} สองไฟล์ คือ {other} และ {file} โปรดเก็บไว้เพียงไฟล์เดียว",
    "There are two lists of {year}, {other} and {file}; please keep one of them.",
)


def load_plan(pool: "Pool", path: Path) -> Plan:
    """The plan in a workbook, with every finding about it. Raises NothingToRead."""
    from ita_xlsx.checks.plan_itself import check_plan
    from ita_xlsx.intake.read import read_plan

    plan = read_plan(pool, path)
    return replace(plan, findings=check_plan(plan))


def read(
    pool: "Pool",
    paths: Sequence[Path],
    recursive: bool = False,
    progress: Progress = no_progress,
    plan: Plan | None = None,
    output: Path | None = None,
    ours: Sequence[Path] = (),
) -> Round:
    """What the files and folders hold, each file opened, examined and read once.

    With a ``plan``, divisions are known by the names that it gives them. ``output`` is never read,
    and ``ours`` and the plan's crest are no returns. Raises NothingToRead when a path does not
    exist, NoWorkbooks when no workbook is found, NoneReadable when none can be read, and UsageError
    for files of different levels, or of another one than the plan.
    """
    from ita_xlsx.intake.folder import find_files

    crest = None if plan is None else plan.crest
    listing = find_files(paths, recursive, [*ours, *filter(None, [crest])])
    found = read_files(pool, listing, progress, plan, output)
    if not (found.sources or found.plans):
        only_outputs = listing.files and not found.findings
        folder = ", ".join(legible(str(path)) for path in paths)
        raise NoWorkbooks(_ONLY_OUTPUTS if only_outputs else _EMPTY.fill(folder=folder), found)
    refuse_unreadable(found)
    refuse_other_levels(found, plan)
    return found


def read_files(
    pool: "Pool",
    listing: "Listing",
    progress: Progress = no_progress,
    plan: Plan | None = None,
    output: Path | None = None,
) -> Round:
    """What files hold, however little that is; the rest as for ``read``.

    A folder that was not asked for and holds more than our own outputs is a finding.
    """
    from ita_xlsx.checks.registry import check_file
    from ita_xlsx.intake.read import read_round
    from ita_xlsx.verbs.outputs import holds_returns

    names = {} if plan is None else plan.names
    found = read_round(pool, listing.files, check_file, names, progress, output, plan)
    held = zip(listing.folders, pool.map_files(holds_returns, listing.folders), strict=True)
    # Of one at which its worker failed, nobody knows.
    unread = (_sub_folder(folder) for folder, holds in held if holds is not False)
    return replace(found, findings=(*found.findings, *unread))


def _sub_folder(folder: Path) -> Finding:
    words = {"reason": _SUB_FOLDER, "advice": _RECURSIVE}
    return Finding(SET_ASIDE, legible(folder.as_posix()), words=words)


def check_round(
    read: Round, plan: Plan | None = None, on_duplicate: "OnDuplicate" = "error"
) -> Checked:
    """Everything that is found in a round, each check made once.

    With a ``plan``, what is missing of it is found too. ``on_duplicate`` as for ``merge``.
    """
    from ita_xlsx.checks import registry
    from ita_xlsx.checks.against_list import against_list, of_other_rounds
    from ita_xlsx.checks.against_plan import against_plan, without_joint
    from ita_xlsx.checks.plan_itself import check_plan
    from ita_xlsx.consolidation.duplicates import resolve, take_fixed, without_replaced
    from ita_xlsx.consolidation.organisations import forms_as_reports, placed
    from ita_xlsx.consolidation.planned import find_planned

    read, fixed = take_fixed(read)
    others = of_other_rounds(read, plan) if plan is not None and plan.above else ()
    read, forms = forms_as_reports(read.without({one.file for one in others}), plan)
    if plan is not None and not plan.above:
        read = replace(read, measures=find_planned(read.measures, plan))
    counting, findings = resolve(read, on_duplicate)
    if on_duplicate == "latest":
        read = counting
    named = (one for one in read.plans if plan is None or one.file != plan.file)
    of_plans = (finding for one in named for finding in check_plan(one))
    also = (*fixed, *others, *forms, *findings, *of_plans)

    def found(*more: Finding) -> tuple[Finding, ...]:
        return without_replaced(registry.check_round(read, (*also, *more)), counting)

    if plan is None:
        return Checked(read, counting, found())
    if plan.above:
        # It lists organisations; what their divisions owe is in their own plans.
        read = replace(read, measures=placed(read))
        return Checked(read, counting, found(*plan.findings, *against_list(read, plan)), plan=plan)
    of_plan = found(*plan.findings, *against_plan(read, plan))
    return Checked(read, counting, without_joint(of_plan, read, plan), plan=plan)


def consolidate(checked: Checked) -> Consolidation:
    """The table of a report: of the measures that count, completed by the plan.

    Raises NothingToRead when there is no measure at all.
    """
    from ita_xlsx.consolidation import consolidate as table
    from ita_xlsx.consolidation.by_plan import complete
    from ita_xlsx.consolidation.organisations import spans_organisations

    counting, plan = checked.counting, checked.plan
    if plan is not None and not spans_organisations(counting, plan):
        counting = complete(counting, plan)
    return table.consolidate(counting, plan)


def refuse_unreadable(read: Round) -> None:
    """Raise NoneReadable when not one file could be read: there is nothing to report on."""
    if read.plans or any(source.readable for source in read.sources):
        return
    first, *others = (finding for finding in read.findings if finding.rule is UNREADABLE)
    name, count = PurePath(first.file).name, len(others) + 1
    words = {"file": name, "count": count, "reason": first.message, "advice": first.fix}
    raise NoneReadable((_NONE_READABLE if others else _NOT_READABLE).fill(**words), read)


def refuse_other_levels(read: Round, plan: Plan | None) -> None:
    """Raise UsageError for files of different levels, or of another one than the plan."""
    from ita_xlsx.consolidation.organisations import refuse_mixed_levels, refuse_other_plan

    if plan is None or plan.level != "province":
        refuse_mixed_levels(read)
    if plan is not None:
        refuse_other_plan(read, plan)


_NOT_READABLE = Sentence(
    "อ่านไฟล์ “{file}” ไม่ได้: {reason} {advice}",
    "The file “{file}” could not be read: {reason} {advice}",
)
_NONE_READABLE = Sentence(
    "อ่านไม่ได้เลยทั้ง {count} ไฟล์ โปรดดูเหตุผลและวิธีแก้ของแต่ละไฟล์",
    "None of the {count} files could be read; please see the reason and what to do for each.",
)
_EMPTY = Sentence(
    "ไม่พบไฟล์ Excel ใน “{folder}” โปรดนำไฟล์ที่กองส่งกลับมาไว้ในโฟลเดอร์นี้",
    "There is no workbook in “{folder}”; please put the returned files there.",
)
_ONLY_OUTPUTS = Sentence(
    "พบเฉพาะไฟล์ที่โปรแกรมนี้สร้างขึ้น โปรดระบุโฟลเดอร์ที่มีไฟล์ซึ่งกองส่งกลับมา",
    "Only workbooks that this program wrote were found; please name the folder of returned files.",
)
_SUB_FOLDER = Sentence("โฟลเดอร์ย่อยนี้มีไฟล์ที่ไม่ได้อ่าน", "Files in this sub-folder were not read.")
_RECURSIVE = Sentence(
    "โปรดย้ายไฟล์ออกมาไว้ข้างนอก หรือสั่งด้วย --recursive",
    "Please move its files out of it, or use --recursive.",
)
