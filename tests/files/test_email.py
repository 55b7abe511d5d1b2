"""The draft: what is in it, that nothing can be slipped into it, and what is noticed before."""

import email
import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header
from email.message import Message
from email.policy import default
from email.utils import collapse_rfc2231_value
from pathlib import Path

import pytest
from command import ita_xlsx
from corpus import CONSOLIDATED_SHEETS
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import ita_xlsx as library
from ita_xlsx.delivery import log
from ita_xlsx.delivery.message import (
    Mail,
    addresses,
    attachment,
    draft_bytes,
    message_bytes,
)
from ita_xlsx.delivery.sending import HasErrors, NotConfirmed, Outgoing
from ita_xlsx.delivery.settings import NAMES, PASSWORD, PREFIX, BadSettings, read_settings
from ita_xlsx.errors import CannotWrite, NothingToRead, UsageError
from ita_xlsx.language import Sentence
from ita_xlsx.official.stamp import DATA_SHEET, LOG_SUFFIX, SEAL_PROPERTY

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "kut_rung" / "returned"
TO = "district@example.go.th"
NOW = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("merged") / "รายงานผล น้ำใส ๒๕๖๖.xlsx"
    library.merge([EXAMPLE], path)
    return path


@pytest.fixture
def report(merged: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(merged, tmp_path / merged.name))


def text_of(message: Message) -> str:
    part = next(part for part in message.walk() if part.get_content_type() == "text/plain")
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode("utf-8")


# --- the draft -----------------------------------------------------------------------------------


def test_the_draft_is_one_that_a_mail_program_opens_to_be_sent(report: Path) -> None:
    ran = ita_xlsx("email", report, "--to", TO, "--to", "b@example.com")
    draft = report.with_suffix(".eml").read_bytes()
    message = email.message_from_bytes(draft)
    assert ran.code == 1 and str(report.with_suffix(".eml")) in ran.err and ran.out == ""
    assert message["X-Unsent"] == "1" and message["MIME-Version"] == "1.0"
    assert not {"Date", "From", "Message-ID", "Bcc", "Sender"} & set(message.keys())
    assert message["To"].split() == [f"{TO},", "b@example.com"]
    assert draft.replace(b"\r\n", b"").isascii() and not {10, 13} & {*draft.replace(b"\r\n", b"")}
    assert max(map(len, draft.split(b"\r\n"))) <= 998


def test_subject_and_letter_name_organisation_year_round_and_counts(report: Path) -> None:
    outgoing = library.draft_email(report, [TO])
    message = email.message_from_bytes(draft_bytes(outgoing.mail))
    subject = str(make_header(decode_header(message["Subject"])))
    assert subject == outgoing.mail.subject == (
        "ขอส่งรายงานผลการดำเนินการมาตรการส่งเสริมคุณธรรมและความโปร่งใส "
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ รอบ ๖ เดือน องค์การบริหารส่วนตำบลกุตุรงค์"
    )  # fmt: skip
    lines = text_of(message).split("\r\n")
    assert "- มาตรการทั้งหมด ๑๔ มาตรการ จาก ๓ กอง/สำนัก/หน่วย" in lines
    assert "- ดำเนินการแล้วเสร็จ ๑๔ มาตรการ" in lines
    assert f"๑. {report.name}" in lines and not any(line.startswith("๒.") for line in lines)
    assert all(line.isascii() or len(line) < 300 for line in lines)


def test_the_plain_text_says_the_same(report: Path) -> None:
    ran = ita_xlsx("email", report, "--to", TO, "--text")
    outgoing = library.draft_email(report, [TO])
    assert f"ถึง: {TO}" in ran.out and f"เรื่อง: {outgoing.mail.subject}" in ran.out
    assert outgoing.mail.body in ran.out and report.name in ran.out
    assert not report.with_suffix(".eml").exists()
    assert library.email_text(outgoing, "en").startswith(f"To: {TO}\nSubject: ")


