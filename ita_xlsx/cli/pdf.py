"""``ita-xlsx pdf``."""

from pathlib import Path

import click

import ita_xlsx
from ita_xlsx.cli.display.echo import echo
from ita_xlsx.cli.group import ABOUT, SpeakingCommand
from ita_xlsx.cli.outputs import Output
from ita_xlsx.files import require_file
from ita_xlsx.language import Language, Sentence
from ita_xlsx.verbs.pdf import prepare_pdf

_OUTPUT = Sentence(
    "ไฟล์ PDF ที่จะสร้าง (ถ้าไม่ระบุ: ชื่อเดียวกับรายงาน)",
    "The PDF to write (by default beside the report, with its name).",
)
_MISSING = Sentence(
    "คำเตือน: ไม่พบฟอนต์ {family} ในเครื่องนี้ {why} ดูวิธีติดตั้งด้วย ita-xlsx fonts",
    "Warning: the font {family} is not on this computer. {why} See ita-xlsx fonts.",
)
_DONE = Sentence("พิมพ์เป็น PDF แล้ว: {path}", "PDF written: {path}")


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("pdf", cls=SpeakingCommand, help=ABOUT["pdf"].say(language))
    @click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
    @click.option(
        "-o", "--output", type=Output(".pdf"), metavar="FILE.pdf",
        help=_OUTPUT.say(language),
    )  # fmt: skip
    def pdf(file: Path, output: Path | None) -> None:
        require_file(file)
        target = output or beside(file)
        prepare_pdf(file, target)
        print_report(file, target, language)

    return pdf


def beside(report: Path) -> Path:
    """Where the PDF of a report lies unless named."""
    return report.parent / f"{report.stem}.pdf"


def print_report(file: Path, target: Path, language: Language) -> None:
    """Print a report, warning of missing fonts before, and say where the PDF is."""
    for found in ita_xlsx.find_fonts():
        if found.prints_as is None:
            words = {"family": found.font.family, "why": found.font.why}
            echo(_MISSING.fill(**words).say(language), err=True)
    ita_xlsx.to_pdf(file, target)
    echo(_DONE.fill(path=target).say(language), err=True)
