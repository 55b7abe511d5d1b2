"""Reading with python-calamine: fast, of every kind of workbook."""

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

from ita_xlsx.intake.cells import Sheet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, SheetMetadata


def read_with_calamine(content: bytes) -> tuple[Sheet, ...]:
    """The worksheets of a workbook. Raises CalamineError and its kin for a damaged file."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        return tuple(
            _sheet(book.get_sheet_by_index(index), about)
            for index, about in enumerate(book.sheets_metadata)
            if about.typ is SheetTypeEnum.WorkSheet
        )


# What stands between two tags of a table is indentation; calamine takes it for a fault.
_INDENTATION = re.compile(rb"(</?table:[^<>]*>)\s+(?=</?table:)")


def read_ods(path: Path) -> tuple[Sheet, ...]:
    """The worksheets of an OpenDocument spreadsheet, an indented one (SheetJS's) too."""
    content = path.read_bytes()
    with ZipFile(BytesIO(content)) as package:
        table = package.read("content.xml")
        flat = _INDENTATION.sub(rb"\1", table)
        if flat == table:
            return read_with_calamine(content)
        rewritten = BytesIO()
        with ZipFile(rewritten, "w", ZIP_STORED) as target:
            for name in package.namelist():
                target.writestr(name, flat if name == "content.xml" else package.read(name))
    return read_with_calamine(rewritten.getvalue())


def _sheet(sheet: "CalamineSheet", about: "SheetMetadata") -> Sheet:
    from python_calamine import SheetVisibleEnum

    return Sheet(
        name=about.name,
        rows=sheet.to_python(skip_empty_area=False),
        visible=about.visible is SheetVisibleEnum.Visible,
        merges=tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ()),
    )
