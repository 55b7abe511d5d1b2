"""``ita-xlsx years`` for Python."""

import re
from pathlib import Path

from ita_xlsx.errors import UsageError
from ita_xlsx.files import refuse_bad_target, write_whole
from ita_xlsx.language import Sentence
from ita_xlsx.official import years
from ita_xlsx.official.stamp import YEAR_PROPERTY
from ita_xlsx.official.years import Year
from ita_xlsx.provenance import seal
from ita_xlsx.verbs.outputs import refuse_to_replace
from ita_xlsx.verbs.stages import start_workers


def known_years(folder: Path | None = None, year_data: Path | None = None) -> tuple[Year, ...]:
    """What is known of each year: what comes with the program, and the user's own lists instead.

    These are the lists in a ``folder`` and the one in the file ``year_data``. Raises NothingToRead
    for one that cannot be used.
    """
    with start_workers(folder, year_data):
        return years.known_years()


def export_year(year: int, output: Path, year_data: Path | None = None) -> Year:
    """Write the list of a year as a workbook, to be corrected or to become that of another year.

    A year in the name of the ``output`` (``oit_2570.xlsx``) is the one that it is written for.
    Returns the year. Raises UsageError for one whose items are not known, NothingToRead as
    ``known_years`` does, and CannotWrite, also when another workbook is there.
    """
    from ita_xlsx.forms.year_workbook import year_bytes

    refuse_bad_target(output, [] if year_data is None else [year_data])
    with start_workers(None, year_data):
        own = years.of(year)
    if not own.items:
        known = ", ".join(str(one.year) for one in years.known_years() if one.items)
        raise UsageError(_UNKNOWN.fill(year=year, known=known))
    named = re.search(r"(?<!\d)25\d\d(?!\d)", output.stem)
    content = seal(year_bytes(own, int(named[0]) if named else year))
    refuse_to_replace(output, YEAR_PROPERTY, content)
    write_whole(output, content)
    return own


_UNKNOWN = Sentence(
    "ไม่มีรายชื่อข้อของปี {year} ปีที่มีคือ {known}",
    "There is no list of items of {year}; there are those of {known}.",
)
