"""``ita-xlsx template`` for Python."""

from pathlib import Path

from ita_xlsx.files import refuse_bad_target, write_whole
from ita_xlsx.provenance import seal
from ita_xlsx.verbs.outputs import refuse_to_replace


def make_template(output: Path) -> None:
    """Write the blank template. Raises CannotWrite, also when another workbook is there."""
    from ita_xlsx.forms.template import template_bytes

    refuse_bad_target(output)
    content = seal(template_bytes())
    refuse_to_replace(output, content=content)
    write_whole(output, content)
