"""``ita-xlsx email``."""

import os
import sys
from datetime import datetime
from pathlib import Path

import click

from ita_xlsx import mailing
from ita_xlsx.cli.group import SpeakingCommand
from ita_xlsx.language import Language, Sentence

_ABOUT = Sentence(
    "ร่างอีเมลส่งรายงานที่รวมแล้ว พร้อมหนังสือนำและไฟล์แนบ หรือส่งทันทีด้วย --send",
    "Draft a mail with the merged report and a covering letter, or send it by --send.",
)
_TO = Sentence("ที่อยู่อีเมลผู้รับ (ใส่ได้หลายครั้ง)", "A recipient's address (may be repeated).")
_OUTPUT = Sentence(
    "ไฟล์ร่างอีเมลที่จะสร้าง (ถ้าไม่ระบุ: ชื่อเดียวกับรายงาน)",
    "The draft to write (by default beside the report, with its name).",
)
_TEXT = Sentence(
    "พิมพ์อีเมลเป็นข้อความ เพื่อคัดลอกเอง", "Print the mail as plain text, to be copied by hand."
)
_SEND = Sentence(
    "ส่งทันทีผ่านเซิร์ฟเวอร์อีเมล (ITA_XLSX_SMTP_... หรือ ita_xlsx.ini ข้างรายงาน)",
    "Send it now by the mail server (ITA_XLSX_SMTP_... or ita_xlsx.ini beside the report).",
)
_FORCE = Sentence("ส่งแม้พบสิ่งที่ต้องแก้ไข", "Send it even when errors are found.")
_YES = Sentence("ตอบ “ใช่” ทุกคำถาม", "Answer every question with yes.")
_DRAFTED = Sentence(
    "ร่างอีเมลอยู่ที่ {path} โปรดเปิดด้วยโปรแกรมอีเมล ตรวจทาน แล้วกดส่ง",
    "The draft is at {path}; please open it with your mail program, look it over, and send it.",
)
_SENT = Sentence("ส่งอีเมลถึง {to} แล้ว", "The mail was sent to {to}.")
# On a Thai keyboard the key y types ั.
_AGREEMENTS = frozenset({"y", "yes", "ใช่", "ตกลง", "ั"})


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("email", cls=SpeakingCommand, help=_ABOUT.say(language))
    @click.argument("workbook", type=click.Path(path_type=Path), metavar="OUT.xlsx")
    @click.option("--to", required=True, multiple=True, metavar="ADDRESS", help=_TO.say(language))
    @click.option(
        "-o", "--output", type=click.Path(path_type=Path), metavar="DRAFT.eml",
        help=_OUTPUT.say(language),
    )  # fmt: skip
    @click.option("--text", is_flag=True, help=_TEXT.say(language))
    @click.option("--send", is_flag=True, help=_SEND.say(language))
    @click.option("--force", is_flag=True, help=_FORCE.say(language))
    @click.option("--yes", is_flag=True, help=_YES.say(language))
    def email(
        workbook: Path,
        to: tuple[str, ...],
        output: Path | None,
        text: bool,
        send: bool,
        force: bool,
        yes: bool,
    ) -> int:
        if output is None and not text and not send:
            output = workbook.with_suffix(".eml")
        outgoing = mailing.draft_email(workbook, to, output)
        for warning in outgoing.warnings:
            click.echo(warning.say(language), err=True)
        if text:
            click.echo(mailing.email_text(outgoing, language))
        if output is not None:
            click.echo(_DRAFTED.fill(path=output).say(language), err=True)
        if send:
            mailing.send_email(
                outgoing,
                datetime.now().astimezone(),
                environment=os.environ,
                force=force,
                confirm=lambda question: yes or _agreed(question.say(language)),
                ask_password=lambda question: _typed(question.say(language)),
            )
            names = ", ".join(outgoing.mail.to)
            click.echo(_SENT.fill(to=names).say(language), err=True)
        return int(outgoing.errors > 0)

    return email


def _agreed(question: str) -> bool:
    """Whether the user agrees; an end of the input agrees to nothing."""
    click.echo(f"{question} [y/N] ", nl=False, err=True)
    return sys.stdin.readline().strip().casefold() in _AGREEMENTS


def _typed(question: str) -> str:
    """What the user types without being shown; nothing where nobody can type."""
    if not sys.stdin.isatty():
        return ""
    answer: str = click.prompt(question, hide_input=True, default="", show_default=False, err=True)
    return answer
