"""A division that sent several files: which of them count, and what is found about the others."""

from dataclasses import replace
from hashlib import sha256
from itertools import count
from pathlib import Path

import pandas as pd
import pytest
from tables import cells_of

from ita_xlsx.consolidation.duplicates import (
    OnDuplicate,
    resolve,
    take_fixed,
    without_replaced,
)
from ita_xlsx.findings import Finding
from ita_xlsx.findings.measures import EMPTY_RESULT
from ita_xlsx.findings.rounds import OLDER_LEFT_OUT
from ita_xlsx.model import Round, Source, Submission
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.stamp import digest_of
from ita_xlsx.thai.dates import parse_day


def round_of(text: str, **every: str) -> Round:
    """A round of a text table with a line for each measure.

    Rows of one ``file`` and ``sheet`` are one table; one whose result is ``none`` has no measures.
    ``every`` are columns of all rows.
    """
    names, *rows = cells_of(text)
    lines = [{**_GIVEN, **every, **dict(zip(names, row, strict=True))} for row in rows]
    places: dict[tuple[str, str], int] = {}
    submissions: list[Submission] = []
    measures = []
    for line in lines:
        place = places.setdefault((line["file"], line["sheet"]), len(places))
        if place == len(submissions):
            submissions.append(_submission(line))
        if line["result"] != "none":
            texts = {key: line.get(key, "") for key in KEYS}
            measures.append({"submission": place, "file": line["file"], **texts})
    frame = pd.DataFrame(measures, columns=["submission", "file", *KEYS])
    return Round((), tuple(submissions), frame, ())


_GIVEN = {
    "sheet": "แบบ",
    "division": "กองคลัง",
    "year": "2566",
    "round": "6",
    "of": "อบต.กุดรัง",
    "date": "",
}


def _submission(line: dict[str, str]) -> Submission:
    labels = {"organisation": line["of"], "division": line["division"], "date": line["date"]}
    return Submission(
        file=line["file"], sheet=line["sheet"], labels=labels, label_cells={},
        division=line["division"], fiscal_year=int(line["year"]), round=int(line["round"]),
        columns={"number": 1, "issue": 2}, header_row=7, report_day=parse_day(line["date"]),
    )  # fmt: skip


def counting(read: Round, how: OnDuplicate = "error") -> str:
    """The files of which measures count."""
    measures = resolve(read, how)[0].measures
    assert list(measures.index) == list(range(len(measures)))
    assert list(measures.columns) == list(read.measures.columns)
    return " ".join(dict.fromkeys(measures["file"]))


def found(read: Round, how: OnDuplicate = "error") -> list[str]:
    """Each finding as the file that it is in, its rule, and the file that it names."""
    return [
        f"{one.file} {one.rule.code} {one.words['first']}" for one in resolve(read, how)[1]
    ]  # fmt: skip


# --- which files are of one division --------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("division", ("กองคลัง", "กองช่าง")),
        ("of", ("อบต.กุดรัง", "อบต.หนองบัว")),
        ("year", ("2566", "2567")),
        ("round", ("6", "12")),
    ],
)
def test_files_of_another_division_year_round_or_organisation_are_no_duplicates(
    column: str, values: tuple[str, str]
) -> None:
    read = round_of(f"""
| file | {column}    | result |
| a    | {values[0]} | ทำแล้ว |
| b    | {values[1]} | ทำแล้ว |
""")  # fmt: skip
    assert (counting(read), found(read)) == ("a b", [])
    assert resolve(read, "latest")[0] is read


def test_an_organisation_is_one_however_it_is_spelt() -> None:
    read = round_of("""
| file | of                         | result |
| a    | อบต.กุดรัง                 | ทำแล้ว |
| b    | องค์การบริหารส่วนตำบลกุดรัง | ทำแล้ว |
""")
    assert (counting(read), found(read)) == ("a", ["b R001 a"])


def test_what_has_no_division_or_no_measures_is_no_duplicate() -> None:
    read = round_of("""
| file | division | result |
| a    |          | ทำแล้ว |
| b    |          | ทำแล้ว |
| c    | กองคลัง  | ทำแล้ว |
| d    | กองคลัง  | none   |
""")
    assert (counting(read), found(read)) == ("a b c", [])


def test_two_tables_in_one_file_are_one_answer() -> None:
    read = round_of("""
| file | sheet | result    |
| a    | ๑     | ทำแล้ว    |
| a    | ๒     | ยังไม่ทำ  |
| b    | ๑     | ทำแล้ว    |
| b    | ๒     | ยังไม่ทำ  |
| c    | ๑     | ทำแล้ว    |
""")
    assert counting(read) == "a c"
    assert found(read) == ["b R001 a", "c R002 a"]


