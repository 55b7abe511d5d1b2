"""What a rule and a finding are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ita_xlsx.language import Sentence

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
SEVERITY_NAMES: dict[Severity, Sentence] = {
    "error": Sentence("ต้องแก้ไข", "error"),
    "warning": Sentence("ควรตรวจ", "warning"),
    "info": Sentence("แจ้งให้ทราบ", "note"),
}


@dataclass(frozen=True)
class Rule:
    """One thing that can be found wrong.

    ``severity`` is ``error`` when the district would send the report back, ``warning`` when
    someone should look, ``info`` when the tool did something that one should know. ``message``
    and ``fix`` may hold ``{placeholders}`` that the finding fills.
    """

    code: str
    severity: Severity
    title: Sentence
    message: Sentence
    fix: Sentence
    source: str = ""


@dataclass(frozen=True)
class Finding:
    """One thing found: the rule, the place, and the words that fill the rule's message.

    ``file`` is the path as given; ``sheet``, ``cell`` (A1 form) and ``column`` (the column's key)
    are empty when the finding concerns the whole of what contains them. ``value`` is what stood
    there, as typed.
    """

    rule: Rule
    file: str
    sheet: str = ""
    cell: str = ""
    column: str = ""
    value: str = ""
    words: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> Sentence:
        """What is wrong."""
        return self.rule.message.fill(value=self.value, **self.words)

    @property
    def fix(self) -> Sentence:
        """What to do."""
        return self.rule.fix.fill(value=self.value, **self.words)
