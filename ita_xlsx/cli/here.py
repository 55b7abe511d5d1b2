"""``ita-xlsx`` without a command: in the folder of a round it does what is to be done next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePath

import click

from ita_xlsx.cli.display.echo import echo
from ita_xlsx.cli.display.progress import progress_bar
from ita_xlsx.findings import Finding
from ita_xlsx.findings.rounds import SENT_TWICE
from ita_xlsx.language import Language, Sentence
from ita_xlsx.official.names.levels import Level
from ita_xlsx.verbs import round_folder
from ita_xlsx.verbs.given import RETURNED
from ita_xlsx.verbs.round_folder import FORMS, FolderMerged

_FOUND = Sentence(
    "พบไฟล์ที่ส่งกลับ {files} ไฟล์ {counted}",
    "Found {files} returned files, {counted}",
)
_NOTHING = Sentence("ยังไม่มีไฟล์ที่{who}ส่งมา", "No {who} has sent a file yet.")
# Who sends the files of a round: by the level of its report.
_WHO: Mapping[Level, Sentence] = {
    "organisation": Sentence("กอง", "division"),
    "district": Sentence("หน่วยงาน", "organisation"),
    "province": Sentence("อำเภอหรือหน่วยงาน", "district or organisation"),
}
_FILE_HEADS = (
    Sentence("ไฟล์", "File"),
    Sentence("กอง", "Division"),
    Sentence("มาตรการ", "Measures"),
    Sentence("ต้องแก้ไข", "Errors"),
    Sentence("ควรตรวจ", "Warnings"),
)
_UNREADABLE = Sentence("(อ่านไม่ได้)", "(unreadable)")
_OF_THE_ROUND = Sentence("ทั้งรอบ", "the whole round")
_BLANK = Sentence(
    "ยังไม่ได้กรอก (ไม่เป็นไร เมื่อได้ไฟล์ที่กรอกแล้วจึงนำมาแทน): {names}",
    "Not filled in yet (put the filled one in its place when it comes): {names}",
)
_STALE = Sentence(
    "สำเนาของครั้งก่อนที่ไม่ต้องส่งแล้ว: {names}",
    "Copies of an earlier run that need no fixing now: {names}",
)
_WRITTEN = Sentence("รายงานอยู่ที่ {path}", "The report is at {path}")
_LISTED = Sentence("สิ่งที่พบทั้งหมดอยู่ที่ {path}", "All findings are in {path}")
_RETURNED = Sentence(
    "สำเนาที่ทำเครื่องหมายไว้ {count} ไฟล์ อยู่ที่ {folder}", "Marked copies ({count}) are in {folder}"
)
_NOT_RETURNED = Sentence(
    "ทำสำเนาไม่ได้ โปรดแจ้งผู้ส่งเอง: {names}", "No copy could be made, please inform the sender: {names}"
)

_NEXT = Sentence("ขั้นต่อไป", "Next")
_FILL_PLAN = Sentence(
    'กรอก {plan} ใน Excel แล้วสั่ง ita-xlsx forms "{plan}" -o {forms}',
    'Fill in {plan} with Excel, then type ita-xlsx forms "{plan}" -o {forms}',
)
_SEND_FORMS = Sentence(
    'สั่ง ita-xlsx forms "{plan}" -o {forms} แล้วส่งไฟล์ใน {forms} ให้กองกรอก',
    'Type ita-xlsx forms "{plan}" -o {forms} and send the files in {forms} to the divisions.',
)
_MAIL_FORMS = Sentence(
    "หรือร่างอีเมลพร้อมแบบรายงานของทุกกองด้วย ita-xlsx email --forms -o mail",
    "Or draft the mails with all forms: ita-xlsx email --forms -o mail",
)
_MAIL_BACK = Sentence(
    "ร่างอีเมลส่งสำเนาให้แก้ไขด้วย ita-xlsx email --returns -o mail",
    "Draft the mails with the copies: ita-xlsx email --returns -o mail",
)
_COLLECT = Sentence(
    "นำไฟล์ที่กองกรอกแล้วไว้ใน {folder} แล้วเปิดโปรแกรมนี้อีกครั้ง",
    "Put the files that the divisions filled in into {folder} and run this again.",
)
_FILL_LIST = Sentence(
    "กรอกรายชื่อหน่วยงานใน {plan} ด้วย Excel",
    "Fill in the list of organisations in {plan} with Excel.",
)
_COLLECT_ABOVE = Sentence(
    "นำรายงานฉบับรวม (.xlsx) ที่ได้รับไว้ใน {folder} แล้วเปิดโปรแกรมนี้อีกครั้ง",
    "Put the consolidated workbooks (.xlsx) that come into {folder} and run this again.",
)
_SEND_BACK = Sentence(
    "ส่งไฟล์ใน {folder} ให้{who}แก้ไข: {names} แล้วนำไฟล์ที่แก้ไขแล้วไว้ใน {returned} (ใช้แทนไฟล์เดิมให้เอง)",
    "Send the files in {folder} back ({who}): {names}. Put the fixed ones into {returned}; they "
    "take the place of the old files.",
)
_VERSIONS = Sentence(
    "{division} ส่ง {count} ไฟล์ที่เนื้อหาต่างกัน: {files} โปรดเก็บไฟล์ที่ถูกต้องไว้ และย้ายไฟล์อื่นออก",
    "{division} sent {count} files that differ: {files}. Keep the right one, and move the others "
    "away.",
)
_READ = Sentence("เปิด {path} ดูสิ่งที่พบ", "Open {path} and look at what was found.")
_CHASE = Sentence("ติดตาม{who}ที่ยังไม่ส่งหรือรายงานไม่ครบ: {names}", "Ask for what is missing: {names}")
_NEAR = Sentence(
    "ตรวจว่า “{near}” ที่ส่งมาคือ {name} ในแผนหรือไม่ ถ้าใช่ ให้เพิ่มเป็นชื่อเรียกอื่นในแผน",
    "Check whether “{near}”, which has come, is {name} of the plan; if so, add it there as another "
    "name.",
)
_REMIND = Sentence(
    "ร่างอีเมลเตือนผู้ที่ยังไม่ส่งด้วย ita-xlsx email --remind -o remind",
    "Draft reminders: ita-xlsx email --remind -o remind",
)
_PRINT = Sentence(
    'เปิดรายงานตรวจทาน แล้วพิมพ์เป็น PDF ด้วย ita-xlsx pdf "{path}"',
    'Read the report through, then print it as PDF: ita-xlsx pdf "{path}"',
)
_MAIL = Sentence(
    'ส่ง{to}ด้วย ita-xlsx email "{path}" --to ที่อยู่อีเมล',
    'Mail it to the {to}: ita-xlsx email "{path}" --to ADDRESS',
)
_MAIL_BY_PLAN = Sentence(
    'ส่ง{to}ด้วย ita-xlsx email "{path}" --plan "{plan}"',
    'Mail it to the {to}: ita-xlsx email "{path}" --plan "{plan}"',
)
# To whom the report of a level goes; that of a province is published.
_TO: Mapping[Level, Sentence] = {
    "organisation": Sentence("อำเภอ", "district"),
    "district": Sentence("จังหวัด", "province"),
}
_NO_ROUND = Sentence(
    "\nโฟลเดอร์นี้ไม่มีไฟล์ที่กองส่งกลับมา เริ่มรอบใหม่ด้วย ita-xlsx init โฟลเดอร์",
    "\nThis folder holds no returned file. Begin a round with: ita-xlsx init DIR",
)


def run_here(context: click.Context, language: Language) -> int:
    """Merge the round in the current folder and report on it; the help where there is none."""
    with progress_bar(language) as progress:
        merged = round_folder.merge_folder(Path(), date.today(), progress, language)
    if merged is None:
        echo(context.get_help(), err=True)
        echo(_NO_ROUND.say(language), err=True)
        return 2
    echo(here_text(merged, language))
    return int(bool(merged.checked.left_out))


def here_text(merged: FolderMerged, language: Language) -> str:
    """What was found, who is missing, what was written, and what comes next."""
    from ita_xlsx.cli.display.wrapping import line_width, wrap

    parts = [
        [sentence.say(language) for sentence in _found(merged)],
        list(_table(merged, language)),
        [sentence.say(language) for sentence in _remarks(merged)],
        [sentence.say(language) for sentence in _written(merged)],
    ]
    # A table is left as it is; whoever has a narrow window can widen it.
    table = set(parts[1])
    width = line_width()
    blocks = [
        "\n".join(row for line in part for row in ([line] if line in table else wrap(line, width)))
        for part in parts
        if part
    ]
    steps = _numbered(_next_steps(merged), language, width)
    return "\n\n".join([*blocks, "\n".join([_NEXT.say(language), *steps])])


def _found(merged: FolderMerged) -> Iterator[Sentence]:
    from ita_xlsx.cli.display.as_text import found_plan

    read = merged.checked.round
    if read.sources:
        from ita_xlsx.cli.display.as_text import counted

        yield _FOUND.fill(files=len(read.sources), counted=counted(merged.checked.counting))
    else:
        yield _NOTHING.fill(who=_WHO[merged.level])
    yield from found_plan(merged.checked)


def _table(merged: FolderMerged, language: Language) -> Iterator[str]:
    """How far each division is by the plan; without one, what each file holds."""
    from ita_xlsx.cli.display.standings_text import aligned, status_text
    from ita_xlsx.cli.display.wrapping import window_width

    if merged.checked.plan is not None:
        yield from status_text(merged.checked, language, window_width()).split("\n")
    elif merged.checked.round.sources:
        heads = [head.say(language) for head in _FILE_HEADS]
        yield from aligned([heads, *_rows(merged, language)], {2, 3, 4})


def _rows(merged: FolderMerged, language: Language) -> Iterator[list[str]]:
    read = merged.checked.round
    counts = Counter((found.file, found.rule.severity) for found in merged.checked.findings)
    measures = Counter(read.measures["file"])
    divisions: dict[str, dict[str, None]] = {}
    for one in read.submissions:
        divisions.setdefault(one.file, {})[one.division or "?"] = None
    for source in read.sources:
        of_file = ", ".join(divisions.get(source.file, ()))
        names = of_file if source.readable else _UNREADABLE.say(language)
        file = source.file
        numbers = (measures[file], counts[file, "error"], counts[file, "warning"])
        yield [PurePath(file).name, names, *map(str, numbers)]
    files = {source.file for source in read.sources}
    errors, warnings = (
        sum(n for (file, kind), n in counts.items() if file not in files and kind == severity)
        for severity in ("error", "warning")
    )
    if errors or warnings:
        yield ["", _OF_THE_ROUND.say(language), "", str(errors), str(warnings)]


def _remarks(merged: FolderMerged) -> Iterator[Sentence]:
    from ita_xlsx.cli.display.as_text import remarks

    if merged.blank:
        yield _BLANK.fill(names=_names(merged.blank))
    yield from remarks(merged.checked)


def _written(merged: FolderMerged) -> Iterator[Sentence]:
    checked = merged.checked
    if merged.output is not None:
        yield _WRITTEN.fill(path=merged.output)
    if checked.listed is not None:
        yield _LISTED.fill(path=checked.listed)
    if checked.returned:
        yield _RETURNED.fill(count=len(checked.returned), folder=checked.returned[0].parent)
    if checked.not_returned:
        yield _NOT_RETURNED.fill(names=_names(checked.not_returned))
    if merged.stale:
        yield _STALE.fill(names=", ".join(path.as_posix() for path in merged.stale))


def _next_steps(merged: FolderMerged) -> Iterator[Sentence]:
    """What to do, in this order."""
    checked = merged.checked
    places = {"plan": merged.plan, "forms": FORMS, "folder": RETURNED}
    above, who = merged.level != "organisation", _WHO[merged.level]
    if merged.plan is not None and not checked.round.sources and not above:
        yield (_FILL_PLAN if checked.plan is None else _SEND_FORMS).fill(**places)
        if checked.plan is not None:
            yield _MAIL_FORMS
    if merged.plan is not None and checked.plan is None and above:
        yield _FILL_LIST.fill(**places)
    if merged.output is None:
        yield (_COLLECT_ABOVE if above else _COLLECT).fill(**places)
    if checked.returned:
        names = _names(path.as_posix() for path in checked.returned)
        folder, returned = checked.returned[0].parent, _folder_of(merged)
        yield _SEND_BACK.fill(folder=folder, who=who, names=names, returned=returned)
        if checked.plan is not None:
            yield _MAIL_BACK
    yield from _several_versions(checked.findings)
    if checked.listed is not None and (checked.left_out or not checked.returned):
        yield _READ.fill(path=checked.listed)
    expected = [one for one in checked.standings if one.expected]
    silent = [one for one in expected if not one.arrived and (one.asked or above)]
    for one in silent:
        if one.near:
            yield _NEAR.fill(name=one.name, near=one.near)
    silent = [one for one in silent if not one.near]
    missing = [one for one in expected if one in silent or one.answered < one.asked]
    if missing:
        yield _CHASE.fill(who=who, names=", ".join(one.name for one in missing))
    if any(one.email for one in silent):
        yield _REMIND
    if merged.output is not None and not merged.has_errors:
        yield _PRINT.fill(path=merged.output)
        if merged.level in _TO:
            known = checked.plan is not None and checked.plan.organisation.mail.get("to")
            mail = _MAIL_BY_PLAN.fill(plan=merged.plan) if known else _MAIL
            yield mail.fill(path=merged.output, to=_TO[merged.level])


def _several_versions(findings: Sequence[Finding]) -> Iterator[Sentence]:
    """What to do about the files of a division that differ, once for all of each division."""
    versions: dict[tuple[object, object], list[str]] = {}
    for one in findings:
        if one.rule is SENT_TWICE:
            first = one.words["first"]
            names = versions.setdefault((one.words["division"], first), [str(first)])
            names.append(PurePath(one.file).name)
    for (division, _), names in versions.items():
        files = ", ".join(dict.fromkeys(names))
        yield _VERSIONS.fill(division=division, count=len(names), files=files)


def _folder_of(merged: FolderMerged) -> str:
    """Where the files lie that were read; where they will, as long as there is none."""
    sources = merged.checked.round.sources
    return PurePath(sources[0].file).parent.as_posix() if sources else RETURNED


def _numbered(sentences: Iterator[Sentence], language: Language, width: int) -> Iterator[str]:
    from ita_xlsx.cli.display.wrapping import wrap

    for number, sentence in enumerate(sentences, start=1):
        start = f"  {number}. "
        first, *others = wrap(sentence.say(language), width - len(start))
        yield start + first
        yield from (" " * len(start) + line for line in others)


def _names(files: Iterable[str]) -> str:
    return ", ".join(PurePath(file).name for file in files)
