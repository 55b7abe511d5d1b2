"""What is fixed for print, what is folded to compare, and which mistakes are pointed at."""

import re
from collections import Counter
from unicodedata import category, name

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.thai.text import (
    INVISIBLE,
    ODDITY_KINDS,
    Oddity,
    fix_text,
    fold,
    fold_tight,
    oddities,
)

SPLIT_AM = "\u0e4d\u0e32"  # ำ as the two characters that look like it

# Everything that the foldings act upon, in any order: far more tangled than what people type.
tangled = st.text(
    "กรสฤเแโไะาำๅัิีุู็่้๊์ํฯๆ๐๒29aßİQ&_-–—“”‘’.,/() \n\r\t\u00a0\u200b\u200d\ufeff\u2060\u00ad"
    "\u200e\u202e\u2066\u061c\ufe0f\u180e\ufffc\x02\x0b\u2028\ufffd\uf701",
    max_size=30,
)
any_text = st.one_of(tangled, st.text(max_size=30))

# The steps and the result of each measure of a published report, typing errors included.
PUBLISHED = {
    1: (
        "๑. แสดงข้อมูลของผู้บริหารสูงสุดและผู้ดำรงตำแหน่งทางการบริการของหน่วยงาน "
        "ประกอบด้วย ผู้บริหารสูงสุด และรองผู้บริหารสูงสุด\n"
        "๒. แสดงข้อมูล อย่างน้อยประกอบด้วย ชื่อ – นามสกุล ตำแหน่ง รูปถ่าย "
        "และช่องทางการติดต่อของผู้บริหารแต่ละคน",
        "แสดงข้อมูลของผู้บริหารสูงสุดและผู้ดำรงตำแหน่งทางการบริการของหน่วยงาน "
        "ประกอบด้วยผู้บริหารสูงสุด และรองผู้บริหารสูงสุด",
    ),
    2: (
        "๑. แสดงตำแหน่งบนเว็บไซต์ของหน่วยงานที่บุคคลภายนอกสามารถสอบถามข้อมูลต่างๆ ได้ "
        "และหน่วยงานสามารถสื่อสารให้คำตอบกับผู้สอบถามได้ "
        "โดยมีลักษณะเป็นการสื่อสารได้สองทาง (Q&A) ยกตัวอย่างเช่น Web board, "
        "กล่องข้อความถาม-ตอบ Messenger Live Chat Chatbot เป็นต้น",
        "หน่วยงานสามารถสื่อสารให้คำตอบกับผู้สอบถามได้ "
        "โดยมีลักษณะเป็นการสื่อสารได้สองทาง (Q&A) ยกตัวอย่างเช่น Web board, "
        "กล่องข้อความถาม-ตอบ Messenger Live Chat Chatbot เป็นต้น",
    ),
    3: (
        "๑. แสดงความก้าวหน้าในการดำเนินงานตามแผนดำเนินงานประจำปี\n"
        "๒. มีเนื้อหาหรือรายละเอียดความก้าวหน้าอย่างน้อยประกอบด้วย "
        "ความก้าวหน้าการดำเนินการแต่ละโครงการ/กิจกรรม "
        "รายละเอียดงบประมาณที่ใช้ดำเนินงาน\n"
        "๓. สามารถจัดทำข้อมูลเป็นแบบรายเดือน หรือรายไตรมาส หรือรายเดือน "
        "ที่มีข้อมูลครอบคลุมในระยะเวลา ๖ เดือนแรกของปีพ.ศ. ๒๕๖๖",
        "รายงานการกำกับติดตามการดำเนินงานประจำปี รอบ ๖ เดือน",
    ),
    4: (
        "๑. แสดงผลการดำเนินงานตามแผนดำเนินงานประจำปี\n"
        "๒. มีข้อมูลรายละเอียดสรุปผลการดำเนินงาน อย่างน้อยประกอบด้วย "
        "ผลการดำเนินการโครงการหรือกิจกรรม ผลการใช้จ่ายงบประมาณ ปัญหาอุปสรรค "
        "และข้อเสนอแนะ\n"
        "๓. เป็นรายงานของปี พ.ศ.๒๕๖๕",
        "มีการรายงานผลการดำเนินงานประจำปี ๒๕๖๕",
    ),
    5: (
        "๑. "
        "แสดงคู่มือหรือแนวทางการปฏิบัติงานที่เจ้าหน้าที่ของหน่วยงานใช้ยึดถือปฏิบัติให้เ"
        "ป็นมาตรฐานเดียวกัน\n"
        "๒. มีข้อมูลรายละเอียดของการปฏิบัติงาน อย่างน้อยประกอบด้วย "
        "เป็นคู่มือปฏิบัติภารกิจใด สำหรับเจ้าหน้าที่หรือพนักงานตำแหน่งใด "
        "กำหนดวิธีการขั้นตอนการปฏิบัติอย่างไร\n"
        "๓. จะต้องมีอย่างน้อย ๑ คู่มือ",
        "มีการจัดทำคู่มือหรือแนวทางการปฏิบัติงานที่เจ้าหน้าที่ของหน่วยงานใช้ยึดถือปฏิบัติให้เป็นมาตรฐานเดียวกัน",
    ),
    6: (
        "๑. แสดงข้อมูลสถิติการให้บริการของหน่วยงาน\n"
        "๒. สามารถจัดทำข้อมูลเป็นแบบรายเดือน หรือรายไตรมาส หรือราย ๖ เดือน "
        "และเป็นข้อมูลในระยะเวลาอย่างน้อย ๖ เดือนแรกของปี พ.ศ. ๒๕๖๖",
        "แสดงข้อมูลสถิติการให้บริการประชาชน ตั้งแต่เดือน ต.ค.๖๕ – มี.ค.๖๖",
    ),
    7: (
        "๑. แสดงแผนการใช้จ่ายงบประมาณของหน่วยงานที่มีระยะ ๑ ปี\n"
        "๒. มีข้อมูลรายละเอียดของแผนฯ อย่างน้อยประกอบด้วย "
        "งบประมาณตามแหล่งที่ได้รับการจัดสรรงบประมาณตามประเภทรายการใช้จ่าย\n"
        "๓. เป็นแผนที่มีระยะเวลาบังคับใช้ในปี พ.ศ.๒๕๖๖",
        "มีการจัดทำแผนการใช้จ่ายงบประมาณของหน่วยงานที่มีระยะ ๑ ปี",
    ),
    8: (
        "๑. แสดงความก้าวหน้าในการดำเนินงานตามแผนการใช้จ่ายงบประมาณประจำปี\n"
        "๒. มีข้อมูลรายละเอียดความก้าวหน้า อย่างน้อยประกอบด้วย "
        "ความก้าวหน้าการใช้จ่ายงบประมาณ\n"
        "๓. สามารถจัดทำข้อมูลเป็นแบบรายเดือน หรือรายไตรมาส หรือราย ๖ เดือน "
        "ที่มีข้อมูลครอบคลุมในระยะเวลา ๖ เดือนแรกของประมาณ พ.ศ. ๒๕๖๖",
        "รายงานการกำกับติดตามการใช้จ่ายงบประมาณประจำปี รอบ ๖ เดือน",
    ),
    9: (
        "๑. แสดงผลการดำเนินงานตามแผนการใช้จ่ายงบประมาณประจำปี\n"
        "๒. มีข้อมูลการดำเนินงานตามแผนการใช้จ่ายงบประมาณ อย่างน้อยประกอบด้วย "
        "ผลการใช้จ่ายงบประมาณ ปัญหา อุปสรรค และข้อเสนอแนะ\n"
        "๓. เป็นรายงานผลของปี พ.ศ.๒๕๖๕",
        "รายงานผลการใช้จ่ายงบประมาณ ประจำปี ๒๕๖๕",
    ),
    10: (
        "๑. แสดงผลการจัดซื้อจัดจ้างของหน่วยงาน\n"
        "๒. มีข้อมูลรายละเอียด อย่างน้อยประกอบด้วย งบประมาณที่ใช้ในการจัดซื้อจัดจ้าง "
        "ปัญหา อุปสรรค และข้อเสนอแนะ\n"
        "๓. เป็นรายงานผลของปี พ.ศ.๒๕๖๕",
        "รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี ๒๕๖๕",
    ),
    11: (
        "๑. เป็นรายงานผลของปีที่ผ่านมา พ.ศ.๒๕๖๕\n"
        "๒. แสดงผลการบริหารและพัฒนาทรัพยากรบุคคล\n"
        "๓. มีข้อมูลรายละเอียดของการดำเนินการ อย่างน้อยประกอบด้วย "
        "ผลการดำเนินการตามนโยบายการบริหารทรัพยากรบุคคล ปัญหา อุปสรรค และข้อเสนอแนะ",
        "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี ๒๕๖๕",
    ),
    12: (
        "๑. "
        "แสดงการดำเนินการหรือกิจกรรมที่แสดงถึงการเปิดโอกาสให้บุคคลภายนอกได้มีส่วนร่วมใน"
        "การดำเนินงานตามภารกิจของหน่วยงาน\n"
        "๒. เป็นการดำเนินการในปี พ.ศ. ๒๕๖๖",
        "มีกิจกรรมที่แสดงถึงการเปิดโอกาสให้บุคคลภายนอกได้มีส่วนร่วมในการดำเนินงานตามภารกิจของหน่วยงาน",
    ),
    13: (
        "๑. "
        "แสดงการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาคร"
        "ัฐ ในปี พ.ศ. ๒๕๖๕\n"
        "๒. มีข้อมูลรายละเอียดการวิเคราะห์ อย่างน้อยประกอบด้วย "
        "ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วนประเด็นที่ต้องพัฒนาใ"
        "ห้ดีขึ้น ที่มีความสอดคล้องกับผลการประเมินฯ\n"
        "๓. "
        "มีการกำหนดแนวทางการนำผลการวิเคราะห์ไปสู่การปฏิบัติหรือมาตรการเพื่อขับเคลื่อนกา"
        "รส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงานให้ดีขึ้น "
        "ซึ่งสอดคล้องตามผลการวิเคราะห์ผลการประเมินฯ โดยมีรายละเอียดต่างๆ "
        "อย่างน้อยประกอบด้วย "
        "การกำหนดผู้รับผิดชอบหรือผู้ที่เกี่ยวข้องการกำหนดขั้นตอนหรือวิธีการปฏิบัติ "
        "การกำหนดแนวทางการกำกับติดตามให้นำไปสู่การปฏิบัติ "
        "การกำหนดแนวทางการกำกับติดตามให้นำไปสู่การปฏิบัติและการรายงานผล",
        "มีการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ ในปี พ.ศ. ๒๕๖๕",
    ),
    14: (
        "๑. "
        "แสดงผลการดำเนินการตามมาตรการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน\n"
        "๒. "
        "มีข้อมูลรายละเอียดการนำมาตรการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน "
        "ในข้อ ๐๔๒ ไปสู่การปฏิบัติอย่างเป็นรูปธรรม\n"
        "๓. เป็นการดำเนินการในปี พ.ศ. ๒๕๖๖",
        "มีการแสดงผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
    ),
}


