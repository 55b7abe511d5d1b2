"""Serves one LibreOffice to tests/office.py: a JSON request a line in, a JSON answer a line out.

Usage: /usr/bin/python3 office_worker.py SOFFICE PROFILE, with the Python to which python3-uno
belongs. LibreOffice is started at once and ended when standard input closes.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import uno  # type: ignore[import-not-found]  # only the system's Python has it
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]  # made by uno

START_SECONDS = 60
TEXT_FORMAT = 256  # com.sun.star.util.NumberFormat.TEXT
FORMULA_CELLS = 16  # com.sun.star.sheet.CellFlags.FORMULA
POINTS_PER_UNIT = 72 / 2540  # UNO measures in hundredths of a millimetre


def main(soffice: str, profile: str) -> None:
    with running_office(soffice, profile) as desktop:
        for line in sys.stdin:
            print(json.dumps(answer(desktop, json.loads(line))), flush=True)


@contextlib.contextmanager
def running_office(soffice: str, profile: str) -> Iterator[Any]:
    pipe = f"ita_xlsx_tests_{os.getpid()}"
    process = subprocess.Popen(
        [
            soffice,
            f"-env:UserInstallation={uno.systemPathToFileUrl(profile)}",
            "--headless",
            "--norestore",
            "--nologo",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
    )
    try:
        desktop = connect(pipe, process)
        yield desktop
        with contextlib.suppress(Exception):  # the connection breaks while it answers
            desktop.terminate()
        process.wait(timeout=10)
    finally:
        process.kill()


def connect(pipe: str, process: subprocess.Popen[bytes]) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
        except Exception:  # no listener yet: UNO's own exception types exist only at run time
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def answer(desktop: Any, request: dict[str, Any]) -> dict[str, Any]:
    verb = VERBS[request.pop("verb")]
    try:
        document = load(desktop, request.pop("path"))
        try:
            return {"result": verb(document, **request)}
        finally:
            document.close(True)
    except Exception as error:  # whatever it is, the test that asked shall see it
        return {"error": f"{type(error).__name__}: {error}"}


def load(desktop: Any, path: str) -> Any:
    document = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(path), "_blank", 0, (prop("Hidden", True),)
    )
    if document is None:
        raise ValueError(f"LibreOffice cannot open {path}")
    return document


def prop(name: str, value: Any) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def type_into(document: Any, cells: list[list[str]], target: str, filter_name: str) -> None:
    for sheet_name, address, text in cells:
        sheet = document.Sheets.getByName(sheet_name)
        cell = sheet.getCellRangeByName(address)
        # UNO itself would write into a locked cell without a word.
        if sheet.isProtected() and cell.CellProtection.IsLocked:
            raise ValueError(f"{sheet_name}!{address} is locked")
        if document.NumberFormats.getByKey(cell.NumberFormat).Type & TEXT_FORMAT:
            cell.String = text
        else:
            cell.FormulaLocal = text
    document.storeToURL(uno.systemPathToFileUrl(target), (prop("FilterName", filter_name),))


def read_cells(document: Any, recalculate: bool) -> dict[str, Any]:
    if recalculate:
        document.calculateAll()
    sheets = [document.Sheets.getByIndex(index) for index in range(document.Sheets.Count)]
    return {sheet.Name: sheet_cells(sheet) for sheet in sheets}


def sheet_cells(sheet: Any) -> list[list[tuple[str | float, str, int]]]:
    used = used_range(sheet)
    rows = [[(value, "", 0) for value in row] for row in used.getDataArray()]
    for area in used.queryContentCells(FORMULA_CELLS).getRangeAddresses():
        for row in range(area.StartRow, area.EndRow + 1):
            for column in range(area.StartColumn, area.EndColumn + 1):
                rows[row][column] = formula_cell(sheet.getCellByPosition(column, row))
    return rows


def formula_cell(cell: Any) -> tuple[str | float, str, int]:
    error = cell.getError()
    is_number = cell.FormulaResultType2 == 1 and not error  # com.sun.star.sheet.FormulaResult.VALUE
    return (cell.Value if is_number else cell.String, cell.Formula, error)


def used_range(sheet: Any) -> Any:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    return sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)


def optimal_row_heights(document: Any, sheet_index: int) -> list[float]:
    rows = used_range(document.Sheets.getByIndex(sheet_index)).Rows
    rows.OptimalHeight = True
    return [rows.getByIndex(index).Height * POINTS_PER_UNIT for index in range(rows.Count)]


VERBS: dict[str, Callable[..., Any]] = {
    "type_into": type_into,
    "read_cells": read_cells,
    "optimal_row_heights": optimal_row_heights,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
