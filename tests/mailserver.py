"""Mail servers on the loopback: a real one (aiosmtpd), and one that misbehaves as it is told."""

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

HOST = "localhost"
USER = "clerk@example.go.th"
PASSWORD = "ความลับ-๑๒๓ pass"


@dataclass(frozen=True)
class Received:
    """One message that a server accepted."""

    sender: str
    to: tuple[str, ...]
    content: bytes


@dataclass
class Mailbox:
    """The handler of a real server; what it refuses, it refuses by the address or by the text."""

    refused: frozenset[str] = frozenset()
    refused_senders: frozenset[str] = frozenset()
    after_data: str = "250 OK"
    received: list[Received] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)

    async def handle_MAIL(self, *given: Any) -> str:
        envelope, address = given[2], given[3]
        if address in self.refused_senders:
            return "553 5.7.1 not your address"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, *given: Any) -> str:
        envelope, address = given[2], given[3]
        if address in self.refused:
            return "550 5.1.1 no such mailbox \x1b[2J"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_RSET(self, *given: Any) -> str:
        self.commands.append("RSET")
        return "250 OK"

    async def handle_DATA(self, *given: Any) -> str:
        envelope = given[2]
        if self.after_data.startswith("250"):
            message = Received(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content)
            self.received.append(message)
        return self.after_data


class Certificates:
    """A certificate authority made for the test, and what it certified for a host."""

    def __init__(self, folder: Path, host: str = HOST) -> None:
        authority = trustme.CA()
        self.ca = folder / "ca.pem"
        authority.cert_pem.write_to_path(str(self.ca))
        self.server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(host).configure_cert(self.server)


def smtp_settings(port: int, certificates: Certificates) -> dict[str, str]:
    """The settings with which the program reaches a server here, as its environment has them."""
    return {
        "ITA_XLSX_SMTP_HOST": HOST,
        "ITA_XLSX_SMTP_PORT": str(port),
        "ITA_XLSX_SMTP_USER": USER,
        "ITA_XLSX_SMTP_FROM": USER,
        "ITA_XLSX_SMTP_PASSWORD": PASSWORD,
        "ITA_XLSX_SMTP_CA": str(certificates.ca),
    }


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _authenticate(
    server: SMTP, session: Any, envelope: Any, mechanism: str, data: Any
) -> AuthResult:
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=known, handled=False)


@contextlib.contextmanager
def mail_server(mailbox: Mailbox, tls: ssl.SSLContext, **options: Any) -> Iterator[int]:
    """A real server that demands STARTTLS and a login; gives its port."""
    settings: dict[str, Any] = {
        "tls_context": tls,
        "require_starttls": True,
        "auth_required": True,
        "authenticator": _authenticate,
        **options,
    }
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port(), **settings)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


# What a misbehaving server may do instead of answering.
HANG = b"hang"
CLOSE = b"close"
DRIP = b"drip"

# What it answers to whatever it is not told about.
_POLITE: dict[str, bytes] = {
    "": b"220 ready\r\n",
    "EHLO": b"250-misbehaving\r\n250-AUTH PLAIN LOGIN\r\n250 SIZE 30000000\r\n",
    "AUTH": b"235 welcome\r\n",
    "DATA": b"354 go on\r\n",
    ".": b"250 accepted\r\n",
    "QUIT": b"221 bye\r\n",
}


@dataclass
class Told:
    """What a misbehaving server heard: commands, and whether a whole message."""

    commands: list[str] = field(default_factory=list)
    messages: list[bytes] = field(default_factory=list)


@contextlib.contextmanager
def misbehaving(
    answers: Mapping[str, bytes], tls: ssl.SSLContext | None
) -> Iterator[tuple[int, Told]]:
    """A server that answers each command by ``answers``; gives its port and what it heard.

    The keys are the commands' first words, "" for the greeting, "." for the end of a message, and
    "BODY" for the middle of it. The encryption begins at once, or never without ``tls``.
    """
    told = Told()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        stop = threading.Event()
        thread = threading.Thread(target=_serve, args=(listener, answers, tls, told, stop))
        thread.start()
        try:
            yield listener.getsockname()[1], told
        finally:
            stop.set()
            with contextlib.suppress(OSError):
                socket.create_connection(listener.getsockname(), 1).close()
            thread.join(10)


def _serve(
    listener: socket.socket,
    answers: Mapping[str, bytes],
    tls: ssl.SSLContext | None,
    told: Told,
    stop: threading.Event,
) -> None:
    connection, _ = listener.accept()
    with contextlib.suppress(OSError):
        connection.settimeout(10)
        if tls is not None:
            connection = tls.wrap_socket(connection, server_side=True)
        _converse(connection, {**_POLITE, **answers}, told, stop)
    connection.close()


def _converse(
    connection: socket.socket, answers: Mapping[str, bytes], told: Told, stop: threading.Event
) -> None:
    with connection.makefile("rb") as lines:
        word = ""
        while _answer(connection, answers.get(word, b"250 OK\r\n"), stop):
            if word == "DATA" and answers["DATA"].startswith(b"354"):
                word = "."
                if not _hear_message(connection, lines, answers, told):
                    return
                continue
            line = lines.readline()
            if not line:
                return
            word, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
            word = word.upper()
            told.commands.append(f"{word} {rest}".strip())


def _hear_message(
    connection: socket.socket, lines: Any, answers: Mapping[str, bytes], told: Told
) -> bool:
    if answers.get("BODY") == CLOSE:
        lines.read(1000)
        # Close with a reset, as the system does for a program that died.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False
    heard = bytearray()
    while not heard.endswith(b"\r\n.\r\n"):
        heard += lines.readline() or b"\r\n.\r\n"
    told.messages.append(bytes(heard))
    return True


def _answer(connection: socket.socket, answer: bytes, stop: threading.Event) -> bool:
    if answer == CLOSE:
        return False
    if answer == HANG:
        stop.wait(10)
        return False
    if answer == DRIP:
        for _ in range(200):
            if stop.is_set():
                break
            connection.sendall(b"250-more\r\n")
            time.sleep(0.05)
        return False
    connection.sendall(answer)
    return True
