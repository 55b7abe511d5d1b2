"""The columns of the data sheet of a consolidated workbook: one definition to write and to read.

The headers that the summary's formulas name hold no blank and no sign, so that they need no
quoting in any program.
"""

from dataclasses import dataclass
from typing import Literal

from ita_xlsx.official.columns import BY_KEY, COLUMNS, Column

TABLE_NAME = "measures"

DIVISION = "กอง"
ORGANISATION = "หน่วยงานที่นับ"
DISTRICT = "อำเภอ"
OIT = "ข้อOIT"
STATUS = "สถานะที่นับ"
DEADLINE_END = "วันสิ้นสุด"
OIT_GROUP = "กลุ่มOIT"
ENTRY = "รายการที่"
# What is counted in a report: measures, or their entries where there are more of these, and why.
MEASURES, ENTRIES = "มาตรการ", "รายการ"
WHY_MORE_ENTRIES = "เนื่องจากบางมาตรการมีมากกว่าหนึ่งรายการ เช่น มีผู้รับผิดชอบหลายกอง"


@dataclass(frozen=True)
class DataColumn:
    """A column of the data sheet: the frame's column, its header, its width in Excel units.

    ``aliases`` are the headers under which the column is read too. Whoever gives it another header
    leaves the old one there: what a released version wrote is read for ever.
    """

    name: str
    header: str
    width: float
    kind: Literal["text", "number", "date", "link"] = "text"
    aliases: tuple[str, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """The header that is written, and the others that are read."""
        return self.header, *self.aliases


def _of_form(column: Column) -> DataColumn:
    return DataColumn(
        column.key,
        column.header,
        # A long text is laid out once, for the printed table and for the data sheet.
        (column.text == "long" and column.printed) or column.width,
        "link" if column.linked else "text",
        column.aliases,
    )


DATA_COLUMNS: tuple[DataColumn, ...] = (
    # Which measure it is, in the columns that stay in sight.
    DataColumn("printed", "ลำดับในรายงาน", 9, "number"),
    _of_form(BY_KEY["issue"]),
    DataColumn("organisation", "หน่วยงาน", 28),
    DataColumn("district", DISTRICT, 16),
    DataColumn("province", "จังหวัด", 16),
    DataColumn("division", DIVISION, 20),
    DataColumn("fiscal_year", "ปีงบประมาณ", 11, "number"),
    DataColumn("round", "รอบรายงาน", 9, "number", aliases=("รอบเดือน",)),
    *(_of_form(column) for column in COLUMNS if column.key != "issue"),
    DataColumn("status_counted", STATUS, 20),
    DataColumn("status_origin", "ที่มาของสถานะ", 16),
    DataColumn("deadline_start", "วันเริ่มต้น", 13, "date"),
    DataColumn("deadline_end", DEADLINE_END, 13, "date"),
    DataColumn("oit", OIT, 8),
    DataColumn("indicator", OIT_GROUP, 22),
    DataColumn("shared", "จำนวนข้อที่ใช้ข้อเสนอแนะร่วมกัน", 14, "number"),
    DataColumn("note", "หมายเหตุในเซลล์", 20),
    DataColumn("file", "ไฟล์", 30),
    DataColumn("sheet", "แผ่นงาน", 14, aliases=("ชีต",)),
    DataColumn("row", "แถว", 7, "number"),
    # The division's own file, however often its measures were merged since.
    DataColumn("origin_file", "ไฟล์ต้นทาง", 30),
    DataColumn("origin_sheet", "แผ่นงานต้นทาง", 14, aliases=("ชีตต้นทาง",)),
    DataColumn("origin_row", "แถวต้นทาง", 9, "number"),
    DataColumn("counted_as", ORGANISATION, 28),
    DataColumn("level", "ระดับ", 10),
    # Of the entries of one measure the first, the second …: there are as many measures as firsts.
    DataColumn("entry", ENTRY, 9, "number"),
)

# By most of these a data sheet is known again, by fewer in a workbook that has our stamp. What else
# it has depends on the version that wrote it, and on who changed it since.
KNOWN_BY = frozenset({"printed", "division", "issue", "status_counted", "file", "row"})
ENOUGH, ENOUGH_STAMPED = 4, 3

# Heads of the sheet ที่มา by the keys of ``official.labels``: whose table it was, and what its
# heading said. Who merges the report again takes these along.
SOURCE_HEADS = {
    "organisation": "หน่วยงาน",
    "division": "กอง/สำนัก/หน่วย",
    "reporter": "ผู้รายงาน",
    "position": "ตำแหน่ง",
    "contact": "โทรศัพท์/อีเมล",
    "date": "วันที่รายงาน",
}

STATUS_GIVEN = "ระบุในแบบรายงาน"
STATUS_INFERRED = "อนุมานจากผล"
STATUS_UNREAD = "อ่านไม่ได้"
STATUS_NONE = "ไม่มีผลและสถานะ"
