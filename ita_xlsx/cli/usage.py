"""click's own complaints, in Thai."""

import click

from ita_xlsx.language import Sentence


def usage_sentence(error: click.ClickException) -> Sentence:
    """What was wrong with the command as typed, and where to look for help."""
    th = _thai(error)
    return Sentence(
        f"คำสั่งไม่ถูกต้อง: {th} ดูวิธีใช้ด้วย ita-xlsx --help",
        f"Wrong usage: {error.format_message()} See ita-xlsx --help.",
    )


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
    return "ไม่รู้จักคำสั่งหรือตัวเลือกที่พิมพ์"


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return ""
    return parameter.opts[-1] if isinstance(parameter, click.Option) else str(parameter.metavar)


def _choices(parameter: click.Parameter | None) -> str:
    kind = None if parameter is None else parameter.type
    return f" โปรดเลือกจาก {', '.join(kind.choices)}" if isinstance(kind, click.Choice) else ""
