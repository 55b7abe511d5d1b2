"""The catalogue of rules as people read it: lines for a terminal, JSON, the page of the docs."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ita_xlsx.cli.wrapping import wrap
from ita_xlsx.findings import TOPICS, Example, Rule
from ita_xlsx.findings.rule import GOOD, SEVERITY_NAMES, Typed
from ita_xlsx.language import Language, Sentence
from ita_xlsx.thai.dates import format_date
from ita_xlsx.thai.width import display_width, pad, shorten

VERSION = 1

TOPIC_NAMES: dict[str, Sentence] = {
    "F": Sentence("ไฟล์", "Files"),
    "T": Sentence("ตาราง", "The table"),
    "M": Sentence("มาตรการ", "Measures"),
    "X": Sentence("ข้อความ", "Wording"),
    "O": Sentence("รายการข้อมูล OIT", "The official list of OIT items"),
    "R": Sentence("ทั้งรอบการรายงาน", "The whole round"),
    "P": Sentence("แผน", "The plan"),
}
_PARTS = (
    ("message", Sentence("ข้อความ", "Message")),
    ("fix", Sentence("วิธีแก้", "Mending")),
)
_SOURCE = Sentence("ที่มา", "Source")
_FAILS = Sentence("ตัวอย่างที่พบ", "Found in")
_PASSES = Sentence("ตัวอย่างที่ไม่พบ", "Not found in")
_MORE = Sentence("ดูรายละเอียดด้วย ita-xlsx rules รหัส", "For details: ita-xlsx rules CODE")

_CLEARED = Sentence("{cell} ว่าง", "{cell} empty")
_GOOD = Sentence("แบบรายงานที่กรอกถูกต้อง", "a form filled in rightly")
_ONE_FILE = Sentence("อีกชีตหนึ่งในไฟล์เดียวกัน", "another sheet of the same file")
_TWICE = Sentence("แบบเดียวกันส่งซ้ำ", "the same form sent again")
_SECOND = Sentence("แบบของอีกกองหนึ่ง", "the form of another division")
_SHOWN_CELLS = 9
_WIDEST = 72
_PLACEHOLDER = re.compile(r"\{\w+\}")
# What a finding adds to its sentence only sometimes.
_ADDITION = re.compile(r"\{(?:near|meant)\}")
_LANGUAGES: tuple[Language, ...] = ("th", "en")


def rules_text(rules: Sequence[Rule], language: Language) -> str:
    """One line a rule: code, severity and title, under the names of the topics."""
    names = [SEVERITY_NAMES[rule.severity].say(language) for rule in rules]
    width = max(map(display_width, names), default=0)
    lines: list[str] = []
    topic = ""
    for rule, name in zip(rules, names, strict=True):
        if rule.code[0] != topic:
            topic = rule.code[0]
            lines += ["", TOPIC_NAMES[topic].say(language)]
        lines.append(f"  {rule.code}  {pad(name, width)}  {rule.title.say(language)}")
    return "\n".join([*lines[1:], "", _MORE.say(language)])


def rule_text(rule: Rule, language: Language, width: int) -> str:
    """Everything about one rule, in lines of at most ``width`` cells."""
    told = [(name.say(language), _shown(getattr(rule, part), language)) for part, name in _PARTS]
    told += [(_SOURCE.say(language), rule.source)] if rule.source else []
    if not rule.fails.plan:
        told += [(_FAILS.say(language), "; ".join(_example(rule.fails, language)))]
        told += [(_PASSES.say(language), "; ".join(_example(rule.passes, language)))]
    column = max(display_width(name) for name, _ in told) + 2
    severity = SEVERITY_NAMES[rule.severity].say(language)
    lines = [f"{rule.code} {rule.title.say(language)} ({severity})", ""]
    for name, text in told:
        first, *rest = wrap(text, width - column)
        lines.append(pad(name, column) + first)
        lines += [" " * column + line for line in rest]
    return "\n".join(lines)


def rules_json(rules: Sequence[Rule], language: Language) -> str:
    """The rules as one JSON object."""
    told = [
        {
            "code": rule.code,
            "severity": rule.severity,
            "title": rule.title.say(language),
            "message": rule.message.say(language),
            "fix": rule.fix.say(language),
            "source": rule.source,
        }
        for rule in rules
    ]
    return json.dumps({"version": VERSION, "rules": told}, ensure_ascii=False, indent=2)


def rules_page() -> str:
    """The page ``docs/rules.md``: Thai first, English below each."""
    lines = [*_INTRODUCTION]
    for topic, rules in TOPICS.items():
        name = TOPIC_NAMES[topic]
        lines += ["", f"## {topic} {name.th} · {name.en}"]
        for rule in rules:
            lines += ["", *_section(rule)]
    return "\n".join(lines) + "\n"


_INTRODUCTION = (
    "# กฎที่ใช้ตรวจ · The rules",
    "",
    "หน้านี้สร้างจากรายการกฎของโปรแกรม (`python tests/tools/make_rules_page.py`) โปรดอย่าแก้ไขด้วยมือ",
    "**ต้องแก้ไข** คืออำเภอจะส่งคืน **ควรตรวจ** คือควรมีผู้ดู **แจ้งให้ทราบ** คือโปรแกรมได้ทำบางอย่างไว้",
    "ตัวอย่างคือสิ่งที่ต่างจากแบบรายงานสองมาตรการที่กรอกถูกต้อง (หัวตารางอยู่แถว 8 มาตรการอยู่แถว 9 และ 10)",
    "",
    "This page is made from the program's catalogue; do not edit it. **error**: the district would "
    "send the report back;",
    "**warning**: someone should look; **note**: the program did something that one should know. "
    "The examples are changes to a",
    "form of two measures that is filled in rightly (header in row 8, measures in rows 9 and 10).",
)


def _section(rule: Rule) -> Iterator[str]:
    severity = SEVERITY_NAMES[rule.severity]
    thai, english = (
        [_shown(sentence, language) for sentence in (rule.message, rule.fix)]
        for language in _LANGUAGES
    )
    yield f"### {rule.code} {rule.title.th}"
    yield ""
    yield f"**{severity.th}** {' — '.join(thai)}"
    yield ""
    yield f"*{rule.title.en}* ({severity.en}): {' '.join(english)}"
    if not rule.fails.plan:
        yield ""
        yield f"- {_FAILS.th}: {'; '.join(_example(rule.fails, 'th', '`'))}"
        yield f"- {_PASSES.th}: {'; '.join(_example(rule.passes, 'th', '`'))}"
    if rule.source:
        yield f"- {_SOURCE.th}: {rule.source}"


def _shown(sentence: Sentence, language: Language) -> str:
    """A sentence with dots where a finding puts its own words."""
    return _PLACEHOLDER.sub("…", _ADDITION.sub("", sentence.say(language)))


def _example(example: Example, language: Language, quote: str = "") -> Iterator[str]:
    """What is special about an example, in short pieces."""
    if example == GOOD:
        yield _GOOD.say(language)
    if example.file:
        yield f"{quote}{example.file}{quote}"
    yield from _cells(example.cells, language, quote)
    for address, formula in example.formulas.items():
        yield f"{address}: {quote}{formula}{quote}"
    for name, parts in _other_parts(example):
        if parts:
            yield f"{name.say(language)} {', '.join(map(str, parts))}".strip()
    if example.other is not None or example.twice:
        kind = _TWICE if example.twice else _SECOND
        place = f" ({_ONE_FILE.say(language)})" if example.one_file else ""
        cells = ", ".join(_cells(example.other or {}, language, quote))
        yield f"{kind.say(language)}{place}{': ' if cells else ''}{cells}"


def _other_parts(example: Example) -> tuple[tuple[Sentence, tuple[object, ...]], ...]:
    """What an example has besides cells: how it is called, and what it is."""
    hidden_sheet = ("",) if example.hidden_sheet else ()
    notes = tuple(f"{address}: {note}" for address, note in example.notes.items())
    return (
        (Sentence("ผสานเซลล์", "merged"), example.merges),
        (Sentence("หมายเหตุ", "note"), notes),
        (Sentence("ซ่อนแถว", "hidden row"), example.hidden_rows),
        (Sentence("ซ่อนคอลัมน์", "hidden column"), example.hidden_columns),
        (Sentence("ซ่อนชีต", "the sheet is hidden"), hidden_sheet),
        (Sentence("ชีตเพิ่ม", "another sheet"), tuple(example.sheets)),
    )


def _cells(cells: Mapping[str, Typed], language: Language, quote: str) -> Iterator[str]:
    for count, (address, value) in enumerate(cells.items()):
        if count == _SHOWN_CELLS:
            yield "…"
            return
        if value == "":
            yield _CLEARED.fill(cell=address).say(language)
        else:
            yield f"{address}: {quote}{_visible(value)}{quote}"


def _visible(value: Typed) -> str:
    """A value on one line, with names for the characters that cannot be seen."""
    text = format_date(value) if isinstance(value, date) else str(value)
    shown = "".join(
        f"[U+{ord(letter):04X}]" if unicodedata.category(letter) in ("Cf", "Co") else letter
        for letter in text.replace("\n", " ⏎ ")
    )
    return shorten(shown, _WIDEST)
