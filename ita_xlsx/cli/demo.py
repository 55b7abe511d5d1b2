"""``ita-xlsx demo``."""

from datetime import date
from pathlib import Path

import click

import ita_xlsx
from ita_xlsx.cli.display.echo import echo
from ita_xlsx.cli.group import ABOUT, SpeakingCommand
from ita_xlsx.language import Language, Sentence

_FOLDER = Sentence("โฟลเดอร์", "DIR")
_MADE = Sentence(
    "วางตัวอย่างไว้ใน {folder} แล้ว (เทศบาลที่สมมุติขึ้น) เปิดดูได้ทุกไฟล์ในนั้น "
    "แล้วลองแก้ไฟล์ใน returned และดับเบิลคลิก merge.bat หรือเข้าไปในโฟลเดอร์นั้น (cd) แล้วสั่ง ita-xlsx",
    "The example is in {folder} (a municipality that does not exist). Look at its files, then "
    "change one in returned and double-click merge.bat, or go there (cd) and type ita-xlsx.",
)


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("demo", cls=SpeakingCommand, help=ABOUT["demo"].say(language))
    @click.argument("folder", type=click.Path(path_type=Path), metavar=_FOLDER.say(language))
    def demo(folder: Path) -> None:
        from ita_xlsx.cli.display.wrapping import line_width, wrap
        from ita_xlsx.cli.here import here_text

        merged = ita_xlsx.lay_out_demo(folder, date.today(), language)
        echo(here_text(merged, language))
        made = _MADE.fill(folder=folder).say(language)
        echo("\n".join(["", *wrap(made, line_width())]), err=True)

    return demo
