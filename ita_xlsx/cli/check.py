"""``ita-xlsx check``."""

from pathlib import Path
from typing import Literal

import click

import ita_xlsx
from ita_xlsx.cli import group
from ita_xlsx.cli.display.echo import echo, echo_json
from ita_xlsx.cli.display.none_readable import reasons_printed
from ita_xlsx.cli.display.progress import progress_bar
from ita_xlsx.language import Language
from ita_xlsx.verbs.reports import Reports


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("check", cls=group.SpeakingCommand, help=group.ABOUT["check"].say(language))
    @group.paths_argument(language)
    @group.plan_option(language)
    @group.year_data_option(language)
    @group.format_option(language)
    @group.report_options(language)
    @group.recursive_option(language)
    def check(
        paths: tuple[Path, ...],
        plan: Path | None,
        year_data: Path | None,
        form: Literal["text", "json"],
        findings: Path | None,
        returns: Path | None,
        recursive: bool,
    ) -> int:
        reports = Reports(findings, returns, language)
        with reasons_printed(form, language), progress_bar(language) as progress:
            checked = ita_xlsx.check(paths, recursive, progress, reports, plan, Path(), year_data)
        if form == "json":
            from ita_xlsx.cli.display.as_json import as_json

            echo_json(as_json(checked, language))
        else:
            from ita_xlsx.cli.display.as_text import check_text
            from ita_xlsx.cli.display.wrapping import line_width

            echo(check_text(checked, language, line_width()))
        return int(checked.has_errors)

    return check
