"""The command group, its help in the language asked for, and what all commands share."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from ita_xlsx.cli.display.echo import echo
from ita_xlsx.cli.help import HelpContext
from ita_xlsx.cli.outputs import Output
from ita_xlsx.cli.usage import EXAMPLES
from ita_xlsx.language import Language, Sentence

# Every command, and what it does. Each has its own file with a function ``command(language)``; it
# is imported when the command is called for, so that --help imports none.
ABOUT: dict[str, Sentence] = {
    "init": Sentence(
        "จัดโฟลเดอร์ของรอบ: แผน โฟลเดอร์แบบรายงาน โฟลเดอร์รับไฟล์ และไฟล์สำหรับดับเบิลคลิก",
        "Lay out a round's folder: plan, forms, returned, and a file to double-click.",
    ),
    "template": Sentence(
        "สร้างแบบรายงานเปล่าให้กองกรอก",
        "Write the blank template for the divisions to fill in.",
    ),
    "plan": Sentence(
        "สร้างแผนของรอบ: กองใดต้องรายงานมาตรการใด ภายในเมื่อใด "
        "หรือแผนของอำเภอและจังหวัด: หน่วยงานใดต้องส่งรายงาน",
        "Write the plan of a round: which division must report which measures, and "
        "by when; or that of a district or province: which organisations must report.",
    ),
    "forms": Sentence(
        "สร้างแบบรายงานของแต่ละกองตามแผน กรอกมาตรการไว้ให้แล้ว",
        "Write the prefilled form of each division of a plan.",
    ),
    "status": Sentence(
        "ดูว่ากอง (หรือหน่วยงาน ตามแผนของอำเภอ) ใดส่งแล้ว ใดยังไม่ส่งหรือส่งช้า และต้องทำอะไรต่อ",
        "Who (divisions, or organisations by a district's plan) has sent what, who "
        "is missing or late, and what to do next.",
    ),
    "merge": Sentence(
        "รวมไฟล์ที่กองส่งกลับมาเป็นรายงานฉบับเดียว",
        "Merge the returned workbooks into one report.",
    ),
    "check": Sentence(
        "ตรวจไฟล์ที่กองส่งกลับมา โดยไม่เขียนไฟล์ใดนอกจากที่สั่ง",
        "Check the returned workbooks; writes nothing unless asked.",
    ),
    "compare": Sentence(
        "เปรียบเทียบรายงานรอบนี้กับรอบก่อน ว่ามาตรการใดเปลี่ยนไปอย่างไร",
        "Compare one round with another: which measures changed, and how.",
    ),
    "pdf": Sentence(
        "พิมพ์รายงาน (ปก รายงานผล และสรุป) เป็น PDF ด้วย LibreOffice",
        "Print the report (cover, table and summary) as PDF through LibreOffice.",
    ),
    "email": Sentence(
        "ร่างอีเมลส่งรายงานที่รวมแล้ว พร้อมหนังสือนำและไฟล์แนบ หรือส่งทันทีด้วย --send",
        "Draft a mail with the merged report and a covering letter, or send it by --send.",
    ),
    "fonts": Sentence(
        "ตรวจว่ามีฟอนต์ที่รายงานใช้ครบหรือไม่ และติดตั้งฟอนต์จากไฟล์",
        "Tell whether the report's fonts are there, and install them from a file.",
    ),
    "years": Sentence(
        "แสดงสิ่งที่ทราบของแต่ละปี (ข้อ OIT) และความแน่นอน หรือเขียนรายการของปีหนึ่งเพื่อแก้ไข",
        "What is known of each year's OIT items, and how sure; or write a list to be corrected.",
    ),
    "demo": Sentence(
        "วางรอบตัวอย่างของเทศบาลสมมุติ: แผน แบบรายงาน ไฟล์ที่ส่งกลับ สิ่งที่พบ และรายงาน",
        "Lay out an example round: plan, forms, returned files, findings, report.",
    ),
    "guide": Sentence(
        "วางคู่มือ (PDF) ของเจ้าหน้าที่กอง ผู้รวบรวม หรืออำเภอ ไว้ส่งต่อ",
        "Write a guide (PDF) for clerks, the consolidator or the district, to be mailed.",
    ),
    "rules": Sentence(
        "แสดงรายการกฎที่ใช้ตรวจ หรือรายละเอียดของกฎตามรหัส",
        "List the rules that are checked, or all about one.",
    ),
}
COMMANDS = tuple(ABOUT)

_USAGE = Sentence("วิธีใช้: ", "Usage: ")
_OPTIONS = Sentence("ตัวเลือก", "Options")
_COMMANDS = Sentence("คำสั่ง", "Commands")
_REQUIRED = Sentence("(ต้องระบุ)", "(required)")
_HELP = Sentence("แสดงวิธีใช้", "Show this help.")
_VERSION = Sentence("แสดงรุ่นของโปรแกรม", "Show the version.")
_LANGUAGE = Sentence("ภาษาของข้อความ th หรือ en", "Language of the messages: th or en.")
_EXAMPLE = Sentence("ตัวอย่าง: {typed}", "For example: {typed}")
_ABOUT = Sentence(
    "รวมและตรวจแบบรายงานมาตรการส่งเสริมคุณธรรมและความโปร่งใส (ITA)",
    "Merge and check the integrity reports (ITA) of a local government's divisions.",
)


class SpeakingCommand(click.Command):
    """A command whose help speaks one language throughout."""

    context_class = HelpContext
    language: Language = "th"

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how to call the command."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), _USAGE.say(self.language))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        required = _REQUIRED.say(self.language)
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        records = [(names, text.replace("[required]", required)) for names, text in records]
        with formatter.section(_OPTIONS.say(self.language)):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP.say(self.language)
            option.callback = _show_help
        return option


class SpeakingGroup(SpeakingCommand, click.Group):
    """The group of all commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in their order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        return build(cmd_name, self.language) if cmd_name in ABOUT else None

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands with one line each."""
        super().format_options(ctx, formatter)
        commands = (click.Command(n, help=text.say(self.language)) for n, text in ABOUT.items())
        rows = [(str(one.name), one.get_short_help_str(200)) for one in commands]
        with formatter.section(_COMMANDS.say(self.language)):
            formatter.write_dl(rows)


def command_line(language: Language) -> click.Group:
    """The whole command line in one language."""
    group = SpeakingGroup(
        "ita-xlsx",
        help=_ABOUT.say(language),
        params=[language_option(language), _version_option(language)],
        callback=_without_command(language),
        invoke_without_command=True,
    )
    speak(group, language)
    return group


def build(name: str, language: Language) -> click.Command:
    """One of the ``COMMANDS`` in one language."""
    command: click.Command = import_module(f"ita_xlsx.cli.{name}").command(language)
    command.params.append(language_option(language))
    command.epilog = _EXAMPLE.fill(typed=EXAMPLES[name]).say(language)
    return speak(command, language)


def _without_command(language: Language) -> Callable[[], int]:
    def here() -> int:
        context = click.get_current_context()
        if context.invoked_subcommand is not None:
            return 0
        from ita_xlsx.cli.here import run_here

        return run_here(context, language)

    return here


def speak(command: click.Command, language: Language) -> click.Command:
    """The command, given its language."""
    command.options_metavar = Sentence("[ตัวเลือก]", "[OPTIONS]").say(language)
    if isinstance(command, SpeakingCommand):
        command.language = language
    if isinstance(command, click.Group):
        command.subcommand_metavar = Sentence("คำสั่ง ...", "COMMAND ...").say(language)
    return command


def language_option(language: Language) -> click.Option:
    """The option --lang; it is looked for before the commands are built."""
    return click.Option(
        ["--lang"],
        type=click.Choice(["th", "en"]),
        expose_value=False,
        help=_LANGUAGE.say(language),
    )


def paths_argument(language: Language) -> Callable[[Any], Any]:
    """The argument PATHS: files or folders; without any, what has returned in the current one."""
    return click.argument(
        "paths",
        nargs=-1,
        type=click.Path(path_type=Path),
        metavar=Sentence("[ไฟล์หรือโฟลเดอร์]...", "[PATHS]...").say(language),
    )


def recursive_option(language: Language) -> Callable[[Any], Any]:
    """The option --recursive."""
    text = Sentence("รวมโฟลเดอร์ย่อยด้วย", "Take the sub-folders of a folder too.")
    return click.option("--recursive", is_flag=True, help=text.say(language))


def format_option(language: Language) -> Callable[[Any], Any]:
    """The option --format."""
    text = Sentence("รูปแบบผลลัพธ์: text หรือ json", "Format of the result: text or json.")
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        help=text.say(language),
    )


def plan_option(language: Language) -> Callable[[Any], Any]:
    """The option --plan."""
    text = Sentence(
        "แผน (.xlsx) ที่บอกว่ากองใดต้องรายงานมาตรการใด หรือหน่วยงานใดต้องส่งรายงาน "
        "(ถ้าไม่ระบุ: plan.xlsx ในโฟลเดอร์ปัจจุบัน)",
        "The plan (.xlsx) that says which division must report which measures, or which "
        "organisations must report (by default plan.xlsx in the current folder).",
    )
    return click.option(
        "--plan",
        type=click.Path(path_type=Path),
        metavar="PLAN.xlsx",
        help=text.say(language),
    )


def year_data_option(language: Language) -> Callable[[Any], Any]:
    """The option --year-data."""
    text = Sentence(
        "รายการข้อ OIT ของท่านเอง (.csv หรือ .xlsx) นอกจากไฟล์ oit_2570.csv ที่อยู่ข้างแผน",
        "A list of OIT items of your own (.csv or .xlsx), besides an oit_2570.csv beside the plan.",
    )
    kind = click.Path(path_type=Path)
    return click.option("--year-data", type=kind, metavar="FILE", help=text.say(language))


def level_option(language: Language, text: Sentence) -> Callable[[Any], Any]:
    """The option --level: for whom something is made."""
    return click.option(
        "--level",
        type=click.Choice(["organisation", "district", "province"]),
        default="organisation",
        help=text.say(language),
    )


def report_options(language: Language) -> Callable[[Any], Any]:
    """The options --findings and --returns."""
    findings = Sentence(
        "เขียนผลการตรวจทั้งหมดลงไฟล์ Excel (.xlsx)", "Write all findings to a workbook (.xlsx)."
    )
    returns = Sentence(
        "โฟลเดอร์สำหรับสำเนาไฟล์ของแต่ละกองที่ทำเครื่องหมายจุดที่ต้องแก้ไขแล้ว",
        "Folder for copies of the divisions' files with all that is to be fixed marked.",
    )

    def add(command: Any) -> Any:
        for name, kind, metavar, text in (
            ("--returns", click.Path(path_type=Path), "DIR", returns),
            ("--findings", Output(".xlsx"), "FILE.xlsx", findings),
        ):
            option = click.option(name, type=kind, metavar=metavar, help=text.say(language))
            command = option(command)
        return command

    return add


def _show_help(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        echo(context.get_help())
        context.exit()


def _version_option(language: Language) -> click.Option:
    def show(context: click.Context, _: click.Parameter, value: bool) -> None:
        if value:
            from ita_xlsx import __version__

            echo(f"ita-xlsx {__version__}")
            context.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=_VERSION.say(language),
    )
