"""Whose each measure is: organisation, district and province; and at which level they meet."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

import pandas as pd

from ita_xlsx.consolidation.ordering import in_order
from ita_xlsx.errors import UsageError
from ita_xlsx.findings import Finding
from ita_xlsx.findings.files import SET_ASIDE
from ita_xlsx.language import Sentence
from ita_xlsx.model import Plan, Round, most_given
from ita_xlsx.official.labels import PLACE
from ita_xlsx.official.names.levels import LEVEL_NAMES, LEVEL_ORDER, Level
from ita_xlsx.official.names.organisations import (
    district_key,
    district_name,
    organisation_key,
    province_key,
    province_name,
)
from ita_xlsx.thai.collation import sort_key

# The names of an organisation and the district and province in which it lies.
_Names = tuple[str, str, str]
NAMELESS = "(ไม่ระบุหน่วยงาน)"

_MIXED = Sentence(
    "รวมไฟล์ต่างระดับในครั้งเดียวไม่ได้: “{low_file}” เป็น{low} แต่ “{high_file}” เป็น{high} "
    "โปรดระบุไฟล์ระดับเดียวกัน",
    "Files of different levels cannot be merged in one run: “{low_file}” is {low}, but "
    "“{high_file}” is {high}; please name files of one level.",
)
_REPORTED = (
    Sentence(
        "แบบรายงานของกองนี้ไม่ได้รวม เพราะมีรายงานของหน่วยงานเดียวกันแล้ว",
        "This form of a division was not merged, as the report of its organisation is there.",
    ),
    Sentence("โปรดให้หน่วยงานรวมไว้ในรายงานของตน", "let the organisation merge it into its report."),
)
_BLANK = (
    Sentence("แบบรายงานของกองนี้ยังไม่ได้กรอก", "Nothing is filled in in this form of a division."),
    Sentence("โปรดขอรายงานของหน่วยงานที่กรอกแล้ว", "ask for the organisation's report."),
)
_NAMELESS = (
    Sentence(
        "แบบรายงานของกองนี้ไม่ได้รวม เพราะไม่ได้ระบุชื่อหน่วยงาน",
        "This form of a division was not merged, as it names no organisation.",
    ),
    Sentence("โปรดกรอกชื่อหน่วยงานในไฟล์", "fill in the name of its organisation."),
)
_PLAN_BELOW = Sentence(
    "แผน “{plan}” เป็นของหน่วยงานเดียว แต่ไฟล์ที่อ่านเป็นรายงานของหลายหน่วยงาน "
    "โปรดสร้างแผนของอำเภอด้วย ita-xlsx plan --level district -o แผนอำเภอ.xlsx",
    "The plan “{plan}” is that of one organisation, but what was read is the reports of several; "
    "make a district's plan with: ita-xlsx plan --level district -o PLAN.xlsx",
)


def refuse_mixed_levels(read: Round) -> None:
    """Raise UsageError for reports of different levels that no plan of a province is about.

    The forms of divisions are their organisation's report.
    """
    first: dict[Level, str] = {}
    for one in read.submissions:
        if one.level != "form":
            first.setdefault(one.level, one.file)
    if len(first) > 1:
        low, high = sorted(first, key=LEVEL_ORDER.index)[:2]
        names = {"low_file": PurePath(first[low]).name, "high_file": PurePath(first[high]).name}
        raise UsageError(_MIXED.fill(low=LEVEL_NAMES[low], high=LEVEL_NAMES[high], **names))


def refuse_other_plan(read: Round, plan: Plan) -> None:
    """Raise UsageError for the plan of one organisation, when reports of several were read."""
    if not plan.above and plan.divisions and read.submissions and spans_organisations(read):
        raise UsageError(_PLAN_BELOW.fill(plan=plan.file))


def forms_as_reports(read: Round, plan: Plan | None) -> tuple[Round, tuple[Finding, ...]]:
    """A round in which the forms among reports are their organisation's report.

    Set aside, with a finding each, are those of an organisation whose report is there too, those
    that name none, and those in which nothing is answered. A district or province that a form does
    not name is the plan's.
    """
    forms = [one for one in read.submissions if one.level == "form"]
    if not forms or (read.level == "form" and not (plan is not None and plan.above)):
        return read, ()
    reported = {one.whose[0] for one in read.submissions if one.level != "form"}
    answered = {read.submissions[place].file for place in read.answering()}
    why = {
        one.file: reason
        for one in forms
        for applies, reason in (
            (one.file not in answered, _BLANK),
            (not one.whose[0], _NAMELESS),
            (one.whose[0] in reported, _REPORTED),
        )
        if applies
    }
    aside = tuple(
        Finding(SET_ASIDE, file, words={"reason": reason, "advice": advice})
        for file, (reason, advice) in why.items()
    )
    rest = read.without(why)
    frame = rest.measures
    if plan is not None:
        is_form = frame["submission"].map(lambda place: rest.submissions[place].level == "form")
        for key, said in (("district", plan.organisation.district),
                          ("province", plan.organisation.province)):  # fmt: skip
            frame = frame.assign(**{key: frame[key].mask(is_form & (frame[key] == ""), said)})
    return replace(rest, measures=frame), aside


def spans_organisations(read: Round, plan: Plan | None = None) -> bool:
    """Whether consolidated workbooks were read that are those of several organisations.

    A merge of forms is one organisation's, and so is one consolidated workbook of an organisation
    merged again, unless the plan is one of a district or a province.
    """
    if plan is not None and plan.above:
        return True
    if read.level != "organisation":
        return read.level != "form"
    return int(placed(read)["counted_as"].nunique()) > 1


def level_of_placed(read: Round, measures: pd.DataFrame, plan: Plan | None) -> Level:
    """The level that holds all organisations in the placed measures of several organisations.

    A plan of organisations' reports knows better than the districts that these name.
    """
    if plan is not None and plan.above and read.level in ("form", "organisation"):
        return plan.level
    places = measures[["district", "province"]].drop_duplicates()
    named = {_key(("", str(place[0]), str(place[1]))) for place in places.to_numpy() if place[0]}
    return "province" if len(named) > 1 or read.level == "province" else "district"


def placed(read: Round) -> pd.DataFrame:
    """The measures of consolidated workbooks, each organisation and place under one spelling.

    All measures of an organisation's workbook are that organisation's. ``counted_as`` is the name
    by which an organisation is counted: with its district where two have one name.
    """
    frame = read.measures
    rows: list[_Names] = list(zip(*(frame[key].tolist() for key in PLACE), strict=True))
    files = frame["file"].tolist()
    below = {one.file for one in read.submissions if one.level in ("form", "organisation")}
    by_file = _by_file(files, rows)
    rows = [by_file[n] if file in below else rows[n] for n, file in enumerate(files)]
    known = _one_spelling(rows)
    names = [known[_key(row)] for row in rows]
    counted = _distinct(dict.fromkeys(names))
    columns = {key: [one[place] for one in names] for place, key in enumerate(PLACE)}
    return frame.assign(**columns, counted_as=[counted[one] for one in names])


def in_order_of_organisations(measures: pd.DataFrame, plan: Plan | None) -> pd.DataFrame:
    """The placed measures, those of each organisation together and numbered from 1 (``printed``).

    Organisations are in the order of a plan's list, those that it does not name after them, by
    province, district and name as the dictionary sorts. An organisation that comes from one
    consolidated workbook keeps the order and the numbers that it has there.
    """
    listed = () if plan is None else plan.divisions
    groups = {name: group for name, group in measures.groupby("counted_as", sort=False)}

    def order(name: Any) -> tuple[Any, ...]:
        first = groups[name].iloc[0]
        organisation, district, province = (str(first[key]) for key in PLACE)
        covering = (n for n, one in enumerate(listed) if one.covers(organisation, district))
        listed_at = next(covering, len(listed))
        return listed_at, sort_key(province), sort_key(district), sort_key(organisation), name

    ordered = [own_order(groups[name]) for name in sorted(groups, key=order)]
    return pd.concat(ordered, ignore_index=True)


def missing_of(measures: pd.DataFrame, plan: Plan | None) -> tuple[str, ...]:
    """The names of those that a plan lists and of which no placed measure came."""
    if plan is None or not plan.above:
        return ()
    came = set(zip(measures["organisation"], measures["district"], strict=True))
    silent = (one for one in plan.divisions if not any(one.covers(*names) for names in came))
    return tuple(dict.fromkeys(one.name for one in silent))


def own_order(measures: pd.DataFrame) -> pd.DataFrame:
    """The measures of one organisation as its one consolidated workbook has them, or in order."""
    if measures["file"].nunique() > 1 or measures["origin_number"].isna().any():
        return in_order(measures)
    ordered = measures.sort_values(["origin_number", "sheet", "row"], kind="stable")
    return ordered.assign(printed=ordered["origin_number"].astype("int64")).reset_index(drop=True)


def _by_file(files: Sequence[str], rows: Sequence[_Names]) -> list[_Names]:
    """The names that most rows of its file have; nameless ones of several have their file's."""
    of_file: dict[str, list[_Names]] = {}
    for file, row in zip(files, rows, strict=True):
        of_file.setdefault(file, []).append(row)
    most: dict[str, _Names] = {}
    for file, some in of_file.items():
        organisation, district, province = (most_given(n) or "" for n in zip(*some, strict=True))
        nameless = PurePath(file).stem if len(of_file) > 1 else ""
        most[file] = (organisation or nameless, district, province)
    return [most[file] for file in files]


def _one_spelling(rows: Iterable[_Names]) -> dict[tuple[str, ...], _Names]:
    """For each organisation and place, however spelt, the spelling that most rows have."""
    spelt: dict[tuple[str, ...], Counter[_Names]] = {}
    for row in rows:
        spelt.setdefault(_key(row), Counter())[row] += 1
    return {key: counts.most_common(1)[0][0] for key, counts in spelt.items()}


def _key(names: _Names) -> tuple[str, ...]:
    organisation, district, province = names
    return (organisation_key(organisation), district_key(district), province_key(province))


def _distinct(names: Iterable[_Names]) -> dict[_Names, str]:
    """The name by which each is counted: its own, with its place where others have that too."""
    given = list(names)
    keys = Counter(organisation_key(name) for name, _, _ in given)
    places = Counter(_key(one)[:2] for one in given)
    return {
        one: " ".join(_counted(one, keys[organisation_key(one[0])] > 1, places[_key(one)[:2]] > 1))
        for one in given
    }


def _counted(names: _Names, with_district: bool, with_province: bool) -> Iterator[str]:
    organisation, district, province = names
    yield organisation or NAMELESS
    if with_district and district:
        yield district_name(district)
    if with_province and province:
        yield province_name(province)
