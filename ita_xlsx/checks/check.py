"""What a check is, and what all checks share: columns as lists, findings at cells."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ita_xlsx.findings import Finding, Rule
from ita_xlsx.language import Sentence
from ita_xlsx.model import Columns, Submission
from ita_xlsx.official.meaning import for_each
from ita_xlsx.official.plan_sheets import MEASURES_SHEET
from ita_xlsx.ooxml.addresses import a1

# What fills a finding's message. A judge returns None when nothing is found.
Words = Mapping[str, Any]
_ORIGIN = Sentence("“{file}” แผ่นงาน {sheet} แถว {row}", "“{file}”, sheet {sheet}, row {row}")
Judge = Callable[..., Words | None]


@dataclass(frozen=True)
class Check:
    """A function from measures to findings, beside the rules that it may find broken.

    ``across``: it compares files with each other; any other check finds the same in a
    file whether it sees that file alone or among others.
    """

    find: Callable[[Columns], Iterable[Finding]]
    rules: tuple[Rule, ...]
    across: bool = False


def of_measure(rule: Rule, key: str, columns: tuple[str, ...], judge: Judge) -> Check:
    """The check of one rule about one cell of a measure.

    ``judge`` is given the measure's values in ``columns`` (missing ones are None) and returns the
    words of the finding at the measure's cell ``key``, or None. It is asked once for each distinct
    set of values.
    """
    return of_texts(rule, (key,), columns, judge, with_text=False)


def of_texts(
    rule: Rule,
    keys: tuple[str, ...],
    columns: tuple[str, ...],
    judge: Judge,
    with_text: bool = True,
) -> Check:
    """The check of one rule about several cells of a measure; ``judge`` gets each text first."""

    def find(read: Columns) -> Iterator[Finding]:
        for key in keys:
            names = (key, *columns) if with_text else columns
            yield from at_cells(read, rule, key, for_each(judge, *map(read.values, names)))

    return Check(find, (rule,))


def at_cells(
    read: Columns, rule: Rule, key: str, hits: Iterable[Words | None]
) -> Iterator[Finding]:
    """A finding at the cell ``key`` of each measure for which ``hits`` has words."""
    found = [(place, words) for place, words in enumerate(hits) if words is not None]
    if not found:
        return
    of, rows, texts = (read.values(name) for name in ("submission", "row", key))
    for place, words in found:
        submission = read.submissions[of[place]]
        # A value may come from elsewhere in its row: a deadline from marks under quarters.
        cell = submission.cell(rows[place], key) or _first_cell(submission, rows[place])
        if submission.level != "form":
            words = {**words, **_origin(read, place)}
        text, table = texts[place], submission.corner
        yield Finding(rule, submission.file, submission.sheet, cell, key, text, words, table)


def _origin(read: Columns, place: int) -> Words:
    """The row of the division's own file from which a measure of a merged report came.

    One that nobody reported came from the plan, and is in no form.
    """
    words = {name: read.values(f"origin_{name}")[place] for name in ("file", "sheet", "row")}
    return {} if words["sheet"] == MEASURES_SHEET else {"origin": _ORIGIN.fill(**words)}


def _first_cell(submission: Submission, row: int) -> str:
    return a1(row - 1, min(submission.columns.values()))


def at_header(rule: Rule, submission: Submission, key: str, words: Words) -> Finding:
    """A finding about a whole column, at its header."""
    row = submission.header_row + 1
    cell = submission.cell(row, key) or _first_cell(submission, row)
    where = submission.file, submission.sheet, cell, key
    return Finding(rule, *where, words=words, table=submission.corner)


def at_label(rule: Rule, submission: Submission, key: str, words: Words | None = None) -> Finding:
    """A finding at a labelled line above the table; at A1 when the sheet has no such line.

    The lines above the table of a document have no address.
    """
    cell = submission.label_cells.get(key) or ("" if submission.in_document else "A1")
    value = submission.labels.get(key, "")
    where = submission.file, submission.sheet, cell, ""
    return Finding(rule, *where, value, words or {}, submission.corner)


def places_by_submission(read: Columns) -> list[list[int]]:
    """For each submission, the places of its measures."""
    places: list[list[int]] = [[] for _ in read.submissions]
    for place, submission in enumerate(read.values("submission")):
        places[submission].append(place)
    return places


def same_issue(read: Columns, one: int, other: int) -> bool:
    """Whether two measures are entries of one issue.

    One cell holds it for both, or they have one number in a merged report.
    """
    rows, of = read.values("row"), read.values("submission")
    if of[one] != of[other]:
        return False
    printed = {read.values("origin_number")[place] for place in (one, other)}
    cells = {read.submissions[of[place]].cell(rows[place], "issue") for place in (one, other)}
    return any(len(same) == 1 and not same & {None, ""} for same in (printed, cells))


def near(name: str | None) -> Sentence:
    """What is added to a sentence about an unknown name: the one that is nearly it, if any."""
    if name is None:
        return Sentence("", "")
    return Sentence(f" ใกล้เคียงกับ “{name}”", f"; “{name}” is near")
