"""The labelled lines above the table: who reports, for which year and round.

One definition for the form that has them and for the reader that searches them.
"""

from dataclasses import dataclass
from typing import Literal

from ita_xlsx.language import Sentence


@dataclass(frozen=True)
class Label:
    """A labelled line; ``aliases`` are other wordings of the same label.

    It is in the ``column`` of the form, counted from zero, and its value in the next one; the
    lines of one column are in the order of ``LABELS``. What the plan fills is
    locked in a prefilled form. ``carried``: what a division typed there is put into its next form.
    """

    key: str
    text: str
    required: bool
    prompt: Sentence
    column: int
    filled_by: Literal["plan", "division"]
    aliases: tuple[str, ...] = ()
    carried: bool = False


LABELS: tuple[Label, ...] = (
    Label(
        "organisation",
        "ชื่อหน่วยงาน",
        True,
        Sentence(
            "พิมพ์ชื่อเต็มของ อปท. เช่น องค์การบริหารส่วนตำบล...", "The full name of the local government"
        ),
        1,
        "plan",
        ("หน่วยงาน", "ชื่อ อปท.", "องค์กรปกครองส่วนท้องถิ่น", "ชื่อองค์กร"),
    ),
    Label(
        "district",
        "อำเภอ",
        False,
        Sentence(
            "เลือกจังหวัดก่อน แล้วเลือกอำเภอจากรายการ หรือพิมพ์เอง",
            "Choose the province first, then the district, or type it",
        ),
        1,
        "plan",
    ),
    Label(
        "province",
        "จังหวัด",
        False,
        Sentence("เลือกจังหวัดจากรายการ หรือพิมพ์เอง", "Choose the province, or type it"),
        1,
        "plan",
    ),
    Label(
        "division",
        "กอง/สำนัก/หน่วย",
        True,
        Sentence("เลือกชื่อกอง สำนัก หรือหน่วย จากรายการ", "Choose the division from the list"),
        4,
        "plan",
        ("กอง/สำนัก", "สำนัก/กอง", "ส่วนราชการ", "กอง", "ชื่อกอง", "หน่วยงานย่อย", "ส่วนราชการ/กอง"),
    ),
    Label(
        "fiscal_year",
        "ปีงบประมาณ พ.ศ.",
        True,
        Sentence("เลือกปีงบประมาณ (พ.ศ.)", "The fiscal year, Buddhist Era"),
        4,
        "plan",
        ("ปีงบประมาณ", "ประจำปีงบประมาณ", "ประจำปีงบประมาณ พ.ศ."),
    ),
    Label(
        "round",
        "รอบการรายงาน",
        True,
        Sentence(
            "เลือกรอบ 6 เดือน 9 เดือน หรือ 12 เดือน (ทั้งปี)", "The round: 6, 9 or 12 months (the year)"
        ),
        4,
        "plan",
        ("รอบ", "รอบรายงาน", "รอบที่รายงาน"),
    ),
    Label(
        "reporter",
        "ชื่อผู้รายงาน",
        False,
        Sentence("พิมพ์ชื่อและนามสกุลผู้รายงาน", "The reporter's name"),
        7,
        "division",
        ("ผู้รายงาน",),
        carried=True,
    ),
    Label(
        "position",
        "ตำแหน่ง",
        False,
        Sentence("พิมพ์ตำแหน่งผู้รายงาน", "The reporter's position"),
        7,
        "division",
        carried=True,
    ),
    Label(
        "contact",
        "โทรศัพท์/อีเมล",
        False,
        Sentence("พิมพ์เบอร์โทรศัพท์หรืออีเมลที่ติดต่อได้", "A telephone number or e-mail address"),
        7,
        "division",
        ("โทรศัพท์", "เบอร์โทรศัพท์", "อีเมล", "โทร", "โทร."),
        carried=True,
    ),
    Label(
        "date",
        "วันที่รายงาน",
        False,
        Sentence("พิมพ์วันที่รายงาน เช่น 31 มี.ค. {example_year}", "The date of the report"),
        7,
        "division",
        ("วันที่",),
    ),
)
# What distinguishes one organisation from all others.
PLACE = ("organisation", "district", "province")
