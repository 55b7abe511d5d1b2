"""Makes ita_xlsx/thai/data/advances.json from the font files of TH Sarabun.

    pip install fonttools
    python tests/tools/make_font_advances.py THSarabun.ttf THSarabunNew.ttf

The files must agree on every character they share, because one table serves them all.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

TARGET = Path(__file__).parents[2] / "ita_xlsx" / "thai" / "data" / "advances.json"
UNITS_PER_EM = 1000


def main(paths: list[str]) -> None:
    tables = [advances(path) for path in paths]
    merged = {char: width for table in tables for char, width in table.items()}
    differing = [c for table in tables for c, width in table.items() if merged[c] != width]
    if differing or not merged:
        sys.exit(f"no table, or the fonts differ in {differing}")
    text = json.dumps(dict(sorted(merged.items())), ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{len(merged)} characters")


def advances(path: str) -> dict[str, int]:
    """The advance of every printable character of one font, in thousandths of an em."""
    from fontTools.ttLib import TTFont

    font = TTFont(path)
    if font["head"].unitsPerEm != UNITS_PER_EM:
        sys.exit(f"{path} has {font['head'].unitsPerEm} units per em, not {UNITS_PER_EM}")
    widths = font["hmtx"]
    return {
        chr(code): widths[name][0] for code, name in font.getBestCmap().items() if printable(code)
    }


def printable(code: int) -> bool:
    return chr(code).isprintable() or chr(code) == "\u00a0"


if __name__ == "__main__":
    main(sys.argv[1:])
