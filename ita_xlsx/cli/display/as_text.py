"""The result of ``check`` and ``merge`` as a text for people, in lines that fit a terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import PurePath

from ita_xlsx.cli.display.counts import measures_and_entries
from ita_xlsx.cli.display.wrapping import WIDTH, plain, wrap
from ita_xlsx.findings import Finding
from ita_xlsx.findings.files import SET_ASIDE
from ita_xlsx.findings.rounds import FIXED_COPY, OLDER_LEFT_OUT, SAME_TWICE
from ita_xlsx.findings.rule import SEVERITIES, SEVERITY_NAMES, Severity
from ita_xlsx.language import Language, Sentence
from ita_xlsx.model import Plan, Round
from ita_xlsx.official.names.levels import LEVEL_NAMES
from ita_xlsx.thai.width import display_width, pad, shorten
from ita_xlsx.verbs.merge import Merged
from ita_xlsx.verbs.stages import Checked

# Of each kind of finding in one file, so many are shown, with the true count of the rest.
SHOWN = 3
# So many files are reported one by one, those with errors before all others; so many are named of
# those that were passed over.
FILES_SHOWN = 40
_NAMES = 10  # of the files of which something is not in the report, with the count of the rest
_LONGEST = 240  # cells of a message; all of it is in the workbook of findings
_WIDEST_PLACE = 30  # cells
_SHORTEST_SHEET = 10  # of them, beside a row and a column by name
# Of a file with one of these, another file counts.
_NOT_COUNTED = (SAME_TWICE, OLDER_LEFT_OUT, FIXED_COPY)

_COUNTS = Sentence("อ่าน {files} ไฟล์ พบ {counted}", "{files} files, {counted}")
_PLAN = Sentence(
    "แผน {file}: {organisation} ปีงบประมาณ {year} รอบ {round} เดือน {divisions} กอง "
    "{measures} มาตรการ",
    "Plan {file}: {organisation}, fiscal year {year}, {round}-month round, {divisions} divisions, "
    "{measures} measures",
)
_PLAN_ABOVE = Sentence(
    "แผน {file}: {organisation} ปีงบประมาณ {year} รอบ {round} เดือน {divisions} หน่วยงานหรืออำเภอ",
    "Plan {file}: {organisation}, fiscal year {year}, {round}-month round, {divisions} "
    "organisations or districts",
)
BY_PLAN = Sentence("ใช้แผน {path}", "By the plan {path}")
_EMPTY_PLAN = Sentence(
    "แผน {path} ยังไม่ได้กรอก จึงยังไม่ได้ใช้",
    "The plan {path} is not filled in yet, so it is not used.",
)
_DIVISIONS = Sentence("กอง: {names}", "Divisions: {names}")
_MERGED_AGAIN = Sentence(
    "ไฟล์ที่อ่านเป็น{level} {files} ฉบับ (ไม่พบแบบรายงานของกอง)",
    "What was read is {level}, {files} of them; no division's form was found.",
)
_WITH_FORMS = Sentence(
    "ไฟล์ที่อ่านเป็น{level} {files} ฉบับ และแบบรายงานของกอง {forms} ไฟล์ ซึ่งรวมเป็นรายงานของหน่วยงานนั้น",
    "What was read is {level}, {files} of them, and {forms} forms of divisions, merged as the "
    "report of their organisation.",
)
_TOTALS = Sentence(
    "ต้องแก้ไข {error} แห่ง  ควรตรวจ {warning} แห่ง  แจ้งให้ทราบ {info} เรื่อง",
    "errors: {error}  warnings: {warning}  notes: {info}",
)
_CLEAN = Sentence("ไม่พบสิ่งที่ต้องแก้ไข", "Nothing was found wrong.")
_KIND = Sentence("{severity} {code} {title} ({count} แห่ง)", "{severity} {code} {title} ({count})")
_MORE = Sentence("และอีก {count} แห่ง", "and {count} more")
_FIX = Sentence("วิธีแก้: ", "To fix it: ")
_NOTES = Sentence(
    "แจ้งให้ทราบ {count} เรื่อง (ดูได้ด้วย --findings)", "notes: {count} (see them with --findings)"
)
_CLEAN_FILES = Sentence(
    "ไม่มีสิ่งที่ต้องแก้ไข {files} ไฟล์: {names} (แจ้งให้ทราบ {count} เรื่อง ดูได้ด้วย --findings)",
    "Nothing to fix in {files}: {names} (notes: {count}, see them with --findings)",
)
_REST = Sentence(
    "อีก {count} ไฟล์ รวมกัน (ดูทีละแห่งได้ด้วย --findings)",
    "{count} more files together (see each place with --findings)",
)
_KIND_IN_REST = Sentence(
    "{severity} {code} {title} ({count} แห่ง ใน {files} ไฟล์)",
    "{severity} {code} {title} ({count} in {files} files)",
)
_FIXED = Sentence(
    "ใช้ไฟล์ที่แก้ไขแล้วแทนไฟล์เดิม: {names}", "Fixed files are taken in place of the old ones: {names}"
)
_LEFT_OUT = Sentence(
    "ไม่อยู่ในรายงาน: {count} แห่ง ใน {names} โปรดตรวจว่าต้องรวมในรายงานหรือไม่",
    "Not in the report: {count}, in {names}. Please check whether it belongs there.",
)
_AND_OTHERS = Sentence("{names} และอีก {count} รายการ", "{names} and {count} more")
_LISTED = Sentence("ผลการตรวจทั้งหมดอยู่ที่ {path}", "All findings are in {path}")
_RETURNED = Sentence(
    "สำเนาสำหรับส่งกลับให้แก้ไข {count} ไฟล์ อยู่ที่ {folder}",
    "Copies to be sent back and fixed ({count}) are in {folder}",
)
_NOT_RETURNED = Sentence(
    "ทำสำเนาไม่ได้ โปรดแจ้งผู้ส่งเอง: {names}", "No copy could be made, please inform the sender: {names}"
)
_WRITTEN = Sentence("รายงานอยู่ที่ {path}", "The report is at {path}")
_NEXT = Sentence("ขั้นต่อไป: {step}", "Next: {step}")
_MARK = Sentence(
    "สั่งอีกครั้งพร้อม --returns โฟลเดอร์ เพื่อทำสำเนาที่ทำเครื่องหมายไว้ ส่งให้แต่ละกองแก้ไข",
    "type it again with --returns DIR for marked copies, to be sent back and fixed",
)
_SEND_BACK = Sentence(
    "ส่งไฟล์ใน {folder} กลับไปให้แก้ไข แล้วนำไฟล์ที่แก้ไขแล้วมาไว้กับไฟล์เดิม (ใช้แทนไฟล์เดิมให้เอง)",
    "send the files in {folder} back, and put the fixed ones beside the old: they take their place",
)
_NOT_WRITTEN = Sentence(
    "ยังไม่ได้สร้างรายงาน เพราะพบสิ่งที่ต้องแก้ไข (--strict)",
    "The report was not written, as errors were found (--strict).",
)


def check_text(
    checked: Checked, language: Language, width: int = WIDTH, written: Sentence | None = None
) -> str:
    """What was read, what was found by file and severity, what was written, and what comes next.

    ``width`` is that of a line in cells; names of files are never cut. ``written`` says where the
    report lies.
    """
    lines = [
        *_counts(checked, language, width),
        *_findings(checked.findings, language, width),
        *_reports(checked, written, language, width),
        *_totals(checked, language, width),
        *_next_step(checked, language, width),
    ]
    return "\n".join(lines)


def merge_text(merged: Merged, language: Language, width: int = WIDTH) -> str:
    """What was read and found, and where the report lies."""
    written = _NOT_WRITTEN if merged.output is None else _WRITTEN.fill(path=merged.output)
    return check_text(merged.checked, language, width, written)


def findings_text(findings: Iterable[Finding], language: Language, width: int = WIDTH) -> str:
    """Findings alone, by file and severity; nothing when there is none."""
    return "\n".join(_findings(findings, language, width)).lstrip("\n")


def found_plan(checked: Checked) -> Iterator[Sentence]:
    """The sentence about a plan that nobody named and that lies in the round's folder."""
    if checked.found_plan is not None:
        yield (_EMPTY_PLAN if checked.plan is None else BY_PLAN).fill(path=checked.found_plan)