def test_the_pdf_beside_it_goes_along_and_an_older_one_is_told(report: Path) -> None:
    pdf = report.with_suffix(".pdf")
    pdf.write_bytes(b"%PDF-1.7\n.\r\n\x00\xff")
    outgoing = library.draft_email(report, [TO])
    message = email.message_from_bytes(draft_bytes(outgoing.mail), policy=default)
    assert {part.get_filename(): part.get_content() for part in message.iter_attachments()} == {
        report.name: report.read_bytes(), pdf.name: pdf.read_bytes(),
    }  # fmt: skip
    assert f"๒. {pdf.name}" in outgoing.mail.body
    assert not any("เก่ากว่า" in warning.th for warning in outgoing.warnings)
    os.utime(pdf, (1, 1))
    assert any("เก่ากว่า" in warning.th for warning in outgoing.warnings)


def test_the_same_report_gives_the_same_draft_wherever_it_lies(
    report: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    copy = Path(shutil.copy(report, elsewhere / report.name))
    drafts = [draft_bytes(library.draft_email(path, [TO]).mail) for path in (report, report, copy)]
    assert drafts[0] == drafts[1] == drafts[2]
    other = library.draft_email(report, ["other@example.com"]).mail
    assert email.message_from_bytes(draft_bytes(other)).get_boundary() != (
        email.message_from_bytes(drafts[0]).get_boundary()
    )


def test_a_mail_to_be_sent_says_from_whom_and_when() -> None:
    mail = Mail((TO,), "เรื่อง", "ข้อความ", ())
    message = email.message_from_bytes(message_bytes(mail, "a@libreoffice.go.th", NOW))
    assert message["From"] == "a@libreoffice.go.th"
    assert message["Date"] == "Mon, 20 Apr 2026 09:30:00 +0000" and "X-Unsent" not in message
    later = message_bytes(mail, "a@libreoffice.go.th", NOW + timedelta(seconds=1))
    assert email.message_from_bytes(later)["Message-ID"] != message["Message-ID"]


FILE_NAMES = st.text(
    st.sampled_from("กขคงจอำเแา้่์ั๑๒๖ aZ09-_.,;'\"()%&+=\\\n\r\t\x1b"), min_size=1, max_size=85
)


@settings(max_examples=50)
@given(FILE_NAMES, st.binary(max_size=200))
def test_any_name_and_bytes_come_out_as_they_went_in(name: str, content: bytes) -> None:
    one = attachment(f"{name}.xlsx", content)
    message = email.message_from_bytes(draft_bytes(Mail((TO,), "x", "y", (one,))))
    part = message.get_payload()[1]  # type: ignore[index]
    assert isinstance(part, Message)
    new = part.get_param("filename", header="Content-Disposition")
    assert isinstance(new, tuple) and collapse_rfc2231_value(new) == one.name
    assert part.get_payload(decode=True) == content
    old = part.get_param("name")
    assert str(make_header(decode_header(str(old)))) == one.name
    assert b"filename*0" not in part.as_bytes()


def test_a_name_that_no_line_of_a_mail_can_hold_is_refused() -> None:
    with pytest.raises(UsageError, match="ยาวเกินไป"):
        attachment("ก" * 200 + ".xlsx", b"")


@given(st.text(max_size=300), st.text(max_size=300))
def test_nothing_in_a_subject_or_a_text_can_become_a_header(subject: str, body: str) -> None:
    plain = draft_bytes(Mail((TO,), "x", "y", ()))
    message = email.message_from_bytes(draft_bytes(Mail((TO,), subject, body, ())))
    assert message.keys() == email.message_from_bytes(plain).keys()
    assert len(message.get_payload()) == 1 and not message.defects


HOSTILE = "อบต.ก\r\nBcc: thief@example.com\r\n\r\nX"


def test_a_hostile_organisation_stays_in_its_line(tmp_path: Path) -> None:
    returned = tmp_path / "returned.xlsx"
    book = load_workbook(EXAMPLE / "กองคลัง.xlsx")
    for row in book["แบบรายงาน"].iter_rows():
        for cell in row:
            if cell.value == "องค์การบริหารส่วนตำบลกุตุรงค์":
                cell.value = HOSTILE
    book.save(returned)
    library.merge([returned], tmp_path / "report.xlsx")
    mail = library.draft_email(tmp_path / "report.xlsx", [TO]).mail
    assert "Bcc: thief@example.com" in mail.subject and "\n" not in mail.subject
    assert "Bcc" not in email.message_from_bytes(draft_bytes(mail))
    assert not any(line.startswith("Bcc") for line in mail.body.splitlines())


@pytest.mark.parametrize(
    "text",
    ["", "district", "a@b", "a b@example.com", "a@example..com", "อำเภอ@example.com", "a@-x.com",
     "a@example.com\n", "a@example.com\r\nBcc: b@example.com", "ชื่อ <a@example.com>",
     "a@example.com,b@example.com", ".a@example.com", "a" * 65 + "@example.com", "a@x@y.com",
     "a@" + "x" * 64 + ".com", "a@example.com\x00"],
)  # fmt: skip
def test_what_is_no_address_is_refused(report: Path, text: str) -> None:
    with pytest.raises(UsageError, match="ไม่ใช่ที่อยู่อีเมล") as raised:
        library.draft_email(report, [TO, text])
    assert raised.value.exit_code == 2 and "\n" not in raised.value.say("th")
    with pytest.raises(UsageError):
        draft_bytes(Mail((text,), "x", "y", ()))


def test_an_address_counts_once() -> None:
    assert addresses([TO, " " + TO.upper(), "b+c@x.example.com"]) == (TO, "b+c@x.example.com")


def test_only_a_merged_report_is_mailed(report: Path, tmp_path: Path) -> None:
    for path in (EXAMPLE / "กองคลัง.xlsx", ROOT / "templates" / "measures_template.xlsx"):
        with pytest.raises(NothingToRead, match="ไม่ใช่รายงานที่รวมแล้ว"):
            library.draft_email(path, [TO])
    for name, content in (("ไม่มี.xlsx", None), ("เสีย.xlsx", b"PK\x03\x04x"), ("ว่าง.xlsx", b"")):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(NothingToRead, match=name):
            library.draft_email(tmp_path / name, [TO], tmp_path / "x.eml")
    with pytest.raises(UsageError, match="เป็นโฟลเดอร์"):
        library.draft_email(tmp_path, [TO])
    assert [path.suffix for path in tmp_path.glob("*.eml")] == []


def test_the_draft_never_falls_on_what_it_mails(report: Path) -> None:
    before = report.read_bytes()
    with pytest.raises(UsageError, match="นำเข้า"):
        library.draft_email(report, [TO], report)
    with pytest.raises(CannotWrite, match="ไม่พบโฟลเดอร์"):
        library.draft_email(report, [TO], report.parent / "no" / "x.eml")
    assert report.read_bytes() == before


# --- the seal ------------------------------------------------------------------------------------


def change(report: Path, sheet: str, value: object) -> None:
    book = load_workbook(report)
    cell = next(c for row in book[sheet].iter_rows(min_row=2) for c in row if c.value)
    assert cell.value != value
    cell.value = value
    book.save(report)


def test_a_report_as_merged_is_unchanged(report: Path) -> None:
    assert not library.draft_email(report, [TO]).changed


@pytest.mark.parametrize("sheet", CONSOLIDATED_SHEETS)
def test_a_changed_cell_in_any_sheet_is_noticed(report: Path, sheet: str) -> None:
    change(report, sheet, "แก้ไขแล้ว")
    assert library.draft_email(report, [TO]).changed


def test_a_change_is_told_and_the_draft_made_all_the_same(report: Path) -> None:
    change(report, DATA_SHEET, "แก้ไขแล้ว")
    ran = ita_xlsx("email", report, "--to", TO, "-o", "ร่าง.eml", folder=report.parent)
    assert "ถูกแก้ไขหลังจากคำสั่ง merge" in ran.err and report.with_name("ร่าง.eml").exists()


# --- before it is sent ---------------------------------------------------------------------------


def no_errors(report: Path, **changes: object) -> Outgoing:
    outgoing = library.draft_email(report, [TO])
    return Outgoing(report, outgoing.mail, 0, bool(changes.get("changed", False)))


SERVER = {f"{PREFIX}HOST": "nobody.invalid", f"{PREFIX}FROM": "a@libreoffice.go.th"}


def test_errors_in_the_report_hold_it_back(report: Path) -> None:
    outgoing = library.draft_email(report, [TO])
    assert outgoing.errors == 1
    with pytest.raises(HasErrors, match="--force") as raised:
        library.send_email(outgoing, NOW, environment=SERVER)
    assert raised.value.exit_code == 1


def test_a_changed_report_is_not_sent_unless_agreed(report: Path) -> None:
    asked: list[str] = []

    def refuse(question: Sentence) -> bool:
        asked.append(question.th)
        return False

    with pytest.raises(NotConfirmed, match="--yes"):
        library.send_email(no_errors(report, changed=True), NOW, environment=SERVER, confirm=refuse)
    assert len(asked) == 1 and "ถูกแก้ไขหลังจากคำสั่ง merge" in asked[0]


def test_the_same_bytes_to_the_same_address_ask_first(report: Path) -> None:
    outgoing = no_errors(report)
    path = log.log_of(report)
    digest = library.check([report]).round.sources[0].sha256
    log.note(path, log.Sending(NOW, ("District@Example.go.th", "x@y.com"), digest))
    with pytest.raises(NotConfirmed):
        library.send_email(outgoing, NOW, environment=SERVER)
    asked: list[str] = []
    with pytest.raises(NotConfirmed):
        library.send_email(
            outgoing, NOW, environment=SERVER, confirm=lambda one: bool(asked.append(one.th))
        )
    assert "20 เมษายน 2569 เวลา 09:30 น." in asked[0] and TO in asked[0]
    path.write_text(path.read_text("utf-8").replace(digest, "0" * 64), "utf-8")
    with pytest.raises(Exception, match="ไม่พบเซิร์ฟเวอร์"):
        library.send_email(outgoing, NOW, environment=SERVER)


def test_a_log_that_cannot_be_written_holds_the_mail_back(report: Path) -> None:
    log.log_of(report).mkdir()
    with pytest.raises(UsageError):
        library.send_email(no_errors(report), NOW, environment=SERVER)
    long_name = report.with_name("ก" * 80 + ".xlsx")
    shutil.copy(report, long_name)
    with pytest.raises(CannotWrite, match="ยาวเกินไป"):
        library.send_email(no_errors(long_name), NOW, environment=SERVER)


def test_the_log_keeps_every_line_and_passes_over_what_is_none(tmp_path: Path) -> None:
    path = tmp_path / "x.ส่งแล้ว.log"
    first = log.Sending(NOW, (TO,), "a" * 64)
    log.note(path, first)
    with path.open("ab") as stream:
        stream.write("ไม่ใช่ JSON\n[1]\n{}\n".encode() + b"\xff\n" + b"[" * 100_000 + b"\n")
    log.note(path, log.Sending(NOW, ("b@x.com",), "b" * 64))
    assert [one.sha256[0] for one in log.sendings(path)] == ["a", "b"]
    assert log.sendings(path)[0] == first
    assert json.loads(path.read_bytes().splitlines()[0])["sent"] == "2026-04-20T09:30:00+00:00"
    known = log.of_mail(log.sendings(path), "a" * 64, [TO.upper()])
    assert log.last_sent(known, ["c@x.com", TO.upper()]) == ((TO.upper(), NOW),)


def test_a_folder_that_is_read_passes_over_draft_and_log(report: Path) -> None:
    folder = report.parent
    shutil.copy(EXAMPLE / "กองคลัง.xlsx", folder)
    before = [source.file for source in library.check([folder]).round.sources]
    report.with_suffix(".eml").write_bytes(b"X-Unsent: 1\r\n")
    log.note(log.log_of(report), log.Sending(NOW, (TO,), "a" * 64))
    (folder / "ita_xlsx.ini").write_text("[smtp]\n", "utf-8")
    assert [source.file for source in library.check([folder]).round.sources] == before


# --- settings ------------------------------------------------------------------------------------


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "ita_xlsx.ini").write_text(
        "\ufeff[smtp]\n# เซิร์ฟเวอร์\nHost = file.go.th\nfrom = a@file.go.th\nuser = a%b\n"
        "ca = libreoffice.pem\n[other]\nx = 1\n",
        "utf-8",
    )
    plain = read_settings({}, tmp_path)
    assert (plain.host, plain.port, plain.security) == ("file.go.th", 587, "starttls")
    assert plain.user == "a%b" and plain.ca == tmp_path / "libreoffice.pem"
    mixed = read_settings(
        {"ITA_XLSX_SMTP_HOST": "env.go.th", "ITA_XLSX_SMTP_SECURITY": "TLS"}, tmp_path
    )
    assert (mixed.host, mixed.port, mixed.sender) == ("env.go.th", 465, "a@file.go.th")


