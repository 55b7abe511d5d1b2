"""Sending: to a real mail server with STARTTLS and a login, and to ones that misbehave."""

import email
import json
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.policy import default
from hashlib import sha256
from pathlib import Path
from threading import Barrier

import pytest
from command import Ran, ita_xlsx
from mailserver import (
    CLOSE,
    DRIP,
    HANG,
    HOST,
    PASSWORD,
    USER,
    Certificates,
    Mailbox,
    Told,
    free_port,
    mail_server,
    misbehaving,
    smtp_settings,
)
from plans import write_plan

import ita_xlsx as library
from ita_xlsx.delivery.sending import NotConfirmed
from ita_xlsx.delivery.settings import Security, Server
from ita_xlsx.delivery.smtp import CannotSend, MaybeSent, send
from ita_xlsx.language import Sentence

EXAMPLE = Path(__file__).parents[2] / "examples" / "kut_rung" / "returned"
TO = "district@example.go.th"
SECOND = "province@example.go.th"
NOW = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)
MESSAGE = b"Subject: x\r\n\r\n.dot\r\n..dots\r\n"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("certificates"))


def server_at(
    port: int,
    certificates: Certificates | None,
    security: Security = "starttls",
    user: str = USER,
    host: str = HOST,
) -> Server:
    ca = None if certificates is None else certificates.ca
    return Server(host, port, security, user, USER, ca)


# --- what arrives --------------------------------------------------------------------------------


def test_a_message_arrives_byte_for_byte_with_a_login_in_utf_8(certificates: Certificates) -> None:
    mailbox = Mailbox()
    with mail_server(mailbox, certificates.server) as port:
        send(server_at(port, certificates), PASSWORD, MESSAGE, [TO, SECOND])
    assert [(one.sender, one.to, one.content) for one in mailbox.received] == [
        (USER, (TO, SECOND), MESSAGE)
    ]


def test_the_login_of_servers_without_plain(certificates: Certificates) -> None:
    mailbox = Mailbox()
    with mail_server(mailbox, certificates.server, auth_exclude_mechanism=["PLAIN"]) as port:
        send(server_at(port, certificates), PASSWORD, MESSAGE, [TO])
    assert len(mailbox.received) == 1


def test_tls_from_the_first_byte(certificates: Certificates) -> None:
    with misbehaving({}, certificates.server) as (port, told):
        send(server_at(port, certificates, "tls"), PASSWORD, MESSAGE, [TO])
    assert told.messages == [b"Subject: x\r\n\r\n..dot\r\n...dots\r\n.\r\n"]
    assert told.commands[0] == "EHLO [127.0.0.1]"


def test_without_a_user_nobody_logs_in(certificates: Certificates) -> None:
    with misbehaving({}, certificates.server) as (port, told):
        send(server_at(port, certificates, "tls", user=""), "", MESSAGE, [TO])
    assert not any(command.startswith("AUTH") for command in told.commands)


def test_a_farewell_that_never_comes_does_not_undo_an_acceptance(
    certificates: Certificates,
) -> None:
    with misbehaving({"QUIT": CLOSE}, certificates.server) as (port, told):
        send(server_at(port, certificates, "tls"), PASSWORD, MESSAGE, [TO])
    assert len(told.messages) == 1


# --- what a real server refuses ------------------------------------------------------------------


def test_one_refused_recipient_means_that_nobody_gets_it(certificates: Certificates) -> None:
    mailbox = Mailbox(refused=frozenset({SECOND}))
    with (
        mail_server(mailbox, certificates.server) as port,
        pytest.raises(CannotSend) as raised,
    ):
        send(server_at(port, certificates), PASSWORD, MESSAGE, [TO, SECOND])
    said = raised.value.say("th")
    assert SECOND in said and "550" in said and "no such mailbox" in said and TO not in said
    assert "\x1b" not in said and "ไม่ส่งถึงผู้ใด" in said
    assert mailbox.received == [] and mailbox.commands == ["RSET"]


