"""The statuses of a measure, and how a written result or status is understood.

Every wording in use contains ดำเนินการ, and ยังไม่เสร็จ contains เสร็จ: so what says that it was
not done is tried before what says that it was.
"""

import re
from typing import NamedTuple

from ita_xlsx.official.answers import is_no_answer
from ita_xlsx.thai.text import fold

DONE = "ดำเนินการแล้วเสร็จ"
IN_PROGRESS = "อยู่ระหว่างดำเนินการ"
NOT_STARTED = "ยังไม่ได้ดำเนินการ"
CANCELLED = "ยกเลิก"

UNKNOWN = "ไม่ทราบ"
# Of a measure of which nothing was reported: neither a result nor a status.
NOT_REPORTED = "ยังไม่รายงาน"
# Before the names of those who sent nothing, in the summary and in the letter.
NOT_SENT = "ยังไม่ส่ง: "

# Those to choose from.
LABELS: tuple[str, ...] = (DONE, IN_PROGRESS, NOT_STARTED, CANCELLED)
# What a measure may count as, with the words that other programs know it by.
CODES: dict[str, str] = {
    DONE: "done",
    IN_PROGRESS: "in_progress",
    NOT_STARTED: "not_begun",
    CANCELLED: "cancelled",
    UNKNOWN: "unknown",
    NOT_REPORTED: "unknown",
}


class _Sign(NamedTuple):
    """A wording of a status. No text without one of the ``words`` matches the pattern."""

    status: str
    words: frozenset[str]
    pattern: re.Pattern[str]


# What may be missing although the work was done: ยังไม่มีการร้องเรียน, ยังไม่ได้รับแจ้งเบาะแส.
_NOTHING_BAD = r"(?:การ)?(?:ร้อง|เรื่องร้อง|ข้อร้อง|คำร้อง|แจ้ง|เบาะแส|ทุจริต|กระทำ|ฝ่าฝืน|ละเมิด|ทักท้วง|อุทธรณ์)"
_WORK = r"(?:ดำเนิน|จัด|ทำ|เผยแพร่|รายงาน|ปฏิบัติ)"
_MORE_WORK = r"(?:เริ่ม|ประกาศ|แต่งตั้ง|ประชุม|ปรับปรุง|กำหนด|ลงนาม|อนุมัติ)"
_UNFINISHED = r"(?:(?:แล้ว)?เสร็จ|ครบ|สมบูรณ์|สิ้นสุด|เรียบร้อย|สำเร็จ)"
_PLANNED = r"(?:มาตรการ|โครงการ|กิจกรรม|แผน)"
# The whole of a status as lists of tasks offer it: work begun that is stuck, late or not enough.
_STUCK = (
    r"(?:มี|ติด)?(?:ขัด)?(?:ปัญหา|อุปสรรค|ปัญหา(?:และ|/)?อุปสรรค)|(?:ค่อนข้าง)?ล่าช้า(?:กว่า(?:แผน|กำหนด)|มาก)?"
)
_SHORT = r"(?:ต่ำกว่า|ไม่เป็นไปตาม|ไม่ได้ตาม|ไม่ถึง)(?:แผน|เป้าหมาย|เป้า|เกณฑ์)(?:ที่กำหนด)?"
_NOT_GOOD = (
    r"(?:ยัง)?ไม่(?:ครบ(?:ถ้วน)?|บรรลุ(?:เป้าหมาย|ผล)?|เรียบร้อย|สำเร็จ|สมบูรณ์|สิ้นสุด|ผ่าน|ลดลง|ได้ผล)"
    r"|(?:ยัง)?(?:ควบคุมไม่ได้|ไม่สามารถควบคุม(?:ได้)?)"
)
_FOR_REVIEW = r"(?:ฉบับ|แบบ|จัดทำ)?ร่าง|(?:อยู่ระหว่าง)?รอ(?:การ|ผล)?ตรวจ(?:สอบ|รับ|ทาน)?"
_PERCENT = r"(?:ร้อยละ(?!100)\d+|\d{1,2}(?:%|เปอร์เซ็นต์))"

