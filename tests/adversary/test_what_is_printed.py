"""Only what a report of ours has goes to LibreOffice: nothing brings another file into the PDF."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from corpus import EXAMPLE
from goodform import PICTURE

import ita_xlsx as library
from ita_xlsx.delivery.pdf import only_printed_sheets

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname"/></svg>'
OUT = (
    '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/image" Target="file:///home/user/a.png" TargetMode="External"/></Relationships>'
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("report")
    (folder / "logo.png").write_bytes(PICTURE)
    library.merge([EXAMPLE / "returned"], folder / "out.xlsx", logo=folder / "logo.png")
    return (folder / "out.xlsx").read_bytes()


def _parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_report_of_ours_goes_whole(report: bytes, tmp_path: Path) -> None:
    before, after = _parts(report), _parts(only_printed_sheets(report))
    assert before.keys() == after.keys() and "xl/media/image1.png" in after
    assert {name for name in before if before[name] != after[name]} == {"xl/workbook.xml"}


def test_no_other_part_goes_and_no_link_to_another_file(report: bytes) -> None:
    parts = _parts(report) | {
        "xl/media/image1.png": SVG,
        "xl/media/image2.svg": SVG,
        "xl/embeddings/oleObject1.bin": b"",
        "xl/externalLinks/externalLink1.xml": b"<a/>",
        "xl/vbaProject.bin": b"",
    }
    name = "xl/drawings/_rels/drawing1.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", OUT.encode())
    content = BytesIO()
    with ZipFile(content, "w") as package:
        for part, of in parts.items():
            package.writestr(part, of)
    after = _parts(only_printed_sheets(content.getvalue()))
    assert after.keys() == _parts(report).keys() - {"xl/media/image1.png"}
    assert not any(b"file:///" in of for of in after.values())