def test_a_plan_tells_what_neither_of_them_does(tmp_path: Path) -> None:
    planned = {
        "to": "district@example.go.th", "server": "plan.go.th", "port": "๔๖๕",
        "security": "SSL/TLS", "from": "a@plan.go.th", "user": "",
    }  # fmt: skip
    server = read_settings({}, tmp_path, planned)
    assert (server.host, server.port, server.security) == ("plan.go.th", 465, "tls")
    assert (server.sender, server.user) == ("a@plan.go.th", "")
    starttls = read_settings({}, tmp_path, {**planned, "security": "STARTTLS", "port": ""})
    assert (starttls.port, starttls.security) == (587, "starttls")
    (tmp_path / "ita_xlsx.ini").write_text("[smtp]\nhost = file.go.th\n", "utf-8")
    assert read_settings({}, tmp_path, planned).host == "file.go.th"


@pytest.mark.parametrize(
    "text",
    ["[smtp]\npassword = SECRET", "[smtp]\nPASS=SECRET", "[x]\nsmtp_passwd = SECRET",
     "[DEFAULT]\npwd = SECRET", "[smtp]\nรหัสผ่าน = SECRET"],
)  # fmt: skip
def test_a_password_in_the_file_is_refused_and_not_repeated(tmp_path: Path, text: str) -> None:
    (tmp_path / "ita_xlsx.ini").write_text(text, "utf-8")
    with pytest.raises(BadSettings, match="มีรหัสผ่าน") as raised:
        read_settings(SERVER, tmp_path)
    assert "SECRET" not in raised.value.say("th") + raised.value.say("en")
    assert PASSWORD in raised.value.say("th")


