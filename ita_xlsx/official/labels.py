"""The labelled lines above the table: who reports, for which year and round.

One definition for the template that writes them and for the reader that looks for them.
"""

from dataclasses import dataclass

from ita_xlsx.language import Sentence


@dataclass(frozen=True)
class Label:
    """A labelled line; ``aliases`` are other wordings of the same label."""

    key: str
    text: str
    required: bool
    prompt: Sentence
    aliases: tuple[str, ...] = ()


LABELS: tuple[Label, ...] = (
    Label(
        "organisation",
        "ชื่อหน่วยงาน",
        True,
        Sentence(
            "พิมพ์ชื่อเต็มของ อปท. เช่น องค์การบริหารส่วนตำบล...",
            "The full name of the local government",
        ),
        ("หน่วยงาน", "ชื่อ อปท.", "องค์กรปกครองส่วนท้องถิ่น", "ชื่อองค์กร"),
    ),
    Label("district", "อำเภอ", False, Sentence("พิมพ์ชื่ออำเภอ", "The district")),
    Label("province", "จังหวัด", False, Sentence("พิมพ์ชื่อจังหวัด", "The province")),
    Label(
        "division",
        "กอง/สำนัก/หน่วย",
        True,
        Sentence(
            "เลือกชื่อกอง สำนัก หรือหน่วย จากรายการ",
            "Choose the division from the list",
        ),
        ("กอง/สำนัก", "สำนัก/กอง", "ส่วนราชการ", "กอง", "ชื่อกอง", "หน่วยงานย่อย", "ส่วนราชการ/กอง"),
    ),
    Label(
        "fiscal_year",
        "ปีงบประมาณ พ.ศ.",
        True,
        Sentence("เลือกปีงบประมาณ (พ.ศ.)", "The fiscal year, Buddhist Era"),
        ("ปีงบประมาณ", "ประจำปีงบประมาณ", "ประจำปีงบประมาณ พ.ศ."),
    ),
    Label(
        "round",
        "รอบการรายงาน",
        True,
        Sentence("เลือกรอบ 6 เดือน หรือ 12 เดือน", "The round: 6 or 12 months"),
        ("รอบ", "รอบรายงาน", "รอบที่รายงาน"),
    ),
    Label(
        "reporter",
        "ชื่อผู้รายงาน",
        False,
        Sentence("พิมพ์ชื่อและนามสกุลผู้รายงาน", "The reporter's name"),
        ("ผู้รายงาน",),
    ),
    Label(
        "position",
        "ตำแหน่ง",
        False,
        Sentence("พิมพ์ตำแหน่งผู้รายงาน", "The reporter's position"),
    ),
    Label(
        "contact",
        "โทรศัพท์/อีเมล",
        False,
        Sentence(
            "พิมพ์เบอร์โทรศัพท์หรืออีเมลที่ติดต่อได้",
            "A telephone number or e-mail address",
        ),
        ("โทรศัพท์", "เบอร์โทรศัพท์", "อีเมล", "โทร", "โทร."),
    ),
    Label(
        "date",
        "วันที่รายงาน",
        False,
        Sentence("พิมพ์วันที่รายงาน เช่น 31 มี.ค. 2566", "The date of the report"),
        ("วันที่",),
    ),
)

LABEL_KEYS: tuple[str, ...] = tuple(label.key for label in LABELS)
