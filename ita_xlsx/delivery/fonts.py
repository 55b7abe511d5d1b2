"""Which fonts LibreOffice will print with, and installing the free document font from a file."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from struct import Struct, error

from ita_xlsx.errors import UsageError
from ita_xlsx.files import bounded_bytes, require_file, write_all
from ita_xlsx.language import Sentence
from ita_xlsx.ooxml.package import Package
from ita_xlsx.ooxml.zip_directory import ZIP, Refused
from ita_xlsx.xlsx.print_setup import FONT

INSTALLABLE = (FONT, "TH Sarabun New")

# TH SarabunPSK is 100 to 500 KB a face.
_LARGEST_FONT = 4_000_000
_LARGEST_ZIP = 256 << 20  # bytes
# One of these is in the file names of the fonts needed; other files need not be opened.
_FILE_WORDS = ("sarabun", "calibri", "carlito")

_FOLDERS: dict[str, tuple[str, ...]] = {
    "win32": ("{WINDIR}/Fonts", "{LOCALAPPDATA}/Microsoft/Windows/Fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "{HOME}/Library/Fonts"),
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts", "{HOME}/.local/share/fonts",
              "{HOME}/.fonts"),
}  # fmt: skip
# LibreOffice's own fonts, as seen from the folder of its program.
_OFFICE_FOLDERS = ("share/fonts", "Resources/fonts")


@dataclass(frozen=True)
class Font:
    """A font that the report needs; ``stand_ins`` are as wide. ``why``: what is off without it."""

    family: str
    stand_ins: tuple[str, ...]
    why: Sentence


@dataclass(frozen=True)
class FontFound:
    """A font needed, and the family that will print in its place; None when none will do."""

    font: Font
    prints_as: str | None


NEEDED: tuple[Font, ...] = (
    Font(
        FONT,
        (),
        Sentence(
            "ข้อความจะพิมพ์ด้วยฟอนต์อื่น ความสูงของแถวจะไม่พอดี และข้อความอาจถูกตัด",
            "The text prints in another font, the heights of the rows no longer fit, and text may "
            "be cut.",
        ),
    ),
    Font(
        "Calibri",
        ("Carlito",),
        Sentence(
            "LibreOffice วัดความกว้างคอลัมน์ด้วยฟอนต์นี้ (หรือ Carlito) หากไม่มี คอลัมน์จะกว้างผิดไป",
            "LibreOffice measures the columns by it (or by Carlito); without it they come out too "
            "wide.",
        ),
    ),
)


def find_fonts(soffice: Path | None) -> tuple[FontFound, ...]:
    """Each font that the report needs, with the family that will print in its place.

    Asked of fontconfig where it is, as LibreOffice does; else the font folders are looked through,
    and in any case those of LibreOffice itself.
    """
    own = _families_in(_office_folders(soffice))
    asks = sys.platform not in ("win32", "darwin") and shutil.which("fc-match") is not None
    other = set() if asks else _families_in(_system_folders())
    return tuple(
        FontFound(font, _first(font, own | (_matched(font) if asks else other))) for font in NEEDED
    )


def install_fonts(file: Path, folder: Path | None = None) -> tuple[Path, ...]:
    """Copy TH SarabunPSK and TH Sarabun New out of a wheel, a .zip or a .ttf for this user.

    Takes nothing else from the file and touches no network. ``folder`` is the user's own folder of
    fonts unless given. Returns the files written. Raises UsageError when the file holds neither
    font, and on Windows, where a font is installed by a click; CannotWrite when it cannot write.
    """
    if sys.platform == "win32" and folder is None:
        raise UsageError(_BY_CLICK)
    require_file(file)
    found = {name: content for name, content in _fonts_of(file) if family(content) in INSTALLABLE}
    if not found:
        raise UsageError(_NO_FONT.fill(file=file.name))
    target = user_folder() if folder is None else folder
    with suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
    write_all((target / name, content) for name, content in found.items())
    return tuple(target / name for name in found)


def user_folder() -> Path:
    """Where this user's own fonts lie."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Fonts"
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "fonts" / "ita_xlsx"


