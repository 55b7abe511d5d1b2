"""What the header of a column names: one small grammar of the words that officials use.

A name is what is left of a header without its number, its round and its remarks. It is known as one
of those listed with the columns, or when it begins with a word for what the column holds and goes
on with words that add nothing: ผลการดำเนินงานตามมาตรการ. Names joined with a slash, และ or หรือ are
one name when each of them is one of the same column.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from ita_xlsx.official.columns import COLUMNS
from ita_xlsx.official.deadlines import parse
from ita_xlsx.thai.dates import month_name
from ita_xlsx.thai.text import fix_text, fold, fold_tight

LONGEST_NAME = 120  # letters of a header; a cell with more is none
_LONGEST_BUILT = 60  # letters of a name that is put together of words

SPELLINGS = {alias: column.key for column in COLUMNS for alias in (column.header, *column.aliases)}
LISTED = {fold_tight(alias) or alias: key for alias, key in SPELLINGS.items()}


def _any(words: str) -> str:
    """A pattern of any of some words, the longest first."""
    return f"(?:{'|'.join(sorted(words.split(), key=len, reverse=True))})"


_MONTH = "|".join(
    re.escape(name)
    for number in range(1, 13)
    for name in (month_name(number), fold(month_name(number, short=True)))
)
# What stands before a name, in brackets within or after it, and after it to the end.
_NUMBER = re.compile(r"^(?:[(\[]\d{1,2}[)\]]|\d{1,2}[.)](?!\d))\s*")
_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_TAIL = re.compile(
    r"\s*(?:(?:ประจำ|ของ|ใน|(?<![ก-๙])ณ|ถึง|ภายใน|ระหว่าง|ตั้งแต่|สะสม)\s*)*(?:"
    r"รอบ(?:ที่|ระยะเวลา)?\s*\d|\d{1,2}\s*เดือน|(?:ปี\s*(?:งบประมาณ\s*)?)?(?:พ\.?\s?ศ\.?\s*)?(?:25)?\d\d$"
    rf"|ปี\s*งบประมาณ\s*(?:พ\.?\s?ศ\.?\s*)?(?:25)?\d\d|(?:เดือน|วันที่|\d{{1,2}})?\s*(?:{_MONTH})"
    r"|(?:โปรด|กรุณา|ให้)?ระบุ|ถ้ามี|เช่น|ร้อยละ$|%$|\*+$).*$"
)
# Cheap tests first: what has none of these has nothing to drop, or is no built name.
_MAY_BE_DRESSED = re.compile(r"[\d(\[%*]|ระบุ|ถ้ามี|เช่น|ร้อยละ|\.[คยพ]\.|คม|ยน|พันธ์")
_MAY_NAME = re.compile(
    "ลำดับ|เลข|ประเด็น|จุด|ข้อ|เรื่อง|ตัวชี้วัด|รายการ|มาตรการ|ขั้นตอน|วิธี|แนว|กระบวน|ผล|รับผิดชอบ"
    "|เจ้าภาพ|ผู้|หน่วยงาน|เวลา|กำหนด|วัน|สถานะ|หลักฐาน|เอกสาร|ลิงก์|ลิงค์|link"
)
_JOINTS = re.compile(r"\s*[/,]\s*"), re.compile(r"\s*(?:[/,]|และ|หรือ)\s*")

# Words that add nothing to the name of any column, and those that add nothing to one.
_ADD_NOTHING = (
    "การ ใน ที่ ของ ตาม และ หรือ เพื่อ จะ ได้ ต้อง ควร ให้ มี เป็น ได้รับ ดำเนินการ ดำเนินงาน ดำเนิน ปฏิบัติ งาน "
    "หลัก รอง ร่วม ย่อย หน่วยงาน กำหนด"
)
_BETTER = "ปรับปรุง แก้ไข พัฒนา"
_UNITS = (
    "(?:ผู้|หน่วยงาน|หน่วย(?!งาน)|กอง|สำนัก|ส่วนราชการ|ส่วนงาน|ส่วน(?!ราชการ|งาน)|ฝ่าย|งาน"
    "|เจ้าหน้าที่|คณะทำงาน|บุคคล|เจ้าภาพ)"
)
_BUILT = {
    key: re.compile(
        f"(?:{begin})(?:(?=(?P<longest>{_any(f'{_ADD_NOTHING} {words}')}))(?P=longest))*"
    )
    for key, begin, words in (
        ("number", "ลำดับ|เลขข้อ", "ข้อ"),
        (
            "issue",
            "ประเด็น|จุดอ่อน|ข้อบกพร่อง|(?:หัวข้อ|เรื่อง|ข้อ|รายการ|ตัวชี้วัด|จุด)(?=ที่(?:จะ)?(?:ต้อง|ควร|เลือก))",
            f"{_BETTER} ประเมิน วิเคราะห์ ปัญหา พบ เลือก ข้อบกพร่อง จุดอ่อน ตัวชี้วัด ดีขึ้น สำคัญ เร่งด่วน ita oit",
        ),
        (
            "steps",
            "มาตรการ|ขั้นตอน|วิธี(?=การ|ดำเนิน|ปฏิบัติ)|(?:แนวทาง|กระบวนการ)(?=.)|แนวปฏิบัติ",
            f"{_BETTER} ป้องกัน นำ ไป สู่ ผลการวิเคราะห์ มาตรการ ขั้นตอน วิธี วิธีการ แนวทาง กระบวนการ",
        ),
        (
            "responsible",
            f"{_UNITS}+(?!ผู้)(?:ที่|ผู้|ซึ่ง|มีหน้าที่|เป็น)*รับผิดชอบ|เจ้าภาพ|ผู้ดำเนินการ|ผู้ปฏิบัติ|หน่วยงาน(?=ดำเนิน|หลัก|เจ้าภาพ|ปฏิบัติ)",
            "ผู้รับผิดชอบ กอง สำนัก เจ้าภาพ โครงการ กิจกรรม มาตรการ",
        ),
        (
            "deadline",
            "(?:กำหนด|กรอบ|ห้วง|ช่วง|แผน)+(?:ระยะ)?เวลา|ระยะเวลา|เวลา(?=แล้วเสร็จ|เสร็จ|สิ้นสุด)"
            "|(?:กำหนด)?(?:วัน|วันที่)(?=แล้วเสร็จ|เสร็จ|ครบกำหนด|กำหนด|สิ้นสุด)|กำหนด(?=แล้วเสร็จ|เสร็จ|ส่ง)|ครบกำหนด",
            "แล้วเสร็จ เสร็จ เสร็จสิ้น สิ้นสุด เริ่มต้น เริ่ม เวลา ระยะเวลา วัน วันที่ เดือน ปี ครบ ส่ง ถึง",
        ),
        (
            "result",
            "(?:สรุป|รายงาน|ติดตาม)*(?:การ)?ผล(?=(?:การ)?ดำเนิน|การปฏิบัติ|งานที่|ที่ได้|ที่เกิดขึ้น|สำเร็จ|การติดตาม"
            "|การปรับปรุง|การแก้ไข|การพัฒนา)",
            f"{_BETTER} สำเร็จ ติดตาม ผ่านมา ทำได้ เกิดขึ้น กิจกรรม มาตรการ ทำ จริง ปัจจุบัน",
        ),
        ("suggestion", "(?:ปัญหา|อุปสรรค|และ|ข้อคิดเห็น|ความเห็น)*ข้อเสนอแนะ", f"{_BETTER} เพิ่มเติม อื่น"),
        ("status", "สถานะ", "ปัจจุบัน ล่าสุด มาตรการ"),
        (
            "evidence",
            "(?:เอกสาร|ลิงก์|ลิงค์|link)*หลักฐาน|(?:เอกสาร|ลิงก์|ลิงค์)(?=อ้างอิง|หลักฐาน|เผยแพร่)",
            "เชิงประจักษ์ อ้างอิง ประกอบ เผยแพร่ แนบ เอกสาร ลิงก์ ลิงค์ url link",
        ),
    )
}  # fmt: skip

# Columns of other forms that are none of ours, whatever is missing. Those with a name are kept
# under it, however they are spelt.
PROBLEMS, MONITORING, INDICATOR = "ปัญหา/อุปสรรค", "การกำกับติดตาม", "ตัวชี้วัดความสำเร็จ"
_OTHERS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (PROBLEMS, "(?:สภาพ)?ปัญหา(?:และ)?อุปสรรค.*|อุปสรรค.*|ปัญหา(?:แนวทางแก้ไข|ข้อจำกัด).*"),
        (
            MONITORING,
            "(?:การ|วิธีการ|วิธี|แนวทาง|ผู้)?(?:กำกับ|ติดตาม)(?:กำกับ|ติดตาม|ประเมินผล|และ|ดูแล)*",
        ),
        (
            INDICATOR,
            "ตัวชี้วัด(?:ความ|ผล)(?:สำเร็จ|การดำเนินการ|การดำเนินงาน).*|ตัวชี้วัด(?:และ)?(?:ค่า)?เป้าหมาย.*",
        ),
        ("", "(?:วงเงิน|จำนวน)?งบประมาณ.*|หมายเหตุ.*|(?:ค่า)?เป้าหมาย|ร้อยละ.*|รหัส.*"),
        ("", "(?:เบอร์)?โทร.*|วัตถุประสงค์.*|ผล(?:ผลิต)?ที่คาดว่า.*|(?:ผล)?คะแนน.*|ระดับ.*"),
        ("", "ผู้รายงาน|วันที่รายงาน|.*ความเสี่ยง.*|.*ยุทธศาสตร์.*"),
    )
)


def bare_name(header: str) -> str:
    """A header without its number, the round or time it is of, units and remarks; folded."""
    text = fold(header)
    if len(text) <= LONGEST_NAME and _MAY_BE_DRESSED.search(text):
        text = _TAIL.sub("", _REMARK.sub("", _NUMBER.sub("", text)))
    return text.strip()


def listed_key(header: str) -> str | None:
    """The column that has a header, or what is left of it, among its names."""
    if not 0 < len(header) <= LONGEST_NAME:
        return None
    key = LISTED.get(fold_tight(header) or fix_text(header))
    if key or not _MAY_BE_DRESSED.search(header):
        return key
    return LISTED.get(fold_tight(bare_name(header)))


# Headers, labels and titles come again in every file: without it a form's header takes six times
# as long to find.
@lru_cache(maxsize=1 << 12)
def column_key(header: str) -> str | None:
    """The column that a header names, or None."""
    if (key := listed_key(header)) or len(header) > LONGEST_NAME or not _MAY_NAME.search(header):
        return key
    bare = bare_name(header)
    if len(bare) > _LONGEST_BUILT:
        return None
    if key := _built(fold_tight(bare)):
        return key
    for joint in _JOINTS:
        pieces = joint.split(bare)
        keys = {_key(piece) for piece in pieces if piece} if len(pieces) > 1 else set()
        if len(keys) == 1 and (key := keys.pop()):
            return key
    return None


def keys_in(header: str) -> Iterator[str]:
    """The columns that pieces of a header name, where it says more than one name."""
    if len(header) <= LONGEST_NAME and other_name(header) is None:
        yield from filter(None, map(_key, _JOINTS[1].split(bare_name(header))))


def other_name(header: str) -> str | None:
    """The name of a column that is known and none of ours: its own one, or an empty one."""
    tight = fold_tight(bare_name(header)) if len(header) <= LONGEST_NAME else ""
    if _key(tight):
        return None
    return next((name for name, pattern in _OTHERS if pattern.fullmatch(tight)), None)


def months_in(header: str) -> int | None:
    """The months of the round that a header names: 6 of รอบ ๖ เดือน, or of ต.ค. – มี.ค."""
    if len(header) > LONGEST_NAME or not _MAY_BE_DRESSED.search(header):
        return None
    folded, bare = fold(header), bare_name(header)
    if found := _MONTHS.search(folded):
        return int(found[1])
    due = parse(folded.removeprefix(bare).strip(" ()[]"), _ANY_YEAR) if bare != folded else None
    if due is None or due.start is None or due.end is None or due.start.month != _FIRST_MONTH:
        return None
    return (due.end.month - _FIRST_MONTH) % 12 + 1


_MONTHS = re.compile(r"(?:^|รอบ|[\s(])\s*(\d{1,2})\s*เดือน")
_FIRST_MONTH = 10  # of a fiscal year
_ANY_YEAR = 2569  # what is meant by a period without one does not matter


def _key(name: str) -> str | None:
    tight = fold_tight(name)
    return LISTED.get(tight) or _built(tight)


def _built(tight: str) -> str | None:
    if not 0 < len(tight) <= _LONGEST_BUILT:
        return None
    return next((key for key, pattern in _BUILT.items() if pattern.fullmatch(tight)), None)
