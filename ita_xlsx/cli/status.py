"""``ita-xlsx status``."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import Any

import click

from ita_xlsx import planning
from ita_xlsx.cli import group
from ita_xlsx.cli.progress import progress_bar
from ita_xlsx.language import Language, Sentence
from ita_xlsx.model import STANDING_HEADS, Standing
from ita_xlsx.steps import Checked, Reports
from ita_xlsx.thai.dates import format_date
from ita_xlsx.thai.width import display_width, pad

_ABOUT = Sentence(
    "ดูว่ากองใดส่งแล้ว กองใดยังไม่ส่งหรือส่งช้า และต้องทำอะไรต่อ",
    "Who has sent what, who is missing or late, and what to do next.",
)
_NUMBERS = frozenset({4, 5, 6})  # columns set to the right
_FOOTNOTE = Sentence(
    "* วันที่แก้ไขไฟล์ เพราะแบบรายงานไม่ได้ระบุวันที่รายงาน",
    "* The day on which the file was changed, as its report names none.",
)
_TOTAL = Sentence(
    "ส่งแล้ว {arrived} จาก {expected} กอง รายงานผลแล้ว {answered} จาก {asked} มาตรการ{due}",
    "{arrived} of {expected} divisions have reported {answered} of {asked} measures{due}",
)
_DUE = Sentence("  ครบกำหนด {day}", "; due {day}")
_NONE = Sentence("", "")


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("status", cls=group.SpeakingCommand, help=_ABOUT.say(language))
    @group.paths_argument(language)
    @group.plan_option(language, required=True)
    @group.format_option(language)
    @group.report_options(language)
    @group.recursive_option(language)
    def status(
        paths: tuple[Path, ...],
        plan: Path,
        form: str,
        findings: Path | None,
        returns: Path | None,
        recursive: bool,
    ) -> int:
        with progress_bar(language) as progress:
            found = planning.status(
                paths or (Path(),),
                plan,
                date.today(),
                recursive,
                progress,
                Reports(findings, returns, language),
            )
        show = status_json if form == "json" else status_text
        click.echo(show(found, language))
        return int(found.has_errors)

    return status


def status_text(checked: Checked, language: Language) -> str:
    """A table with a line for each division, and the totals."""
    heads = [head.say(language) for head in STANDING_HEADS]
    rows = [one.texts(language) for one in checked.standings]
    lines = list(aligned([heads, *rows], _NUMBERS))
    if any(one.when_from == "file" for one in checked.standings):
        lines.append(_FOOTNOTE.say(language))
    return "\n".join([*lines, "", _total(checked).say(language)])


def status_json(checked: Checked, language: Language) -> str:
    """The same as one JSON object: the plan's facts and one entry for each division."""
    assert checked.plan is not None
    about = checked.plan.organisation
    whole = {
        "version": 1,
        "plan": checked.plan.file,
        "organisation": about.organisation,
        "fiscal_year": about.fiscal_year,
        "round": about.round,
        "due": _iso(about.due),
        "divisions": [_entry(one, language) for one in checked.standings],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def aligned(rows: Sequence[Sequence[str]], numbers: Collection[int]) -> Iterator[str]:
    """The lines of a table, the first row its heads; the columns ``numbers`` are set right."""
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        cells = [
            pad(text, width, "right" if column in numbers and number else "left")
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
        if number == 0:
            yield "  ".join("-" * width for width in widths)


def _total(checked: Checked) -> Sentence:
    planned = [one for one in checked.standings if one.expected and one.asked]
    due = None if checked.plan is None else checked.plan.organisation.due
    return _TOTAL.fill(
        arrived=sum(one.arrived for one in planned),
        expected=len(planned),
        answered=sum(one.answered for one in planned),
        asked=sum(one.asked for one in planned),
        due=_NONE if due is None else _DUE.fill(day=format_date(due)),
    )


def _entry(one: Standing, language: Language) -> dict[str, Any]:
    return {
        "division": one.division,
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
