"""The wording of the official report. Source: the published reports of local governments."""

from collections.abc import Sequence

from ita_xlsx.model import Consolidation
from ita_xlsx.official import fiscal, years
from ita_xlsx.official.names.organisations import is_district_name, place_name
from ita_xlsx.thai.dates import BUDDHIST_ERA, month_name

# In place of the result of a planned measure of which nobody has reported anything.
NOT_REPORTED = "ยังไม่ได้รายงานผล"
_UNKNOWN = "........"
_UNKNOWN_NAME = "." * 40
_LOCAL_GOVERNMENTS = "องค์กรปกครองส่วนท้องถิ่น"
# In place of a table that would be too long to print.
TABLE_LEFT_OUT = (
    "รายงานฉบับนี้รวมผลของหน่วยงาน {count} แห่ง จึงไม่ได้พิมพ์ตารางไว้ "
    "โปรดดูตารางในรายงานของแต่ละหน่วยงาน และดูมาตรการทั้งหมดในแผ่นงาน ข้อมูล"
)
TOO_MANY_ROWS = "ตารางยาวเกินจำนวนแถวที่ Excel มี จึงไม่ได้พิมพ์ตารางไว้ โปรดดูมาตรการทั้งหมดในแผ่นงาน ข้อมูล"


def heading(whole: Consolidation) -> str:
    """The title above the table, as the year's test calls the report."""
    return years.asking(whole.fiscal_year).heading


def year_text(year: int | None) -> str:
    """A fiscal year, or dots to be filled in by hand where it is not known."""
    return _UNKNOWN if year is None else str(year)


def round_text(months: int | None) -> str:
    """``รอบ 6 เดือน``, with dots where the round is not known."""
    return f"รอบ {_UNKNOWN if months is None else months} เดือน"


def period_text(fiscal_year: int | None, months: int | None) -> str:
    """The months that a round covers: ``เดือนตุลาคม 2565 - มีนาคม 2566``."""
    if fiscal_year is None or months is None:
        return ""
    first, last = fiscal.year_start(fiscal_year), fiscal.round_end(fiscal_year, months)
    return (
        f"เดือน{month_name(first.month)} {first.year + BUDDHIST_ERA}"
        f" - {month_name(last.month)} {last.year + BUDDHIST_ERA}"
    )


def place_text(whole: Consolidation) -> str:
    """``อำเภอ… จังหวัด…``, without what is not known."""
    return place_name(whole.district, whole.province)


def subject(whole: Consolidation) -> str:
    """Whose report it is: the organisation, or all local governments of a district or province.

    Dots, to be filled in by hand, are in the place of an organisation that is not known.
    """
    if whole.level == "organisation" or whole.organisation:
        return whole.organisation or _UNKNOWN_NAME
    return f"{_LOCAL_GOVERNMENTS}ใน{place_text(whole)}".removesuffix("ใน")


def cover_lines(whole: Consolidation) -> tuple[str, str]:
    """The last two lines of the cover: whose report it is, and where, with dots as in others."""
    district = "" if whole.level == "province" else whole.district or _UNKNOWN_NAME
    place = place_name(district, whole.province or _UNKNOWN_NAME)
    if whole.level == "organisation":
        return f"ชื่อหน่วยงาน {subject(whole)}", place
    name = whole.organisation or _LOCAL_GOVERNMENTS
    return f"{name} {_how_many(whole)}", place


def _how_many(whole: Consolidation) -> str:
    """How many organisations there are, and how many of the plan have sent nothing."""
    number = f"จำนวน {whole.organisations} แห่ง"
    if not whole.missing:
        return number
    return f"{number} (ยังไม่ส่งรายงาน {len(whole.missing)} {_unit(whole.missing)})"


def _unit(names: Sequence[str]) -> str:
    return "อำเภอ" if all(map(is_district_name, names)) else "แห่ง"


def missing_lines(whole: Consolidation) -> str:
    """Below the table of a district or a province: who has sent nothing; empty if nobody."""
    if not whole.missing:
        return ""
    count, names = len(whole.missing), ", ".join(whole.missing)
    return f"ยังไม่ส่งรายงาน {count} {_unit(whole.missing)} ได้แก่ {names}"


def introduction(whole: Consolidation) -> tuple[str, str, str]:
    """The paragraph above the table: whose report it is, and what is before and after that.

    The year analysed is the one before the fiscal year.
    """
    analysed = None if whole.fiscal_year is None else whole.fiscal_year - 1
    number = "" if whole.level == "organisation" else f" จำนวน {whole.organisations} แห่ง"
    period = period_text(whole.fiscal_year, whole.round)
    after = (
        f"{number} ได้วิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของ"
        f"หน่วยงานภาครัฐ (ITA) ประจำปีงบประมาณ พ.ศ. {year_text(analysed)} "
        f"และได้กำหนด{years.of(whole.fiscal_year).measures_in_text} "
        f"ประจำปีงบประมาณ พ.ศ. {year_text(whole.fiscal_year)} ไว้แล้วนั้น "
        f"บัดนี้ ได้ขับเคลื่อนมาตรการดังกล่าว {round_text(whole.round)}"
        + (f" ({period})" if period else "")
        + " มีผลการดำเนินการดังต่อไปนี้"
    )
    return "ตามที่", subject(whole), after