# --- print -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (f"ประจ{SPLIT_AM}ปี", "ประจำปี"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),  # the tone between the two halves
        (f"น\u0e49{SPLIT_AM}", "น้ำ"),  # the tone before them, as NFKC leaves it
        ("สำนัก\u200bปลัด", "สำนักปลัด"),
        ("\ufeffกอง\u2060คลัง\u200d\u200c\u00ad", "กองคลัง"),
        ("ข้อ ๑\r\nข้อ ๒\rข้อ ๓", "ข้อ ๑\nข้อ ๒\nข้อ ๓"),
        (" \n\tกองช่าง \n", "กองช่าง"),
        ("ปี\u00a0๒๕๖๖", "ปี ๒๕๖๖"),
        ("", ""),
        (" \u200b ", ""),
        ("ปี\ufffe ๒๕๖๙\uffff \ud800", "ปี\ufffd ๒๕๖๙\ufffd \ufffd"),  # no XML may hold them
        ("ข้อ ๑\x0bข้อ ๒\u2028ข้อ ๓\u2029ข้อ ๔\x85ข้อ ๕", "ข้อ ๑\nข้อ ๒\nข้อ ๓\nข้อ ๔\nข้อ ๕"),
    ],
)
def test_fixing_repairs_what_no_reader_sees(typed: str, printed: str) -> None:
    assert fix_text(typed) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "เเผนงาน",
        "ที่่",
        "ก่ิ",
        "ม.ค. – มี.ค. ๖๖",
        "“โปร่งใส”  ITA 2566",
        "ข้อ ๑\n\n  ข้อ ๒",
        "ประจาปี",
        "ไฟฟ\uf706า \ufffd",
        "พุทฺธํ สรณํ คจฺฉามิ",
    ],
)
def test_fixing_keeps_everything_else_as_typed(typed: str) -> None:
    assert fix_text(typed) == typed