def family(content: bytes) -> str:
    """The family that a TrueType or OpenType font names itself by; empty when it is no font."""
    with suppress(error, UnicodeDecodeError):
        tables = _OFFSETS.unpack_from(content)[1]
        for number in range(tables):
            tag, _, start, _ = _TABLE.unpack_from(content, _OFFSETS.size + number * _TABLE.size)
            if tag == b"name":
                return next(_family_names(content, start), "")
    return ""


# The heads of a font file, of its directory and of its table of names (OpenType 1.9).
_OFFSETS = Struct(">4s4H")
_TABLE = Struct(">4s3L")
_NAMES = Struct(">3H")
_NAME = Struct(">6H")
_WINDOWS, _FAMILY = 3, 1


def _family_names(content: bytes, table: int) -> Iterator[str]:
    _, count, texts = _NAMES.unpack_from(content, table)
    for number in range(count):
        at = table + _NAMES.size + number * _NAME.size
        platform, _, _, kind, length, offset = _NAME.unpack_from(content, at)
        if (platform, kind) == (_WINDOWS, _FAMILY):
            start = table + texts + offset
            yield content[start : start + length].decode("utf-16-be")


def _first(font: Font, families: set[str]) -> str | None:
    return next((name for name in (font.family, *font.stand_ins) if name in families), None)


def _matched(font: Font) -> set[str]:
    """The families of the font that fontconfig gives for this one."""
    command = ["fc-match", "--format=%{family}", font.family]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return set(done.stdout.split(","))


def _system_folders() -> Iterator[Path]:
    values = {**os.environ, "HOME": str(Path.home())}
    for folder in _FOLDERS.get(sys.platform, _FOLDERS["linux"]):
        with suppress(KeyError):
            yield Path(folder.format_map(values))


def _office_folders(soffice: Path | None) -> Iterator[Path]:
    if soffice is not None:
        program = soffice.resolve().parent
        yield from (program.parent / folder for folder in _OFFICE_FOLDERS)


def _families_in(folders: Iterator[Path]) -> set[str]:
    """The families of the fonts whose file names say that they may be needed."""
    files = (path for folder in folders for path in folder.rglob("*.[tToO][tT][fF]"))
    wanted = (path for path in files if any(word in path.name.casefold() for word in _FILE_WORDS))
    return {family(_read(path)) for path in wanted}


def _read(path: Path, most: int = _LARGEST_FONT) -> bytes:
    """The file as far as a font, or a zip of fonts, can reach; nothing when it cannot be read."""
    with suppress(OSError):
        return bounded_bytes(path, most, whole=False)
    return b""


def _fonts_of(file: Path) -> Iterator[tuple[str, bytes]]:
    """The file itself, or the fonts in it, by bare name."""
    start = _read(file)
    if not start.startswith(ZIP):
        yield file.name, start
        return
    try:
        package = Package(_read(file, _LARGEST_ZIP))
        for key, part in package.parts.items():
            if key.endswith(".ttf") and part.size <= _LARGEST_FONT:
                yield PurePosixPath(part.name).name, package.read(key)
    except Refused as refused:
        raise UsageError(_NO_ZIP.fill(file=file.name)) from refused


_NO_ZIP = Sentence(
    "เปิดไฟล์ “{file}” ไม่ได้ (มีรหัสผ่าน เสีย หรือใหญ่เกินไป) โปรดแตกไฟล์เอง แล้วระบุไฟล์ฟอนต์ (.ttf)",
    "“{file}” cannot be opened: it has a password, is damaged or too large. Please unpack it "
    "yourself and name the font (.ttf) in it.",
)
_NO_FONT = Sentence(
    "ไม่พบฟอนต์ TH SarabunPSK หรือ TH Sarabun New ในไฟล์ “{file}” ดูวิธีขอรับฟอนต์ใน docs/fonts.md",
    "Neither TH SarabunPSK nor TH Sarabun New is in “{file}”; docs/fonts.md tells how to get them.",
)
_BY_CLICK = Sentence(
    "ใน Windows โปรดเปิดไฟล์ฟอนต์ (.ttf) แล้วกดปุ่ม ติดตั้ง",
    "On Windows please open the font file (.ttf) and press Install.",
)
