"""Makes the workbooks that all contenders read: filled forms of 14 long Thai rows.

python benchmarks/corpus.py FOLDER NUMBER [distinct]
"""

import csv
import sys
from pathlib import Path

from ita_xlsx.forms.prefill import Prefill
from ita_xlsx.forms.template import form_bytes
from ita_xlsx.official.columns import BY_KEY, KEYS
from ita_xlsx.official.divisions import official_names

EXAMPLE = Path(__file__).parents[1] / "examples" / "kut_rung" / "measures.csv"


def make_corpus(folder: Path, number: int, distinct: bool = False) -> None:
    """Write ``number`` forms into ``folder``: each of its own organisation and division.

    The texts are those of a published report. What a plan fills in (issue, steps, deadline) is
    worded alike everywhere, as it is by the OIT's manual; each result and each address is its own.
    With ``distinct`` no issue and no steps are alike either: then nothing is gained by remembering
    a text, and this is the worst case.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with EXAMPLE.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    divisions = official_names()
    for place in range(number):
        target = folder / f"{place:06}.xlsx"
        if not target.exists():
            division = divisions[place % len(divisions)]
            target.write_bytes(form_bytes(_form(rows, division, place, distinct)))


def _form(rows: list[dict[str, str]], division: str, place: int, distinct: bool) -> Prefill:
    measures = []
    for number, row in enumerate(rows, start=1):
        texts = {key: row.get(BY_KEY[key].header, "") for key in KEYS}
        texts |= {
            "number": str(number),
            "responsible": division,
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
            "organisation": f"องค์การบริหารส่วนตำบลตัวอย่างที่ {place // len(official_names())}",
            "division": division,
            "fiscal_year": "2566",
            "round": "รอบ 6 เดือน",
        },
        measures,
    )


if __name__ == "__main__":
    make_corpus(Path(sys.argv[1]), int(sys.argv[2]), "distinct" in sys.argv[3:])
