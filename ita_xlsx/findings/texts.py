"""Rules about the wording of a text; most are the kinds of ``thai.text.oddities``."""

from ita_xlsx.findings.rule import Example, Rule
from ita_xlsx.language import Sentence

_FOUND = Sentence("พบ {found}", "Found: {found}.")
_BETTER = Sentence("โปรดแก้เป็น {better}", "Change it to {better}.")
_RETYPE = Sentence(
    "โปรดพิมพ์คำนี้ใหม่ ข้อความนี้น่าจะคัดลอกจาก PDF",
    "Type the word again; the text was probably copied from a PDF.",
)

BROKEN_SARA_AM = Rule(
    "X001",
    "info",
    Sentence("สระอำแยกเป็นสองตัว", "A broken ำ"),
    Sentence(
        "สระอำพิมพ์เป็นสองตัว (ํ กับ า) ได้แก้เป็น ำ แล้ว",
        "ำ was typed as two characters; they were joined.",
    ),
    Sentence("ไม่ต้องแก้ไข", "Nothing to do."),
    Example({"G10": "ควรจัดประชุมเป็นประจ\u0e4d\u0e32ทุกปี"}, "G10"),
    Example({"G10": "ควรจัดประชุมเป็นประจำทุกปี"}),
)
# By the kinds of ``thai.text.INVISIBLE``.
INVISIBLE_KINDS = {
    "zero_width": Sentence("ช่องว่างที่ไม่มีความกว้าง", "zero-width spaces"),
    "direction": Sentence("เครื่องหมายกำกับทิศทางข้อความ", "direction marks"),
    "soft_hyphen": Sentence("ยัติภังค์ที่ซ่อนอยู่", "soft hyphens"),
    "variation": Sentence("ตัวกำหนดรูปอักขระ", "variation selectors"),
    "object": Sentence(
        "ตัวแทนของรูปหรือวัตถุที่ไม่ได้ติดมาด้วย", "placeholders of objects that did not come along"
    ),
    "control": Sentence("อักขระควบคุม", "control characters"),
}
INVISIBLE = Rule(
    "X002",
    "info",
    Sentence("อักขระที่มองไม่เห็น", "Invisible characters"),
    Sentence(
        "มีอักขระที่มองไม่เห็น {count} ตัว ({kinds}) ได้ลบออกแล้ว",
        "{count} invisible characters were removed ({kinds}).",
    ),
    Sentence("ไม่ต้องแก้ไข", "Nothing to do."),
    Example({"G10": "ควรจัดประชุม\u200bเป็นประจำทุกปี"}, "G10"),
    Example({"G10": "ควรจัดประชุมเป็นประจำทุกปี"}),
)
INVISIBLE_NAME = Rule(
    "X014",
    "info",
    Sentence("อักขระที่มองไม่เห็นในชื่อ", "Invisible characters in a name"),
    Sentence(
        "ชื่อไฟล์หรือชื่อแผ่นงาน “{value}” มีอักขระที่มองไม่เห็น {count} ตัว ({kinds})",
        "The name of the file or the sheet “{value}” holds {count} invisible characters ({kinds}).",
    ),
    Sentence(
        "โปรดพิมพ์ชื่อใหม่ หากต้องค้นหาไฟล์หรือแผ่นงานตามชื่อ",
        "Type the name anew, if it is to be found by it.",
    ),
    Example(sheets={"งบ\u200bประมาณ": {}}),
)
LOST_LETTER = Rule(
    "X003",
    "error",
    Sentence("ตัวอักษรหายไป", "A letter is lost"),
    Sentence(
        "มีเครื่องหมาย \ufffd แทนตัวอักษรที่หายไป {found}",
        "\ufffd stands where a letter is lost: {found}.",
    ),
    _RETYPE,
    Example({"G10": "ควรจัดทำค\ufffd\ufffdมือ"}, "G10"),
    Example({"G10": "ควรจัดทำคู่มือ"}),
)
PRIVATE_GLYPH = Rule(
    "X004",
    "warning",
    Sentence("ตัวอักษรของแบบอักษรเฉพาะ", "A glyph of one font only"),
    Sentence(
        "มีอักขระที่แสดงได้เฉพาะบางแบบอักษร {found}",
        "A character that only some fonts can show: {found}.",
    ),
    _RETYPE,
    Example({"G10": "ควรจัดทำค\uf70aูมือ"}, "G10"),
    Example({"G10": "ควรจัดทำคู่มือ"}),
)
HTML_TAG = Rule(
    "X005",
    "warning",
    Sentence("รหัสของหน้าเว็บ", "An HTML tag"),
    _FOUND,
    Sentence("โปรดลบรหัสของหน้าเว็บออก", "Remove the tags."),
    Example({"G10": "<p>ควรแจ้งล่วงหน้า</p>"}, "G10"),
    Example({"G10": "จำนวนผู้เข้าร่วม < ๕๐ คน ควรแจ้งล่วงหน้า"}),
)
MISORDERED_MARKS = Rule(
    "X006",
    "warning",
    Sentence("สระหรือวรรณยุกต์ผิดลำดับ", "Misordered marks"),
    _FOUND,
    _BETTER,
    Example({"G10": "ควรจัดทำเเผนล่วงหน้า"}, "G10"),
    Example({"G10": "ควรจัดทำแผนล่วงหน้า"}),
)
LOST_SARA_AM = Rule(
    "X007",
    "warning",
    Sentence("สระอำหายไป", "A lost ำ"),
    _FOUND,
    _BETTER,
    Example({"G10": "ควรจัดประชุมประจาปี"}, "G10"),
    Example({"G10": "ควรจัดประชุมประจำปี"}),
)
MIXED_DIGITS = Rule(
    "X008",
    "warning",
    Sentence("เลขไทยปนเลขอารบิก", "Thai and Arabic digits in one number"),
    _FOUND,
    _BETTER,
    Example({"G10": "ควรทบทวนในปี ๒๕67"}, "G10"),
    Example({"G10": "ควรทบทวนในปี ๒๕๖๗ ภายใน 30 วัน"}),
)
DOUBLED_DOT = Rule(
    "X009",
    "warning",
    Sentence("จุดซ้ำในคำย่อ", "A doubled dot"),
    _FOUND,
    _BETTER,
    Example({"G10": "ควรทบทวนใน พ.ศ.. ๒๕๖๗"}, "G10"),
    Example({"G10": "ควรทบทวนใน พ.ศ. ๒๕๖๗"}),
)
WORD_TWICE = Rule(
    "X010",
    "warning",
    Sentence("คำซ้ำติดกัน", "A word twice in a row"),
    _FOUND,
    _BETTER,
    Example({"G10": "ควรส่งเสริมส่งเสริมคุณธรรม"}, "G10"),
    Example({"G10": "ควรส่งเสริมคุณธรรมในหมู่บ้านบ้านโคก"}),
)
PHRASE_TWICE = Rule(
    "X011",
    "warning",
    Sentence("วลีซ้ำในช่องเดียวกัน", "A phrase twice in one cell"),
    Sentence("ข้อความซ้ำ {found}", "Said twice: {found}."),
    Sentence("โปรดลบข้อความที่ซ้ำ", "Delete the repetition."),
    Example({"G10": "กำหนดแนวทางการกำกับติดตาม กำหนดแนวทางการกำกับติดตามและรายงาน"}, "G10"),
    Example({"G10": "ควรกำหนดแนวทางการกำกับติดตาม และกำหนดแนวทางการรายงานผล"}),
)
ALTERNATIVE_TWICE = Rule(
    "X012",
    "warning",
    Sentence("ตัวเลือกซ้ำกัน", "An alternative listed twice"),
    Sentence("ตัวเลือกซ้ำ {found}", "Listed twice: {found}."),
    Sentence("โปรดแก้หรือลบตัวเลือกที่ซ้ำ", "Change or delete the one that stands twice."),
    Example({"G10": "ควรจัดทำเป็นแบบรายเดือน หรือรายไตรมาส หรือรายเดือน"}, "G10"),
    Example({"G10": "ควรจัดทำเป็นแบบรายเดือน หรือรายไตรมาส หรือราย ๖ เดือน"}),
)
ZERO_FOR_O = Rule(
    "X013",
    "warning",
    Sentence("เลขศูนย์แทนตัวอักษร o", "A zero for the letter o"),
    Sentence(
        "“{found}” พิมพ์เลขศูนย์แทนตัวอักษร o",
        "“{found}” has a zero in place of the letter o.",
    ),
    Sentence("โปรดแก้เป็น “{better}”", "Change it to “{better}”."),
    Example({"G10": "ควรดำเนินการตามข้อ ๐๔๒"}, "G10"),
    Example({"G10": "ควรดำเนินการตามข้อ o42"}),
)

TEXT_RULES = (
    BROKEN_SARA_AM,
    INVISIBLE,
    LOST_LETTER,
    PRIVATE_GLYPH,
    HTML_TAG,
    MISORDERED_MARKS,
    LOST_SARA_AM,
    MIXED_DIGITS,
    DOUBLED_DOT,
    WORD_TWICE,
    PHRASE_TWICE,
    ALTERNATIVE_TWICE,
    ZERO_FOR_O,
    INVISIBLE_NAME,
)