def test_a_wrong_password_is_said_without_the_password(certificates: Certificates) -> None:
    mailbox = Mailbox()
    with (
        mail_server(mailbox, certificates.server) as port,
        pytest.raises(CannotSend) as raised,
    ):
        send(server_at(port, certificates), "wrong-one", MESSAGE, [TO])
    assert "รหัสผ่านไม่ถูกต้อง" in raised.value.say("th") and USER in raised.value.say("th")
    assert "wrong-one" not in repr(raised.value) + raised.value.say("th") + raised.value.say("en")
    assert mailbox.received == []


@pytest.mark.parametrize(
    ("mailbox", "says"),
    [
        (Mailbox(after_data="554 5.7.1 looks like spam"), "ไม่รับอีเมลฉบับนี้ (554"),
        (Mailbox(refused_senders=frozenset({USER})), f"ไม่ให้ส่งจากที่อยู่ {USER} (553"),
    ],
    ids=["message", "sender"],
)
def test_what_else_a_server_may_refuse(
    certificates: Certificates, mailbox: Mailbox, says: str
) -> None:
    with (
        mail_server(mailbox, certificates.server) as port,
        pytest.raises(CannotSend) as raised,
    ):
        send(server_at(port, certificates), PASSWORD, MESSAGE, [TO])
    assert says in raised.value.say("th") and not isinstance(raised.value, MaybeSent)
    assert mailbox.received == []


def test_a_mail_larger_than_the_server_takes_is_not_even_begun(certificates: Certificates) -> None:
    mailbox = Mailbox()
    with (
        mail_server(mailbox, certificates.server, data_size_limit=1 << 20) as port,
        pytest.raises(CannotSend) as raised,
    ):
        send(server_at(port, certificates), PASSWORD, MESSAGE * 100_000, [TO])
    assert "ไม่เกิน 1 MB" in raised.value.say("th") and mailbox.received == []


# --- encryption ----------------------------------------------------------------------------------


def test_a_certificate_of_nobody_known_is_refused(certificates: Certificates) -> None:
    mailbox = Mailbox()
    with (
        mail_server(mailbox, certificates.server) as port,
        pytest.raises(CannotSend) as raised,
    ):
        send(server_at(port, None), PASSWORD, MESSAGE, [TO])
    assert "ใบรับรอง" in raised.value.say("th") and mailbox.received == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_another_host_is_refused(tmp_path: Path, security: Security) -> None:
    other = Certificates(tmp_path, "mail.example.go.th")
    real = mail_server(Mailbox(), other.server)
    with (
        real if security == "starttls" else first_of(misbehaving({}, other.server)) as port,
        pytest.raises(CannotSend) as raised,
    ):
        send(server_at(port, other, security), PASSWORD, MESSAGE, [TO])
    assert "ใบรับรอง" in raised.value.say("th") and "localhost" in raised.value.say("th")


@contextmanager
def first_of(server: AbstractContextManager[tuple[int, Told]]) -> Iterator[int]:
    with server as (port, _):
        yield port


def test_a_server_that_does_not_encrypt_hears_no_password_and_no_mail() -> None:
    with misbehaving({}, None) as (port, told), pytest.raises(CannotSend) as raised:
        send(server_at(port, None), PASSWORD, MESSAGE, [TO])
    assert "STARTTLS" in raised.value.say("th")
    assert told.commands == ["EHLO [127.0.0.1]"] and told.messages == []


def test_a_server_whose_encryption_is_out_of_order_hears_no_password() -> None:
    answers = {"EHLO": b"250-x\r\n250 STARTTLS\r\n", "STARTTLS": b"454 later\r\n"}
    with misbehaving(answers, None) as (port, told), pytest.raises(CannotSend) as raised:
        send(server_at(port, None), PASSWORD, MESSAGE, [TO])
    assert "STARTTLS" in raised.value.say("th")
    assert told.commands == ["EHLO [127.0.0.1]", "STARTTLS"] and told.messages == []


