"""The result of ``check`` and ``merge`` as a short text for people."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePath

from ita_xlsx.findings import Finding
from ita_xlsx.findings.rule import SEVERITIES, SEVERITY_NAMES, Severity
from ita_xlsx.language import Language, Sentence
from ita_xlsx.steps import Checked, Merged

# Of each kind of finding in one file, so many are shown, with the true count of the rest.
SHOWN = 3

_COUNTS = Sentence("อ่าน {files} ไฟล์ พบ {measures} มาตรการ", "{files} files, {measures} measures")
_DIVISIONS = Sentence("กอง: {names}", "Divisions: {names}")
_CLEAN = Sentence("ไม่พบสิ่งที่ต้องแก้ไข", "Nothing was found wrong.")
_MORE = Sentence("    และอีก {count} แห่ง", "    and {count} more")
_WRITTEN = Sentence("รายงานอยู่ที่ {path}", "The report is at {path}")
_NOT_WRITTEN = Sentence(
    "ยังไม่ได้สร้างรายงาน เพราะพบสิ่งที่ต้องแก้ไข (--strict)",
    "The report was not written, as errors were found (--strict).",
)


def check_text(checked: Checked, language: Language) -> str:
    """What was read and what was found, grouped by file and severity."""
    lines = [*_counts(checked, language), *_findings(checked.findings, language)]
    return "\n".join(lines)


def merge_text(merged: Merged, language: Language) -> str:
    """What was read and found, and where the report lies."""
    end = _NOT_WRITTEN if merged.output is None else _WRITTEN.fill(path=merged.output)
    return "\n".join([check_text(merged.checked, language), "", end.say(language)])


def _counts(checked: Checked, language: Language) -> Iterator[str]:
    read = checked.round
    words = {"files": len(read.sources), "measures": len(read.measures)}
    yield _COUNTS.fill(**words).say(language)
    counts = Counter(read.measures["division"])
    names = ", ".join(f"{name or '?'} {count}" for name, count in counts.items())
    yield _DIVISIONS.fill(names=names).say(language)


def _findings(findings: Iterable[Finding], language: Language) -> Iterator[str]:
    shown = [finding for finding in findings if finding.rule.severity != "info"]
    if not shown:
        yield _CLEAN.say(language)
    for file, of_file in groupby(shown, key=lambda finding: finding.file):
        yield ""
        yield PurePath(file).name
        group = list(of_file)
        for severity in SEVERITIES:
            yield from _of_severity(
                [f for f in group if f.rule.severity == severity], severity, language
            )


def _of_severity(findings: list[Finding], severity: Severity, language: Language) -> Iterator[str]:
    codes = dict.fromkeys(finding.rule.code for finding in findings)
    for code in codes:
        same = [finding for finding in findings if finding.rule.code == code]
        name = SEVERITY_NAMES[severity].say(language)
        yield f"  {name} {code} {same[0].rule.title.say(language)} ({len(same)})"
        for finding in same[:SHOWN]:
            where = " ".join(part for part in (finding.sheet, finding.cell) if part)
            yield f"    {where}: {finding.message.say(language)}"
        if len(same) > SHOWN:
            yield _MORE.fill(count=len(same) - SHOWN).say(language)
        yield f"    -> {same[0].fix.say(language)}"
