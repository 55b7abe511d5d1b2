"""Findings across files: a division's files twice, other years, and what follows from what."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from command import ita_xlsx
from goodform import good_cells, write_example
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ita_xlsx as library
from ita_xlsx.checks.registry import CHECKS
from ita_xlsx.findings import Example
from ita_xlsx.official.columns import KEYS
from ita_xlsx.verbs.merge import Merged

CHANGED = {"F10": "จัดประชุมประชาคม ๒ ครั้ง เมื่อวันที่ ๑๕ พ.ย. ๒๕๖๕"}


def merged(folder: Path, how: str, **example: Any) -> Merged:
    paths = write_example(Example(twice=True, **example), folder)
    return library.merge(paths, folder / "out.xlsx", on_duplicate=how)  # type: ignore[arg-type]


def codes(done: Merged) -> list[str]:
    return [f.rule.code for f in done.checked.findings]


def results(done: Merged) -> list[str]:
    return sorted(done.consolidation.measures["result"])


def test_the_same_content_twice_counts_once(tmp_path: Path) -> None:
    done = merged(tmp_path, "error", other={"F9": good_cells()["F9"] + "  "})
    assert codes(done) == ["R001"] and len(results(done)) == 2
    assert len(done.checked.round.measures) == 4


def test_different_files_of_one_division_are_an_error_and_nothing_is_lost(tmp_path: Path) -> None:
    done = merged(tmp_path, "error", other=CHANGED)
    assert codes(done) == ["R002"] and len(results(done)) == 4
    assert done.checked.has_errors


def test_both_takes_both_without_an_error(tmp_path: Path) -> None:
    done = merged(tmp_path, "both", other=CHANGED)
    assert codes(done) == ["R004"] and len(results(done)) == 4


@pytest.mark.parametrize(
    ("dates", "left_out"),
    [(("๑ เม.ย. ๒๕๖๖", "10/4/2566"), "a.xlsx"), (("10 เม.ย. 66", "๑ เมษายน ๒๕๖๖"), "b.xlsx")],
)
def test_latest_goes_by_the_date_of_the_report_and_not_by_the_file(
    tmp_path: Path, dates: tuple[str, str], left_out: str
) -> None:
    done = merged(tmp_path, "latest", cells={"I6": dates[0]}, other={**CHANGED, "I6": dates[1]})
    (found,) = done.checked.findings
    assert found.rule.code == "R003" and Path(found.file).name == left_out
    assert (CHANGED["F10"] in results(done)) == (left_out == "a.xlsx") and len(results(done)) == 2


@pytest.mark.parametrize("dates", [("", "๑ เม.ย. ๒๕๖๖"), ("๑ เม.ย. ๒๕๖๖", "1/4/2566"), ("x", "y")])
def test_latest_stays_an_error_when_a_date_is_missing_or_shared(
    tmp_path: Path, dates: tuple[str, str]
) -> None:
    done = merged(tmp_path, "latest", cells={"I6": dates[0]}, other={**CHANGED, "I6": dates[1]})
    assert "R002" in codes(done) and len(results(done)) == 4


def test_the_option_is_on_the_command_line(tmp_path: Path) -> None:
    paths = write_example(Example(twice=True, other=CHANGED), tmp_path)
    refused = ita_xlsx("merge", *paths, "-o", tmp_path / "out.xlsx")
    taken = ita_xlsx("merge", *paths, "-o", tmp_path / "out.xlsx", "--on-duplicate", "both")
    assert "R002" in refused.out and "R002" not in taken.out
    assert refused.code == taken.code == 0  # all of both is in the report


def test_two_divisions_are_no_duplicates_and_two_organisations_neither(tmp_path: Path) -> None:
    far = {"C3": "เทศบาลตำบลบ้านไกล", **CHANGED}
    assert codes(merged(tmp_path, "error", other=far)) == []


OTHER_ORGANISATIONS: list[tuple[str, bool]] = [
    ("องค์การบริหารส่วนตำบลตัวอยาง", True),
    ("อบต. ตัวอย่าง", False),
    ("องค์การบริหารส่วนตำบลหนองบัวแดง", False),
]


@pytest.mark.parametrize(("name", "found"), OTHER_ORGANISATIONS)
def test_a_slip_in_the_name_of_the_organisation(tmp_path: Path, name: str, found: bool) -> None:
    paths = write_example(Example(other={"C3": name}), tmp_path)
    assert [f.rule.code for f in library.check(paths).findings] == (["R009"] if found else [])


def test_one_root_cause_is_one_finding(tmp_path: Path) -> None:
    """Last year's fiscal year left in the form puts every deadline outside it."""
    paths = write_example(Example({"F4": "2564"}), tmp_path)
    serious = [f.rule.code for f in library.check(paths).findings if f.rule.severity != "info"]
    assert serious == ["F008"]


def test_a_check_finds_only_what_it_declares(tmp_path: Path) -> None:
    cells = {"A10": "๑", "B9": "ข้อมูลบริหาร", "C9": "-", "D9": "กองช่าง", "E9": "ต.ค. – ธ.ค.๖๖",
             "F9": "-", "G9": "ส่งเสริมส่งเสริม", "H9": "ดี", "I9": "x", "F3": "กองใหม่"}  # fmt: skip
    read = library.check(write_example(Example(cells, other={"F4": "2565"}), tmp_path)).round
    columns = read.columns()
    found = 0
    for check in CHECKS:
        declared = {rule.code for rule in check.rules}
        emitted = {finding.rule.code for finding in check.find(columns)}
        assert emitted <= declared
        found += len(emitted)
    assert found > 10


CELLS = [f"{letter}{row}" for letter in "ABCDEFGHI" for row in (9, 10)] + ["C3", "F3", "F4", "F5"]
TEXTS = st.one_of(
    st.sampled_from(
        [
            "",
            "-",
            "๑",
            "ทุกเดือน",
            "ต.ค. – ธ.ค.๖๖",
            "กองช่าง",
            "2565",
            "รอบ ๑๒ เดือน",
            "=1+1",
            "{x}",
            "None",
        ]
    ),
    st.text(alphabet="กขคำ่้ๅเ๑2 .-/\n{}<p>\u200b\ufffd", max_size=30),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.dictionaries(st.sampled_from(CELLS), TEXTS, max_size=6))
def test_rejected_means_a_finding_with_a_cell_or_about_the_whole_file(
    tmp_path: Path, cells: Mapping[str, str]
) -> None:
    checked = library.check(write_example(Example(dict(cells)), tmp_path))
    errors = [f for f in checked.findings if f.rule.severity == "error"]
    assert checked.has_errors == bool(errors)
    for finding in checked.findings:
        whole = finding.rule.code in {"F001", "F002"}
        assert whole or finding.sheet
        assert whole or finding.cell or finding.rule.code in {"T012", "T015", "T020"}
        assert finding.column in ("", *KEYS)
        for text in (*finding.message, *finding.fix):
            assert text and "Sentence(" not in text and "<NA>" not in text
