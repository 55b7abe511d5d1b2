"""``ita-xlsx guide`` for Python."""

from pathlib import Path

from ita_xlsx.files import refuse_bad_target, write_whole
from ita_xlsx.official.guides import BY_NAME


def write_guide(name: str, output: Path) -> None:
    """Write one of the guides (``official.guides``) as PDF. Raises UsageError, CannotWrite."""
    refuse_bad_target(output)
    write_whole(output, BY_NAME[name].path.read_bytes())
