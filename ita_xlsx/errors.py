"""What cannot be done, said in one plain sentence. A user's mistake in a sheet is a Finding."""

from ita_xlsx.language import Language, Sentence

# This variable of the environment, set to 1, lets a bug be a traceback.
DEBUG = "ITA_XLSX_DEBUG"


class ItaXlsxError(Exception):
    """The work could not be done at all (exit code 3)."""

    exit_code = 3

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.th)
        self.sentence = sentence

    def say(self, language: Language) -> str:
        """The sentence to show the user."""
        return self.sentence.say(language)


class UsageError(ItaXlsxError):
    """The command was used wrongly (exit code 2)."""

    exit_code = 2


class NothingToRead(ItaXlsxError):
    """No input could be read."""


class CannotWrite(ItaXlsxError):
    """The output cannot be written; whatever was there before still is."""


STOPPED = Sentence(
    "หยุดตามคำสั่งแล้ว ไม่มีไฟล์ใดถูกเขียนค้างไว้ไม่ครบ", "Stopped; no file was left half written."
)
