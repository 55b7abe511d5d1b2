"""The two languages that the program speaks: Thai for everyone, English for whoever asks."""

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Literal, NamedTuple

from ita_xlsx.thai.file_names import legible

Language = Literal["th", "en"]


class Sentence(NamedTuple):
    """The same sentence in Thai and in English."""

    th: str
    en: str

    def say(self, language: Language) -> str:
        """The sentence in one language."""
        return self.th if language == "th" else self.en

    def fill(self, **values: object) -> "Sentence":
        """The sentence with its ``{name}`` placeholders replaced; unknown ones stay as they are.

        A value that is a Sentence itself is put in by language, a path as it can be shown. Nothing
        but plain names is understood, and braces inside a value are left alone, so that a text from
        a cell can neither raise nor reach into an object.
        """
        return Sentence(_fill(self.th, values, "th"), _fill(self.en, values, "en"))


_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def _fill(text: str, values: Mapping[str, object], language: Language) -> str:
    def word(match: re.Match[str]) -> str:
        value = values.get(match[1], match[0])
        if isinstance(value, PurePath):
            return legible(str(value))
        return value.say(language) if isinstance(value, Sentence) else str(value)

    return _PLACEHOLDER.sub(word, text)
