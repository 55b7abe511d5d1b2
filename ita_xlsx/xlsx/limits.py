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
