"""``ita-xlsx status``."""

import json
from datetime import date
from pathlib import Path, PurePath
from typing import Any

import click

import ita_xlsx
from ita_xlsx.cli import group
from ita_xlsx.cli.display.as_text import found_plan, remark_lines
from ita_xlsx.cli.display.echo import echo, echo_json
from ita_xlsx.cli.display.progress import progress_bar
from ita_xlsx.cli.display.standings_text import status_text
from ita_xlsx.cli.display.wrapping import line_width, window_width
from ita_xlsx.language import Language
from ita_xlsx.model.standings import Standing
from ita_xlsx.verbs.reports import Reports
from ita_xlsx.verbs.stages import Checked


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("status", cls=group.SpeakingCommand, help=group.ABOUT["status"].say(language))
    @group.paths_argument(language)
    @group.plan_option(language)
    @group.year_data_option(language)
    @group.format_option(language)
    @group.report_options(language)
    @group.recursive_option(language)
    def status(
        paths: tuple[Path, ...],
        plan: Path | None,
        year_data: Path | None,
        form: str,
        findings: Path | None,
        returns: Path | None,
        recursive: bool,
    ) -> int:
        with progress_bar(language) as progress:
            found = ita_xlsx.status(
                paths,
                plan,
                date.today(),
                recursive,
                progress,
                Reports(findings, returns, language),
                Path(),
                year_data,
            )
        if form == "json":
            echo_json(status_json(found, language))
        else:
            lines = [
                *(sentence.say(language) for sentence in found_plan(found)),
                status_text(found, language, window_width()),
                *remark_lines(found, language, line_width()),
            ]
            echo("\n".join(lines))
        return int(found.has_errors)

    return status


def status_json(checked: Checked, language: Language) -> str:
    """The same as one JSON object: the plan's facts and one entry for each division.

    Above one organisation there are entries for ``organisations`` or ``districts`` instead.
    """
    assert checked.plan is not None
    about = checked.plan.organisation
    whole = {
        "version": 1,
        "plan": checked.plan.file,
        "level": checked.plan.level,
        "organisation": about.organisation,
        "district": about.district,
        "province": about.province,
        "fiscal_year": about.fiscal_year,
        "round": about.round,
        "due": _iso(about.due),
    } | {
        f"{kind}s": [_entry(one, language) for one in checked.standings if one.kind == kind]
        for kind in dict.fromkeys(one.kind for one in checked.standings) or ("division",)
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _entry(one: Standing, language: Language) -> dict[str, Any]:
    return {
        one.kind: one.name,
        "officer": one.officer,
        "email": one.email,
        "expected": one.expected,
        "arrived": one.arrived,
        "files": [PurePath(file).as_posix() for file in one.files],
        "when": _iso(one.when),
        "when_from": one.when_from or None,
        "late": one.late,
        "asked": one.asked,
        "answered": one.answered,
        "errors": one.errors,
        "warnings": one.warnings,
        "next": one.next.say(language),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
