"""Provinces and districts: which are named, and which is nearest to a name that is none."""

import make_places
import pytest
from tables import cells_of

from ita_xlsx.checks.places import unknown_names
from ita_xlsx.official.names.places import (
    district_named,
    districts_by_province,
    nearest_district,
    nearest_province,
    province_named,
)

PROVINCES = """
| typed               | named            | nearest          |
| มหาสารคาม           | มหาสารคาม        | มหาสารคาม        |
| จังหวัดมหาสารคาม    | มหาสารคาม        | มหาสารคาม        |
| จ.มหาสารคาม         | มหาสารคาม        | มหาสารคาม        |
| จ. อุบลราชธานี      | อุบลราชธานี      | อุบลราชธานี      |
| กทม.                | กรุงเทพมหานคร    |                  |
| มหาสารคราม          |                  | มหาสารคาม        |
| อุบลราชธานีี         | อุบลราชธานี      | อุบลราชธานี      |
| พะเยาว์              |                  | พะเยา            |
| ตัวอย่าง            |                  |                  |
"""


@pytest.mark.parametrize(("typed", "named", "nearest"), cells_of(PROVINCES)[1:])
def test_a_province(typed: str, named: str, nearest: str) -> None:
    assert province_named(typed) == (named or None)
    assert not nearest or nearest_province(typed) == nearest


def test_a_name_that_is_like_none_is_made_up_and_no_mistake() -> None:
    assert nearest_province("สุขใจ") is None and nearest_province("บ้านฝัน") is None
    assert not list(unknown_names({"province": "จังหวัดสุขใจ", "district": "เมือง"}))
    ((rule, key, _),) = unknown_names({"province": "มหาสารคราม", "district": "เมือง"})
    assert (rule.code, key) == ("F015", "province")


DISTRICTS = """
| typed            | province       | named            | nearest          |
| กุดรัง           | มหาสารคาม      | กุดรัง           | กุดรัง           |
| อำเภอกุดรัง      | มหาสารคาม      | กุดรัง           | กุดรัง           |
| อ.กุดรัง         | มหาสารคาม      | กุดรัง           | กุดรัง           |
| กุตุรงค์         | มหาสารคาม      |                  | กุดรัง           |
| เมือง            | มหาสารคาม      | เมืองมหาสารคาม   |                  |
| อำเภอเมือง       | เชียงใหม่      | เมืองเชียงใหม่   |                  |
| เมืองเชียงใหม่   | เชียงใหม่      | เมืองเชียงใหม่   | เมืองเชียงใหม่   |
| กุดรัง           | ขอนแก่น        |                  |                  |
| เขตดุสิต         | กรุงเทพมหานคร  | เขตดุสิต         | เขตดุสิต         |
| ดุสิต            | กรุงเทพมหานคร  | เขตดุสิต         | เขตดุสิต         |
| บรบื่อ           | มหาสารคาม      |                  | บรบือ            |
"""


@pytest.mark.parametrize(("typed", "province", "named", "nearest"), cells_of(DISTRICTS)[1:])
def test_a_district_of_a_province(typed: str, province: str, named: str, nearest: str) -> None:
    assert district_named(typed, province) == (named or None)
    assert not nearest or nearest_district(typed, province) == nearest


def test_every_name_is_itself_with_a_letter_wrong_too() -> None:
    wrong = right = 0
    for province, districts in districts_by_province().items():
        assert province_named(province) == province
        for district in districts:
            assert district_named(district, province) == district
            right += nearest_district(district[:-1], province) == district
            wrong += 1
    assert (len(districts_by_province()), wrong) == (77, 928)
    assert right / wrong > 0.99


def test_the_list_is_that_of_geothai() -> None:
    listed = [(p, d) for p, districts in districts_by_province().items() for d in districts]
    assert listed == make_places.rows()