@given(any_text)
def test_fixing_twice_is_fixing_once(text: str) -> None:
    assert fix_text(fix_text(text)) == fix_text(text)


@given(any_text)
def test_fixing_adds_no_letter_and_loses_only_what_cannot_be_seen(text: str) -> None:
    split = text.replace("ำ", SPLIT_AM)
    seen = Counter(char for char in split if not char.isspace() and char not in UNSEEN)
    fixed = Counter(char for char in fix_text(text).replace("ำ", SPLIT_AM) if not char.isspace())
    assert fixed == seen


# What copies of web pages, chats, Word and PDFs were seen to hold.
SEEN_IN_THE_WILD = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060"
    "\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff\ufffc\x02\x1f"
)
UNSEEN = {
    char for char in map(chr, range(0x110000)) if re.match(f"[{''.join(INVISIBLE.values())}]", char)
}


@pytest.mark.parametrize("char", SEEN_IN_THE_WILD, ids=ascii)
def test_a_character_that_nobody_sees_means_nothing_and_is_pointed_at(char: str) -> None:
    typed = f"{char}ม.ค.{char} – มี.ค. ๖๖{char}"
    assert fix_text(typed) == "ม.ค. – มี.ค. ๖๖"
    assert fold(typed) == fold("ม.ค. – มี.ค. ๖๖")
    assert [one.kind for one in oddities(typed)] == ["invisible"] * 3


