"""Every rule: its failing example gives exactly that finding at that cell, its passing one none."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from command import ita_xlsx
from goodform import SECOND_SHEET, good_cells, write_example

import ita_xlsx as library
from ita_xlsx.findings import RULES, TOPICS, Example, Finding, Rule
from ita_xlsx.findings.rule import SEVERITIES
from ita_xlsx.official.stamp import FORM_SHEET
from ita_xlsx.thai.width import display_width

BY_DUPLICATES = {"R001": "error", "R002": "error", "R003": "latest", "R004": "both"}
# Topics of rules that have their own tests, with a plan beside the forms.
OURS = [rule for topic, rules in TOPICS.items() if topic in "FTBMXOR" for rule in rules]
PYTHON = re.compile(
    r"\b(None|nan|NaN|NaT|True|False|NA|Sentence|Timestamp|datetime|inf)\b|[{}\[\]]|<[a-z]+ |'\w+':"
)


def findings_of(rule: Rule, example: Example, folder: Path) -> list[Finding]:
    """Everything found in an example, or in a good form beside it when it cannot be read."""
    paths = write_example(example, folder)
    if rule.code == "F001" or rule.code == "F002":
        paths += write_example(Example(), folder / "good") if example.file else []
    if example.other is None and not example.twice:
        return list(library.check(paths).findings)
    how = BY_DUPLICATES.get(rule.code, "error")
    return list(library.merge(paths, folder / "out.xlsx", on_duplicate=how).checked.findings)  # type: ignore[arg-type]


def serious(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(f.rule.code, f.cell) for f in findings if f.rule.severity != "info"]


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Rule], list[Finding]]:
    """What is found in a rule's failing example."""

    @cache
    def find(code: str) -> list[Finding]:
        folder = tmp_path_factory.mktemp(code)
        (folder / "good").mkdir()
        return findings_of(RULES[code], RULES[code].fails, folder)

    return lambda rule: find(rule.code)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good").mkdir()
    return tmp_path


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.code)
def test_the_failing_example_gives_exactly_that_finding_at_that_cell(
    rule: Rule, failing: Callable[[Rule], list[Finding]]
) -> None:
    example = rule.fails
    findings = failing(rule)
    ours = [f for f in findings if f.rule.code == rule.code]
    assert [f.cell for f in ours] == [example.at]
    others = [code for code, _ in serious(findings) if code not in (rule.code, *example.also)]
    assert others == []
    (found,) = ours
    if example.in_second and example.one_file:
        assert found.sheet == SECOND_SHEET
    elif example.in_second:
        assert Path(found.file).name == "b.xlsx"
    elif example.at and not example.file:
        assert found.sheet == FORM_SHEET


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.code)
def test_the_passing_example_gives_no_error_and_no_warning(rule: Rule, folder: Path) -> None:
    findings = findings_of(rule, rule.passes, folder)
    assert serious(findings) == []
    assert rule.code not in {f.rule.code for f in findings}


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.code)
def test_its_words_are_filled_and_hold_no_word_of_python(
    rule: Rule, failing: Callable[[Rule], list[Finding]]
) -> None:
    for finding in failing(rule):
        for sentence in (finding.message, finding.fix):
            for text in sentence:
                assert text.strip() == text and text
                assert not PYTHON.search(text), text


def test_the_example_measure_of_the_help_sheet_passes_every_check(tmp_path: Path) -> None:
    findings = library.check(write_example(Example(), tmp_path)).findings
    assert findings == ()
    assert good_cells()["B9"] == "ข้อมูลผู้บริหาร"


def test_the_list_of_rules_is_aligned_by_what_a_terminal_shows() -> None:
    lines = [line for line in ita_xlsx("rules").out.splitlines() if re.match(r"  \w\d{3} ", line)]
    assert [line.split()[0] for line in lines] == list(RULES)
    titles = [RULES[line.split()[0]].title.th for line in lines]
    starts = {display_width(line.removesuffix(t)) for line, t in zip(lines, titles, strict=True)}
    assert len(starts) == 1


def test_one_rule_is_told_in_either_language() -> None:
    thai, english = ita_xlsx("rules", "m009"), ita_xlsx("rules", "M009", "--lang", "en")
    assert thai.code == english.code == 0
    assert "กำหนดเวลาอยู่นอกปีงบประมาณ" in thai.out and "ต.ค. – ธ.ค. ๖๖" in thai.out
    assert "The deadline is outside the fiscal year" in english.out
    assert all(display_width(line) <= 80 for line in thai.out.splitlines())


def test_the_rules_as_json_are_the_catalogue() -> None:
    told = json.loads(ita_xlsx("rules", "--format", "json", "--lang", "en").out)
    assert [rule["code"] for rule in told["rules"]] == list(RULES)
    assert {rule["severity"] for rule in told["rules"]} == set(SEVERITIES)
    (one,) = json.loads(ita_xlsx("rules", "M001", "--format", "json").out)["rules"]
    assert one["title"] == RULES["M001"].title.th


def test_an_unknown_code_is_one_sentence_and_exit_2() -> None:
    ran = ita_xlsx("rules", "Z999")
    assert ran.code == 2 and ran.out == ""
    assert "Z999" in ran.err and len(ran.err.splitlines()) == 1
