"""Reading with python-calamine: fast, of every kind of workbook."""

import re
from collections.abc import Collection
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

from ita_xlsx.intake.cells import Sheet
from ita_xlsx.intake.ods_merges import merges_of_ods

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, SheetMetadata


def read_with_calamine(content: bytes, own: Collection[str] = ()) -> tuple[Sheet, ...]:
    """The worksheets of a workbook, but for those of our ``own``, which hold nothing reported.

    Raises CalamineError and its kin for a damaged file.
    """
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        return tuple(
            _sheet(book.get_sheet_by_index(index), about)
            for index, about in enumerate(book.sheets_metadata)
            if about.typ is SheetTypeEnum.WorkSheet and about.name not in own
        )


# What stands between two tags of a table is indentation; calamine takes it for a fault.
_INDENTATION = re.compile(rb"(</?table:[^<>]*>)\s+(?=</?table:)")


def read_ods(content: bytes) -> tuple[Sheet, ...]:
    """The worksheets of an OpenDocument spreadsheet, an indented one (SheetJS's) too."""
    with ZipFile(BytesIO(content)) as package:
        table = package.read("content.xml")
        flat = _INDENTATION.sub(rb"\1", table)
        if flat != table:
            rewritten = BytesIO()
            with ZipFile(rewritten, "w", ZIP_STORED) as target:
                for name in package.namelist():
                    target.writestr(name, flat if name == "content.xml" else package.read(name))
            content = rewritten.getvalue()
    merges = merges_of_ods(flat)
    return tuple(
        replace(sheet, merges=merges.get(sheet.name, ())) for sheet in read_with_calamine(content)
    )


def _sheet(sheet: "CalamineSheet", about: "SheetMetadata") -> Sheet:
    from python_calamine import SheetVisibleEnum

    return Sheet(
        name=about.name,
        rows=sheet.to_python(skip_empty_area=False),
        visible=about.visible is SheetVisibleEnum.Visible,
        merges=tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ()),
    )
