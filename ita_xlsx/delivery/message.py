"""A mail as data, as the bytes of a draft or of a message to send, and as plain text.

The classes of ``email.mime`` with the policy compat32 are used on purpose: ``EmailMessage`` cuts a
Thai file name into ``filename*0*``, which Outlook shows as "Untitled attachment".
"""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from hashlib import sha256
from pathlib import PurePath
from urllib.parse import quote

from ita_xlsx.errors import UsageError
from ita_xlsx.language import Language, Sentence

_TYPES = {
    ".xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "pdf",
}
# Lines as they are, each ended as mail wants it; every header is folded before.
_POLICY = compat32.clone(linesep="\r\n", max_line_length=None)
# A line of a message holds 998 bytes (RFC 5322, 2.1.1), and a file name is in one line.
_LONGEST_NAME = 900

# RFC 5321, 4.1.2 without quoted names: no blank, no control character, no letter outside ASCII.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(
    rf"(?=.{{1,254}}\Z)(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+"
)


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """What is mailed to whom."""

    to: tuple[str, ...]
    subject: str
    body: str
    attachments: tuple[Attachment, ...]


def addresses(texts: Iterable[str]) -> tuple[str, ...]:
    """The e-mail addresses, each once whatever its case. Raises UsageError for what is none."""
    found: dict[str, str] = {}
    for text in texts:
        address = text.strip(" ")
        if _ADDRESS.fullmatch(address) is None:
            raise UsageError(_NO_ADDRESS.fill(address=_printable(text)))
        found.setdefault(address.casefold(), address)
    return tuple(found.values())


def attachment(name: str, content: bytes) -> Attachment:
    """A file to attach. Raises UsageError for a name too long to be mailed."""
    # macOS hands names over decomposed.
    composed = unicodedata.normalize("NFC", name)
    if len(_percent(composed)) > _LONGEST_NAME:
        raise UsageError(_LONG_NAME.fill(name=name))
    return Attachment(composed, content)


_NO_ADDRESS = Sentence(
    "“{address}” ไม่ใช่ที่อยู่อีเมลที่ถูกต้อง โปรดระบุเฉพาะที่อยู่ เช่น name@example.go.th",
    "“{address}” is no valid e-mail address; please give the bare address: name@example.go.th.",
)
_LONG_NAME = Sentence(
    "ชื่อไฟล์ “{name}” ยาวเกินไปสำหรับแนบอีเมล โปรดตั้งชื่อไฟล์ให้สั้นลง",
    "The file name “{name}” is too long to be mailed; please shorten it.",
)


def draft_bytes(mail: Mail) -> bytes:
    """The mail as a draft (.eml) that a mail program opens ready to send; the same bytes always."""
    return _message(mail, {"X-Unsent": "1"})


def message_bytes(mail: Mail, sender: str, now: datetime) -> bytes:
    """The mail as it is sent at ``now`` (with its time zone) from the address ``sender``."""
    key = sha256(f"{_digest(mail)} {now.isoformat()}".encode()).hexdigest()[:32]
    headers = {
        "From": sender,
        "Date": format_datetime(now),
        "Message-ID": f"<{key}@{sender.rpartition('@')[2]}>",
    }
    return _message(mail, headers)


_TEXT = Sentence(
    "ถึง: {to}\nเรื่อง: {subject}\nไฟล์แนบ: {files}\n\n{body}",
    "To: {to}\nSubject: {subject}\nAttachments: {files}\n\n{body}",
)


def as_text(mail: Mail, language: Language) -> str:
    """The mail to be copied by hand into a mail program; only the heads follow the language."""
    files = ", ".join(_printable(one.name) for one in mail.attachments)
    words = {"to": ", ".join(mail.to), "subject": _printable(mail.subject), "files": files}
    return _TEXT.fill(body="\n".join(_lines(mail.body)), **words).say(language)


# For the Notepad of Windows.
_TEXT_FILE = "utf-8-sig"


def text_bytes(mail: Mail) -> bytes:
    """The mail as a text file to copy from."""
    lines = as_text(mail, "th").split("\n")
    return _marked("".join(f"{line}\r\n" for line in lines).encode(_TEXT_FILE, "replace"))


