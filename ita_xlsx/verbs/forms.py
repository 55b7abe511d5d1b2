"""``ita-xlsx forms`` for Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.errors import CannotWrite, NothingToRead, UsageError
from ita_xlsx.files import refuse_file, write_all
from ita_xlsx.findings import Finding
from ita_xlsx.findings.plan import DIVISION_MISSING, OTHER_ROUND
from ita_xlsx.language import Sentence
from ita_xlsx.model import Plan, Round
from ita_xlsx.official.columns import ANSWERS
from ita_xlsx.provenance import seal
from ita_xlsx.verbs.outputs import free_name, holds
from ita_xlsx.verbs.stages import check_round, folder_of, load_plan, read, start_workers

if TYPE_CHECKING:
    from ita_xlsx.forms.from_plan import Answers


_NO_FAULT = (OTHER_ROUND, DIVISION_MISSING)


@dataclass(frozen=True)
class LeftOut:
    """A returned measure that was not carried into a new form, and where it is."""

    file: str
    sheet: str
    row: int
    division: str
    issue: str


@dataclass(frozen=True)
class MadeForms:
    """The forms written; ``findings`` are those of the plan and of the returned files.

    ``left_out`` are answers that are in no new form: the plan has no such measure for the
    division, or the division answered it again later.
    """

    plan: Plan
    forms: tuple[Path, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether a finding is an error."""
        return any(finding.rule.severity == "error" for finding in self.findings)


def make_forms(plan: Path, folder: Path, returned: Sequence[Path] = ()) -> MadeForms:
    """Write one prefilled form for each division of a plan into a folder, made when missing.

    What the ``returned`` files answer already is in the new forms. A form that is there
    already as it would be written stays. Raises NothingToRead when the plan or the returned files
    cannot be read, or the plan gives nobody anything to report, UsageError for the plan of a
    district or a province, and CannotWrite when another file is where a form should be; then
    no file is written.
    """
    from ita_xlsx.forms.from_plan import forms_of
    from ita_xlsx.forms.template import form_bytes

    refuse_file(folder)
    left_out: tuple[LeftOut, ...] = ()
    with start_workers(folder_of(plan)) as pool:
        planned = load_plan(pool, plan)
        found = read(pool, returned, plan=planned) if returned else None
    if found is not None:
        checked = check_round(found, planned)
        # The answers of another round are what is carried on, and who has none yet gets a form now.
        findings = tuple(one for one in checked.findings if one.rule not in _NO_FAULT)
        answers, left_out = _answers(checked.round, planned)
        forms = forms_of(planned, answers, _reporters(checked.round))
    else:
        findings = planned.findings
        forms = forms_of(planned, {}, {})
    if planned.above:
        raise UsageError(_FORMS_ABOVE.fill(file=plan))
    if not forms:
        raise NothingToRead(_NO_FORMS.fill(file=plan))
    files = [(folder / form.name, seal(form_bytes(form.prefill))) for form in forms]
    _refuse_others(folder, files)
    write_all([(path, content) for path, content in files if not path.exists()])
    return MadeForms(planned, tuple(path for path, _ in files), findings, left_out)


_NO_FORMS = Sentence(
    "แผน “{file}” ยังไม่มีมาตรการที่มีกองรับผิดชอบ โปรดกรอกแผ่นงาน กอง และ มาตรการ",
    "The plan “{file}” gives no division a measure; please fill in its sheets กอง and มาตรการ.",
)
_FORMS_ABOVE = Sentence(
    "แผน “{file}” เป็นของอำเภอหรือจังหวัด จึงไม่มีแบบรายงานของกอง หน่วยงานสร้างแบบรายงานจากแผนของตนเอง",
    "The plan “{file}” is that of a district or a province and gives divisions nothing to report; "
    "each organisation makes its forms from its own plan.",
)
_OTHERS_STAND = Sentence(
    "ไม่ได้สร้างแบบรายงาน เพราะมีไฟล์ชื่อเดียวกันที่เนื้อหาต่างออกไปอยู่แล้ว: {names} "
    "โปรดเลือกโฟลเดอร์อื่น เช่น “{free}”",
    "No form was written, as other files have their names: {names}. Please choose another folder, "
    "such as “{free}”.",
)


def _answers(read: Round, plan: Plan) -> tuple["Answers", tuple[LeftOut, ...]]:
    """What is answered, by division and place in the plan, and what cannot be placed there.

    A later answer wins over an earlier one that differs.
    """
    import pandas as pd

    where = ("file", "sheet", "row", "division", "issue")
    columns = zip(*(read.measures[name] for name in (*where, "planned", *ANSWERS)), strict=True)
    answers: dict[tuple[str, int], dict[str, str]] = {}
    given_in: dict[tuple[str, int], LeftOut] = {}
    left_out: list[LeftOut] = []
    for file, sheet, row, division, issue, place, *texts in columns:
        given = {key: text for key, text in zip(ANSWERS, texts, strict=True) if text}
        one = LeftOut(file, sheet, int(row), division, issue)
        if pd.isna(place) or division not in plan.measures[place].owners:
            left_out.append(one)
            continue
        at = (division, int(place))
        known = answers.setdefault(at, {})
        if any(known.get(key, text) != text for key, text in given.items()):
            left_out.append(given_in[at])
        known.update(given)
        given_in[at] = one
    return answers, tuple(left_out)


def _reporters(read: Round) -> Mapping[str, Mapping[str, str]]:
    return {one.division: one.labels for one in read.submissions}


def _refuse_others(folder: Path, files: Sequence[tuple[Path, bytes]]) -> None:
    others = [path.name for path, content in files if path.exists() and not holds(path, content)]
    if others:
        raise CannotWrite(_OTHERS_STAND.fill(names=", ".join(others), free=free_name(folder)))