# Tried in this order on folded text without blanks: a cancellation that comes first, what was
# done in part, then negatives, in progress, and a cancellation anywhere.
_SIGNS: tuple[_Sign, ...] = tuple(
    _Sign(status, frozenset(words.split()), re.compile(pattern))
    for status, words, pattern in (
        (CANCELLED, "ยกเลิก", rf"^(?:ได้|ขอ|ถูก)?ยกเลิก(?:{_PLANNED}|การดำเนิน|การจัด|เนื่อง|แล้ว|$)"),
        (CANCELLED, "งด", r"^งด(?:การ)?(?:ดำเนิน|จัด|กิจกรรม|$)"),
        (IN_PROGRESS, "ยังไม่", rf"แต่ยังไม่(?:ได้|มีการ)*(?:{_WORK}|{_MORE_WORK}|{_UNFINISHED})"),
        (
            IN_PROGRESS,
            "ปัญหา อุปสรรค ล่าช้า ต่ำกว่า ไม่ ร่าง ตรวจ",
            rf"^(?:{_STUCK}|{_SHORT}|{_NOT_GOOD}|{_FOR_REVIEW})$",
        ),
        (IN_PROGRESS, "เริ่ม", r"^(?:ได้)?เริ่ม(?:ต้น)?(?:ดำเนินการ|ทำ)?(?:ไป)?แล้ว$"),
        (IN_PROGRESS, "บางส่วน", r"บางส่วน(?:แล้ว)?$|เสร็จ(?:แล้ว)?(?:เพียง)?บางส่วน"),
        (IN_PROGRESS, "ร้อยละ % เปอร์เซ็นต์", r"^(?:ร้อยละ[1-9]\d?|[1-9]\d?(?:%|เปอร์เซ็นต์))$"),
        (NOT_STARTED, "ยัง", rf"ยัง(?:ไม่|มิ)ได้(?!รับ{_NOTHING_BAD})|ยังไม่มีการ(?!{_NOTHING_BAD})"),
        (NOT_STARTED, "ยังไม่", rf"ยังไม่(?:เคย|สามารถ)?(?:{_WORK}|{_MORE_WORK})"),
        (NOT_STARTED, "ยัง 0", r"ยังไม่(?:สามารถ|พร้อม|ถึง(?:กำหนด|รอบ|เวลา))|^ยังไม่$|^ยัง$|^0%?$"),
        (NOT_STARTED, "ไม่ มิได้", rf"(?:ไม่|มิ)ได้(?:มีการ)?{_WORK}|ไม่สามารถ{_WORK}"),
        (NOT_STARTED, "ไม่", r"ไม่มีการดำเนินการ(?!ทางวินัย|ทุจริต)|^ไม่ดำเนินการ|^ไม่(?:ทำ|มี)?$"),
        (
            NOT_STARTED,
            "จะ รอ กำหนด เตรียม",
            r"มีแผน(?:ที่)?จะ|^จะ|^(?:รอ(?:การ)?|มีกำหนด|กำหนด|เตรียม)ดำเนินการ|^รอ(?:เริ่ม|ทำ)?$",
        ),
        # Not in a clause of its own: เอกสารที่อยู่ระหว่าง..., but เจ้าหน้าที่อยู่ระหว่าง...
        (IN_PROGRESS, "อยู่", r"(?:(?<!ที่)|(?<=หน้าที่)|(?<=พื้นที่))อยู่(?:ใน)?(?:ระหว่าง|ขั้นตอน|กระบวนการ)"),
        (IN_PROGRESS, "ระหว่าง", r"^(?:ใน)?ระหว่าง(?:การ)?(?:ดำเนิน|จัดทำ|ปรับปรุง|รวบรวม|ขอ|เสนอ|$)"),
        (IN_PROGRESS, "กำลัง", r"กำลัง(?:ดำเนิน|จัด|ทำ|รวบรวม|ปรับปรุง|เสนอ|ขอ|เร่ง|ประกาศ|อยู่)"),
        (
            IN_PROGRESS,
            "ไม่ มิได้ ยัง เกือบ ใกล้",
            rf"ยังไม่{_UNFINISHED}|(?:ไม่|มิได้)(?:แล้ว)?เสร็จ|ดำเนินการไม่(?:ครบ|สำเร็จ|เรียบร้อย)"
            rf"|เสร็จไม่(?:ครบ|ทัน)|(?:เกือบ|ใกล้)(?:จะ)?{_UNFINISHED}|ยัง(?:คง)?ดำเนินการ",
        ),
        (IN_PROGRESS, "อยู่ ต่อเนื่องถึง จะ", r"ดำเนินการอยู่(?!แล้ว)|ต่อเนื่องถึง|คาดว่าจะ|จะ(?:แล้ว)?เสร็จ"),
        (IN_PROGRESS, "รอ", r"รอ(?:การ|ผล)?(?:อนุมัติ|ลงนาม|เสนอ|พิจารณา)"),
        (IN_PROGRESS, "ร้อยละ % เปอร์เซ็นต์", rf"(?:เสร็จ(?:ไป)?(?:แล้ว)?|คืบหน้า){_PERCENT}"),
        (CANCELLED, "ยกเลิก ชะลอ", rf"ยกเลิก(?:{_PLANNED}|การดำเนิน|การจัด|$)|ชะลอ(?!ความเร็ว)"),
        (CANCELLED, "พัก", r"^พัก(?:งาน|โครงการ|การดำเนินการ|ดำเนินการ|ไว้)(?:ก่อน|ชั่วคราว|แล้ว)*$"),
        (
            CANCELLED,
            "เลื่อน ระงับ",
            r"เลื่อน(?:ออกไป|การดำเนิน|การจัด|ไปดำเนิน|ไปปี)|ระงับ(?:โครงการ|การดำเนิน)",
        ),
    )
)
# What may come before a text, and says nothing.
_BULLET = re.compile(r"^(?:[-\u2010-\u2015\u2212•*(]|\d{1,2}[.)](?!\d))+")
_WORDS = tuple({word for sign in _SIGNS for word in sign.words})
_GIVEN_DONE = re.compile(
    r"เสร็จ|เรียบร้อย|ดำเนินการแล้ว|^(?:ได้)?ดำเนินการ$|สำเร็จ|ครบถ้วน|^(?:ร้อยละ)?100%?$|^ครบ$"
    r"|^(?:ได้)?(?:ทำ|จัดทำ|มี|(?:ส่ง|เผยแพร่|จัดส่ง)?(?:รายงาน)?(?:ผล)?|อนุมัติ|ประกาศ)แล้ว$"
    r"|^(?:บรรลุ(?:เป้าหมาย|ผล)?|เป็นไปตาม(?:แผน|เป้าหมาย)|(?:สามารถ)?ควบคุมได้|ลดลง)(?:แล้ว)?$"
)
# With one of these a short text does not say "done", whatever else it says.
_NOT_DONE = re.compile(r"(?:ไม่|มิ)(?!(?:พบ|มี)(?:ปัญหา|อุปสรรค|ข้อ|เรื่อง|การร้อง))|ยัง|^รอ|ต้อง|ควร|อาจ")
_SHORT_TEXT = 40  # letters


