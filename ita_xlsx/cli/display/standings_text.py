"""How far the divisions or organisations are, as a table for people."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from ita_xlsx.cli.display.wrapping import wrap
from ita_xlsx.language import Language, Sentence
from ita_xlsx.model import ReporterKind
from ita_xlsx.model.standings import STAR, standing_heads
from ita_xlsx.official.names.organisations import short_name
from ita_xlsx.thai.dates import format_date
from ita_xlsx.thai.width import display_width, pad
from ita_xlsx.verbs.stages import Checked

_NUMBERS = frozenset({4, 5, 6})  # columns set to the right
_TOTAL = Sentence(
    "ส่งแล้ว {arrived} จาก {expected} {who} รายงานผลแล้ว {answered} จาก {asked} รายการ{due}",
    "{arrived} of {expected} {who} have reported {answered} of {asked} entries{due}",
)
_WHO: Mapping[ReporterKind, Sentence] = {
    "division": Sentence("กอง", "divisions"),
    "organisation": Sentence("หน่วยงาน", "organisations"),
    "district": Sentence("อำเภอ", "districts"),
}
_DUE = Sentence("  ครบกำหนด {day}", "; due {day}")
_NONE = Sentence("", "")
_BELOW = "    "


def status_text(checked: Checked, language: Language, width: int | None = None) -> str:
    """A table with a line for each division or organisation, and the totals.

    In a window of a ``width`` too narrow for it, what to do next is below each line.
    """
    heads = [head.say(language) for head in standing_heads(checked.standings)]
    rows = [one.texts(language) for one in checked.standings]
    lines = list(aligned([heads, *rows], _NUMBERS))
    if width is not None and max(map(display_width, lines)) > width:
        lines = list(_narrow(heads, rows, width))
    if any(one.has_star for one in checked.standings):
        lines.append(STAR.say(language))
    return "\n".join([*lines, "", _total(checked).say(language)])


def _narrow(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """The table with the names in short, and the last column below each line."""
    cells = [heads, *([short_name(name), *others] for name, *others in rows)]
    head, rule, *lines = aligned([row[:-1] for row in cells], _NUMBERS)
    yield from (head, rule)
    for line, row in zip(lines, rows, strict=True):
        yield line
        lines = wrap(f"{heads[-1]}: {row[-1]}", width - len(_BELOW))
        yield from (_BELOW + part for part in lines)


def aligned(rows: Sequence[Sequence[str]], numbers: Collection[int]) -> Iterator[str]:
    """The lines of a table, the first row its heads; the columns ``numbers`` are set right."""
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        cells = [
            pad(text, width, "right" if column in numbers and number else "left")
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
        if number == 0:
            yield "  ".join("-" * width for width in widths)


def _total(checked: Checked) -> Sentence:
    # A division without measures owes nothing; an organisation owes its report.
    planned = [
        one for one in checked.standings if one.expected and (one.asked or one.kind != "division")
    ]
    kinds = [one.kind for one in checked.standings] or ["division"]
    due = None if checked.plan is None else checked.plan.organisation.due
    return _TOTAL.fill(
        arrived=sum(one.arrived for one in planned),
        expected=len(planned),
        who=_WHO[kinds[0]],
        answered=sum(one.answered for one in planned),
        asked=sum(one.asked for one in planned),
        due=_NONE if due is None else _DUE.fill(day=format_date(due)),
    )
