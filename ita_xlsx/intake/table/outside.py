"""Rows in or below a table that are no measures, known by their texts alone.

Each function takes the texts of a row from left to right, without the blank ones.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from ita_xlsx.thai.dates import parse_day
from ita_xlsx.thai.text import fold

# More cells than these has a measure.
_FEW = 3
_LONGEST_LINE = 120
_LONGEST_SIGNER = 60
_LONGEST_TOTAL = 80

# What lines to be written on, or between parts of a page, are drawn with.
_LINE = "._-–—=*~"
_DRAWN = re.compile(rf"[\s()…{re.escape(_LINE)}]*")
_SIGNATURE = re.compile(
    r"\(?ลงชื่อ|ลงนาม(?![ก-๙])|ลงนามผู้|\(?\s*[.…_]{4,}"
    r"|ผู้(?:รายงาน|ตรวจสอบ|อนุมัติ|จัดทำ|รับรอง)(?![ก-๙])"
)
_SIGNER = re.compile(
    r"[(.…_\d/\s-]*(?:นาย|นาง|น\.?ส\.|ว่าที่|ดร\.|จ่า|สิบ|พัน|ร้อย|[รพจส]\.[ตทอ]\.|ตำแหน่ง|วันที่|ปลัด|รองปลัด"
    r"|ผู้(?:อำนวยการ|รายงาน|ตรวจ|อนุมัติ|จัดทำ|รับรอง|ช่วย|บริหาร|บังคับบัญชา)|ผอ\.|หัวหน้า|เจ้าพนักงาน"
    r"|เจ้าหน้าที่|นักวิชาการ|นักวิเคราะห์|นักบริหาร|นักทรัพยากร|นักจัดการ|นักพัฒนา|นิติกร|โทร|ลงชื่อ)"
)
_TOTAL = re.compile(
    r"(?:รวม(?:ทั้งสิ้น|ทั้งหมด|ทั้งปี|จำนวน|มาตรการ|รายการ|คะแนน|ยอด|(?:เป็น)?เงิน|งบประมาณ|(?=[\s\d(:]|$))"
    r"|(?:ผล|ยอด|จำนวน)รวม|คิดเป็นร้อยละ|ค่าเฉลี่ย|(?:(?:grand|sub)[\s-]?)?total(?![a-z])|sum(?![a-z]))"
)
_FOOTNOTE = re.compile(
    r"หมายเหตุ|(?:แหล่ง)?ที่มา(?=[\s:]|$)|(?:แหล่งข้อมูล|อ้างอิง)\s*:|ข้อมูล\s*ณ(?![ก-๙])|คำอธิบาย|คำชี้แจง"
    r"|(?:notes?|remarks?|source)\s*:|\(?\*+\)?\s*[^\s*]|[¹²³†‡]|\[?\d{1,2}(?:/|\])\s*[^\s\d]"
)
# What is no title above a table, but says something of measures: it is numbered, begins with what
# was done, or asks for a change.
_DONE = re.compile(
    r"\(?\d+(?:\.\d+)*\s*[.)]\s*[ก-๙a-z]|ได้|จัด(?!ทำโดย|ซื้อ|การ|เก็บ)|เผยแพร่|อบรม|ปรับปรุง|แต่งตั้ง|สำรวจ|เพิ่ม|แก้|ดำเนินการแล้ว"
    r"|มอบหมาย|ประชาสัมพันธ์|ประชุม|เสนอ"
)
_ASKED = re.compile(r"ขอ(?:แก้|เปลี่ยน|เลื่อน|ยกเลิก|เพิ่ม|ส่ง|แจ้ง)|ไม่(?:มี|ได้|ต้อง)|ยัง(?:ไม่|อยู่)|เลื่อน|ยกเลิก")
_ORDINAL = re.compile(r"[(\[]?(?:\d{1,2}|[a-zก-ฮ])[)\].]?")


def is_line(text: str) -> bool:
    """Whether a text is a line to be written on: four dots or dashes at least, and nothing else."""
    if not _DRAWN.fullmatch(text):
        return False
    drawn = "".join(text.split()).strip("()").replace("…", "...")
    return len(drawn) >= 4 and not drawn.strip(_LINE)


def is_signature(texts: Sequence[str]) -> bool:
    """A signature, or a row of lines to be written on."""
    if is_line("".join(texts)):
        return True
    first = fold(texts[0])
    return len(texts) <= _FEW and len(first) < _LONGEST_LINE and bool(_SIGNATURE.match(first))


def is_signer(texts: Sequence[str]) -> bool:
    """What is written below a signature: a name, a position, a date."""
    return len(texts) <= _FEW and all(
        len(text) <= _LONGEST_SIGNER
        and (
            is_line(text)
            or (text.startswith("(") and text.endswith(")"))
            or bool(_SIGNER.match(fold(text)))
            or parse_day(text) is not None
        )
        for text in texts
    )


def is_total(texts: Sequence[str]) -> bool:
    """A row of totals, by the words of its first text."""
    return len(texts[0]) < _LONGEST_TOTAL and bool(_TOTAL.match(fold(texts[0])))


def is_title(text: str) -> bool:
    """Whether a text above a table says what it is, whose, of when, or how to fill it in."""
    folded = fold(text)
    return is_footnote((text,)) or not (_DONE.match(folded) or _ASKED.search(folded))


def is_footnote(texts: Sequence[str]) -> bool:
    """A note on the table, or where it was taken from."""
    return len(texts) <= _FEW and bool(_FOOTNOTE.match(fold(texts[0])))


def are_column_numbers(texts: Sequence[str]) -> bool:
    """The columns counted below a header: ``(๑) (๒) (๓)``, ``1 2 3``, ``A B C``."""
    folded = [fold(text) for text in texts]
    if len(folded) < _FEW or not all(map(_ORDINAL.fullmatch, folded)):
        return False
    bare = [text.strip("()[].") for text in folded]
    if all(map(str.isdecimal, bare)):
        return all(int(after) == int(before) + 1 for before, after in pairwise(bare))
    letters = not any(map(str.isdecimal, bare))
    return letters and all(before < after for before, after in pairwise(bare))
