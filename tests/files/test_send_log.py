"""Whatever fails while a mail is sent and noted: none is out without a trace, none goes twice.

The mail server is a file to which each delivery adds a line; what it does is told to it.
"""

import errno
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from test_killed import ended, forked

import ita_xlsx
from ita_xlsx.delivery import log, smtp
from ita_xlsx.delivery.message import Attachment, Mail
from ita_xlsx.delivery.sending import NotConfirmed, Outgoing
from ita_xlsx.delivery.settings import PREFIX
from ita_xlsx.errors import CannotWrite, ItaXlsxError
from ita_xlsx.language import Sentence
from ita_xlsx.official.stamp import LOG_SUFFIX

TO = "district@example.go.th"
NOW = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)
SERVER = {f"{PREFIX}HOST": "nobody.invalid", f"{PREFIX}FROM": "a@office.go.th"}
NOT_SENT = Sentence("ยังไม่ได้ส่งอีเมล", "Nothing was sent.")
Server = Callable[[Path], None]


def delivers(mailbox: Path) -> None:
    with mailbox.open("a", encoding="utf-8") as stream:
        stream.write("a mail\n")


def refuses(mailbox: Path) -> None:
    raise smtp.CannotSend(NOT_SENT)


def is_lost(mailbox: Path) -> None:
    """The mail is there, but nobody says so."""
    delivers(mailbox)
    raise smtp.MaybeSent(NOT_SENT)


def delivered(mailbox: Path) -> int:
    return len(mailbox.read_text("utf-8").splitlines()) if mailbox.exists() else 0


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"a report")
    return path


def send(report: Path, server: Server, questions: list[str] | None = None) -> None:
    """Send by a server; every question is noted, and answered with no."""
    mail = Mail((TO,), "subject", "body", (Attachment(report.name, report.read_bytes()),))

    def no(question: Sentence) -> bool:
        if questions is not None:
            questions.append(question.en)
        return False

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(smtp, "send", lambda *given: server(report.with_name("mailbox")))
        ita_xlsx.send_email(Outgoing(report, mail, 0, False), NOW, environment=SERVER, confirm=no)


def asks(report: Path) -> str:
    """What a second sending asks before it sends; nothing when it just sends."""
    questions: list[str] = []
    try:
        send(report, delivers, questions)
    except NotConfirmed:
        return questions[0]
    return ""


def test_a_mail_of_which_nothing_tells_whether_it_arrived_is_asked_about(report: Path) -> None:
    with pytest.raises(smtp.MaybeSent):
        send(report, is_lost)
    assert "began on 2026-04-20 09:30" in asks(report) and "arrived" in asks(report)


def test_a_mail_that_was_refused_is_noted_as_no_sending(report: Path) -> None:
    with pytest.raises(smtp.CannotSend):
        send(report, refuses)
    assert log.sendings(log.log_of(report)) == () and asks(report) == ""


def test_a_refusal_leaves_the_lines_of_others_alone(report: Path) -> None:
    other = log.Sending(NOW, ("b@example.com",), "b" * 64)

    def beside(mailbox: Path) -> None:
        log.note(log.log_of(report), other)
        refuses(mailbox)

    with pytest.raises(smtp.CannotSend):
        send(report, beside)
    assert log.sendings(log.log_of(report)) == (other,) and asks(report) == ""


def test_a_line_that_a_killed_run_left_torn_swallows_none(report: Path) -> None:
    path = log.log_of(report)
    path.write_bytes(b'{"sent": "2026-04-2')
    send(report, delivers)
    assert len(log.sendings(path)) == 1 and "was sent to" in asks(report)
    assert len(path.read_bytes().splitlines()) == 2


