"""What the texts of a row mean: each understood once."""

from datetime import date

import pytest

from ita_xlsx.official import deadlines
from ita_xlsx.official.meaning import MEANING_INPUTS, MEANINGS, meanings
from ita_xlsx.official.names.divisions import own_names
from ita_xlsx.official.statuses import (
    CANCELLED,
    DONE,
    IN_PROGRESS,
    NOT_REPORTED,
    NOT_STARTED,
    UNKNOWN,
)


def of_row(fiscal_year: int | None = 2566, **texts: str) -> dict[str, object]:
    """What one row means, of which the texts not given are empty."""
    row = {key: [texts.get(key, "")] for key in MEANING_INPUTS}
    columns = meanings({**row, "fiscal_year": [fiscal_year]}, own_names([("กองอวกาศ", ())]))
    assert columns.keys() == MEANINGS.keys()
    return {name: value for name, (value,) in columns.items()}


STATUSES = [
    ("เสร็จแล้ว", "ยังไม่ได้ดำเนินการ", DONE, False),
    ("", "ยังไม่ได้ดำเนินการ", NOT_STARTED, True),
    ("", "อยู่ระหว่างดำเนินการ", IN_PROGRESS, True),
    ("รอตรวจ", "ยกเลิกโครงการ", IN_PROGRESS, False),
    ("ดีมาก", "ยกเลิกโครงการ", UNKNOWN, False),
    ("ดีมาก", "จัดประชุมแล้วเสร็จ", UNKNOWN, False),
    ("ดีมาก", "", UNKNOWN, False),
    ("✓", "ยกเลิกโครงการ", CANCELLED, True),
    ("", "คู่มือการปฏิบัติงาน", DONE, True),
    ("ยกเลิก", "", CANCELLED, False),
    ("", "๑. ", NOT_REPORTED, False),
    ("-", "N/A", NOT_REPORTED, False),
    ("", "", NOT_REPORTED, False),
]


@pytest.mark.parametrize(("status", "result", "meant", "inferred"), STATUSES)
def test_the_status_that_counts(status: str, result: str, meant: str, inferred: bool) -> None:
    row = of_row(status=status, result=result)
    assert (row["status_counted"], row["status_inferred"]) == (meant, inferred)


def test_what_could_not_be_read_counts_as_unknown_but_for_a_status_given() -> None:
    texts = {key: ["", ""] for key in MEANING_INPUTS}
    rows = {**texts, "status": ["", "เสร็จแล้ว"], "fiscal_year": [2566, 2566]}
    columns = meanings(rows, own_names([]), unread={0, 1})
    assert columns["status_counted"] == [UNKNOWN, DONE]
    assert columns["status_inferred"] == [False, False]


def test_a_row_without_texts_means_nothing() -> None:
    row = of_row(None)
    assert row["item"] is row["near_item"] is row["deadline_end"] is None
    assert row["oit"] == row["indicator"] == row["issue_key"] == ""


def test_the_item_of_the_year_analysed_and_the_one_that_is_nearly_named() -> None:
    exact, near = of_row(issue="ข้อมูลผู้บริหาร"), of_row(issue="ข้อมูลบริหาร")
    assert exact["oit"] == near["oit"] == "o2"
    assert exact["item"] is not None and exact["near_item"] is None
    assert near["item"] == near["near_item"]


def test_an_item_that_only_the_year_reported_has_is_no_item_nor_nearly_one() -> None:
    row = of_row(issue="แผนดำเนินงานและการใช้งบประมาณประจำปี")
    assert row["near_item"] is None


def test_owners_by_the_organisation_s_own_names() -> None:
    owners = of_row(responsible="กองอวกาศ")["owners"]
    assert owners.divisions == ("กองอวกาศ",)


def test_each_distinct_text_of_a_table_is_understood_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[tuple[str, int | None]] = []
    parse = deadlines.parse

    def counted(text: str, year: int | None) -> deadlines.Deadline:
        read.append((text, year))
        return parse(text, year)

    monkeypatch.setattr(deadlines, "parse", counted)
    texts = ["ม.ค. ๖๖", "มี.ค. ๖๖", "ม.ค. ๖๖"]
    rows = {
        **{key: [""] * 3 for key in MEANING_INPUTS},
        "deadline": texts,
        "fiscal_year": [2566] * 3,
    }
    ends = meanings(rows, {})["deadline_end"]
    assert ends == [date(2023, 1, 31), date(2023, 3, 31), date(2023, 1, 31)]
    assert read == [("ม.ค. ๖๖", 2566), ("มี.ค. ๖๖", 2566)]
