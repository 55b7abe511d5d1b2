"""What is said of a file that cannot be read: why, and what to do."""

from typing import NamedTuple

from ita_xlsx.intake.guard.file_type import Kind
from ita_xlsx.language import Sentence
from ita_xlsx.ooxml.zip_directory import Refused


class Refusal(NamedTuple):
    """Why a file cannot be read, and what its sender is to do."""

    reason: Sentence
    advice: Sentence

    def fill(self, **values: object) -> "Refusal":
        """The same with the placeholders of both sentences replaced."""
        return Refusal(self.reason.fill(**values), self.advice.fill(**values))

    @property
    def whole(self) -> Sentence:
        """Both as one."""
        return Sentence("{reason} {advice}", "{reason} {advice}").fill(**self._asdict())


SAVE_AGAIN = Sentence(
    "โปรดเปิดไฟล์ใน Excel บันทึกเป็น Excel Workbook (.xlsx) ชื่อใหม่ แล้วส่งใหม่",
    "Please open it in Excel, save it as a new Excel Workbook (.xlsx), and send it again.",
)
SAVE_IN_WORD = Sentence(
    "โปรดเปิดเอกสารใน Word บันทึกเป็นเอกสาร Word (.docx) ชื่อใหม่ แล้วส่งใหม่ "
    "หรือคัดลอกตารางลงในแบบฟอร์ม Excel ที่ได้รับ",
    "Please open it in Word, save it as a new Word Document (.docx), and send it again; or copy "
    "its table into the Excel form that was sent out.",
)
COPY_OVER = Sentence(
    "โปรดคัดลอกเฉพาะตารางมาตรการลงในแบบฟอร์มที่ได้รับ แล้วส่งไฟล์นั้น",
    "Please copy only the table of measures into the form that was sent out, and send that.",
)
# That of the kind of file: what is to be done with a Word document, a picture, a workbook.
_BY_KIND = Sentence("{advice}", "{advice}")