def test_no_character_that_somebody_sees_is_called_invisible() -> None:
    """By Unicode's own categories; the placeholder of an object is the one symbol among them."""
    unlike = {char: name(char, "") for char in UNSEEN if category(char) not in ("Cc", "Cf", "Cn")}
    assert {char for char, called in unlike.items() if "VARIATION SELECTOR" not in called} == {
        "\u034f",  # the joiner of graphemes
        "\ufffc",
    }
    formats = {char for char in map(chr, range(0x10000)) if category(char) == "Cf"}
    assert {name(char).split()[0] for char in formats - UNSEEN} == {"ARABIC", "SYRIAC"}


# --- comparison --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("เเผนงาน", "แผนงาน"),
        ("กๅร", "การ"),
        ("ก่ิง", "กิ่ง"),
        ("ที่่", "ที่"),
        ("ที่ี", "ที่"),
        ("นำ้", "น้ำ"),
        (f"น{SPLIT_AM}้", "น้ำ"),
        ("รา้น", "ร้าน"),
        ("พันธ์ุ", "พันธุ์"),
        ("ข้อ ๐๔๒", "ข้อ 042"),
        ("O42 Web Board", "o42 web  board"),
        ("ม.ค. – มี.ค. ๖๖", "ม.ค. - มี.ค. 66"),
        ("ม.ค. — มี.ค.", "ม.ค. − มี.ค."),
        ("“โปร่งใส” ‘ITA’", "\"โปร่งใส\" 'ita'"),
        ("ขั้นตอน\n หรือวิธีการ ", "ขั้นตอน หรือวิธีการ"),
        ("สำนัก\u200bปลัด", "สำนักปลัด"),
    ],
)
def test_texts_that_mean_the_same_fold_to_the_same(one: str, other: str) -> None:
    assert one != other
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("กองคลัง", "กองช่าง"),
        ("ฤๅษี", "ฤาษี"),
        ("มา", "ม้า"),
        ("ผู้บริหาร", "ผู้บริการ"),
        ("ข้อ ๑๒", "ข้อ ๒๑"),
        ("สำนักปลัด", "สำนัก ปลัด"),
        ("เกาะ", "เกะา"),
        ("๓.๕", "๓๕"),
    ],
)
def test_texts_that_differ_fold_differently(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(any_text)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_tight(fold_tight(text)) == fold_tight(text)


@given(any_text)
def test_what_prints_the_same_compares_the_same(text: str) -> None:
    assert fold(fix_text(text)) == fold(text)
    assert fold_tight(fold(text)) == fold_tight(text)


@given(st.sampled_from("กขฮ"), st.permutations(["ิ", "้", "้"]))
def test_the_order_in_which_marks_were_typed_does_not_matter(letter: str, marks: list[str]) -> None:
    assert fold(letter + "".join(marks)) == letter + "ิ้"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ประเด็นที่ต้องปรับปรุงแก้ไข/ ประเด็นที่ต้องพัฒนา", "ประเด็นที่ต้องปรับปรุงแก้ไขประเด็นที่ต้องพัฒนา"),
        ("กำหนดเวลาแล้ว เสร็จ", "กำหนดเวลาแล้วเสร็จ"),
        ("Q&A", "qa"),
        ("Q & A", "qa"),
        ("หน่วยตรวจฯ", "หน่วยตรวจ"),
        ("ข้อมูลต่าง ๆ", "ข้อมูลต่างๆ"),
        ("(ระบุ) _ผู้รับผิดชอบ_ *:", "ระบุผู้รับผิดชอบ"),
        ("ข้อ ๐๔๒ (ITA)", "ข้อ042ita"),
        ("–", ""),
    ],
)
def test_names_are_matched_without_blanks_and_punctuation(name: str, key: str) -> None:
    assert fold_tight(name) == key


