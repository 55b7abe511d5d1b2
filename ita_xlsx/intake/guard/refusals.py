"""What is said of a file that is not opened: one sentence, with what to do."""

from ita_xlsx.intake.guard.file_type import Kind
from ita_xlsx.language import Sentence
from ita_xlsx.ooxml.zip_directory import Refused

_SAVE_AGAIN = Sentence(
    "โปรดเปิดไฟล์ใน Excel บันทึกเป็น Excel Workbook (.xlsx) ชื่อใหม่ แล้วส่งใหม่",
    "Please open it in Excel, save it as a new Excel Workbook (.xlsx), and send it again.",
)
_COPY_OVER = Sentence(
    "โปรดคัดลอกเฉพาะตารางมาตรการลงในแบบฟอร์มที่ได้รับ แล้วส่งไฟล์นั้น",
    "Please copy only the table of measures into the form that was sent out, and send that.",
)

REFUSALS: dict[str, Sentence] = {
    "not_regular": Sentence(
        "สิ่งนี้ไม่ใช่ไฟล์ แต่เป็นโฟลเดอร์หรืออุปกรณ์ โปรดนำออกจากรายการ",
        "This is not a file but a folder or a device; please leave it out.",
    ),
    "broken_link": Sentence(
        "ทางลัดนี้ไม่ชี้ไปยังไฟล์ใด โปรดนำไฟล์จริงมาวางแทน",
        "This link leads to no file; please put the file itself in its place.",
    ),
    "vanished": Sentence(
        "ไม่พบไฟล์นี้ อาจถูกย้ายหรือลบไปแล้ว โปรดตรวจชื่อและที่อยู่",
        "The file is not there; it may have been moved or deleted. Please check its name.",
    ),
    "no_permission": Sentence(
        "ไม่มีสิทธิ์อ่านไฟล์นี้ หรือไฟล์เปิดค้างอยู่ในโปรแกรมอื่น โปรดปิดไฟล์หรือขอสิทธิ์ แล้วลองใหม่",
        "The file may not be read, or is open in another program; please close it or ask for "
        "permission, and try again.",
    ),
    "unreadable": Sentence(
        "อ่านไฟล์จากดิสก์หรือเครือข่ายไม่ได้ โปรดคัดลอกไฟล์มาไว้ในเครื่อง แล้วลองใหม่",
        "The disk or network does not deliver the file; please copy it to this computer and "
        "try again.",
    ),
    "changing": Sentence(
        "ไฟล์กำลังถูกเขียนหรือคัดลอกอยู่ โปรดรอให้เสร็จ แล้วลองใหม่",
        "The file is still being written or copied; please wait until it is done and try again.",
    ),
    "too_large": Sentence(
        "ไฟล์มีขนาดเกิน {limit} MB โปรดลบรูปภาพและสิ่งที่ไม่เกี่ยวข้องออก บันทึก แล้วส่งใหม่",
        "The file is larger than {limit} MB; please remove its pictures and whatever does not "
        "belong there, save it, and send it again.",
    ),
    "empty": Sentence("ไฟล์ว่างเปล่า (0 ไบต์) {advice}", "The file is empty (0 bytes). {advice}"),
    "password": Sentence(
        "ไฟล์นี้ตั้งรหัสผ่านไว้ จึงเปิดไม่ได้ {advice}",
        "The file is protected by a password. {advice}",
    ),
    "wrong_kind": Sentence("ไฟล์นี้เป็น{kind} {advice}", "The file is {kind}. {advice}"),
    "damaged": Sentence(
        "ไฟล์ชำรุดหรือมาไม่ครบ โปรดขอให้ผู้ส่งเปิดไฟล์ต้นฉบับ บันทึกใหม่ แล้วส่งอีกครั้ง",
        "The file is damaged or incomplete; please ask the sender to open the original, save it "
        "and send it again.",
    ),
    "odd_zip": Sentence(
        "โครงสร้างภายในของไฟล์ไม่เหมือนที่โปรแกรมตารางคำนวณสร้าง {save}",
        "The inside of the file is not built as any spreadsheet program does it. {save}",
    ),
    "too_many_parts": Sentence(
        "ไฟล์มีส่วนประกอบภายในเกิน {limit} ส่วน {copy}",
        "The file consists of more than {limit} parts. {copy}",
    ),
    "unpacked": Sentence(
        "เนื้อหาในไฟล์เมื่อคลายออกแล้วเกิน {limit} MB {copy}",
        "Unpacked, the file is larger than {limit} MB. {copy}",
    ),
    "ratio": Sentence(
        "เนื้อหาในไฟล์ขยายตัวผิดปกติ ({name}) จึงไม่เปิดเพื่อความปลอดภัย {copy}",
        "The file swells beyond measure when it is unpacked ({name}), so it is not opened. {copy}",
    ),
    "lying_size": Sentence(
        "ไฟล์แจ้งขนาดภายในไม่ตรงกับความจริง ({name}) จึงไม่เปิดเพื่อความปลอดภัย {save}",
        "The file lies about the size of what is in it ({name}), so it is not opened. {save}",
    ),
    "duplicate_entry": Sentence(
        "ไฟล์มีส่วนประกอบชื่อซ้ำกัน ({name}) จึงไม่รู้ว่าส่วนใดจริง {save}",
        "The file holds two parts of the same name ({name}). {save}",
    ),
    "overlap": Sentence(
        "ส่วนประกอบภายในไฟล์ซ้อนทับกัน ({name}) จึงไม่เปิดเพื่อความปลอดภัย {save}",
        "The parts of the file overlap ({name}), so it is not opened. {save}",
    ),
    "escaping_name": Sentence(
        "ไฟล์มีส่วนประกอบที่ชี้ออกนอกตัวไฟล์ ({name}) จึงไม่เปิดเพื่อความปลอดภัย {save}",
        "The file holds a part that points outside of it ({name}), so it is not opened. {save}",
    ),
    "doctype": Sentence(
        "ไฟล์มีคำสั่ง DOCTYPE ซึ่งอาจเป็นอันตราย จึงไม่เปิดเพื่อความปลอดภัย {save}",
        "The file holds a DOCTYPE, which may do harm, so it is not opened. {save}",
    ),
    "encoding": Sentence(
        "ไฟล์ใช้รหัสอักขระภายในที่ไม่รู้จัก {save}",
        "The inside of the file is in an unknown encoding. {save}",
    ),
    "two_tables": Sentence(
        "ชีต “{sheet}” เก็บเซลล์ไว้สองชุดซ้อนกัน โปรแกรมต่าง ๆ จึงอ่านได้ไม่เหมือนกัน {save}",
        "The sheet “{sheet}” keeps its cells in two tables, of which programs read either. {save}",
    ),
    "too_many_cells": Sentence(
        "ชีต “{sheet}” มีเกิน {limit} เซลล์ {copy}",
        "The sheet “{sheet}” has more than {limit} cells. {copy}",
    ),
    "too_many_rows": Sentence(
        "ชีต “{sheet}” มีเกิน {limit} แถว {copy}",
        "The sheet “{sheet}” has more than {limit} rows. {copy}",
    ),
    "far_cell": Sentence(
        "ชีต “{sheet}” มีข้อมูลหลงอยู่ไกลจากตาราง ที่เซลล์ {cells} "
        "โปรดลบแถวและคอลัมน์นั้น บันทึก แล้วส่งใหม่",
        "The sheet “{sheet}” has something far away from its table, in {cells}; please delete "
        "that row and column, save, and send it again.",
    ),
}  # fmt: skip


def sentence_of(kind: Kind, refused: Refused) -> Sentence:
    """The sentence for a refusal of a file of this kind."""
    advice = _SAVE_AGAIN if kind.readable else kind.advice
    words = {"advice": advice, "save": _SAVE_AGAIN, "copy": _COPY_OVER, "kind": kind.label}
    return REFUSALS[refused.reason].fill(**{**refused.facts, **words})
