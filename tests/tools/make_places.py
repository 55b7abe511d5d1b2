"""Write ``official/data/places.csv``: the districts of each province, as geothai has them.

pip install geothai && python tests/tools/make_places.py
"""

import csv
from pathlib import Path

import geothai

FILE = Path(__file__).parents[2] / "ita_xlsx" / "official" / "data" / "places.csv"


def rows() -> list[tuple[str, str]]:
    """The pairs of a province and a district, in the order of their codes."""
    return [
        (province.name_th, district.name_th)
        for province in geothai.provinces()
        for district in geothai.districts(province.code)
    ]


if __name__ == "__main__":
    with FILE.open("w", encoding="utf-8-sig", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([("province", "district"), *rows()])
