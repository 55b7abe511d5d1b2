"""What a rule and a finding are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ita_xlsx.language import Sentence
from ita_xlsx.official.documents import spot_in_document

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
SEVERITY_NAMES: dict[Severity, Sentence] = {
    "error": Sentence("ต้องแก้ไข", "error"),
    "warning": Sentence("ควรตรวจ", "warning"),
    "info": Sentence("แจ้งให้ทราบ", "note"),
}


# What can be typed into a cell: texts, and the numbers and dates that Excel makes of some of them.
Typed = str | int | date


@dataclass(frozen=True)
class Example:
    """A small workbook that shows a rule, as changes to a good form of two measures.

    The good form is laid out as the template: labels from row 3 on, the header in row 8, measures
    in rows 9 and 10, columns A to I. ``cells`` are what is typed by A1 address (empty: cleared) on
    its form sheet. ``at`` is the cell where a failing example is found wrong (empty: the whole
    sheet or file). ``also`` are the codes of warnings and errors that cannot but come along.

    What cells cannot show: ``merges`` (``D9:D10``), ``hidden_rows`` as Excel counts them,
    ``hidden_columns`` by their letters, ``hidden_sheet``, ``notes`` by address, and ``formulas`` by
    address, with the value that Excel stored beside them in ``cells``. ``links`` and ``text_boxes``
    go by address too, ``struck``, ``pictures`` and ``coloured`` are addresses. ``sheets`` are
    further sheets with their cells. ``other`` are the changes of a second form in the same round,
    that of another division, or the same form again when ``twice``; with ``one_file`` it is a sheet
    of the same file; ``in_second`` tells that ``at`` lies there. ``beside`` are the names of PDFs
    in the folder that is given instead of the file, a.xlsx. ``file`` names a file of the test
    corpus instead of all this; ``plan`` says that the example needs a plan and stands with the
    tests of plans.
    """

    cells: Mapping[str, Typed] = field(default_factory=dict)
    at: str = ""
    also: tuple[str, ...] = ()
    merges: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    hidden_sheet: bool = False
    formulas: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    struck: tuple[str, ...] = ()
    text_boxes: Mapping[str, str] = field(default_factory=dict)
    pictures: tuple[str, ...] = ()
    coloured: tuple[str, ...] = ()
    sheets: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    other: Mapping[str, Typed] | None = None
    twice: bool = False
    one_file: bool = False
    in_second: bool = False
    beside: tuple[str, ...] = ()
    file: str = ""
    plan: bool = False


# The good form itself: the passing example of a rule whose failing one says all.
GOOD = Example()


@dataclass(frozen=True)
class Rule:
    """One thing that can be found wrong.

    ``severity`` is ``error`` when the district would send the report back, ``warning`` when
    someone should look, ``info`` when the tool did something that one should know. ``message``
    and ``fix`` may hold ``{placeholders}`` that the finding fills. ``fails`` is an example in which
    exactly this is found, ``passes`` one in which it is not; ``source`` is where the authorities
    say so. ``left_out``: something that was sent is not in the report; it is never an ``info``.
    """

    code: str
    severity: Severity
    title: Sentence
    message: Sentence
    fix: Sentence
    fails: Example
    passes: Example = GOOD
    source: str = ""
    left_out: bool = False

    def __reduce__(self) -> tuple[Callable[[str], "Rule"], tuple[str]]:
        """To another process goes the code alone: there the rule stands in the catalogue too."""
        return rule_of, (self.code,)


def rule_of(code: str) -> Rule:
    """The rule of the catalogue with a code."""
    from ita_xlsx.findings import RULES

    return RULES[code]


_IN_FORM = Sentence(
    "{fix} (แก้ในแบบรายงานของกอง {origin} แล้วรวมใหม่)",
    "{fix} (In the division's form: {origin}; then merge again.)",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: the rule, the place, and the words that fill the rule's message.

    ``file`` is the path as given; ``sheet``, ``cell`` (A1 form) and ``column`` (the column's key)
    are empty when the finding concerns the whole of what contains them. ``value`` is what stood
    there, as typed. ``table`` is the first cell of the header of a table that was checked.
    """

    rule: Rule
    file: str
    sheet: str = ""
    cell: str = ""
    column: str = ""
    value: str = ""
    words: Mapping[str, object] = field(default_factory=dict)
    table: str = ""

    def __reduce__(self) -> tuple[type["Finding"], tuple[object, ...]]:
        """To another process go the values in their order: a round has many thousands of these."""
        return Finding, tuple(getattr(self, name) for name in self.__slots__)

    @property
    def message(self) -> Sentence:
        """What is wrong."""
        return self.rule.message.fill(value=self.value, **self.words)

    @property
    def spot(self) -> Sentence:
        """Its cell as a person finds it: by its address, or by row and column in a document."""
        spot = spot_in_document(self.file, self.sheet, self.cell, self.column)
        return spot or Sentence(self.cell, self.cell)

    @property
    def fix(self) -> Sentence:
        """What to do; of what a merged report holds, in the form it came from (``origin``)."""
        fix = self.rule.fix.fill(value=self.value, **self.words)
        origin = self.words.get("origin")
        return _IN_FORM.fill(fix=fix, origin=origin) if origin else fix
