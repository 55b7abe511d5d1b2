"""The levels at which reports are merged: forms, an organisation, a district, a province.

A consolidated workbook says its level in a column of its data sheet, which every program keeps, as
opposed to a document property.
"""

from typing import Literal

from ita_xlsx.language import Sentence

# What a file is that was read; ``form`` is one that a division sent back.
Level = Literal["form", "organisation", "district", "province"]
# From the lowest; a file of one is made of those before it.
LEVEL_ORDER: tuple[Level, ...] = ("form", "organisation", "district", "province")

# As the data sheet has them.
LEVEL_TEXTS: dict[Level, str] = {
    "organisation": "หน่วยงาน",
    "district": "อำเภอ",
    "province": "จังหวัด",
}
LEVEL_NAMES: dict[Level, Sentence] = {
    "form": Sentence("แบบรายงานของกอง", "a division's form"),
    "organisation": Sentence("รายงานของหน่วยงาน", "an organisation's report"),
    "district": Sentence("รายงานระดับอำเภอ", "a district's report"),
    "province": Sentence("รายงานระดับจังหวัด", "a province's report"),
}


def level_of(text: str) -> Level:
    """The level that a data sheet names; an organisation's where it names none."""
    return next((level for level, said in LEVEL_TEXTS.items() if said == text), "organisation")
