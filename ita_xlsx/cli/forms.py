"""``ita-xlsx forms``."""

from pathlib import Path

import click

import ita_xlsx
from ita_xlsx.cli.display.echo import echo
from ita_xlsx.cli.display.wrapping import plain
from ita_xlsx.cli.group import ABOUT, SpeakingCommand
from ita_xlsx.language import Language, Sentence

_PLAN = Sentence("แผน.xlsx", "PLAN.xlsx")
_FOLDER = Sentence("โฟลเดอร์ที่จะวางแบบรายงาน", "The folder for the forms.")
_FROM = Sentence(
    "ไฟล์หรือโฟลเดอร์ที่กองส่งกลับมาแล้ว ผลที่รายงานไว้จะอยู่ในแบบรายงานใหม่ (ระบุได้หลายครั้ง)",
    "Returned files or folders; what they answer is in the new forms. May be given again.",
)
_NOT_CARRIED = Sentence(
    "ไม่ได้ยกไปแบบรายงานใหม่ {count} มาตรการ เพราะไม่อยู่ในแผนของกอง หรือกองรายงานใหม่แล้ว "
    "หากยังต้องรายงาน โปรดเพิ่มในแผนแล้วสั่งใหม่",
    "Not carried into the new forms ({count}), as the plan has no such measure for the division, "
    "or it was answered again; if it is still to be reported, add it to the plan and try again.",
)
_LEFT = Sentence(
    "  {division}: {issue} ({file} {sheet} แถว {row})",
    "  {division}: {issue} ({file} {sheet} row {row})",
)
_DONE = Sentence("สร้างแบบรายงาน {count} ไฟล์ใน {folder}", "{count} forms are in {folder}")


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("forms", cls=SpeakingCommand, help=ABOUT["forms"].say(language))
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
        from ita_xlsx.cli.display.as_text import findings_text
        from ita_xlsx.cli.display.wrapping import line_width

        made = ita_xlsx.make_forms(plan, output, returned)
        if lines := findings_text(made.findings, language, line_width()):
            echo(lines, err=True)
        if made.left_out:
            echo(_left_out(made.left_out, language), err=True)
        done = _DONE.fill(count=len(made.forms), folder=output).say(language)
        echo("\n".join([done, *(f"  {path.name}" for path in made.forms)]))
        return int(made.has_errors)

    return forms


def _left_out(left_out: tuple[ita_xlsx.LeftOut, ...], language: Language) -> str:
    """All that is answered and is in no new form, none of it left out of the list."""
    measures = (
        _LEFT.fill(
            file=Path(one.file).name, sheet=one.sheet, row=one.row,
            division=one.division or "?", issue=plain(one.issue),
        )
        for one in left_out
    )  # fmt: skip
    lines = (_NOT_CARRIED.fill(count=len(left_out)), *measures)
    return "\n".join(sentence.say(language) for sentence in lines)
