"""LibreOffice, found and run: its own profile, a time limit, nothing left behind."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ita_xlsx.errors import ItaXlsxError
from ita_xlsx.language import Sentence

# The report of a division takes three seconds, that of a district with 8,000 measures minutes.
TIME_LIMIT = 600.0

COMMANDS = ("soffice", "libreoffice")
# Where its installers put it when they do not put it on the PATH.
USUAL_PLACES: dict[str, tuple[str, ...]] = {
    "win32": (
        "{PROGRAMFILES}/LibreOffice/program/soffice.exe",
        "{PROGRAMFILES(X86)}/LibreOffice/program/soffice.exe",
        "{LOCALAPPDATA}/Programs/LibreOffice/program/soffice.exe",
    ),
    "darwin": (
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "{HOME}/Applications/LibreOffice.app/Contents/MacOS/soffice",
    ),
    "linux": (
        "/opt/libreoffice*/program/soffice",
        "/usr/lib/libreoffice/program/soffice",
        "/usr/lib64/libreoffice/program/soffice",
    ),
}

# What the new profile says: a tagged PDF with bookmarks and its title in the window, in Thai; no
# macro is run, and nothing that the workbook points at is fetched.
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("Office.Common/Filter/PDF/Export", "UseTaggedPDF", "true"),
    ("Office.Common/Filter/PDF/Export", "ExportBookmarks", "true"),
    ("Office.Common/Filter/PDF/Export", "DisplayPDFDocumentTitle", "true"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Setup/L10N", "ooSetupSystemLocale", "th-TH"),
)
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>\n"
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{items}</oor:items>\n'
)


class CannotPrint(ItaXlsxError):
    """LibreOffice is missing, failed or took too long."""


def find_soffice() -> Path | None:
    """LibreOffice's program, on the PATH or in the usual places; None when it is not there."""
    on_path = filter(None, map(shutil.which, COMMANDS))
    return next((Path(found) for found in (*on_path, *_in_usual_places())), None)


def required_soffice() -> Path:
    """LibreOffice's program. Raises CannotPrint, with how to install it, when it is not there."""
    soffice = find_soffice()
    if soffice is None:
        how = _HOW_TO_INSTALL.get(sys.platform, _HOW_TO_INSTALL["linux"])
        raise CannotPrint(_MISSING.fill(how=how))
    return soffice


def print_to_pdf(workbook: bytes, soffice: Path, seconds: float = TIME_LIMIT) -> bytes:
    """The PDF that LibreOffice makes of an .xlsx; hidden sheets are not printed.

    Each call has its own profile in a folder that is gone afterwards, so that neither another
    call nor a LibreOffice that the user has open is disturbed. Raises CannotPrint when LibreOffice
    fails or takes longer than ``seconds``; it is then ended with all that it started.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="ita_xlsx-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            source = folder / "report.xlsx"
            source.write_bytes(workbook)
            _write_profile(folder / "profile")
            _run(_command(soffice, folder, source), seconds)
            content = source.with_suffix(".pdf").read_bytes()
    except OSError as error:
        raise CannotPrint(_FAILED) from error
    if not content.startswith(b"%PDF-"):
        raise CannotPrint(_FAILED)
    return content


def _in_usual_places() -> Iterable[str]:
    values = {**os.environ, "HOME": str(Path.home())}
    for place in USUAL_PLACES.get(sys.platform, USUAL_PLACES["linux"]):
        with suppress(KeyError):
            path = Path(place.format_map(values))
            yield from map(str, sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor)))))


def _write_profile(profile: Path) -> None:
    items = "".join(_ITEM.format(path=p, name=n, value=v) for p, n, v in _SETTINGS)
    (profile / "user").mkdir(parents=True)
    settings = profile / "user" / "registrymodifications.xcu"
    settings.write_text(_PROFILE.format(items=items), encoding="utf-8")


def _command(soffice: Path, folder: Path, source: Path) -> list[str]:
    return [
        str(soffice),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nolockcheck"),
        *("--convert-to", "pdf:calc_pdf_Export", "--outdir", str(folder), str(source)),
    ]


def _run(command: list[str], seconds: float) -> None:
    """Run a command to its end. Raises CannotPrint after ``seconds``, and OSError."""
    with _signals_held() as held:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    try:
        for number in held:
            signal.raise_signal(number)
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise CannotPrint(_TOO_LONG.fill(minutes=f"{seconds / 60:g}")) from None
    finally:
        _end(process)


@contextmanager
def _signals_held() -> Iterator[list[int]]:
    """Hold back what would stop the program, until what it starts can be ended; gives what came."""
    came: list[int] = []
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {one: was for one in numbers if (was := signal.getsignal(one)) is not None}
    if threading.current_thread() is not threading.main_thread():
        before = {}  # which no signal stops, and where none can be held
    try:
        for number in before:
            signal.signal(number, lambda number, _: came.append(number))
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process and all that it started: ``soffice`` is but a script around the office."""
    if sys.platform == "win32":
        if process.poll() is None:
            tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(tree, capture_output=True, check=False)
    else:
        # PermissionError is what macOS says of a group in which all have ended.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


_MISSING = Sentence(
    "พิมพ์เป็น PDF ไม่ได้ เพราะไม่พบโปรแกรม LibreOffice ในเครื่องนี้ {how} แล้วสั่งใหม่ "
    "(หรือเปิดรายงานใน Excel แล้วบันทึกเป็น PDF)",
    "No PDF can be made: LibreOffice was not found on this computer. {how} and try again "
    "(or open the report in Excel and save it as PDF).",
)
_HOW_TO_INSTALL: dict[str, Sentence] = {
    "win32": Sentence(
        "โปรดติดตั้งจาก https://www.libreoffice.org/download "
        "หรือสั่ง winget install TheDocumentFoundation.LibreOffice",
        "Please install it from https://www.libreoffice.org/download, "
        "or with winget install TheDocumentFoundation.LibreOffice,",
    ),
    "darwin": Sentence(
        "โปรดติดตั้งจาก https://www.libreoffice.org/download หรือสั่ง brew install --cask libreoffice",
        "Please install it from https://www.libreoffice.org/download, "
        "or with brew install --cask libreoffice,",
    ),
    "linux": Sentence(
        "โปรดติดตั้งด้วยคำสั่ง sudo apt install libreoffice-calc fonts-crosextra-carlito "
        "หรือด้วยโปรแกรมติดตั้งของระบบที่ใช้",
        "Please install it with sudo apt install libreoffice-calc fonts-crosextra-carlito, "
        "or with your system's own installer,",
    ),
}
_FAILED = Sentence(
    "LibreOffice พิมพ์เป็น PDF ไม่สำเร็จ โปรดลองเปิดรายงานใน LibreOffice แล้วเลือก ส่งออกเป็น PDF "
    "หากเปิดไม่ได้ โปรดติดตั้ง LibreOffice ใหม่",
    "LibreOffice failed to make the PDF. Please try to open the report in LibreOffice and export "
    "it as PDF; if that fails, install LibreOffice anew.",
)
_TOO_LONG = Sentence(
    "LibreOffice ใช้เวลานานกว่า {minutes} นาที จึงหยุดไว้ ยังไม่ได้สร้าง PDF "
    "โปรดปิดโปรแกรมอื่นแล้วลองใหม่ หรือเปิดรายงานแล้วส่งออกเป็น PDF เอง",
    "LibreOffice took longer than {minutes} minutes and was stopped; no PDF was made. Please close "
    "other programs and try again, or open the report and export it as PDF yourself.",
)
