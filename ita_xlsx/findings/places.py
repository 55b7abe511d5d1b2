"""Rules about the place of an organisation: its district and province (codes F)."""

from ita_xlsx.findings.rule import Example, Rule
from ita_xlsx.language import Sentence

_LIST = "รายชื่อจังหวัดและอำเภอของกรมการปกครอง"

UNKNOWN_PROVINCE = Rule(
    "F015",
    "warning",
    Sentence("ไม่มีจังหวัดนี้", "No such province"),
    Sentence("ไม่มีจังหวัด “{value}”{near}", "There is no province “{value}”{near}."),
    Sentence("โปรดตรวจชื่อจังหวัด", "Check the name of the province."),
    Example({"C5": "มหาสารคราม"}, "C5"),
    Example({"C5": "จังหวัดมหาสารคาม"}),
    source=_LIST,
)
UNKNOWN_DISTRICT = Rule(
    "F016",
    "warning",
    Sentence("ไม่มีอำเภอนี้ในจังหวัด", "No such district in the province"),
    Sentence(
        "ไม่มีอำเภอ “{value}” ในจังหวัด{province}{near}",
        "There is no district “{value}” in the province “{province}”{near}.",
    ),
    Sentence("โปรดตรวจชื่ออำเภอและจังหวัด", "Check the names of the district and the province."),
    Example({"C4": "กุตุรงค์", "C5": "มหาสารคาม"}, "C4"),
    Example({"C4": "อำเภอกุดรัง", "C5": "มหาสารคาม"}),
    source=_LIST,
)

PLACE_RULES = (UNKNOWN_PROVINCE, UNKNOWN_DISTRICT)
