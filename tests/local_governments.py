"""Organisations as the tests need them: forms of several divisions, merged up to a province."""

from dataclasses import dataclass, field
from pathlib import Path

import ita_xlsx
from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.forms.template import form_bytes
from ita_xlsx.official.columns import KEYS

# In an order that is neither the dictionary's nor that of the code points.
NAMES = ("แม่สาย", "เกาะช้าง", "หนองบัว", "กุดรัง", "ห้วยยาง", "เลิงแฝก", "นาโพธิ์", "โนนแดง", "ขามเรียง")
IN_DICTIONARY_ORDER = (
    "กุดรัง", "เกาะช้าง", "ขามเรียง", "นาโพธิ์", "โนนแดง", "แม่สาย", "เลิงแฝก", "หนองบัว", "ห้วยยาง",
)  # fmt: skip
DIVISIONS = ("สำนักปลัด", "กองคลัง", "กองช่าง")
ISSUES = (
    "ข้อมูลผู้บริหาร",
    "การเปิดโอกาสให้เกิดการมีส่วนร่วม",
    "รายงานผลการใช้จ่ายงบประมาณประจำปี",
    "มาตรการให้ผู้มีส่วนได้ส่วนเสียมีส่วนร่วม",
    "E–Service",
)
RESULTS = ("เผยแพร่แล้วเมื่อวันที่ ๒๐ ธ.ค. ๒๕๖๕ จำนวน {n} รายการ", "อยู่ระหว่างดำเนินการ", "")
DEADLINES = ("ต.ค. – ธ.ค. ๖๕", "ม.ค. – มี.ค. ๖๖", "ก.ย. ๖๖", "ตลอดปีงบประมาณ")


@dataclass(frozen=True)
class Places:
    """Folders of divisions' forms by organisation, and the consolidated workbooks made of them."""

    forms: dict[str, Path] = field(default_factory=dict)
    reports: list[Path] = field(default_factory=list)


def organisation_name(name: str) -> str:
    return f"องค์การบริหารส่วนตำบล{name}"


def make_district(
    folder: Path,
    district: str,
    seed: int = 0,
    names: tuple[str, ...] = NAMES,
    divisions: tuple[str, ...] = DIVISIONS,
) -> Places:
    """The forms and the consolidated workbook of each organisation of a district."""
    places = Places()
    reports = folder / f"reports {district}"
    reports.mkdir(parents=True)
    for number, name in enumerate(names, start=seed):
        forms = folder / f"forms {district}" / name
        forms.mkdir(parents=True)
        for place, division in enumerate(divisions):
            write_form(forms / f"{division}.xlsx", name, district, division, number * 7 + place * 2)
        places.forms[organisation_name(name) + district] = forms
        places.reports.append(reports / f"{name}.xlsx")
        ita_xlsx.merge([forms], places.reports[-1])
    return places


def write_form(path: Path, name: str, district: str, division: str, seed: int) -> None:
    labels = {
        "organisation": organisation_name(name),
        "district": district,
        "province": "ตัวอย่าง",
        "division": division,
        "fiscal_year": "2566",
        "round": "รอบ 6 เดือน",
        "reporter": "นางสาวตัวอย่าง ใจดี",
        "date": "๑๐ เม.ย. ๒๕๖๖",
    }
    rows = [_row(number, seed + number, name, division) for number in range(1, 3 + seed % 3)]
    path.write_bytes(form_bytes(Prefill(labels, rows)))


def _row(number: int, seed: int, name: str, division: str) -> dict[str, str]:
    given = {
        "number": str(DIVISIONS.index(division) * 5 + number),
        "issue": ISSUES[seed % len(ISSUES)],
        "steps": f"๑. {division}ทบทวนข้อมูลของ{name} ครั้งที่ {seed}\n๒. เผยแพร่บนเว็บไซต์",
        "responsible": division,
        "deadline": DEADLINES[seed % len(DEADLINES)],
        "result": RESULTS[seed % len(RESULTS)].format(n=seed + 10),
        "suggestion": "ควรดำเนินการต่อเนื่อง" if seed % 2 else "",
    }
    return {key: given.get(key, "") for key in KEYS}
