"""The catalogue of everything that can be found wrong, and the Finding.

Rules are data, one file a topic. A rule's code is its topic's letter and a number, and never
changes its meaning: F file, T table, B beside the
cells, M measure, X text, O official list, R round, P plan.
"""

from ita_xlsx.findings.beside import BESIDE_RULES
from ita_xlsx.findings.deadlines import DEADLINE_RULES
from ita_xlsx.findings.documents import DOCUMENT_FILE_RULES, DOCUMENT_TABLE_RULES
from ita_xlsx.findings.files import FILE_RULES
from ita_xlsx.findings.headers import HEADER_RULES
from ita_xlsx.findings.measures import MEASURE_RULES
from ita_xlsx.findings.official_list import OFFICIAL_RULES
from ita_xlsx.findings.places import PLACE_RULES
from ita_xlsx.findings.plan import PLAN_RULES
from ita_xlsx.findings.rounds import ROUND_RULES
from ita_xlsx.findings.rows import ROW_RULES
from ita_xlsx.findings.rule import Example, Finding, Rule, Severity
from ita_xlsx.findings.tables import TABLE_RULES
from ita_xlsx.findings.texts import TEXT_RULES

# The letter of each code, what it stands for and its rules; the order of every list of rules.
TOPICS = {
    "F": (*FILE_RULES, *PLACE_RULES, *DOCUMENT_FILE_RULES),
    "T": (*TABLE_RULES, *ROW_RULES, *HEADER_RULES, *DOCUMENT_TABLE_RULES),
    "B": BESIDE_RULES,
    "M": tuple(sorted((*MEASURE_RULES, *DEADLINE_RULES), key=lambda rule: rule.code)),
    "X": TEXT_RULES,
    "O": OFFICIAL_RULES,
    "R": ROUND_RULES,
    "P": PLAN_RULES,
}
RULES: dict[str, Rule] = {rule.code: rule for rules in TOPICS.values() for rule in rules}

__all__ = ["RULES", "TOPICS", "Example", "Finding", "Rule", "Severity"]
