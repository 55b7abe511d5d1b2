"""Sending one message over SMTP: encrypted, to all recipients or to none, in bounded time."""

import smtplib
import socket
import ssl
import unicodedata
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Event, Timer

from ita_xlsx.delivery.settings import Server
from ita_xlsx.errors import ItaXlsxError
from ita_xlsx.language import Sentence

# Seconds for which a server may be silent; it may take longer to accept a message that it has
# (RFC 5321, 4.5.3.2.6). The whole sending ends after so many times the silence.
SILENCE = 60.0
_ACCEPTING = 5
_WHOLE = 20
_FAREWELL = 5.0

# What is said in EHLO: the computer's own name may hold Thai letters, and is nobody's business.
_OWN_NAME = "[127.0.0.1]"
_LONGEST_ANSWER = 200


class CannotSend(ItaXlsxError):
    """The message was sent to nobody."""


class MaybeSent(CannotSend):
    """The server had the whole message, but did not say whether it accepts it."""


def send(
    server: Server,
    password: str,
    message: bytes,
    to: Sequence[str],
    silence: float = SILENCE,
) -> None:
    """Send a message (lines ended by CR LF, ASCII) to all recipients, or to none.

    ``silence`` is how many seconds the server may be silent. Raises BadSettings for a bad
    certificate file, CannotSend with the reason, and MaybeSent when the connection was lost after
    the whole message had been handed over.
    """
    trust = server.trust()
    connection = (
        smtplib.SMTP_SSL(local_hostname=_OWN_NAME, timeout=silence, context=trust)
        if server.security == "tls"
        else smtplib.SMTP(local_hostname=_OWN_NAME, timeout=silence)
    )
    with _within(connection, silence * _WHOLE) as expired, _closing(connection):
        try:
            _connect(connection, server, trust)
            _log_in(connection, server.user, password)
            _hand_over(connection, server.sender, message, to, silence)
        except ItaXlsxError:
            raise
        except (OSError, ValueError) as error:
            # Every error of smtplib and ssl is an OSError; a name that no host can have, the other.
            if expired.is_set():
                raise CannotSend(_reason(TimeoutError(), server)) from error
            raise CannotSend(_reason(error, server)) from error


def _connect(connection: smtplib.SMTP, server: Server, trust: ssl.SSLContext) -> None:
    # starttls() and SMTP_SSL check the certificate against this name.
    connection._host = server.host  # type: ignore[attr-defined] # set by its constructor alone
    code, answer = connection.connect(server.host, server.port)
    _expect(code, answer, 220, _REFUSED_SERVICE)
    if server.security == "starttls":
        connection.ehlo()
        if not connection.has_extn("starttls"):
            raise CannotSend(_NO_STARTTLS.fill(host=server.host))
        code, answer = connection.starttls(context=trust)
        _expect(code, answer, 220, _REFUSED_SERVICE)
    code, answer = connection.ehlo()
    _expect(code, answer, 250, _REFUSED_SERVICE)


def _log_in(connection: smtplib.SMTP, user: str, password: str) -> None:
    """Log in with UTF-8, which ``smtplib.login`` cannot."""
    if not user:
        return
    offered = connection.esmtp_features.get("auth", "").upper().split()
    for name, log_in in _MECHANISMS:
        if name in offered:
            if log_in(connection, user, password) != 235:
                raise CannotSend(_WRONG_PASSWORD.fill(user=user))
            return
    raise CannotSend(_NO_PASSWORDS)


def _by_plain(connection: smtplib.SMTP, user: str, password: str) -> int:
    return connection.docmd("AUTH", f"PLAIN {_base64(f'{chr(0)}{user}{chr(0)}{password}')}")[0]


def _by_login(connection: smtplib.SMTP, user: str, password: str) -> int:
    code = connection.docmd("AUTH", f"LOGIN {_base64(user)}")[0]
    return connection.docmd(_base64(password))[0] if code == 334 else code


_MECHANISMS: tuple[tuple[str, Callable[[smtplib.SMTP, str, str], int]], ...] = (
    ("PLAIN", _by_plain),  # RFC 4616
    ("LOGIN", _by_login),  # Microsoft's, which offers no PLAIN
)


def _base64(text: str) -> str:
    # What the environment holds outside UTF-8 comes as surrogates.
    return b64encode(text.encode("utf-8", "surrogateescape")).decode("ascii")