# --- the same content -----------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["error", "latest", "both"])
def test_the_same_content_counts_once_whatever_is_asked(how: OnDuplicate) -> None:
    read = round_of("""
| file | date       | number | result        |
| a    | ๑ มี.ค. ๖๖ | ๑      | ทำแล้ว ๒ ครั้ง |
| b    | ๒ มี.ค. ๖๖ | 1      | ทำแล้ว  2 ครั้ง |
""")
    assert (counting(read, how), found(read, how)) == ("a", ["b R001 a"])


@pytest.mark.parametrize("key", KEYS)
def test_a_difference_in_any_column_is_another_content(key: str) -> None:
    read = round_of("| file | note |\n| a | |\n| b | |", result="ทำแล้ว")
    read.measures.loc[1, key] = "๗"
    assert found(read) == ["b R002 a"]


def test_the_order_of_the_measures_is_part_of_the_content() -> None:
    read = round_of("""
| file | number | result |
| a    | ๑      | ทำ     |
| a    | ๒      | ไม่ทำ  |
| b    | ๒      | ไม่ทำ  |
| b    | ๑      | ทำ     |
""")
    assert found(read) == ["b R002 a"]


# --- which version counts -------------------------------------------------------------------------

DIFFERING = """
| file | date       | result |
| a    | ๒ มี.ค. ๖๖ | หนึ่ง  |
| b    | ๓ มี.ค. ๖๖ | สอง    |
| c    | ๓ มี.ค. ๖๖ | สอง    |
| d    | ๑ มี.ค. ๖๖ | สาม    |
"""


@pytest.mark.parametrize(
    ("how", "files", "findings"),
    [
        ("error", "a b d", ["c R001 b", "b R002 a", "d R002 a"]),
        ("both", "a b d", ["c R001 b", "b R004 a", "d R004 a"]),
        ("latest", "b", ["c R001 b", "a R003 b", "d R003 b"]),
    ],
)
def test_of_files_that_differ(how: OnDuplicate, files: str, findings: list[str]) -> None:
    read = round_of(DIFFERING)
    assert (counting(read, how), found(read, how)) == (files, findings)


@pytest.mark.parametrize("dates", [("๑ มี.ค. ๖๖", ""), ("", ""), ("๑ มี.ค. ๖๖", "1 มีนาคม 2566")])
def test_no_file_is_the_latest_when_a_date_is_missing_or_shared(dates: tuple[str, str]) -> None:
    read = round_of(f"""
| file | date       | result |
| a    | {dates[0]} | หนึ่ง  |
| b    | {dates[1]} | สอง    |
""")
    assert (counting(read, "latest"), found(read, "latest")) == ("a b", ["b R002 a"])


def test_of_a_file_with_two_tables_the_first_says_the_date() -> None:
    read = round_of("""
| file | sheet | date       | result |
| a    | ๑     | ๒ มี.ค. ๖๖ | หนึ่ง  |
| a    | ๒     | ๔ มี.ค. ๖๖ | สอง    |
| b    | ๑     | ๓ มี.ค. ๖๖ | สาม    |
""")
    assert (counting(read, "latest"), found(read, "latest")) == ("b", ["a R003 b"])
    assert [one.sheet for one in resolve(read, "latest")[1]] == ["๑"]


def test_an_older_date_may_be_shared() -> None:
    read = round_of("""
| file | date       | result |
| a    | ๑ มี.ค. ๖๖ | หนึ่ง  |
| b    | ๑ มี.ค. ๖๖ | สอง    |
| c    | ๒ มี.ค. ๖๖ | สาม    |
""")
    assert (counting(read, "latest"), found(read, "latest")) == ("c", ["a R003 c", "b R003 c"])


def test_each_division_is_resolved_by_itself() -> None:
    read = round_of("""
| file | division | date       | result |
| a    | กองคลัง  | ๑ มี.ค. ๖๖ | หนึ่ง  |
| b    | กองช่าง  |            | หนึ่ง  |
| c    | กองคลัง  | ๒ มี.ค. ๖๖ | สอง    |
| d    | กองช่าง  | ๒ มี.ค. ๖๖ | สอง    |
""")
    assert counting(read, "latest") == "b c d"
    assert found(read, "latest") == ["a R003 c", "d R002 b"]


def test_a_finding_is_at_the_header_of_its_table_and_says_the_day() -> None:
    (older,) = (f for f in resolve(round_of(DIFFERING), "latest")[1] if f.file == "a")
    assert (older.rule, older.sheet, older.cell) == (OLDER_LEFT_OUT, "แบบ", "B8")
    assert "3 มี.ค. 2566" in older.message.th and "กองคลัง" in older.message.th


