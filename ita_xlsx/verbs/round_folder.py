"""The folder of one round: laid out when it begins, and merged as it is when files return."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from ita_xlsx.errors import CannotWrite
from ita_xlsx.files import make_folder, refuse_bad_target, write_all, write_whole
from ita_xlsx.forms.from_plan import file_name
from ita_xlsx.intake.folder import Listing, find_files
from ita_xlsx.language import Language, Sentence
from ita_xlsx.model import Consolidation, Plan, Round
from ita_xlsx.official import stamp
from ita_xlsx.official.guides import BY_NAME
from ita_xlsx.official.names.levels import Level
from ita_xlsx.official.names.organisations import district_name, province_name, short_name
from ita_xlsx.verbs import batch
from ita_xlsx.verbs.given import PLAN, RETURNED, given, read_returned
from ita_xlsx.verbs.guide import write_guide
from ita_xlsx.verbs.merge import printing_by_plan, report_bytes
from ita_xlsx.verbs.outputs import free_name, is_own_output
from ita_xlsx.verbs.plan import MadePlan, make_plan
from ita_xlsx.verbs.reports import Reports, make_reports
from ita_xlsx.verbs.stages import (
    Checked,
    NoneReadable,
    Progress,
    check_round,
    consolidate,
    no_progress,
    read_files,
    start_workers,
)
from ita_xlsx.verbs.status import with_standings

# An ASCII name, so that it survives a zip file and an old console; the folder's own outputs are
# read by people only.
FORMS = "forms"
FINDINGS = "สิ่งที่พบ.xlsx"
RETURNS = "ส่งคืนกอง"

RETURNS_ABOVE = "ส่งคืนหน่วยงาน"
STALE = "ไม่ต้องส่งแล้ว"  # in either of them

# Where nobody says whose it is. The report of a district is made of organisations' reports: it has
# another name, or it would be written over one of them.
_NAMES: dict[Level, str] = {
    "organisation": "รายงาน",
    "district": "รายงานอำเภอ",
    "province": "รายงานจังหวัด",
}
# What a report is made of is one level below it; without a plan, that decides.
_ABOVE: dict[Level, Level] = {
    "form": "organisation",
    "organisation": "district",
    "district": "province",
    "province": "province",
}
_REPORT = "รายงาน"
_YEAR, _ROUND = " ปี {year}", " รอบ {round} เดือน"


@dataclass(frozen=True)
class LaidOut:
    """What ``lay_out`` made, and what it found there already and left as it is.

    ``plan`` is the plan made, None where one was there.
    """

    made: tuple[Path, ...]
    kept: tuple[Path, ...]
    plan: MadePlan | None = None


@dataclass(frozen=True)
class FolderMerged:
    """What was found in a round's folder, and what was made of it.

    ``checked`` has the ``standings`` of those in the plan when there is one that is filled in;
    ``level`` is that of the round: an organisation's, or a district's or province's that merges
    consolidated workbooks. ``output`` is
    None when no measure is answered yet. ``blank`` are the files in which nobody has filled in a
    measure, and ``stale`` the marked copies of an earlier run that need not be sent any more.
    """

    checked: Checked
    output: Path | None
    blank: tuple[str, ...]
    stale: tuple[Path, ...]
    level: Level = "organisation"

    @property
    def plan(self) -> Path | None:
        """The plan's file, filled in or not."""
        return self.checked.found_plan

    @property
    def has_errors(self) -> bool:
        """Whether a finding is an error."""
        return self.checked.has_errors