def is_letter(content: bytes) -> bool:
    """Whether a file is one that ``draft_bytes`` or ``text_bytes`` made."""
    begins = (_DRAFT_BEGINS, _TEXT.th.partition("{")[0].encode(_TEXT_FILE))
    return content.startswith(begins)


def is_unchanged_letter(content: bytes) -> bool:
    """Whether a file is such a letter that nobody saved since, by the digest in it."""
    if content.startswith(_DRAFT_BEGINS):
        return _named(content) == content
    return is_letter(content) and _marked(content[:-_MARK_LENGTH]) == content


# 64 bits of the digest and a line end: a mistake is to be noticed, not a forgery.
_MARK_LENGTH = 64 + len(b"\r\n")


def _marked(text: bytes) -> bytes:
    """A text whose last line is its digest in blanks and tabs: nobody sees it who pastes it."""
    bits = f"{int.from_bytes(sha256(text).digest()[:8]):064b}"
    return text + bits.translate({ord("0"): " ", ord("1"): "\t"}).encode() + b"\r\n"


_BOUNDARY, _NO_NAME = "ita_xlsx_", "0" * 40
_DRAFT_BEGINS = f'Content-Type: multipart/mixed; boundary="{_BOUNDARY}'.encode()
# Between the boundaries there is only base64, in which there is no "-".
_BOUNDARIES = re.compile(
    rf'^((?:Content-Type: multipart/mixed; boundary="|--){_BOUNDARY})[0-9a-f]{{40}}'.encode(),
    re.MULTILINE,
)


def _named(message: bytes) -> bytes:
    """The message with boundaries that are named by its content."""
    blank = _BOUNDARIES.sub(rb"\g<1>" + _NO_NAME.encode(), message)
    return _BOUNDARIES.sub(rb"\g<1>" + sha256(blank).hexdigest()[:40].encode(), blank)


def _message(mail: Mail, headers: Mapping[str, str]) -> bytes:
    whole = MIMEMultipart(boundary=f"{_BOUNDARY}{_NO_NAME}")
    for name, value in headers.items():
        whole[name] = value
    whole["To"] = ",\n ".join(addresses(mail.to))
    whole["Subject"] = Header(_printable(mail.subject), "utf-8", header_name="Subject").encode()
    whole.attach(MIMEText("\r\n".join(_lines(mail.body)), "plain", "utf-8"))
    for one in mail.attachments:
        whole.attach(_part(one))
    return _named(whole.as_bytes(policy=_POLICY))


def _part(one: Attachment) -> MIMEApplication:
    """An attachment whose name old and new mail programs read whole.

    New ones read ``filename*`` (RFC 5987), old ones ``name``, an encoded word in one piece.
    """
    kind = _TYPES.get(PurePath(one.name).suffix.lower(), "octet-stream")
    part = MIMEApplication(one.content, kind)
    word = b64encode(one.name.encode("utf-8", "replace")).decode("ascii")
    del part["Content-Type"]
    part["Content-Type"] = f'application/{kind};\n name="=?utf-8?b?{word}?="'
    part["Content-Disposition"] = f"attachment;\n filename*=utf-8''{_percent(one.name)}"
    return part


def _percent(name: str) -> str:
    return quote(name, safe="", encoding="utf-8", errors="replace")


def _digest(mail: Mail) -> str:
    """The SHA-256 over everything in the mail, in hexadecimal."""
    texts = [*mail.to, "", mail.subject, mail.body, *(one.name for one in mail.attachments)]
    whole = sha256("\0".join(texts).encode("utf-8", "replace"))
    for one in mail.attachments:
        whole.update(sha256(one.content).digest())
    return whole.hexdigest()


def _lines(text: str) -> list[str]:
    return [_printable(line) for line in text.splitlines()]


def _printable(text: str) -> str:
    """One line, without control characters: nothing from a cell can begin another header."""
    kept = (
        " " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter for letter in text
    )
    return " ".join("".join(kept).split())