def test_tls_where_the_server_speaks_in_clear(certificates: Certificates) -> None:
    with misbehaving({}, None) as (port, told), pytest.raises(CannotSend) as raised:
        send(server_at(port, certificates, "tls"), PASSWORD, MESSAGE, [TO])
    assert "port และ security" in raised.value.say("th") and told.messages == []


def test_an_answer_slipped_in_before_the_encryption_counts_for_nothing(
    certificates: Certificates,
) -> None:
    # The server says, in clear and in one go, that it encrypts, and that AUTH is welcome.
    slipped = b"220 go\r\n250-x\r\n250 AUTH PLAIN\r\n235 in\r\n"
    answers = {"EHLO": b"250-x\r\n250 STARTTLS\r\n", "STARTTLS": slipped}
    with misbehaving(answers, None) as (port, told), pytest.raises(CannotSend):
        send(server_at(port, certificates), PASSWORD, MESSAGE, [TO], silence=1)
    assert not any(command.startswith("AUTH") for command in told.commands)


# --- servers that misbehave ----------------------------------------------------------------------

SILENT = "ไม่ตอบภายในเวลา"
LOST = "ขาดก่อนส่งเสร็จ"

MISBEHAVIOUR = [
    pytest.param({"": HANG}, SILENT, id="no greeting"),
    pytest.param({"EHLO": HANG}, SILENT, id="silent after EHLO"),
    pytest.param({"AUTH": HANG}, SILENT, id="silent after AUTH"),
    pytest.param({"RCPT": HANG}, SILENT, id="silent after RCPT"),
    pytest.param({"DATA": HANG}, SILENT, id="silent after DATA"),
    pytest.param({"RCPT": DRIP}, SILENT, id="an answer without an end"),
    pytest.param({"": CLOSE}, LOST, id="closes at once"),
    pytest.param({"MAIL": CLOSE}, LOST, id="closes after MAIL"),
    pytest.param({"DATA": CLOSE}, LOST, id="closes after DATA"),
    pytest.param({"BODY": CLOSE}, LOST, id="dies in the middle of the message"),
    pytest.param({"": b"554 no service\r\n"}, "554 no service", id="refuses in the greeting"),
    pytest.param({"": b"HTTP/1.1 400 Bad\r\n"}, "ไม่รับการติดต่อ", id="no mail server at all"),
    pytest.param({"EHLO": b"250 x\r\n"}, "ด้วยรหัสผ่าน", id="offers no login"),
    pytest.param({"EHLO": b"250-x\r\n250 AUTH XOAUTH2\r\n"}, "ด้วยรหัสผ่าน", id="by web only"),
    pytest.param({"AUTH": b"535 wrong\r\n"}, "รหัสผ่านไม่ถูกต้อง", id="wrong password"),
    pytest.param({"AUTH": b"334 x\r\n"}, LOST, id="a challenge that is none"),
    pytest.param({"RCPT": b"450 later\r\n"}, f"{TO} (450 later)", id="recipient not now"),
    pytest.param({"DATA": b"451 later\r\n"}, "451 later", id="no data now"),
    pytest.param({".": b"552 quota\r\n"}, "552 quota", id="refuses the message"),
    pytest.param({"": b"220-" + b"x" * 20_000}, LOST, id="a line too long"),
]


@pytest.mark.parametrize(("answers", "says"), MISBEHAVIOUR)
def test_each_misbehaviour_ends_in_one_sentence_and_nothing_sent(
    certificates: Certificates, answers: dict[str, bytes], says: str
) -> None:
    # More than the system keeps for a reader that is gone; and no longer than a test should wait.
    message = MESSAGE * (300_000 if "BODY" in answers else 1)
    silence = {HANG: 0.4, DRIP: 0.1}.get(next(iter(answers.values())), 5.0)
    with misbehaving(answers, certificates.server) as (port, told):
        with pytest.raises(CannotSend) as raised:
            send(server_at(port, certificates, "tls"), PASSWORD, message, [TO], silence)
        said = raised.value.say("th")
    assert says in said and said.startswith("ยังไม่ได้ส่งอีเมล") and "\n" not in said
    assert PASSWORD not in said and not isinstance(raised.value, MaybeSent)
    assert not any(word.startswith(("QUIT", "RSET")) for word in told.commands) or "450" in says
    assert told.messages == [] or "552" in says


