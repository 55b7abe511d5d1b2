"""``ita-xlsx fonts``."""

from pathlib import Path

import click

import ita_xlsx
from ita_xlsx.cli.display.echo import echo
from ita_xlsx.cli.group import ABOUT, SpeakingCommand
from ita_xlsx.language import Language, Sentence

_INSTALL = Sentence(
    "ติดตั้ง TH SarabunPSK จากไฟล์ .whl .zip หรือ .ttf ที่มีอยู่แล้ว",
    "Install TH SarabunPSK from a .whl, .zip or .ttf at hand.",
)
_INSTALLED = Sentence("ติดตั้งแล้ว: {path}", "Installed: {path}")
_THERE = Sentence("มี {family}", "{family}: present")
_INSTEAD = Sentence("มี {other} ใช้แทน {family} ได้", "{family}: {other} stands in for it")
_MISSING = Sentence("ไม่พบ {family}: {why}", "{family}: missing. {why}")
# The shortest lawful way to the document font; docs/fonts.md has the others.
_HOW = Sentence(
    "\nTH SarabunPSK เป็นฟอนต์แห่งชาติ ใช้ได้โดยไม่เสียค่าใช้จ่าย (สัญญาอนุญาต SIL OFL 1.1)\n"
    "  1. python -m pip download --no-deps odoo-addon-l10n-th-fonts==18.0.1.0.0.2\n"
    "  2. ita-xlsx fonts --install ไฟล์ .whl ที่ได้ (ใน Windows: เปิดไฟล์ .ttf แล้วกด ติดตั้ง)\n"
    "Carlito: sudo apt install fonts-crosextra-carlito (LibreOffice จาก libreoffice.org มีอยู่แล้ว)\n"
    "วิธีอื่นอยู่ใน docs/fonts.md",
    "\nTH SarabunPSK is a national font of Thailand, free to use (SIL OFL 1.1).\n"
    "  1. python -m pip download --no-deps odoo-addon-l10n-th-fonts==18.0.1.0.0.2\n"
    "  2. ita-xlsx fonts --install the .whl (on Windows: open the .ttf and press Install)\n"
    "Carlito: sudo apt install fonts-crosextra-carlito (LibreOffice from libreoffice.org has it)\n"
    "docs/fonts.md tells of other ways.",
)


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("fonts", cls=SpeakingCommand, help=ABOUT["fonts"].say(language))
    @click.option(
        "--install", type=click.Path(path_type=Path), metavar="FILE", help=_INSTALL.say(language)
    )
    def fonts(install: Path | None) -> None:
        if install is not None:
            for path in ita_xlsx.install_fonts(install):
                echo(_INSTALLED.fill(path=path).say(language), err=True)
        found = ita_xlsx.find_fonts()
        for font in found:
            line = _line(font.font.family, font.prints_as)
            echo(line.fill(why=font.font.why).say(language))
        if any(font.prints_as is None for font in found):
            echo(_HOW.say(language))

    return fonts


def _line(family: str, prints_as: str | None) -> Sentence:
    if prints_as is None:
        return _MISSING.fill(family=family)
    return (_THERE if prints_as == family else _INSTEAD).fill(family=family, other=prints_as)
