"""What Excel holds at most."""

SHEET_ROWS = 1_048_576
SHEET_COLUMNS = 16_384
# Below the header of a sheet; further rows go to a second sheet.
TABLE_ROWS = SHEET_ROWS - 1
# In UTF-16 units, as Excel counts letters.
CELL_LENGTH = 32_767
# Of a header of a table, in the same units.
HEADER_LENGTH = 255
LINK_LENGTH = 2_079
# Excel cuts nothing off: it refuses a longer title of a prompt, and a text of over 255 letters.
PROMPT_TITLE = 32
# In each sheet.
SHEET_LINKS = 65_530

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