REFUSALS: dict[str, Refusal] = {
    "not_regular": Refusal(
        Sentence(
            "สิ่งนี้ไม่ใช่ไฟล์ แต่เป็นโฟลเดอร์หรืออุปกรณ์",
            "This is not a file but a folder or a device.",
        ),
        Sentence("โปรดนำออกจากรายการ", "Please leave it out."),
    ),
    "broken_link": Refusal(
        Sentence("ทางลัดนี้ไม่ชี้ไปยังไฟล์ใด", "This link leads to no file."),
        Sentence("โปรดนำไฟล์จริงมาวางแทน", "Please put the file itself in its place."),
    ),
    "vanished": Refusal(
        Sentence(
            "ไม่พบไฟล์นี้ อาจถูกย้ายหรือลบไปแล้ว",
            "The file is not there; it may have been moved or deleted.",
        ),
        Sentence("โปรดตรวจชื่อและที่อยู่", "Please check its name."),
    ),
    "no_permission": Refusal(
        Sentence(
            "ไม่มีสิทธิ์อ่านไฟล์นี้ หรือไฟล์เปิดค้างอยู่ในโปรแกรมอื่น",
            "The file may not be read, or is open in another program.",
        ),
        Sentence(
            "โปรดปิดไฟล์หรือขอสิทธิ์ แล้วลองใหม่",
            "Please close it or ask for permission, and try again.",
        ),
    ),
    "unreadable": Refusal(
        Sentence(
            "อ่านไฟล์จากดิสก์หรือเครือข่ายไม่ได้", "The disk or network does not deliver the file."
        ),
        Sentence(
            "โปรดคัดลอกไฟล์มาไว้ในเครื่อง แล้วลองใหม่",
            "Please copy it to this computer and try again.",
        ),
    ),
    "changing": Refusal(
        Sentence("ไฟล์กำลังถูกเขียนหรือคัดลอกอยู่", "The file is still being written or copied."),
        Sentence("โปรดรอให้เสร็จ แล้วลองใหม่", "Please wait until it is done and try again."),
    ),
    "too_large": Refusal(
        Sentence("ไฟล์มีขนาดเกิน {limit} MB", "The file is larger than {limit} MB."),
        Sentence(
            "โปรดลบรูปภาพและสิ่งที่ไม่เกี่ยวข้องออก บันทึก แล้วส่งใหม่",
            "Please remove its pictures and whatever does not belong there, save it, and send it "
            "again.",
        ),
    ),
    "empty": Refusal(Sentence("ไฟล์ว่างเปล่า (0 ไบต์)", "The file is empty (0 bytes)."), _BY_KIND),
    "password": Refusal(
        Sentence("ไฟล์นี้ตั้งรหัสผ่านไว้", "The file is protected by a password."),
        _BY_KIND,
    ),
    "wrong_kind": Refusal(Sentence("ไฟล์นี้เป็น{kind}", "The file is {kind}."), _BY_KIND),
    "damaged": Refusal(
        Sentence("ไฟล์ชำรุดหรือมาไม่ครบ", "The file is damaged or incomplete."),
        Sentence(
            "โปรดขอให้ผู้ส่งเปิดไฟล์ต้นฉบับ บันทึกใหม่ แล้วส่งอีกครั้ง",
            "Please ask the sender to open the original, save it and send it again.",
        ),
    ),
    "odd_zip": Refusal(
        Sentence(
            "โครงสร้างภายในของไฟล์ไม่เหมือนที่โปรแกรมตารางคำนวณสร้าง",
            "The inside of the file is not built as any spreadsheet program does it.",
        ),
        SAVE_AGAIN,
    ),
    "too_many_parts": Refusal(
        Sentence(
            "ไฟล์มีส่วนประกอบภายในเกิน {limit} ส่วน",
            "The file consists of more than {limit} parts.",
        ),
        COPY_OVER,
    ),
    "unpacked": Refusal(
        Sentence(
            "เนื้อหาในไฟล์เมื่อแตกออกแล้วเกิน {limit} MB",
            "Unpacked, the file is larger than {limit} MB.",
        ),
        COPY_OVER,
    ),
    "ratio": Refusal(
        Sentence(
            "เนื้อหาในไฟล์ขยายตัวผิดปกติ ({name}) จึงไม่เปิดเพื่อความปลอดภัย",
            "The file swells beyond measure when it is unpacked ({name}), so it is not opened.",
        ),
        COPY_OVER,
    ),
    "lying_size": Refusal(
        Sentence(
            "ไฟล์แจ้งขนาดภายในไม่ตรงกับความจริง ({name}) จึงไม่เปิดเพื่อความปลอดภัย",
            "The file lies about the size of what is in it ({name}), so it is not opened.",
        ),
        SAVE_AGAIN,
    ),
    "duplicate_entry": Refusal(
        Sentence(
            "ไฟล์มีส่วนประกอบชื่อซ้ำกัน ({name}) จึงไม่รู้ว่าส่วนใดถูกต้อง",
            "The file holds two parts of the same name ({name}).",
        ),
        SAVE_AGAIN,
    ),
    "overlap": Refusal(
        Sentence(
            "ส่วนประกอบภายในไฟล์ซ้อนทับกัน ({name}) จึงไม่เปิดเพื่อความปลอดภัย",
            "The parts of the file overlap ({name}), so it is not opened.",
        ),
        SAVE_AGAIN,
    ),
    "escaping_name": Refusal(
        Sentence(
            "ไฟล์มีส่วนประกอบที่ชี้ออกนอกตัวไฟล์ ({name}) จึงไม่เปิดเพื่อความปลอดภัย",
            "The file holds a part that points outside of it ({name}), so it is not opened.",
        ),
        SAVE_AGAIN,
    ),
    "fault": Refusal(
        Sentence(
            "โปรแกรมขัดข้องขณะอ่านไฟล์นี้ ({fault})",
            "The program failed while it read this file ({fault}).",
        ),
        Sentence(
            "โปรดคัดลอกตารางมาตรการลงในแบบฟอร์มที่ได้รับ และส่งไฟล์เดิมให้ผู้พัฒนา",
            "Please copy the table of measures into the form that was sent out, and send the old "
            "file to the developers.",
        ),
    ),
    "doctype": Refusal(
        Sentence(
            "ไฟล์มีคำสั่ง DOCTYPE ซึ่งอาจเป็นอันตราย จึงไม่เปิดเพื่อความปลอดภัย",
            "The file holds a DOCTYPE, which may do harm, so it is not opened.",
        ),
        SAVE_AGAIN,
    ),
    "encoding": Refusal(
        Sentence(
            "ไฟล์ใช้รหัสอักขระภายในที่ไม่รู้จัก",
            "The inside of the file is in an unknown encoding.",
        ),
        SAVE_AGAIN,
    ),
    "two_tables": Refusal(
        Sentence(
            "แผ่นงาน “{sheet}” เก็บเซลล์ไว้สองชุดซ้อนกัน โปรแกรมต่าง ๆ จึงอ่านได้ไม่เหมือนกัน",
            "The sheet “{sheet}” keeps its cells in two tables, of which programs read either.",
        ),
        SAVE_AGAIN,
    ),
    "too_many_cells": Refusal(
        Sentence(
            "แผ่นงาน “{sheet}” มีเกิน {limit} เซลล์",
            "The sheet “{sheet}” has more than {limit} cells.",
        ),
        COPY_OVER,
    ),
    "too_many_rows": Refusal(
        Sentence(
            "แผ่นงาน “{sheet}” มีเกิน {limit} แถว", "The sheet “{sheet}” has more than {limit} rows."
        ),
        COPY_OVER,
    ),
    "too_much": Refusal(
        Sentence(
            "ไฟล์นี้มีข้อมูลมากเกินกว่าจะเป็นแบบรายงานมาตรการ",
            "The file holds more than any report of measures.",
        ),
        COPY_OVER,
    ),
    "far_cell": Refusal(
        Sentence(
            "แผ่นงาน “{sheet}” มีข้อมูลหลงอยู่ไกลจากตาราง ที่เซลล์ {cells}",
            "The sheet “{sheet}” has something far away from its table, in {cells}.",
        ),
        Sentence(
            "โปรดลบแถวและคอลัมน์นั้น บันทึก แล้วส่งใหม่",
            "Please delete that row and column, save, and send it again.",
        ),
    ),
}  # fmt: skip


