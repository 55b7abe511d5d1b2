"""What a verb works on: files and a plan that are named, or else those of a round's folder."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.errors import UsageError
from ita_xlsx.findings import Finding
from ita_xlsx.findings.files import SET_ASIDE
from ita_xlsx.intake.folder import WORKBOOKS, Listing, find_files
from ita_xlsx.language import Sentence
from ita_xlsx.model import Plan, Round
from ita_xlsx.official.names.levels import LEVEL_ORDER, Level
from ita_xlsx.thai.file_names import legible
from ita_xlsx.verbs.outputs import is_plan_file, lies_in
from ita_xlsx.verbs.stages import (
    NoWorkbooks,
    Progress,
    load_plan,
    no_progress,
    read,
    read_files,
    refuse_other_levels,
    refuse_unreadable,
)

if TYPE_CHECKING:
    from ita_xlsx.intake.workers.pool import Pool

# In the folder of a round; ASCII names, so that they survive a zip file and an old console.
PLAN = "plan.xlsx"
RETURNED = "returned"


@dataclass(frozen=True)
class Given:
    """What is read: ``paths``, or without any what has returned in the ``folder`` of a round.

    ``plan`` is the one to check by; ``found`` is one that nobody named and that lies in the folder,
    not used as long as it is not filled in.
    """

    paths: tuple[Path, ...]
    folder: Path | None = None
    plan: Plan | None = None
    found: Plan | None = None

    @property
    def plan_file(self) -> Path | None:
        """The file of a plan that nobody named."""
        return None if self.found is None else Path(self.found.file)

    @property
    def places(self) -> tuple[Path, ...]:
        """The files and folders that are read, or will be when anything has returned."""
        if self.paths or self.folder is None:
            return self.paths
        inside = self.folder / RETURNED
        return (inside if inside.is_dir() else self.folder,)


def given(pool: "Pool", paths: Sequence[Path], plan: Path | None, folder: Path | None) -> Given:
    """What is named, and by which plan: the one named, else that of the ``folder`` of the round.

    Its plan is used for what lies in it. Raises NothingToRead for a plan that cannot be read, and
    UsageError for two plans of which none is named ``plan.xlsx``.
    """
    if plan is not None:
        return Given(tuple(paths), folder, load_plan(pool, plan))
    if folder is None or not all(path.resolve() == folder.resolve() or lies_in(path, [folder])
                                 for path in paths):  # fmt: skip
        return Given(tuple(paths), folder)
    in_folder = find_plan(pool, folder, by_name=bool(paths))
    if in_folder is None or any(path.resolve() == Path(in_folder.file).resolve() for path in paths):
        return Given(tuple(paths), folder)
    used = in_folder if in_folder.divisions or in_folder.measures else None
    return Given(tuple(paths), folder, used, in_folder)


def find_plan(pool: "Pool", folder: Path, by_name: bool = False) -> Plan | None:
    """The plan in a folder: the one named ``plan.xlsx``, else the only workbook that is one.

    Raises UsageError for several, and NothingToRead for one that cannot be read.
    """
    found = [one.path for one in find_files([folder]).files if one.ending in WORKBOOKS]
    plans = [path for path in found if path.name.casefold() == PLAN]
    if not plans and not by_name:
        asked = zip(found, pool.map_files(is_plan_file, found), strict=True)
        plans = [path for path, is_plan in asked if is_plan is True]
    if len(plans) > 1:
        raise UsageError(_PLANS.fill(names=", ".join(legible(path.name) for path in plans)))
    return load_plan(pool, plans[0]) if plans else None


def read_given(
    pool: "Pool",
    given: Given,
    recursive: bool = False,
    progress: Progress = no_progress,
    output: Path | None = None,
    ours: Sequence[Path] = (),
) -> Round:
    """What is given, read as ``read`` does; raises what it raises."""
    if not given.paths and given.folder is not None and not recursive:
        returned = read_returned(pool, given.folder, given, progress)
        if returned is not None:
            return returned
    return read(pool, given.places, recursive, progress, given.plan, output, ours)


def read_returned(
    pool: "Pool", folder: Path, given: Given, progress: Progress = no_progress
) -> Round | None:
    """What has returned in a round's folder, by the plan that is given; None when nothing has.

    The workbooks lie in its folder ``returned``, or in it. A district's, which are consolidated
    ones, lie in it only beside the district's plan: without one, a report of its own would look
    like them. Raises what ``read`` does.
    """
    plan, said = given.plan, given.found or given.plan
    level: Level = "organisation" if said is None else said.level
    inside = folder / RETURNED
    is_laid_out = _has_returned(inside)
    ours = [] if said is None else [Path(said.file), *filter(None, [said.crest])]
    here = find_files([folder], ours=ours)
    files = Listing(here.files)
    beside = read_files(pool, files, no_progress if is_laid_out else progress, plan)
    lower = _lower(beside, level)
    if is_laid_out:
        try:
            returned = read(pool, [inside], progress=progress, plan=plan)
        except NoWorkbooks as none:
            if said is None and not lower:
                return None
            returned = none.read
        return replace(returned, findings=(*returned.findings, *map(_outside, lower)))
    if not lower:
        return None
    # A folder means its forms. A district's own report lies beside the workbooks for it.
    found = beside
    if level != "organisation":
        aside = [one for one in beside.findings if one.rule is SET_ASIDE]
        found = beside.of_files(lower)
        found = replace(found, findings=(*found.findings, *aside))
    refuse_unreadable(found)
    refuse_other_levels(found, plan)
    folders = read_files(pool, Listing(folders=here.folders))
    return replace(found, findings=(*found.findings, *folders.findings))


def _has_returned(inside: Path) -> bool:
    return inside.is_dir() and bool(find_files([inside]).files)


def _outside(file: str) -> Finding:
    """The finding that a file with measures lies beside the folder of returned files."""
    return Finding(SET_ASIDE, file, words={"reason": _OUTSIDE, "advice": _MOVE_IN})


def _lower(read: Round, level: Level) -> tuple[str, ...]:
    """The files of which a report of a level can be made: those of a lower one.

    What cannot be read is among them above an organisation: it may be one of them.
    """
    lower = LEVEL_ORDER[: LEVEL_ORDER.index(level)]
    files = [one.file for one in read.submissions if one.level in lower]
    if level != "organisation":
        files += [one.file for one in read.sources if not one.readable]
    return tuple(dict.fromkeys(files))


_OUTSIDE = Sentence(
    f"ไฟล์นี้มีมาตรการ แต่อยู่นอกโฟลเดอร์ {RETURNED} จึงไม่ได้รวม",
    f"It holds measures but lies outside the folder {RETURNED}, so it was not merged.",
)
_MOVE_IN = Sentence(
    f"โปรดย้ายเข้าไปในโฟลเดอร์ {RETURNED}", f"Please move it into the folder {RETURNED}."
)
_PLANS = Sentence(
    "พบแผนมากกว่าหนึ่งไฟล์: {names} โปรดตั้งชื่อแผนที่ใช้ว่า plan.xlsx",
    "There is more than one plan: {names}. Please name the one in use plan.xlsx.",
)
