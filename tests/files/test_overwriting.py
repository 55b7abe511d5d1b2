"""A workbook that somebody filled in or changed is never replaced by an output."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from command import ita_xlsx
from corpus import EXAMPLE
from plans import write_plan

import ita_xlsx as library
from ita_xlsx.errors import CannotWrite, UsageError
from ita_xlsx.files import write_all
from ita_xlsx.intake.guard.examine import LIMITS
from ita_xlsx.verbs.reports import Reports

Write = Callable[[Path], object]
RETURNED = [EXAMPLE / "returned"]
FORM = sorted(RETURNED[0].glob("*.xlsx"))[0]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.xlsx"
    library.merge(RETURNED, path)
    return path


@pytest.fixture
def outputs(report: Path, tmp_path: Path) -> dict[str, Write]:
    """What writes each kind of workbook to a path."""
    plan = write_plan(tmp_path / "round.xlsx")
    return {
        "template": library.make_template,
        "plan": library.make_plan,
        "plan from": lambda path: library.make_plan(path, report),
        "merge": lambda path: library.merge(RETURNED, path),
        "check": lambda path: library.check(RETURNED, reports=Reports(path)),
        "merge findings": lambda path: library.merge(
            RETURNED, tmp_path / "out.xlsx", reports=Reports(path)
        ),
        "status": lambda path: library.status(
            RETURNED, plan, date(2023, 4, 1), reports=Reports(path)
        ),
        "compare": lambda path: library.compare(report, report, path),
    }


KINDS = (
    "template", "plan", "plan from", "merge", "check", "merge findings", "status", "compare",
)  # fmt: skip


def changed(path: Path) -> None:
    """Type something into the second row, as somebody would in Excel."""
    book = openpyxl.load_workbook(path)
    book.worksheets[-1]["H2"] = "แก้ไขเอง"
    book.save(path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_form_and_a_plan_are_never_replaced(
    kind: str, outputs: dict[str, Write], tmp_path: Path
) -> None:
    path = tmp_path / "ไฟล์.xlsx"
    for fill in (lambda: shutil.copy(FORM, path), lambda: write_plan(path)):
        fill()
        before, names = path.read_bytes(), sorted(tmp_path.iterdir())
        with pytest.raises(CannotWrite) as refused:
            outputs[kind](path)
        assert "ไฟล์.xlsx" in refused.value.say("th") and "another name" in refused.value.say("en")
        assert path.read_bytes() == before and sorted(tmp_path.iterdir()) == names


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_again_and_an_empty_file_are_replaced_and_no_other(
    kind: str, outputs: dict[str, Write], tmp_path: Path
) -> None:
    path = tmp_path / "ไฟล์.xlsx"
    path.write_bytes(b"somebody's")
    with pytest.raises(CannotWrite, match=r"ไฟล์ \(2\)\.xlsx"):
        outputs[kind](path)
    assert path.read_bytes() == b"somebody's"
    path.write_bytes(b"")
    outputs[kind](path)
    first = path.read_bytes()
    outputs[kind](path)
    assert path.read_bytes() == first != b""


def test_two_outputs_of_one_name_are_refused_on_any_system(tmp_path: Path) -> None:
    for findings in ("OUT.xlsx", "./out.xlsx"):
        with pytest.raises(UsageError):
            library.merge(RETURNED, tmp_path / "out.xlsx", reports=Reports(tmp_path / findings))
    with pytest.raises(UsageError):
        write_all(
            [(tmp_path / "น้ำ.xlsx", b"1"), (tmp_path / "é.pdf", b""), (tmp_path / "é.PDF", b"")]
        )
    assert [*tmp_path.iterdir()] == []


def test_what_somebody_saved_during_a_merge_is_not_replaced(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.xlsx"
    shutil.copy(report, path)

    def saved_meanwhile(*given: object) -> bytes:
        path.write_bytes(report.read_bytes() + b"somebody's")
        return b""

    monkeypatch.setattr("ita_xlsx.verbs.merge.report_bytes", saved_meanwhile)
    with pytest.raises(CannotWrite):
        library.merge(RETURNED, path)
    assert path.read_bytes().endswith(b"somebody's")


def test_findings_and_a_pdf_saved_meanwhile_are_not_replaced(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    findings, pdf = tmp_path / "findings.xlsx", tmp_path / "report.pdf"
    soffice = "ita_xlsx.delivery.libreoffice.required_soffice"
    monkeypatch.setattr(soffice, lambda: Path("soffice"))
    for path, made, write in (
        (findings, "ita_xlsx.report.findings_workbook.findings_bytes",
         lambda: library.check(RETURNED, reports=Reports(findings))),
        (pdf, "ita_xlsx.delivery.pdf.pdf_bytes", lambda: library.to_pdf(report, pdf)),
    ):  # fmt: skip

        def saved_meanwhile(*given: object, path: Path = path) -> bytes:
            path.write_bytes(b"somebody's")
            return report.read_bytes()

        monkeypatch.setattr(made, saved_meanwhile)
        with pytest.raises(CannotWrite, match=r" \(2\)\."):
            write()
        assert path.read_bytes() == b"somebody's"


SAVED: dict[str, Callable[[bytes], bytes]] = {
    "a letter more": lambda content: content + b"x",
    "a word": lambda content: content.replace("เรียน".encode(), "กราบเรียน".encode(), 1),
    "another receiver": lambda content: content.replace(b"@example.go.th", b"@example.or.th", 1),
    "line ends": lambda content: content.replace(b"\r\n", b"\n"),
    "blanks at the end": lambda content: content.rstrip() + b"\r\n",
    "header of a mail program": lambda content: content.replace(b"\r\n", b"\r\nX-Unsent: 0\r\n", 1),
    "all": lambda content: b"somebody's",
}  # fmt: skip


@pytest.mark.parametrize("how", SAVED)
def test_a_letter_that_somebody_saved_is_not_replaced(
    how: str, report: Path, tmp_path: Path
) -> None:
    """Nor are the others of its folder then; one that nobody saved is, also by another letter."""
    draft, letters = tmp_path / "report.eml", tmp_path / "mail"
    plan = write_plan(tmp_path / "plan.xlsx")

    def drafted() -> None:
        library.draft_email(report, ["a@example.go.th"], draft)
        library.mail_forms(plan, letters)

    drafted()
    before = draft.read_bytes()
    library.draft_email(report, ["b@example.go.th"], draft)
    assert draft.read_bytes() != before
    drafted()
    assert draft.read_bytes() == before
    for path in (draft, *letters.iterdir()):
        whole = path.read_bytes()
        saved = SAVED[how](whole)
        if saved == whole:
            continue
        path.write_bytes(saved)
        others = {other: other.stat().st_ino for other in letters.iterdir()}
        with pytest.raises(CannotWrite, match=rf"{re.escape(path.stem)} \(2\)\{path.suffix}"):
            drafted()
        assert path.read_bytes() == saved
        assert path == draft or {one: one.stat().st_ino for one in letters.iterdir()} == others
        path.write_bytes(whole)


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_that_somebody_changed_is_not_replaced(
    kind: str, outputs: dict[str, Write], tmp_path: Path
) -> None:
    path = tmp_path / "ไฟล์.xlsx"
    outputs[kind](path)
    changed(path)
    before = path.read_bytes()
    with pytest.raises(CannotWrite):
        outputs[kind](path)
    assert path.read_bytes() == before


def test_a_workbook_too_large_to_be_looked_at_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as large:
        large.write(b"PK\x03\x04")
        large.truncate(LIMITS.packed + 1)
    with pytest.raises(CannotWrite):
        library.merge(RETURNED, path)
    assert path.stat().st_size == LIMITS.packed + 1


def test_an_older_report_of_ours_is_replaced(report: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    shutil.copy(report, path)
    library.merge([FORM], path)
    assert path.read_bytes() != report.read_bytes()


def test_the_command_says_it_in_one_sentence(tmp_path: Path) -> None:
    shutil.copy(FORM, tmp_path / "form.xlsx")
    ran = ita_xlsx("plan", "-o", "form.xlsx", "--lang", "en", folder=tmp_path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert "form.xlsx" in ran.err and "another name" in ran.err
