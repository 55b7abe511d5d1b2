"""The catalogue of everything that can be found wrong, and the Finding.

Rules are data, one file a topic. A rule's code is its topic's letter and a number, and never
changes its meaning: F file, T table, M measure, X text, O official list, R round.
"""

from ita_xlsx.findings.files import FILE_RULES
from ita_xlsx.findings.measures import MEASURE_RULES
from ita_xlsx.findings.rule import Example, Finding, Rule, Severity
from ita_xlsx.findings.tables import TABLE_RULES

RULES: dict[str, Rule] = {rule.code: rule for rule in (*FILE_RULES, *TABLE_RULES, *MEASURE_RULES)}

__all__ = ["RULES", "Example", "Finding", "Rule", "Severity"]