def _counts(checked: Checked, language: Language, width: int) -> Iterator[str]:
    read = checked.round
    for plan in read.plans:
        yield from _block("", _about_plan(plan).say(language), width, "  ")
    if read.sources or not read.plans:
        sentence = _COUNTS.fill(files=len(read.sources), counted=counted(checked.counting))
        yield from _block("", sentence.say(language), width, "  ")
    yield from (sentence.say(language) for sentence in found_plan(checked))
    if read.level != "form":
        forms = {one.file for one in read.submissions if one.level == "form"}
        files = len({one.file for one in read.submissions} - forms)
        sentence = _WITH_FORMS if forms else _MERGED_AGAIN
        said = sentence.fill(level=LEVEL_NAMES[read.level], files=files, forms=len(forms))
        yield from _block("", said.say(language), width, "  ")
    counts = Counter(checked.counting.measures["division"])
    names = ", ".join(f"{plain(name) or '?'} {count}" for name, count in counts.items())
    if names:
        yield from _block("", _DIVISIONS.fill(names=names).say(language), width, "  ")


def counted(read: Round) -> Sentence:
    """How many measures, and entries where these are more."""
    return measures_and_entries(read.measure_count, len(read.measures))


def _about_plan(plan: Plan) -> Sentence:
    about = plan.organisation
    return (_PLAN_ABOVE if plan.above else _PLAN).fill(
        file=plain(PurePath(plan.file).name),
        organisation=plain(about.organisation or about.district or about.province) or "?",
        year=about.fiscal_year or "?",
        round=about.round or "?",
        divisions=len(plan.divisions),
        measures=len(plan.measures),
    )


