"""``ita-xlsx plan``."""

from datetime import date
from pathlib import Path

import click

import ita_xlsx
from ita_xlsx.cli.group import ABOUT, SpeakingCommand, level_option
from ita_xlsx.cli.outputs import Output
from ita_xlsx.language import Language, Sentence
from ita_xlsx.official import years
from ita_xlsx.official.levels import Level
from ita_xlsx.official.periods import read_year

_OUTPUT = Sentence("ไฟล์แผนที่จะสร้าง (.xlsx)", "The plan to write (.xlsx).")
_FROM = Sentence(
    "เริ่มจากรายงานฉบับรวมของรอบหรือปีก่อน (.xlsx)",
    "Start from the consolidated workbook of the last round or year (.xlsx).",
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
_LISTED = Sentence(
    "สร้างแผนแล้ว: {path} ยกมา {listed} หน่วยงานหรืออำเภอ\n"
    "หน่วยงานที่ไม่ได้ส่งครั้งก่อน อีเมล ผู้ประสานงาน และชื่อเรียกอื่นไม่มีในรายงาน "
    "โปรดกรอกหรือคัดลอกจากแผนเดิม แล้วตรวจให้ครบ",
    "Plan written: {path} It lists {listed} organisations or districts.\n"
    "No report holds who sent nothing, e-mail addresses, officers and other spellings: please fill "
    "them in, or copy them from the last plan, and look all of it over.",
)
_STARTED = Sentence(
    "สร้างแผนแล้ว: {path} ยกมา {divisions} กอง {measures} มาตรการ\n"
    "ผู้ลงนาม อีเมล เจ้าหน้าที่ และชื่อเรียกอื่นไม่มีในรายงาน โปรดกรอกหรือคัดลอกจากแผนเดิม แล้วตรวจให้ครบ",
    "Plan written: {path} It holds {divisions} divisions, {measures} measures.\n"
    "No report holds signers, e-mail addresses, officers and other spellings: please fill them in, "
    "or copy them from the last plan, and look all of it over.",
)


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("plan", cls=SpeakingCommand, help=ABOUT["plan"].say(language))
    @click.option(
        "-o", "--output", required=True, type=Output(".xlsx"),
        metavar="PLAN.xlsx", help=_OUTPUT.say(language),
    )  # fmt: skip
    @click.option(
        "--from", "last", type=click.Path(path_type=Path), metavar="LAST.xlsx",
        help=_FROM.say(language),
    )  # fmt: skip
    @level_option(language, _LEVEL)
    def plan(output: Path, last: Path | None, level: Level) -> None:
        made = ita_xlsx.make_plan(output, last, level, date.today())
        words = {"divisions": len(made.divisions), "measures": len(made.measures)}
        done = _LISTED.fill(listed=len(made.divisions)) if made.above else _STARTED.fill(**words)
        done = _EMPTY if last is None else done
        click.echo(done.fill(path=output).say(language), err=True)
        year = read_year(made.facts.get("fiscal_year", ""))
        if not made.above and (remark := years.remark(year)) is not None:
            click.echo(remark.say(language), err=True)

    return plan
