"""Texts that page breaks have cut over several rows are joined as they were."""

import pytest
from tables import cells_of

from ita_xlsx.intake.table.joining import MOST_LETTERS, MOST_SEAMS, Seams

# Parts (parted by ;) and a text known from the same table; ⏎ is a line end.
JOINED = """
| parts                 | known             | joined              | why                   |
|                       |                   |                     | nothing               |
| งบ                    |                   | งบ                  | one part              |
| ; งบ ;                |                   | งบ                  | blank parts           |
| รายงาน ; การเงิน      |                   | รายงาน⏎การเงิน      | nothing proves it     |
| กองคลัง ; กองช่าง     |                   | กองคลัง⏎กองช่าง     | two owners            |
| ฌา ; ฎา ; ฒา          |                   | ฌา⏎ฎา⏎ฒา            | three parts           |
| ก ; ข                 | กข                | ก⏎ข                 | so little proves nothing |
| ๑. ทำ ; ๒. ส่ง        |                   | ๑. ทำ⏎๒. ส่ง        | a numbered item       |
| ๑. ทำ ; ๒. ส่ง        | ๑. ทำ๒. ส่ง       | ๑. ทำ⏎๒. ส่ง        | an item begins a line |
| ทำ ; - ส่ง            |                   | ทำ⏎- ส่ง            | a dash                |
| ทำ ; ๒๕๖๖. ส่ง        |                   | ทำ⏎๒๕๖๖. ส่ง        | a year                |
| คืบหน้าร้อยละ ; ๖๐    |                   | คืบหน้าร้อยละ ๖๐    | no text ends so       |
| งบ, ; ส่ง             |                   | งบ, ส่ง             | a comma               |
| รายงาน ; ผลงาน        | รายงาน ผลงาน      | รายงาน ผลงาน        | known with a blank    |
| ปี ๒๕ ; ๖๖ งบ         | ปี ๒๕๖๖ งบ        | ปี ๒๕๖๖ งบ          | known without         |
| ปี ๒๕ ; ๖๖ งบ         | ปี 2566 งบ        | ปี ๒๕๖๖ งบ          | in other digits       |
| ฌาฌา ; ฎาฎา           | ฌาฌาฎาฎา ฌาฌา ฎาฎา | ฌาฌาฎาฎา           | known in both ways    |
| ฌาฌา ; ฎาฎา ; ฒาฒา    | ฎาฎา ฒาฒา         | ฌาฌา⏎ฎาฎา ฒาฒา      | the second seam alone |
| xกขคงจฉชซ ; ฌญฎฏฐฑฒณx | กขคงจฉชซ ฌญฎฏฐฑฒณ | xกขคงจฉชซ ฌญฎฏฐฑฒณx | eight letters agree   |
| กxขคงจฉชซ ; ฌญฎฏฐฑฒณ  | กขคงจฉชซ ฌญฎฏฐฑฒณ | กxขคงจฉชซ⏎ฌญฎฏฐฑฒณ  | seven before          |
| กขคงจฉชซ ; ฌญฎฏฐฑฒxณ  | กขคงจฉชซ ฌญฎฏฐฑฒณ | กขคงจฉชซ⏎ฌญฎฏฐฑฒxณ  | seven after           |
| ฌาฌา ; ฎาฎา ต่อ       | ฌาฌา ฎาฎา         | ฌาฌา ฎาฎา ต่อ       | whole words agree     |
| ฌาฌา ; ฎาฎาต่อ        | ฌาฌา ฎาฎา         | ฌาฌา⏎ฎาฎาต่อ        | and no whole one      |
| งานประจำปี ; รอบ ๖ เดือน |                   | งานประจำปี รอบ ๖ เดือน | official              |
| คุณธรรมและ ; ความโปร่งใส |                   | คุณธรรมและความโปร่งใส | official              |
"""


@pytest.mark.parametrize(("parts", "known", "joined", "why"), cells_of(JOINED)[1:])
def test_parts_are_joined(parts: str, known: str, joined: str, why: str) -> None:
    assert Seams([known]).join([part.strip() for part in parts.split(";")]) == joined, why


