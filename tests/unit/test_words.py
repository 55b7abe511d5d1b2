"""Words that officers do not use for it: read for ever where they were written, never written."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ita_xlsx
from ita_xlsx.official.data_sheet import DATA_COLUMNS

PACKAGE = Path(ita_xlsx.__file__).parent
DOCS = [*(PACKAGE.parent / "docs").glob("*.md"), PACKAGE.parent / "README.md"]


def texts() -> Iterator[tuple[str, str]]:
    """Every text in the program, after the name of its file."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path.relative_to(PACKAGE).as_posix(), node.value


@pytest.mark.parametrize(
    ("old", "new"), [("รอบเดือน", "รอบรายงาน"), ("ชีต", "แผ่นงาน"), ("ชีตต้นทาง", "แผ่นงานต้นทาง")]
)
def test_a_header_that_was_renamed_is_read_and_no_longer_written(old: str, new: str) -> None:
    (column,) = [one for one in DATA_COLUMNS if old in one.aliases]
    assert column.header == new
    assert {file for file, text in texts() if old in text} == {"official/data_sheet.py"}
    assert not any(old in path.read_text(encoding="utf-8") for path in DOCS)


@pytest.mark.parametrize(
    "word", ["ร้อยละ %", "ตัวบ่งชี้", "ผลการเทียบ", "ความเหมือน", "เวิร์กชีต", "เวิร์คชีต", "แผ่นชีท", "ชีท"]
)
def test_no_text_has_it(word: str) -> None:
    assert [file for file, text in texts() if word in text and not _is_read(file)] == []


def _is_read(file: str) -> bool:
    """Files of words that are looked for in what was sent."""
    return file in ("official/statuses.py", "official/header_names.py")
