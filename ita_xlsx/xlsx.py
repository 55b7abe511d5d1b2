"""Opening a workbook to write, the same safe way for everything that the program writes."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

AUTHOR = "โปรแกรม ita_xlsx"

# No clock in an output: every workbook says that it was made on this day.
_CREATED = datetime(2026, 1, 1)

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
    comments: str = "",
    row_pixels: int = 20,
) -> Workbook:
    """An open workbook that ``close()`` writes into ``buffer``, the same bytes every time.

    The texts become the document's properties. ``row_pixels`` is the height of every row to which
    no height is given, in pixels of 0.75 pt; such rows carry no height of their own, so that they
    grow with what is typed in.
    """
    workbook = Workbook(buffer, {**_SAFE, "default_row_height": row_pixels})
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
