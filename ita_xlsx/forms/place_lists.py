"""The lists of provinces and districts: of the districts those of the province that was chosen."""

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.forms.inputs import Choice
from ita_xlsx.forms.named_lists import TYPED_ANYWAY, write_list
from ita_xlsx.official.names.places import districts_by_province
from ita_xlsx.xlsx.sheets import checked

_UNKNOWN_PROVINCE = "จังหวัดนี้ไม่มีในรายการ โปรดตรวจตัวสะกด"
_UNKNOWN_DISTRICT = "อำเภอนี้ไม่มีในจังหวัดที่เลือก โปรดเลือกจังหวัดก่อน แล้วเลือกอำเภอจากรายการ"

# By the key of the label; of texts that are in no list the checks say what is near.
PLACE_CHOICES: dict[str, Choice] = {
    "province": Choice("ita_provinces", _UNKNOWN_PROVINCE + TYPED_ANYWAY),
    "district": Choice("ita_districts_offered", _UNKNOWN_DISTRICT + TYPED_ANYWAY),
}


def add_place_lists(
    workbook: Workbook, sheet: Worksheet, column: int, plain: Format, province: str
) -> None:
    """Write the lists into four columns; ``province`` is the address of the chosen one's cell.

    Beside each province stands before which of the districts its own begin, and how many these
    are. Without a province that is known, all districts are offered.
    """
    known = districts_by_province()
    counts = [len(districts) for districts in known.values()]
    before = [sum(counts[:place]) for place in range(len(counts))]
    lists = (
        ("ita_provinces", "จังหวัด", [*known]),
        ("ita_districts_before", "อำเภอก่อนหน้า", [*map(str, before)]),
        ("ita_districts_count", "จำนวนอำเภอ", [*map(str, counts)]),
        ("ita_districts", "อำเภอ", [name for districts in known.values() for name in districts]),
    )
    for place, (name, heading, values) in enumerate(lists, start=column):
        write_list(workbook, sheet, place, name, heading, values, plain)
    chosen = f'MATCH(SUBSTITUTE(TRIM({province}),"จังหวัด",""),ita_provinces,0)'
    first, count = (
        f"IFERROR(0+INDEX({name},{chosen}),{otherwise})"
        for name, otherwise in (("ita_districts_before", 0), ("ita_districts_count", sum(counts)))
    )
    offered = f"=OFFSET(ita_districts,{first},0,{count},1)"
    checked(workbook.define_name("ita_districts_offered", offered))
