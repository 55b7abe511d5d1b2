"""``ita-xlsx plan``."""

from datetime import date
from pathlib import Path

import click

import ita_xlsx
from ita_xlsx.cli.display.carried_text import say_carried
from ita_xlsx.cli.display.echo import echo
from ita_xlsx.cli.group import ABOUT, SpeakingCommand, level_option, year_data_option
from ita_xlsx.cli.outputs import Output
from ita_xlsx.language import Language, Sentence
from ita_xlsx.official import years
from ita_xlsx.official.names.levels import Level
from ita_xlsx.official.periods import read_year

_OUTPUT = Sentence("ไฟล์แผนที่จะสร้าง (.xlsx)", "The plan to write (.xlsx).")
FROM = Sentence(
    "เริ่มจากรายงานฉบับรวมของรอบก่อน แผนของรอบก่อน หรือทั้งสองไฟล์ (ระบุได้หลายครั้ง)",
    "Start from the last round's consolidated workbook, its plan, or both. May be repeated.",
)
_LEVEL = Sentence(
    "แผนเปล่าของใคร: organisation หน่วยงาน (กองและมาตรการ), district อำเภอ (รายชื่อหน่วยงาน) "
    "หรือ province จังหวัด (รายชื่ออำเภอ)",
    "Whose empty plan: an organisation's (divisions and measures), a district's (a list of "
    "organisations) or a province's (a list of districts).",
)
_EMPTY = Sentence(
    "สร้างแผนเปล่าแล้ว: {path} โปรดกรอกใน Excel", "Empty plan written: {path} Fill it in with Excel."
)
_STARTED = Sentence("สร้างแผนแล้ว: {path}", "Plan written: {path}")


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("plan", cls=SpeakingCommand, help=ABOUT["plan"].say(language))
    @click.option(
        "-o", "--output", required=True, type=Output(".xlsx"),
        metavar="PLAN.xlsx", help=_OUTPUT.say(language),
    )  # fmt: skip
    @click.option(
        "--from", "last", multiple=True, type=click.Path(path_type=Path), metavar="LAST.xlsx",
        help=FROM.say(language),
    )  # fmt: skip
    @level_option(language, _LEVEL)
    @year_data_option(language)
    def plan(
        output: Path, last: tuple[Path, ...], level: Level, year_data: Path | None
    ) -> None:  # fmt: skip
        made = ita_xlsx.make_plan(output, last, level, date.today(), year_data)
        echo((_STARTED if last else _EMPTY).fill(path=output).say(language), err=True)
        if last:
            say_carried(made, language)
        year = read_year(made.plan.facts.get("fiscal_year", ""))
        if not made.plan.above and (remark := years.remark(year)) is not None:
            echo(remark.say(language), err=True)

    return plan
