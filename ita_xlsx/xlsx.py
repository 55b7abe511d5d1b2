"""Opening a workbook to write, the same safe way for everything that the program writes."""

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any, Literal, cast

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.official.data_sheet import CELL_LENGTH

AUTHOR = "โปรแกรม ita_xlsx"

CellKind = Literal["text", "number", "date"]

# No clock in an output: every workbook says that it was made on this day.
_CREATED = datetime(2026, 1, 1)

# What comes from a cell is text, whatever it looks like.
_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


CUT = " ... (ข้อความยาวเกินที่ Excel เก็บได้ โปรดดูไฟล์ต้นฉบับ)"


def fitting(text: str) -> str:
    """The text if a cell holds it, or its beginning with the remark that it goes on."""
    if len(text) <= CELL_LENGTH // 2:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * CELL_LENGTH:
        return text
    # A letter of two units that is cut in two is dropped.
    return units[: 2 * (CELL_LENGTH - len(CUT))].decode("utf-16-le", "ignore") + CUT


# The names of xlsxwriter's cells without a formula or a font of their own.
_FREQUENT = frozenset({"String", "Blank", "Number", "Datetime"})


class TextSheet(Worksheet):
    """A sheet in which a text is a text, also one that looks like xlsxwriter's own markup.

    xlsxwriter takes a text that begins with ``<r>`` and ends with ``</r>`` for a rich text of its
    own, and writes it as it stands into the XML: such a cell would break the workbook. A text
    that no cell holds says where it is cut.
    """

    def _write_string(
        self, row: int, col: int, string: str, cell_format: Format | None = None
    ) -> Literal[0, -1, -2]:
        string = fitting(string)
        if string.startswith("<r>") and string.endswith("</r>"):
            font = cell_format or Format()
            parts = (font, string[:1], font, string[1:])
            code = self._write_rich_string(row, col, *parts, cell_format)
            return cast(Literal[0, -1, -2], code)
        return super()._write_string(row, col, string, cell_format)

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """As xlsxwriter writes it: the frequent kinds in one piece, in half the time."""
        kind = type(cell).__name__
        if cell.format is None or kind not in _FREQUENT:
            super()._write_cell(row, col, cell)
            return
        write: Callable[[str], int] = self.fh.write  # type: ignore[attr-defined]  # open by then
        start = f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{cell.format._get_xf_index()}"'
        if kind == "String":
            write(f'{start} t="s"><v>{cell.string}</v></c>')
        elif kind == "Blank":
            write(f"{start}/>")
        else:
            write(f"{start}><v>{cell.number:.16G}</v></c>")

    def fill_column(
        self,
        first_row: int,
        col: int,
        kind: CellKind,
        values: Iterable[Any],
        style: Format,
        blank: Format,
    ) -> None:
        """Write one value a row, all of one kind; None and empty texts become blank cells.

        The same cells as by ``write_string`` and its kin, without their reading of addresses again
        for each cell. Raises ValueError as ``checked`` does.
        """
        writers: dict[CellKind, Callable[..., int]] = {
            "text": self._write_string,
            "number": self._write_number,
            "date": self._write_datetime,
        }
        write = writers[kind]
        codes = [
            self._write_blank(row, col, None, blank)
            if value is None or value == ""
            else write(row, col, value, style)
            for row, value in enumerate(values, start=first_row)
        ]
        checked(min(codes, default=0))


def add_growing_sheet(workbook: Workbook, name: str, first: int) -> Worksheet:
    """Add a sheet whose rows, from Excel's row ``first`` on, grow with what is typed.

    Also those to which a height was given: a height alone says how high a row is now. With
    customHeight, which xlsxwriter always adds, it would be pinned, and never show more lines.
    """
    sheet = workbook.add_worksheet(name, _GrowingSheet)
    assert isinstance(sheet, _GrowingSheet)
    sheet.growing_from = first
    return sheet


class _GrowingSheet(TextSheet):
    growing_from = 1

    def _xml_start_tag_unencoded(
        self, tag: str, attributes: Sequence[tuple[str, Any]] = ()
    ) -> None:
        if tag == "row" and dict(attributes)["r"] >= self.growing_from:
            attributes = [item for item in attributes if item[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


def new_workbook(
    buffer: BytesIO,
    title: str,
    subject: str = "",
    keywords: str = "",
    comments: str = "",
    row_pixels: int = 20,
) -> Workbook:
    """An open workbook that ``close()`` writes into ``buffer``, the same bytes every time.

    The texts become the document's properties. ``row_pixels`` is the height of every row to which
    no height is given, in pixels of 0.75 pt; such rows carry no height of their own, so that they
    grow with what is typed in.
    """
    workbook = Workbook(buffer, {**_SAFE, "default_row_height": row_pixels})
    workbook.worksheet_class = TextSheet
    workbook.set_properties(
        {
            "title": title,
            "subject": subject,
            "keywords": keywords,
            "comments": comments,
            "author": AUTHOR,
            "created": _CREATED,
        }
    )
    workbook.set_custom_property("Language", "th-TH", "text")
    return workbook


@contextmanager
def strictly() -> Iterator[None]:
    """While it lasts, what xlsxwriter only warns of (a limit of Excel, mostly) raises UserWarning.

    Open, write and close the workbook inside it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        yield


def checked(code: int) -> None:
    """Refuse the return code of an xlsxwriter call that did not do all that it was asked.

    Some calls warn of nothing: a text over 32,767 characters is cut with the code -2, a cell
    outside the sheet is left out with -1. Raises ValueError.
    """
    if code != 0:
        raise ValueError(f"xlsxwriter returned {code}")
