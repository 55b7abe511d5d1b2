"""Drives the real LibreOffice and the PDF tools, headless, for the tests marked `office`.

`type_into`, `read_cells` and `optimal_row_heights` share one LibreOffice, started by the first of
them (about 2 s; a call then costs about 0.1 s) and ended by `close`. `convert` starts its own each
time, as a user's command does, so give it many files at once. Every LibreOffice has a new profile
and an English (US) locale.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

THAI_FONT = "TH SarabunPSK"
SYSTEM_PYTHON = "/usr/bin/python3"  # python3-uno installs for this one alone
WORKER = Path(__file__).with_name("office_worker.py")
CALL_SECONDS = 120.0

Cell = tuple[str | float, str, int]


class OfficeError(Exception):
    """LibreOffice refused, crashed or did not answer in time."""


def missing() -> str | None:
    """Says what this computer lacks for the office tests; None when it lacks nothing."""
    if soffice() is None:
        return "LibreOffice (soffice) is not installed"
    if not has_thai_font():
        return f"the font {THAI_FONT} is not installed"
    if shutil.which("pdftotext") is None or shutil.which("pdftoppm") is None:
        return "poppler-utils (pdftotext, pdftoppm) is not installed"
    if not has_uno():
        return f"python3-uno is not installed for {SYSTEM_PYTHON}"
    return None


def soffice() -> str | None:
    """Finds the path of LibreOffice's command; None when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def has_thai_font() -> bool:
    """Tells whether fontconfig has the font of the printed report itself, not a stand-in."""
    if shutil.which("fc-match") is None:
        return False
    return _output(["fc-match", "--format=%{family[0]}", THAI_FONT]) == THAI_FONT


def has_uno() -> bool:
    """Tells whether the system's Python can talk to LibreOffice."""
    command = [SYSTEM_PYTHON, "-c", "import uno"]
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def convert(paths: Sequence[Path], to: str, outdir: Path) -> list[Path]:
    """Converts the files in one LibreOffice call.

    `to` is what `soffice --convert-to` takes: an extension (`pdf`, `ods`, `xlsx`, `xls`, `csv`),
    with filter and options behind colons if need be. Plain `csv` turns Thai into question marks;
    in UTF-8: `csv:Text - txt - csv (StarCalc):44,34,76,1`.
    Returns one path in `outdir` for each of `paths`, in their order.
    Raises OfficeError when a file was not made, ValueError when two would have the same name.
    """
    targets = [outdir / f"{path.stem}.{to.split(':')[0]}" for path in paths]
    if len(set(targets)) < len(targets) or any(target.exists() for target in targets):
        raise ValueError(f"files would overwrite each other in {outdir}: {targets}")
    with tempfile.TemporaryDirectory(prefix="ita_xlsx_office_") as profile:
        command = [
            _required_soffice(),
            f"-env:UserInstallation={Path(profile).as_uri()}",
            *("--headless", "--norestore", "--nologo", "--convert-to", to),
            *("--outdir", str(outdir), *map(str, paths)),
        ]
        output = _run_in_time(command)
    if absent := [target.name for target in targets if not target.exists()]:
        raise OfficeError(f"not made in {CALL_SECONDS:g} s: {absent}\n{output}")
    return targets


def pdf_text(pdf: Path) -> str:
    """Reads all text of a PDF, laid out as on paper; pages end with a form feed."""
    return _output(["pdftotext", "-layout", "-enc", "UTF-8", str(pdf), "-"])


def pdf_pages(pdf: Path) -> list[str]:
    """Reads the text of a PDF, one string a page, laid out as on paper."""
    return pdf_text(pdf).split("\f")[:-1]


def pdf_pictures(pdf: Path, outdir: Path, dpi: int = 80) -> list[Path]:
    """Draws each page of a PDF as a PNG file in `outdir`; returns the files in page order."""
    subprocess.run(["pdftoppm", "-png", "-r", str(dpi), pdf, outdir / pdf.stem], check=True)
    # pdftoppm pads the page numbers of one PDF to the same length.
    return sorted(outdir.glob(f"{pdf.stem}-*.png"))


