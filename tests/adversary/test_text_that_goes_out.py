"""Whatever is typed into cells and names: outputs are XML, the terminal is not steered, a text is
no formula, and no link carries a password."""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import pytest
from command import Ran, ita_xlsx
from goodform import good_cells
from xlsxwriter import Workbook

from ita_xlsx.ooxml.addresses import place_of

STEERING = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# As they are in a text with separators, and as a workbook names them.
SIGNS = "\x1b[31m\x07\x7f\x85\x9b\u202e\u2066\u200f\ufffe\uffff\x01"
NAMED = "_x0001__x001B__x009B__xFFFE__xFFFF__xD800_\u202e\u2066"
SECRET = "https://user:password@example.go.th/\u202ea"
FORMULA = '=HYPERLINK("http://example.com")'


def _workbook(path: Path) -> None:
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("แบบ\u202e\x9b")
        for address, text in good_cells().items():
            shown = address[1:] in ("3", "4", "5", "9", "10") and address not in ("A9", "A10")
            sheet.write_string(address, text + NAMED * shown)
        for address, text in {
            "J8": f"{FORMULA} {NAMED}", "J9": NAMED, "K8": FORMULA, "K9": FORMULA,
            "I9": SECRET, "I10": "https://user@example.go.th/", "D20": f"ข้อความ {NAMED}",
        }.items():  # fmt: skip
            sheet.write_string(address, text)
        sheet.write_comment("B9", f"หมายเหตุ {NAMED}")


def _text(path: Path) -> None:
    rows = [[""] * 11 for _ in range(12)]
    for address, text in good_cells("กองคลัง").items():
        row, column = place_of(address) or (0, 0)
        rows[row][column] = text
    rows[7][9], rows[8][9] = f"{FORMULA} {SIGNS}", SIGNS
    rows[8][5] += SIGNS
    rows[8][8] = SECRET
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(rows)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two files whose cells and names hold every sign that may do harm."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in").mkdir()
    # Windows has no such names.
    signs = "" if os.name == "nt" else f"\u202e\x1b\x9b\x07\uffff{os.fsdecode(bytes([0xA1]))}"
    _workbook(folder / "in" / f"a{signs}.xlsx")
    _text(folder / "in" / f"b{signs}.csv")
    if signs:
        (folder / "in" / "c\ufffe\uffff\x07.csv").write_text("ก,ข", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def merged(hostile: Path) -> Ran:
    outputs = ["-o", "o.xlsx", "--findings", "f.xlsx", "--returns", "r"]
    done = ita_xlsx("merge", "in", *outputs, folder=hostile)
    ita_xlsx("compare", "o.xlsx", "o.xlsx", "-o", "c.xlsx", folder=hostile)
    ita_xlsx("plan", "-o", "p.xlsx", "--from", "o.xlsx", folder=hostile)
    return done


def test_every_part_of_every_output_is_xml(hostile: Path, merged: Ran) -> None:
    outputs = [*hostile.glob("*.xlsx"), *(hostile / "r").iterdir()]
    assert len(outputs) == 6
    for output in outputs:
        with ZipFile(output) as package:
            for name in package.namelist():
                if name.endswith((".xml", ".rels", ".vml")):
                    fromstring(package.read(name))


def test_no_text_becomes_a_formula_and_no_link_carries_a_password(
    hostile: Path, merged: Ran
) -> None:
    for output in hostile.glob("*.xlsx"):
        with ZipFile(output) as package:
            parts = {name: package.read(name).decode() for name in package.namelist()}
        links = "".join(text for name, text in parts.items() if name.endswith(".rels"))
        assert "password" not in links and "user" not in links and not STEERING.search(links)
        sheets = [text for name, text in parts.items() if "/worksheets/sheet" in name]
        assert not any("HYPERLINK" in formula for text in sheets for formula in _formulas(text))


def _formulas(sheet: str) -> list[str]:
    return re.findall("<f[^>]*>([^<]*)", sheet)


@pytest.mark.parametrize("command", ["merge", "check", "json", "missing", "usage"])
def test_the_terminal_is_not_steered(command: str, hostile: Path, merged: Ran) -> None:
    typed: dict[str, list[str]] = {
        "check": ["check", "in"],
        "json": ["check", "in", "--format", "json"],
        "missing": ["check", "none\x1b[31m\u202e.xlsx"],
        "usage": ["check", "--no\x1b[31m\u202e"],
    }
    ran = merged if command == "merge" else ita_xlsx(*typed[command], folder=hostile)
    assert ran.text.strip() and not STEERING.search(ran.text)


def test_json_is_utf_8_on_a_thai_console_and_says_what_is_there(hostile: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "ita_xlsx", "check", "in", "--format", "json"],
        cwd=hostile,
        env={**os.environ, "PYTHONIOENCODING": "cp874", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    measures = json.loads(ran.stdout.decode("utf-8"))["measures"]
    assert SECRET.replace("\u202e", "") in [one["evidence"] for one in measures]
