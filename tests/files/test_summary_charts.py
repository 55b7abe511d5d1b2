"""The charts and the numerals of the summary, as they are in the package."""

import re
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

import ita_xlsx
from ita_xlsx.official.stamp import SUMMARY_SHEET
from ita_xlsx.report.summary import _COLOURS

EXAMPLES = Path(__file__).parents[2] / "examples"
THAI = "[$-D00041E]"
DISTRICT = EXAMPLES / "nong_sommut" / "district"
RETURNED = EXAMPLES / "kut_rung" / "returned"


@pytest.fixture(scope="module", params=["thai", "arabic"])
def written(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """The report of a district, in one style of numerals."""
    output = tmp_path_factory.mktemp("charts") / "report.xlsx"
    ita_xlsx.merge([DISTRICT], output, digits=request.param)
    return request.param, output


def parts(path: Path, name: str) -> list[str]:
    with ZipFile(path) as package:
        names = sorted(filter(re.compile(name).fullmatch, package.namelist()))
        return [package.read(one).decode() for one in names]


def test_every_text_of_a_chart_is_thai_in_language_and_font(written: tuple[str, Path]) -> None:
    charts = parts(written[1], r"xl/charts/chart\d+\.xml")
    assert len(charts) == 3
    for chart in charts:
        assert set(re.findall(r'(?:lang|c:lang val)="([^"]*)"', chart)) == {"th-TH"}
        fonts = re.findall(r'<a:latin typeface="([^"]+)"/>(?:<a:cs typeface="([^"]+)"/>)?', chart)
        assert set(fonts) == {("TH SarabunPSK", "TH SarabunPSK")}
        assert chart.count("<a:defRPr") == chart.count("<a:latin") - chart.count("<a:rPr")


def test_the_numbers_of_a_chart_are_whole_in_the_style_asked_for(
    written: tuple[str, Path],
) -> None:
    style, path = written
    numeral = THAI if style == "thai" else ""
    for chart in parts(path, r"xl/charts/chart\d+\.xml"):
        formats = set(re.findall(r'<c:numFmt formatCode="([^"]+)" sourceLinked="0"/>', chart))
        assert formats == {f"{numeral}0", f"{numeral}0;;"}
        assert float(re.findall(r'<c:majorUnit val="([^"]+)"/>', chart)[0]).is_integer()


def test_the_axis_of_values_is_below_the_bars_of_which_the_first_is_on_top(
    written: tuple[str, Path],
) -> None:
    bars = parts(written[1], r"xl/charts/chart\d+\.xml")[-1]
    values = bars[bars.index("<c:valAx>") :]
    assert '<c:orientation val="maxMin"/>' in bars and '<c:crosses val="max"/>' in values


def test_every_chart_has_a_text_for_who_does_not_see_it(written: tuple[str, Path]) -> None:
    (drawing,) = parts(written[1], r"xl/drawings/drawing\d+\.xml")
    texts = re.findall(r'<xdr:cNvPr [^>]*descr="([^"]+)"', drawing)
    assert len(set(texts)) == 3 and all(text.startswith("แผนภูมิแท่งแสดงจำนวน") for text in texts)


def test_the_summary_holds_numbers_that_are_shown_in_the_style_asked_for(
    written: tuple[str, Path],
) -> None:
    style, path = written
    sheet = load_workbook(path, data_only=True)[SUMMARY_SHEET]
    numbers = [c for row in sheet.iter_rows() for c in row if isinstance(c.value, int | float)]
    assert len(numbers) > 60
    numeral = THAI if style == "thai" else ""
    assert {c.number_format for c in numbers} == {f"{numeral}0"}
    assert str(sheet["A2"].value).startswith(
        "ทั้งหมด ๒๔ มาตรการ ๓๓" if style == "thai" else "ทั้งหมด 24 มาตรการ 33"
    )


def luminance(colour: str) -> float:
    """How light a colour is, 0 to 1 (WCAG 2)."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_statuses_are_told_apart_in_grey_and_their_labels_can_be_read() -> None:
    fills = [fill for fill, _ in _COLOURS.values()]
    greys = sorted(luminance(fill) for fill in fills)
    apart = [(b + 0.05) / (a + 0.05) for a, b in pairwise(greys)]
    assert min(apart) > 1.25, apart
    assert min(contrast(*pair) for pair in _COLOURS.values()) > 4.5


def test_shares_are_numbers_without_a_sign_and_said_to_be_rounded(
    written: tuple[str, Path],
) -> None:
    sheet = load_workbook(written[1])[SUMMARY_SHEET]
    heads = [cell for row in sheet.iter_rows() for cell in row if "ร้อยละ" in str(cell.value)]
    assert {str(head.value) for head in heads} == {"ร้อยละที่แล้วเสร็จ", "ร้อยละ (ปัดเศษ)"}
    for head in heads:
        share = sheet.cell(head.row + 1, head.column)
        assert str(share.value).startswith("=IF(") and "100*" in str(share.value)
        assert "%" not in share.number_format


def test_every_chart_ends_within_the_columns_that_are_printed(written: tuple[str, Path]) -> None:
    (drawing,) = parts(written[1], r"xl/drawings/drawing\d+\.xml")
    last = load_workbook(written[1])[SUMMARY_SHEET].max_column - 1
    ends = re.findall(r"<xdr:to><xdr:col>(\d+)</xdr:col><xdr:colOff>(\d+)</xdr:colOff>", drawing)
    width = load_workbook(written[1])[SUMMARY_SHEET].column_dimensions["J"].width
    assert len(ends) == 3
    for column, offset in ends:
        # In 9,525 parts of a pixel; a border is drawn about its edge.
        assert int(column) <= last
        assert int(column) < last or int(offset) / 9_525 <= round(width * 7) - 2
