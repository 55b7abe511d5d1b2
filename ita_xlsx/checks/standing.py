"""How far each division is: who has sent what, who is late, and what to do next."""

from collections.abc import Mapping, Sequence
from datetime import date

from ita_xlsx.checks.against_plan import answered_by_division, report_day
from ita_xlsx.findings import Finding
from ita_xlsx.language import Sentence
from ita_xlsx.model import Plan, Round, Standing, Submission
from ita_xlsx.thai.dates import format_date

FROM_REPORT = "report"
FROM_FILE = "file"

_REMIND = Sentence("แจ้งเตือนให้ส่งภายใน {due}", "Remind it: due by {due}.")
_CHASE = Sentence("ทวงถาม เลยกำหนด {due} แล้ว", "Ask for it: it was due on {due}.")
_ASK = Sentence("แจ้งเตือนให้ส่ง", "Remind it.")
_SEND_BACK = Sentence("ส่งกลับให้แก้ไข {count} แห่ง", "Send it back: {count} things to mend.")
_ASK_FOR_REST = Sentence("ขอผลอีก {count} มาตรการ", "Ask for the other {count} results.")
_LOOK = Sentence("ตรวจข้อควรระวัง {count} แห่ง", "Look at {count} warnings.")
_NOT_IN_PLAN = Sentence("ตรวจชื่อกอง หรือเพิ่มในแผน", "Check its name, or add it to the plan.")
_READY = Sentence("ครบแล้ว", "Complete.")


def standings(
    read: Round,
    findings: Sequence[Finding],
    plan: Plan,
    file_days: Mapping[str, date],
    today: date,
) -> tuple[Standing, ...]:
    """One for each division of the plan in its order, then those that came without standing there.

    ``findings`` are all those of the round; ``file_days`` the day of each file's last change, for
    submissions that name no day of their report; ``today`` decides who is late that sent nothing.
    """
    planned = [division.name for division in plan.divisions]
    others = dict.fromkeys(s.division for s in read.submissions if s.division not in planned)
    answered = answered_by_division(read)
    officers = {one.name: (one.officer, one.email) for one in plan.divisions}
    return tuple(
        _standing(
            name,
            officers.get(name),
            [s for s in read.submissions if s.division == name],
            findings,
            plan,
            answered.get(name, frozenset()),
            file_days,
            today,
        )
        for name in (*dict.fromkeys(planned), *others)
    )


def _standing(
    name: str,
    officer: tuple[str, str] | None,
    sent: Sequence[Submission],
    findings: Sequence[Finding],
    plan: Plan,
    answered: frozenset[int],
    file_days: Mapping[str, date],
    today: date,
) -> Standing:
    asked = frozenset(plan.asked_of(name))
    when, origin = _when(sent, file_days)
    places = {(one.file, one.sheet) for one in sent} | {(one.file, "") for one in sent}
    own = [found.rule.severity for found in findings if (found.file, found.sheet) in places]
    due = plan.organisation.due
    late = None if due is None else (when or today) > due
    errors, warnings = own.count("error"), own.count("warning")
    open_ = len(asked - answered)
    return Standing(
        division=name,
        officer=officer[0] if officer else "",
        email=officer[1] if officer else "",
        expected=officer is not None,
        files=tuple(dict.fromkeys(one.file for one in sent)),
        when=when,
        when_from=origin,
        late=late,
        asked=len(asked),
        answered=len(asked & answered),
        errors=errors,
        warnings=warnings,
        next=_next(officer is not None, bool(sent), bool(late), due, errors, open_, warnings),
    )


def _when(sent: Sequence[Submission], file_days: Mapping[str, date]) -> tuple[date | None, str]:
    """The day on which the last of the submissions was made, and from where it is known."""
    said = [day for one in sent if (day := report_day(one)) is not None]
    if said:
        return max(said), FROM_REPORT
    files = [file_days[one.file] for one in sent if one.file in file_days]
    return (max(files), FROM_FILE) if files else (None, "")


def _next(
    expected: bool,
    arrived: bool,
    late: bool,
    due: date | None,
    errors: int,
    open_: int,
    warnings: int,
) -> Sentence:
    """What to do first: the earliest of these that applies."""
    day = "" if due is None else format_date(due)
    steps = (
        (not expected, _NOT_IN_PLAN),
        (not arrived and late, _CHASE.fill(due=day)),
        (not arrived and bool(due), _REMIND.fill(due=day)),
        (not arrived, _ASK),
        (errors > 0, _SEND_BACK.fill(count=errors)),
        (open_ > 0, _ASK_FOR_REST.fill(count=open_)),
        (warnings > 0, _LOOK.fill(count=warnings)),
    )
    return next((sentence for applies, sentence in steps if applies), _READY)