# --- oddities ----------------------------------------------------------------------------------

# kind, text, found, better
ODD = [
    ("broken_sara_am", f"แผนประจ{SPLIT_AM}ปี", f"จ{SPLIT_AM}", "จำ"),
    ("broken_sara_am", "น\u0e4d\u0e49\u0e32ประปา", "น\u0e4d\u0e49\u0e32", "น้ำ"),
    ("misordered_marks", "เเผนงาน", "เเ", "แ"),
    ("misordered_marks", "หน้าที่่", "ที่่", "ที่"),
    ("misordered_marks", "ก่ิงไม้", "ก่ิ", "กิ่"),
    ("misordered_marks", "นำ้ประปา", "นำ้", "น้ำ"),
    ("misordered_marks", "กๅรประเมิน", "กๅ", "กา"),
    ("invisible", "สำนัก\u200b\u200bปลัด", "\u200b\u200b", ""),
    ("invisible", "\ufeffกองคลัง", "\ufeff", ""),
    ("replacement_char", "ประจ\ufffd\ufffdปี", "\ufffd\ufffd", None),
    ("private_use", "ไฟฟ\uf706า", "\uf706", None),
    ("lost_sara_am", "แผนดาเนินงาน", "ดาเนิน", "ดำเนิน"),
    ("lost_sara_am", "ประจาปี ๒๕๖๖", "ประจาปี", "ประจำปี"),
    ("lost_sara_am", "อานาจหน้าที่", "อานาจ", "อำนาจ"),
    ("lost_sara_am", "องค์การบริหารส่วนตาบล", "ตาบล", "ตำบล"),
    ("lost_sara_am", "หัวหน้าสานักปลัด", "สานัก", "สำนัก"),
    ("lost_sara_am", "ลาดับ", "ลาดับ", "ลำดับ"),
    ("lost_sara_am", "ว่าคาสั่ง", "คาสั่ง", "คำสั่ง"),
    ("lost_sara_am", "การปฏิบัติงานซ้าซ้อน", "ซ้าซ้อน", "ซ้ำซ้อน"),
    ("mixed_digits", "ปี พ.ศ. ๒๕61", "๒๕61", "๒๕๖๑"),
    ("mixed_digits", "จำนวน 1,๐๐๐ บาท", "1,๐๐๐", "1,000"),
    ("doubled_abbreviation_dot", "ปีพ.ศ.. 2568", "พ.ศ..", "พ.ศ."),
    ("doubled_abbreviation_dot", "เดือน มิ.ย..๖๖", "ิ.ย..", "ิ.ย."),
    ("html_tag", "<p>แสดงข้อมูล", "<p>", ""),
    ("html_tag", "ข้อ ๑<BR />ข้อ ๒", "<BR />", "\n"),
    ("html_tag", 'ดู<a href="https://a.go.th">', '<a href="https://a.go.th">', ""),
    ("word_twice", "แนวทางในการส่งเสริมส่งเสริมคุณธรรม", "ส่งเสริมส่งเสริม", "ส่งเสริม"),
    ("word_twice", "มีความความโปร่งใส", "ความความ", "ความ"),
    ("word_twice", "ให้ดำเนินการดำเนินการตามแผน", "ดำเนินการดำเนินการ", "ดำเนินการ"),
    ("word_twice", "จัดทำ เผยแพร่ เผยแพร่ ข้อมูล", "เผยแพร่ เผยแพร่", "เผยแพร่"),
    (
        "phrase_twice",
        "แสดงผลการดำเนินงานประจำปี และแสดงผลการดำเนินงานประจำปีของกอง",
        "แสดงผลการดำเนินงานประจำปี และแสดงผลการดำเนินงานประจำปี",
        "แสดงผลการดำเนินงานประจำปี",
    ),
    (
        "phrase_twice",
        "๑. แสดงแผนการใช้จ่ายงบประมาณของหน่วยงานที่มีระยะ ๑ ปี\n๒. เผยแพร่\n"
        "๓. แสดงแผนการใช้จ่ายงบประมาณของหน่วยงานที่มีระยะ ๑ ปี",
        "แสดงแผนการใช้จ่ายงบประมาณของหน่วยงานที่มีระยะ ๑ ปี",
        None,
    ),
    (
        "alternative_twice",
        "เป็นแบบรายเดือน หรือรายไตรมาส หรือรายเดือน ที่มีข้อมูล",
        "รายเดือน หรือรายไตรมาส หรือรายเดือน",
        None,
    ),
    (
        "alternative_twice",
        "เป็นแบบราย ๖ เดือน หรือรายเดือน หรือราย ๖ เดือน",
        "ราย ๖ เดือน หรือรายเดือน หรือราย ๖ เดือน",
        None,
    ),
    (
        "alternative_twice",
        "เผยแพร่ทาง เว็บไซต์ หรือป้ายประกาศหรือเว็บไซต์",
        "เว็บไซต์ หรือป้ายประกาศหรือเว็บไซต์",
        None,
    ),
]