# Is the second text certain to go on with the first?
PROVED = """
| left                      | right          | known        | proved | why                         |
| รายงานผล                  | การเงิน        |              | no     |                             |
| รายงานผล                  | การเงิน        | รายงานผลการเงิน | yes |                             |
|                           | การเงิน        | การเงิน      | no     | nothing to go on with       |
| รายงานผล                  |                | รายงานผล     | no     | nothing that goes on        |
| ฌาฎา                      | ฒาฬ            | ฌาฎาฒาฬ      | no     | three letters prove nothing |
| ฌาฎา                      | ฒาฬา           | ฌาฎาฒาฬา     | yes    | four do                     |
| ๑. ทำ                     | ๒. ส่ง         |              | yes    | the next item               |
| ๑. ทำ                     | ๓. ส่ง         |              | no     | an item is missing          |
| ๑. ทำ                     | 2) ส่ง         |              | yes    | however it is written       |
| ๑. ทำ⏎๒. ส่ง⏎ต่อ          | ๓. ดู          |              | yes    | after the last item         |
| ๑. ทำ                     | ๑.๑. ส่ง       |              | yes    | a part of the item          |
| ๑.๒. ทำ                   | ๑.๓. ส่ง       |              | yes    |                             |
| ๑.๒. ทำ                   | ๒. ส่ง         |              | yes    |                             |
| ๑.๒. ทำ                   | ๓. ส่ง         |              | no     |                             |
| ทำ                        | ๑. ส่ง         |              | no     | a list that begins          |
| - ทำ                      | - ส่ง          |              | yes    | the same bullet             |
| - ทำ                      | * ส่ง          |              | no     | another bullet              |
| ทำ                        | * ส่ง          |              | no     |                             |
| ๑. ทำ                     | - ส่ง          |              | no     |                             |
| ร้อยละ                    | ๖๐             |              | yes    | no text ends so             |
| ร้อยละ                    |                |              | no     | but nothing follows         |
"""


@pytest.mark.parametrize(("left", "right", "known", "proved", "why"), cells_of(PROVED)[1:])
def test_a_seam_is_proved(left: str, right: str, known: str, proved: str, why: str) -> None:
    assert Seams([known]).proved(left, right) == (proved == "yes"), why


def test_every_known_text_is_looked_at_by_itself() -> None:
    assert Seams(["ฒ", "ฌาฌา ฎาฎา"]).join(["ฌาฌา", "ฎาฎา"]) == "ฌาฌา ฎาฎา"
    assert Seams(iter(["ฌาฌา ฎาฎา", "ฒ"])).join(["ฌาฌา", "ฎาฎา"]) == "ฌาฌา ฎาฎา"
    assert Seams(["ฌาฌา ", "ฎาฎา"]).join(["ฌาฌา", "ฎาฎา"]) == "ฌาฌา\nฎาฎา", "two texts are not one"


def test_what_may_be_searched_has_a_bound() -> None:
    long = "ก" * MOST_LETTERS
    assert Seams(["ฌาฌา ฎาฎา", long]).join(["ฌาฌา", "ฎาฎา"]) == "ฌาฌา ฎาฎา"
    assert Seams([long, "ฌาฌา ฎาฎา"]).join(["ฌาฌา", "ฎาฎา"]) == "ฌาฌา\nฎาฎา"
    most = "ก" * (MOST_LETTERS - len("ฌาฌา ฎาฎา"))
    assert Seams([most, "ฌาฌา ฎาฎา"]).join(["ฌาฌา", "ฎาฎา"]) == "ฌาฌา ฎาฎา"
    assert Seams([most + "ก", "ฌาฌา ฎาฎา"]).join(["ฌาฌา", "ฎาฎา"]) == "ฌาฌา\nฎาฎา"
    seams = Seams(["ฌาฌา ฎาฎา"])
    for _ in range(MOST_SEAMS):
        assert seams.join(["ฌาฌา", "ฎาฎา"]) == "ฌาฌา ฎาฎา"
    assert seams.join(["ฌาฌา", "ฎาฎา"]) == "ฌาฌา\nฎาฎา"
