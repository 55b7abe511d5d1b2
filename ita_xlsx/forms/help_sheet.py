"""The sheet คำแนะนำ: how to fill in the form, what each column means, and one good measure."""

from collections.abc import Mapping, Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ita_xlsx.forms.inputs import set_up_locked
from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.forms.styles import SIZE
from ita_xlsx.official import statuses
from ita_xlsx.official.columns import BY_KEY
from ita_xlsx.official.example_year import in_year
from ita_xlsx.official.fiscal import ROUNDS
from ita_xlsx.official.form import FORM
from ita_xlsx.official.stamp import FORM_SHEET, HELP_SHEET, HELP_TITLE, LIVE_SHEET
from ita_xlsx.thai.layout import text_height
from ita_xlsx.xlsx import print_setup
from ita_xlsx.xlsx.sheets import checked

WIDTHS = (22.0, 9.0, 25.0, 34.0)  # column units; together an upright A4 sheet

_LABEL = {label.key: label.text for label in FORM.labels}
_HEADER = {key: column.header for key, column in BY_KEY.items()}

STEPS: tuple[str, ...] = (
    f"เปิดแผ่นงาน “{FORM_SHEET}” ที่แถบด้านล่างของหน้าจอ",
    f"กรอกข้อมูลส่วนบน โดยช่อง “{_LABEL['division']}” “{_LABEL['fiscal_year']}” "
    f"และ “{_LABEL['round']}” ให้คลิกลูกศรแล้วเลือกจากรายการ",
    "กรอกมาตรการลงในตาราง หนึ่งมาตรการต่อหนึ่งแถว เริ่มจากแถวแรก คลิกที่ช่องใดจะมีคำอธิบายของช่องนั้น",
    "ช่องสีครีมต้องกรอก ช่องสีขาวกรอกถ้ามี สีแดงอ่อนยังว่างหรือต้องแก้ไข สีเหลืองควรตรวจอีกครั้ง",
    "ขึ้นบรรทัดใหม่ในช่องเดียวกัน กด Alt+Enter (LibreOffice กด Ctrl+Enter)",
    "คัดลอกข้อความจาก Word ได้ โดยดับเบิลคลิกที่ช่องก่อน แล้วจึงวาง",
    "ใช้เลขไทยหรือเลขอารบิกก็ได้ ไม่ต้องปรับตัวอักษร สี หรือรูปแบบใด ๆ",
    f"มาตรการที่ยังไม่ได้ทำหรือยังไม่เสร็จ ให้พิมพ์เหตุผลในช่อง “{_HEADER['result']}” โปรดอย่าเว้นว่าง",
    "ถ้าแถวไม่พอ คลิกขวาที่เลขแถวในตาราง แล้วเลือก “แทรก” (Insert)",
    "โปรดอย่าแก้หัวตาราง อย่าผสานเซลล์ และอย่าลบแผ่นงาน",
    f"ดูแผ่นงาน “{LIVE_SHEET}” ว่าพร้อมส่ง ถ้ายังไม่พร้อม แผ่นงานนั้นบอกแถวที่ต้องแก้",
    "บันทึกเป็นไฟล์ Excel (.xlsx) แล้วส่งกลับผู้รวบรวมภายในวันที่แจ้งไว้",
)

_FIELDS = "” “".join(label.text for label in FORM.labels if label.filled_by == "division")
# Where a plan has filled in the measures. The other steps are the same.
PLANNED_STEPS: tuple[str, ...] = (
    STEPS[0],
    "ข้อมูลส่วนบนและมาตรการในช่องสีเทากรอกไว้ให้แล้วตามแผน แก้ไขไม่ได้ ถ้าไม่ถูกต้อง โปรดแจ้งผู้รวบรวม",
    f"กรอกช่อง “{_FIELDS}”",
    f"กรอก “{_HEADER['result']}” ของทุกมาตรการ เลือก “{_HEADER['status']}” "
    f"และวางที่อยู่เว็บใน “{_HEADER['evidence']}”",
    *STEPS[3:8],
    "มาตรการที่ทำเพิ่มนอกแผน พิมพ์ในแถวว่างใต้มาตรการสุดท้าย",
    *STEPS[9:11],
    "ถ้าต้องเสนอหัวหน้ากองลงชื่อ ให้สั่งพิมพ์แผ่นงานแบบรายงาน ช่องลงชื่ออยู่ท้ายหน้ากระดาษ",
    "บันทึกเป็นไฟล์ Excel (.xlsx) แล้วส่งกลับผู้รวบรวมภายใน{due}",
)

