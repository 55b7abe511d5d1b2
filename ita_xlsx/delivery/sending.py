"""Sending a report: the warnings before it, the questions, and the note in the log."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from ita_xlsx.delivery import log, smtp
from ita_xlsx.delivery.message import Attachment, Mail, attachment, message_bytes
from ita_xlsx.delivery.settings import PASSWORD, BadSettings, Server, read_settings
from ita_xlsx.errors import ItaXlsxError
from ita_xlsx.files import read_input
from ita_xlsx.language import Sentence
from ita_xlsx.thai.dates import BUDDHIST_ERA, month_name

Confirm = Callable[[Sentence], bool]
AskPassword = Callable[[Sentence], str]


class HasErrors(ItaXlsxError):
    """The report was not sent, as errors were found in it."""

    exit_code = 1


class NotConfirmed(ItaXlsxError):
    """Nobody agreed to a sending that one should think about."""


@dataclass(frozen=True)
class Outgoing:
    """A consolidated workbook as a mail; ``errors`` is how many were found in it.

    ``changed``: its seal is broken. ``output`` is where the draft was written, None when none was;
    ``settings`` are those of the mail server in a plan, whose name is ``plan_file``.
    """

    workbook: Path
    mail: Mail
    errors: int
    changed: bool
    output: Path | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    plan_file: str = ""

    @property
    def warnings(self) -> tuple[Sentence, ...]:
        """What the sender should know before the mail goes."""
        return tuple(self._warnings())

    def _warnings(self) -> Iterator[Sentence]:
        if self.errors:
            yield _ERRORS.fill(count=self.errors, file=self.workbook)
        if self.changed:
            yield _CHANGED.fill(file=self.workbook)
        pdf = pdf_of(self.workbook)
        if pdf.is_file() and pdf.stat().st_mtime < self.workbook.stat().st_mtime:
            yield _OLD_PDF.fill(file=pdf)


def pdf_of(workbook: Path) -> Path:
    """Where the PDF of a workbook lies, if it has one."""
    return workbook.with_suffix(".pdf")


def attachments(workbook: Path) -> tuple[Attachment, ...]:
    """The workbook, and its PDF when there is one. Raises NothingToRead, UsageError."""
    pdf = pdf_of(workbook)
    files = (workbook, pdf) if pdf.is_file() and pdf != workbook else (workbook,)
    return tuple(attachment(file.name, read_input(file)) for file in files)


def send_outgoing(
    outgoing: Outgoing,
    environment: Mapping[str, str],
    now: datetime,
    *,
    force: bool,
    confirm: Confirm,
    ask_password: AskPassword,
) -> None:
    """Send a mail once every question is answered with yes, and log it beside the workbook.

    Raises HasErrors without ``force``, BadSettings, NotConfirmed, CannotWrite and CannotSend, which
    say whether it was sent. What ends the sending in between leaves a line in the log that it
    began, and the next sending asks.
    """
    if outgoing.errors and not force:
        raise HasErrors(_NOT_WITH_ERRORS.fill(count=outgoing.errors, file=outgoing.workbook))
    folder = outgoing.workbook.parent
    server = read_settings(environment, folder, outgoing.settings, outgoing.plan_file)
    path, to = log.log_of(outgoing.workbook), outgoing.mail.to
    log.refuse_unwritable(path)
    digest = sha256(outgoing.mail.attachments[0].content).hexdigest()
    known = log.of_mail(log.sendings(path), digest, to)
    for question in (*_questions(outgoing, known), *_of_server(server, environment)):
        if not confirm(question):
            raise NotConfirmed(_NOT_CONFIRMED.fill(question=question))
    password = _password(server, environment, ask_password)
    message = message_bytes(outgoing.mail, server.sender, now)
    begun = log.note(path, log.Sending(now, to, digest, certain=False))
    try:
        # Of two that asked at the same time, the one that is noted first sends.
        if not set(log.of_mail(log.sendings(path, begun[0]), digest, to)) <= set(known):
            raise NotConfirmed(_MEANWHILE.fill(file=outgoing.workbook.name))
        smtp.send(server, password, message, to)
    except smtp.MaybeSent:
        raise
    except ItaXlsxError:
        log.withdraw(path, begun)
        raise
    log.confirm(path, begun)


def _questions(outgoing: Outgoing, known: Iterable[log.Sending]) -> Iterator[Sentence]:
    if outgoing.changed:
        yield _SEND_CHANGED.fill(file=outgoing.workbook.name)
    for address, sent in log.last_sent(known, outgoing.mail.to):
        yield _AGAIN.fill(address=address, when=_when(sent))
    for address, begun in log.last_sent(known, outgoing.mail.to, certain=False):
        yield _PERHAPS.fill(address=address, when=_when(begun))


def _of_server(server: Server, environment: Mapping[str, str]) -> Iterator[Sentence]:
    """A password that nobody types is for the server that its owner means, not for any file's."""
    if server.user and server.named_by and environment.get(PASSWORD):
        yield _GIVE_PASSWORD.fill(variable=PASSWORD, host=server.host, file=server.named_by)


