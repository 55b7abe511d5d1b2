"""How far those in a plan are: one standing each, and the cells of their table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ita_xlsx.language import Language, Sentence
from ita_xlsx.model import ReporterKind
from ita_xlsx.thai.dates import format_date

_REPORTERS: Mapping[ReporterKind, Sentence] = {
    "division": Sentence("กอง", "Division"),
    "organisation": Sentence("หน่วยงาน", "Organisation"),
    "district": Sentence("อำเภอ", "District"),
}
_HEADS = (
    Sentence("ส่งแล้ว", "Arrived"),
    Sentence("เมื่อ", "When"),
    Sentence("ทันกำหนด", "On time"),
    Sentence("รายงานผล", "Answered"),
    Sentence("ต้องแก้ไข", "Errors"),
    Sentence("ควรตรวจ", "Warnings"),
    Sentence("ต้องทำต่อ", "Next"),
)


def standing_heads(standings: Iterable["Standing"]) -> tuple[Sentence, ...]:
    """The heads of a table of standings, over their ``texts``."""
    kinds = [one.kind for one in standings] or ["division"]
    return (_REPORTERS[kinds[0]], *_HEADS)


# What the star after a day means.
STAR = Sentence(
    "* วันที่แก้ไขไฟล์ เพราะรายงานไม่ได้ระบุวันที่รายงาน หรือระบุไว้แต่อ่านไม่ได้",
    "* The day on which the file was changed, as its report names none that can be read.",
)
_YES, _NO = Sentence("ส่งแล้ว", "yes"), Sentence("ยังไม่ส่ง", "no")
_BLANK = Sentence("ยังไม่กรอก", "blank")
_ON_TIME, _LATE = Sentence("ทัน", "yes"), Sentence("ช้า", "LATE")


@dataclass(frozen=True)
class Standing:
    """How far a division is, or above one organisation an organisation or a district (``kind``).

    ``expected``: it is in the plan. ``arrived``: something in its ``files`` is answered.
    ``when`` is the day of its report, or of its file where the report names none (``when_from``).
    ``late`` is None when that is unknown. ``asked`` and ``answered`` count measures, ``errors``
    and ``warnings`` findings. ``next`` says what to do. ``near`` is a name that may be the same,
    of one that came and is not in the plan, or in the plan and has not come.
    """

    name: str
    officer: str
    email: str
    expected: bool
    files: tuple[str, ...]
    arrived: bool
    when: date | None
    when_from: str
    late: bool | None
    asked: int
    answered: int
    errors: int
    warnings: int
    next: Sentence
    kind: ReporterKind = "division"
    near: str = ""

    @property
    def has_star(self) -> bool:
        """Whether the day is that of the file."""
        return self.when_from == "file"

    def texts(self, language: Language) -> tuple[str, ...]:
        """The cells under ``standing_heads``; a day that is that of the file has a star."""
        day = "" if self.when is None else format_date(self.when)
        on_time = "" if self.late is None else (_LATE if self.late else _ON_TIME).say(language)
        counts = (str(self.errors), str(self.warnings)) if self.arrived else ("", "")
        return (
            self.name or "?",
            (_YES if self.arrived else _BLANK if self.files else _NO).say(language),
            day + ("*" if self.has_star else ""),
            on_time if self.arrived or self.late else "",
            f"{self.answered}/{self.asked}" if self.asked else "",
            *counts,
            self.next.say(language),
        )
