"""docs/limits.md says what the code refuses, and SECURITY.md is at hand."""

from dataclasses import fields
from pathlib import Path

import make_limits_page as tool
import pytest

from ita_xlsx.intake.guard.examine import LIMITS
from ita_xlsx.intake.guard.refusals import REFUSALS

ROOT = Path(__file__).parents[2]


def test_the_page_is_what_the_code_says() -> None:
    assert tool.PAGE.read_text(encoding="utf-8") == tool.limits_page(), "make_limits_page.py"


def test_each_limit_and_each_refusal_stands_on_it() -> None:
    page = tool.limits_page()
    assert set(tool.OPENED) == {one.name for one in fields(LIMITS)}
    assert f"{LIMITS.cells:,}" in page and f"| {LIMITS.packed >> 20} MB |" in page
    for refusal in REFUSALS.values():
        for text in refusal.reason:
            assert text.split("{")[0].strip() in page
    assert "{" not in page


@pytest.mark.parametrize("page", ["docs/limits.md", "SECURITY.md"])
def test_the_readme_leads_there(page: str) -> None:
    assert (ROOT / page).is_file()
    assert f"]({page})" in (ROOT / "README.md").read_text(encoding="utf-8")
