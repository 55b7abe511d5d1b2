"""The catalogue of rules: codes, owners, sentences in both languages, the page of the docs."""

import re
from pathlib import Path
from string import Formatter

import pytest
from make_rules_page import rules_page

from ita_xlsx.checks.registry import CHECKS
from ita_xlsx.checks.suppress import CAUSES
from ita_xlsx.findings import RULES, TOPICS, Rule
from ita_xlsx.findings.rule import SEVERITIES

# What the reader or the joining of files finds; every other code has a check.
BY_CHECKS = ("F004", "F006", "F007", "F008", "F015", "F016")
BY_READER = {
    *(rule.code for rule in TOPICS["F"] if rule.code not in BY_CHECKS),
    *("X001", "X002", "X014", "O005", "O009"),
    *(rule.code for rule in TOPICS["T"] if rule.code != "T002"),
    *(rule.code for rule in TOPICS["B"]),
}
BY_DUPLICATES = {"R001": "error", "R002": "error", "R003": "latest", "R004": "both", "R010": ""}
# Topics of rules that have their own tests, with a plan beside the forms.
OURS = [rule for topic, rules in TOPICS.items() if topic in "FTBMXOR" for rule in rules]


def test_codes_are_unique_ordered_and_of_their_topic() -> None:
    codes = [rule.code for rules in TOPICS.values() for rule in rules]
    assert len(codes) == len(set(codes)) == len(RULES)
    for topic, rules in TOPICS.items():
        assert [rule.code for rule in rules] == sorted(rule.code for rule in rules)
        assert all(re.fullmatch(rf"{topic}\d{{3}}", rule.code) for rule in rules)


def test_every_code_has_exactly_one_owner() -> None:
    by_checks: dict[str, set[object]] = {}
    for check in CHECKS:
        for rule in check.rules:
            by_checks.setdefault(rule.code, set()).add(check.find)
    assert not by_checks.keys() & BY_READER
    assert not (by_checks.keys() | BY_READER) & BY_DUPLICATES.keys()
    ours = {rule.code for rule in OURS}
    assert by_checks.keys() | BY_READER | BY_DUPLICATES.keys() >= ours


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.code)
def test_both_languages_have_the_same_placeholders_and_end_alike(rule: Rule) -> None:
    for sentence in (rule.title, rule.message, rule.fix):
        thai, english = (
            {name for _, name, _, _ in Formatter().parse(text) if name} for text in sentence
        )
        assert thai == english
        assert not any(
            "ก" <= letter <= "๙"
            for letter in re.sub("“[^”]*”|ม\\.ค.*|\ufffd|ำ|ภายใน.*|31 มี.*", "", sentence.en)
        )
    assert rule.severity in SEVERITIES
    assert rule.fix.th.startswith(("โปรด", "ไม่ต้อง", "หาก", "รอบต่อไป", "{advice}"))


def test_no_note_hides_what_is_not_in_the_report() -> None:
    assert {rule.severity for rule in RULES.values() if rule.left_out} <= {"error", "warning"}


def test_what_is_silenced_exists_and_nothing_silences_itself() -> None:
    for cause in CAUSES:
        assert {cause.code, *cause.silences} <= RULES.keys()
        assert cause.code not in cause.silences


def test_the_page_of_the_docs_is_not_stale() -> None:
    """Fixed by ``python tests/tools/make_rules_page.py``."""
    page = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page == rules_page()
    headings = re.findall(r"^### (\w\d{3}) ", page, re.MULTILINE)
    assert headings == list(RULES)