def lay_out(
    folder: Path,
    last: Path | Sequence[Path] = (),
    level: Level = "organisation",
    today: date | None = None,
) -> LaidOut:
    """Lay out a round's folder: a plan, folders for forms out and back, a file to double-click.

    The plan goes on from the ``last`` round, or is one of ``level``, and ``today`` is used, as in
    ``make_plan``. A district or a province has no forms to send. What is there already stays as it
    is, so that a second call changes nothing. Raises what ``make_plan`` does, and CannotWrite; then
    no folder is left that was not there.
    """
    new = not os.path.lexists(folder)
    make_folder(folder)
    made: list[Path] = []
    kept: list[Path] = []
    plan = folder / PLAN
    begun: MadePlan | None = None
    try:
        if os.path.lexists(plan):
            kept.append(plan)
        else:
            before = set(folder.iterdir())
            begun = make_plan(plan, last, level, today)
            level = begun.plan.level
            made += sorted(set(folder.iterdir()) - before, key=lambda path: path != plan)
        for name, make in _PARTS if level == "organisation" else _PARTS_ABOVE:
            path = folder / name
            if os.path.lexists(path):
                kept.append(path)
            else:
                make(path)
                made.append(path)
    except BaseException:
        _take_back(made, folder if new else None)
        raise
    return LaidOut(tuple(made), tuple(kept), begun)


def _take_back(made: Sequence[Path], folder: Path | None) -> None:
    """Remove what was just made, which holds nothing of the user's yet."""
    for path in [*reversed(made), *([] if folder is None else [folder])]:
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)


def merge_folder(
    folder: Path,
    today: date,
    progress: Progress = no_progress,
    language: Language = "th",
) -> FolderMerged | None:
    """Merge what has returned in a round's folder, by its plan if there is one.

    The returned workbooks lie in its folder ``returned``, or in it. A district's, which are
    consolidated ones, lie in it only beside the district's plan: without one, a report of its own
    would look like them. Writes the report, named by fiscal year and round, and with errors or
    warnings the workbook of findings and the marked copies; each only where nothing is, or what
    this program wrote and nobody changed. Returns None when it is no round's folder: it holds
    neither a returned workbook nor a plan. Raises what ``merge`` does, UsageError for two plans,
    and CannotWrite for what is in the way; then no file is changed.
    """
    with start_workers(folder) as pool:
        what = given(pool, (), None, folder)
        try:
            returned = read_returned(pool, folder, what, progress)
        except NoneReadable as none:
            if what.plan is None:
                raise
            returned = none.read  # who has sent nothing is said all the same
        if returned is None:
            if what.found is None:
                return None
            returned = read_files(pool, Listing(), plan=what.plan)
    checked = replace(check_round(returned, what.plan), found_plan=what.plan_file)
    if what.plan is not None:
        checked = with_standings(checked, today)
    blank = _blank(checked.round)
    level = _level(checked.round, what.found)
    whole = None
    if {one.file for one in checked.round.submissions} - set(blank):
        whole = consolidate(checked)
    output = None if whole is None else folder / _name(whole, level)
    reports = _reports(folder, checked, level, language)
    _refuse_what_is_not_ours(output, reports)
    earlier = _untouched(folder / _returns(level))
    files: list[tuple[Path, bytes]] = []
    if whole is not None and output is not None:
        refuse_bad_target(output, checked.inputs)
        files.append((output, report_bytes(whole, printing_by_plan(what.plan))))
    checked, reported = make_reports(checked, reports, ())
    _refuse_what_is_not_ours(output, reports)  # it may have been saved meanwhile
    write_all([*files, *reported])
    stale = tuple(_moved_away(path) for path in earlier if path not in checked.returned)
    return FolderMerged(checked, output, blank, stale, level)


def _blank(read: Round) -> tuple[str, ...]:
    """The files in which nothing is answered."""
    answered = {read.submissions[place].file for place in read.answering()}
    files = dict.fromkeys(one.file for one in read.submissions)
    return tuple(file for file in files if file not in answered)


def _level(read: Round, plan: Plan | None) -> Level:
    """The level of the report: as the plan says, or one above that of what has returned."""
    if plan is not None and plan.above:
        return "province" if read.level == "district" else plan.level
    return _ABOVE[read.level]


