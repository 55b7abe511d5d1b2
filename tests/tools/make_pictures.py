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

from corpus import EXAMPLE, published_measures  # noqa: E402  # found through the path set above
from libreoffice import close, convert, pdf_pictures  # noqa: E402  # the same

import ita_xlsx  # noqa: E402  # the same
from ita_xlsx.forms.prefill import Prefill  # noqa: E402  # the same
from ita_xlsx.forms.template import form_bytes  # noqa: E402  # the same

PICTURES = ROOT / "docs" / "pictures"
HEADING = {
    "organisation": "องค์การบริหารส่วนตำบลกุตุรงค์",
    "district": "กุตุรงค์",
    "province": "มหาสารคาม",
    "division": "กองคลัง",
    "fiscal_year": "2566",
    "round": "รอบ 6 เดือน",
}
DPI = 80
# Of the report's pages: the cover, the first two of the table, and the summary.
PAGES = {"cover": 0, "report": 1, "report-2": 2, "summary": 6}


def main() -> None:
    """Write every picture into docs/pictures."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        report, form = folder / "report.xlsx", folder / "form.xlsx"
        ita_xlsx.merge([EXAMPLE / "returned"], report)
        # The four measures of กองคลัง stand seventh to tenth.
        form.write_bytes(form_bytes(Prefill(HEADING, published_measures()[6:10])))
        pdfs = convert([report, form], "pdf", folder)
        pictures = {pdf.stem: pdf_pictures(pdf, folder, DPI) for pdf in pdfs}
        shutil.copy(pictures["form"][0], PICTURES / "template.png")
        shutil.copy(pictures["form"][3], PICTURES / "before-sending.png")
        for target, page in PAGES.items():
            shutil.copy(pictures["report"][page], PICTURES / f"{target}.png")
    close()


if __name__ == "__main__":
    main()
