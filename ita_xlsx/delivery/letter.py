"""The short covering letter with which a report goes to the district."""

from collections.abc import Iterator, Sequence

from ita_xlsx.model import Consolidation, Plan, PlanOrganisation
from ita_xlsx.official import years
from ita_xlsx.official.data_sheet import ENTRIES, WHY_MORE_ENTRIES
from ita_xlsx.official.fiscal import ROUND_BY_MONTHS
from ita_xlsx.official.names.organisations import district_name, province_name
from ita_xlsx.official.statuses import NOT_SENT
from ita_xlsx.thai.numerals import to_thai_digits

_SOMEBODY = "ผู้รับผิดชอบการประเมินคุณธรรมและความโปร่งใส (ITA)"
_CLOSING = "จึงเรียนมาเพื่อโปรดพิจารณา"
_NAMELESS = "หน่วยงาน"


def subject(whole: Consolidation) -> str:
    """What the mail is about: the report, its fiscal year and round, whose it is; one line."""
    return f"ขอส่ง{_report(whole)} {_year_and_round(whole)} {_sender(whole)}".replace("  ", " ")


def body(whole: Consolidation, attached: Sequence[str], plan: Plan | None = None) -> str:
    """The letter: who sends what, the counts, who is missing, the names of the files ``attached``.

    Whom it is to and who signs it is what the ``plan`` says.
    """
    sender = _sender(whole)
    place = " ".join(name for name in _place(whole) if not sender.startswith(name))
    opening = f"{sender} {place} ขอส่ง{_report(whole)} {_year_and_round(whole)}"
    files = (f"{to_thai_digits(str(n))}. {name}" for n, name in enumerate(attached, start=1))
    return "\n".join(
        (
            f"เรียน {_receiver(plan)}",
            "",
            f"{' '.join(opening.split())} โดยสรุป ดังนี้",
            "",
            *(f"- {line}" for line in (*_counts(whole), *_missing(whole, plan))),
            "",
            "สิ่งที่ส่งมาด้วย",
            *files,
            "",
            _CLOSING,
            "",
            "ขอแสดงความนับถือ",
            "",
            *_signer(plan),
            sender,
        )
    )


def _receiver(plan: Plan | None) -> str:
    """Whom the plan names, else the office at the district (or province) that it is in."""
    about = PlanOrganisation() if plan is None else plan.organisation
    if named := " ".join(about.mail.get("name", "").split()):
        return named
    district = "" if plan is None or plan.above else about.district
    if district or about.province:
        office = district_name(district) if district else province_name(about.province)
        return f"ท้องถิ่น{office}"
    return _SOMEBODY


def _signer(plan: Plan | None) -> Iterator[str]:
    """The last of those who sign the report, with the position."""
    signers = () if plan is None else plan.organisation.signers
    for _, name, position in [one for one in signers if one[1]][-1:]:
        yield f"({' '.join(name.split())})"
        if position:
            yield " ".join(position.split())


def _missing(whole: Consolidation, plan: Plan | None) -> Iterator[str]:
    """Who has reported nothing, also of those whom only the plan names."""
    frame = whole.measures
    listed = () if plan is None else plan.divisions
    if plan is not None and plan.above:
        came = set(zip(frame["organisation"], frame["district"], strict=True))
        absent = [one.name for one in listed if not any(one.covers(*names) for names in came)]
    else:
        there = set(frame["division"])
        asked = [one.name for one in listed if plan is not None and plan.asked_of(one.name)]
        absent = [name for name in asked if name not in there]
    if silent := dict.fromkeys((*whole.silent, *absent)):
        yield NOT_SENT + ", ".join(silent)


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
    total = f"มาตรการทั้งหมด {whole.measure_count} มาตรการ จาก {divisions} กอง/สำนัก/หน่วย"
    if whole.unit == ENTRIES:
        total += f" รวม {len(whole.measures)} รายการ {WHY_MORE_ENTRIES}"
    yield to_thai_digits(total)
    for status, count in whole.summary.by_status.items():
        if count:
            yield to_thai_digits(f"{status} {count} {whole.unit}")