def _totals(checked: Checked, language: Language, width: int) -> Iterator[str]:
    """How much was found, and what is not in the report: last, where the eye is."""
    if checked.findings:
        yield ""
    totals = Counter(finding.rule.severity for finding in checked.findings)
    if totals["error"] or totals["warning"]:
        sentence = _TOTALS.fill(**{severity: totals[severity] for severity in SEVERITIES})
        yield from _block("", sentence.say(language), width, "  ")
    else:
        yield _CLEAN.say(language)
    yield from remark_lines(checked, language, width)


def remark_lines(checked: Checked, language: Language, width: int) -> Iterator[str]:
    """The lines of ``remarks``."""
    for sentence in remarks(checked):
        yield from _block("", sentence.say(language), width, "  ")


def remarks(checked: Checked) -> Iterator[Sentence]:
    """What is in the place of other files, or not in the report, and what to know of the year."""
    fixed = [one for one in checked.findings if one.rule is FIXED_COPY]
    if fixed:
        names = (f"{one.words['copy']} ← {PurePath(one.file).name}" for one in fixed)
        yield _FIXED.fill(names=_some(map(plain, names)))
    if left_out := checked.left_out:
        files = dict.fromkeys(plain(PurePath(one.file).name) for one in left_out)
        yield _LEFT_OUT.fill(count=len(left_out), names=_some(files))
    if checked.year_remark is not None:
        yield checked.year_remark


def _some(names: Iterable[str]) -> str | Sentence:
    """The first names, and how many more there are."""
    every = list(names)
    shown = ", ".join(every[:_NAMES])
    more = len(every) - _NAMES
    return _AND_OTHERS.fill(names=shown, count=more) if more > 0 else shown