@pytest.mark.parametrize(("end", "silence"), [(HANG, 0.5), (CLOSE, 5.0)], ids=["silent", "closes"])
def test_a_connection_lost_behind_the_message_is_said_to_be_uncertain(
    certificates: Certificates, end: bytes, silence: float
) -> None:
    with (
        misbehaving({".": end}, certificates.server) as (port, told),
        pytest.raises(MaybeSent) as raised,
    ):
        send(server_at(port, certificates, "tls"), PASSWORD, MESSAGE, [TO], silence)
    assert "ไม่ทราบว่าส่งถึงหรือไม่" in raised.value.say("th") and len(told.messages) == 1


@pytest.mark.parametrize(
    ("host", "says"),
    [
        ("localhost", "ไม่รับการเชื่อมต่อ"),
        ("nobody.invalid", "ไม่พบเซิร์ฟเวอร์"),
        ("ก" * 70, "ไม่พบเซิร์ฟเวอร์"),
        (".x", "ไม่พบเซิร์ฟเวอร์"),
    ],
)
def test_no_server_there(host: str, says: str) -> None:
    with pytest.raises(CannotSend) as raised:
        send(server_at(free_port(), None, host=host), PASSWORD, MESSAGE, [TO], silence=5)
    assert says in raised.value.say("th") and host in raised.value.say("th")


def test_a_server_shows_no_password_even_to_developers() -> None:
    assert "password" not in repr(server_at(1, None)).casefold()
    assert issubclass(ssl.SSLError, OSError)  # on which the table of reasons relies


# --- the command ---------------------------------------------------------------------------------


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "รายงานผล รอบ ๖ เดือน กุตุรงค์.xlsx"
    library.merge([EXAMPLE], path)
    path.with_suffix(".pdf").write_bytes(b"%PDF-1.7 \r\n.\r\nbytes \x00\xff")
    return path


def log_lines(report: Path) -> list[dict[str, object]]:
    log = report.with_name(f"{report.stem}.ส่งแล้ว.log")
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    return [json.loads(line) for line in lines if not line.startswith("-")]


def test_the_report_and_its_pdf_arrive_with_their_bytes_and_names_and_are_noted(
    report: Path, certificates: Certificates
) -> None:
    mailbox = Mailbox()
    with mail_server(mailbox, certificates.server) as port:
        environment = smtp_settings(port, certificates)
        to = ["--to", TO, "--to", SECOND]
        first = ita_xlsx("email", report, *to, "--send", "--force", **environment)
        again = ita_xlsx("email", report, "--to", TO.upper(), "--send", "--force", **environment)
        agreed = ita_xlsx("email", report, "--to", TO, "--send", "--force", "--yes", **environment)
    assert "ส่งอีเมลถึง" in first.err and again.code == 3 and "เคยส่งถึง" in again.err
    assert "--yes" in again.err and "ส่งอีเมลถึง" in agreed.err
    assert [one.to for one in mailbox.received] == [(TO, SECOND), (TO,)]
    arrived = email.message_from_bytes(mailbox.received[0].content, policy=default)
    assert {part.get_filename(): part.get_content() for part in arrived.iter_attachments()} == {
        path.name: path.read_bytes() for path in (report, report.with_suffix(".pdf"))
    }
    assert arrived["From"] == USER and arrived["Date"] and "X-Unsent" not in arrived
    assert arrived["Message-ID"].endswith("@example.go.th>")
    digest = sha256(report.read_bytes()).hexdigest()
    assert [(line["to"], line["sha256"]) for line in log_lines(report)] == [
        ([TO, SECOND], digest), ([TO], digest),
    ]  # fmt: skip
    assert all(datetime.fromisoformat(str(line["sent"])).tzinfo for line in log_lines(report))
    assert sorted(path.suffix for path in report.parent.iterdir()) == [".log", ".pdf", ".xlsx"]
    assert not kept_secret_is_out(first, report.parent)


