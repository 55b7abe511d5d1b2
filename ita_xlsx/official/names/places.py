"""The provinces and districts of Thailand, and which of them a name means.

Source: กรมการปกครอง, by the package geothai 3.2.1 (its data under CC-BY-4.0, see NOTICE);
tests/tools/make_places.py writes the list.
"""

import re
from collections.abc import Iterable
from functools import cache

from ita_xlsx.official.data_files import read_table
from ita_xlsx.thai import alike
from ita_xlsx.thai.text import fold, fold_tight

# A name so much alike (0 to 1) is proposed. Within a province only 13 pairs of districts are 0.75
# alike, and กุตุรงค์ is 0.57 of กุดรัง, the next 0.22.
_ALIKE = 0.5
# A province misspelt in any way that was tried is this alike; one that was made up is not.
_MISSPELT = 0.7
_PROVINCE = re.compile(r"^(?:จังหวัด|จ\.)\s*")
_DISTRICT = re.compile(r"^(?:กิ่ง)?(?:อำเภอ|เขต|อ\.)\s*")
_CAPITAL = "เมือง"
_SHORT = {"กรุงเทพ": "กรุงเทพมหานคร", "กทม": "กรุงเทพมหานคร", "อยุธยา": "พระนครศรีอยุธยา"}


# The one list of 928 districts is asked for each form of a round: read once, it takes 2 ms.
@cache
def districts_by_province() -> dict[str, tuple[str, ...]]:
    """The districts of each province, both in the order of their official codes."""
    found: dict[str, list[str]] = {}
    for row in read_table("places.csv"):
        found.setdefault(row["province"], []).append(row["district"])
    return {province: tuple(districts) for province, districts in found.items()}


def province_named(text: str) -> str | None:
    """The province that a text names, with or without จังหวัด; None when there is no such one."""
    key = fold_tight(_PROVINCE.sub("", fold(text)))
    names = {fold_tight(name): name for name in districts_by_province()}
    return names.get(key) or _SHORT.get(key)


def nearest_province(text: str) -> str | None:
    """The province whose name a text misspells."""
    return _nearest(_PROVINCE.sub("", fold(text)), districts_by_province(), _MISSPELT)


def district_named(text: str, province: str) -> str | None:
    """The district of a province that a text names; เมือง alone is the province's own."""
    key = _district_key(text)
    keys = {_district_key(name): name for name in districts_by_province()[province]}
    return keys.get(_CAPITAL + fold_tight(province) if key == _CAPITAL else key)


def nearest_district(text: str, province: str) -> str | None:
    """The district of a province whose name is most like a text."""
    return _nearest(_district_key(text), districts_by_province()[province], _ALIKE)


def _district_key(text: str) -> str:
    return fold_tight(_DISTRICT.sub("", fold(text)))


def _nearest(text: str, names: Iterable[str], enough: float) -> str | None:
    keys = {_district_key(name): name for name in names}
    found = alike.nearest(fold_tight(text), keys, enough)
    return found and keys[found[0]]
