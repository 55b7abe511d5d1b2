"""Rules about one measure."""

from ita_xlsx.findings.rule import Rule
from ita_xlsx.language import Sentence

MISSING_VALUE = Rule(
    "M001",
    "error",
    Sentence("ช่องที่ต้องกรอกว่างอยู่", "A required cell is empty"),
    Sentence(
        "ยังไม่ได้กรอก “{header}”",
        "“{header}” is not filled in.",
    ),
    Sentence(
        "โปรดกรอก “{header}” ของมาตรการนี้",
        "Fill in “{header}” for this measure.",
    ),
)

MEASURE_RULES = (MISSING_VALUE,)