NOT_ODD = [
    ("broken_sara_am", "ประจำปี พุทฺธํ สรณํ คจฺฉามิ"),
    ("misordered_marks", "ฤๅษี เกาะ ก็ พันธุ์ น้ำ ที่ เปลี่ยน สิทธิ์ เหี่ยว ฯลฯ"),
    ("invisible", "สำนักปลัด \u00a0กองคลัง\r\n"),
    ("replacement_char", "ข้อมูล ? ไม่ครบ"),
    ("private_use", "ไฟฟ้า ฿ ☐"),
    ("lost_sara_am", "ประจำปี อำนาจ สำคัญ จำนวน ตำบล สำนัก ลำดับ"),
    # the same letters without ำ, rightly
    ("lost_sara_am", "ราคาสั่งซื้อ เจรจาเป็นธรรม เจรจาหน่ายแหนง เวลาดับไฟ วิชาระดับต้น เอกสารองค์กร"),
    ("lost_sara_am", "จิตอาสานักเรียน แผนพัฒนาไปสู่การปฏิบัติ เสวนาเสนอแนะ ประจาน บ้านเสานัก"),
    ("lost_sara_am", "ทาให้ทั่ว จัดทาง กระทาชาย แนะนายก นามสกุล การงาน"),
    ("mixed_digits", "ปี ๒๕๖๖-2567 ข้อ ๑,2 และ 1,000"),
    ("doubled_abbreviation_dot", "พ.ศ. 2568 ม.ค. - มี.ค. พ.ศ....... และอื่น ๆ ... จบ.."),
    ("html_tag", "คะแนน <80 และ >50, <ชื่อหน่วยงาน>, a < b > c, <example>"),
    ("word_twice", "ต่างๆ นานา เรื่อยๆ ที่ที่ดี การกำหนดการประเมิน จะจะ ข้อมูลต่าง ๆ"),
    ("word_twice", "หมู่บ้านบ้านโคก ล้านล้านบาท ผู้บริหารบริหารงาน นักเรียนเรียนรู้"),
    ("word_twice", "ระบบการจัดการจัดซื้อ"),
    ("word_twice", "ก. ดำเนินการ\nดำเนินการ"),
    ("word_twice", "การดำเนินงาน ดำเนินงานตามแผน"),
    ("phrase_twice", "ผู้บริหารสูงสุด ผู้บริหารสูงสุด"),  # a word: the other kind
    ("phrase_twice", "ขององค์การบริหารส่วนตำบลกุดรัง โดยองค์การบริหารส่วนตำบลกุดรัง"),
    ("phrase_twice", "๑. ดำเนินการแล้วเสร็จตามแผน\n๒. ดำเนินการแล้วเสร็จตามแผน"),
    ("phrase_twice", "ลงชื่อ " + "." * 60 + " " + "." * 60 + "\n" + "-" * 60 + "\n" + "-" * 60),
    ("alternative_twice", "รายเดือน หรือรายไตรมาส หรือราย ๖ เดือน"),
    ("alternative_twice", "ผู้บริหารหน่วยงาน หรือผู้แทน หรือหน่วยงาน"),
    ("alternative_twice", "แผนงานหรือโครงการ หรือโครงการร่วม"),
]