def kept_secret_is_out(ran: Ran, folder: Path) -> bool:
    written = b"".join(path.read_bytes() for path in folder.iterdir())
    return PASSWORD in ran.text or PASSWORD.encode() in written


def test_a_report_with_errors_is_not_sent_without_force(
    report: Path, certificates: Certificates
) -> None:
    mailbox = Mailbox()
    with mail_server(mailbox, certificates.server) as port:
        ran = ita_xlsx("email", report, "--to", TO, "--send", **smtp_settings(port, certificates))
    assert ran.code == 1 and "--force" in ran.err
    assert mailbox.received == [] and log_lines(report) == []


def test_a_failed_sending_is_not_noted(report: Path, certificates: Certificates) -> None:
    mailbox = Mailbox(refused=frozenset({SECOND}))
    with mail_server(mailbox, certificates.server) as port:
        ran = ita_xlsx(
            "email", report, "--to", TO, "--to", SECOND, "--send", "--force",
            **smtp_settings(port, certificates),
        )  # fmt: skip
    assert ran.code == 3 and SECOND in ran.err and "Traceback" not in ran.text
    assert mailbox.received == [] and log_lines(report) == []


def test_without_a_password_and_a_terminal_one_is_told_where_to_put_it(report: Path) -> None:
    environment = {
        "ITA_XLSX_SMTP_HOST": HOST, "ITA_XLSX_SMTP_USER": USER, "ITA_XLSX_SMTP_FROM": USER,
    }  # fmt: skip
    ran = ita_xlsx("email", report, "--to", TO, "--send", "--force", **environment)
    assert ran.code == 3 and "ITA_XLSX_SMTP_PASSWORD" in ran.err


def test_two_windows_send_once(report: Path, certificates: Certificates) -> None:
    """Both have looked into the log, and asked what there was to ask, before either notes."""
    mailbox, both = Mailbox(), Barrier(2)
    outgoing = replace(library.draft_email(report, [TO]), errors=0)

    def type_password(question: Sentence) -> str:
        both.wait(60)
        return PASSWORD

    def send_from_a_window(seconds: int) -> str:
        now = NOW + timedelta(seconds=seconds)
        try:
            library.send_email(outgoing, now, environment=environment, ask_password=type_password)
        except NotConfirmed as refused:
            return refused.say("en")
        return "sent"

    with mail_server(mailbox, certificates.server) as port, ThreadPoolExecutor(2) as windows:
        environment = smtp_settings(port, certificates)
        del environment["ITA_XLSX_SMTP_PASSWORD"]
        told = sorted(windows.map(send_from_a_window, (0, 1)))
    assert told[1] == "sent" and "is being sent" in told[0] and "another window" in told[0]
    assert len(mailbox.received) == len(log_lines(report)) == 1


def test_the_environments_password_goes_to_a_files_server_only_when_agreed(
    report: Path, certificates: Certificates
) -> None:
    mailbox, command = Mailbox(), ("email", report, "--send", "--force", "--to")
    settings = report.with_name("ita_xlsx.ini")
    with mail_server(mailbox, certificates.server) as port:
        known = smtp_settings(port, certificates)
        for name, to in (("HOST", TO), ("CA", SECOND)):
            # A server that a file names, and one that is known by the certificate in a file.
            settings.write_text(f"[smtp]\n{name} = {known[f'ITA_XLSX_SMTP_{name}']}\n", "utf-8")
            others = {key: known[key] for key in known if not key.endswith(name)}
            before = len(mailbox.received)
            ran = ita_xlsx(*command, to, "--lang", "en", **others)
            assert (ran.code, len(mailbox.received)) == (3, before)
            (said,) = [line for line in ran.err.splitlines() if "Nothing was sent" in line]
            assert f"“{HOST}”, as “{settings}” says?" in said and "--yes" in said
            assert "ส่งอีเมลถึง" in ita_xlsx(*command, to, "--yes", **others).err
    assert len(mailbox.received) == 2


