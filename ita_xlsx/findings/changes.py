"""The catalogue of everything that can differ between two rounds; none of it is an error."""

from dataclasses import dataclass
from typing import Literal

from ita_xlsx.language import Sentence

Tone = Literal["new", "gone", "changed", "forward", "back", "ask"]


@dataclass(frozen=True)
class ChangeKind:
    """One way in which a measure differs from the last time.

    ``sign`` tells it apart where there is no colour, ``tone`` is what the colour says.
    """

    code: str
    sign: str
    tone: Tone
    name: Sentence


ADDED = ChangeKind("added", "+", "new", Sentence("มาตรการเพิ่มใหม่", "added"))
REMOVED = ChangeKind("removed", "-", "gone", Sentence("ไม่มีมาตรการนี้แล้ว", "removed"))
REWORDED = ChangeKind("reworded", "~", "changed", Sentence("แก้ไขถ้อยคำ", "reworded"))
OWNER_CHANGED = ChangeKind(
    "owner_changed", "@", "changed", Sentence("เปลี่ยนผู้รับผิดชอบ", "owner changed")
)
DIVISION_CHANGED = ChangeKind(
    "division_changed", "@@", "changed", Sentence("เปลี่ยนกองที่รายงาน", "reported by another division")
)
DEADLINE_CHANGED = ChangeKind(
    "deadline_changed", "#", "changed", Sentence("เปลี่ยนกำหนดเวลา", "deadline changed")
)
STATUS_FORWARD = ChangeKind(
    "status_forward", ">", "forward", Sentence("สถานะคืบหน้า", "status moved forward")
)
STATUS_BACK = ChangeKind("status_back", "<", "back", Sentence("สถานะถอยหลัง", "status moved back"))
STATUS_CANCELLED = ChangeKind("status_cancelled", "x", "gone", Sentence("ยกเลิก", "cancelled"))
STATUS_RESUMED = ChangeKind(
    "status_resumed", "o", "new", Sentence("กลับมาดำเนินการ", "taken up again")
)
STATUS_UNKNOWN = ChangeKind(
    "status_unknown",
    "??",
    "ask",
    Sentence("ไม่ทราบสถานะในครั้งใดครั้งหนึ่ง", "status of one round unknown"),
)
RESULT_CHANGED = ChangeKind(
    "result_changed", "*", "changed", Sentence("ผลการดำเนินการเปลี่ยนไป", "result changed")
)
RESULT_COPIED = ChangeKind(
    "result_copied",
    "=",
    "ask",
    Sentence("ผลการดำเนินการเหมือนครั้งก่อนทุกคำ โปรดตรวจ", "same result as last time; please check"),
)
SUGGESTION_ACTED = ChangeKind(
    "suggestion_acted",
    "/",
    "forward",
    Sentence("พบการดำเนินการตามข้อเสนอแนะ", "suggestion acted upon"),
)
SUGGESTION_OPEN = ChangeKind(
    "suggestion_open",
    "!",
    "ask",
    Sentence(
        "ไม่พบว่าได้ดำเนินการตามข้อเสนอแนะ ดำเนินการแล้วหรือไม่",
        "no sign that the suggestion was acted upon; was it?",
    ),
)
EVIDENCE_ADDED = ChangeKind("evidence_added", "&+", "new", Sentence("เพิ่มหลักฐาน", "evidence added"))
EVIDENCE_GONE = ChangeKind("evidence_gone", "&-", "gone", Sentence("หลักฐานหายไป", "evidence gone"))

# The order of every list of changes.
CHANGE_KINDS: tuple[ChangeKind, ...] = (
    ADDED,
    REMOVED,
    REWORDED,
    OWNER_CHANGED,
    DIVISION_CHANGED,
    DEADLINE_CHANGED,
    STATUS_FORWARD,
    STATUS_BACK,
    STATUS_CANCELLED,
    STATUS_RESUMED,
    STATUS_UNKNOWN,
    RESULT_CHANGED,
    RESULT_COPIED,
    SUGGESTION_ACTED,
    SUGGESTION_OPEN,
    EVIDENCE_ADDED,
    EVIDENCE_GONE,
)