@pytest.mark.parametrize(
    ("environment", "file", "says"),
    [
        ({}, "", "ITA_XLSX_SMTP_HOST"),
        ({"HOST": "x.go.th"}, "", "ITA_XLSX_SMTP_FROM"),
        ({"HOST": "x.go.th", "FROM": "nobody"}, "", "ไม่ใช่ที่อยู่อีเมล"),
        ({"SECURITY": "none"}, "", "โดยไม่เข้ารหัส"),
        ({"SECURITY": "ssl"}, "", "โดยไม่เข้ารหัส"),
        ({"PORT": "0"}, "", "พอร์ต"),
        ({"PORT": "smtp"}, "", "พอร์ต"),
        ({"PORT": "99999999999999999999"}, "", "พอร์ต"),
        ({}, "[smtp]\nhosst = x", "hosst"),
        ({}, "no section SECRET", "อ่านไฟล์ตั้งค่า"),
        ({}, "[smtp]\nhost = a\nhost = b", "อ่านไฟล์ตั้งค่า"),
    ],
)
def test_settings_that_are_missing_or_wrong(
    tmp_path: Path, environment: dict[str, str], file: str, says: str
) -> None:
    (tmp_path / "ita_xlsx.ini").write_text(file, "utf-8")
    given_settings = {f"{PREFIX}{name}": value for name, value in environment.items()}
    known = {} if "ITA_XLSX" in says else SERVER
    with pytest.raises(BadSettings, match=says) as raised:
        read_settings({**known, **given_settings}, tmp_path)
    assert raised.value.exit_code == 3 and "SECRET" not in raised.value.say("th")


@pytest.mark.parametrize("content", [None, "no certificate", ""])
def test_certificates_that_cannot_be_read(tmp_path: Path, content: str | None) -> None:
    ca = tmp_path / "ca.pem"
    if content is not None:
        ca.write_text(content, "utf-8")
    server = read_settings({**SERVER, f"{PREFIX}CA": str(ca)}, tmp_path)
    with pytest.raises(BadSettings, match="ใบรับรอง"):
        server.trust()


def test_every_setting_and_option_is_documented() -> None:
    page = (ROOT / "docs" / "email.md").read_text("utf-8")
    for name in NAMES:
        assert f"| `{name}` | `{PREFIX}{name.upper()}` |" in page
    assert PASSWORD in page and LOG_SUFFIX in page and SEAL_PROPERTY in page
    for option in ("--to", "-o", "--text", "--send", "--force", "--yes"):
        assert f"`{option}" in page


def test_a_name_that_came_apart_on_macos_is_joined() -> None:
    assert attachment("Cafe\u0301.xlsx", b"").name == "Café.xlsx"
