"""``ita-xlsx guide``."""

from pathlib import Path

import click

import ita_xlsx
from ita_xlsx.cli.display.echo import echo
from ita_xlsx.cli.group import ABOUT, SpeakingCommand
from ita_xlsx.cli.outputs import Output
from ita_xlsx.language import Language, Sentence
from ita_xlsx.official.guides import BY_NAME

_OUTPUT = Sentence(
    "ไฟล์ PDF ที่จะสร้าง (ถ้าไม่ระบุ: ชื่อของคู่มือ ในโฟลเดอร์นี้)",
    "The PDF to write (by default here, with the guide's own name).",
)
_DONE = Sentence("คู่มือ{about}อยู่ที่ {path}", "The guide for {about} is at {path}")


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("guide", cls=SpeakingCommand, help=ABOUT["guide"].say(language))
    @click.argument("name", type=click.Choice(list(BY_NAME)))
    @click.option(
        "-o", "--output", type=Output(".pdf"), metavar="FILE.pdf", help=_OUTPUT.say(language)
    )
    def guide(name: str, output: Path | None) -> None:
        target = output or Path(BY_NAME[name].file)
        ita_xlsx.write_guide(name, target)
        done = _DONE.fill(about=BY_NAME[name].about, path=target)
        echo(done.say(language), err=True)

    return guide
