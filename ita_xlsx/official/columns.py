"""The columns of the measures table: the one definition that every other room uses.

Source: the table of the report that local governments publish (six printed columns), with
``status`` and ``evidence`` added for the summaries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ita_xlsx.language import Sentence
from ita_xlsx.official.statuses import DONE


@dataclass(frozen=True)
class Column:
    """One column of the table, with all that it is for.

    ``header`` is its official name, ``aliases`` are others that mean the same without doubt, as
    written by officials, and ``short`` is one for where there is little room. ``prompt`` says to
    the clerk what to type, ``example`` is the text of a good measure.

    Widths are in Excel column units: ``width`` in the form and the data sheet, ``printed`` in the
    official table (0: it is not printed there), ``beside`` in the sheet that shows two rounds side
    by side (0: as in the form).

    Roles: ``filled_by`` the plan is what is to be done (locked in a prefilled form), by the
    division what it reports. ``required``: always in a plan, by a division when it reports.
    ``text`` is a ``value`` (a number, a day, a choice, an address) with rules of its own, ``free``,
    or ``long``: free, and so long that it decides how high a row is. ``begins``: a row with
    something in it does not continue the measure above. ``advice``: for the next round, so that it
    answers nothing; merged over several measures it is printed once, where any other cell holds
    for each of them.
    ``several``: columns beside each other that mean it are one text, joined with line ends.
    ``compared`` with another round by its ``wording``, or by its ``meaning``, for which
    ``consolidation.compare`` has a rule. ``linked``: its web addresses become links.
    """

    key: str
    header: str
    prompt: Sentence
    example: str
    filled_by: Literal["plan", "division"]
    width: float
    printed: float = 0
    beside: float = 0
    short: str = ""
    aliases: tuple[str, ...] = ()
    required: bool = False
    text: Literal["value", "free", "long"] = "free"
    centred: bool = False
    begins: bool = False
    advice: bool = False
    compared: Literal["no", "wording", "meaning"] = "no"
    linked: bool = False
    several: bool = False


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(" | "))


COLUMNS: tuple[Column, ...] = (
    Column(
        key="number",
        header="ลำดับ",
        prompt=Sentence(
            "พิมพ์ลำดับของมาตรการ เช่น ๑ หรือ 1 ไม่ซ้ำกัน",
            "The number of the measure, such as 1; each number once",
        ),
        example="๑",
        filled_by="plan",
        width=7,
        beside=8,
        required=True,
        text="value",
        centred=True,
        begins=True,
        aliases=("ลำดับที่", "ที่", "ข้อ", "ข้อที่", "เลขที่", "No.", "No", "#"),
    ),
    Column(
        key="issue",
        header="ประเด็นที่ต้องปรับปรุงแก้ไข/ประเด็นที่ต้องพัฒนา",
        prompt=Sentence(
            "พิมพ์ประเด็นที่ต้องปรับปรุง ตามชื่อข้อ OIT ของปีที่วิเคราะห์",
            "The point to improve, by its OIT name in the year analysed",
        ),
        example="ข้อมูลผู้บริหาร",
        filled_by="plan",
        width=24,
        printed=23,
        short="ประเด็น",
        required=True,
        text="long",
        compared="wording",
        aliases=_names(
            "ประเด็นที่ต้องปรับปรุงแก้ไข | ประเด็นที่ต้องพัฒนา | "
            "ประเด็นที่ต้องปรับปรุงแก้ไข/พัฒนา | ประเด็นที่ต้องแก้ไข | ประเด็นที่ต้องปรับปรุง | "
            "ประเด็นที่ต้องปรับปรุง/พัฒนา | ประเด็นการประเมิน | ประเด็น"
        ),
    ),
    Column(
        key="steps",
        header="ขั้นตอนหรือวิธีการ/มาตรการ",
        several=True,
        prompt=Sentence(
            "พิมพ์ขั้นตอนหรือวิธีการ ขึ้นบรรทัดใหม่ด้วย Alt+Enter", "The steps; Alt+Enter starts a new line"
        ),
        example=(
            "๑. ปรับปรุงข้อมูลผู้บริหารทุกคนให้เป็นปัจจุบัน ได้แก่ ชื่อ–นามสกุล ตำแหน่ง รูปถ่าย "
            "และช่องทางการติดต่อ\n๒. เผยแพร่บนเว็บไซต์หลักของหน่วยงาน"
        ),
        filled_by="plan",
        width=46,
        printed=47,
        short="ขั้นตอน",
        required=True,
        text="long",
        compared="wording",
        aliases=_names(
            "ขั้นตอนหรือวิธีการ | ขั้นตอน/วิธีการ | ขั้นตอนหรือวิธีการปฏิบัติ | มาตรการ | "
            "มาตรการ/แนวทาง | มาตรการ/แนวทางการดำเนินการ | มาตรการหรือแนวทาง | แนวทาง/มาตรการ | "
            "แนวทางการดำเนินการ | วิธีการดำเนินการ"
        ),
    ),
    Column(
        key="responsible",
        header="ผู้รับผิดชอบ",
        prompt=Sentence(
            "เลือกกอง/สำนักที่รับผิดชอบ หรือพิมพ์ชื่อเอง", "Choose the division responsible, or type it"
        ),
        example="สำนักปลัด",
        filled_by="plan",
        width=18,
        printed=14,
        beside=16,
        required=True,
        centred=True,
        begins=True,
        compared="meaning",
        aliases=_names(
            "หน่วยงานที่รับผิดชอบ | หน่วยงานรับผิดชอบ | หน่วยงานผู้รับผิดชอบ | "
            "ผู้รับผิดชอบ/หน่วยงาน | ส่วนราชการที่รับผิดชอบ | กองที่รับผิดชอบ | ผู้รับผิดชอบหลัก"
        ),
    ),
    Column(
        key="deadline",
        header="กำหนดเวลาแล้วเสร็จ",
        prompt=Sentence(
            "พิมพ์กำหนดเวลา เช่น ม.ค. – มี.ค. {example_short} ให้อยู่ในปีงบประมาณ",
            "The deadline, such as ม.ค. – มี.ค. {example_short}, within the fiscal year",
        ),
        example="ม.ค. – มี.ค. {example_short}",
        filled_by="plan",
        width=18,
        printed=13,
        beside=14,
        short="กำหนดเวลา",
        required=True,
        text="value",
        centred=True,
        begins=True,
        compared="meaning",
        aliases=_names(
            "กำหนดแล้วเสร็จ | กำหนดเวลา | ระยะเวลา | ระยะเวลาดำเนินการ | ระยะเวลาดำเนินงาน | "
            "ระยะเวลาแล้วเสร็จ | กำหนดระยะเวลาแล้วเสร็จ | ระยะเวลาที่แล้วเสร็จ | วันแล้วเสร็จ"
        ),
    ),
    Column(
        key="result",
        begins=True,
        header="ผลการดำเนินการ",
        prompt=Sentence(
            "พิมพ์ผลที่ทำได้จริงในรอบนี้ (ทำอะไร เมื่อใด เผยแพร่ที่ใด)",
            "What was really done in this round (what, when, published where)",
        ),
        example=(
            "ปรับปรุงข้อมูลผู้บริหารครบทั้ง ๕ คน และเผยแพร่บนเว็บไซต์หลักของหน่วยงาน "
            "เมนู “บุคลากร” เมื่อวันที่ ๑๕ ก.พ. {example_thai}"
        ),
        filled_by="division",
        width=34,
        printed=27,
        beside=36,
        required=True,
        text="long",
        compared="meaning",
        aliases=_names(
            "ผลการดำเนินงาน | ผลดำเนินการ | ผลการปฏิบัติ | ผลการปฏิบัติงาน | รายงานผล | "
            "รายงานผลการดำเนินการ | ผลการดำเนินการตามมาตรการ"
        ),
    ),
    Column(
        key="suggestion",
        header="ข้อเสนอแนะ",
        prompt=Sentence("พิมพ์ข้อเสนอแนะเพื่อปีต่อไป (ถ้ามี)", "A suggestion for the next year, if any"),
        example="ควรตรวจสอบข้อมูลทุกไตรมาส และแก้ไขทันทีเมื่อมีการเปลี่ยนแปลง",
        filled_by="division",
        width=24,
        printed=18,
        beside=28,
        advice=True,
        compared="meaning",
        aliases=("ข้อเสนอแนะ/แนวทางแก้ไข", "ปัญหา/ข้อเสนอแนะ", "ข้อเสนอแนะเพิ่มเติม"),
    ),
    Column(
        key="status",
        begins=True,
        header="สถานะ",
        prompt=Sentence("เลือกสถานะจากรายการ", "Choose the status from the list"),
        example=DONE,
        filled_by="division",
        width=21,
        beside=16,
        text="value",
        centred=True,
        compared="meaning",
        aliases=("สถานะการดำเนินการ", "สถานะการดำเนินงาน", "สถานะดำเนินการ"),
    ),
    Column(
        key="evidence",
        header="หลักฐาน/ลิงก์เผยแพร่",
        prompt=Sentence(
            "วางที่อยู่เว็บ (http:// หรือ https://) ที่เผยแพร่หลักฐาน",
            "The web address (http or https) where the evidence is published",
        ),
        example="https://www.example.go.th/executives",
        filled_by="division",
        width=28,
        beside=24,
        short="หลักฐาน",
        text="value",
        compared="meaning",
        linked=True,
        aliases=_names(
            "หลักฐาน | ลิงก์ | ลิงค์ | หลักฐาน/ลิงค์เผยแพร่ | หลักฐานอ้างอิง | เอกสารหลักฐาน | "
            "URL | Link | ลิงก์เผยแพร่"
        ),
    ),
)


def keys_where(holds: Callable[[Column], bool]) -> tuple[str, ...]:
    """The keys of the columns for which something holds, in their order."""
    return tuple(column.key for column in COLUMNS if holds(column))


BY_KEY: dict[str, Column] = {column.key: column for column in COLUMNS}
KEYS: tuple[str, ...] = tuple(BY_KEY)
REQUIRED = keys_where(lambda column: column.required)
PRINTED = keys_where(lambda column: column.printed > 0)
PLANNED = keys_where(lambda column: column.filled_by == "plan")
ANSWERS = keys_where(lambda column: column.filled_by == "division")
BEGINS = keys_where(lambda column: column.begins)
# A row with nothing else is not filled in: forms are handed out with these in every row.
PREFILLED = ("number", "responsible", "status")
COMPARED = keys_where(lambda column: column.compared != "no")
# By these a row is high, and a table is one of measures.
LONG = keys_where(lambda column: column.text == "long")
# Those with a form of their own have rules of their own.
FREE_TEXTS = keys_where(lambda column: column.text != "value")