def refusal_of(kind: Kind, refused: Refused) -> Refusal:
    """What is said of a file of this kind that was refused."""
    again = SAVE_IN_WORD if kind is Kind.DOCX else SAVE_AGAIN
    refusal = REFUSALS[refused.reason]
    if refusal.advice is SAVE_AGAIN:
        refusal = refusal._replace(advice=again)
    words = {"kind": kind.label, "advice": again if kind.readable else kind.advice}
    return refusal.fill(**{**refused.facts, **words})


# A text whose name says that it is something else; it would be read as a table of one column.
OTHER_TEXT = Refusal(
    Sentence("ไฟล์นี้เป็นข้อความ ไม่ใช่ตาราง", "The file is a text, not a table."),
    Kind.PDF.advice,
)
_ONLINE = Refusal(
    Sentence(
        "ไฟล์นี้เป็นเพียงลิงก์ไปยังเอกสาร ตัวเอกสารอยู่ที่อื่น",
        "The file is only a link; the document itself is elsewhere.",
    ),
    Kind.LINK.advice,
)
_UNFINISHED = Refusal(
    Sentence("ไฟล์นี้ยังดาวน์โหลดไม่เสร็จ", "The file has not been downloaded to its end."),
    Sentence(
        "โปรดดาวน์โหลดใหม่ให้เสร็จ แล้วนำมาวางแทน",
        "Please download it again and put it in its place.",
    ),
)
_IN_ICLOUD = Refusal(
    Sentence(
        "ตัวไฟล์ยังอยู่ใน iCloud ไม่ได้อยู่ในเครื่องนี้",
        "The file itself is still in iCloud, not on this computer.",
    ),
    Sentence(
        "โปรดดาวน์โหลดไฟล์นี้จาก iCloud Drive ลงเครื่อง แล้วสั่งใหม่",
        "Please download it from iCloud Drive to this computer, and run this again.",
    ),
)
# What the ending of a name says of a file that cannot be read, better than its content does.
BY_ENDING: dict[str, Refusal] = {
    ".icloud": _IN_ICLOUD,
    **dict.fromkeys((".gsheet", ".gdoc", ".gslides", ".gform", ".url", ".lnk", ".webloc"), _ONLINE),
    **dict.fromkeys((".download", ".crdownload", ".part", ".partial", ".opdownload"), _UNFINISHED),
}
