"""``ita-xlsx guide`` for Python."""

from pathlib import Path

from ita_xlsx.files import refuse_bad_target, write_whole
from ita_xlsx.official.guides import BY_NAME
from ita_xlsx.verbs.outputs import refuse_to_replace


def write_guide(name: str, output: Path) -> None:
    """Write one of the guides (``official.guides``) as PDF. Raises UsageError, CannotWrite."""
    refuse_bad_target(output)
    content = BY_NAME[name].path.read_bytes()
    refuse_to_replace(output, content=content)
    write_whole(output, content)
