"""The table of all checks, and running them."""

from collections.abc import Callable, Iterable

from ita_xlsx.checks import required
from ita_xlsx.findings import Finding
from ita_xlsx.model import Round

Check = Callable[[Round], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    required.labels,
    required.cells,
)


def run_checks(read: Round) -> tuple[Finding, ...]:
    """Every finding of a round: those of the reading and those of all checks, file by file.

    Within a file they stand in the order of their sheet and cell as the checks met them.
    """
    found = [*read.findings, *(finding for check in CHECKS for finding in check(read))]
    files = {source.file: place for place, source in enumerate(read.sources)}
    return tuple(sorted(found, key=lambda finding: files.get(finding.file, len(files))))
