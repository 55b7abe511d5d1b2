"""``ita-xlsx forms``."""

from pathlib import Path

import click

from ita_xlsx import planning
from ita_xlsx.cli.group import SpeakingCommand
from ita_xlsx.language import Language, Sentence

_ABOUT = Sentence(
    "สร้างแบบรายงานของแต่ละกองตามแผน กรอกมาตรการไว้ให้แล้ว",
    "Write the prefilled form of each division of a plan.",
)
_PLAN = Sentence("แผน.xlsx", "PLAN.xlsx")
_FOLDER = Sentence("โฟลเดอร์ที่จะวางแบบรายงาน", "The folder for the forms.")
_FROM = Sentence(
    "ไฟล์หรือโฟลเดอร์ที่กองส่งกลับมาแล้ว ผลที่รายงานไว้จะอยู่ในแบบรายงานใหม่ (ระบุได้หลายครั้ง)",
    "Returned files or folders; what they answer stands in the new forms. May be given again.",
)
_DONE = Sentence("สร้างแบบรายงาน {count} ไฟล์ใน {folder}", "{count} forms are in {folder}")


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("forms", cls=SpeakingCommand, help=_ABOUT.say(language))
    @click.argument("plan", type=click.Path(path_type=Path), metavar=_PLAN.say(language))
    @click.option(
        "-o", "--output", required=True, type=click.Path(path_type=Path),
        metavar="DIR", help=_FOLDER.say(language),
    )  # fmt: skip
    @click.option(
        "--from", "returned", multiple=True, type=click.Path(path_type=Path),
        metavar="PATH", help=_FROM.say(language),
    )  # fmt: skip
    def forms(plan: Path, output: Path, returned: tuple[Path, ...]) -> int:
        from ita_xlsx.cli.as_text import findings_text
        from ita_xlsx.cli.wrapping import line_width

        made = planning.make_forms(plan, output, returned)
        if told := findings_text(made.findings, language, line_width()):
            click.echo(told, err=True)
        done = _DONE.fill(count=len(made.forms), folder=output).say(language)
        click.echo("\n".join([done, *(f"  {path.name}" for path in made.forms)]))
        return int(made.has_errors)

    return forms
