"""The names of outputs as they are typed: each gets its right ending, or is refused."""

import os
from pathlib import Path
from typing import Any

import click

from ita_xlsx.errors import UsageError
from ita_xlsx.language import Sentence

# With one of these a name is that of another kind of file; what else follows a dot is no ending
# ("รายงาน ก.ย. 69").
_ENDINGS = (
    *(".xlsx", ".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".csv", ".tsv", ".txt", ".html", ".json"),
    *(".pdf", ".eml", ".msg", ".doc", ".docx", ".zip", ".png", ".jpg"),
)
_OTHER_KIND = Sentence(
    "ไฟล์ผลลัพธ์ต้องลงท้ายด้วย {ending} โปรดเปลี่ยนชื่อ “{path}” เป็น “{better}”",
    "The output's name must end in {ending}: please say “{better}” and not “{path}”.",
)


class Output(click.Path):
    """The path of a file to be written, with the ending that its kind has."""

    def __init__(self, ending: str) -> None:
        super().__init__(path_type=Path)
        self._ending = ending

    def convert(self, value: Any, param: Any, ctx: Any) -> Path:
        """The path with its ending. Raises UsageError for one of another kind of file."""
        path = Path(value)
        ending = path.suffix.casefold()
        # That a folder, or a device, is no output is said by whoever writes.
        if ending == self._ending or not path.name or (os.path.exists(path) and not ending):
            return path
        if ending in _ENDINGS:
            better = path.with_suffix(self._ending).name
            raise UsageError(_OTHER_KIND.fill(path=path, ending=self._ending, better=better))
        return path.with_name(path.name + self._ending)
