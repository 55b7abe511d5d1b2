"""The stamp and the seal: every output is known again, and as soon as somebody saved it too."""

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from corpus import EXAMPLE
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook
from plans import write_plan

import ita_xlsx as library
from ita_xlsx.official.stamp import (
    COMPARISON_PROPERTY,
    CONSOLIDATED_PROPERTY,
    FINDINGS_PROPERTY,
    NO_SEAL,
    OWN_OUTPUTS,
    PLAN_PROPERTY,
    RETURN_PROPERTY,
    SEAL_PROPERTY,
    TEMPLATE_PROPERTY,
    stamp,
)
from ita_xlsx.ooxml.repack import repack
from ita_xlsx.provenance import is_unchanged, seal

RETURNED = [EXAMPLE / "returned"]
OUTPUTS = {
    "template.xlsx": TEMPLATE_PROPERTY,
    "plan.xlsx": PLAN_PROPERTY,
    "form.xlsx": TEMPLATE_PROPERTY,
    "report.xlsx": CONSOLIDATED_PROPERTY,
    "findings.xlsx": FINDINGS_PROPERTY,
    "copy.xlsx": RETURN_PROPERTY,
    "copy_of_report.xlsx": RETURN_PROPERTY,
    "comparison.xlsx": COMPARISON_PROPERTY,
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outputs")
    library.make_template(folder / "template.xlsx")
    library.make_plan(folder / "plan.xlsx")
    plan = write_plan(tmp_path_factory.mktemp("plan") / "plan.xlsx")
    forms = library.make_forms(plan, folder / "forms").forms
    shutil.move(forms[0], folder / "form.xlsx")
    report = folder / "report.xlsx"
    reports = library.Reports(folder / "findings.xlsx", folder / "returns")
    copies = library.merge(RETURNED, report, reports=reports).checked.returned
    shutil.move(copies[0], folder / "copy.xlsx")
    reports = library.Reports(returns=folder / "returns2")
    shutil.move(
        library.check([report], reports=reports).returned[0], folder / "copy_of_report.xlsx"
    )
    library.compare(report, report, folder / "comparison.xlsx")
    return folder


def stamps_of(content: bytes) -> dict[str, str]:
    return {one.name: str(one.value) for one in load_workbook(BytesIO(content)).custom_doc_props}


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_output_is_stamped_and_sealed(outputs: Path, name: str) -> None:
    content, own = (outputs / name).read_bytes(), OUTPUTS[name]
    stamps = stamps_of(content)
    assert stamps[own] == stamp(own) == f"1 (ita_xlsx {library.__version__})"
    assert stamps[SEAL_PROPERTY] != NO_SEAL
    others = {*OUTPUTS.values()} - {own}
    assert is_unchanged(content, own) and not any(is_unchanged(content, one) for one in others)
    assert seal(content) == content


def test_a_marked_copy_keeps_the_stamp_of_what_it_was_made_from(outputs: Path) -> None:
    stamps = stamps_of((outputs / "copy_of_report.xlsx").read_bytes())
    assert {CONSOLIDATED_PROPERTY, RETURN_PROPERTY} <= stamps.keys()


def nothing(book: Workbook) -> None:
    pass


def a_value(book: Workbook) -> None:
    book.worksheets[-1]["H2"] = "แก้ไขแล้ว"


def a_comment(book: Workbook) -> None:
    book.worksheets[0]["A1"].comment = Comment("ดูอีกครั้ง", "ผู้ตรวจ")


def a_colour(book: Workbook) -> None:
    book.worksheets[0]["A1"].fill = PatternFill("solid", fgColor="FFFF00")


@pytest.mark.parametrize("change", [nothing, a_value, a_comment, a_colour])
@pytest.mark.parametrize("name", OUTPUTS)
def test_whatever_is_saved_again_is_changed(
    outputs: Path, name: str, change: Callable[[Workbook], None]
) -> None:
    book, buffer = load_workbook(outputs / name), BytesIO()
    change(book)
    book.save(buffer)
    assert stamps_of(buffer.getvalue())[OUTPUTS[name]] == stamp(OUTPUTS[name])
    assert not is_unchanged(buffer.getvalue(), OUTPUTS[name])


@pytest.mark.office
@pytest.mark.parametrize("name", ["report.xlsx", "copy.xlsx", "form.xlsx"])
def test_what_libreoffice_saved_is_changed(outputs: Path, name: str, tmp_path: Path) -> None:
    from libreoffice import convert

    (again,) = convert([outputs / name], "xlsx", tmp_path)
    assert not is_unchanged(again.read_bytes(), OUTPUTS[name])


@given(st.data())
def test_a_byte_in_any_part_breaks_the_seal(outputs: Path, data: st.DataObject) -> None:
    content = (outputs / "report.xlsx").read_bytes()
    with ZipFile(BytesIO(content)) as package:
        names = [name for name in package.namelist() if name != "docProps/custom.xml"]
        name = data.draw(st.sampled_from(names))
        part = bytearray(package.read(name))
    part[data.draw(st.integers(0, len(part) - 1))] ^= 1
    assert not is_unchanged(repack(content, {name: bytes(part)}), CONSOLIDATED_PROPERTY)


def rewritten(content: bytes, leave_out: str = "", add: str = "") -> bytes:
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(buffer, "w") as other:
        for name in package.namelist():
            if name != leave_out:
                other.writestr(name, package.read(name))
        if add:
            other.writestr(add, "")
    return buffer.getvalue()


def test_a_part_more_or_less_breaks_the_seal_and_other_packing_does_not(outputs: Path) -> None:
    content = (outputs / "report.xlsx").read_bytes()
    assert is_unchanged(rewritten(content), CONSOLIDATED_PROPERTY)
    for changed in (
        rewritten(content, leave_out="docProps/custom.xml"),
        rewritten(content, leave_out="xl/theme/theme1.xml"),
        rewritten(content, add="xl/more.xml"),
        b"",
        b"PK",
        content[:-1],
    ):
        assert not is_unchanged(changed, CONSOLIDATED_PROPERTY)


def old(content: bytes) -> bytes:
    """An output as an earlier program wrote it: its stamp is a bare version, its seal another."""
    book, buffer = load_workbook(BytesIO(content)), BytesIO()
    for one in book.custom_doc_props:
        one.value = "a" * 64 if one.name == SEAL_PROPERTY else "1"
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("name", [name for name, own in OUTPUTS.items() if own in OWN_OUTPUTS])
def test_an_output_of_an_earlier_program_is_still_passed_over(
    outputs: Path, name: str, tmp_path: Path
) -> None:
    shutil.copytree(RETURNED[0], tmp_path / "returned")
    (tmp_path / "returned" / name).write_bytes(old((outputs / name).read_bytes()))
    sources = library.check([tmp_path / "returned"]).round.sources
    assert name not in [Path(source.file).name for source in sources] and len(sources) == 3
