"""``ita-xlsx plan``."""

from pathlib import Path

import click

from ita_xlsx import planning
from ita_xlsx.cli.group import SpeakingCommand
from ita_xlsx.language import Language, Sentence

_ABOUT = Sentence(
    "สร้างแผนของรอบ: กองใดต้องรายงานมาตรการใด ภายในเมื่อใด",
    "Write the plan of a round: which division must report which measures, and by when.",
)
_OUTPUT = Sentence("ไฟล์แผนที่จะสร้าง (.xlsx)", "The plan to write (.xlsx).")
_FROM = Sentence(
    "เริ่มจากรายงานฉบับรวมของรอบหรือปีก่อน (.xlsx)",
    "Start from the consolidated workbook of the last round or year (.xlsx).",
)
_EMPTY = Sentence(
    "สร้างแผนเปล่าแล้ว: {path} โปรดกรอกใน Excel", "Empty plan written: {path} Fill it in with Excel."
)
_STARTED = Sentence(
    "สร้างแผนแล้ว: {path} ยกมา {divisions} กอง {measures} มาตรการ โปรดตรวจและกรอกให้ครบ",
    "Plan written: {path} It holds {divisions} divisions, {measures} measures; please complete it.",
)


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("plan", cls=SpeakingCommand, help=_ABOUT.say(language))
    @click.option(
        "-o", "--output", required=True, type=click.Path(path_type=Path),
        metavar="PLAN.xlsx", help=_OUTPUT.say(language),
    )  # fmt: skip
    @click.option(
        "--from", "last", type=click.Path(path_type=Path), metavar="LAST.xlsx",
        help=_FROM.say(language),
    )  # fmt: skip
    def plan(output: Path, last: Path | None) -> None:
        made = planning.make_plan(output, last)
        words = {"divisions": len(made.divisions), "measures": len(made.measures)}
        done = _EMPTY if last is None else _STARTED.fill(**words)
        click.echo(done.fill(path=output).say(language), err=True)

    return plan
