"""What only the reader sees: characters it fixed, the version of a form, the year of a title."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

from ita_xlsx.findings import Finding, Rule
from ita_xlsx.findings import files as file_rules
from ita_xlsx.findings import official_list as official_rules
from ita_xlsx.findings import rows as row_rules
from ita_xlsx.findings import tables as table_rules
from ita_xlsx.findings import texts as text_rules
from ita_xlsx.findings.documents import OUTSIDE_TABLE
from ita_xlsx.findings.measures import CUT_TEXT
from ita_xlsx.intake.formats.cells import Sheet, as_text
from ita_xlsx.intake.table.header import Header
from ita_xlsx.intake.table.heading import Heading, others_above
from ita_xlsx.intake.table.outside import is_footnote, is_signature, is_signer, is_title
from ita_xlsx.language import Sentence
from ita_xlsx.official.periods import read_year
from ita_xlsx.official.stamp import STAMPED, TEMPLATE_VERSION, newer_format
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.thai.text import INVISIBLE, fix_text, oddities
from ita_xlsx.xlsx.limits import CELL_LENGTH

# A cell without one of these holds neither a broken ำ nor an invisible character.
_FIXED = re.compile(f"[\u0e4d{''.join(INVISIBLE.values())}]")
# A row with so many texts is more than a title.
_FEWEST_IN_ROW = 3
_RULE_OF_KIND = {
    "broken_sara_am": text_rules.BROKEN_SARA_AM,
    "invisible": text_rules.INVISIBLE,
}
_KINDS = {kind: re.compile(f"[{characters}]") for kind, characters in INVISIBLE.items()}


def fixed_texts(file: str, sheet: Sheet, header: Header) -> Iterator[Finding]:
    """Cells of the sheet in which ำ was joined or invisible characters were dropped."""
    key_at = {column: key for key, column in header.columns.items()}
    for number, row in sheet.heading(sheet.end):
        for column, value in enumerate(row):
            if isinstance(value, str) and _FIXED.search(value):
                key = key_at.get(column, "") if number > header.last else ""
                kinds = [one for one in oddities(value) if one.kind in _RULE_OF_KIND]
                for kind in dict.fromkeys(one.kind for one in kinds):
                    found = "".join(one.found for one in kinds if one.kind == kind)
                    words = {"count": len(found), "kinds": _kinds_in(found)}
                    rule, cell = _RULE_OF_KIND[kind], a1(number, column)
                    yield Finding(rule, file, sheet.name, cell, key, value, words)


def cut_texts(file: str, sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """The cells whose texts were longer than a cell of Excel can be."""
    for sheet in sheets:
        for (row, column), length in sheet.cut.items():
            value = str(sheet.rows[row][column])[:80]
            words = {"length": length, "limit": CELL_LENGTH}
            yield Finding(CUT_TEXT, file, sheet.name, a1(row, column), value=value, words=words)


def invisible_in_names(file: str, sheets: Iterable[str]) -> Iterator[Finding]:
    """The names of a file and of its sheets that hold invisible characters."""
    for sheet, name in (("", PurePath(file).name), *((sheet, sheet) for sheet in sheets)):
        if found := "".join(one.found for one in oddities(name) if one.kind == "invisible"):
            words = {"count": len(found), "kinds": _kinds_in(found)}
            yield Finding(text_rules.INVISIBLE_NAME, file, sheet, value=name, words=words)


def _kinds_in(found: str) -> Sentence:
    """The names of the kinds of invisible characters in a text."""
    names = [text_rules.INVISIBLE_KINDS[kind] for kind, one in _KINDS.items() if one.search(found)]
    return Sentence(", ".join(one.th for one in names), ", ".join(one.en for one in names))


def other_template(file: str, sheet: Sheet, header: Header) -> Iterator[Finding]:
    """A form that bears the version of another template above its table."""
    for number, row in sheet.heading(header.first):
        for column, value in enumerate(row):
            stamp = STAMPED.fullmatch(fix_text(value)) if isinstance(value, str) else None
            if stamp and stamp[1] != TEMPLATE_VERSION:
                newer = stamp[1].isdecimal() and int(stamp[1]) > int(TEMPLATE_VERSION)
                rule = file_rules.NEWER_VERSION if newer else file_rules.OTHER_TEMPLATE
                words = {"version": stamp[1], "current": TEMPLATE_VERSION}
                yield Finding(
                    rule, file, sheet.name, a1(number, column), value=stamp[0], words=words
                )


def newer_version(
    file: str, stamps: Mapping[str, str], found: Iterable[Finding] = ()
) -> Iterator[Finding]:
    """A workbook that a newer version of this program wrote, where nothing in it said so."""
    newer = newer_format(stamps)
    if newer is not None and all(one.rule is not file_rules.NEWER_VERSION for one in found):
        words = dict(zip(("version", "current"), newer, strict=True))
        yield Finding(file_rules.NEWER_VERSION, file, value=newer[0], words=words)


def above(file: str, sheet: Sheet, header: Header) -> Iterator[Finding]:
    """What is above a table and is neither in its heading nor a part of the form."""
    titles = []
    for number, texts in others_above(sheet, header.first):
        cell, value = a1(number, min(texts)), " | ".join(texts.values())
        if len(texts) < _FEWEST_IN_ROW and all(map(is_title, texts.values())):
            titles.append((cell, value))
        else:
            yield Finding(row_rules.ROW_ABOVE, file, sheet.name, cell, value=value)
    if titles:
        value = " | ".join(text for _, text in titles)
        yield Finding(row_rules.TITLES, file, sheet.name, titles[0][0], value=value)


def below(file: str, sheet: Sheet) -> Iterator[Finding]:
    """What is written below the table of a document, outside of it."""
    told: dict[str, tuple[Rule, list[str]]] = {}
    for line in sheet.below:
        texts = [text for value in line if (text := fix_text(as_text(value)))]
        if not texts:
            continue
        rule = OUTSIDE_TABLE
        if is_signature(texts) or (table_rules.SIGNATURE.code in told and is_signer(texts)):
            rule = table_rules.SIGNATURE
        elif is_footnote(texts):
            rule = row_rules.FOOTNOTE
        told.setdefault(rule.code, (rule, []))[1].append(" ".join(texts))
    for rule, lines in told.values():
        yield Finding(rule, file, sheet.name, value=" | ".join(lines))


def title_year(file: str, sheet: Sheet, header: Header, heading: Heading) -> Iterator[Finding]:
    """A title for a fiscal year that is neither that of the form, nor the one before or after."""
    year = heading.fiscal_year
    text, cell = heading.title_year
    found = read_year(text)
    if year is not None and found is not None and not year - 1 <= found <= year + 1:
        words = {"found": found, "year": year}
        yield Finding(official_rules.TITLE_YEAR, file, sheet.name, cell, value=text, words=words)
