"""Sending one message over SMTP: encrypted, to all recipients or to none, in bounded time."""

import binascii
import re
import smtplib
import socket
import ssl
import unicodedata
from collections.abc import Iterator, Sequence
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
    with _within(connection, silence * _WHOLE) as expired:
        try:
            _connect(connection, server, trust)
            if server.user:
                _log_in(connection, server.user, password)
            _hand_over(connection, server.sender, message, to, silence)
            connection.sock.settimeout(_FAREWELL)  # type: ignore[union-attr]  # open by then
            with suppress(OSError):  # accepted is accepted, whatever the farewell
                connection.quit()
        except (OSError, ValueError) as error:
            # Every error of smtplib and ssl is an OSError; a name that no host can have, the other.
            cause = TimeoutError() if expired.is_set() else error
            raise CannotSend(_reason(cause, server)) from error
        finally:
            connection.close()


def _connect(connection: smtplib.SMTP, server: Server, trust: ssl.SSLContext) -> None:
    # Its constructor alone sets it, but would connect before the time is counted; starttls() and
    # SMTP_SSL check the certificate against this name.
    connection._host = server.host  # type: ignore[attr-defined]
    _expect(220, connection.connect(server.host, server.port), _REFUSED_SERVICE)
    _expect(250, connection.ehlo(), _REFUSED_SERVICE)
    if server.security == "starttls":
        try:
            connection.starttls(context=trust)
        except (smtplib.SMTPNotSupportedError, smtplib.SMTPResponseException) as error:
            raise CannotSend(_NO_STARTTLS.fill(host=server.host)) from error
        _expect(250, connection.ehlo(), _REFUSED_SERVICE)


class _Utf8(str):
    """A text that is UTF-8 where smtplib would have ASCII: the user and the password."""

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        # What the environment holds outside UTF-8 comes as surrogates.
        return super().encode("utf-8", "surrogateescape")


def _log_in(connection: smtplib.SMTP, user: str, password: str) -> None:
    # smtplib's own would join the two into a plain text.
    plain = _Utf8(f"\0{user}\0{password}")
    connection.auth_plain = lambda challenge=None: plain  # type: ignore[method-assign]
    connection.login(_Utf8(user), _Utf8(password))


def _hand_over(
    connection: smtplib.SMTP, sender: str, message: bytes, to: Sequence[str], silence: float
) -> None:
    """What ``smtplib.sendmail`` does, but to nobody when the server refuses one recipient."""
    size = connection.esmtp_features.get("size", "")
    if size.isdecimal() and 0 < int(size) < len(message):
        raise CannotSend(_TOO_LARGE.fill(size=len(message) >> 20, limit=int(size) >> 20))
    _expect(250, connection.mail(sender), _REFUSED_SENDER.fill(sender=sender))
    answers = {address: connection.rcpt(address) for address in to}
    refused = [
        f"{address} ({code} {_plain(answer)})"
        for address, (code, answer) in answers.items()
        if code not in (250, 251)
    ]
    if refused:
        connection.rset()
        raise CannotSend(_REFUSED_RECIPIENTS.fill(refused=", ".join(refused)))
    # Not connection.data(): whether the connection was lost before the end or after it matters.
    _expect(354, connection.docmd("DATA"), _REFUSED_MESSAGE)
    connection.send(re.sub(rb"^\.", b"..", message, flags=re.MULTILINE) + b".\r\n")
    connection.sock.settimeout(silence * _ACCEPTING)  # type: ignore[union-attr]  # open by then
    try:
        answer = connection.getreply()
    except OSError as error:
        raise MaybeSent(_MAYBE_SENT) from error
    _expect(250, answer, _REFUSED_MESSAGE)


@contextmanager
def _within(connection: smtplib.SMTP, seconds: float) -> Iterator[Event]:
    """Cut the connection after so many seconds; the event is set when it was."""
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


def _expect(wanted: int, answer: tuple[int, bytes], otherwise: Sentence) -> None:
    code, text = answer
    if code != wanted:
        raise CannotSend(otherwise.fill(answer=f"{code} {_plain(text)}"))


def _plain(answer: bytes) -> str:
    """A server's answer as one short line that can do nothing to a terminal."""
    text = answer.decode("utf-8", "replace")
    kept = (letter if unicodedata.category(letter)[0] != "C" else " " for letter in text)
    return " ".join("".join(kept).split())[:_LONGEST_ANSWER]


def _reason(error: BaseException, server: Server) -> Sentence:
    cause = error
    if isinstance(error, smtplib.SMTPServerDisconnected) and isinstance(error.__context__, OSError):
        cause = error.__context__  # smtplib hides a time-out in it
    sentence = next(said for kind, said in _REASONS if isinstance(cause, kind))
    reason = getattr(cause, "verify_message", "")
    return sentence.fill(host=server.host, port=server.port, user=server.user, reason=reason)


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
    (binascii.Error, _LOST),
    (ValueError, _NO_HOST),
    (ConnectionRefusedError, _NO_CONNECTION),
    (ConnectionError, _LOST),
    (smtplib.SMTPAuthenticationError, _WRONG_PASSWORD),
    (smtplib.SMTPServerDisconnected, _LOST),
    (smtplib.SMTPResponseException, _LOST),  # a line of an answer was too long
    (smtplib.SMTPException, _NO_PASSWORDS),  # no way to log in that smtplib knows
    (OSError, _NO_CONNECTION),
)