def _findings(findings: Iterable[Finding], language: Language, width: int) -> Iterator[str]:
    every = list(findings)
    aside = [finding for finding in every if finding.rule is SET_ASIDE]
    others = (finding for finding in every if finding.rule is not SET_ASIDE)
    by_file = [(file, list(of_file)) for file, of_file in groupby(others, key=lambda one: one.file)]
    yield from _by_file(by_file, language, width)
    yield from _set_aside(aside, language, width)


def _set_aside(findings: Sequence[Finding], language: Language, width: int) -> Iterator[str]:
    """The files and folders that were not read, each with its reason; what to do once for all."""
    by_fix: dict[str, list[Finding]] = {}
    for finding in findings:
        by_fix.setdefault(finding.fix.say(language), []).append(finding)
    if findings:
        name = SEVERITY_NAMES[SET_ASIDE.severity].say(language)
        words = {"code": SET_ASIDE.code, "title": SET_ASIDE.title, "count": len(findings)}
        yield ""
        yield _KIND.fill(severity=name, **words).say(language)
    for fix, same in by_fix.items():
        for finding in same[:FILES_SHOWN]:
            about = f"{PurePath(finding.file).name}: {finding.message.say(language)}"
            yield from _block("  ", plain(about), width, "    ")
        if len(same) > FILES_SHOWN:
            yield "  " + _MORE.fill(count=len(same) - FILES_SHOWN).say(language)
        yield from _block("  " + _FIX.say(language), fix, width)


def _by_file(
    by_file: Sequence[tuple[str, Sequence[Finding]]], language: Language, width: int
) -> Iterator[str]:
    names = Counter(PurePath(file).name for file, _ in by_file)
    one_by_one = _one_by_one(by_file)
    harmless = [pair for pair in by_file if all(one.rule.severity == "info" for one in pair[1])]
    not_counted = [one for _, some in by_file for one in some if one.rule in _NOT_COUNTED]
    clean = [pair for pair in harmless if not any(one.rule in _NOT_COUNTED for one in pair[1])]
    for file, of_file in by_file:
        if file not in one_by_one or (file, of_file) in harmless:
            continue
        yield ""
        name = PurePath(file).name
        yield plain(name if names[name] == 1 else file)
        for severity in ("error", "warning"):
            same = [finding for finding in of_file if finding.rule.severity == severity]
            yield from _of_severity(same, severity, language, width)
        notes = sum(finding.rule.severity == "info" for finding in of_file)
        if notes:
            yield from _block("  ", _NOTES.fill(count=notes).say(language), width)
    others = [of_file for file, of_file in by_file if file not in one_by_one]
    yield from _rest(others, language, width)
    if not_counted:
        yield ""
    for one in not_counted:
        about = f"{PurePath(one.file).name}: {one.message.say(language)}"
        yield from _block("", plain(about), width, "  ")
    if clean:
        shown = _some(plain(PurePath(file).name) for file, _ in clean)
        words = {"files": len(clean), "names": shown, "count": sum(len(pair[1]) for pair in clean)}
        yield ""
        yield from _block("", _CLEAN_FILES.fill(**words).say(language), width, "  ")


def _one_by_one(by_file: Sequence[tuple[str, Sequence[Finding]]]) -> set[str]:
    """The files that are reported one by one."""

    def worst(of_file: tuple[str, Sequence[Finding]]) -> int:
        return min(SEVERITIES.index(finding.rule.severity) for finding in of_file[1])

    return {file for file, _ in sorted(by_file, key=worst)[:FILES_SHOWN]}


