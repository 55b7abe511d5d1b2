"""The verbs for Python, the same as the commands: the only place that joins the rooms."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.errors import NothingToRead
from ita_xlsx.files import refuse_bad_target, write_whole
from ita_xlsx.findings import Finding
from ita_xlsx.language import Sentence
from ita_xlsx.model import Consolidation, Round

if TYPE_CHECKING:
    from ita_xlsx.report.workbook import Digits

Progress = Callable[[int, int], None]


def _no_progress(done: int, total: int) -> None:
    """Told of each file read; nobody listens by default."""


@dataclass(frozen=True)
class Checked:
    """What a check found: the round as read, with the measures interpreted, and all findings."""

    round: Round
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether a finding is an error, something that the district would send back."""
        return any(finding.rule.severity == "error" for finding in self.findings)


@dataclass(frozen=True)
class Merged:
    """What a merge did; ``output`` is None when ``strict`` kept it from writing."""

    checked: Checked
    consolidation: Consolidation
    output: Path | None


def make_template(output: Path) -> None:
    """Write the blank template. Raises CannotWrite."""
    from ita_xlsx.forms.template import template_bytes

    refuse_bad_target(output)
    write_whole(output, template_bytes())


def check(
    paths: Sequence[Path], recursive: bool = False, progress: Progress = _no_progress
) -> Checked:
    """Read the returned workbooks that ``paths`` (files or folders) mean, and check them.

    Writes nothing. ``progress`` is told after each file how many of how many are read. Raises
    NothingToRead when a path does not exist, no workbook is found, or none can be read.
    """
    from dataclasses import replace

    from ita_xlsx.checks.registry import run_checks
    from ita_xlsx.intake.folder import find_workbooks
    from ita_xlsx.intake.interpret import interpret
    from ita_xlsx.intake.read import read_round

    read = read_round(find_workbooks(paths, recursive), progress)
    _refuse_if_unreadable(read)
    read = replace(read, measures=interpret(read.measures))
    return Checked(read, run_checks(read))


def merge(
    paths: Sequence[Path],
    output: Path,
    *,
    recursive: bool = False,
    digits: "Digits" = "thai",
    strict: bool = False,
    progress: Progress = _no_progress,
) -> Merged:
    """Merge the returned workbooks into one consolidated workbook at ``output``.

    The workbook is written even when errors were found in the data, unless ``strict``. ``digits``
    is the style of the numerals that the program writes itself. Raises NothingToRead as ``check``
    does and when there is no measure at all, UsageError when the output is an input, and
    CannotWrite when it cannot be written; then no file is changed.
    """
    from ita_xlsx.consolidation.consolidate import consolidate
    from ita_xlsx.report.workbook import workbook_bytes

    refuse_bad_target(output, _named_files(paths))
    checked = check(paths, recursive, progress)
    refuse_bad_target(output, (Path(source.file) for source in checked.round.sources))
    whole = consolidate(checked.round)
    if strict and checked.has_errors:
        return Merged(checked, whole, None)
    write_whole(output, workbook_bytes(whole, digits))
    return Merged(checked, whole, output)


def _named_files(paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if path.is_file()]


def _refuse_if_unreadable(read: Round) -> None:
    """When not one file could be read there is nothing to report on but that."""
    if any(source.readable for source in read.sources):
        return
    first = read.findings[0] if read.findings else None
    if first is None:
        raise NothingToRead(_ONLY_OUTPUTS)
    raise NothingToRead(_NONE_READABLE.fill(
        file=Path(first.file).name, reason=first.message, fix=first.fix))  # fmt: skip


_NONE_READABLE = Sentence(
    "อ่านไฟล์ไม่ได้เลย เช่น “{file}”: {reason} {fix}",
    "No file could be read, for example “{file}”: {reason} {fix}",
)
_ONLY_OUTPUTS = Sentence(
    "พบเฉพาะไฟล์ที่โปรแกรมนี้สร้างขึ้น โปรดระบุโฟลเดอร์ที่มีไฟล์ซึ่งกองส่งกลับมา",
    "Only workbooks that this program wrote were found; please name the folder of returned files.",
)
