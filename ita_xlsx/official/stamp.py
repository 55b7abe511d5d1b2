"""The stamps by which the program knows its own workbooks again.

A stamp is only a help: programs drop document properties, so the readers rely on none of it.
"""

TEMPLATE_VERSION = "1"
CONSOLIDATED_VERSION = "1"

# Custom document properties.
TEMPLATE_PROPERTY = "ita_xlsx_template"
CONSOLIDATED_PROPERTY = "ita_xlsx_consolidated"

# The hidden sheet of lists, and the name of its cell with the version.
LISTS_SHEET = "รายการ"
FORM_SHEET = "แบบรายงาน"
HELP_SHEET = "คำแนะนำ"
VISIBLE_STAMP = "แบบฟอร์ม ita_xlsx รุ่น {version}"

COVER_SHEET = "ปก"
REPORT_SHEET = "รายงานผล"
SUMMARY_SHEET = "สรุป"
DATA_SHEET = "ข้อมูล"
SOURCES_SHEET = "ที่มา"
CONSOLIDATED_SHEETS = (COVER_SHEET, REPORT_SHEET, SUMMARY_SHEET, DATA_SHEET, SOURCES_SHEET)
