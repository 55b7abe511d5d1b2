"""Makes the pictures of README and docs: run it after the look of a workbook has changed.

    python tests/tools/make_pictures.py

Needs LibreOffice and the Thai document font, as the office tests do.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from office import close, convert, pdf_pictures  # noqa: E402  # the same

import ita_xlsx  # noqa: E402  # found through the path set above

EXAMPLE = ROOT / "examples" / "kut_rung" / "returned"
PICTURES = ROOT / "docs" / "pictures"


def main() -> None:
    """Write every picture into docs/pictures."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        report, form = folder / "report.xlsx", folder / "form.xlsx"
        ita_xlsx.merge([EXAMPLE], report)
        shutil.copy(EXAMPLE / "กองคลัง.xlsx", form)
        pages = {path.stem: path for path in convert([report, form], "pdf", folder)}
        of_form = pdf_pictures(pages["form"], folder / "form", dpi=70)
        of_report = pdf_pictures(pages["report"], folder / "report", dpi=70)
        shutil.copy(of_form[0], PICTURES / "template.png")
        for number, target in enumerate(("cover", "report", "report-2")):
            shutil.copy(of_report[number], PICTURES / f"{target}.png")
        shutil.copy(next(p for p in of_report if "7" in p.stem.split("-")[-1]),
                    PICTURES / "summary.png")  # fmt: skip
    close()


if __name__ == "__main__":
    main()
