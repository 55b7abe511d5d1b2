"""The guides as PDF: made from the pages as they are, written by the command and into a round."""

import re
import zlib
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from command import ita_xlsx

import ita_xlsx as library
from ita_xlsx.official.guides import GUIDES, MADE_FROM, Guide

DOCS = Path(__file__).parents[2] / "docs"
each = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)


@each
def test_the_pdf_is_made_from_the_page_as_it_is(guide: Guide) -> None:
    """If this fails: python packaging/guides.py"""
    pdf = guide.path.read_bytes()
    page = (DOCS / guide.page).read_bytes()
    assert pdf.startswith(b"%PDF")
    assert pdf.partition(MADE_FROM)[2].decode("ascii") == sha256(page).hexdigest()


@each
def test_the_pdf_names_no_path_of_the_computer_that_made_it(guide: Guide) -> None:
    content = guide.path.read_bytes()
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        with suppress(zlib.error):
            content += zlib.decompress(packed)
    assert b"/Type /Page" in content or b"/Type/Page" in content
    assert b"file:" not in content


@each
def test_the_command_writes_it(guide: Guide, tmp_path: Path) -> None:
    ran = ita_xlsx("guide", guide.name, folder=tmp_path)
    assert ran.code == 0 and guide.file in ran.err
    assert (tmp_path / guide.file).read_bytes() == guide.path.read_bytes()
    assert ita_xlsx("guide", guide.name, "-o", "g", folder=tmp_path).code == 0
    assert (tmp_path / "g.pdf").read_bytes() == guide.path.read_bytes()


def test_a_guide_that_there_is_none_of_is_a_wrong_use(tmp_path: Path) -> None:
    ran = ita_xlsx("guide", "mayor", folder=tmp_path)
    assert ran.code == 2 and "clerk, consolidator, district" in ran.err


def test_a_round_folder_has_those_of_its_people_and_reads_none(tmp_path: Path) -> None:
    library.lay_out(tmp_path / "ours")
    library.lay_out(tmp_path / "theirs", level="district")
    for folder, names in (("ours", {"clerk", "consolidator"}), ("theirs", {"district"})):
        there = {path.name for path in (tmp_path / folder).glob("*.pdf")}
        assert there == {guide.file for guide in GUIDES if guide.name in names}
    ran = ita_xlsx("check", ".", folder=tmp_path / "ours")
    assert "คู่มือ" not in ran.text
