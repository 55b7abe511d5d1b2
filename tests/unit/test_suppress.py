"""What a finding silences: the consequences of a root cause, and nothing else."""

from ita_xlsx.checks.suppress import without_consequences
from ita_xlsx.findings import RULES, Finding


def test_silencing_reaches_its_own_cell_and_row_only() -> None:
    def at(code: str, cell: str, file: str = "a") -> Finding:
        return Finding(RULES[code], file, "s", cell)

    found = [
        at("M009", "E9"),
        at("M010", "E9"),
        at("M010", "E10"),
        at("M010", "E9", "b"),
        at("M014", "F9"),
    ]
    kept = without_consequences(found)
    assert kept == [found[0], found[2], found[3]]


def test_a_wrong_year_silences_what_is_measured_by_it_in_its_own_table_only() -> None:
    year, in_first, in_second = (
        Finding(RULES[code], "a", "s", cell, table=table)
        for code, cell, table in (
            ("F008", "F4", "A8"),
            ("M009", "E9", "A8"),
            ("M009", "E29", "A28"),
        )
    )
    assert without_consequences([year, in_first, in_second]) == [year, in_second]
