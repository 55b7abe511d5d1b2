"""``ita-xlsx check``."""

from pathlib import Path

import click

from ita_xlsx import steps
from ita_xlsx.cli import group
from ita_xlsx.cli.progress import progress_bar
from ita_xlsx.language import Language, Sentence

_ABOUT = Sentence(
    "ตรวจไฟล์ที่กองส่งกลับมา โดยไม่เขียนไฟล์ใด", "Check the returned workbooks; writes nothing."
)


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("check", cls=group.SpeakingCommand, help=_ABOUT.say(language))
    @group.paths_argument(language)
    @group.format_option(language)
    @group.recursive_option(language)
    def check(paths: tuple[Path, ...], form: str, recursive: bool) -> int:
        with progress_bar(language) as progress:
            checked = steps.check(paths or (Path(),), recursive, progress)
        if form == "json":
            from ita_xlsx.cli.as_json import as_json

            click.echo(as_json(checked, language))
        else:
            from ita_xlsx.cli.as_text import check_text

            click.echo(check_text(checked, language))
        return int(checked.has_errors)

    return check
