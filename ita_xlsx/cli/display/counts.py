"""How many measures there are, and how many entries, as every screen says it."""

from ita_xlsx.language import Sentence

_MEASURES = Sentence("{measures} มาตรการ", "{measures} measures")
_MEASURES_AND_ENTRIES = Sentence(
    "{measures} มาตรการ {entries} รายการ (บางมาตรการมีมากกว่าหนึ่งรายการ)",
    "{measures} measures, {entries} entries (some measures have more than one)",
)


def measures_and_entries(measures: int, entries: int) -> Sentence:
    """How many measures, and entries where these are more."""
    sentence = _MEASURES if measures == entries else _MEASURES_AND_ENTRIES
    return sentence.fill(measures=measures, entries=entries)
