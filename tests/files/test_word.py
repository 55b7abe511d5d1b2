"""Word documents: their tables are read as those of workbooks, and nothing of them is lost."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from command import ita_xlsx as command
from corpus import FIXTURES, TABLE, found, measures_of, published_measures
from goodform import PICTURE
from word import (
    MACROS,
    STRICT,
    abstract,
    document,
    good,
    good_lines,
    good_rows,
    listed,
    num,
    p,
    r,
    table,
    tc,
    tr,
)

import ita_xlsx
from ita_xlsx.findings import Finding
from ita_xlsx.official.columns import KEYS
from ita_xlsx.verbs.reports import Reports

WORD = FIXTURES / "word"
HEADER, FIRST, SECOND = good_rows()
SEEDS = ["seed.docx", "seed_libreoffice.docx", "seed_saved_again.docx"]

Check = Callable[..., ita_xlsx.Checked]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Checks a document of these bytes."""

    def of(content: bytes, name: str = "a.docx") -> ita_xlsx.Checked:
        path = tmp_path / name
        path.write_bytes(content)
        return ita_xlsx.check([path])

    return of


def codes(checked: ita_xlsx.Checked) -> list[str]:
    """The codes of all warnings and errors, but for the one that every document has."""
    serious = (f.rule.code for f in checked.findings if f.rule.severity != "info")
    return sorted(code for code in serious if code != "F017")


def texts(checked: ita_xlsx.Checked, key: str) -> list[str]:
    return [measure[key] for measure in measures_of(checked)]


def one(checked: ita_xlsx.Checked, code: str) -> Finding:
    (finding,) = (f for f in checked.findings if f.rule.code == code)
    return finding


def row(which: int, /, **changed: str) -> list[str]:
    """A measure of the good form with other cells."""
    measure = dict(zip(KEYS, (FIRST, SECOND)[which - 1], strict=True))
    return list({**measure, **changed}.values())


# --- the published report -------------------------------------------------------------------------


@pytest.mark.parametrize("name", SEEDS)
def test_the_published_report_cut_by_page_breaks_gives_its_fourteen_measures(name: str) -> None:
    checked = ita_xlsx.check([WORD / name])
    assert measures_of(checked) == published_measures()
    (submission,) = checked.round.submissions
    assert (submission.sheet, submission.fiscal_year, submission.round) == ("ตาราง 1", 2566, 6)
    assert submission.labels["organisation"] == "องค์การบริหารส่วนตำบลกุตุรงค์"
    assert set(codes(checked)) & {"T012", "T037", "T038", "F001", "F002"} == set()


