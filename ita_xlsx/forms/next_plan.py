"""The plan of the next round, from what the last one reported and from its plan."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from ita_xlsx.model import (
    Plan,
    PlanDivision,
    PlanMeasure,
    PlanOrganisation,
    ReporterKind,
    Round,
    most_given,
)
from ita_xlsx.official import oit
from ita_xlsx.official.columns import PLANNED
from ita_xlsx.official.fiscal import ROUND_BY_MONTHS
from ita_xlsx.official.labels import PLACE
from ita_xlsx.official.limits import number_key
from ita_xlsx.official.names.divisions import division_key, order_of
from ita_xlsx.official.names.levels import Level
from ita_xlsx.official.names.organisations import district_name
from ita_xlsx.official.statuses import CANCELLED, DONE
from ita_xlsx.thai.numerals import to_arabic_digits, to_thai_digits
from ita_xlsx.thai.text import fold_tight
from ita_xlsx.thai.words import sure_words

_DIGITS = re.compile(r"[0-9๐-๙]+")
_FINISHED = frozenset({DONE, CANCELLED})
_LAST_DAY = 31  # of a month: a larger number of two digits is a year
# What the plan of another round says anew.
_OF_ONE_ROUND = frozenset({"due", "level", "fiscal_year", "round"})
# What stands before a year of two digits: ปี, ปีงบประมาณ, พ.ศ., a month.
_YEAR_FOLLOWS = re.compile(r"(?:ปี(?:งบประมาณ)?|พ\.?\s?ศ\.?|[ก-ฮ]\.\s?[ก-ฮ]\.?|คม|ยน|พันธ์)\s*$")
_QUOTED, _SEARCHED = 20, 80  # letters before a year


class OldYear(NamedTuple):
    """A text of the new plan that names a year of the last: the measure's number, key, words."""

    number: str
    key: str
    words: str


@dataclass(frozen=True)
class NextPlan:
    """The plan, the measures that it does not carry as they are ``finished``, and old years.

    ``finished`` are their numbers in the last round with their issues.
    """

    plan: Plan
    finished: tuple[str, ...] = ()
    old_years: tuple[OldYear, ...] = ()


def next_plan(read: Round | None, old: Plan | None) -> NextPlan:
    """The plan that follows a consolidated workbook, the plan of its round, or both.

    ``read`` are the measures of the workbook, interpreted; with a plan its divisions have the names
    of the plan, and there is the column ``planned``.

    After six or nine months: the same year's twelve-month round, with every measure. After twelve,
    or where the round is not known: the next year's six-month round, with the measures that are
    not finished (all, where no report says so) and those for which something was suggested, the
    years of their deadlines moved on. Measures are numbered anew in the order of the plan, those
    that only the report has after them; one that several divisions reported is listed once, in the
    plan's words. Who reports, who signs and how to reach them is the plan's. The new plan names no
    file, and no cell of one.
    """
    last_year, goes_on, facts = _next_facts(read, old)
    next_year = int(facts["fiscal_year"]) if "fiscal_year" in facts else None
    moved = 0 if goes_on else 1
    known = list(_known(read, old))
    kept = [one for one in known if goes_on or one.suggestion or not one.finished]
    place: dict[str, Any] = {key: facts.get(key, "") for key in PLACE}
    plan = Plan(
        file="",
        organisation=PlanOrganisation(**place, fiscal_year=next_year, round=12 if goes_on else 6),
        divisions=_divisions(read, old),
        measures=tuple(
            _measure(number, one, next_year, moved) for number, one in enumerate(kept, start=1)
        ),
        facts=facts,
    )
    finished = tuple(one.name for one in known if one not in kept)
    named = _old_years(plan, last_year) if moved and last_year else ()
    return NextPlan(plan, finished, tuple(named))


