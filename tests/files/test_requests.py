"""The letters to divisions, as drafts and as text, and what the letter to the district says."""

import email
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path

import openpyxl
import pytest
from command import ita_xlsx
from plans import DIVISIONS, write_plan

import ita_xlsx as library
from ita_xlsx.findings.files import SET_ASIDE
from ita_xlsx.model import PlanDivision

SIGNED = {"reporter": "นางสาวใจดี มีสุข", "reporter_position": "เจ้าพนักงานธุรการชำนาญงาน"}
FORM = "แบบรายงาน {division} ปี 2566 รอบ 6 เดือน.xlsx"
DONE = "ปรับปรุงและเผยแพร่แล้วเมื่อวันที่ ๒๐ ก.พ. ๒๕๖๖"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A round in which กองคลัง answers one measure of two, and กองศิลป์, without address, none."""
    library.make_forms(write_plan(tmp_path / "plan.xlsx", SIGNED), tmp_path / "forms")
    (tmp_path / "returned").mkdir()
    for division, cells in (("สำนักปลัด", ("F9", "F10")), ("กองคลัง", ("F9",))):
        book = openpyxl.load_workbook(tmp_path / "forms" / FORM.format(division=division))
        for cell in cells:
            book.worksheets[0][cell] = DONE
        book.save(tmp_path / "returned" / f"{division}.xlsx")
    return tmp_path


def read(draft: Path) -> tuple[str, str, dict[str, bytes]]:
    """The subject, the letter and the attachments of a draft."""
    mail = email.message_from_bytes(draft.read_bytes())
    text, *files = mail.get_payload()
    assert isinstance(text, Message)
    content = text.get_payload(decode=True)
    assert isinstance(content, bytes)
    attached = {str(one.get_filename()): one.get_payload(decode=True) for one in files}
    return str(make_header(decode_header(mail["Subject"]))), content.decode(), attached


def pasted(text: Path) -> str:
    content = text.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and content.count(b"\n") == content.count(b"\r\n")
    return content.decode("utf-8-sig").replace("\r\n", "\n")


def test_every_division_gets_its_form_with_a_letter(folder: Path) -> None:
    ran = ita_xlsx("email", "--forms", "-o", "mail", folder=folder)
    assert ran.code == 0, ran.text
    names = [f"ส่ง{FORM.format(division=d.name)}".removesuffix(".xlsx") for d in DIVISIONS]
    assert {path.name for path in (folder / "mail").iterdir()} == {
        *(f"{name}.txt" for name in names), *(f"{name}.eml" for name in names[:2]),
    }  # fmt: skip
    assert "กองศิลป์" in ran.err and ".txt 3 ไฟล์" in ran.err
    subject, letter, files = read(folder / "mail" / f"{names[1]}.eml")
    assert subject.startswith("ขอส่งแบบรายงาน") and "๒๕๖๖" in subject
    assert letter.startswith("เรียน นายสมชาย") and "๒ มาตรการ" in letter
    assert "ภายในวันที่ ๑๐ เมษายน ๒๕๖๖" in letter
    assert letter.replace("\r", "").endswith(
        "ขอแสดงความนับถือ\nนางสาวใจดี มีสุข\nเจ้าพนักงานธุรการชำนาญงาน\nองค์การบริหารส่วนตำบลกุดรัง"
    )
    form = FORM.format(division="กองคลัง")
    assert files == {form: (folder / "forms" / form).read_bytes()}
    text = pasted(folder / "mail" / f"{names[1]}.txt")
    assert letter.replace("\r", "") in text and form in text and "klang@example.go.th" in text
    again = {path.name: path.read_bytes() for path in (folder / "mail").iterdir()}
    ita_xlsx("email", "--forms", "-o", "mail", folder=folder)
    assert {path.name: path.read_bytes() for path in (folder / "mail").iterdir()} == again


def test_forms_of_a_plan_with_errors_are_drafted_with_a_warning(folder: Path) -> None:
    write_plan(folder / "plan.xlsx", {"fiscal_year": "2565"})
    ran = ita_xlsx("email", "--forms", "-o", "mail", folder=folder)
    assert ran.code == 1 and "แผนยังมีสิ่งที่ต้องแก้ไข" in ran.err
    assert len(list((folder / "mail").glob("*.eml"))) == 2


def test_marked_copies_go_to_whom_they_are_of(folder: Path) -> None:
    ran = ita_xlsx("email", "--returns", "-o", "mail", folder=folder)
    assert ran.code == 0, ran.text
    (draft,) = (path for path in (folder / "mail").glob("*.eml") if "กองคลัง" in path.name)
    subject, letter, files = read(draft)
    assert subject.startswith("ขอความอนุเคราะห์แก้ไข")
    assert "ต้องแก้ไข (สีแดง) ๑ แห่ง" in letter and "F10 ยังไม่ได้กรอก “ผลการดำเนินการ”" in letter
    assert list(files) == ["กองคลัง (แก้ไข).xlsx"]
    ita_xlsx("check", "returned", "--plan", "plan.xlsx", "--returns", "back", folder=folder)
    assert files["กองคลัง (แก้ไข).xlsx"] == (folder / "back" / "กองคลัง (แก้ไข).xlsx").read_bytes()
    assert not [path for path in (folder / "mail").iterdir() if "กองศิลป์" in path.name]


def test_nothing_goes_back_where_nothing_is_to_be_fixed(folder: Path) -> None:
    for path in (folder / "returned").iterdir():
        path.unlink()
    ran = ita_xlsx("email", "--returns", "-o", "mail", folder=folder)
    assert ran.code == 0 and "ไม่มีไฟล์ที่ต้องส่งกลับให้แก้ไข" in ran.err
    assert list((folder / "mail").iterdir()) == []


@pytest.mark.parametrize("kind", ["forms", "remind", "returns"])
def test_letters_can_be_printed_to_be_pasted(kind: str, folder: Path) -> None:
    ran = ita_xlsx("email", f"--{kind}", "-o", "mail", "--text", folder=folder)
    assert ran.code == 0 and ran.out.count("ขอแสดงความนับถือ") == ran.out.count("เรียน ") > 0
    assert ran.out.count("เรื่อง: ") == len(list((folder / "mail").glob("*.txt")))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--forms"], "-o"),
        (["--returns"], "-o"),
        (["--forms", "--remind", "-o", "x"], "--returns"),
        (["--returns", "-o", "x", "--send"], "--send"),
        (["--forms", "-o", "x", "--to", "a@example.go.th"], "--to"),
    ],
)
def test_what_does_not_go_together_is_said(arguments: list[str], says: str, folder: Path) -> None:
    ran = ita_xlsx("email", *arguments, folder=folder)
    assert ran.code == 2 and says in ran.err and not (folder / "x").exists()


def test_without_a_plan_no_form_can_be_mailed(folder: Path, tmp_path: Path) -> None:
    ran = ita_xlsx("email", "--forms", "-o", "x", folder=folder / "returned")
    assert ran.code == 2 and "--plan" in ran.err
    ita_xlsx("plan", "-o", "above.xlsx", "--level", "district", folder=tmp_path)
    ran = ita_xlsx("email", "--forms", "-o", "x", "--plan", "above.xlsx", folder=folder)
    assert ran.code == 2 and "--plan" in ran.err


SIGNERS = {
    **SIGNED,
    "approver": "นายเก่ง  กล้า",
    "approver_position": "ปลัดองค์การบริหารส่วนตำบล",
}


@pytest.mark.parametrize(
    ("facts", "receiver", "signed"),
    [
        (SIGNERS, "ท้องถิ่นอำเภอกุดรัง", ["(นายเก่ง กล้า)", "ปลัดองค์การบริหารส่วนตำบล"]),
        ({**SIGNERS, "mail_name": "นายอำเภอกุดรัง"}, "นายอำเภอกุดรัง", ["(นายเก่ง กล้า)"]),
        (SIGNED, "ท้องถิ่นอำเภอกุดรัง", ["(นางสาวใจดี มีสุข)", "เจ้าพนักงานธุรการชำนาญงาน"]),
        ({"district": ""}, "ท้องถิ่นจังหวัดมหาสารคาม", []),
    ],
)
def test_the_letter_to_the_district_is_by_the_plan(
    facts: dict[str, str], receiver: str, signed: list[str], folder: Path
) -> None:
    write_plan(folder / "plan.xlsx", {**facts, "mail_to": "district@example.go.th"})
    library.merge([folder / "returned"], folder / "report.xlsx", plan=folder / "plan.xlsx")
    ran = ita_xlsx("email", "report.xlsx", "--text", folder=folder)
    letter = ran.out.split("\n\n", 1)[1]
    assert letter.startswith(f"เรียน {receiver}\n")
    assert "- ยังไม่ส่ง: กองศิลป์\n" in letter
    end = letter[letter.index("จึงเรียนมาเพื่อโปรดพิจารณา\n\nขอแสดงความนับถือ\n") :].splitlines()
    assert [line for line in end if line in signed] == signed
    assert end[-1] == "องค์การบริหารส่วนตำบลกุดรัง"


def test_without_a_plan_the_letter_names_who_reported_nothing_too(folder: Path) -> None:
    library.merge([folder / "returned"], folder / "report.xlsx", plan=folder / "plan.xlsx")
    (folder / "plan.xlsx").unlink()
    ran = ita_xlsx("email", "report.xlsx", "--text", "--to", "a@example.go.th", folder=folder)
    assert "เรียน ผู้รับผิดชอบ" in ran.out and "ยังไม่ส่ง: กองศิลป์" in ran.out


def test_whoever_the_plan_does_not_list_gets_a_text_only(folder: Path) -> None:
    others = [PlanDivision("กองช่าง", (), "", "chang@example.go.th")]
    write_plan(folder / "plan.xlsx", divisions=[*DIVISIONS[:1], *others])
    ran = ita_xlsx("email", "--returns", "-o", "mail", folder=folder)
    names = {path.name for path in (folder / "mail").iterdir() if "กองคลัง" in path.name}
    assert ran.code == 0 and {Path(name).suffix for name in names} == {".txt"}


def test_a_folder_of_letters_holds_nothing_that_was_sent(folder: Path) -> None:
    for kind in ("forms", "remind", "returns"):
        ita_xlsx("email", f"--{kind}", "-o", f"returned/{kind}", folder=folder)
    said = library.check([folder / "returned"], plan=folder / "plan.xlsx").findings
    assert not [one for one in said if one.rule is SET_ASIDE]
    (folder / "returned" / "forms" / "อื่น.txt").write_text("ผลการดำเนินการ", encoding="utf-8")
    said = library.check([folder / "returned"], plan=folder / "plan.xlsx").findings
    assert [Path(one.file).name for one in said if one.rule is SET_ASIDE] == ["forms"]