def type_into(
    source: Path,
    target: Path,
    cells: Mapping[tuple[str, str], str],
    filter_name: str = "Calc MS Excel 2007 XML",
) -> None:
    """Opens `source`, types into cells as a user does and saves as `target`.

    `cells` maps (sheet name, A1 address) to the keys typed. In a cell with the text format `@` they
    stay text; elsewhere they become a number, a date or a formula (with commas) as in an English
    (US) LibreOffice. Data validation and autocorrection do not act, as they do under a hand.
    `filter_name`: also `calc8` (.ods), `MS Excel 97` (.xls).
    Raises OfficeError for a sheet that is not there and for a locked cell of a protected sheet.
    """
    _ask(
        "type_into",
        source,
        cells=[[sheet, address, text] for (sheet, address), text in cells.items()],
        target=str(target.absolute()),
        filter_name=filter_name,
    )


def read_cells(path: Path, recalculate: bool = True) -> dict[str, list[list[Cell]]]:
    """Reads what LibreOffice shows of a workbook, after a hard recalculation unless told not to.

    Returns for each sheet, hidden ones too, the rows from A1 to the end of the used area. A cell is
    (value, formula, error): the value is a string for text (`""` when empty) and a float for
    numbers, dates and truth values; the formula is `""` when there is none (truth values read as
    `=TRUE()`), with semicolons between arguments; the error is 0, or LibreOffice's number for it
    (532: division by zero, 525: unknown name), and the value then is what the cell shows.
    """
    answer = _ask("read_cells", path, recalculate=recalculate)
    return {
        sheet: [[(value, formula, error) for value, formula, error in row] for row in rows]
        for sheet, rows in answer.items()
    }


def optimal_row_heights(xlsx_path: Path, sheet_index: int = 0) -> list[float]:
    """Measures how high LibreOffice would make each row, from row 1 to the last used, in points."""
    heights: list[float] = _ask("optimal_row_heights", xlsx_path, sheet_index=sheet_index)
    return heights


def close() -> None:
    """Ends the shared LibreOffice, if one runs."""
    while _servers:
        _servers.pop().close()


class _Server:
    """The worker process with its LibreOffice, in a process group of their own."""

    def __init__(self) -> None:
        self._profile = tempfile.TemporaryDirectory(prefix="ita_xlsx_office_")
        self._log = Path(self._profile.name, "worker.log")
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [SYSTEM_PYTHON, str(WORKER), _required_soffice(), self._profile.name],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=_english_environment(),
                encoding="utf-8",
                start_new_session=True,
            )

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        with _killed_after(CALL_SECONDS, self._process):
            with contextlib.suppress(BrokenPipeError):  # the missing answer tells it better
                print(json.dumps(request), file=self._process.stdin, flush=True)
            line = self._process.stdout.readline()
        if not line:
            log = self._log.read_text("utf-8", "replace")
            raise OfficeError(f"crashed or took over {CALL_SECONDS:g} s: {request}\n{log[-2000:]}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        with self._process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.communicate(timeout=15)
            _kill_group(self._process)
        self._profile.cleanup()


_servers: list[_Server] = []


def _ask(verb: str, path: Path, **arguments: Any) -> Any:
    if not _servers:
        _servers.append(_Server())
    try:
        answer = _servers[-1].ask({"verb": verb, "path": str(path.absolute()), **arguments})
    except BaseException:  # also Ctrl-C: a later answer must not be taken for the next one's
        close()
        raise
    if "error" in answer:
        raise OfficeError(answer["error"])
    return answer["result"]


def _required_soffice() -> str:
    command = soffice()
    if command is None:
        raise OfficeError("LibreOffice (soffice) is not installed")
    return command


def _english_environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8"}


def _run_in_time(command: list[str]) -> str:
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=_english_environment(),
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    with process, _killed_after(CALL_SECONDS, process):
        output, _ = process.communicate()
    return output


@contextlib.contextmanager
def _killed_after(seconds: float, process: subprocess.Popen[str]) -> Iterator[None]:
    timer = threading.Timer(seconds, _kill_group, [process])
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _kill_group(process: subprocess.Popen[str]) -> None:
    # `soffice` is a script: killing it alone would leave the office itself running.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _output(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