def _name(whole: Consolidation, level: Level) -> str:
    """The name of the report: whose it is, its fiscal year and round, as far as they are known."""
    rest = _YEAR.format(year=whole.fiscal_year) if whole.fiscal_year else ""
    rest += _ROUND.format(round=whole.round) if whole.round else ""
    whose = {
        "organisation": short_name(whole.organisation),
        "district": whole.district and district_name(whole.district),
        "province": whole.province and province_name(whole.province),
    }.get(level, "")
    kind = _REPORT if whose else _NAMES[level]
    return file_name(kind, whose, f"{rest}.xlsx")


def _returns(level: Level) -> str:
    return RETURNS if level == "organisation" else RETURNS_ABOVE


def _reports(folder: Path, checked: Checked, level: Level, language: Language) -> Reports:
    """The reports to write: none without anything to fix, but no old findings are left either."""
    to_fix = any(found.rule.severity != "info" for found in checked.findings)
    findings = folder / FINDINGS
    return Reports(
        findings if to_fix or os.path.lexists(findings) else None,
        folder / _returns(level) if to_fix else None,
        language,
    )


def _refuse_what_is_not_ours(output: Path | None, reports: Reports) -> None:
    outputs = ((output, stamp.CONSOLIDATED_PROPERTY), (reports.findings, stamp.FINDINGS_PROPERTY))
    for path, kind in outputs:
        if path is not None and os.path.lexists(path) and not is_own_output(path, kind):
            raise CannotWrite(_IN_THE_WAY.fill(path=path, free=free_name(path)))
    folder = reports.returns
    if folder is not None and os.path.lexists(folder) and not folder.is_dir():
        raise CannotWrite(_IN_THE_WAY.fill(path=folder, free=free_name(folder)))
    for path, _ in outputs:
        if path is not None:
            refuse_bad_target(path)


def _untouched(folder: Path) -> list[Path]:
    """The marked copies in a folder that are as this program made them."""
    copies = find_files([folder]).files if folder.is_dir() else ()
    return [one.path for one in copies if is_own_output(one.path, stamp.RETURN_PROPERTY)]


def _moved_away(copy: Path) -> Path:
    """Where a copy that need not be sent any more lies now: in a folder of its own, if it can be.

    It stays while somebody has it open, or where a file of its name lies that is not ours.
    """
    place = copy.parent / STALE / copy.name
    if os.path.lexists(place) and not is_own_output(place, stamp.RETURN_PROPERTY):
        return copy
    try:
        make_folder(place.parent)
        return copy.replace(place)
    except (OSError, CannotWrite):
        return copy


def _write_read_me(path: Path) -> None:
    _write_note(path, _READ_ME)


def _write_read_me_above(path: Path) -> None:
    _write_note(path, _READ_ME_ABOVE)


def _write_note(path: Path, text: str) -> None:
    # Windows' Notepad before 2019 takes a text for Thai only after a byte order mark.
    write_whole(path, text.replace("\n", "\r\n").encode("utf-8-sig"))


# What lies in the folder beside the plan, which comes first: it alone can fail for what was named.
_Parts = tuple[tuple[str, Callable[[Path], None]], ...]


def _guides(*names: str) -> _Parts:
    return tuple((BY_NAME[name].file, partial(write_guide, name)) for name in names)


_PARTS: _Parts = (
    (FORMS, make_folder),
    (RETURNED, make_folder),
    (stamp.BATCH, batch.write_merge),
    (stamp.COMMANDS, batch.write_commands),
    (stamp.READ_ME, _write_read_me),
    *_guides("clerk", "consolidator"),
)
_PARTS_ABOVE: _Parts = (
    (RETURNED, make_folder),
    (stamp.BATCH, batch.write_merge),
    (stamp.COMMANDS, batch.write_commands),
    (stamp.READ_ME, _write_read_me_above),
    *_guides("district"),
)