def _password(server: Server, environment: Mapping[str, str], ask: AskPassword) -> str:
    if not server.user:
        return ""
    password = environment.get(PASSWORD) or ask(
        _ASK_PASSWORD.fill(user=server.user, host=server.host)
    )
    if not password:
        raise BadSettings(_NO_PASSWORD.fill(user=server.user, variable=PASSWORD))
    return password


def _when(moment: datetime) -> Sentence:
    year = moment.year + BUDDHIST_ERA
    return Sentence(
        f"{moment.day} {month_name(moment.month)} {year} เวลา {moment:%H:%M} น.",
        f"{moment:%Y-%m-%d %H:%M}",
    )


_ERRORS = Sentence(
    'คำเตือน: รายงานนี้ยังมีสิ่งที่ต้องแก้ไข {count} แห่ง ดูรายละเอียดด้วย ita-xlsx check "{file}"',
    'Warning: {count} errors are found in this report; see them by ita-xlsx check "{file}".',
)
_CHANGED = Sentence(
    "คำเตือน: “{file}” ถูกแก้ไขหลังจากคำสั่ง merge สร้างไว้ หรือถูกบันทึกอีกครั้งด้วยโปรแกรมอื่น เช่น Excel",
    "Warning: “{file}” was changed since merge wrote it, "
    "or saved again by another program, such as Excel.",
)
_OLD_PDF = Sentence(
    "คำเตือน: “{file}” เก่ากว่ารายงาน อาจไม่ตรงกัน โปรดสร้างใหม่ด้วย ita-xlsx pdf",
    "Warning: “{file}” is older than the report and may differ; make it again by ita-xlsx pdf.",
)
_NOT_WITH_ERRORS = Sentence(
    'ยังไม่ได้ส่งอีเมล: รายงานยังมีสิ่งที่ต้องแก้ไข {count} แห่ง ดูด้วย ita-xlsx check "{file}" '
    "หากต้องการส่งทั้งที่ยังไม่แก้ไข โปรดใส่ --force",
    'Nothing was sent: {count} errors are found in the report; see ita-xlsx check "{file}". '
    "To send it all the same, add --force.",
)
_SEND_CHANGED = Sentence(
    "ต้องการส่ง “{file}” ซึ่งถูกแก้ไขหลังจากคำสั่ง merge สร้างไว้หรือไม่",
    "Send “{file}” although it was changed since merge wrote it?",
)
_AGAIN = Sentence(
    "ไฟล์ฉบับเดียวกันนี้เคยส่งถึง {address} แล้วเมื่อ {when} ต้องการส่งอีกครั้งหรือไม่",
    "The same file was sent to {address} on {when}. Send it again?",
)
_PERHAPS = Sentence(
    "ไฟล์ฉบับเดียวกันนี้เริ่มส่งถึง {address} เมื่อ {when} แต่ไม่ทราบว่าส่งถึงหรือไม่"
    " โปรดถามผู้รับก่อน ต้องการส่งอีกครั้งหรือไม่",
    "A sending of the same file to {address} began on {when}, and nothing tells whether it arrived;"
    " please ask the receiver. Send it again?",
)
_GIVE_PASSWORD = Sentence(
    "ต้องการส่งรหัสผ่านในตัวแปร {variable} ไปยังเซิร์ฟเวอร์ “{host}” ตามที่ “{file}” ระบุหรือไม่",
    "Give the password in {variable} to the server “{host}”, as “{file}” says?",
)
_NOT_CONFIRMED = Sentence(
    "ยังไม่ได้ส่งอีเมล เพราะไม่มีผู้ตอบว่าใช่ต่อคำถาม “{question}” หากต้องการส่ง โปรดตอบ ใช่ (y) "
    "หรือสั่งใหม่พร้อม --yes",
    "Nothing was sent, as nobody said yes to “{question}” To send it, answer y, or add --yes.",
)
_MEANWHILE = Sentence(
    "ยังไม่ได้ส่งอีเมลจากหน้าต่างนี้ เพราะมีผู้ส่ง “{file}” ฉบับเดียวกันถึงผู้รับเดียวกันจากอีกหน้าต่างหนึ่งในขณะนี้",
    "Nothing was sent from here, as the same “{file}” is being sent to the same receiver by "
    "another window at this moment.",
)
_ASK_PASSWORD = Sentence("รหัสผ่านของ {user} ที่ {host}", "Password of {user} at {host}")
_NO_PASSWORD = Sentence(
    "ยังไม่ได้ส่งอีเมล: ไม่มีรหัสผ่านของ {user} โปรดตั้งตัวแปร {variable} หรือพิมพ์เมื่อโปรแกรมถาม",
    "Nothing was sent: there is no password of {user}; "
    "please set {variable} or type it when asked.",
)
