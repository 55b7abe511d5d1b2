"""``ita-xlsx compare``."""

from pathlib import Path

import click

import ita_xlsx
from ita_xlsx.cli import group
from ita_xlsx.cli.display.echo import echo, echo_json
from ita_xlsx.cli.outputs import Output
from ita_xlsx.language import Language, Sentence

_OUTPUT = Sentence("ไฟล์ผลการเปรียบเทียบที่จะสร้าง (.xlsx)", "The comparison to write (.xlsx).")
_WRITTEN = Sentence("ผลการเปรียบเทียบอยู่ที่ {path}", "The comparison is at {path}")


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("compare", cls=group.SpeakingCommand, help=group.ABOUT["compare"].say(language))
    @click.argument("old", type=click.Path(path_type=Path), metavar="OLD.xlsx")
    @click.argument("new", type=click.Path(path_type=Path), metavar="NEW.xlsx")
    @click.option(
        "-o", "--output", type=Output(".xlsx"),
        metavar="FILE.xlsx", help=_OUTPUT.say(language),
    )  # fmt: skip
    @group.format_option(language)
    def compare(old: Path, new: Path, output: Path | None, form: str) -> int:
        from ita_xlsx.cli.display.comparison_text import comparison_text, doubt_sentence

        compared = ita_xlsx.compare(old, new, output)
        if form == "json":
            from ita_xlsx.cli.display.comparison_json import comparison_json

            echo_json(comparison_json(compared, language, output))
        else:
            echo(comparison_text(compared, language, totals_only=output is not None))
        doubt = doubt_sentence(compared)
        if doubt is not None:
            echo(doubt.say(language), err=True)
        if output is not None:
            echo(_WRITTEN.fill(path=output).say(language), err=True)
        return 0

    return compare
