"""The live checks of a form with columns that were added to the definition, in LibreOffice."""

from pathlib import Path

import libreoffice
import pytest
from added_column import extended
from goodform import EXAMPLE
from python_calamine import CalamineWorkbook

from ita_xlsx.forms.live_sheet import READY
from ita_xlsx.official.stamp import FORM_SHEET, LIVE_SHEET

pytestmark = pytest.mark.office

LABELS = {"C3": "อบต.กุดรัง", "F3": "สำนักปลัด", "F4": "2566", "F5": "รอบ 6 เดือน"}


@pytest.mark.parametrize("added", [{}, {"J9": "๑๒,๐๐๐ บาท", "K9": "ครบทุกคน"}])
def test_the_form_says_that_it_is_ready(tmp_path: Path, added: dict[str, str]) -> None:
    extended(tmp_path)("template", "-o", tmp_path / "template.xlsx")
    letters = zip("ABCDEFGHI", EXAMPLE.values(), strict=True)
    measure = {f"{letter}9": text for letter, text in letters}
    texts = {(FORM_SHEET, at): text for at, text in {**LABELS, **measure, **added}.items()}
    libreoffice.type_into(tmp_path / "template.xlsx", tmp_path / "filled.xlsx", texts)
    live = CalamineWorkbook.from_path(tmp_path / "filled.xlsx").get_sheet_by_name(LIVE_SHEET)
    rows = live.to_python(skip_empty_area=False)
    assert rows[3][0] == READY
    assert [row[0] for row in rows if row[1] == "จำนวนมาตรการที่กรอก"] == [1]
