"""What other programs get: every result in JSON is as docs/check-output.schema.json says."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from command import ita_xlsx
from jsonschema import Draft202012Validator

from ita_xlsx.cli.display.as_json import VERSION
from ita_xlsx.findings import RULES
from ita_xlsx.official.columns import KEYS

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
EXAMPLE = ROOT / "examples" / "kut_rung" / "returned"
SCHEMA = json.loads((ROOT / "docs" / "check-output.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def problems(result: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(result)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("folder", ["layouts", "kinds"])
def test_checks_of_all_fixtures(folder: str, language: str) -> None:
    wrong = FIXTURES / "wrong"
    ran = ita_xlsx("check", FIXTURES / folder, wrong, "--format", "json", "--lang", language)
    result = json.loads(ran.out)
    assert problems(result) == []
    assert result["files"] and result["findings"] and result["measures"]
    statuses = {one["status"] for one in result["files"]}
    assert {"accepted", "unreadable"} <= statuses
    assert ran.code == 1


def test_a_merge(tmp_path: Path) -> None:
    ran = ita_xlsx("merge", EXAMPLE, "-o", "report.xlsx", "--format", "json", folder=tmp_path)
    result = json.loads(ran.out)
    assert problems(result) == [] and result["output"] == "report.xlsx"


def test_a_merge_that_strict_kept_from_writing_names_no_output(tmp_path: Path) -> None:
    broken = FIXTURES / "layouts" / "error_values.xlsx"
    ran = ita_xlsx(
        "merge", broken, "-o", "report.xlsx", "--strict", "--format", "json", folder=tmp_path
    )
    result = json.loads(ran.out)
    assert ran.code == 1 and problems(result) == [] and "output" not in result


def test_the_schema_has_the_columns_the_codes_and_the_version_of_the_program() -> None:
    definitions = SCHEMA["$defs"]
    assert definitions["finding"]["properties"]["column"]["enum"] == ["", *KEYS]
    assert set(KEYS) <= definitions["measure"]["properties"].keys()
    code = Draft202012Validator(definitions["finding"]["properties"]["code"])
    assert all(code.is_valid(one) for one in RULES)
    assert SCHEMA["properties"]["version"]["const"] == VERSION


BROKEN: list[tuple[str, list[object], object]] = [
    ("another version", ["version"], 2),
    ("an unknown status", ["files", 0, "status"], "fine"),
    ("a number as text", ["files", 0, "errors"], "0"),
    ("an accepted file with errors", ["files", 0, "errors"], 1),
    ("a cell that is none", ["findings", 0, "cell"], "R1C1"),
    ("a missing message", ["findings", 0, "message"], ""),
    ("a date in Thai", ["measures", 0, "deadline_end"], "31 มี.ค. 2566"),
    ("a status in Thai", ["measures", 0, "status_counted"], "ไม่ทราบ"),
    ("a key too many", ["measures", 0, "secret"], "x"),
]


@pytest.mark.parametrize(("name", "place", "value"), BROKEN, ids=[name for name, *_ in BROKEN])
def test_the_schema_would_see(name: str, place: list[Any], value: object) -> None:
    finding = {key: "ก" for key in ("sheet", "value", "message", "fix")}
    good = {
        "version": 1,
        "files": [{"file": "ก.xlsx", "status": "accepted", "division": "", "fiscal_year": 2566,
                   "round": 6, "measures": 1, "errors": 0, "warnings": 0}],
        "findings": [{"code": "M001", "severity": "info", "file": "ก.xlsx", "cell": "E12",
                      "column": "deadline", **finding}],
        "measures": [{"file": "ก.xlsx", "sheet": "ก", "row": 9, **dict.fromkeys(KEYS, ""),
                      "deadline_start": None, "deadline_end": "2023-03-31", "oit": "o2",
                      "status_counted": "done"}],
    }  # fmt: skip
    assert problems(good) == []
    bad: Any = deepcopy(good)
    spot = bad
    for step in place[:-1]:
        spot = spot[step]
    spot[place[-1]] = value
    assert problems(bad)
