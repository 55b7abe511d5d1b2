"""The report as LibreOffice prints it: all of it, nothing cut, the table's head on each page."""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle, islice, zip_longest
from pathlib import Path
from statistics import mean
from threading import Thread
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from command import ita_xlsx as run
from corpus import CONSOLIDATED_SHEETS
from goodform import AS_TYPED
from libreoffice import optimal_row_heights, type_into
from openpyxl import load_workbook
from printed import Page, letters, read_pages
from test_layout_office import cells, sentence, steps

import ita_xlsx as library
from ita_xlsx.delivery import libreoffice
from ita_xlsx.official.columns import BY_KEY, COLUMNS, PRINTED
from ita_xlsx.official.stamp import REPORT_SHEET
from ita_xlsx.report import official_table, pages, styles
from ita_xlsx.verbs.pdf import to_pdf

SEED = Path(__file__).parents[2] / "examples" / "kut_rung" / "returned"
HEADERS = [BY_KEY[key].header for key in PRINTED]
SIZES = (14, 16)
REPORTS = 200
LINE = 18.75  # points, at 14
SUMMARY_TITLE = letters("สรุปผลการดำเนินการตามมาตรการ")

pytestmark = pytest.mark.office


def use_size(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Make the table print at another size, and be laid out for it."""
    for module in (official_table, pages, styles):
        monkeypatch.setattr(module, "TABLE_SIZE", size)
    for name in ("head", "cell", "centred"):
        monkeypatch.setitem(styles.STYLES, name, {**styles.STYLES[name], "font_size": size})


@dataclass(frozen=True)
class Printed:
    """A report and the pages on which it was printed."""

    report: Path
    pages: list[Page]


def merged_at(size: int, paths: list[Path], folder: Path) -> Path:
    report = folder / f"report{size}.xlsx"
    with pytest.MonkeyPatch.context() as monkeypatch:
        use_size(monkeypatch, size)
        library.merge(paths, report)
    return report


def printed(report: Path) -> Printed:
    to_pdf(report, report.with_suffix(".pdf"))
    return Printed(report, read_pages(report.with_suffix(".pdf")))


def printed_at_all_sizes(paths: list[Path], folder: Path) -> dict[int, Printed]:
    """The same report at each size, printed at the same time."""
    reports = [merged_at(size, paths, folder) for size in SIZES]
    with ThreadPoolExecutor() as pool:
        return dict(zip(SIZES, pool.map(printed, reports), strict=True))


def table_pages(all_pages: list[Page]) -> list[Page]:
    """The pages between the cover and the summary."""
    summary = next(n for n, page in enumerate(all_pages) if SUMMARY_TITLE in page.text)
    return all_pages[1:summary]


def expected_columns(report: Path) -> list[str]:
    """The texts of each column of the sheet, one below the other, without blanks."""
    rows = list(load_workbook(report)[REPORT_SHEET].iter_rows(values_only=True))
    measures = rows[rows.index(tuple(HEADERS)) + 1 :]
    return [letters("".join(str(row[column] or "") for row in measures)) for column in range(6)]


def without_header(page: Page) -> list[str]:
    """The columns of a table page below its header row, which must be there."""
    columns = page.columns(len(HEADERS))
    assert [text[: len(letters(head))] for text, head in zip(columns, HEADERS, strict=True)] == [
        letters(head) for head in HEADERS
    ]
    return [text.removeprefix(letters(head)) for text, head in zip(columns, HEADERS, strict=True)]


def lost(printed: Printed) -> list[str]:
    """What of the table is not in the PDF, or is cut there."""
    below = [without_header(page) for page in table_pages(printed.pages)]
    columns = ["".join(texts) for texts in zip(*below, strict=True)]
    missing = [
        f"{head}: {difference}"
        for head, found, expected in zip(
            HEADERS, columns, expected_columns(printed.report), strict=True
        )
        if (difference := different(found, expected))
    ]
    return missing + [cut for page in table_pages(printed.pages) for cut in page.cut]


def different(found: str, expected: str) -> str:
    """Both texts around the first letter in which they differ; empty when they do not."""
    if found == expected:
        return ""
    pairs = zip_longest(found, expected)
    at = next(place for place, (one, other) in enumerate(pairs) if one != other)
    return f"{found[max(0, at - 20) : at + 30]} instead of {expected[max(0, at - 20) : at + 30]}"


def generated(folder: Path) -> list[Path]:
    """Returned files of two measures each, with texts of every kind."""
    choose = random.Random(2566)
    texts = [*cells(), "\n".join(steps(choose, 40)), "\n".join(steps(choose, 90))]
    choose.shuffle(texts)
    short = [text for text in texts if len(text) < 60 and "\n" not in text]
    pool, owners = cycle(texts), cycle(short)
    return [
        write_returned(
            folder / f"{number:03}.xlsx", list(islice(measures(choose, pool, owners), 2))
        )
        for number in range(REPORTS)
    ]


def measures(
    choose: random.Random, pool: Iterator[str], owners: Iterator[str]
) -> Iterator[dict[str, str]]:
    while True:
        yield {
            "issue": sentence(choose, choose.randint(1, 5)),
            "steps": next(pool),
            "responsible": next(owners),
            "deadline": choose.choice(["ม.ค. – มี.ค. ๖๖", "ภายในวันที่ ๓๐ เมษายน พ.ศ. ๒๕๖๖", "-"]),
            "result": next(pool),
            "suggestion": next(pool) if choose.random() < 0.3 else "",
        }


def write_returned(path: Path, rows: list[dict[str, str]]) -> Path:
    book = xlsxwriter.Workbook(path, AS_TYPED)
    sheet = book.add_worksheet()
    labels = ("ชื่อหน่วยงาน", "อบต.ตัวอย่าง"), ("กอง/สำนัก/หน่วย", "กองช่าง"), ("ปีงบประมาณ พ.ศ.", "2566"), (
        "รอบการรายงาน", "รอบ 6 เดือน")  # fmt: skip
    for number, label in enumerate(labels):
        sheet.write_row(number, 0, label)
    sheet.write_row(len(labels) + 1, 0, [column.header for column in COLUMNS])
    for number, row in enumerate(rows, start=1):
        values = [str(number), *(row.get(column.key, "") for column in COLUMNS[1:])]
        sheet.write_row(len(labels) + 1 + number, 0, values)
    book.close()
    return path


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Printed]:
    return printed_at_all_sizes([SEED], tmp_path_factory.mktemp("seed"))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Printed]:
    folder = tmp_path_factory.mktemp("many")
    return printed_at_all_sizes(generated(folder), folder)


@pytest.mark.parametrize("size", SIZES)
def test_every_cell_of_the_published_report_is_whole_in_the_pdf(
    size: int, seed: dict[int, Printed]
) -> None:
    assert lost(seed[size]) == []


@pytest.mark.parametrize("size", SIZES)
def test_every_cell_of_200_reports_with_long_and_odd_texts_is_whole_in_the_pdf(
    size: int, many: dict[int, Printed]
) -> None:
    assert lost(many[size]) == []
    assert len(table_pages(many[size].pages)) > REPORTS


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("reports", ["seed", "many"])
def test_rows_are_on_average_less_than_a_fifth_higher_than_libreoffice_needs(
    reports: str, size: int, request: pytest.FixtureRequest
) -> None:
    report = request.getfixturevalue(reports)[size].report
    needed = optimal_row_heights(report, CONSOLIDATED_SHEETS.index(REPORT_SHEET))
    sheet = load_workbook(report)[REPORT_SHEET]
    head = next(row for row in range(1, len(needed) + 1) if sheet.cell(row, 1).value == HEADERS[0])
    written = [sheet.row_dimensions[row].height for row in range(head + 1, len(needed) + 1)]
    assert len(written) >= (14 if reports == "seed" else 2 * REPORTS)
    pairs = list(zip(written, needed[head:], strict=True))
    assert min(our / need for our, need in pairs) >= 1.0
    # A measure that goes on over the end of a page has several rows.
    issues = (str(sheet.cell(row, 1).value) for row in range(head + 1, len(needed) + 1))
    begins = [pages.CONTINUED not in issue for issue in issues]
    measures: list[list[tuple[float, float]]] = []
    for begin, pair in zip(begins, pairs, strict=True):
        measures += [[]] if begin else []
        measures[-1].append(pair)
    assert mean(sum(o for o, _ in rows) / sum(n for _, n in rows) for rows in measures) < 1.2
    assert sum(written) < 1.2 * sum(needed[head:])


def test_a_single_line_that_is_cut_is_noticed(seed: dict[int, Printed], tmp_path: Path) -> None:
    report = seed[14].report
    needed = optimal_row_heights(report, CONSOLIDATED_SHEETS.index(REPORT_SHEET))
    row = max(range(len(needed)), key=needed.__getitem__)
    low = tmp_path / "low.xlsx"
    set_height(report, low, row + 1, needed[row] - LINE)
    assert lost(printed(low)) != []
    set_height(report, low, row + 1, needed[row])
    assert lost(printed(low)) == []


def set_height(report: Path, target: Path, row: int, height: float) -> None:
    """Copy a report with another height of one row (from 1) of its table, in points."""
    with ZipFile(report) as source, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for part in source.namelist():
            content = source.read(part)
            if part == "xl/worksheets/sheet2.xml":
                content, count = re.subn(
                    rb'(<row r="%d"[^>]* ht=")[\d.]+' % row, rb"\g<1>%.2f" % height, content
                )
                assert count == 1
            copy.writestr(part, content)


@pytest.mark.parametrize("size", SIZES)
def test_no_page_of_the_table_holds_but_its_header(size: int, many: dict[int, Printed]) -> None:
    assert all(any(without_header(page)) for page in table_pages(many[size].pages))


def test_the_cover_has_no_number_and_the_pages_after_it_count_from_one(
    seed: dict[int, Printed],
) -> None:
    cover, *others = seed[14].pages
    assert "หน้า" not in cover.text
    assert [page.text[: len(f"หน้า{n}")] for n, page in enumerate(others, start=1)] == [
        f"หน้า{n}" for n, _ in enumerate(others, start=1)
    ]


def test_data_and_sources_are_not_printed(seed: dict[int, Printed]) -> None:
    shown = "".join(page.text for page in seed[14].pages)
    assert letters("ผู้รับผิดชอบ") in shown
    assert "SHA-256" not in shown and letters("ไฟล์") not in shown


def told_by(*command: str | Path) -> str:
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    return done.stdout


def test_the_pdf_is_a4_tagged_thai_and_has_its_title_and_fonts(seed: dict[int, Printed]) -> None:
    pdf = seed[14].report.with_suffix(".pdf")
    about = told_by("pdfinfo", "-l", "999", pdf)
    assert re.search("^Title: +รายงานผลการดำเนินการมาตรการ.* องค์การบริหารส่วนตำบลกุตุรงค์$", about, re.M)
    assert re.search("^Tagged: +yes$", about, re.M)
    sizes = re.findall(r"^Page +\d+ size: +(\S+) x (\S+) pts", about, re.M)
    assert len(sizes) == len(seed[14].pages)
    assert all(sorted(round(float(side)) for side in size) == [595, 842] for size in sizes)
    assert b"/Lang(th-TH)" in pdf.read_bytes() and b"/DisplayDocTitle true" in pdf.read_bytes()
    fonts = [line.split() for line in told_by("pdffonts", pdf).splitlines()[2:]]
    assert any(font[0].endswith("THSarabunPSK") for font in fonts)
    assert all(font[-5] == "yes" for font in fonts), "a font is not embedded"


def test_two_runs_at_once_both_succeed_with_the_same_bytes(
    seed: dict[int, Printed], tmp_path: Path
) -> None:
    report = seed[14].report
    targets = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    with ThreadPoolExecutor() as pool:
        runs = list(pool.map(lambda target: run("pdf", report, "-o", target), targets))
    assert [(ran.code, ran.out) for ran in runs] == [(0, ""), (0, "")]
    assert {target.read_bytes() for target in targets} == {report.with_suffix(".pdf").read_bytes()}


def test_merge_prints_the_pdf_beside_the_report(tmp_path: Path) -> None:
    ran = run("merge", SEED, "-o", "รายงาน.xlsx", "--pdf", folder=tmp_path)
    assert "รายงาน.xlsx" in ran.out and "รายงาน.pdf" in ran.err
    assert {path.name for path in tmp_path.iterdir()} == {"รายงาน.xlsx", "รายงาน.pdf"}


def test_a_report_that_libreoffice_saved_again_prints_as_before(
    seed: dict[int, Printed], tmp_path: Path
) -> None:
    again = tmp_path / "again.xlsx"
    type_into(seed[14].report, again, {(REPORT_SHEET, "A1"): "ชื่อใหม่ของรายงาน"})
    pages = printed(again).pages
    assert len(pages) == len(seed[14].pages)
    assert letters("ชื่อใหม่ของรายงาน") in pages[1].text


def test_a_picture_that_the_report_only_points_at_is_not_fetched(
    seed: dict[int, Printed], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        spy = tmp_path / "spy.xlsx"
        address = f"http://127.0.0.1:{server.server_port}/picture.png"
        point_at(seed[14].report, spy, address)
        to_pdf(spy, tmp_path / "spy.pdf")
        # The settings alone keep it from that, and so do the parts that LibreOffice is given.
        soffice = libreoffice.required_soffice()
        libreoffice.print_to_pdf(spy.read_bytes(), soffice, 60.0)
        monkeypatch.setattr(libreoffice, "_SETTINGS", ())
        to_pdf(spy, tmp_path / "spy.pdf")
        assert asked == []
        libreoffice.print_to_pdf(spy.read_bytes(), soffice, 60.0)
        assert "/picture.png" in asked, "LibreOffice would not have fetched it anyway"
        server.shutdown()


def point_at(report: Path, target: Path, address: str) -> None:
    """Copy a report with a picture in its summary that lies elsewhere."""
    corner = (
        "<xdr:col>{0}</xdr:col><xdr:colOff>0</xdr:colOff>"
        "<xdr:row>{0}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    )
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    picture = (
        f"<xdr:twoCellAnchor><xdr:from>{corner.format(0)}</xdr:from>"
        f"<xdr:to>{corner.format(2)}</xdr:to><xdr:pic><xdr:nvPicPr>"
        '<xdr:cNvPr id="99" name="p"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>'
        f'<a:blip xmlns:r="{relations}" r:link="rId99"/><a:stretch><a:fillRect/></a:stretch>'
        '</xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
        "</xdr:pic><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )
    link = (
        f'<Relationship Id="rId99" Type="{relations}/image" Target="{address}" '
        'TargetMode="External"/></Relationships>'
    )
    added = {
        "xl/drawings/drawing1.xml": (b"</xdr:wsDr>", picture.encode()),
        "xl/drawings/_rels/drawing1.xml.rels": (b"</Relationships>", link.encode()),
    }
    with ZipFile(report) as source, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for part in source.namelist():
            end, more = added.get(part, (b"", b""))
            content = source.read(part)
            copy.writestr(part, content.removesuffix(end) + more if end else content)
