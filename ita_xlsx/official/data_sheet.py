"""The columns of the data sheet of a consolidated workbook: one definition to write and to read.

The headers that the summary's formulas name hold no blank and no sign, so that they need no
quoting in any program.
"""

from dataclasses import dataclass

from ita_xlsx.official.columns import COLUMNS

TABLE_NAME = "measures"

DIVISION = "กอง"
STATUS = "สถานะที่นับ"
DEADLINE_END = "วันสิ้นสุด"
OIT_GROUP = "กลุ่มOIT"


@dataclass(frozen=True)
class DataColumn:
    """A column of the data sheet: the frame's column, its header, its width in Excel units."""

    name: str
    header: str
    width: float
    kind: str = "text"


DATA_COLUMNS: tuple[DataColumn, ...] = (
    DataColumn("printed", "ลำดับในรายงาน", 9, "number"),
    DataColumn("organisation", "หน่วยงาน", 28),
    DataColumn("division", DIVISION, 20),
    DataColumn("fiscal_year", "ปีงบประมาณ", 11, "number"),
    DataColumn("round", "รอบเดือน", 9, "number"),
    *(
        DataColumn(
            column.key, column.header, column.width, "link" if column.key == "evidence" else "text"
        )
        for column in COLUMNS
    ),
    DataColumn("status_meant", STATUS, 20),
    DataColumn("status_origin", "ที่มาของสถานะ", 16),
    DataColumn("deadline_start", "วันเริ่มต้น", 13, "date"),
    DataColumn("deadline_end", DEADLINE_END, 13, "date"),
    DataColumn("oit", "ข้อOIT", 8),
    DataColumn("indicator", OIT_GROUP, 22),
    DataColumn("shared", "จำนวนข้อที่ใช้ข้อเสนอแนะร่วมกัน", 14, "number"),
    DataColumn("note", "หมายเหตุในเซลล์", 20),
    DataColumn("file", "ไฟล์", 30),
    DataColumn("sheet", "ชีต", 14),
    DataColumn("row", "แถว", 7, "number"),
)

STATUS_GIVEN = "ระบุในแบบรายงาน"
STATUS_INFERRED = "อนุมานจากผล"