@pytest.mark.parametrize(("kind", "text", "found", "better"), ODD)
def test_an_oddity_is_found_where_it_stands(
    kind: str, text: str, found: str, better: str | None
) -> None:
    start = text.rindex(found)
    assert oddities(text) == (Oddity(kind, start, start + len(found), found, better),)


@pytest.mark.parametrize(("kind", "text"), NOT_ODD)
def test_right_text_is_not_called_odd(kind: str, text: str) -> None:
    assert [oddity for oddity in oddities(text) if oddity.kind == kind] == []


def test_each_kind_has_an_example_and_a_counter_example() -> None:
    assert {kind for kind, *_ in ODD} == {kind for kind, _ in NOT_ODD} == set(ODDITY_KINDS)


def test_a_published_table_has_exactly_its_two_known_repetitions() -> None:
    found = {
        (row, oddity.kind, oddity.found)
        for row, texts in PUBLISHED.items()
        for text in texts
        for oddity in oddities(text)
    }
    phrase = "การกำหนดแนวทางการกำกับติดตามให้นำไปสู่การปฏิบัติ"
    assert found == {
        (3, "alternative_twice", "รายเดือน หรือรายไตรมาส หรือรายเดือน"),
        (13, "phrase_twice", f"{phrase} {phrase}"),
    }


def test_of_two_repeated_phrases_the_longer_is_reported() -> None:
    short, long = "การรายงานผลการดำเนินงาน", "การกำหนดแนวทางการกำกับติดตามงาน"
    (oddity,) = oddities(f"{short} {short} และ{long} {long}")
    assert oddity.better == long


def test_oddities_come_in_the_order_of_the_text() -> None:
    text = "<p>ประจาปี ๒๕61 เเผนงานแผนงาน\u200b</p>"
    kinds = [oddity.kind for oddity in oddities(text)]
    assert kinds == [
        "html_tag",
        "lost_sara_am",
        "mixed_digits",
        "misordered_marks",
        "invisible",
        "html_tag",
    ]


@given(any_text)
def test_every_oddity_says_what_stands_there_and_offers_something_else(text: str) -> None:
    for oddity in oddities(text):
        assert oddity.kind in ODDITY_KINDS
        assert text[oddity.start : oddity.end] == oddity.found != ""
        assert oddity.better != oddity.found


@given(any_text)
def test_after_all_offers_are_taken_marks_are_in_order(text: str) -> None:
    kinds = {"broken_sara_am", "misordered_marks", "invisible"}
    for _ in range(3):  # one mistake may hide another, such as a zero-width character inside a ำ
        for oddity in reversed([odd for odd in oddities(text) if odd.kind in kinds]):
            text = text[: oddity.start] + (oddity.better or "") + text[oddity.end :]
    assert not {oddity.kind for oddity in oddities(text)} & kinds
