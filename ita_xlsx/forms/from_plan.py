"""The forms of a plan: one for each of its divisions, prefilled with what the plan decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.model import Plan
from ita_xlsx.official.columns import PLANNED
from ita_xlsx.official.fiscal import ROUND_BY_MONTHS
from ita_xlsx.official.labels import LABELS

# What the plan decides, and a division cannot type over; what it answers stays open.
_LOCKED = frozenset({*PLANNED, *(label.key for label in LABELS if label.filled_by == "plan")})

# A file name may hold 255 bytes on Linux, which are 85 Thai letters, and none of these on Windows.
_LONGEST = 255
_RESERVED = str.maketrans(dict.fromkeys('<>:"/\\|?*', "-"))
_FORM = "แบบรายงาน"

# {(division, place in the plan): answers by key}.
Answers = Mapping[tuple[str, int], Mapping[str, str]]


@dataclass(frozen=True)
class Form:
    """A form to be sent: the division, the name of its file, and what it holds."""

    division: str
    name: str
    prefill: Prefill


def forms_of(
    plan: Plan, answers: Answers, reporters: Mapping[str, Mapping[str, str]]
) -> tuple[Form, ...]:
    """One form for each division of the plan that has a measure to report.

    ``answers`` are those given already, ``reporters`` by division who gave them; both are put in
    and stay open.
    """
    names = tuple(dict.fromkeys(division.name for division in plan.divisions))
    asked = [name for name in names if plan.asked_of(name)]
    return tuple(
        Form(name, file_name, _prefill(plan, name, names, answers, reporters.get(name, {})))
        for name, file_name in zip(asked, file_names(plan, asked, _FORM), strict=True)
    )


def _prefill(
    plan: Plan, division: str, names: tuple[str, ...], answers: Answers, reporter: Mapping[str, str]
) -> Prefill:
    keys = (label.key for label in LABELS if label.carried)
    known = {key: reporter[key] for key in keys if reporter.get(key)}
    rows = [
        {**plan.measures[place].texts, **answers.get((division, place), {})}
        for place in plan.asked_of(division)
    ]
    due = plan.organisation.due
    return Prefill({**known, **plan.labels_of(division)}, rows, _LOCKED, names, due)


def file_names(plan: Plan, reporters: Sequence[str], kind: str, ending: str = ".xlsx") -> list[str]:
    """A name that a person recognises, allowed on every system, for each reporter's file.

    ``kind`` is the word with which they begin.
    """
    about = plan.organisation
    months = ROUND_BY_MONTHS.get(about.round or 0)
    rest = f" ปี {about.fiscal_year}" if about.fiscal_year else ""
    rest += f" {months.name}" if months else ""
    names: list[str] = []
    taken: set[str] = set()
    for reporter in reporters:
        name, count = file_name(kind, reporter, rest + ending), 2
        while name.casefold() in taken:
            name = file_name(kind, reporter, f" ({count}){rest}{ending}")
            count += 1
        taken.add(name.casefold())
        names.append(name)
    return names


def file_name(kind: str, reporter: str, rest: str) -> str:
    """A name that is allowed on every system; ``rest`` follows that of the reporter, if any."""
    shown = " ".join("".join(filter(str.isprintable, reporter.translate(_RESERVED))).split())
    while len(f"{kind} {shown}{rest}".encode()) > _LONGEST:
        shown = shown[:-1].rstrip()
    return f"{kind} {shown}{rest}" if shown else f"{kind}{rest}"