def next_list(read: Round | None, old: Plan | None) -> NextPlan:
    """The plan that follows the workbook of a district or a province, the plan of it, or both.

    It lists those of the plan, and those that reported: the organisations of a district, the
    districts of a province (its organisations where these name no district); the measures of
    ``read`` are placed. Year and round go on as in ``next_plan``.
    """
    _, _, facts = _next_facts(read, old)
    above: Level = old.level if old is not None else "district"
    listed = () if old is None else tuple(replace(one, row=0) for one in old.divisions)
    if read is not None:
        above = "province" if read.submissions[0].level == "province" else above
        came = _reported(read, above)
        listed += tuple(one for one in came if not any(_covers(other, one) for other in listed))
    if old is None:
        facts.pop("organisation", None)
        if above == "province":
            facts.pop("district", None)
    plan = Plan("", PlanOrganisation(), listed, (), facts=facts, level=above)
    return NextPlan(plan)


def _covers(listed: PlanDivision, one: PlanDivision) -> bool:
    if "district" in (listed.kind, one.kind):
        return listed.covers("", one.district or one.name)
    return listed.covers(one.name, one.district)


def _reported(read: Round, above: Level) -> Iterator[PlanDivision]:
    frame = read.measures.sort_values(["file", "row"], kind="stable")
    districts = list(dict.fromkeys(frame["district"]))
    if above == "province" and all(districts):
        kind: ReporterKind = "district"
        listed = [(district_name(name), "") for name in districts]
    else:
        kind = "organisation"
        pairs = zip(frame["organisation"], frame["district"], strict=True)
        # In one district its name would say nothing of any of them.
        listed = [(name, of if above == "province" else "") for name, of in dict.fromkeys(pairs)]
    return (PlanDivision(name, kind=kind, district=of) for name, of in listed)


def _next_facts(read: Round | None, old: Plan | None) -> tuple[int | None, bool, dict[str, str]]:
    """The last year, whether the next round is in it, and the facts of the new plan by key."""
    facts: dict[str, str] = {}
    rounds: list[tuple[int | None, int | None]] = []
    if read is not None and read.submissions:
        first = read.submissions[0]
        rounds.append((first.fiscal_year, first.round))
        facts = {key: first.labels[key] for key in PLACE if first.labels.get(key)}
    if old is not None:
        rounds.append((old.organisation.fiscal_year, old.organisation.round))
        facts |= {key: text for key, text in old.facts.items() if key not in _OF_ONE_ROUND}
    year, months = max(rounds, key=lambda one: (one[0] or 0, one[1] or 0), default=(None, None))
    goes_on = months in (6, 9)
    facts["round"] = ROUND_BY_MONTHS[12 if goes_on else 6].name
    if year is not None:
        facts["fiscal_year"] = str(year if goes_on else year + 1)
    return year, goes_on, facts


def _divisions(read: Round | None, old: Plan | None) -> tuple[PlanDivision, ...]:
    listed = () if old is None else tuple(replace(one, row=0) for one in old.divisions)
    known = {one.name for one in listed}
    came = () if read is None else read.measures["division"]
    others = dict.fromkeys(name for name in came if name and name not in known)
    return (*listed, *map(PlanDivision, sorted(others, key=order_of)))


def move_years(deadline: str, by: int) -> str:
    """A deadline with its Buddhist years moved on, in the digits in which they are written."""

    def moved(match: re.Match[str]) -> str:
        typed = match[0]
        digits = to_arabic_digits(typed)
        short = len(digits) == 2 and int(digits) > _LAST_DAY
        if not short and not (len(digits) == 4 and digits.startswith("25")):
            return typed
        later = str(int(digits) + by)[-len(digits) :]
        return later if typed.isascii() else to_thai_digits(later)

    return _DIGITS.sub(moved, deadline)


class _Known(NamedTuple):
    """A measure of the last round: its planned texts, and what came of it.

    ``name`` is its number there with its issue.
    """

    name: str
    texts: Mapping[str, str]
    oit: str
    suggestion: str
    finished: bool


