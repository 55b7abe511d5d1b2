"""Opening a workbook to write, and writing it part by part straight into its package."""

import warnings
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO, StringIO, TextIOWrapper
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.packager import Packager

from ita_xlsx.official.stamp import NO_SEAL, SEAL_PROPERTY
from ita_xlsx.official.stamp import stamp as stamp_of
from ita_xlsx.xlsx.columns import ColumnSheet
from ita_xlsx.xlsx.sheets import TextSheet

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

AUTHOR = "โปรแกรม ita_xlsx"

# No clock in an output: every workbook says that it was made on this day, and every part of it
# on the first day that a package can name.
_CREATED = datetime(2026, 1, 1)
_PACKED = (1980, 1, 1, 0, 0, 0)

# Of zlib, for a part of more than one block: four times as fast as its default, and a report of
# 600 forms is a fifth larger.
_LEVEL = 2

# What is packed at a time, in bytes, and how many of these may wait for it.
_BLOCK = 1 << 18
_BLOCKS = 4

# What comes from a cell is text, whatever it looks like.
_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def new_workbook(
    buffer: BytesIO,
    title: str,
    subject: str = "",
    keywords: str = "",
    stamp: str = "",
    row_pixels: int = 20,
) -> "PackedWorkbook":
    """An open workbook that ``close()`` writes into ``buffer``, the same bytes every time.

    The texts become the document's properties. ``stamp`` is the property of the kind of output
    (``official.stamp``), the seal of which stays open. ``row_pixels`` is the height of every row to
    which no height is given, in pixels of 0.75 pt; such rows carry no height of their own, so that
    they grow with what is typed in.
    """
    workbook = PackedWorkbook(buffer, row_pixels)
    workbook.set_properties(
        {
            "title": title,
            "subject": subject,
            "keywords": keywords,
            "author": AUTHOR,
            "created": _CREATED,
        }
    )
    workbook.set_custom_property("Language", "th-TH", "text")
    if stamp:
        workbook.set_custom_property(stamp, stamp_of(stamp), "text")
        workbook.set_custom_property(SEAL_PROPERTY, NO_SEAL, "text")
    return workbook


class PackedWorkbook(Workbook):
    """A workbook whose parts are packed while they are written.

    xlsxwriter would hold the XML of all parts at once, and pack it in the end: many times what the
    finished workbook takes.
    """

    def __init__(self, target: BytesIO, row_pixels: int) -> None:
        # What xlsxwriter itself packs, when the packager has left it nothing, is read by nobody.
        super().__init__(BytesIO(), {**_SAFE, "default_row_height": row_pixels})
        self.worksheet_class = TextSheet
        self.target = target

    def add_text_sheet(self, name: str) -> TextSheet:
        """Add a sheet of cells written one by one."""
        sheet = self.add_worksheet(name)
        assert isinstance(sheet, TextSheet)
        return sheet

    def add_column_sheet(self, name: str) -> ColumnSheet:
        """Add a sheet of many rows."""
        sheet = self.add_worksheet(name, ColumnSheet)
        assert isinstance(sheet, ColumnSheet)
        return sheet

    def place_chart(self, chart: Chart) -> None:
        """Take in a chart, as ``add_chart`` does with one of xlsxwriter's own kinds."""
        chart.embedded = True
        self.charts.append(chart)

    def _get_packager(self) -> Packager:
        return _PackingPackager(self.target)


class _Thread:
    """Packs parts one after the other, beside the writing of the next: zlib lets Python go on."""

    def __init__(self, package: ZipFile) -> None:
        self._package = package
        self._executor = ThreadPoolExecutor(1)
        self._under_way: deque[Future[Any]] = deque()

    def begin(self, name: str, level: int | None) -> "Future[IO[bytes]]":
        """Open a part, when all before it are closed."""
        info = ZipInfo(name, _PACKED)
        info.compress_type = ZIP_DEFLATED
        info._compresslevel = level  # type: ignore[attr-defined]  # public from Python 3.13 on
        return self._executor.submit(self._package.open, info, "w")

    def do(self, action: Callable[[], object]) -> None:
        """Do something after everything else; waits while too much is to be done before it."""
        self._under_way.append(self._executor.submit(action))
        while len(self._under_way) > _BLOCKS:
            self._under_way.popleft().result()

    def end(self) -> None:
        """Wait until everything is done. Raises what went wrong."""
        with self._executor:
            while self._under_way:
                self._under_way.popleft().result()


class _Blocks(BytesIO):
    """Hands what is written to a part on to the thread, a block at a time."""

    def __init__(self, thread: _Thread, name: str) -> None:
        super().__init__()
        self._thread = thread
        self._name = name
        self._part: Future[IO[bytes]] | None = None

    def write(self, data: "Buffer") -> int:
        written = super().write(data)
        if self.tell() >= _BLOCK:
            self._hand_on(_LEVEL)
        return written

    def close(self) -> None:
        if not self.closed:
            part = self._hand_on(None)
            self._thread.do(lambda: part.result().close())
            super().close()

    def _hand_on(self, level: int | None) -> "Future[IO[bytes]]":
        """The part, to which what waits is being written; a new one is packed at this level."""
        part = self._part = self._part or self._thread.begin(self._name, level)
        block = self.getvalue()
        self.seek(0)
        self.truncate()
        self._thread.do(lambda: part.result().write(_legal(block)))
        return part


# Control signs, and what is no letter, in UTF-8.
_CONTROLS = bytes(
    ord("?") if code < 0x20 and code not in b"\t\n\r" else code for code in range(0x100)
)
_NO_LETTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")


def _legal(block: bytes) -> bytes:
    """XML with something in the place of what none may hold, whatever name or title it is in.

    Texts of cells have nothing of it when they are read; half a letter is a question mark already.
    """
    block = block.translate(_CONTROLS)
    for one in _NO_LETTERS:
        block = block.replace(one, "\ufffd".encode())
    return block


class _Part(StringIO):
    """A part that is packed while xlsxwriter takes it for a text in memory."""

    def __init__(self, thread: _Thread, name: str) -> None:
        super().__init__()
        self._packed = TextIOWrapper(_Blocks(thread, name), "utf-8", "replace", newline="")
        self.write = self._packed.write  # type: ignore[method-assign]

    def close(self) -> None:
        self._packed.close()
        super().close()


class _PackingPackager(Packager):
    """xlsxwriter's packager, with each part going straight into the package."""

    def __init__(self, target: BytesIO) -> None:
        super().__init__()
        self._package = ZipFile(target, "w", ZIP_DEFLATED)
        self._thread = _Thread(self._package)
        self._open: _Part | None = None

    def _create_package(self) -> list[tuple[StringIO, str, bool]]:
        """Write all parts; what is left for xlsxwriter to pack is nothing."""
        with self._package:
            try:
                super()._create_package()  # type: ignore[no-untyped-call]
            finally:
                self._end_part()
                self._thread.end()
            for picture, name, _ in self.filenames:
                self._package.writestr(ZipInfo(name, _PACKED), picture.getvalue(), ZIP_DEFLATED)
        return []

    def _filename(self, xml_filename: str) -> StringIO:
        """Where the next part is written to: xlsxwriter writes one after the other."""
        self._end_part()
        self._open = _Part(self._thread, xml_filename)
        return self._open

    def _end_part(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


@contextmanager
def strictly() -> Iterator[None]:
    """While it lasts, what xlsxwriter only warns of (a limit of Excel, mostly) raises UserWarning.

    Open, write and close the workbook inside it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        yield
