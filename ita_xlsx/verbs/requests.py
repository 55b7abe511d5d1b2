"""``ita-xlsx email --forms``, ``--remind`` and ``--returns`` for Python: letters to divisions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ita_xlsx.errors import NothingToRead, UsageError
from ita_xlsx.files import make_folder, refuse_bad_target, write_all
from ita_xlsx.language import Sentence
from ita_xlsx.model import Plan, PlanDivision
from ita_xlsx.provenance import seal
from ita_xlsx.verbs.given import given
from ita_xlsx.verbs.outputs import refuse_to_replace
from ita_xlsx.verbs.reports import Reports, make_reports
from ita_xlsx.verbs.stages import Checked, folder_of, start_workers
from ita_xlsx.verbs.status import status

if TYPE_CHECKING:
    from ita_xlsx.delivery.message import Attachment


@dataclass(frozen=True)
class Drafted:
    """The letters drafted: mails (.eml), and ``texts`` (.txt) of all to paste elsewhere.

    ``unaddressed`` are those of whom the plan has no valid address: for them there is a text only.
    ``doubtful`` may have sent something under a like name, which comes second: they are not
    reminded. ``plan_errors`` are those found in a plan whose forms go out. ``found_plan`` as for
    ``Checked``.
    """

    drafts: tuple[Path, ...]
    texts: tuple[Path, ...]
    unaddressed: tuple[str, ...]
    found_plan: Path | None = None
    doubtful: tuple[tuple[str, str], ...] = ()
    plan_errors: int = 0


class _Request(NamedTuple):
    to: PlanDivision
    subject: str
    body: str
    files: "tuple[Attachment, ...]"


def remind(
    plan: Path | None,
    paths: Sequence[Path],
    folder: Path,
    today: date,
    round_folder: Path | None = None,
) -> Drafted:
    """Draft a mail to each division of a plan that has sent nothing, its prefilled form attached.

    By the plan of a district or a province, to each organisation or district that has sent nothing,
    without an attachment. ``paths`` are the files and folders in which returned workbooks lie;
    ``round_folder`` as for ``check``. The letters go into ``folder``, made when missing; one that
    is there already is written anew, unless somebody saved it. Raises NothingToRead for a plan or
    path that cannot be read, and CannotWrite.
    """
    from ita_xlsx.delivery import requests

    checked = status(paths, plan, today, round_folder=round_folder)
    assert checked.plan is not None
    planned, forms = checked.plan, _forms(checked.plan)
    missing = [
        one
        for one in checked.standings
        if one.expected and not one.arrived and (one.asked or planned.above)
    ]
    silent = [_listed(planned, one.name) for one in missing if not one.near]
    letters = [_Request(one, *requests.reminder(planned, one), forms.get(one.name, ()))
               for one in silent]  # fmt: skip
    drafted = _write(planned, letters, folder, _REPORT if planned.above else _FORM)
    doubtful = tuple((one.name, one.near) for one in missing if one.near)
    return replace(drafted, found_plan=checked.found_plan, doubtful=doubtful)


def mail_forms(plan: Path | None, folder: Path, round_folder: Path | None = None) -> Drafted:
    """Draft the mail with which each division of a plan gets its prefilled form.

    ``folder`` and ``round_folder`` as for ``remind``. Raises NothingToRead for a plan that cannot
    be read, or gives no division a measure, UsageError without a plan, or for that of a district or
    a province, and CannotWrite.
    """
    from ita_xlsx.delivery import requests

    with start_workers(folder_of(plan, round_folder)) as pool:
        what = given(pool, (), plan, round_folder)
    planned = what.plan
    if planned is None or planned.above:
        raise UsageError(_NO_PLAN)
    forms = _forms(planned)
    if not forms:
        raise NothingToRead(_NO_FORMS.fill(file=planned.file))
    asked = [_listed(planned, name) for name in forms]
    letters = [_Request(one, *requests.first_sending(planned, one), forms[one.name])
               for one in asked]  # fmt: skip
    errors = sum(finding.rule.severity == "error" for finding in planned.findings)
    drafted = _write(planned, letters, folder, _SENT)
    return replace(drafted, found_plan=what.plan_file, plan_errors=errors)


def mail_returns(
    plan: Path | None,
    paths: Sequence[Path],
    folder: Path,
    today: date,
    round_folder: Path | None = None,
) -> Drafted:
    """Draft the mail with which everybody gets the marked copies of its files, if any need fixing.

    The arguments, and what is raised, as for ``remind``; the copies are made anew.
    """
    from ita_xlsx.delivery import requests

    checked = status(paths, plan, today, round_folder=round_folder)
    assert checked.plan is not None
    letters = []
    for one in checked.standings:
        found = [finding for finding in checked.findings if finding.file in one.files]
        copies = tuple(_copies(checked, one.files, folder))
        if copies:
            to = _listed(checked.plan, one.name)
            letter = requests.correction(checked.plan, to, found, today)
            letters.append(_Request(to, *letter, copies))
    drafted = _write(checked.plan, letters, folder, _FIX)
    return replace(drafted, found_plan=checked.found_plan)


def _listed(plan: Plan, name: str) -> PlanDivision:
    """Who is listed under a name; of a stranger no more than that is known."""
    return next((one for one in plan.divisions if one.name == name), PlanDivision(name))


def _forms(plan: Plan) -> "dict[str, tuple[Attachment, ...]]":
    """The prefilled form of each division that has a measure to report."""
    from ita_xlsx.delivery.message import attachment
    from ita_xlsx.forms.from_plan import forms_of
    from ita_xlsx.forms.template import form_bytes

    return {
        form.division: (attachment(form.name, seal(form_bytes(form.prefill))),)
        for form in forms_of(plan, {}, {})
    }


def _copies(checked: Checked, files: Iterable[str], folder: Path) -> "Iterator[Attachment]":
    from ita_xlsx.delivery.message import attachment

    own = tuple(one for one in checked.findings if one.file in files)
    _, copies = make_reports(replace(checked, findings=own), Reports(returns=folder), ())
    return (attachment(path.name, content) for path, content in copies)


def _write(plan: Plan, letters: Sequence[_Request], folder: Path, kind: str) -> Drafted:
    """Write a draft and a text of each letter; their names begin with ``kind``."""
    from ita_xlsx.delivery.message import Mail, draft_bytes, is_unchanged_letter, text_bytes
    from ita_xlsx.forms.from_plan import file_names

    names = file_names(plan, [one.to.name for one in letters], kind, ".eml")
    drafts, texts, unaddressed = [], [], []
    for one, name in zip(letters, names, strict=True):
        mail = Mail(_receivers(one.to.email), one.subject, one.body, one.files)
        if mail.to:
            drafts.append((folder / name, draft_bytes(mail)))
        else:
            unaddressed.append(one.to.name)
        texts.append(((folder / name).with_suffix(".txt"), text_bytes(mail)))
    if folder.is_dir():
        for path, content in (*drafts, *texts):
            refuse_bad_target(path, (Path(plan.file),))
            refuse_to_replace(path, content=content, is_ours=is_unchanged_letter)
    write_all([*drafts, *texts])
    make_folder(folder)  # there is one also when there is nobody to write to
    addressed, all_texts = (tuple(path for path, _ in some) for some in (drafts, texts))
    return Drafted(addressed, all_texts, tuple(unaddressed))


def _receivers(email: str) -> tuple[str, ...]:
    """The address in a plan; none when it is no valid one, for that keeps nobody else waiting."""
    from ita_xlsx.delivery.message import addresses

    try:
        return addresses([email])
    except UsageError:
        return ()


_FORM, _REPORT, _SENT, _FIX = "แบบรายงาน", "รายงาน", "ส่งแบบรายงาน", "ขอแก้ไข"
_NO_PLAN = Sentence(
    "โปรดระบุแผนของหน่วยงานด้วย --plan เพื่อให้รู้ว่าส่งแบบรายงานใดให้กองใด",
    "Please name an organisation's plan by --plan: it says which form goes to which division.",
)
_NO_FORMS = Sentence(
    "แผน “{file}” ยังไม่มีมาตรการที่มีกองรับผิดชอบ โปรดกรอกแผ่นงาน กอง และ มาตรการ",
    "The plan “{file}” gives no division a measure; please fill in its sheets กอง and มาตรการ.",
)
