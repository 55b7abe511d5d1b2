"""``ita-xlsx init``."""

from datetime import date
from pathlib import Path

import click

from ita_xlsx.cli.display.carried_text import say_carried
from ita_xlsx.cli.display.echo import echo
from ita_xlsx.cli.group import ABOUT, SpeakingCommand, level_option
from ita_xlsx.cli.plan import FROM
from ita_xlsx.language import Language, Sentence
from ita_xlsx.official.names.levels import Level
from ita_xlsx.verbs import given, round_folder

_FOLDER = Sentence("โฟลเดอร์", "DIR")
_MADE = Sentence("สร้างแล้ว: {path}", "Made: {path}")
_KEPT = Sentence("มีอยู่แล้ว ไม่ได้แก้ไข: {path}", "There already, left as it is: {path}")
_NEXT = Sentence(
    'ขั้นต่อไป: กรอก {plan} ใน Excel แล้วสั่ง ita-xlsx forms "{plan}" -o "{forms}"',
    'Next: fill in {plan} with Excel, then type ita-xlsx forms "{plan}" -o "{forms}"',
)
_NEXT_ABOVE = Sentence(
    "ขั้นต่อไป: กรอก {plan} ใน Excel แล้วนำรายงานที่หน่วยงานส่งมาไว้ใน {returned}",
    "Next: fill in {plan} with Excel, then put the reports that organisations send into {returned}",
)
_LEVEL = Sentence(
    "โฟลเดอร์ของใคร: organisation หน่วยงาน, district อำเภอ หรือ province จังหวัด",
    "Whose folder: an organisation's, a district's or a province's.",
)


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("init", cls=SpeakingCommand, help=ABOUT["init"].say(language))
    @click.argument("folder", type=click.Path(path_type=Path), metavar=_FOLDER.say(language))
    @click.option(
        "--from", "last", multiple=True, type=click.Path(path_type=Path), metavar="LAST.xlsx",
        help=FROM.say(language),
    )  # fmt: skip
    @level_option(language, _LEVEL)
    def init(folder: Path, last: tuple[Path, ...], level: Level) -> None:
        laid_out = round_folder.lay_out(folder, last, level, date.today())
        for sentence, paths in ((_MADE, laid_out.made), (_KEPT, laid_out.kept)):
            for path in paths:
                echo(sentence.fill(path=path).say(language), err=True)
        if last and laid_out.plan is not None:
            say_carried(laid_out.plan, language)
        places = {
            "plan": folder / given.PLAN,
            "forms": folder / round_folder.FORMS,
            "returned": folder / given.RETURNED,
        }
        with_forms = places["forms"] in (*laid_out.made, *laid_out.kept)
        sentence = _NEXT if with_forms else _NEXT_ABOVE
        echo(sentence.fill(**places).say(language), err=True)

    return init
