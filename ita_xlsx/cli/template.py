"""``ita-xlsx template``."""

from pathlib import Path

import click

import ita_xlsx
from ita_xlsx.cli.display.echo import echo
from ita_xlsx.cli.group import ABOUT, SpeakingCommand
from ita_xlsx.cli.outputs import Output
from ita_xlsx.language import Language, Sentence

_OUTPUT = Sentence("ไฟล์แบบรายงานที่จะสร้าง (.xlsx)", "The template to write (.xlsx).")
_DONE = Sentence("สร้างแบบรายงานแล้ว: {path}", "Template written: {path}")


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("template", cls=SpeakingCommand, help=ABOUT["template"].say(language))
    @click.option(
        "-o", "--output", required=True, type=Output(".xlsx"),
        metavar="FILE", help=_OUTPUT.say(language),
    )  # fmt: skip
    def template(output: Path) -> None:
        ita_xlsx.make_template(output)
        echo(_DONE.fill(path=output).say(language), err=True)

    return template
