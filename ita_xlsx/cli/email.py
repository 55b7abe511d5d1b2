"""``ita-xlsx email``."""

import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import click

import ita_xlsx
from ita_xlsx.cli.display.as_text import BY_PLAN
from ita_xlsx.cli.display.echo import echo
from ita_xlsx.cli.group import ABOUT, SpeakingCommand
from ita_xlsx.errors import UsageError
from ita_xlsx.language import Language, Sentence

_TO = Sentence("ที่อยู่อีเมลผู้รับ (ระบุได้หลายครั้ง)", "A recipient's address (may be repeated).")
_OUTPUT = Sentence(
    "ไฟล์ร่างอีเมลที่จะสร้าง (ถ้าไม่ระบุ: ชื่อเดียวกับรายงาน)",
    "The draft to write (by default beside the report, with its name).",
)
_TEXT = Sentence(
    "พิมพ์อีเมลเป็นข้อความ เพื่อคัดลอกเอง", "Print the mail as plain text, to be copied by hand."
)
_SEND = Sentence(
    "ส่งทันทีผ่านเซิร์ฟเวอร์อีเมล (ITA_XLSX_SMTP_... หรือ ita_xlsx.ini ข้างรายงาน หรือแผน)",
    "Send it now by the mail server (ITA_XLSX_SMTP_..., ita_xlsx.ini beside the report, or plan).",
)
_FORCE = Sentence("ส่งแม้พบสิ่งที่ต้องแก้ไข", "Send it even when errors are found.")
_YES = Sentence("ตอบ “ใช่” ทุกคำถาม", "Answer every question with yes.")
_REMIND = Sentence(
    "ร่างอีเมลเตือนกองที่ยังไม่ส่ง พร้อมแบบรายงาน หรือเตือนหน่วยงานตามแผนของอำเภอ (ใช้กับ -o โฟลเดอร์)",
    "Draft reminders to divisions (by a district's plan: organisations) that sent nothing (with -o "
    "FOLDER).",
)
_FORMS = Sentence(
    "ร่างอีเมลส่งแบบรายงานให้ทุกกองในแผน (ใช้กับ -o โฟลเดอร์)",
    "Draft the mails with which all divisions of the plan get their forms (with -o FOLDER).",
)
_RETURNS = Sentence(
    "ร่างอีเมลส่งสำเนาที่ทำเครื่องหมายไว้ให้ผู้ส่งแก้ไข (ใช้กับ -o โฟลเดอร์)",
    "Draft the mails with which the marked copies go back to be fixed (with -o FOLDER).",
)
_PLAN = Sentence(
    "แผนของรอบ: บอกกองและอีเมล (ใช้กับ --forms --remind --returns) หรือบอกผู้รับและเซิร์ฟเวอร์อีเมล",
    "The plan of the round: it names divisions and their addresses (with --forms, --remind, "
    "--returns), or the receiver and server.",
)
_ONE_AND_TO = Sentence(
    "โปรดระบุรายงานหนึ่งไฟล์ และผู้รับอย่างน้อยหนึ่งคนด้วย --to หรือแผนที่มีอีเมลผู้รับด้วย --plan",
    "Please name one report, and at least one recipient by --to, or a plan that has one by --plan.",
)
_FOLDER = Sentence(
    "โปรดระบุโฟลเดอร์ของร่างอีเมลด้วย -o เช่น ita-xlsx email --{kind} -o mail",
    "Please name a folder for the drafts by -o: ita-xlsx email --{kind} -o mail",
)
_ONE_KIND = Sentence(
    "โปรดสั่งทีละอย่าง: --forms --remind หรือ --returns",
    "Please choose one of --forms, --remind and --returns.",
)
_NOT_WITH = Sentence(
    "--{kind} ร่างอีเมลไว้ให้ส่งเอง ใช้กับ --to หรือ --send ไม่ได้",
    "--{kind} drafts mails for you to send; it does not go with --to or --send.",
)
_UNADDRESSED = Sentence(
    "{name} ยังไม่ส่ง แต่ในแผนไม่มีอีเมลที่ใช้ได้ โปรดแจ้งทางอื่นหรือแก้ไขแผน",
    "{name} has sent nothing, and the plan has no valid address of it; please inform it otherwise "
    "or fix the plan.",
)
_NO_ADDRESS = Sentence(
    "ในแผนไม่มีอีเมลที่ใช้ได้ของ {name} โปรดส่งทางอื่น หรือแก้ไขแผน",
    "The plan has no valid address of {name}; please send it otherwise, or fix the plan.",
)
_TEXTS = Sentence(
    "ข้อความเดียวกันสำหรับวางใน LINE หรือเว็บเมลอยู่ในไฟล์ .txt {count} ไฟล์ ใน {folder}",
    "The same as text to paste into LINE or webmail is in {count} .txt files in {folder}.",
)
_PLAN_ERRORS = Sentence(
    "แผนยังมีสิ่งที่ต้องแก้ไข {count} แห่ง โปรดดูด้วย ita-xlsx check และแก้ก่อนส่ง แล้วร่างใหม่",
    "Errors are in the plan ({count}); please see them with ita-xlsx check, fix them before you "
    "send anything, and draft again.",
)
_NONE_TO_FIX = Sentence(
    "ไม่มีไฟล์ที่ต้องส่งกลับให้แก้ไข", "There is no file that has to go back to be fixed."
)
_DOUBTFUL = Sentence(
    "{name} ยังไม่ส่ง แต่มีรายงานของ “{near}” ซึ่งชื่อใกล้เคียงกัน จึงไม่ได้ร่างอีเมลเตือน "
    "โปรดตรวจว่าเป็นแห่งเดียวกันหรือไม่",
    "{name} has sent nothing, but “{near}”, which is not in the plan, has: no reminder was "
    "drafted. Please check whether they are the same.",
)
_ALL_SENT = Sentence("ทุกแห่งในแผนส่งแล้ว ไม่มีผู้ที่ต้องเตือน", "All that the plan lists have sent something.")
_DRAFTED = Sentence(
    "ร่างอีเมลอยู่ที่ {path} โปรดเปิดด้วยโปรแกรมอีเมล ตรวจทาน แล้วกดส่ง",
    "The draft is at {path}; please open it with your mail program, look it over, and send it.",
)
_SENT = Sentence("ส่งอีเมลถึง {to} แล้ว", "The mail was sent to {to}.")
# On a Thai keyboard the key y types ั.
_AGREEMENTS = frozenset({"y", "yes", "ใช่", "ตกลง", "ั"})


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("email", cls=SpeakingCommand, help=ABOUT["email"].say(language))
    @click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="OUT.xlsx")
    @click.option("--to", multiple=True, metavar="ADDRESS", help=_TO.say(language))
    @click.option(
        "-o", "--output", type=click.Path(path_type=Path), metavar="DRAFT.eml",
        help=_OUTPUT.say(language),
    )  # fmt: skip
    @click.option("--text", is_flag=True, help=_TEXT.say(language))
    @click.option("--send", is_flag=True, help=_SEND.say(language))
    @click.option("--force", is_flag=True, help=_FORCE.say(language))
    @click.option("--yes", is_flag=True, help=_YES.say(language))
    @click.option("--forms", is_flag=True, help=_FORMS.say(language))
    @click.option("--remind", is_flag=True, help=_REMIND.say(language))
    @click.option("--returns", is_flag=True, help=_RETURNS.say(language))
    @click.option(
        "--plan", type=click.Path(path_type=Path), metavar="PLAN.xlsx", help=_PLAN.say(language)
    )
    def email(
        paths: tuple[Path, ...],
        to: tuple[str, ...],
        output: Path | None,
        text: bool,
        send: bool,
        force: bool,
        yes: bool,
        forms: bool,
        remind: bool,
        returns: bool,
        plan: Path | None,
    ) -> int:
        flags = {"forms": forms, "remind": remind, "returns": returns}
        if kinds := [kind for kind, given in flags.items() if given]:
            if len(kinds) > 1:
                raise UsageError(_ONE_KIND)
            if to or send:
                raise UsageError(_NOT_WITH.fill(kind=kinds[0]))
            return _draft(kinds[0], plan, paths, output, text, language)
        if len(paths) != 1:
            raise UsageError(_ONE_AND_TO)
        (workbook,) = paths
        if output is None and not text and not send:
            output = workbook.with_suffix(".eml")
        outgoing = ita_xlsx.draft_email(workbook, to, output, plan, Path())
        for warning in outgoing.warnings:
            echo(warning.say(language), err=True)
        if text:
            echo(ita_xlsx.email_text(outgoing, language))
        if output is not None:
            echo(_DRAFTED.fill(path=output).say(language), err=True)
        if send:
            ita_xlsx.send_email(
                outgoing,
                datetime.now().astimezone(),
                environment=os.environ,
                force=force,
                confirm=lambda question: yes or _agreed(question.say(language)),
                ask_password=lambda question: _typed(question.say(language)),
            )
            names = ", ".join(outgoing.mail.to)
            echo(_SENT.fill(to=names).say(language), err=True)
        return int(outgoing.errors > 0)

    return email