def _hand_over(
    connection: smtplib.SMTP, sender: str, message: bytes, to: Sequence[str], silence: float
) -> None:
    size = connection.esmtp_features.get("size", "")
    if size.isdecimal() and 0 < int(size) < len(message):
        raise CannotSend(_TOO_LARGE.fill(size=len(message) >> 20, limit=int(size) >> 20))
    code, answer = connection.mail(sender, [f"SIZE={len(message)}"] if size else ())
    _expect(code, answer, 250, _REFUSED_SENDER.fill(sender=sender))
    _refuse_if_one_is_refused(connection, to)
    code, answer = connection.docmd("DATA")
    _expect(code, answer, 354, _REFUSED_MESSAGE)
    connection.send(_stuffed(message))
    _await_acceptance(connection, silence)


def _refuse_if_one_is_refused(connection: smtplib.SMTP, to: Sequence[str]) -> None:
    answers = {address: connection.rcpt(address) for address in to}
    refused = [
        f"{address} ({code} {_plain(answer)})"
        for address, (code, answer) in answers.items()
        if code not in (250, 251)
    ]
    if refused:
        connection.rset()
        raise CannotSend(_REFUSED_RECIPIENTS.fill(refused=", ".join(refused)))


def _await_acceptance(connection: smtplib.SMTP, silence: float) -> None:
    if connection.sock is not None:
        connection.sock.settimeout(silence * _ACCEPTING)
    try:
        code, answer = connection.getreply()
    except OSError as error:
        raise MaybeSent(_MAYBE_SENT) from error
    _expect(code, answer, 250, _REFUSED_MESSAGE)


def _stuffed(message: bytes) -> bytes:
    """The message as it stands behind DATA: leading dots doubled, a dot at the end."""
    ended = message if message.endswith(b"\r\n") else message + b"\r\n"
    dotted = b"." + ended if ended.startswith(b".") else ended
    return dotted.replace(b"\r\n.", b"\r\n..") + b".\r\n"


@contextmanager
def _within(connection: smtplib.SMTP, seconds: float) -> Iterator[Event]:
    """Cut the connection after so many seconds; the event tells that it was."""
    expired = Event()

    def cut() -> None:
        expired.set()
        if connection.sock is not None:
            with suppress(OSError):
                # Not SSLSocket.shutdown: it takes the encryption from under whoever reads.
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield expired
    finally:
        timer.cancel()


@contextmanager
def _closing(connection: smtplib.SMTP) -> Iterator[None]:
    """End the conversation: politely after an acceptance, at once after anything else."""
    try:
        yield
        if connection.sock is not None:
            connection.sock.settimeout(_FAREWELL)
        with suppress(OSError):  # accepted is accepted, whatever the farewell
            connection.quit()
    finally:
        connection.close()


def _expect(code: int, answer: bytes, wanted: int, otherwise: Sentence) -> None:
    if code != wanted:
        raise CannotSend(otherwise.fill(answer=f"{code} {_plain(answer)}"))


def _plain(answer: bytes) -> str:
    """A server's answer as one short line that can do nothing to a terminal."""
    text = answer.decode("utf-8", "replace")
    kept = (letter if unicodedata.category(letter)[0] != "C" else " " for letter in text)
    return " ".join("".join(kept).split())[:_LONGEST_ANSWER]


def _reason(error: BaseException, server: Server) -> Sentence:
    cause = error
    if isinstance(error, smtplib.SMTPServerDisconnected) and isinstance(error.__context__, OSError):
        cause = error.__context__  # smtplib hides a time-out behind it
    sentence = next(said for kind, said in _REASONS if isinstance(cause, kind))
    reason = getattr(cause, "verify_message", "")
    return sentence.fill(host=server.host, port=server.port, reason=reason)


_NOT_SENT = Sentence("ยังไม่ได้ส่งอีเมล: ", "Nothing was sent: ")


def _not_sent(th: str, en: str) -> Sentence:
    return Sentence(_NOT_SENT.th + th, _NOT_SENT.en + en)


