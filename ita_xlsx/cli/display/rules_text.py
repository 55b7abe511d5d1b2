"""The catalogue of rules as people read it: lines for a terminal, and JSON."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from string import ascii_uppercase

from ita_xlsx.cli.display.wrapping import wrap
from ita_xlsx.findings import Example, Rule
from ita_xlsx.findings.rule import GOOD, SEVERITY_NAMES, Typed
from ita_xlsx.language import Language, Sentence
from ita_xlsx.official.example_year import example_words
from ita_xlsx.official.form import FORM
from ita_xlsx.thai.dates import format_date
from ita_xlsx.thai.width import display_width, pad, shorten

VERSION = 1

TOPIC_NAMES: dict[str, Sentence] = {
    "F": Sentence("ไฟล์", "Files"),
    "T": Sentence("ตาราง", "The table"),
    "B": Sentence("นอกเหนือข้อความในเซลล์", "Beside the texts of the cells"),
    "M": Sentence("มาตรการ", "Measures"),
    "X": Sentence("ข้อความ", "Wording"),
    "O": Sentence("รายการข้อมูล OIT", "The official list of OIT items"),
    "R": Sentence("ทั้งรอบการรายงาน", "The whole round"),
    "P": Sentence("แผน", "The plan"),
}
_PARTS = (
    ("message", Sentence("ข้อความ", "Message")),
    ("fix", Sentence("วิธีแก้", "To fix it")),
)
SOURCE = Sentence("ที่มา", "Source")
FAILS = Sentence("ตัวอย่างที่พบ", "Found in")
PASSES = Sentence("ตัวอย่างที่ไม่พบ", "Not found in")
_MORE = Sentence("ดูรายละเอียดด้วย ita-xlsx rules รหัส", "For details: ita-xlsx rules CODE")

_CLEARED = Sentence("{cell} เว้นว่างไว้", "{cell} left empty")
_EXAMPLES = Sentence("ปีของตัวอย่าง", "Their year")
_OF_YEAR = Sentence(
    "2566 รอบ 6 เดือน ตามรายงานที่เผยแพร่จริง", "2566, six months, like a published report"
)
_GOOD = Sentence("แบบรายงานที่กรอกถูกต้อง", "a form filled in rightly")
_ONE_FILE = Sentence("อีกแผ่นงานหนึ่งในไฟล์เดียวกัน", "another sheet of the same file")
_TWICE = Sentence("แบบเดียวกันส่งซ้ำ", "the same form sent again")
_SECOND = Sentence("แบบของอีกกองหนึ่ง", "the form of another division")
_SHOWN_CELLS = 9
_WIDEST, _WIDEST_NAME = 72, 24
_PLACEHOLDER = re.compile(r"\{\w+\}")
# What a finding adds to its sentence only sometimes.
_ADDITION = re.compile(r"\{(?:near|meant|unsure|now)\}")


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
    rows = [(name.say(language), shown(getattr(rule, part), language)) for part, name in _PARTS]
    rows += [(SOURCE.say(language), rule.source)] if rule.source else []
    if not rule.fails.plan:
        rows += [(FAILS.say(language), "; ".join(example_pieces(rule.fails, language)))]
        rows += [(PASSES.say(language), "; ".join(example_pieces(rule.passes, language)))]
        rows += [(_EXAMPLES.say(language), _OF_YEAR.say(language))]
    column = max(display_width(name) for name, _ in rows) + 2
    severity = SEVERITY_NAMES[rule.severity].say(language)
    lines = [f"{rule.code} {rule.title.say(language)} ({severity})", ""]
    for name, text in rows:
        first, *rest = wrap(text, width - column)
        lines.append(pad(name, column) + first)
        lines += [" " * column + line for line in rest]
    return "\n".join(lines)


def rules_json(rules: Sequence[Rule], language: Language) -> str:
    """The rules as one JSON object."""
    rows = [
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
    return json.dumps({"version": VERSION, "rules": rows}, ensure_ascii=False, indent=2)


def shown(sentence: Sentence, language: Language) -> str:
    """A sentence with dots where a finding puts its own words, its examples of this year."""
    said = sentence.fill(**example_words(None)).say(language)
    return _PLACEHOLDER.sub("…", _ADDITION.sub("", said))


def example_pieces(example: Example, language: Language, quote: str = "") -> Iterator[str]:
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
        (Sentence("ซ่อนแผ่นงาน", "the sheet is hidden"), hidden_sheet),
        (Sentence("แผ่นงานเพิ่ม", "another sheet"), tuple(example.sheets)),
        (Sentence("ไฟล์ข้างกัน", "beside it"), example.beside),
    )


def _cells(cells: Mapping[str, Typed], language: Language, quote: str) -> Iterator[str]:
    for count, (address, value) in enumerate(cells.items()):
        if count == _SHOWN_CELLS:
            yield "…"
            return
        cell = _cell(address)
        if value == "":
            yield _CLEARED.fill(cell=cell).say(language)
        else:
            yield f"{cell}: {quote}{_visible(value)}{quote}"


def _cell(address: str) -> str:
    """A cell of the form by its address and what belongs there."""
    column, row = ascii_uppercase.index(address[0]), int(address[1:]) - 1
    label = FORM.label_places.get((row, column))
    if label is None and not (row >= FORM.header_row and column <= FORM.last_column):
        return address
    name = FORM.columns[column].header if label is None else label.text
    return f"{address} ({shorten(name, _WIDEST_NAME)})"


def _visible(value: Typed) -> str:
    """A value on one line, with names for the characters that cannot be seen."""
    text = format_date(value) if isinstance(value, date) else str(value)
    shown = "".join(
        f"[U+{ord(letter):04X}]" if unicodedata.category(letter) in ("Cf", "Co") else letter
        for letter in text.replace("\n", " ⏎ ")
    )
    return shorten(shown, _WIDEST)