class Fault:
    """One call upon the log that fails the ``nth`` time (from one on), or never."""

    def __init__(self, step: str = "", nth: int = 0, failure: BaseException | None = None) -> None:
        self.step, self.nth, self.failure = step, nth, failure
        self.seen: Counter[str] = Counter()

    def install(self, patch: pytest.MonkeyPatch) -> None:
        for name in STEPS:
            patch.setattr(os, name, self.stepping(name, getattr(os, name)))

    def stepping(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(first: Any, *more: Any, **named: Any) -> Any:
            if isinstance(first, int) or str(first).endswith(LOG_SUFFIX):
                self.seen[name] += 1
                if self.failure and (name, self.seen[name]) == (self.step, self.nth):
                    if name == "write":
                        real(first, more[0][: len(more[0]) // 2])
                    raise self.failure
            return real(first, *more, **named)

        return call


STEPS = ("open", "lseek", "write", "fsync", "close")
FAILURES: tuple[BaseException, ...] = (
    OSError(errno.ENOSPC, "no space"),
    OSError(errno.EACCES, "not allowed"),
    OSError(errno.EIO, "broken disk"),
    KeyboardInterrupt(),
)


def test_whatever_fails_in_the_log_no_mail_is_out_unasked(tmp_path: Path) -> None:
    def attempt(fault: Fault, server: Server) -> tuple[Path, BaseException | None]:
        folder = tmp_path / f"{fault.step} {fault.nth} {fault.failure!r} {server.__name__}"
        folder.mkdir()
        report = folder / "report.xlsx"
        report.write_bytes(b"a report")
        with pytest.MonkeyPatch.context() as patch:
            fault.install(patch)
            try:
                send(report, server)
            except (ItaXlsxError, KeyboardInterrupt) as failed:
                return report, failed
        return report, None

    healthy = Fault()
    attempt(healthy, delivers)
    assert all(healthy.seen[step] for step in STEPS)
    places = [(step, nth) for step in STEPS for nth in range(1, healthy.seen[step] + 1)]
    out = 0
    for step, nth in places:
        for failure in FAILURES:
            fault = Fault(step, nth, failure)
            report, failed = attempt(fault, delivers)
            what = f"{step} {nth} {failure!r}: {failed!r}"
            sent = delivered(report.with_name("mailbox"))
            out += sent
            assert failed is not None or sent, what
            if isinstance(failed, CannotWrite):
                assert failed.say("en").startswith("The mail was sent") == bool(sent), what
            assert not sent or asks(report), what
    assert 0 < out < len(places) * len(FAILURES)


@pytest.mark.posix
@pytest.mark.skipif(not hasattr(os, "fork"), reason="it is killed in a child")
@pytest.mark.parametrize("server", [delivers, is_lost, refuses])
def test_killed_at_any_moment_no_mail_is_out_unasked(server: Server, tmp_path: Path) -> None:
    """At each call upon the log, before and behind it; and right behind the delivery."""
    moments, seen = 0, set()
    while True:
        moments += 1
        report = tmp_path / f"{moments}.xlsx"
        report.write_bytes(b"a report")
        mailbox = report.with_name("mailbox")
        mailbox.unlink(missing_ok=True)

        def work(report: Path = report, moment: int = moments) -> int:
            left = [moment]

            def at(event: str, details: tuple[object, ...]) -> None:
                if event in ("open", "log"):
                    left[0] -= 1
                    if left[0] == 0:
                        os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(at)
            for name in ("lseek", "write", "fsync", "ftruncate", "close"):
                real = getattr(os, name)

                def call(*given: Any, real: Callable[..., Any] = real) -> Any:
                    sys.audit("log")
                    told = real(*given)
                    sys.audit("log")
                    return told

                setattr(os, name, call)
            try:
                send(report, server)
            except ItaXlsxError:
                return 1
            return 0

        status = ended(forked(work))
        sent = delivered(mailbox)
        seen.add(bool(sent))
        assert not sent or asks(report), moments
        if not os.WIFSIGNALED(status):
            break
    assert moments > 10 and seen == ({False} if server is refuses else {False, True})