_READ_ME = f"""\
โฟลเดอร์ของรอบการรายงานนี้

1. เปิด {PLAN} ใน Excel กรอกหน่วยงาน กอง และมาตรการ แล้วบันทึก
2. สร้างแบบรายงานของแต่ละกอง: ดับเบิลคลิก {stamp.COMMANDS} แล้วพิมพ์
      ita-xlsx forms {PLAN} -o {FORMS}
   แล้วส่งไฟล์ในโฟลเดอร์ {FORMS} พร้อม {BY_NAME["clerk"].file} ให้แต่ละกองกรอก
3. นำไฟล์ที่กองส่งกลับมาไว้ในโฟลเดอร์ {RETURNED}
4. ดับเบิลคลิก {stamp.BATCH}
   โปรแกรมจะตรวจ รวมเป็นรายงาน และบอกว่ากองใดยังไม่ส่ง ทำซ้ำได้ทุกครั้งที่มีไฟล์มาเพิ่ม
5. ถ้ามีสิ่งที่ต้องแก้ไข ให้ส่งไฟล์ในโฟลเดอร์ {RETURNS} ให้กองแก้ไข
   เมื่อได้รับไฟล์ที่แก้ไขแล้ว ให้นำไปไว้ใน {RETURNED} (ใช้แทนไฟล์เดิมให้เอง) แล้วดับเบิลคลิกอีกครั้ง

เมื่อต้องพิมพ์คำสั่งอื่น เช่น ita-xlsx status ให้ดับเบิลคลิก {stamp.COMMANDS} เช่นเดียวกัน
วิธีใช้โดยละเอียดอยู่ใน {BY_NAME["consolidator"].file} ไฟล์ที่กองส่งมาจะไม่ถูกแก้ไข
ถ้าเครื่องขึ้นว่า "not installed" แสดงว่ายังไม่ได้ติดตั้งโปรแกรม โปรดแจ้งผู้ดูแลคอมพิวเตอร์ของหน่วยงาน
"""

_READ_ME_ABOVE = f"""\
โฟลเดอร์ของรอบการรายงานนี้ (อำเภอหรือจังหวัด)

1. เปิด {PLAN} ใน Excel กรอกรอบการรายงานและรายชื่อหน่วยงานที่ต้องส่งรายงาน แล้วบันทึก
2. นำรายงานฉบับรวมที่หน่วยงานส่งมา (ไฟล์ .xlsx) ไว้ในโฟลเดอร์ {RETURNED}
3. ดับเบิลคลิก {stamp.BATCH}
   โปรแกรมจะตรวจ รวมเป็นรายงาน และบอกว่าหน่วยงานใดยังไม่ส่ง ทำซ้ำได้ทุกครั้งที่มีไฟล์มาเพิ่ม
4. ถ้ามีสิ่งที่ต้องแก้ไข ให้ส่งไฟล์ในโฟลเดอร์ {RETURNS_ABOVE} ให้หน่วยงานแก้ไข
   เมื่อได้รับรายงานที่แก้ไขแล้ว ให้นำไปไว้ใน {RETURNED} (ใช้แทนไฟล์เดิมให้เอง) แล้วดับเบิลคลิกอีกครั้ง

เมื่อต้องพิมพ์คำสั่ง เช่น ita-xlsx status ให้ดับเบิลคลิก {stamp.COMMANDS}
วิธีใช้โดยละเอียดอยู่ใน {BY_NAME["district"].file} ไฟล์ที่หน่วยงานส่งมาจะไม่ถูกแก้ไข
ถ้าเครื่องขึ้นว่า "not installed" แสดงว่ายังไม่ได้ติดตั้งโปรแกรม โปรดแจ้งผู้ดูแลคอมพิวเตอร์ของหน่วยงาน
"""

_IN_THE_WAY = Sentence(
    "“{path}” มีอยู่แล้ว และไม่ใช่ไฟล์ที่โปรแกรมสร้างหรือมีผู้แก้ไขไว้ จึงไม่เขียนทับ โปรดย้ายหรือเปลี่ยนชื่อ "
    "เช่น “{free}” แล้วสั่งใหม่",
    "“{path}” exists and is not as this program wrote it, so it is not overwritten; please move or "
    "rename it, such as to “{free}”, and try again.",
)
