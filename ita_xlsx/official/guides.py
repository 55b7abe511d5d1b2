"""The guides that come with the program as PDF, to be read and mailed."""

from pathlib import Path
from typing import NamedTuple

from ita_xlsx.language import Sentence

_FOLDER = Path(__file__).parent / "guides"
# What each PDF ends with, a comment to whoever opens it, before the digest of its page.
MADE_FROM = b"%ita_xlsx made from SHA-256 "


class Guide(NamedTuple):
    """A guide: its name for the command line, its page of docs/, the name of its file."""

    name: str
    page: str
    file: str
    about: Sentence

    @property
    def path(self) -> Path:
        """Where its PDF lies."""
        return _FOLDER / f"{self.name}.pdf"


GUIDES = tuple(
    Guide(name, f"{name}.md", file, about)
    for name, file, about in (
        ("clerk", "คู่มือเจ้าหน้าที่กอง.pdf", Sentence("เจ้าหน้าที่กอง", "the divisions' clerks")),
        ("consolidator", "คู่มือผู้รวบรวม.pdf", Sentence("ผู้รวบรวม", "the consolidator")),
        (
            "district",
            "คู่มืออำเภอและจังหวัด.pdf",
            Sentence("อำเภอและจังหวัด", "districts and provinces"),
        ),
    )
)
BY_NAME = {guide.name: guide for guide in GUIDES}
