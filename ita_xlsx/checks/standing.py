"""How far each division or organisation is: who has sent what, who is late, what to do next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from string import ascii_uppercase

from ita_xlsx.checks.against_list import near_names, units
from ita_xlsx.checks.against_plan import answered_by_division
from ita_xlsx.findings import Finding, Severity
from ita_xlsx.language import Sentence
from ita_xlsx.model import Plan, PlanDivision, ReporterKind, Round, Submission
from ita_xlsx.model.standings import Standing
from ita_xlsx.official.statuses import NOT_REPORTED
from ita_xlsx.thai.dates import format_date

FROM_REPORT = "report"
FROM_FILE = "file"

_REMIND = Sentence("แจ้งเตือนให้ส่งภายใน {due}", "Remind it: due by {due}.")
_CHASE = Sentence("ทวงถาม เลยกำหนด {due} แล้ว", "Ask for it: it was due on {due}.")
_ASK = Sentence("แจ้งเตือนให้ส่ง", "Remind it.")
_SEND_BACK = Sentence("ส่งกลับให้แก้ไข {count} แห่ง", "Send it back: {count} things to fix.")
_ASK_FOR_REST = Sentence("ขอผลอีก {count} มาตรการ", "Ask for the other {count} results.")
_LOOK = Sentence("ดูสิ่งที่ควรตรวจ {count} แห่ง", "Warnings to look at: {count}.")
_NOT_IN_PLAN: Mapping[ReporterKind, Sentence] = {
    "division": Sentence("ตรวจชื่อกอง หรือเพิ่มในแผน", "Check its name, or add it to the plan."),
    "organisation": Sentence("ตรวจชื่อหน่วยงาน หรือเพิ่มในแผน", "Check its name, or add it to the plan."),
    "district": Sentence("ตรวจชื่ออำเภอ หรือเพิ่มในแผน", "Check its name, or add it to the plan."),
}
_IS_AWAITED = Sentence(
    "ตรวจว่าเป็น “{near}” ในแผนหรือไม่", "Is it “{near}” of the plan? Check the name."
)
_HAS_COME = Sentence(
    "ตรวจว่า “{near}” ที่ส่งมาคือแห่งนี้หรือไม่", "Is “{near}”, which has come, the same? Check the name."
)
_READY = Sentence("ครบแล้ว", "Complete.")


def standings(
    read: Round,
    findings: Sequence[Finding],
    plan: Plan,
    file_days: Mapping[str, date],
    today: date,
) -> tuple[Standing, ...]:
    """One for each division of the plan in its order, then those that came without standing there.

    By a plan above one organisation (``read.measures`` are placed), one for each organisation or
    district. ``findings`` are all those of the round; ``file_days`` the day of each file's last
    change, for submissions that name no day of their report; ``today`` decides who is late that
    sent nothing.
    """
    reporters = _organisations(read, findings, plan) if plan.above else _divisions(
        read, findings, plan)  # fmt: skip
    due = plan.organisation.due
    return tuple(_standing(one, due, file_days, today) for one in reporters)


@dataclass(frozen=True)
class _Reporter:
    """Who reports, what has come, how many measures are asked and answered, and what was found."""

    name: str
    kind: ReporterKind
    listed: PlanDivision | None
    sent: Sequence[Submission]
    arrived: bool
    asked: int
    answered: int
    found: Counter[Severity]
    near: str = ""


def _divisions(read: Round, findings: Sequence[Finding], plan: Plan) -> Iterator[_Reporter]:
    listed = {one.name: one for one in reversed(plan.divisions)}
    names = [one.name for one in plan.divisions]
    others = [one.division for one in read.submissions if one.division not in listed]
    answered = answered_by_division(read)
    arrived = {read.submissions[place].division for place in read.answering()}
    for name in dict.fromkeys((*names, *others)):
        sent = [one for one in read.submissions if one.division == name]
        places = {(one.file, one.sheet) for one in sent} | {(one.file, "") for one in sent}
        asked = frozenset(plan.asked_of(name))
        yield _Reporter(
            name,
            "division",
            listed.get(name),
            sent,
            name in arrived,
            len(asked),
            len(asked & answered.get(name, frozenset())),
            Counter(one.rule.severity for one in findings if (one.file, one.sheet) in places),
        )


def _organisations(read: Round, findings: Sequence[Finding], plan: Plan) -> Iterator[_Reporter]:
    """Each with the measures of its own report: what was asked of it is in its own plan."""
    names = ("submission", "file", "sheet", "row")
    rows = list(zip(*(read.measures[name].tolist() for name in names), strict=True))
    reported = (read.measures["status_counted"] != NOT_REPORTED).tolist()
    measures = list(zip(*(read.measures[name].tolist() for name in _ONE_MEASURE), strict=True))
    found_units = units(read, plan)
    near = near_names(found_units)
    # Asked about from both sides, by the first that is like it.
    near = {awaited: name for name, awaited in reversed(near.items())} | near
    for unit in found_units:
        own = [rows[place] for place in unit.places]
        places = {(file, sheet, row) for _, file, sheet, row in own}
        files = {file for _, file, *_ in own}
        # What concerns a whole file concerns each of those whose measures it holds.
        found = Counter(
            one.rule.severity
            for one in findings
            if (one.file, one.sheet, _row(one)) in places
            or (one.file in files and _row(one) in (None, 1))
        )
        sent = [read.submissions[place] for place in dict.fromkeys(row[0] for row in own)]
        in_files = [(measures[place], rows[place][1]) for place in unit.places]
        answered = (one for one, at in zip(in_files, unit.places, strict=True) if reported[at])
        yield _Reporter(
            unit.name,
            unit.kind,
            unit.listed,
            sent,
            bool(sent),
            _once(in_files),
            _once(answered),
            found,
            near.get(unit.name, ""),
        )


# What a measure is known by in another file of the same organisation.
_ONE_MEASURE = ("counted_as", "division", "number", "issue", "steps")


def _once(measures: Iterable[tuple[tuple[object, ...], str]]) -> int:
    """How many measures there are, each with its file: one that came in two files counts once."""
    most: dict[tuple[object, ...], int] = {}
    for (measure, _), count in Counter(measures).items():
        most[measure] = max(most.get(measure, 0), count)
    return sum(most.values())


def _row(finding: Finding) -> int | None:
    digits = finding.cell.lstrip(ascii_uppercase)
    return int(digits) if digits else None


def _standing(
    one: _Reporter, due: date | None, file_days: Mapping[str, date], today: date
) -> Standing:
    when, origin = _when(one.sent, file_days) if one.arrived else (None, "")
    late = None if due is None else (when or today) > due
    standing = Standing(
        name=one.name,
        officer=one.listed.officer if one.listed else "",
        email=one.listed.email if one.listed else "",
        expected=one.listed is not None,
        files=tuple(dict.fromkeys(sent.file for sent in one.sent)),
        arrived=one.arrived,
        when=when,
        when_from=origin,
        late=late,
        asked=one.asked,
        answered=one.answered,
        errors=one.found["error"],
        warnings=one.found["warning"],
        next=_READY,
        kind=one.kind,
        near=one.near,
    )
    return replace(standing, next=_next(standing, due))


def _when(sent: Sequence[Submission], file_days: Mapping[str, date]) -> tuple[date | None, str]:
    """The day on which the last of the submissions was made, and from where it is known."""
    said = [one.report_day for one in sent if one.report_day is not None]
    if said:
        return max(said), FROM_REPORT
    files = [file_days[one.file] for one in sent if one.file in file_days]
    return (max(files), FROM_FILE) if files else (None, "")


def _next(one: Standing, due: date | None) -> Sentence:
    """What to do first: the earliest of these that applies."""
    day = "" if due is None else format_date(due)
    open_ = one.asked - one.answered
    steps = (
        (bool(one.near), (_IS_AWAITED if not one.expected else _HAS_COME).fill(near=one.near)),
        (not one.expected, _NOT_IN_PLAN[one.kind]),
        (not one.arrived and bool(one.late), _CHASE.fill(due=day)),
        (not one.arrived and bool(due), _REMIND.fill(due=day)),
        (not one.arrived, _ASK),
        (one.errors > 0, _SEND_BACK.fill(count=one.errors)),
        (open_ > 0, _ASK_FOR_REST.fill(count=open_)),
        (one.warnings > 0, _LOOK.fill(count=one.warnings)),
    )
    return next((sentence for applies, sentence in steps if applies), _READY)