@pytest.mark.parametrize("name", SEEDS)
def test_it_merges_to_what_the_same_sheet_merges_to(name: str, tmp_path: Path) -> None:
    rows = []
    for source in (WORD / name, FIXTURES / "layouts" / "seed_cut_repeated_header.xlsx"):
        ita_xlsx.merge([source], tmp_path / "out.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["รายงานผล"]
        rows.append([[cell.value or "" for cell in line] for line in sheet.iter_rows()])
    assert rows[0] == rows[1]


def test_where_a_measure_comes_from_is_in_the_report(tmp_path: Path) -> None:
    ita_xlsx.merge([WORD / "seed.docx"], tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    heads, first, *_ = book["ข้อมูล"].iter_rows(values_only=True)
    told = dict(zip(heads, first, strict=True))
    assert {"seed.docx", "ตาราง 1", 2} <= set(told.values())
    assert [cell.value for cell in book["ที่มา"][2]][3] == "ตาราง 1"


# --- twenty and more variants ---------------------------------------------------------------------


def test_the_good_form_as_a_document_has_nothing_to_fix(check: Check) -> None:
    checked = check(good())
    assert codes(checked) == [] and texts(checked, "issue") == [FIRST[1], SECOND[1]]
    (submission,) = checked.round.submissions
    assert (submission.division, submission.round) == ("สำนักปลัด", 6)
    assert submission.labels["province"] == "ตัวอย่าง"


def test_a_strict_document_is_read_as_any(check: Check) -> None:
    assert texts(check(good(main=STRICT)), "issue") == [FIRST[1], SECOND[1]]


def test_owners_merged_downwards_hold_for_each_measure(check: Check) -> None:
    first, second = list(FIRST), list(SECOND)
    first[3], second[3] = tc(FIRST[3], merge="restart"), tc("", merge="continue")
    checked = check(good(first, second))
    assert texts(checked, "responsible") == [FIRST[3]] * 2 and codes(checked) == []
    assert one(checked, "T019").cell == "D2"


def test_a_header_of_two_rows(check: Check) -> None:
    above = [tc(text, merge="restart") for text in HEADER]
    above[5:7] = [tc("รายงานผลการดำเนินการ", span=2)]
    below = [tc("", merge="continue") for _ in HEADER]
    below[5:7] = [tc(HEADER[5]), tc(HEADER[6])]
    checked = check(document(*good_lines(), table([above, below, FIRST, SECOND])))
    assert texts(checked, "result") == [FIRST[5], SECOND[5]]
    assert texts(checked, "suggestion") == [FIRST[6], SECOND[6]] and codes(checked) == []


def test_marks_under_columns_of_quarters_are_a_deadline(check: Check) -> None:
    quarters = [tc(f"ไตรมาส {n}") for n in "๑๒๓๔"]
    tick = tc(p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'))
    lines = [
        [*HEADER[:4], *quarters, *HEADER[5:]],
        [*FIRST[:4], "", tick, "", "", *FIRST[5:]],
        [*SECOND[:4], tick, "", "", "", *SECOND[5:]],
    ]
    assert texts(check(document(*good_lines(), table(lines))), "deadline") == [
        "ไตรมาส 2",
        "ไตรมาส 1",
    ]


def changed(text: str, kind: str) -> str:
    """A run that was inserted, deleted or moved while changes were tracked."""
    run = r(text).replace("w:t", "w:delText") if kind == "del" else r(text)
    return f'<w:{kind} w:id="1" w:author="ปลัด">{run}</w:{kind}>'


def test_of_tracked_changes_what_was_inserted_counts(check: Check) -> None:
    cell = tc(p("ต.ค. – ธ.ค. ", changed("๖๖", "del"), changed("๖๕", "ins")))
    checked = check(good([*FIRST[:4], cell, *FIRST[5:]], SECOND))
    assert texts(checked, "deadline")[0] == "ต.ค. – ธ.ค. ๖๕"
    inserted, deleted = one(checked, "B009"), one(checked, "B010")
    assert (inserted.cell, inserted.value) == ("E2", "๖๕")
    assert (deleted.cell, deleted.value) == ("E2", "๖๖")


def test_text_that_was_moved_is_read_where_it_is_now(check: Check) -> None:
    here, there = tc(p(changed(FIRST[6], "moveFrom"))), tc(p(changed("ย้ายมา", "moveTo")))
    checked = check(good([*FIRST[:5], there, here, *FIRST[7:]], SECOND))
    assert measures_of(checked)[0]["result"] == "ย้ายมา"
    assert measures_of(checked)[0]["suggestion"] == ""
    assert one(checked, "B010").value == FIRST[6]


def test_a_row_that_was_deleted_is_told_and_left_out(check: Check) -> None:
    cells = (tc(p(changed(text, "del"))) for text in row(1, number="๓"))
    gone = tr(*cells, about='<w:del w:id="9" w:author="x"/>')
    checked = check(document(*good_lines(), table([HEADER, FIRST, gone, SECOND])))
    assert texts(checked, "number") == ["๑", "๒"]
    assert {f.value for f in checked.findings if f.rule.code == "B010"} >= {FIRST[1], FIRST[5]}


def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next(check: Check) -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>'
    cell = tc(p("เผยแพร่", about=gone), p("แล้ว"), p("ครบ"))
    checked = check(good([*FIRST[:5], cell, *FIRST[6:]], SECOND))
    assert texts(checked, "result")[0] == "เผยแพร่แล้ว\nครบ"


LISTS = (
    abstract(1, ("thaiNumbers", "%1."), ("thaiNumbers", "%1.%2"))
    + abstract(2, ("thaiLetters", "(%1)"))
    + abstract(3, ("thaiCounting", "%1)"))
    + abstract(4, ("decimal", "%1."))
    + abstract(5, ("bullet", "\uf0b7"))
    + "".join(num(n, n) for n in range(1, 6))
    + num(6, 4, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
)


def test_the_number_of_an_issue_that_word_counts(check: Check) -> None:
    header = HEADER[1:]
    rows = [[tc(p(text, about=listed(1))), *line[2:]] for text, line in ISSUES]
    checked = check(document(*good_lines(), table([header, *rows]), parts={"numbering": LISTS}))
    assert texts(checked, "number") == ["๑", "๒"] and texts(checked, "issue") == [
        FIRST[1],
        SECOND[1],
    ]
    assert codes(checked) == []


ISSUES = [(FIRST[1], FIRST), (SECOND[1], SECOND)]


def test_the_numbers_of_an_empty_column_that_word_counts(check: Check) -> None:
    rows = [[tc(p(about=listed(1))), *line[1:]] for line in (FIRST, SECOND)]
    checked = check(document(*good_lines(), table([HEADER, *rows]), parts={"numbering": LISTS}))
    assert texts(checked, "number") == ["๑.", "๒."] and codes(checked) == []


def steps(check: Check, *paragraphs: str, styles: str = "") -> list[str]:
    """The lines of a cell of these paragraphs."""
    cell = tc(*paragraphs)
    parts = {"numbering": LISTS, "styles": styles}
    checked = check(good([*FIRST[:2], cell, *FIRST[3:]], SECOND, parts=parts))
    return texts(checked, "steps")[0].split("\n")


def test_the_steps_that_word_counts(check: Check) -> None:
    of = [p(text, about=listed(1, level)) for text, level in (("ก", 0), ("ข", 1), ("ค", 1))]
    again = [p(text, about=listed(1, level)) for text, level in (("ง", 0), ("จ", 1))]
    assert steps(check, *of, *again) == ["๑. ก", "๑.๑ ข", "๑.๒ ค", "๒. ง", "๒.๑ จ"]


def test_thai_letters_and_words_are_counted(check: Check) -> None:
    letters = [p("x", about=listed(2)) for _ in range(3)]
    words = [p("x", about=listed(3)) for _ in range(21)]
    lines = steps(check, *letters, *words)
    assert lines[:3] == ["(ก) x", "(ข) x", "(ค) x"]
    assert lines[3] == "หนึ่ง) x" and lines[-2:] == ["ยี่สิบ) x", "ยี่สิบเอ็ด) x"]


def test_a_list_that_begins_anew_and_bullets(check: Check) -> None:
    lines = [p("x", about=listed(n)) for n in (4, 4, 6, 6, 5)]
    assert steps(check, *lines) == ["1. x", "2. x", "1. x", "2. x", "• x"]


def test_a_style_says_of_which_list_a_paragraph_is(check: Check) -> None:
    styles = (
        '<w:style w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="own"><w:basedOn w:val="base"/></w:style>'
        '<w:style w:styleId="ring"><w:basedOn w:val="ring"/></w:style>'
    )
    lines = [p("x", about=f'<w:pStyle w:val="{name}"/>') for name in ("own", "base", "ring")]
    none = p("x", about='<w:pStyle w:val="own"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert steps(check, *lines, none, styles=styles) == ["๑. x", "๒. x", "x", "x"]


def test_paragraphs_and_line_ends_are_lines_of_a_cell(check: Check) -> None:
    assert steps(check, p("๑. ก\n๒. ข"), p("๓. ค")) == ["๑. ก", "๒. ข", "๓. ค"]


def test_two_divisions_in_one_document(check: Check) -> None:
    other = [[tc(text) for text in line] for line in good_rows("กองคลัง")]
    blocks = [*good_lines(), table([HEADER, FIRST, SECOND]), p(), p("กอง: กองคลัง"), table(other)]
    checked = check(document(*blocks))
    assert [(s.sheet, s.division) for s in checked.round.submissions] == [
        ("ตาราง 1", "สำนักปลัด"),
        ("ตาราง 2", "กองคลัง"),
    ]
    assert {s.fiscal_year for s in checked.round.submissions} == {2566}
    assert list(checked.round.measures["sheet"]) == ["ตาราง 1"] * 2 + ["ตาราง 2"] * 2
    assert codes(checked) == []


PAGE = [p(), p("- ๒ -"), p("(ต่อ)"), p('<w:r><w:br w:type="page"/></w:r>')]


@pytest.mark.parametrize("header", [[], [HEADER]], ids=["cut", "repeated header"])
@pytest.mark.parametrize("between", [[], PAGE, good_lines()[:1]], ids=["", "page", "title"])
def test_a_table_on_two_pages_is_one(
    check: Check, header: list[list[str]], between: list[str]
) -> None:
    blocks = [*good_lines(), table([HEADER, FIRST]), *between, table([*header, SECOND])]
    checked = check(document(*blocks))
    (submission,) = checked.round.submissions
    assert (submission.sheet, submission.division) == ("ตาราง 1", "สำนักปลัด")
    assert list(checked.round.measures["row"]) == [2, 3 + len(header)]
    assert codes(checked) == []


def test_what_is_beside_a_table_on_two_pages_is_told_at_its_rows(check: Check) -> None:
    struck = [*SECOND[:5], tc(p(r("ยกเลิก", "<w:strike/>"))), *SECOND[6:]]
    checked = check(document(*good_lines(), table([HEADER, FIRST]), table([struck])))
    assert (one(checked, "B003").sheet, one(checked, "B003").cell) == ("ตาราง 1", "F3")


def test_a_text_that_no_cell_of_excel_holds_is_cut_and_told(check: Check) -> None:
    long = row(2, result="ทำ" * 20_000)
    checked = check(document(*good_lines(), table([HEADER, FIRST]), table([long])))
    assert one(checked, "M031").cell == "F3" and len(texts(checked, "result")[1]) <= 32_767


def test_text_around_the_table_is_told(check: Check) -> None:
    intro = p("ตามที่ได้วิเคราะห์ผลการประเมิน ITA ปีที่แล้ว จึงกำหนดมาตรการดังต่อไปนี้")
    closing = [p(), p("จึงเรียนมาเพื่อโปรดพิจารณา"), p("(ลงชื่อ) ผู้รายงาน"), p("(นาย ก)"),
               p("หมายเหตุ ข้อมูล ณ วันที่ ๓๑ มี.ค. ๒๕๖๖")]  # fmt: skip
    checked = check(document(*good_lines(), intro, table([HEADER, FIRST, SECOND]), *closing))
    assert codes(checked) == ["T037"]
    assert one(checked, "T037").value == "จึงเรียนมาเพื่อโปรดพิจารณา"
    assert "(นาย ก)" in one(checked, "T008").value and "๓๑ มี.ค." in one(checked, "T027").value
    assert "ตามที่ได้วิเคราะห์" in one(checked, "T031").value


def test_signatures_between_two_tables_are_no_heading(check: Check) -> None:
    between = [p("(ลงชื่อ) ผู้รายงาน"), p("ผู้อำนวยการกองช่าง"), p(), p("กอง: กองคลัง")]
    blocks = [*good_lines(), table([HEADER, FIRST]), *between, table([HEADER, SECOND])]
    checked = check(document(*blocks))
    assert [s.division for s in checked.round.submissions] == ["สำนักปลัด", "กองคลัง"]
    assert one(checked, "T008").sheet == "ตาราง 1"


def test_another_table_is_told_and_no_measure(check: Check) -> None:
    other = table([["รายการ", "จำนวน", "หน่วย"], ["อบรม", "๒", "ครั้ง"]])
    checked = check(document(*good_lines(), table([HEADER, FIRST, SECOND]), p(), other))
    assert codes(checked) == ["T038"] and len(checked.round.measures) == 2
    told = one(checked, "T038")
    assert told.sheet == "ตาราง 2" and "อบรม" in told.value and told.rule.left_out


def test_labels_laid_out_as_a_table_are_the_heading(check: Check) -> None:
    labels = [["ชื่อหน่วยงาน", "อบต.ตัวอย่าง", "กอง", "กองคลัง"], ["ปีงบประมาณ", "๒๕๖๖", "รอบ", "๖ เดือน"]]
    rows = good_rows("กองคลัง")
    checked = check(document(table(labels), p(), table(rows)))
    (submission,) = checked.round.submissions
    assert (submission.sheet, submission.division) == ("ตาราง 2", "กองคลัง")
    assert (submission.fiscal_year, submission.round) == (2566, 6)


def test_a_table_of_one_cell_is_a_frame(check: Check) -> None:
    title = table([[tc(*good_lines())]])
    framed = table([[tc(table([HEADER, FIRST, SECOND]), p())]])
    checked = check(document(title, framed))
    assert codes(checked) == [] and len(checked.round.measures) == 2


def test_a_table_in_a_cell_is_told(check: Check) -> None:
    inner = table([["งบประมาณ", "๑๐๐"], ["จ่ายแล้ว", "๘๐"]])
    checked = check(good([*FIRST[:5], tc(p(FIRST[5]), inner, p()), *FIRST[6:]], SECOND))
    told = one(checked, "B004")
    assert told.cell == "F2" and told.value == "งบประมาณ | ๑๐๐\nจ่ายแล้ว | ๘๐"
    assert "ตารางซ้อน" in told.message.th and texts(checked, "result")[0] == FIRST[5]


ADDRESS = "https://www.example.go.th/ประกาศ.pdf"


@pytest.mark.parametrize(
    "linked",
    [
        f'<w:hyperlink r:id="r1">{r("ดูประกาศ")}</w:hyperlink>',
        f"<w:fldSimple w:instr=' HYPERLINK \"{ADDRESS}\" '>{r('ดูประกาศ')}</w:fldSimple>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK </w:instrText>'
        f'</w:r><w:r><w:instrText>"{ADDRESS}"</w:instrText></w:r><w:r><w:fldChar '
        f'w:fldCharType="separate"/></w:r>{r("ดูประกาศ")}<w:r><w:fldChar '
        'w:fldCharType="end"/></w:r>',
    ],
    ids=["relationship", "simple field", "field"],
)
def test_a_link_is_evidence_with_its_target(check: Check, linked: str) -> None:
    checked = check(good([*FIRST[:8], tc(p(linked))], SECOND, links={"r1": ADDRESS}))
    assert texts(checked, "evidence")[0] == f"{ADDRESS}\nดูประกาศ"
    assert one(checked, "B001").cell == "I2"


def test_comments_and_footnotes_are_notes(check: Check) -> None:
    marks = '<w:r><w:commentReference w:id="1"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    parts = {
        "comments": f'<w:comment w:id="1" w:author="ปลัด">{p("ตรวจแล้ว")}</w:comment>',
        "footnotes": f'<w:footnote w:id="2">{p("ตามหนังสือที่ ๑")}</w:footnote>',
    }
    checked = check(good([*FIRST[:5], tc(p(FIRST[5], marks)), *FIRST[6:]], SECOND, parts=parts))
    assert list(checked.round.measures["note"]) == ["F2: ปลัด: ตรวจแล้ว\nตามหนังสือที่ ๑", ""]


def test_a_comment_outside_of_the_table_is_told(check: Check) -> None:
    above = p("รายงาน", '<w:r><w:commentReference w:id="1"/></w:r>')
    parts = {"comments": f'<w:comment w:id="1" w:author="ปลัด">{p("ฉบับร่าง")}</w:comment>'}
    checked = check(document(above, *good_lines(), table([HEADER, FIRST, SECOND]), parts=parts))
    told = one(checked, "T025")
    assert (told.cell, told.value) == ("", "ปลัด: ฉบับร่าง")


def test_struck_out_text_is_told(check: Check) -> None:
    cell = tc(p("อบรมแล้ว ", r("๒ ครั้ง", "<w:strike/>"), r(" ๓ ครั้ง", '<w:strike w:val="0"/>')))
    checked = check(good([*FIRST[:5], cell, *FIRST[6:]], SECOND))
    told = one(checked, "B003")
    assert (told.cell, told.value) == ("F2", "๒ ครั้ง")


def box(text: str) -> str:
    """A text box as Word writes it: twice, for programs that know the new way and the old."""
    inner = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


PHOTO = (
    "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic>"
    "</wp:inline></w:drawing></w:r>"
)
OBJECT = (
    '<w:r><w:object><v:shape/><o:OLEObject ProgID="Excel.Sheet.12" r:id="r9"/></w:object></w:r>'
)


def test_text_boxes_are_told_once(check: Check) -> None:
    cell = tc(p(FIRST[5], box("ดูเอกสารแนบ")))
    checked = check(good([*FIRST[:5], cell, *FIRST[6:]], SECOND))
    told = one(checked, "B004")
    assert (told.cell, told.value) == ("F2", "ดูเอกสารแนบ")
    assert texts(checked, "result")[0] == FIRST[5]


def test_a_crest_is_no_loss_and_other_pictures_are(check: Check) -> None:
    first = [*FIRST[:8], tc(p(PHOTO))]
    rows = [HEADER, first, [*SECOND[:5], tc(p(SECOND[5], OBJECT)), *SECOND[6:]]]
    checked = check(document(p(PHOTO), *good_lines(), table(rows), p(PHOTO)))
    assert one(checked, "B008").rule.severity == "info"
    assert one(checked, "B006").cell == "I2"
    others = [f for f in checked.findings if f.rule.code == "B005"]
    assert [f.cell for f in others] == ["F3", ""] and "เอกสารที่ฝังไว้" in others[0].message.th


def test_controls_around_rows_cells_and_texts_hide_nothing(check: Check) -> None:
    def held(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    cell = held(tc(p(held(r(SECOND[5])))))
    second = held(tr(*SECOND[:5], cell, *SECOND[6:]))
    checked = check(document(*good_lines(), held(table([HEADER, FIRST, second]))))
    assert texts(checked, "result") == [FIRST[5], SECOND[5]]


def test_a_box_of_an_old_form_is_read_as_ticked_or_not(check: Check) -> None:
    def ticked(value: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked '
            f'w:val="{value}"/></w:checkBox></w:ffData></w:fldChar></w:r>'
        )

    assert steps(check, p(ticked("1"), " ทำ"), p(ticked("0"), " ไม่ทำ")) == ["☑ ทำ", "☐ ไม่ทำ"]


def test_borders_that_were_dragged_make_no_columns(check: Check) -> None:
    """Word makes a column of the grid of each place where a border is."""
    widths = [700, 1400, 2000, 1000, 1000, 60, 1440, 1000, 900, 1000]
    wide = [*SECOND[:4], tc(SECOND[4], span=2), *SECOND[5:]]
    rows = [[*line[:5], tc(line[5], span=2), *line[6:]] for line in (HEADER, FIRST)]
    checked = check(document(*good_lines(), table([*rows, wide], widths)))
    assert texts(checked, "result") == [FIRST[5], SECOND[5]] and codes(checked) == []


def test_rows_that_begin_further_right(check: Check) -> None:
    moved = tr(*SECOND[1:], about='<w:gridBefore w:val="1"/>')
    checked = check(document(*good_lines(), table([HEADER, FIRST, moved])))
    assert texts(checked, "issue") == [FIRST[1], SECOND[1]]


def test_the_heading_may_be_at_the_top_of_each_page(check: Check) -> None:
    parts = {
        "header": p("องค์การบริหารส่วนตำบลตัวอย่าง กองคลัง"),
        "footer": p("หน้า ", r("1")),
    }
    rows = table(good_rows("กองคลัง"))
    checked = check(document(p("ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ รอบ ๖ เดือน"), rows, parts=parts))
    (submission,) = checked.round.submissions
    assert submission.division == "กองคลัง" and submission.fiscal_year == 2566
    assert "ตัวอย่าง" in submission.labels["organisation"]


def test_a_document_with_macros_is_read_and_told(check: Check) -> None:
    checked = check(good(kind=MACROS, others={"word/vbaProject.bin": b"x"}), "a.docm")
    assert one(checked, "F018").rule.severity == "info" and len(checked.round.measures) == 2


def test_other_documents_that_are_shown_in_this_one_are_told(check: Check) -> None:
    rows = table([HEADER, FIRST, SECOND])
    checked = check(document(*good_lines(), '<w:altChunk r:id="x"/>', rows))
    assert "เอกสารที่ฝังไว้" in one(checked, "B005").message.th


def test_a_worker_imports_nothing_for_documents_before_one_comes() -> None:
    code = "import sys, ita_xlsx.intake.file; print([n for n in sys.modules if 'docx' in n])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


# --- where it is, and what to do ------------------------------------------------------------------


def test_a_place_is_told_as_a_person_finds_it(check: Check, tmp_path: Path) -> None:
    checked = check(good(row(1, result=""), SECOND))
    finding = next(f for f in checked.findings if f.column == "result")
    assert (finding.sheet, finding.cell) == ("ตาราง 1", "F2")
    said = command("check", tmp_path / "a.docx").out
    assert "ตาราง 1 แถว 2 คอลัมน์ ผลการดำเนินการ" in said
    told = json.loads(command("check", tmp_path / "a.docx", "--format", "json").out)
    places = {(f["sheet"], f["cell"], f["column"]) for f in told["findings"]}
    assert ("ตาราง 1", "F2", "result") in places
    assert told["files"][0]["status"] == "has_errors"
    assert [(m["sheet"], m["row"]) for m in told["measures"]] == [("ตาราง 1", 2), ("ตาราง 1", 3)]


def test_a_sheet_of_that_name_keeps_its_addresses(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "ตาราง 1"  # type: ignore[union-attr]
    for line in (HEADER, row(1, result=""), SECOND):
        book.active.append(line)  # type: ignore[union-attr]
    book.save(tmp_path / "a.xlsx")
    said = command("check", tmp_path / "a.xlsx").out
    assert "ตาราง 1 F2" in said and "แถว 2 คอลัมน์" not in said


def test_the_copy_to_correct_is_a_form_with_the_same_answers(tmp_path: Path) -> None:
    source = tmp_path / "returned" / "สำนักปลัด.docx"
    source.parent.mkdir()
    source.write_bytes(good(row(1, result=""), SECOND))
    ita_xlsx.check([source], reports=Reports(returns=tmp_path / "copies"))
    (copy,) = (tmp_path / "copies").iterdir()
    assert copy.suffix == ".xlsx"
    again = ita_xlsx.check([copy])
    first, second = measures_of(again)
    assert first == dict(zip(KEYS, row(1, result=""), strict=True))
    assert second == dict(zip(KEYS, SECOND, strict=True))
    (submission,) = again.round.submissions
    assert submission.division == "สำนักปลัด" and submission.labels["contact"] == "0 4312 3456"
    front, form, *_ = openpyxl.load_workbook(copy).worksheets
    said = "\n".join(str(cell.value) for line in front.iter_rows() for cell in line if cell.value)
    assert "สำนักปลัด.docx" in said and "Excel" in said
    assert form["F9"].comment is not None


def test_what_is_missing_above_the_table_is_marked_in_the_form(tmp_path: Path) -> None:
    (tmp_path / "returned").mkdir()
    source = tmp_path / "returned" / "a.docx"
    source.write_bytes(document(*good_lines()[:2], table([HEADER, FIRST, SECOND])))
    ita_xlsx.check([source], reports=Reports(returns=tmp_path / "copies"))
    (copy,) = (tmp_path / "copies").iterdir()
    form = openpyxl.load_workbook(copy).worksheets[1]
    assert all(form[cell].comment is not None for cell in ("F3", "F4", "F5"))


def test_a_document_without_anything_wrong_gets_its_form_too(tmp_path: Path) -> None:
    (tmp_path / "returned").mkdir()
    (tmp_path / "returned" / "สำนักปลัด.docx").write_bytes(good())
    reports = Reports(returns=tmp_path / "copies")
    checked = ita_xlsx.check([tmp_path / "returned"], reports=reports)
    assert len(checked.returned) == 1 and not checked.has_errors


def test_a_letter_beside_the_returns_is_set_aside(tmp_path: Path) -> None:
    letter = tmp_path / "หนังสือนำส่ง.docx"
    letter.write_bytes(document(p("เรียน ปลัดองค์การบริหารส่วนตำบล"), table([["ก", "ข"]])))
    (tmp_path / "a.docx").write_bytes(good())
    checked = ita_xlsx.check([tmp_path])
    told = one(checked, "F010")
    assert told.file == letter.as_posix() and "ไม่มีตารางมาตรการ" in told.message.th
    assert len(checked.round.measures) == 2
    (named,) = (f for f in ita_xlsx.check([letter]).findings if f.rule.code == "F002")
    assert "เรียน ปลัด" in named.value


def test_one_form_of_a_division_in_both_formats_is_told(tmp_path: Path) -> None:
    shared = FIXTURES / "kinds"
    paths = [shared / "openpyxl.xlsx", shared / "python-docx.docx"]
    assert any(f.rule.code[0] == "R" for f in ita_xlsx.check(paths).findings)
    assert found(ita_xlsx.check(paths[1:])) == {("F017", "", "")}
    assert measures_of(ita_xlsx.check(paths[1:])) == TABLE["measures"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("เก่า.doc", b"", "Word 97-2003"),
        ("a.odt", b"", "OpenDocument"),
        ("a.rtf", b"{\\rtf1\\ansi", "Rich Text"),
        ("a.pdf", b"%PDF-1.7\n", "PDF"),
        ("a.png", PICTURE, "ภาพ"),
    ],
)
def test_other_documents_are_named_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    from test_kinds import ole, zipped

    odt = zipped(mimetype="application/vnd.oasis.opendocument.text")
    made = content or {".doc": ole("WordDocument", "1Table"), ".odt": odt}[Path(name).suffix]
    (tmp_path / name).write_bytes(made)
    (tmp_path / "กองคลัง.docx").write_bytes(good())
    told = one(ita_xlsx.check([tmp_path]), "F010")
    assert says in told.message.th and "โปรดกรอกข้อมูลในแบบฟอร์ม Excel" in told.fix.th
    assert (".docx" in told.fix.th) == (Path(name).suffix not in (".pdf", ".png"))
