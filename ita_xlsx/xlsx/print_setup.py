"""How the sheets print: the font, and for each kind of sheet the paper, margins and footer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FONT = "TH SarabunPSK"
_A3, _A4 = 8, 9  # as Excel numbers papers
_POINTS = {_A3: (841.9, 1190.6), _A4: (595.3, 841.9)}
_SAFE = 0.98  # programs round heights and widths to their own pixels
_PAGE = f'&C&"{FONT}"&14หน้า &P'


@dataclass(frozen=True)
class PrintSetup:
    """One page across, and ``pages_high`` pages high (0: as many as it takes; None: not fitted).

    A sheet with page breaks is not fitted, for Excel would keep none of them, but printed at its
    ``scale``, in per cent, ``centred`` on pages that it nearly fills. ``margins`` are left, right,
    top and bottom, in inches; ``footer`` is in Excel's codes.
    """

    paper: int = _A4
    landscape: bool = True
    margins: tuple[float, float, float, float] = (0.7, 0.7, 0.75, 0.75)
    pages_high: int | None = 0
    scale: int = 100
    centred: bool = False
    footer: str = ""
    footer_margin: float = 0.25

    def apply(self, sheet: "Worksheet") -> None:
        """Set a sheet up to print so."""
        turn = sheet.set_landscape if self.landscape else sheet.set_portrait
        turn()
        sheet.set_paper(self.paper)
        sheet.set_margins(*self.margins)
        if self.pages_high is not None:
            sheet.fit_to_pages(1, self.pages_high)
        elif self.scale != 100:
            sheet.set_print_scale(self.scale)
        if self.centred:
            sheet.center_horizontally()
        if self.footer:
            sheet.set_footer(self.footer, {"margin": self.footer_margin})

    @property
    def page_height(self) -> float:
        """How many points of a sheet's height one page holds, unless it is fitted."""
        short, long = _POINTS[self.paper]
        high = (short if self.landscape else long) - 72 * (self.margins[2] + self.margins[3])
        return high / self.scale * 100 * _SAFE

    def markup(self) -> str:
        """The elements of a worksheet that say so, but for the footer."""
        sides = zip(("left", "right", "top", "bottom"), self.margins, strict=True)
        margins = " ".join(f'{side}="{size}"' for side, size in sides)
        return (
            f'<pageMargins {margins} header="0.3" footer="0.3"/><pageSetup paperSize="{self.paper}"'
            f' orientation="{"landscape" if self.landscape else "portrait"}"'
            f' fitToHeight="{self.pages_high}"/>'
        )


_HALF_INCH = (0.5, 0.5, 0.5, 0.5)

PLAIN = PrintSetup()
DATA = PrintSetup(paper=_A3)
COVER = PrintSetup(margins=_HALF_INCH, pages_high=1)
# Excel's columns are whole pixels on the screen, and as wide as the digits of the font on paper, as
# LibreOffice's always are: six per cent wider. 142 units are 788 of 806 points then, or 745.
REPORT = PrintSetup(
    margins=(0.25, 0.25, 0.5, 0.6), pages_high=None, scale=97, centred=True, footer=_PAGE
)
SUMMARY = replace(REPORT, scale=100)
COMPARED_SUMMARY = PrintSetup(
    landscape=False, margins=(0.5, 0.5, 0.5, 0.6), pages_high=None, scale=73, footer=_PAGE
)
# Two pages across: what is compared has twice the columns that a page holds at ten points.
COMPARED = PrintSetup(
    _A3, margins=(0.3, 0.3, 0.4, 0.5), pages_high=None, scale=72, footer=_PAGE, footer_margin=0.2
)
FINDINGS = PrintSetup(margins=(0.5, 0.5, 0.5, 0.6), footer=f'&C&"{FONT}"&14&P / &N')
FINDINGS_SUMMARY = replace(FINDINGS, pages_high=None)
FINDINGS_LIST = replace(FINDINGS, paper=_A3, pages_high=None, scale=73)
RETURNED = PrintSetup(margins=_HALF_INCH)
FORM = PrintSetup(margins=_HALF_INCH, footer=f'&C&"{FONT},Regular"&14หน้า &P / &N')
# On paper the head of the division signs below what it reports.
PLANNED_FORM = replace(
    FORM,
    margins=(0.5, 0.5, 0.5, 1.0),
    footer=f'&L&"{FONT},Regular"&14ลงชื่อ ........................................ หัวหน้ากอง/สำนัก/หน่วย'
    f'  วันที่ ......../......../........&R&"{FONT},Regular"&14หน้า &P / &N',
    footer_margin=0.4,
)
PLAN_FACTS = replace(FORM, pages_high=1)
LIVE_CHECKS = replace(FORM, landscape=False, pages_high=None, scale=94)
HELP = replace(LIVE_CHECKS, scale=100)


def page_breaks(first: int, heights: Sequence[float], left: float, page: float) -> list[int]:
    """The rows of a table before which a page ends, so that the last row is alone on none.

    ``heights`` are those of the rows from ``first`` on; ``left`` is what the first page has for
    them, ``page`` what each further one has below a repeated header. All but ``first`` in points.
    """
    breaks = []
    for row, height in enumerate(heights[:-1], start=first):
        needed = height + (heights[-1] if row == first + len(heights) - 2 else 0.0)
        if needed > left:
            breaks.append(row)
            left = page
        left -= height
    return breaks
