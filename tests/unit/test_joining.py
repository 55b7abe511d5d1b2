"""Texts that page breaks have cut over several rows are joined as they were."""

import pytest
from tables import cells_of

from ita_xlsx.intake.table.joining import join

# Parts (parted by ;) and a text known from the same table; ⏎ is a line end.
JOINED = """
| parts                 | known             | joined              | why                   |
|                       |                   |                     | nothing               |
| งบ                    |                   | งบ                  | one part              |
| ; งบ ;                |                   | งบ                  | blank parts           |
| รายงาน ; การเงิน      |                   | รายงานการเงิน       | Thai letters          |
| ฌา ; ฎา ; ฒา          |                   | ฌาฎาฒา              | three parts           |
| ๑. ทำ ; ๒. ส่ง        |                   | ๑. ทำ⏎๒. ส่ง        | a numbered item       |
| ๑. ทำ ; 2) ส่ง        |                   | ๑. ทำ⏎2) ส่ง        | a bracket             |
| ๑. ทำ ; ๑.๒. ส่ง      |                   | ๑. ทำ⏎๑.๒. ส่ง      | a sub-item            |
| ทำ ; - ส่ง            |                   | ทำ⏎- ส่ง            | a dash                |
| ทำ ; •ส่ง             |                   | ทำ⏎•ส่ง             | a bullet              |
| ทำ ; ๒๕๖๖. ส่ง        |                   | ทำ ๒๕๖๖. ส่ง        | a year                |
| ทำ ; ๑๒ ครั้ง         |                   | ทำ ๑๒ ครั้ง         | a count               |
| ทำ ; -                |                   | ทำ-                 | a dash alone          |
| ปี ๒๕๖๖ ; งบ          |                   | ปี ๒๕๖๖ งบ          | a Thai digit          |
| ปี 2566 ; งบ          |                   | ปี 2566 งบ          | a digit               |
| ระบบ ; ITA            |                   | ระบบ ITA            | Latin after           |
| Open ; Data           |                   | Open Data           | Latin twice           |
| (งบ) ; ส่ง            |                   | (งบ) ส่ง            | a bracket before      |
| “งบ” ; ส่ง            |                   | “งบ” ส่ง            | a quotation before    |
| งบ ; (ส่ง             |                   | งบ(ส่ง              | a bracket opening     |
| รายงาน ; ผลงาน        | รายงาน ผลงาน      | รายงาน ผลงาน        | known with a blank    |
| ปี ๒๕ ; ๖๖ งบ         | ปี ๒๕๖๖ งบ        | ปี ๒๕๖๖ งบ          | known without         |
| ปี ๒๕ ; ๖๖ งบ         | ปี 2566 งบ        | ปี ๒๕๖๖ งบ          | in other digits       |
| ฌา ; ฎา               | ฌาฎา ฌา ฎา        | ฌาฎา                | known in both ways    |
| ฌา ; ฎา ; ฒา          | ฌาฎา ฒา           | ฌาฎา ฒา             | the second seam alone |
| xกขคงจฉชซ ; ฌญฎฏฐฑฒณx | กขคงจฉชซ ฌญฎฏฐฑฒณ | xกขคงจฉชซ ฌญฎฏฐฑฒณx | eight letters agree   |
| กxขคงจฉชซ ; ฌญฎฏฐฑฒณ  | กขคงจฉชซ ฌญฎฏฐฑฒณ | กxขคงจฉชซฌญฎฏฐฑฒณ   | seven before          |
| กขคงจฉชซ ; ฌญฎฏฐฑฒxณ  | กขคงจฉชซ ฌญฎฏฐฑฒณ | กขคงจฉชซฌญฎฏฐฑฒxณ   | seven after           |
| งานประจำปี ; รอบ ๖ เดือน |                   | งานประจำปี รอบ ๖ เดือน | official              |
| คุณธรรมและ ; ความโปร่งใส |                   | คุณธรรมและความโปร่งใส | official              |
"""


@pytest.mark.parametrize(("parts", "known", "joined", "why"), cells_of(JOINED)[1:])
def test_parts_are_joined(parts: str, known: str, joined: str, why: str) -> None:
    assert join([part.strip() for part in parts.split(";")], [known]) == joined, why


def test_every_known_text_is_looked_at_by_itself() -> None:
    assert join(["ฌา", "ฎา"], ["ฒ", "ฌา ฎา"]) == "ฌา ฎา"
    assert join(["ฌา", "ฎา"], iter(["ฌา ฎา", "ฒ"])) == "ฌา ฎา"
    assert join(["ฌา", "ฎา"], ["ฌา ", "ฎา"]) == "ฌาฎา", "two texts are not one"