_REFUSED_SERVICE = _not_sent(
    "เซิร์ฟเวอร์ไม่รับการติดต่อ ({answer}) โปรดลองใหม่ภายหลัง",
    "the server takes no mail now ({answer}); please try again later.",
)
_NO_STARTTLS = _not_sent(
    "เซิร์ฟเวอร์ “{host}” ไม่เข้ารหัสการเชื่อมต่อ (STARTTLS) โปรดลองตั้ง security เป็น tls หรือสอบถามผู้ดูแลระบบ",
    "the server “{host}” does not encrypt (STARTTLS); please try security tls or ask its owner.",
)
_WRONG_PASSWORD = _not_sent(
    "ชื่อผู้ใช้ “{user}” หรือรหัสผ่านไม่ถูกต้อง โปรดตรวจแล้วสั่งใหม่ (บริการบางแห่งต้องใช้รหัสผ่านสำหรับแอปโดยเฉพาะ)",
    "the user “{user}” or the password is wrong; please check them "
    "(some services want a password made for the application).",
)
_NO_PASSWORDS = _not_sent(
    "เซิร์ฟเวอร์ไม่รับการเข้าสู่ระบบด้วยรหัสผ่าน โปรดสอบถามผู้ดูแลระบบ",
    "the server takes no passwords; please ask its owner.",
)
_TOO_LARGE = _not_sent(
    "อีเมลมีขนาด {size} MB แต่เซิร์ฟเวอร์รับได้ไม่เกิน {limit} MB",
    "the mail has {size} MB, but the server takes at most {limit} MB.",
)
_REFUSED_SENDER = _not_sent(
    "เซิร์ฟเวอร์ไม่ให้ส่งจากที่อยู่ {sender} ({answer}) โปรดตรวจค่า from",
    "the server does not let {sender} send ({answer}); please check the setting from.",
)
_REFUSED_RECIPIENTS = _not_sent(
    "เซิร์ฟเวอร์ไม่รับที่อยู่ {refused} จึงไม่ส่งถึงผู้ใด โปรดตรวจที่อยู่แล้วสั่งใหม่",
    "the server refuses {refused}, so nobody gets it; please check the address.",
)
_REFUSED_MESSAGE = _not_sent(
    "เซิร์ฟเวอร์ไม่รับอีเมลฉบับนี้ ({answer})",
    "the server refuses this mail ({answer}).",
)
_MAYBE_SENT = Sentence(
    "ไม่ทราบว่าส่งถึงหรือไม่: การเชื่อมต่อขาดหลังส่งข้อมูลครบแล้ว แต่ก่อนเซิร์ฟเวอร์ยืนยัน โปรดสอบถามผู้รับก่อนส่งอีกครั้ง",
    "It is not known whether the mail was sent: the connection was lost after all of it was handed "
    "over, but before the server confirmed. Please ask the recipient before sending again.",
)
_TIMED_OUT = _not_sent(
    "เซิร์ฟเวอร์ “{host}” ไม่ตอบภายในเวลาที่กำหนด โปรดตรวจอินเทอร์เน็ตและพอร์ต {port} แล้วสั่งใหม่",
    "the server “{host}” does not answer in time; please check the network and the port {port}.",
)
_BAD_CERTIFICATE = _not_sent(
    "ใบรับรองของเซิร์ฟเวอร์ “{host}” เชื่อถือไม่ได้ ({reason}) โปรดตรวจชื่อเซิร์ฟเวอร์ "
    "หรือตั้ง ca เป็นไฟล์ใบรับรองของหน่วยงาน",
    "the certificate of the server “{host}” cannot be trusted ({reason}); please check its name, "
    "or set ca to the certificates of your office.",
)
_NO_TLS = _not_sent(
    "เข้ารหัสการเชื่อมต่อกับ “{host}” พอร์ต {port} ไม่ได้ โปรดตรวจว่า port และ security ตรงกัน",
    "the connection to “{host}”, port {port}, cannot be encrypted; "
    "please check that port and security fit.",
)
_NO_HOST = _not_sent(
    "ไม่พบเซิร์ฟเวอร์ชื่อ “{host}” โปรดตรวจค่า host และอินเทอร์เน็ต",
    "there is no server “{host}”; please check the setting host and the network.",
)
_NO_CONNECTION = _not_sent(
    "เซิร์ฟเวอร์ “{host}” ไม่รับการเชื่อมต่อที่พอร์ต {port} โปรดตรวจค่า host และ port",
    "the server “{host}” takes no connection on port {port}; please check host and port.",
)
_LOST = _not_sent(
    "การเชื่อมต่อกับ “{host}” ขาดก่อนส่งเสร็จ โปรดสั่งใหม่",
    "the connection to “{host}” was lost before all was sent; please try again.",
)

# The first that fits; every OSError fits the last.
_REASONS: tuple[tuple[type[BaseException], Sentence], ...] = (
    (ssl.SSLCertVerificationError, _BAD_CERTIFICATE),
    (TimeoutError, _TIMED_OUT),
    (ssl.SSLEOFError, _LOST),
    (ssl.SSLError, _NO_TLS),
    (socket.gaierror, _NO_HOST),
    (ValueError, _NO_HOST),
    (ConnectionRefusedError, _NO_CONNECTION),
    (ConnectionError, _LOST),
    (smtplib.SMTPException, _LOST),
    (OSError, _NO_CONNECTION),
)