def _rest(by_file: Sequence[Sequence[Finding]], language: Language, width: int) -> Iterator[str]:
    """What was found in files that are not reported one by one: how often, in how many files."""
    if not by_file:
        return
    yield ""
    yield from _block("", _REST.fill(count=len(by_file)).say(language), width, "  ")
    places = Counter(finding.rule.code for of_file in by_file for finding in of_file)
    files = Counter(code for of_file in by_file for code in {f.rule.code for f in of_file})
    rules = {finding.rule.code: finding.rule for of_file in by_file for finding in of_file}
    for rule in sorted(rules.values(), key=lambda rule: SEVERITIES.index(rule.severity)):
        kind = _KIND_IN_REST.fill(
            severity=SEVERITY_NAMES[rule.severity],
            code=rule.code,
            title=rule.title,
            count=places[rule.code],
            files=files[rule.code],
        )
        yield from _block("  ", kind.say(language), width)


def _of_severity(
    findings: Sequence[Finding], severity: Severity, language: Language, width: int
) -> Iterator[str]:
    for code in dict.fromkeys(finding.rule.code for finding in findings):
        same = [finding for finding in findings if finding.rule.code == code]
        title = same[0].rule.title.say(language)
        name = SEVERITY_NAMES[severity].say(language)
        kind = _KIND.fill(severity=name, code=code, title=title, count=len(same))
        yield from _block("  ", kind.say(language), width)
        yield from _of_kind(same, language, width)


def _of_kind(same: Sequence[Finding], language: Language, width: int) -> Iterator[str]:
    """The first findings of one kind; how to fix them is said once if it is the same for all."""
    shown = same[:SHOWN]
    places = [_place(finding, language) for finding in shown]
    column = max(map(display_width, places))
    fixes = [_short(finding.fix.say(language)) for finding in shown]
    once = len(set(fixes)) == 1
    label = _FIX.say(language)
    for finding, place, fix in zip(shown, places, fixes, strict=True):
        start = "    " + (pad(place, column) + "  " if column else "")
        yield from _block(start, _short(finding.message.say(language)), width)
        if not once:
            yield from _block(" " * display_width(start) + label, fix, width)
    if len(same) > SHOWN:
        yield "    " + _MORE.fill(count=len(same) - SHOWN).say(language)
    if once:
        yield from _block("    " + label, fixes[0], width)


def _place(finding: Finding, language: Language) -> str:
    spot = finding.spot.say(language)
    sheet = shorten(plain(finding.sheet), max(_SHORTEST_SHEET, _WIDEST_PLACE - display_width(spot)))
    return " ".join(part for part in (sheet, spot) if part)


def _short(text: str) -> str:
    return shorten(plain(text), _LONGEST)


def _block(start: str, text: str, width: int, indent: str | None = None) -> Iterator[str]:
    """A text after what its first line starts with, the other lines indented as far."""
    blanks = " " * display_width(start) if indent is None else indent
    first, *others = wrap(text, width - max(display_width(start), len(blanks)))
    yield start + first
    yield from (blanks + line for line in others)


def _next_step(checked: Checked, language: Language, width: int) -> Iterator[str]:
    if checked.returned:
        step = _SEND_BACK.fill(folder=checked.returned[0].parent)
    elif checked.has_errors and not checked.not_returned and checked.round.sources:
        step = _MARK
    else:
        return
    yield from _block("", _NEXT.fill(step=step).say(language), width, "  ")


def _reports(
    checked: Checked, written: Sentence | None, language: Language, width: int
) -> Iterator[str]:
    """Where the report, the workbook of findings and the marked copies lie."""
    lines: list[str] = []
    if written is not None:
        lines += _block("", written.say(language), width, "  ")
    if checked.listed is not None:
        lines.append(_LISTED.fill(path=checked.listed).say(language))
    if checked.returned:
        words = {"count": len(checked.returned), "folder": checked.returned[0].parent}
        lines.append(_RETURNED.fill(**words).say(language))
    if checked.not_returned:
        names = ", ".join(plain(PurePath(file).name) for file in checked.not_returned)
        lines += _block("", _NOT_RETURNED.fill(names=names).say(language), width, "  ")
    if lines:
        yield from ("", *lines)