def _known(read: Round | None, old: Plan | None) -> Iterator[_Known]:
    """Each measure of the last round once."""
    places: Sequence[PlanMeasure] = () if old is None else old.measures
    reported: dict[Hashable, list[Mapping[Any, Any]]] = defaultdict(list)
    if read is not None:
        frame = read.measures.sort_values(["file", "row"], kind="stable")
        for row in frame.to_dict("records"):
            reported[_place_of(row)].append(row)
    for place, one in enumerate(places):
        rows = reported.pop(place, [])
        suggestion = _suggestions(rows) if rows else one.suggestion
        name = f"{one.texts['number']}. {one.texts['issue']}"
        yield _Known(name, one.texts, one.oit, suggestion, bool(rows) and _are_finished(rows))
    for some in reported.values():
        for rows in _once(some):
            texts = {key: most_given(row[key] for row in rows) or "" for key in PLANNED}
            texts["responsible"] = _responsible(rows)
            name = f"{texts['number']}. {texts['issue']}"
            yield _Known(name, texts, "", _suggestions(rows), _are_finished(rows))


def _place_of(row: Mapping[Any, Any]) -> Hashable:
    """What the rows of one measure have in common: the place in the plan, or one number."""
    planned, number = row.get("planned"), row["origin_number"]
    if isinstance(planned, int):
        return planned
    return (row["file"], number) if isinstance(number, int) else _wording(row)


def _wording(row: Mapping[Any, Any]) -> tuple[str, str]:
    return number_key(row["number"]), fold_tight(row["issue"]) + fold_tight(row["steps"])


def _once(rows: Sequence[Mapping[Any, Any]]) -> Iterable[list[Mapping[Any, Any]]]:
    """The rows of one number as one measure, or where a division has several, by their words."""
    if len({row["division"] for row in rows}) == len(rows):
        return [list(rows)]
    by_words: dict[Hashable, list[Mapping[Any, Any]]] = defaultdict(list)
    for row in rows:
        by_words[_wording(row)].append(row)
    return by_words.values()


def _are_finished(rows: Iterable[Mapping[Any, Any]]) -> bool:
    return all(row["status_counted"] in _FINISHED for row in rows)


def _suggestions(rows: Iterable[Mapping[Any, Any]]) -> str:
    """What is suggested in any of the rows, each once."""
    return "\n".join(dict.fromkeys(text for row in rows if (text := row["suggestion"])))


def _responsible(rows: Sequence[Mapping[Any, Any]]) -> str:
    """The owners as typed, if by all in one way, or in one that names all who reported."""
    names = dict.fromkeys(row["division"] for row in rows if row["division"])
    typed = dict.fromkeys(row["responsible"] for row in rows if row["responsible"])
    keys = set(map(division_key, names))
    for row in rows:
        owners = row["owners"]
        everyone = owners.everyone or keys <= set(map(division_key, owners.divisions))
        if row["responsible"] and (everyone or len(typed) == 1):
            return str(row["responsible"])
    return " / ".join(names)


def _measure(number: int, one: _Known, year: int | None, moved: int) -> PlanMeasure:
    deadline = move_years(one.texts["deadline"], moved)
    return PlanMeasure(
        {**one.texts, "number": str(number), "deadline": deadline},
        oit=_item(one.texts["issue"], year, moved) or ("" if moved else one.oit),
        suggestion=one.suggestion,
    )


def _old_years(plan: Plan, last: int) -> Iterator[OldYear]:
    """The texts, but for the deadlines, that name the last year or the one in which it began."""
    numbers = {form for year in (last, last - 1) for form in (str(year), str(year)[2:])}
    for one in plan.measures:
        for key in (key for key in PLANNED if key not in ("number", "deadline")):
            text = one.texts[key]
            for match in _DIGITS.finditer(text):
                digits, before = to_arabic_digits(match[0]), text[: match.start()]
                if digits in numbers and (len(digits) == 4 or _YEAR_FOLLOWS.search(before)):
                    yield OldYear(one.texts["number"], key, f"{_end(before)}{match[0]}")
                    break


def _end(text: str) -> str:
    """The last words of the last line of a text."""
    line = text.rpartition("\n")[2]
    words = ""
    for word in reversed(sure_words(line[-_SEARCHED:])):
        if words and len(words) + len(word) > _QUOTED:
            break
        words = word + words
    return words.lstrip()


def _item(issue: str, year: int | None, moved: int) -> str:
    """The item of the year that the new plan analyses, from the name of last plan's item."""
    if year is None:
        return ""
    item = oit.named(issue, year - 1 - moved)
    kept = item if item is None or not moved else oit.reported_item(item, year - 1)
    return "" if kept is None else kept.number
