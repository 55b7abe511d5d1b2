"""The sheets of a plan: one definition to write and to read.

A plan says who must report which measures of one organisation in one round. That of a district or
a province says which organisations, or districts, must report.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from ita_xlsx.language import Sentence
from ita_xlsx.official.columns import COLUMNS, Column
from ita_xlsx.official.labels import LABELS
from ita_xlsx.official.names.levels import LEVEL_TEXTS, Level

ORGANISATION_SHEET = "หน่วยงาน"
DIVISIONS_SHEET = "กอง"
MEASURES_SHEET = "มาตรการ"
# Those of a district's or a province's plan.
ROUND_SHEET = "รอบการรายงาน"
LISTED_SHEET = "หน่วยงานที่ต้องรายงาน"
# By these a plan is known again, whatever program saved it.
PLAN_SHEETS = (ORGANISATION_SHEET, DIVISIONS_SHEET, MEASURES_SHEET)
ABOVE_SHEETS = (ROUND_SHEET, LISTED_SHEET)
HELP_SHEET = "คำแนะนำ"
LISTS_SHEET = "รายการ"


@dataclass(frozen=True)
class Field:
    """A line of the sheet หน่วยงาน, or a column of the other two.

    ``width`` is in Excel column units (of a column only); ``choice`` names the list that the cell
    offers; ``aliases`` are other wordings of the same name.
    """

    key: str
    text: str
    prompt: Sentence
    required: bool = False
    width: float = 0
    choice: str = ""
    aliases: tuple[str, ...] = ()
    centred: bool = False


@dataclass(frozen=True)
class Section:
    """Lines of the sheet หน่วยงาน under one heading."""

    title: str
    fields: tuple[Field, ...]


def _as_in_the_form(key: str, choice: str = "") -> Field:
    """A line that the form has too, under the same name."""
    one = next(label for label in LABELS if label.key == key)
    return Field(key, one.text, one.prompt, one.required, choice=choice, aliases=one.aliases)


def _signer(role: str, text: str) -> tuple[Field, Field]:
    name = Sentence(f"พิมพ์ชื่อและนามสกุล{text}", f"The name of the {role}")
    position = Sentence(f"พิมพ์ตำแหน่งของ{text}", f"The position of the {role}")
    return Field(role, text, name), Field(f"{role}_position", f"ตำแหน่ง{text}", position)


# Who signs the report of the whole organisation, in the order of signing.
SIGNERS: tuple[tuple[str, str], ...] = (
    ("reporter", "ผู้รายงาน"),
    ("reviewer", "ผู้ตรวจสอบ"),
    ("approver", "ผู้อนุมัติ"),
)
MAIL_SECURITY = ("STARTTLS", "SSL/TLS")

SECTIONS: tuple[Section, ...] = (
    Section(
        "หน่วยงานและรอบการรายงาน",
        (
            _as_in_the_form("organisation"),
            _as_in_the_form("district", "ita_districts_offered"),
            _as_in_the_form("province", "ita_provinces"),
            _as_in_the_form("fiscal_year", "ita_fiscal_years"),
            _as_in_the_form("round", "ita_rounds"),
            Field(
                "due",
                "วันครบกำหนดส่ง",
                Sentence(
                    "วันที่กองต้องส่งแบบรายงาน เช่น 10 เม.ย. {example_year} ถ้าเว้นว่าง "
                    "ใช้วันสุดท้ายที่ต้องเผยแพร่ในปีที่ทราบวัน",
                    "By when the divisions send their forms; if blank, the last day to publish in "
                    "years of which it is known",
                ),
                aliases=("กำหนดส่ง", "วันกำหนดส่ง", "ครบกำหนดส่ง"),
            ),
        ),
    ),
    Section(
        "ผู้ลงนามในรายงาน",
        (
            *(line for role, text in SIGNERS for line in _signer(role, text)),
            Field(
                "crest",
                "ไฟล์ตราสัญลักษณ์",
                Sentence(
                    "ชื่อไฟล์รูปตรา (PNG หรือ JPEG) ที่วางไว้ข้างไฟล์แผนนี้ เช่น logo.png",
                    "A picture (PNG or JPEG) that lies beside this plan, such as logo.png",
                ),
                aliases=("ตราสัญลักษณ์", "โลโก้"),
            ),
        ),
    ),
    Section(
        "อีเมล (ไม่ต้องใส่รหัสผ่าน)",
        (
            Field(
                "mail_to",
                "อีเมลผู้รับรายงาน",
                Sentence("อีเมลของอำเภอหรือผู้รับรายงาน", "The address that receives the report"),
            ),
            Field(
                "mail_name",
                "ผู้รับรายงาน",
                Sentence(
                    "ชื่อหรือตำแหน่งผู้รับ เช่น ท้องถิ่นอำเภอกุดรัง ถ้าเว้นว่าง ใช้ท้องถิ่นอำเภอของหน่วยงาน",
                    "Who receives it, by name or position; if blank, the district's own office",
                ),
            ),
            Field("mail_from", "อีเมลผู้ส่ง", Sentence("อีเมลที่ใช้ส่ง", "The address that sends")),
            Field(
                "mail_server",
                "เซิร์ฟเวอร์อีเมล (SMTP)",
                Sentence("เช่น smtp.example.go.th", "Such as smtp.example.go.th"),
            ),
            Field("mail_port", "พอร์ต", Sentence("เช่น 587 หรือ 465", "Such as 587 or 465")),
            Field(
                "mail_security",
                "ความปลอดภัย",
                Sentence("เลือก STARTTLS หรือ SSL/TLS", "STARTTLS or SSL/TLS"),
                choice="ita_mail_security",
            ),
            Field(
                "mail_user",
                "ชื่อผู้ใช้อีเมล",
                Sentence(
                    "ชื่อผู้ใช้ของเซิร์ฟเวอร์ โปรแกรมจะถามรหัสผ่านเมื่อส่ง",
                    "The user name; the password is asked for when sending",
                ),
            ),
        ),
    ),
)

# The plans above one organisation; each names the place that it is of, and those around it.
LEVELS = (LEVEL_TEXTS["district"], LEVEL_TEXTS["province"])
_PLACES: dict[Level, tuple[str, ...]] = {
    "district": ("district", "province"),
    "province": ("province",),
}
_LEVEL = Field(
    "level",
    "ระดับของแผน",
    Sentence("อำเภอ หรือ จังหวัด", "District (อำเภอ) or province (จังหวัด)"),
    required=True,
    choice="ita_levels",
)
_DUE_ABOVE = Sentence(
    "วันที่หน่วยงานต้องส่งรายงาน เช่น 15 พ.ค. {example_year} ถ้าเว้นว่าง ใช้วันสุดท้ายที่ต้องเผยแพร่ในปีที่ทราบวัน",
    "By when the organisations send their reports; if blank, the last day to publish in years of "
    "which it is known",
)
FACTS: tuple[Field, ...] = (*(line for section in SECTIONS for line in section.fields), _LEVEL)
_FACT = {line.key: line for line in FACTS}

_EMAIL_ALIASES = ("e-mail", "email", "อีเมล์")
DIVISION_COLUMNS: tuple[Field, ...] = (
    Field(
        "name",
        "ชื่อกอง/สำนัก/หน่วย",
        Sentence("เลือกหรือพิมพ์ชื่อเต็ม หนึ่งกองต่อหนึ่งแถว", "Its full name, one division a row"),
        required=True,
        width=38,
        choice="ita_divisions",
        aliases=("กอง", "ชื่อกอง", "กอง/สำนัก/หน่วย", "สำนัก/กอง", "ส่วนราชการ"),
    ),
    Field(
        "spellings",
        "ชื่อเรียกอื่น",
        Sentence(
            "ชื่อย่อหรือชื่ออื่นที่กองมักเขียน คั่นด้วยเครื่องหมายจุลภาค (,)",
            "Other names in use, separated by commas",
        ),
        width=34,
        aliases=("ชื่อย่อ", "ชื่ออื่น"),
    ),
    Field(
        "officer",
        "เจ้าหน้าที่ผู้รับผิดชอบ",
        Sentence("ชื่อเจ้าหน้าที่ที่กรอกแบบรายงาน", "The officer who fills in the form"),
        width=30,
        aliases=("เจ้าหน้าที่", "ผู้ประสานงาน"),
    ),
    Field(
        "email",
        "อีเมล",
        Sentence("อีเมลของเจ้าหน้าที่ เช่น name@example.go.th", "The officer's e-mail address"),
        width=34,
        aliases=_EMAIL_ALIASES,
    ),
)

# Of the sheet หน่วยงานที่ต้องรายงาน.
LISTED_COLUMNS: tuple[Field, ...] = (
    Field(
        "name",
        "ชื่อหน่วยงาน",
        Sentence(
            "ชื่อเต็ม หนึ่งหน่วยงานต่อหนึ่งแถว ในแผนของจังหวัดให้พิมพ์ชื่ออำเภอ เช่น อำเภอกุดรัง",
            "Its full name, one a row; in a province's plan a district, such as อำเภอกุดรัง",
        ),
        required=True,
        width=44,
        aliases=("หน่วยงาน", "อปท.", "ชื่อ อปท.", "องค์กรปกครองส่วนท้องถิ่น", "ชื่ออำเภอ"),
    ),
    Field(
        "district",
        "อำเภอ",
        Sentence(
            "ใส่เมื่อหน่วยงานชื่อเดียวกันมีหลายอำเภอ",
            "Where organisations of several districts have one name",
        ),
        width=20,
    ),
    Field(
        "spellings",
        "ชื่อเรียกอื่น",
        Sentence(
            "ชื่อย่อหรือชื่ออื่นที่หน่วยงานมักเขียน คั่นด้วยเครื่องหมายจุลภาค (,)",
            "Other names in use, separated by commas",
        ),
        width=30,
        aliases=("ชื่อย่อ", "ชื่ออื่น"),
    ),
    Field(
        "officer",
        "ผู้ประสานงาน",
        Sentence("ชื่อผู้ประสานงานของหน่วยงาน", "Whom to ask in the organisation"),
        width=28,
        aliases=("เจ้าหน้าที่", "เจ้าหน้าที่ผู้รับผิดชอบ"),
    ),
    Field(
        "email",
        "อีเมล",
        Sentence("อีเมลของหน่วยงาน เช่น name@example.go.th", "Its e-mail address"),
        width=34,
        aliases=_EMAIL_ALIASES,
    ),
)

# What differs in a plan from the table of a form.
_OTHERWISE: dict[str, dict[str, Any]] = {
    "issue": {"choice": "ita_oit_names_offered"},
    "responsible": {
        "prompt": Sentence(
            "เลือกกองจากแผ่นงาน “กอง” หลายกองคั่นด้วย / ทุกกองพิมพ์ว่า ทุกกอง",
            "The division from the sheet “กอง”; several separated by /; ทุกกอง for all",
        ),
        "width": 22,
        "choice": "ita_plan_divisions",
    },
}


def _as_in_the_table(one: Column) -> Field:
    """A column that the table of a form has too, under the same header."""
    field = Field(one.key, one.header, one.prompt, one.required, one.width)
    own = _OTHERWISE.get(one.key, {})
    return replace(field, aliases=one.aliases, centred=one.centred, **own)


MEASURE_FIELDS: tuple[Field, ...] = (
    *(_as_in_the_table(column) for column in COLUMNS if column.filled_by == "plan"),
    Field(
        "oit",
        "ข้อ OIT",
        Sentence(
            "ข้อ OIT ของปีที่วิเคราะห์ เช่น o2 ถ้าเว้นว่าง โปรแกรมหาให้จากชื่อประเด็น",
            "The OIT item of the year analysed, such as o2; if blank, found by the issue's name",
        ),
        width=9,
        choice="ita_oit_numbers_offered",
        aliases=("OIT", "ข้อOIT"),
    ),
    Field(
        "suggestion",
        "ข้อเสนอแนะจากรายงานครั้งก่อน",
        Sentence(
            "ข้อเสนอแนะที่ยกมาจากรายงานครั้งก่อน ไม่พิมพ์ในแบบรายงาน",
            "The suggestion of the last report; it is not printed in the forms",
        ),
        width=34,
    ),
)


def sections_of(level: Level) -> tuple[Section, ...]:
    """The lines of the first sheet of a plan of a level."""
    if level not in _PLACES:
        return SECTIONS
    # Without the name of its own place the report could not name itself.
    places = (replace(_FACT[key], required=key == level) for key in _PLACES[level])
    due = replace(_FACT["due"], prompt=_DUE_ABOVE)
    first = (_LEVEL, *places, _FACT["fiscal_year"], _FACT["round"], due)
    return (Section(f"{LEVEL_TEXTS[level]}และรอบการรายงาน", first), *SECTIONS[1:])


def is_plan(sheets: Iterable[str]) -> bool:
    """Whether a workbook with sheets of these names is a plan."""
    names = set(sheets)
    return names >= set(PLAN_SHEETS) or names >= set(ABOVE_SHEETS)
