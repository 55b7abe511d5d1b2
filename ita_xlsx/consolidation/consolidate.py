"""One table out of the tables of all divisions."""

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from ita_xlsx.consolidation.ordering import in_order
from ita_xlsx.consolidation.summaries import summarise
from ita_xlsx.errors import NothingToRead
from ita_xlsx.language import Sentence
from ita_xlsx.model import Consolidation, Round


def consolidate(read: Round) -> Consolidation:
    """The consolidated table of a round: measures in official order, with their summary.

    What is said of the whole (organisation, district, province, fiscal year, round) is what most
    submissions say. Raises NothingToRead when there is no measure at all.
    """
    if read.measures.empty:
        raise NothingToRead(_NO_MEASURES)
    measures = in_order(read.measures)
    year = _most(s.fiscal_year for s in read.submissions)
    return Consolidation(
        organisation=_label(read, "organisation"),
        district=_label(read, "district"),
        province=_label(read, "province"),
        fiscal_year=year,
        round=_most(s.round for s in read.submissions),
        measures=measures,
        summary=summarise(measures, year),
        sources=read.sources,
        submissions=read.submissions,
    )


_NO_MEASURES = Sentence(
    "ไม่พบมาตรการในไฟล์ใดเลย โปรดตรวจว่าไฟล์ที่กองส่งกลับมากรอกข้อมูลแล้ว",
    "No file holds a measure; please check that the returned files are filled in.",
)


_Value = TypeVar("_Value", int, str)


def _label(read: Round, key: str) -> str:
    return _most(s.labels.get(key) for s in read.submissions) or ""


def _most(values: Iterable[_Value | None]) -> _Value | None:
    """The value given most often, of equals the first; None when none is given."""
    counts = Counter(value for value in values if value)
    return counts.most_common(1)[0][0] if counts else None
