"""Files of one round against each other."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import PurePath

from ita_xlsx.checks.check import Words, at_cells, at_label, same_issue
from ita_xlsx.findings import Finding
from ita_xlsx.findings.rounds import (
    NEAR_MEASURE,
    OTHER_FISCAL_YEAR,
    OTHER_ORGANISATION,
    OTHER_ROUND,
    SAME_MEASURE,
)
from ita_xlsx.language import Sentence
from ita_xlsx.model import Columns, Submission, most_given
from ita_xlsx.official.documents import spot_in_document
from ita_xlsx.official.names.organisations import organisation_key
from ita_xlsx.thai.alike import likeness, nearly_equal
from ita_xlsx.thai.text import fold_tight

# Names with their kinds this alike (0 to 1) are one name with a typing error: of 35,525 pairs of
# subdistricts in one district 7 are; หนองบัว and หนองบัวแดง stay at 0.87.
_ALIKE = 0.9


def fiscal_years(read: Columns) -> Iterator[Finding]:
    """A file for another fiscal year than most."""
    most = most_given(one.fiscal_year for one in read.submissions)
    for one in read.submissions:
        if one.fiscal_year is not None and one.fiscal_year != most:
            words = {"year": one.fiscal_year, "most": most}
            yield at_label(OTHER_FISCAL_YEAR, one, "fiscal_year", words)


def round_lengths(read: Columns) -> Iterator[Finding]:
    """A file for another round than most."""
    most = most_given(one.round for one in read.submissions)
    for one in read.submissions:
        if one.round is not None and one.round != most:
            words = {"round": one.round, "most": most}
            yield at_label(OTHER_ROUND, one, "round", words)


def organisations(read: Columns) -> Iterator[Finding]:
    """A file of another organisation than most: a slip of spelling, or one that got lost.

    A round of forms may hold several organisations with many files each: that is no finding.
    Consolidated workbooks are those of different organisations; only within one of a single
    organisation does a name stand out.
    """
    if all(one.level == "form" for one in read.submissions):
        yield from _other_organisations(read.submissions)
        return
    by_file: dict[str, list[Submission]] = {}
    for one in read.submissions:
        if one.level == "organisation":
            by_file.setdefault(one.file, []).append(one)
    for submissions in by_file.values():
        yield from _other_organisations(submissions)


def _other_organisations(submissions: Sequence[Submission]) -> Iterator[Finding]:
    names = [one.labels.get("organisation", "") for one in submissions]
    counts = Counter(organisation_key(name) for name in names if name)
    most = most_given(organisation_key(name) for name in names if name)
    if most is None or len(counts) == 1:
        return
    shown = next(name for name in names if organisation_key(name) == most)
    for one, name in zip(submissions, names, strict=True):
        key = organisation_key(name)
        lost = len(counts) == 2 and counts[key] == 1 < counts[most]
        if name and key != most and (lost or likeness(key, most) >= _ALIKE):
            yield at_label(OTHER_ORGANISATION, one, "organisation", {"most": shown})


def same_measures(read: Columns) -> Iterator[Finding]:
    """Measures of which issue and steps are equal, or nearly so; the later one is the finding.

    Two files of one division are compared as wholes elsewhere.
    """
    equal: dict[int, int] = {}
    near: dict[int, int] = {}
    texts = read.values("steps")
    places, rows = read.values("submission"), read.values("row")
    # The answers of several divisions to one measure have one number in a merged report.
    numbers, owners = read.values("origin_number"), read.values("owners")

    def two(before: int, place: int) -> bool:
        if numbers[place] is not None and numbers[place] == numbers[before]:
            return False
        if not _comparable(read, places[before], places[place]) or same_issue(read, before, place):
            return False
        # Nobody has to agree on who reports what is asked of both divisions.
        both = {read.submissions[places[one]].division for one in (before, place)}
        asked = (owners[before], owners[place])
        return len(both) == 1 or not all(o.everyone or both <= {*o.divisions} for o in asked)

    groups = [*_groups(read)]
    folded = {text: fold_tight(text) for text in {texts[place] for one in groups for place in one}}
    for group in groups:
        steps = {place: folded[texts[place]] for place in group if texts[place]}
        first: dict[str, int] = {}
        for place, key in steps.items():
            before = first.setdefault(key, place)
            if before != place and two(before, place):
                equal[place] = before
        near |= _near({place: key for key, place in first.items()}, two)
    for rule, found in ((SAME_MEASURE, equal), (NEAR_MEASURE, near)):
        hits: list[Words | None] = [None] * len(texts)
        for place, before in found.items():
            hits[place] = _whose(read.submissions[places[before]], rows[before])
        yield from at_cells(read, rule, "issue", hits)


def _groups(read: Columns) -> Iterable[list[int]]:
    """The places of measures with the same issue in one organisation, year and round."""
    about = [(one.whose, one.fiscal_year, one.round) for one in read.submissions]
    groups: dict[tuple[object, ...], list[int]] = {}
    columns = (read.values(name) for name in ("submission", "issue", "issue_key"))
    for place, (of, issue, key) in enumerate(zip(*columns, strict=True)):
        if issue:
            groups.setdefault((about[of], key), []).append(place)
    return (group for group in groups.values() if len(group) > 1)


def _near(steps: dict[int, str], two: Callable[[int, int], bool]) -> dict[int, int]:
    """Of measures with different steps, each with an earlier one that differs in one place only.

    Such a pair is side by side when the steps are sorted by their beginnings or by their ends.
    """
    found: dict[int, int] = {}
    by_beginning = sorted(steps, key=lambda place: steps[place])
    by_end = sorted(steps, key=lambda place: steps[place][::-1])
    for pair in (*pairwise(by_beginning), *pairwise(by_end)):
        before, place = sorted(pair)
        if two(before, place) and nearly_equal(steps[before], steps[place]):
            found.setdefault(place, before)
    return found


def _comparable(read: Columns, one: int, other: int) -> bool:
    first, second = read.submissions[one], read.submissions[other]
    return first.file == second.file or first.division != second.division


_PLACE = Sentence("{file} {sheet} {spot}", "{file} {sheet} {spot}")


def _whose(submission: Submission, row: int) -> Words:
    cell = submission.cell(row, "issue")
    spot = spot_in_document(submission.file, submission.sheet, cell, "issue") or cell
    file = PurePath(submission.file).name
    place = _PLACE.fill(file=file, sheet=submission.sheet, spot=spot)
    return {"division": submission.division or "?", "place": place}
