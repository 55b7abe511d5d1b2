"""The years in examples and lists: those of whoever reads them, not of a year that has passed."""

from ita_xlsx.official.stamp import TEMPLATE_YEAR
from ita_xlsx.thai.numerals import to_thai_digits


def example_words(fiscal_year: int | None) -> dict[str, str]:
    """What fills the ``{placeholders}`` of an example: a fiscal year in the ways it is written."""
    year = fiscal_year or TEMPLATE_YEAR
    thai = to_thai_digits(str(year))
    return {"example_year": str(year), "example_thai": thai, "example_short": thai[-2:]}


def in_year(text: str, fiscal_year: int) -> str:
    """A prompt or an example with the fiscal year put into it."""
    for name, word in example_words(fiscal_year).items():
        text = text.replace(f"{{{name}}}", word)
    return text


def offered_years(present: int) -> tuple[str, ...]:
    """The fiscal years that can be chosen: the present one, two before it and the next."""
    return tuple(str(present + by) for by in (0, -1, -2, 1))
