"""LibreOffice makes the rows as high as it needs; the heights that we write must not be lower.

The texts are of every kind that cells hold, and of kinds that break lines in strange places.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import pytest
import xlsxwriter
from libreoffice import optimal_row_heights

from ita_xlsx.thai import layout

pytestmark = pytest.mark.office

SIZES = (14, 16)
COLUMNS = (13, 14, 18, 23, 27, 47)  # the widths of the printed table, in Excel units
TALLEST = 1500.0  # points; beyond, LibreOffice's own row height overflows

PHRASES = [
    "จัดทำแผนปฏิบัติการป้องกันการทุจริตประจำปี",
    "เผยแพร่ข้อมูลบนเว็บไซต์หลักของหน่วยงาน",
    "แต่งตั้งคณะทำงานขับเคลื่อนการประเมินคุณธรรมและความโปร่งใส",
    "ประชุมชี้แจงเจ้าหน้าที่ทุกส่วนราชการ",
    "ปรับปรุงขั้นตอนการให้บริการประชาชนให้สะดวกรวดเร็ว",
    "กำชับให้ถือปฏิบัติตามระเบียบกระทรวงมหาดไทยโดยเคร่งครัด",
    "ติดตั้งกล่องรับฟังความคิดเห็น ณ จุดบริการ",
    "อยู่ระหว่างดำเนินการจัดซื้อจัดจ้าง",
    "ดำเนินการแล้วเสร็จ",
    "ยังไม่ได้ดำเนินการ",
    "รายงานผลต่อผู้บริหารท้องถิ่นทุกไตรมาส",
    "ผู้มีส่วนได้ส่วนเสียภายนอกมีส่วนร่วมในการดำเนินงาน",
    "ควรประชาสัมพันธ์ช่องทางร้องเรียนให้ทั่วถึงยิ่งขึ้น",
    "ม.ค. – มี.ค. ๖๖",
    "ภายในวันที่ ๓๐ เมษายน พ.ศ. ๒๕๖๖",
    "จำนวน ๑,๒๓๔.๕๐ บาท (ร้อยละ ๘๕.๒๕)",
]

NAMES = [
    "สำนักปลัด/กองคลัง",
    "กองการศึกษา ศาสนา และวัฒนธรรม",
    "สำนัก/กอง/หน่วยตรวจสอบภายใน",
    "ผู้อำนวยการกองช่าง / หัวหน้าสำนักปลัด",
    "นายชัยวัฒน์ ศรีสุวรรณรัตน์",
    "นางสาวพิมพ์ชนก ทองประเสริฐกุล",
    "บ้านหนองไผ่ล้อม",
    "ตำบลบางกระสอบ",
    "อบต.เขาชัยสน",
]

LATIN = [
    "Q&A",
    "OIT",
    "One Stop Service",
    "e-Service",
    "Facebook",
    "LINE Official Account",
    "Infographic",
    "Web board,",
    "PDF",
    "https://www.tambon.go.th",
    "www.nongphai-sao.go.th/oit/2566/o42.pdf",
    "clerk@tambon.go.th",
    "(Conflict of Interest)",
]

ODD = [
    "." * 150,
    "_" * 90,
    "ชื่อ.........................................ตำแหน่ง................................",
    "ก" * 200,
    "น้ํา" * 60,
    "ก" + "้" * 100,
    "่้๊๋" * 20 + "ผู้รับผิดชอบ",
    "ปุ่ย " * 40 + "ฏุฎู " * 30,
    "๑๒๓๔๕๖๗๘๙๐" * 12,
    "W" * 120,
    "ABCDEFGHIJ-KLMNOP/QRSTUV?WXYZ=100%" * 4,
    "- เรื่องที่ ๑\n\n\n- เรื่องที่ ๒\n",
    " " * 30 + PHRASES[0],
    PHRASES[0] + " " * 60 + PHRASES[1],
    "\t๑. ข้อความ\tหลังแท็บ\tอีกข้อ",
    "✓ ดำเนินการ → ≥ ๘๐ ☐ ไม่ดำเนินการ • " * 4,
    "“กล่องข้อความ” (ถาม-ตอบ) ฯลฯ ; " * 6,
    "( ถ้ามี ) / ต่าง ๆ : อื่น ๆ ! " * 8,
]


def cells() -> list[str]:
    """Some 340 different texts; the same ones every time."""
    choose = random.Random(2566)
    return [
        *PHRASES,
        *NAMES,
        *LATIN,
        *ODD,
        *(sentence(choose, choose.randint(2, 12)) for _ in range(120)),
        *("\n".join(steps(choose, choose.randint(2, 12))) for _ in range(40)),
        "\n".join(steps(choose, 40)),
        *(misspelt(choose, sentence(choose, 4)) for _ in range(40)),
        *(address(choose) for _ in range(30)),
        *(f"{choose.choice(PHRASES)}{address(choose)} {choose.choice(NAMES)}" for _ in range(30)),
        *("/".join(choose.choices(NAMES, k=choose.randint(2, 6))) for _ in range(20)),
    ]


def sentence(choose: random.Random, parts: int) -> str:
    joints = choose.choices(["", " ", " และ", "หรือ"], k=parts)
    return "".join(choose.choice(PHRASES + NAMES + LATIN) + joint for joint in joints).strip()


def steps(choose: random.Random, count: int) -> Iterator[str]:
    return (f"{number}. {sentence(choose, 2)}" for number in range(1, count + 1))


def misspelt(choose: random.Random, text: str) -> str:
    """Letters left out or doubled: words that no word list has."""
    return "".join(char * choose.choices([0, 1, 2], [1, 20, 1])[0] for char in text).strip()


def address(choose: random.Random) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEF%"
    parts = ["".join(choose.choices(letters, k=choose.randint(2, 24))) for _ in range(6)]
    return "https://www.tambon.go.th" + "".join(choose.choice("//-_?&=.") + part for part in parts)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One sheet for each size and column width, one text a row, no heights written."""
    path = tmp_path_factory.mktemp("layout") / "cells.xlsx"
    book = xlsxwriter.Workbook(path, {"strings_to_urls": False})
    for size in SIZES:
        style = {"font_name": "TH SarabunPSK", "font_size": size, "text_wrap": True}
        cell_format = book.add_format(style)
        for units in COLUMNS:
            sheet = book.add_worksheet(f"{size} pt, {units}")
            sheet.set_column(0, 0, units)
            for row, text in enumerate(cells()):
                sheet.write_string(row, 0, text, cell_format)
    book.close()
    return path


@pytest.mark.parametrize("units", COLUMNS)
@pytest.mark.parametrize("size", SIZES)
def test_no_row_is_too_low_and_few_are_much_too_high(workbook: Path, size: int, units: int) -> None:
    sheet = SIZES.index(size) * len(COLUMNS) + COLUMNS.index(units)
    needed = optimal_row_heights(workbook, sheet)
    ours = [layout.text_height(text, units, size) for text in cells()]
    compared = [
        (text, our, need)
        for text, our, need in zip(cells(), ours, needed, strict=True)
        if our < TALLEST
    ]
    assert len(compared) > 300
    assert [(text, our, need) for text, our, need in compared if our < need] == []
    usual = [our / need for text, our, need in compared if text not in ODD]
    assert mean(usual) < 1.25  # long unbroken words in the narrowest columns cost most
