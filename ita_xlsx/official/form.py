"""The form that a clerk fills, as one value: its labels, its columns, and their places."""

from collections import Counter
from dataclasses import dataclass

from ita_xlsx.official.columns import COLUMNS, Column
from ita_xlsx.official.labels import LABELS, Label
from ita_xlsx.official.stamp import HELP_SHEET, LIVE_SHEET


@dataclass(frozen=True)
class Form:
    """A title, labelled lines, and below them a table. Rows and columns are counted from zero.

    ``note`` and ``legend`` say above the table how to fill it; where a plan has filled in the
    measures, ``planned_note`` (with the day by which it is ``{due}``) and ``planned_legend`` before
    the other colours. The table has room for ``room`` measures, or for all that are prefilled;
    ``spare`` rows more may be inserted; the form says that what is farther down is unchecked.
    """

    title: str
    note: str
    planned_note: str
    legend: tuple[str, ...]
    planned_legend: str
    labels: tuple[Label, ...]
    columns: tuple[Column, ...]
    labels_row: int
    header_row: int
    room: int
    spare: int

    @property
    def first_row(self) -> int:
        """The row of the first measure."""
        return self.header_row + 1

    @property
    def last_column(self) -> int:
        """The last column of the table."""
        return len(self.columns) - 1

    @property
    def label_places(self) -> dict[tuple[int, int], Label]:
        """The row and column of each label's value, beside its text."""
        lines: Counter[int] = Counter()
        places = {}
        for label in self.labels:
            places[self.labels_row + lines[label.column], label.column + 1] = label
            lines[label.column] += 1
        return places

    def last_row(self, measures: int) -> int:
        """The last row of the table, with so many measures prefilled."""
        return self.first_row + max(self.room, measures) - 1

    def is_own_text(self, text: str) -> bool:
        """Whether a text above the table is what every form has there."""
        before, _, after = self.planned_note.partition("{due}")
        planned = text.startswith(before) and text.endswith(after)
        return planned or text in (self.title, self.note, self.planned_legend, *self.legend)


# All above the table stays in view, so it is kept low.
FORM = Form(
    title="รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
    labels=LABELS,
    columns=COLUMNS,
    note=(
        f"กรอกเฉพาะช่องที่มีกรอบ หนึ่งมาตรการต่อหนึ่งแถว  •  วิธีกรอกอยู่ในแผ่นงาน “{HELP_SHEET}”"
        f"  •  ก่อนส่งกลับ ดูแผ่นงาน “{LIVE_SHEET}” ว่าพร้อมส่ง"
    ),
    planned_note=(
        "ส่งกลับภายใน{due}  •  ช่องสีเทากรอกไว้ให้แล้วตามแผน กรอกผลการดำเนินการของทุกแถว"
        f"  •  วิธีกรอกอยู่ในแผ่นงาน “{HELP_SHEET}”  •  ก่อนส่งกลับ ดูแผ่นงาน “{LIVE_SHEET}” ว่าพร้อมส่ง"
    ),
    planned_legend="กรอกไว้แล้ว",
    legend=("ความหมายของสี", "ต้องกรอก", "กรอกถ้ามี", "ยังว่างหรือต้องแก้ไข", "ควรตรวจอีกครั้ง"),
    labels_row=2,
    header_row=7,
    room=60,
    spare=12,
)
