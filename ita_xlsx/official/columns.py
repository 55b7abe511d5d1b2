"""The columns of the measures table: the one definition that every other room uses.

Source: the table of the OIT o43 report that local governments publish (six printed columns), with
``status`` and ``evidence`` added for the summaries.
"""

from dataclasses import dataclass

from ita_xlsx.language import Sentence


@dataclass(frozen=True)
class Column:
    """One column of the table.

    ``width`` is in Excel column units in the template; ``aliases`` are other headers that mean
    the same column without doubt, as written by officials.
    """

    key: str
    header: str
    required: bool
    official: bool
    centred: bool
    width: float
    prompt: Sentence
    aliases: tuple[str, ...] = ()


COLUMNS: tuple[Column, ...] = (
    Column(
        key="number",
        header="ลำดับ",
        required=True,
        official=False,
        centred=True,
        width=7,
        prompt=Sentence(
            "พิมพ์ลำดับของมาตรการ เช่น ๑ หรือ 1 ไม่ซ้ำกัน",
            "The number of the measure, such as 1; each number once",
        ),
        aliases=("ลำดับที่", "ที่", "ข้อ", "ข้อที่", "เลขที่", "No.", "No", "#"),
    ),
    Column(
        key="issue",
        header="ประเด็นที่ต้องปรับปรุงแก้ไข/ประเด็นที่ต้องพัฒนา",
        required=True,
        official=True,
        centred=False,
        width=24,
        prompt=Sentence(
            "พิมพ์ประเด็นที่ต้องปรับปรุง ตามชื่อข้อ OIT ของปีที่วิเคราะห์",
            "The point to improve, by its OIT name in the year analysed",
        ),
        aliases=(
            "ประเด็นที่ต้องปรับปรุงแก้ไข",
            "ประเด็นที่ต้องพัฒนา",
            "ประเด็นที่ต้องปรับปรุงแก้ไข/พัฒนา",
            "ประเด็นที่ต้องแก้ไข",
            "ประเด็นที่ต้องปรับปรุง",
            "ประเด็นที่ต้องปรับปรุง/พัฒนา",
            "ประเด็นการประเมิน",
            "ประเด็น",
        ),
    ),
    Column(
        key="steps",
        header="ขั้นตอนหรือวิธีการ/มาตรการ",
        required=True,
        official=True,
        centred=False,
        width=46,
        prompt=Sentence(
            "พิมพ์ขั้นตอนหรือวิธีการ ขึ้นบรรทัดใหม่ด้วย Alt+Enter",
            "The steps; Alt+Enter starts a new line",
        ),
        aliases=(
            "ขั้นตอนหรือวิธีการ",
            "ขั้นตอน/วิธีการ",
            "ขั้นตอนหรือวิธีการปฏิบัติ",
            "มาตรการ",
            "มาตรการ/แนวทาง",
            "มาตรการ/แนวทางการดำเนินการ",
            "มาตรการหรือแนวทาง",
            "แนวทาง/มาตรการ",
            "แนวทางการดำเนินการ",
            "วิธีการดำเนินการ",
        ),
    ),
    Column(
        key="responsible",
        header="ผู้รับผิดชอบ",
        required=True,
        official=True,
        centred=True,
        width=18,
        prompt=Sentence(
            "เลือกกอง/สำนักที่รับผิดชอบ หรือพิมพ์ชื่อเอง",
            "Choose the division responsible, or type it",
        ),
        aliases=(
            "หน่วยงานที่รับผิดชอบ",
            "หน่วยงานรับผิดชอบ",
            "หน่วยงานผู้รับผิดชอบ",
            "ผู้รับผิดชอบ/หน่วยงาน",
            "ส่วนราชการที่รับผิดชอบ",
            "กองที่รับผิดชอบ",
            "ผู้รับผิดชอบหลัก",
        ),
    ),
    Column(
        key="deadline",
        header="กำหนดเวลาแล้วเสร็จ",
        required=True,
        official=True,
        centred=True,
        width=18,
        prompt=Sentence(
            "พิมพ์กำหนดเวลา เช่น ม.ค. – มี.ค. ๖๖ ให้อยู่ในปีงบประมาณ",
            "The deadline, such as Jan – Mar 66, within the fiscal year",
        ),
        aliases=(
            "กำหนดแล้วเสร็จ",
            "กำหนดเวลา",
            "ระยะเวลา",
            "ระยะเวลาดำเนินการ",
            "ระยะเวลาดำเนินงาน",
            "ระยะเวลาแล้วเสร็จ",
            "กำหนดระยะเวลาแล้วเสร็จ",
            "ระยะเวลาที่แล้วเสร็จ",
            "วันแล้วเสร็จ",
        ),
    ),
    Column(
        key="result",
        header="ผลการดำเนินการ",
        required=True,
        official=True,
        centred=False,
        width=34,
        prompt=Sentence(
            "พิมพ์ผลที่ทำได้จริงในรอบนี้ (ทำอะไร เมื่อใด เผยแพร่ที่ใด)",
            "What was really done in this round (what, when, published where)",
        ),
        aliases=(
            "ผลการดำเนินงาน",
            "ผลดำเนินการ",
            "ผลการปฏิบัติ",
            "ผลการปฏิบัติงาน",
            "รายงานผล",
            "รายงานผลการดำเนินการ",
            "ผลการดำเนินการตามมาตรการ",
        ),
    ),
    Column(
        key="suggestion",
        header="ข้อเสนอแนะ",
        required=False,
        official=True,
        centred=False,
        width=24,
        prompt=Sentence(
            "พิมพ์ข้อเสนอแนะเพื่อปีต่อไป (ถ้ามี)",
            "A suggestion for the next year, if any",
        ),
        aliases=("ข้อเสนอแนะ/แนวทางแก้ไข", "ปัญหา/ข้อเสนอแนะ", "ข้อเสนอแนะเพิ่มเติม"),
    ),
    Column(
        key="status",
        header="สถานะ",
        required=False,
        official=False,
        centred=True,
        width=21,
        prompt=Sentence("เลือกสถานะจากรายการ", "Choose the status from the list"),
        aliases=("สถานะการดำเนินการ", "สถานะการดำเนินงาน", "สถานะดำเนินการ"),
    ),
    Column(
        key="evidence",
        header="หลักฐาน/ลิงก์เผยแพร่",
        required=False,
        official=False,
        centred=False,
        width=28,
        prompt=Sentence(
            "วางที่อยู่เว็บ (http:// หรือ https://) ที่เผยแพร่หลักฐาน",
            "The web address (http or https) where the evidence is published",
        ),
        aliases=(
            "หลักฐาน",
            "ลิงก์",
            "ลิงค์",
            "หลักฐาน/ลิงค์เผยแพร่",
            "หลักฐานอ้างอิง",
            "เอกสารหลักฐาน",
            "URL",
            "Link",
            "ลิงก์เผยแพร่",
        ),
    ),
)

KEYS: tuple[str, ...] = tuple(column.key for column in COLUMNS)
REQUIRED: tuple[str, ...] = tuple(column.key for column in COLUMNS if column.required)
OFFICIAL: tuple[str, ...] = tuple(column.key for column in COLUMNS if column.official)
BY_KEY: dict[str, Column] = {column.key: column for column in COLUMNS}
