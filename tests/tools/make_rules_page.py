"""Writes docs/rules.md out of the catalogue of rules; the tests say when it is stale.

python tests/tools/make_rules_page.py
"""

from collections.abc import Iterator
from pathlib import Path

from ita_xlsx.cli.display.rules_text import (
    FAILS,
    PASSES,
    SOURCE,
    TOPIC_NAMES,
    example_pieces,
    shown,
)
from ita_xlsx.findings import TOPICS, Rule
from ita_xlsx.findings.rule import SEVERITY_NAMES
from ita_xlsx.language import Language

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
LANGUAGES: tuple[Language, ...] = ("th", "en")


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
    "ตัวอย่างคือสิ่งที่ต่างจากแบบรายงานสองมาตรการที่กรอกถูกต้อง (หัวตารางอยู่แถว 8 มาตรการอยู่แถว 9 และ 10)"
    " ของปีงบประมาณ 2566 ตามรายงานที่เผยแพร่จริง",
    "",
    "This page is made from the program's catalogue; do not edit it. **error**: the district would "
    "send the report back;",
    "**warning**: someone should look; **note**: the program did something that one should know. "
    "The examples are changes to a",
    "form of two measures that is filled in rightly (header in row 8, measures in rows 9 and 10),"
    " of the fiscal year 2566 like a published report.",
)


def _section(rule: Rule) -> Iterator[str]:
    severity = SEVERITY_NAMES[rule.severity]
    thai, english = (
        [shown(sentence, language) for sentence in (rule.message, rule.fix)]
        for language in LANGUAGES
    )
    yield f"### {rule.code} {rule.title.th}"
    yield ""
    yield f"**{severity.th}** {' — '.join(thai)}"
    yield ""
    yield f"*{rule.title.en}* ({severity.en}): {' '.join(english)}"
    if not rule.fails.plan:
        yield ""
        yield f"- {FAILS.th}: {'; '.join(example_pieces(rule.fails, 'th', '`'))}"
        yield f"- {PASSES.th}: {'; '.join(example_pieces(rule.passes, 'th', '`'))}"
    if rule.source:
        yield f"- {SOURCE.th}: {rule.source}"


if __name__ == "__main__":
    PAGE.write_text(rules_page(), encoding="utf-8", newline="\n")
