"""Whatever the guard raises costs the one file on which it does."""

import json
from pathlib import Path

import pytest
from command import ita_xlsx
from corpus import EXAMPLE
from zips import WIDE, Entry, pack

from ita_xlsx.intake.guard import examine

HUGE = (1 << 64) - 1
GOOD = EXAMPLE / "returned" / "กองคลัง.xlsx"


def wide(size: int, packed: int, header: int) -> bytes:
    """A zip whose directory says these numbers in its fields of 64 bits."""
    numbers = b"".join(number.to_bytes(8, "little") for number in (size, packed, header))
    lies = {"size": WIDE, "packed": WIDE, "header": WIDE}
    extra = b"\1\0\x18\0" + numbers
    return pack(Entry("xl/workbook.xml", extra=extra, central=lies, local={"size": WIDE}))


WIDE_ONES = {
    "size.xlsx": wide(HUGE, 4, 0),
    "packed.xlsx": wide(4, HUGE, 0),
    "header.xlsx": wide(4, 4, HUGE),
    "half.xlsx": wide(1 << 63, 1 << 63, 1 << 63),
    "end.xlsx": pack(Entry("a"), end64={"start": HUGE, "size": HUGE}, end={"start": WIDE}),
    "locator.xlsx": pack(Entry("a"), locator={"at": HUGE}),
    "count.xlsx": pack(Entry("a"), end64={"count": HUGE, "here": HUGE}, end={"count": 0xFFFF}),
}


def test_numbers_over_2_63_cost_the_file_that_says_them(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.xlsx").write_bytes(GOOD.read_bytes())
    for name, content in WIDE_ONES.items():
        (folder / name).write_bytes(content)
    ran = ita_xlsx("merge", folder, "-o", tmp_path / "report.xlsx", "--format", "json")
    assert ran.code == 1
    told = json.loads(ran.out)
    status = {Path(one["file"]).name: one["status"] for one in told["files"]}
    assert {name for name, what in status.items() if what == "unreadable"} == WIDE_ONES.keys()
    assert told["measures"] and status["good.xlsx"] != "unreadable"
    # Each for what it says of itself, none for a bug of ours.
    messages = [one["message"] for one in told["findings"] if one["code"] == "F001"]
    assert len(messages) == len(WIDE_ONES)
    assert not [message for message in messages if "OverflowError" in message]


@pytest.mark.parametrize("name", ["tell_package", "read_index", "read_properties"])
def test_a_bug_of_the_guard_makes_a_file_unreadable(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def fail(*_: object) -> None:
        raise OverflowError("Python int too large to convert to C ssize_t")

    monkeypatch.setattr(examine, name, fail)
    verdict = examine.open_once(GOOD).verdict
    assert verdict.reason == "fault" and verdict.sha256
    assert verdict.refusal and "OverflowError" in verdict.refusal.whole.en
