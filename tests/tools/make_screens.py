"""Makes the pictures of docs/install.md: what the program really prints, drawn as a window.

    python tests/tools/make_screens.py

Needs the extra ``packaging``, pdftoppm and the Thai document font.
"""

import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import category

from weasyprint import CSS, HTML

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from command import ita_xlsx  # noqa: E402  # found through the path set above
from libreoffice import pdf_pictures  # noqa: E402  # the same

PICTURES = ROOT / "docs" / "pictures"
SCREENS = {"screen-commands.png": ["--help"], "screen-demo.png": ["demo", "ตัวอย่าง"]}
COLUMNS = 118
# Of a letter, in pixels.
WIDTH, HEIGHT = 8.0, 21
STYLE = """
    @page {{ size: {width}px {height}px; margin: 12px; background: #0c0c0c }}
    body {{ font: 19px 'TH SarabunPSK'; color: #e6e6e6; margin: 0 }}
    span {{ position: absolute; white-space: pre }}
"""


def main() -> None:
    """Write every picture into docs/pictures."""
    for name, typed in SCREENS.items():
        with TemporaryDirectory() as folder:
            said = ita_xlsx(*typed, folder=Path(folder)).text.rstrip()
            screen = f"> ita-xlsx {' '.join(typed)}\n\n{said}"
            lines = [part for line in screen.split("\n") for part in broken(line)]
            spans = (span(top, *run) for top, line in enumerate(lines) for run in runs(line))
            size = {"width": COLUMNS * WIDTH + 24, "height": len(lines) * HEIGHT + 24}
            pdf = Path(folder) / "screen.pdf"
            html = HTML(string=f"<body>{''.join(spans)}</body>")
            html.write_pdf(pdf, stylesheets=[CSS(string=STYLE.format(**size))])
            (picture,) = pdf_pictures(pdf, Path(folder), dpi=96)
            (PICTURES / name).write_bytes(picture.read_bytes())


def broken(line: str) -> Iterator[str]:
    """A line as a window breaks it."""
    while columns(line) > COLUMNS:
        at = next(at for at in range(len(line), 0, -1) if columns(line[:at]) <= COLUMNS)
        yield line[:at]
        line = line[at:]
    yield line


def runs(line: str) -> Iterator[tuple[int, str]]:
    """The texts of a line that stand apart, each with the column of its first letter."""
    for run in re.finditer(r"\S+(?: \S+)*", line):
        yield columns(line[: run.start()]), run[0]


def columns(text: str) -> int:
    """How many letters stand beside each other."""
    return sum(category(letter) != "Mn" for letter in text)


def span(top: int, left: int, text: str) -> str:
    """One text where it stands."""
    return f'<span style="top: {top * HEIGHT}px; left: {left * WIDTH}px">{escape(text)}</span>'


if __name__ == "__main__":
    main()
