"""The short covering letter with which a report goes to the district."""

from collections.abc import Iterator, Sequence

from ita_xlsx.model import Consolidation
from ita_xlsx.official import years
from ita_xlsx.official.fiscal import ROUND_BY_MONTHS
from ita_xlsx.official.organisations import district_name, province_name
from ita_xlsx.official.statuses import NOT_SENT
from ita_xlsx.thai.numerals import to_thai_digits

_TO = "เรียน ผู้รับผิดชอบการประเมินคุณธรรมและความโปร่งใส (ITA)"
_CLOSING = "จึงเรียนมาเพื่อโปรดพิจารณา"
_NAMELESS = "หน่วยงาน"


def subject(whole: Consolidation) -> str:
    """What the mail is about: the report, its fiscal year and round, whose it is; one line."""
    return f"ขอส่ง{_report(whole)} {_year_and_round(whole)} {_sender(whole)}".replace("  ", " ")


def body(whole: Consolidation, attached: Sequence[str]) -> str:
    """The letter: who sends what, the counts, and the names of the files ``attached``."""
    sender = _sender(whole)
    place = " ".join(name for name in _place(whole) if not sender.startswith(name))
    opening = f"{sender} {place} ขอส่ง{_report(whole)} {_year_and_round(whole)}"
    files = (f"{to_thai_digits(str(n))}. {name}" for n, name in enumerate(attached, start=1))
    return "\n".join(
        (
            _TO,
            "",
            f"{' '.join(opening.split())} โดยสรุป ดังนี้",
            "",
            *(f"- {line}" for line in _counts(whole)),
            "",
            "สิ่งที่ส่งมาด้วย",
            *files,
            "",
            _CLOSING,
            "",
            sender,
        )
    )


def _report(whole: Consolidation) -> str:
    return years.asking(whole.fiscal_year).heading


def _sender(whole: Consolidation) -> str:
    """The organisation; the district or province for several of them. Never more than one line."""
    names = [name for name in whole.measures["organisation"].unique() if name.strip()]
    if len(names) < 2:
        return " ".join(whole.organisation.split()) or _NAMELESS
    among = f"{to_thai_digits(str(len(names)))} {_NAMELESS}"
    place = next(_place(whole), "")
    return f"{place} ({among})" if place else among


def _year_and_round(whole: Consolidation) -> str:
    year = "" if whole.fiscal_year is None else f"ประจำปีงบประมาณ พ.ศ. {whole.fiscal_year}"
    known = ROUND_BY_MONTHS.get(whole.round or 0)
    return to_thai_digits(f"{year} {known.name if known else ''}".strip())


def _place(whole: Consolidation) -> Iterator[str]:
    district, province = (" ".join(name.split()) for name in (whole.district, whole.province))
    if district:
        yield district_name(district)
    if province:
        yield province_name(province)


def _counts(whole: Consolidation) -> Iterator[str]:
    """The measures and divisions, then the answers of each status that occurs.

    A measure for which several divisions are responsible has an answer of each.
    """
    divisions = len(whole.measures[["organisation", "division"]].drop_duplicates())
    measures = len(whole.measures[["counted_as", "printed"]].drop_duplicates())
    answers = len(whole.measures)
    total = f"มาตรการทั้งหมด {measures} มาตรการ จาก {divisions} กอง/สำนัก/หน่วย"
    unit = "มาตรการ"
    if answers > measures:
        unit = "รายการ"
        total += f" รวม {answers} รายการ เนื่องจากบางมาตรการมีผู้รับผิดชอบหลายกอง"
    yield to_thai_digits(total)
    for status, count in whole.summary.by_status.items():
        if count:
            yield to_thai_digits(f"{status} {count} {unit}")
    if whole.silent:
        yield NOT_SENT + ", ".join(whole.silent)
