"""click's own complaints, in Thai, with an example of the command that was meant."""

from pathlib import Path

import click

from ita_xlsx.language import Sentence
from ita_xlsx.thai.file_names import legible

# How each command is called most; also at the end of its help.
EXAMPLES: dict[str, str] = {
    "init": "ita-xlsx init 2569-6",
    "template": "ita-xlsx template -o template.xlsx",
    "plan": "ita-xlsx plan -o plan.xlsx",
    "forms": "ita-xlsx forms plan.xlsx -o forms",
    "status": "ita-xlsx status returned --plan plan.xlsx",
    "merge": "ita-xlsx merge returned -o report.xlsx",
    "check": "ita-xlsx check returned",
    "compare": "ita-xlsx compare old.xlsx new.xlsx",
    "pdf": "ita-xlsx pdf report.xlsx",
    "email": "ita-xlsx email report.xlsx --to district@example.go.th",
    "fonts": "ita-xlsx fonts --install THSarabun.ttf",
    "years": "ita-xlsx years --export 2569 -o oit_2570.xlsx",
    "demo": "ita-xlsx demo example",
    "guide": "ita-xlsx guide clerk",
    "rules": "ita-xlsx rules M001",
}
# A command typed this nearly is proposed.
_NEAR = 0.6
_FOLDER = Sentence(
    '“{name}” เป็นโฟลเดอร์ ไม่ใช่คำสั่ง หากต้องการตรวจไฟล์ในนั้น สั่ง ita-xlsx check "{name}" '
    'หากต้องการรวม สั่ง ita-xlsx merge "{name}" -o report.xlsx',
    '“{name}” is a folder and no command. To check its files, type ita-xlsx check "{name}"; '
    'to merge them, ita-xlsx merge "{name}" -o report.xlsx',
)
_FILE = Sentence(
    '“{name}” เป็นไฟล์ ไม่ใช่คำสั่ง หากต้องการตรวจไฟล์นี้ สั่ง ita-xlsx check "{name}"',
    '“{name}” is a file and no command. To check it, type ita-xlsx check "{name}"',
)
_NO_COMMAND = Sentence(
    "ไม่มีคำสั่ง “{name}”{near} ดูคำสั่งทั้งหมดด้วย ita-xlsx --help",
    "There is no command “{name}”{near} ita-xlsx --help lists them all.",
)
_MEANT = Sentence(" หมายถึง {name} หรือไม่", ": is {name} meant?")


def usage_sentence(error: click.ClickException) -> Sentence:
    """What was wrong with the command as typed, and where to look for help."""
    if isinstance(error, click.NoSuchCommand):
        return _no_command(error.command_name, tuple(EXAMPLES))
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = "ita-xlsx" if context is None else context.command_path
    example = EXAMPLES.get(path.rpartition(" ")[2])
    th = f"{_thai(error)} ดูวิธีใช้ด้วย {path} --help"
    en = f"{error.format_message()} See {path} --help."
    if example:
        th, en = f"{th} ตัวอย่าง: {example}", f"{en} For example: {example}"
    return Sentence(f"คำสั่งไม่ถูกต้อง: {th}", f"Wrong usage: {en}")


def _no_command(name: str, commands: tuple[str, ...]) -> Sentence:
    from ita_xlsx.thai.alike import nearest

    words = {"name": legible(name)}
    path = Path(name)
    if path.is_dir():
        return _FOLDER.fill(**words)
    if path.is_file():
        return _FILE.fill(**words)
    near = nearest(name.casefold(), commands, _NEAR)
    return _NO_COMMAND.fill(**words, near=_MEANT.fill(name=near[0]) if near else Sentence("", "."))


def _thai(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        near = f" (หมายถึง {', '.join(error.possibilities)} หรือไม่)" if error.possibilities else ""
        return f"ไม่มีตัวเลือก {error.option_name}{near}"
    if isinstance(error, click.MissingParameter):
        return f"ยังไม่ได้ระบุ {_name(error.param)}"
    if isinstance(error, click.BadParameter):
        return f"ค่าของ {_name(error.param)} ใช้ไม่ได้{_choices(error.param)}"
    if isinstance(error, click.BadOptionUsage):
        return f"ตัวเลือก {error.option_name} ใช้ไม่ถูกต้อง"
    return "ระบุชื่อไฟล์หรือตัวเลือกเกินมา หรือไม่ครบ"


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return ""
    return parameter.opts[-1] if isinstance(parameter, click.Option) else _argument(parameter)


def _argument(parameter: click.Parameter) -> str:
    return parameter.metavar or str(parameter.name).upper()


def _choices(parameter: click.Parameter | None) -> str:
    kind = None if parameter is None else parameter.type
    return f" โปรดเลือกจาก {', '.join(kind.choices)}" if isinstance(kind, click.Choice) else ""