def test_what_is_found_in_a_file_that_was_replaced_need_not_be_fixed() -> None:
    read = round_of(DIFFERING)
    kept, findings = resolve(read, "latest")
    others = tuple(Finding(EMPTY_RESULT, file, "แบบ", "G9") for file in "abd")
    left = without_replaced((*findings, *others), kept)
    assert [(f.file, f.rule.code) for f in left] == [
        ("c", "R001"), ("a", "R003"), ("d", "R003"), ("b", EMPTY_RESULT.code),
    ]  # fmt: skip
    # A file of which another table counts is not replaced.
    half = replace(kept, measures=read.measures[read.measures["file"] != "d"])
    assert ("a", EMPTY_RESULT.code) in [
        (f.file, f.rule.code) for f in without_replaced((*findings, *others), half)
    ]


def test_many_files_of_one_division_are_not_compared_with_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folded = count()

    def counted(text: str) -> str:
        next(folded)
        return text

    monkeypatch.setattr("ita_xlsx.consolidation.duplicates.fold", counted)
    lines = "".join(f"| {n} | ทำแล้ว {n} ครั้ง |\n" for n in range(200))
    findings = resolve(round_of("| file | result |\n" + lines), "error")[1]
    assert len(findings) == 199 and next(folded) == 200 * len(KEYS)


def test_a_merged_report_is_of_the_day_of_the_last_of_its_divisions() -> None:
    read = round_of("""
| file | sheet | division | date       | result |
| a    | ๑     | กองคลัง  | ๑ มี.ค. ๖๖ | หนึ่ง  |
| a    | ๒     | กองช่าง  | ๕ มี.ค. ๖๖ | สอง    |
| b    | ๑     | กองคลัง  | ๓ มี.ค. ๖๖ | สาม    |
| b    | ๒     | กองช่าง  |            | สี่    |
""")
    level = {"level": "organisation", "report_day": None}
    reports = replace(read, submissions=tuple(replace(one, **level) for one in read.submissions))
    assert counting(reports, "latest") == "a"


# --- files that were fixed and sent again ---------------------------------------------------------


def digest(name: str) -> str:
    return sha256(name.encode()).hexdigest()


def sent(files: str) -> Round:
    """A round of files that differ: ``a -; b a; c ba; d ?``.

    After each is of what it is a marked copy: ``-`` of none, ``ba`` of b, which was made from a,
    ``?`` of what is not known any more.
    """
    named = [one.split() for one in files.split(";")]
    lines = "".join(f"| {file} | ผล {file} |\n" for file, _ in named)
    sources = (
        Source(
            file, 1, digest(file), True, Path(file),
            None if of == "-" else tuple(map(digest_of, map(digest, of.strip("?")))),
        )
        for file, of in named
    )  # fmt: skip
    return replace(round_of(f"| file | result |\n{lines}"), sources=tuple(sources))


def replaced(read: Round) -> str:
    """The files that are replaced, each with the copy in its place: ``ab`` is b in place of a."""
    counts, findings = take_fixed(read)
    assert {one.rule.code for one in findings} <= {"R010"}
    gone = {one.file for one in findings}
    assert [one.file for one in counts.submissions] == [
        one.file for one in read.submissions if one.file not in gone
    ]
    return " ".join(f"{one.file}{one.words['copy']}" for one in findings)


FIXED = """
| what                                       | files              | replaced |
| no copies                                  | a -; b -           |          |
| a copy of a file                           | a -; b a           | ab       |
| in whatever order they lie                 | b a; a -           | ab       |
| a copy of a copy                           | a -; b a; c ba     | ac bc    |
| of a file that was not sent                | a -; b x           |          |
| a copy of a copy, without the file         | b a; c ba          | bc       |
| of what is not known, and one is no copy   | a -; b ?           | ab       |
| of what is not known, and two are no copies | a -; b -; c ?     |          |
| two copies of one file                     | a -; b a; c a      | ac       |
"""


@pytest.mark.parametrize(("what", "files", "expected"), cells_of(FIXED)[1:])
def test_a_marked_copy_takes_the_place_of_its_file(what: str, files: str, expected: str) -> None:
    assert replaced(sent(files)) == expected


def test_a_copy_of_what_is_not_known_takes_the_place_of_a_file_of_its_division_only() -> None:
    read = sent("a -; b ?")
    other = replace(read.submissions[1], division="กองช่าง")
    assert replaced(replace(read, submissions=(read.submissions[0], other))) == ""


def test_a_file_sent_again_as_it_was_is_replaced_with_it() -> None:
    read = sent("a -; z -; b a")
    read.measures["result"] = ["ผล", "ผล", "ผลที่แก้แล้ว"]
    assert replaced(read) == "ab zb"
