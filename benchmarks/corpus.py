"""Makes the workbooks that all contenders read: forms, or plain tables, of 14 long Thai rows.

python benchmarks/corpus.py FOLDER NUMBER [distinct|plain]
"""

import csv
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.forms.template import form_bytes
from ita_xlsx.official.columns import BY_KEY, KEYS
from ita_xlsx.official.form import FORM
from ita_xlsx.official.labels import LABELS
from ita_xlsx.official.names.divisions import official_names

EXAMPLE = Path(__file__).parents[1] / "examples" / "kut_rung" / "measures.csv"


# Divisions of an organisation: 47,100 workbooks are those of all 7,850 local governments.
DIVISIONS = official_names()[:6]
_NAME = "องค์การบริหารส่วนตำบลตัวอย่างที่"
_TEXTS = "xl/sharedStrings.xml"
# Places that no text of a form holds, and organisations, by how many digits they have.
_PLACES = {3: 987, 4: 9876, 5: 98765}
_ORGANISATIONS = {2: 75, 3: 753, 4: 7531}


def make_corpus(folder: Path, number: int, distinct: bool = False) -> None:
    """Write ``number`` forms into ``folder``: each of its own organisation and division.

    The texts are those of a published report. What a plan fills in (issue, steps, deadline) is
    worded alike everywhere, as it is by the OIT's manual; each result and each address is its own.
    With ``distinct`` no issue and no steps are alike either: then nothing is gained by remembering
    a text, and this is the worst case.
    """
    rows = _published()
    for place, target in _new(folder, number):
        target.write_bytes(_form_bytes(rows, place, distinct))


def make_plain(folder: Path, number: int) -> None:
    """Write ``number`` workbooks of another program into ``folder``: one sheet, no style, no list.

    Two of them are of one organisation; the header is in the row in which a form has it.
    """
    rows = _published()
    for place, target in _new(folder, number):
        organisation, of_division = divmod(place, 2)
        form = _form(rows, of_division, place, organisation, False)
        book = Workbook()
        sheet = book.worksheets[0]
        for row, label in enumerate(LABELS, start=1):
            sheet.cell(row, 1, label.text)
            sheet.cell(row, 2, form.labels.get(label.key, ""))
        for column, key in enumerate(KEYS, start=1):
            sheet.cell(FORM.header_row + 1, column, BY_KEY[key].header)
            for row, texts in enumerate(form.rows, start=FORM.first_row + 1):
                sheet.cell(row, column, texts[key])
        book.save(target)


def _published() -> list[dict[str, str]]:
    with EXAMPLE.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _new(folder: Path, number: int) -> Iterator[tuple[int, Path]]:
    """The workbooks that are not there yet, each with its number."""
    folder.mkdir(parents=True, exist_ok=True)
    targets = ((place, folder / f"{place:06}.xlsx") for place in range(number))
    return ((place, target) for place, target in targets if not target.exists())


def _form_bytes(rows: list[dict[str, str]], place: int, distinct: bool) -> bytes:
    """One form; from the 121st on, one of another place with the numbers changed: much faster."""
    organisation, of_division = divmod(place, len(DIVISIONS))
    like = _PLACES.get(len(str(place))), _ORGANISATIONS.get(len(str(organisation)))
    if like[0] is None or like[1] is None:
        return form_bytes(_form(rows, of_division, place, organisation, distinct))
    key = (of_division, *like, distinct)
    if key not in _KNOWN:
        _KNOWN[key] = _without_texts(form_bytes(_form(rows, of_division, *like, distinct)))
    package, texts = _KNOWN[key]
    name, other = f"{_NAME} {like[1]}<", f"{_NAME} {organisation}<"
    numbers = {str(like[0]): str(place), name: other}
    buffer = BytesIO()
    buffer.write(package)
    with ZipFile(buffer, "a", ZIP_DEFLATED) as form:
        changed = re.sub("|".join(numbers), lambda found: numbers[found[0]], texts)
        form.writestr(_TEXTS, changed)
    return buffer.getvalue()


_KNOWN: dict[tuple[object, ...], tuple[bytes, str]] = {}


def _without_texts(content: bytes) -> tuple[bytes, str]:
    """A form without its texts, and these."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as whole, ZipFile(buffer, "w", ZIP_DEFLATED) as rest:
        for name in whole.namelist():
            if name != _TEXTS:
                rest.writestr(name, whole.read(name))
        texts = whole.read(_TEXTS).decode()
    return buffer.getvalue(), texts


def _form(
    rows: list[dict[str, str]], of_division: int, place: int, organisation: int, distinct: bool
) -> Prefill:
    measures = []
    for number, row in enumerate(rows, start=1):
        texts = {key: row.get(BY_KEY[key].header, "") for key in KEYS}
        texts |= {
            "number": str(number),
            "responsible": DIVISIONS[of_division],
            "deadline": "ม.ค. – มี.ค. ๖๖",
            "result": f"{texts['result']} จำนวน {place} เรื่อง เมื่อวันที่ {number} มีนาคม ๒๕๖๖",
            "evidence": f"https://www.example.go.th/{place}/{number}",
        }
        if distinct:
            texts["issue"] += f" แห่งที่ {place}"
            texts["steps"] += f"\n๔. ติดตามผลครั้งที่ {place}.{number}"
        measures.append(texts)
    return Prefill(
        {
            "organisation": f"{_NAME} {organisation}",
            "division": DIVISIONS[of_division],
            "fiscal_year": "2566",
            "round": "รอบ 6 เดือน",
        },
        measures,
    )


if __name__ == "__main__":
    folder, number, kinds = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    if "plain" in kinds:
        make_plain(folder, number)
    else:
        make_corpus(folder, number, "distinct" in kinds)
