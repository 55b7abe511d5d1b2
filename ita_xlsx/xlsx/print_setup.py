"""How the sheets print: the font, and for each kind of sheet the paper, margins and footer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FONT = "TH SarabunPSK"
_A3, _A4 = 8, 9  # as Excel numbers papers
_A4_POINTS = (595.3, 841.9)
_SAFE = 0.97  # programs round heights and widths to their own pixels
_PAGE = f'&C&"{FONT}"&14หน้า &P'


@dataclass(frozen=True)
class PrintSetup:
    """One page across, and ``pages_high`` pages high (0: as many as it takes; None: not fitted).

    ``margins`` are left, right, top and bottom, in inches; ``footer`` is in Excel's codes.
    """

    paper: int = _A4
    landscape: bool = True
    margins: tuple[float, float, float, float] = (0.7, 0.7, 0.75, 0.75)
    pages_high: int | None = 0
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
        if self.footer:
            sheet.set_footer(self.footer, {"margin": self.footer_margin})

    def page_height(self, widths: Sequence[float]) -> float:
        """How many points of a sheet's height one A4 page holds, by the widths of its columns.

        These are in Excel's units; the sheet is made as narrow as the page.
        """
        across, high = (max(_A4_POINTS), min(_A4_POINTS))[:: 1 if self.landscape else -1]
        left, right, top, bottom = (72 * margin for margin in self.margins)
        wide = sum((width * 7 + 5) * 0.75 for width in widths)
        scale = min(1.0, (across - left - right) / wide)
        return (high - top - bottom) / scale * _SAFE

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
REPORT = PrintSetup(margins=(0.5, 0.5, 0.5, 0.6), footer=_PAGE)
SUMMARY = replace(REPORT, landscape=False)
FINDINGS = replace(REPORT, footer=f'&C&"{FONT}"&14&P / &N')
COMPARED = PrintSetup(_A3, margins=(0.4, 0.4, 0.4, 0.5), footer=_PAGE, footer_margin=0.2)
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
LIVE_CHECKS = replace(FORM, landscape=False)
HELP = replace(LIVE_CHECKS, pages_high=None)
