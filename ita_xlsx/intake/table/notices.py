"""What only the reader sees: mended characters, the version of a form, the year of a title."""

import re
from collections.abc import Iterator

from ita_xlsx.findings import Finding
from ita_xlsx.findings import files as file_rules
from ita_xlsx.findings import official_list as official_rules
from ita_xlsx.findings import texts as text_rules
from ita_xlsx.intake.formats.cells import Sheet
from ita_xlsx.intake.table.header import Header
from ita_xlsx.intake.table.heading import Heading
from ita_xlsx.official.stamp import TEMPLATE_VERSION, VISIBLE_STAMP
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.thai.numerals import to_thai_digits
from ita_xlsx.thai.text import oddities

# A sheet without one of these holds neither a broken ำ nor a character without width.
_MENDED = re.compile("[\u0e4d\u00ad\u200b-\u200d\u2060\ufeff]")
_RULE_OF_KIND = {
    "broken_sara_am": text_rules.BROKEN_SARA_AM,
    "zero_width": text_rules.ZERO_WIDTH,
}
_STAMP = re.compile(re.escape(VISIBLE_STAMP).replace(r"\{version\}", r"(\S+)"))


def mended_texts(file: str, sheet: Sheet, header: Header) -> Iterator[Finding]:
    """Cells of the table in which ำ was joined or invisible characters were dropped."""
    key_at = {column: key for key, column in header.columns.items()}
    for number in range(header.last + 1, len(sheet.rows)):
        for column, value in enumerate(sheet.rows[number]):
            if isinstance(value, str) and column in key_at and _MENDED.search(value):
                kinds = [one for one in oddities(value) if one.kind in _RULE_OF_KIND]
                for kind in dict.fromkeys(one.kind for one in kinds):
                    count = sum(one.end - one.start for one in kinds if one.kind == kind)
                    yield Finding(
                        _RULE_OF_KIND[kind], file, sheet.name, a1(number, column),
                        key_at[column], value, {"count": count},
                    )  # fmt: skip


def other_template(file: str, sheet: Sheet, header: Header) -> Iterator[Finding]:
    """A form that bears the version of another template above its table."""
    for number, row in enumerate(sheet.rows[: header.first]):
        for column, value in enumerate(row):
            stamp = _STAMP.fullmatch(value.strip()) if isinstance(value, str) else None
            if stamp and stamp[1] != TEMPLATE_VERSION:
                words = {"version": stamp[1], "current": TEMPLATE_VERSION}
                cell = a1(number, column)
                yield Finding(
                    file_rules.OTHER_TEMPLATE, file, sheet.name, cell, value=stamp[0], words=words
                )


def title_year(file: str, sheet: Sheet, header: Header, heading: Heading) -> Iterator[Finding]:
    """A title for a fiscal year that is neither that of the form, nor the one before or after."""
    year = heading.fiscal_year
    found, cell = heading.title_year
    if year is not None and found and not year - 1 <= int(found) <= year + 1:
        words = {"found": to_thai_digits(found), "year": to_thai_digits(str(year))}
        yield Finding(official_rules.TITLE_YEAR, file, sheet.name, cell, value=found, words=words)