def understand(text: str) -> str | None:
    """The status that a typed status or a result names, one of ``LABELS``, or None."""
    compact = _BULLET.sub("", "".join(fold(text).split())).rstrip(".)")
    doubtful = len(compact) <= _SHORT_TEXT and _NOT_DONE.search(compact)
    return _signed(compact) or (DONE if not doubtful and _GIVEN_DONE.search(compact) else None)


def counted(status: str, result: str) -> str:
    """What a measure counts as, by what was typed as its status and its result; one of ``CODES``.

    A status that is none of the four is not made up. A result that names none is taken as done, as
    the reports in use leave the status out when a measure was carried out; of what was begun or
    done without a result, nothing is reported.
    """
    return counted_as(status, result, understand(status), understand(result))


def counted_as(status: str, result: str, given: str | None, in_result: str | None) -> str:
    """As ``counted``, with what was understood of both texts."""
    if given in (DONE, IN_PROGRESS) and is_no_answer(result):
        return NOT_REPORTED
    if given or any(map(str.isalnum, status)):
        return given or UNKNOWN
    if is_no_answer(_BULLET.sub("", "".join(result.split()))):
        return NOT_REPORTED
    return in_result or DONE


def _signed(text: str) -> str | None:
    # The cheap search first, as most texts name no status.
    words = [word for word in _WORDS if word in text]
    for sign in _SIGNS:
        if not sign.words.isdisjoint(words) and sign.pattern.search(text):
            return sign.status
    return None
