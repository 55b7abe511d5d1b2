"""``ita-xlsx pdf`` and ``ita-xlsx fonts`` for Python."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.errors import NothingToRead
from ita_xlsx.files import refuse_bad_target, write_whole
from ita_xlsx.language import Sentence
from ita_xlsx.verbs.outputs import State, refuse_changed, refuse_to_replace

if TYPE_CHECKING:
    from ita_xlsx.delivery.fonts import FontFound


def prepare_pdf(workbook: Path, output: Path, inputs: Iterable[Path] = ()) -> State | None:
    """Refuse what can be refused before a workbook is printed, or even made.

    Returns the state of the PDF that may be replaced. Raises UsageError when the PDF would be
    written over the workbook or an input, CannotWrite when it cannot be written or another file is
    there, and CannotPrint, with how to install it, without LibreOffice.
    """
    from ita_xlsx.delivery.libreoffice import required_soffice
    from ita_xlsx.delivery.pdf import is_unchanged_pdf

    refuse_bad_target(output, (workbook, *inputs))
    seen = refuse_to_replace(output, is_ours=is_unchanged_pdf)
    required_soffice()
    return seen


def to_pdf(workbook: Path, output: Path) -> None:
    """Print cover, report and summary of a consolidated workbook through LibreOffice.

    Raises what ``prepare_pdf`` does, NothingToRead when the workbook cannot be read or is no
    consolidated one, and CannotPrint when LibreOffice fails or takes too long; then no file is
    changed.
    """
    from ita_xlsx.delivery.libreoffice import required_soffice
    from ita_xlsx.delivery.pdf import pdf_bytes
    from ita_xlsx.intake.guard.examine import open_once

    seen = prepare_pdf(workbook, output)
    content, verdict = open_once(workbook)
    refusal = verdict.refusal
    if refusal is not None:
        raise NothingToRead(Sentence("“{file}”: {reason}", "“{file}”: {reason}").fill(
            file=workbook.name, reason=refusal.whole))  # fmt: skip
    printed = pdf_bytes(content, required_soffice())
    refuse_changed(output, seen)
    write_whole(output, printed)


def find_fonts() -> "tuple[FontFound, ...]":
    """Each font that a printed report needs, and what LibreOffice will print in its place."""
    from ita_xlsx.delivery import fonts
    from ita_xlsx.delivery.libreoffice import find_soffice

    return fonts.find_fonts(find_soffice())


def install_fonts(file: Path) -> tuple[Path, ...]:
    """Install the document font for this user out of a wheel, a .zip or a .ttf at hand.

    Returns the files written. Raises UsageError when it is not in the file, and CannotWrite.
    """
    from ita_xlsx.delivery import fonts

    return fonts.install_fonts(file)