def _draft(
    kind: str,
    plan: Path | None,
    paths: tuple[Path, ...],
    folder: Path | None,
    text: bool,
    language: Language,
) -> int:
    """Draft letters; the drafts are errors to nobody, but a missing address is reported."""
    if folder is None:
        raise UsageError(_FOLDER.fill(kind=kind))
    today = datetime.now().date()
    if kind == "forms":
        drafted = ita_xlsx.mail_forms(plan, folder, Path())
    else:
        make = ita_xlsx.remind if kind == "remind" else ita_xlsx.mail_returns
        drafted = make(plan, paths, folder, today, Path())
    if drafted.found_plan is not None:
        echo(BY_PLAN.fill(path=drafted.found_plan).say(language), err=True)
    if text:
        letters = (path.read_text(encoding="utf-8-sig") for path in drafted.texts)
        echo("\n\n".join(letters).rstrip())
    for draft in drafted.drafts:
        echo(_DRAFTED.fill(path=draft).say(language), err=True)
    for name in drafted.unaddressed:
        sentence = _UNADDRESSED if kind == "remind" else _NO_ADDRESS
        echo(sentence.fill(name=name).say(language), err=True)
    for name, near in drafted.doubtful:
        echo(_DOUBTFUL.fill(name=name, near=near).say(language), err=True)
    if drafted.texts:
        said = _TEXTS.fill(count=len(drafted.texts), folder=folder)
    elif drafted.doubtful:
        return 0
    else:
        said = _ALL_SENT if kind == "remind" else _NONE_TO_FIX
    echo(said.say(language), err=True)
    if drafted.plan_errors:
        echo(_PLAN_ERRORS.fill(count=drafted.plan_errors).say(language), err=True)
    return int(drafted.plan_errors > 0)


def _agreed(question: str) -> bool:
    """Whether the user agrees; where nobody can type and nothing is piped in, nobody does."""
    if _can_type():
        echo(f"{question} [y/N] ", nl=False, err=True)
    # There may be no standard input, or one that is only written to or is no text.
    with suppress(AttributeError, OSError, ValueError):
        return sys.stdin.readline().strip().casefold() in _AGREEMENTS
    return False


def _typed(question: str) -> str:
    """What the user types without being shown; nothing where nobody can type."""
    if not _can_type():
        return ""
    answer: str = click.prompt(question, hide_input=True, default="", show_default=False, err=True)
    return answer


def _can_type() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