# In it the example, one good measure, passes every check.
_EXAMPLE_ROUND = ROUNDS[0].name

_MEANINGS: Mapping[str, str] = {
    statuses.DONE: "ทำครบทุกขั้นตอนแล้ว และมีหลักฐานให้ตรวจสอบได้",
    statuses.IN_PROGRESS: "เริ่มทำแล้วแต่ยังไม่ครบ โปรดพิมพ์ว่าทำถึงขั้นใด และจะเสร็จเมื่อใด",
    statuses.NOT_STARTED: "ยังไม่เริ่มทำ โปรดพิมพ์เหตุผล และจะเริ่มเมื่อใด",
    statuses.CANCELLED: "จะไม่ทำแล้ว โปรดพิมพ์เหตุผล",
}

# A line of the sheet: its texts from the first column on, each with its style. The last text of a
# line reaches over the columns that are left.
Line = Sequence[tuple[str, str]]


def add_help(workbook: Workbook, styles: dict[str, Format], prefill: Prefill, year: int) -> None:
    """Add the sheet, locked, made to print on two upright A4 pages; its example is of ``year``."""
    sheet = workbook.add_worksheet(HELP_SHEET)
    for index, width in enumerate(WIDTHS):
        checked(sheet.set_column(index, index, width))
    steps = [one.format(due=prefill.by_when) for one in PLANNED_STEPS]
    first_page = _guide(steps if prefill.planned else STEPS)
    for row, line in enumerate([*first_page, *_columns(year)]):
        _write_line(sheet, styles, row, line)
    sheet.set_h_pagebreaks([len(first_page)])
    set_up_locked(sheet, print_setup.HELP)


def _guide(steps: Sequence[str]) -> list[Line]:
    return [
        [(HELP_TITLE, "title")],
        [],
        [("วิธีกรอก", "heading")],
        *([(f"{count}. {step}", "text")] for count, step in enumerate(steps, start=1)),
        [],
        [(f"ความหมายของช่อง “{_HEADER['status']}”", "heading")],
        *([(label, "name"), (_MEANINGS[label], "boxed")] for label in statuses.LABELS),
        [],
    ]


def _columns(year: int) -> list[Line]:
    heads = ("ช่อง", "ต้องกรอก", "สิ่งที่กรอก", f"ตัวอย่าง (ปีงบประมาณ {year} {_EXAMPLE_ROUND})")
    return [
        [("ความหมายของแต่ละช่อง และตัวอย่างรายการที่ดี", "heading")],
        [(head, "header_required") for head in heads],
        *(
            [
                (column.header, "name"),
                ("ต้องกรอก" if column.required else "กรอกถ้ามี", "mark"),
                (in_year(column.prompt.th, year), "boxed"),
                (in_year(column.example, year), "example"),
            ]
            for column in FORM.columns
        ),
    ]


def _write_line(sheet: Worksheet, styles: dict[str, Format], row: int, line: Line) -> None:
    last = len(WIDTHS) - 1
    height = float(SIZE)
    for column, (text, style) in enumerate(line):
        end = last if column == len(line) - 1 else column
        if end > column:
            checked(sheet.merge_range(row, column, row, end, text, styles[style]))
        else:
            checked(sheet.write_string(row, column, text, styles[style]))
        font = styles[style]
        room = sum(WIDTHS[column : end + 1])
        height = max(height, text_height(text, room, font.font_size, bold=bool(font.bold)))
    checked(sheet.set_row(row, height))