STDIN = {
    "closed": "<&-", "empty": "</dev/null", "only written to": "0>/dev/null",
    "no text": "</dev/urandom",
}  # fmt: skip


@pytest.mark.posix
@pytest.mark.skipif(os.name == "nt", reason="it is done by a shell")
@pytest.mark.parametrize("stdin", STDIN)
def test_a_question_that_nobody_can_answer_is_one_sentence(
    stdin: str, report: Path, certificates: Certificates
) -> None:
    """Of the server's password, and of a mail that went already."""
    mailbox = Mailbox()
    with mail_server(mailbox, certificates.server) as port:
        known = smtp_settings(port, certificates)
        settings = f"[smtp]\nhost = {HOST}\n"
        report.with_name("ita_xlsx.ini").write_text(settings, "utf-8")
        for left_out in ("ITA_XLSX_SMTP_HOST", "ITA_XLSX_SMTP_PASSWORD"):
            others = {key: known[key] for key in known if key != left_out}
            command = [sys.executable, "-m", "ita_xlsx", "email", report, "--to", TO, "--send"]
            ran = subprocess.run(
                ["sh", "-c", f'"$@" {STDIN[stdin]}', "sh", *command, "--force"],
                env={**os.environ, **others}, capture_output=True, encoding="utf-8", check=False,
            )  # fmt: skip
            *warnings, said = ran.stderr.splitlines()
            assert ran.returncode == 3 and said.startswith("ยังไม่ได้ส่งอีเมล"), ran.stderr
            assert all(line.startswith("คำเตือน: ") for line in warnings)
    assert mailbox.received == [] and log_lines(report) == []


def test_a_plan_tells_the_receiver_and_the_server(
    certificates: Certificates, tmp_path: Path
) -> None:
    library.merge([EXAMPLE], tmp_path / "report.xlsx")
    mailbox = Mailbox()
    with mail_server(mailbox, certificates.server) as port:
        facts = {
            "mail_to": TO, "mail_server": HOST, "mail_port": str(port), "mail_user": USER,
            "mail_from": USER, "mail_security": "STARTTLS", "mail_name": "นายอำเภอกุดรัง",
            "approver": "นายเก่ง กล้า",
        }  # fmt: skip
        write_plan(tmp_path / "plan.xlsx", facts)
        secret = ("ITA_XLSX_SMTP_PASSWORD", "ITA_XLSX_SMTP_CA")
        known = {name: smtp_settings(port, certificates)[name] for name in secret}
        arguments = ("email", "report.xlsx", "--plan", "plan.xlsx", "--send", "--force")
        unasked = ita_xlsx(*arguments, "--lang", "en", folder=tmp_path, **known)
        assert unasked.code == 3 and "as “plan.xlsx” says?" in unasked.err
        ran = ita_xlsx(*arguments, "--yes", folder=tmp_path, **known)
    assert ran.code == 1 and f"ส่งอีเมลถึง {TO} แล้ว" in ran.err, ran.text
    assert [list(one.to) for one in mailbox.received] == [[TO]]
    text = email.message_from_bytes(mailbox.received[0].content).get_payload(0)
    letter = text.get_payload(decode=True).decode()
    assert letter.startswith("เรียน นายอำเภอกุดรัง") and "(นายเก่ง กล้า)" in letter
    write_plan(tmp_path / "plan.xlsx")
    nobody = ita_xlsx("email", "report.xlsx", "--plan", "plan.xlsx", folder=tmp_path)
    assert nobody.code == 2 and "--to" in nobody.err and len(nobody.err.splitlines()) == 1
