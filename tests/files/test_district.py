"""Above one organisation: nine of them become a district, districts become a province."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pandas as pd
import pytest
from command import ita_xlsx as run
from local_governments import (
    DIVISIONS,
    IN_DICTIONARY_ORDER,
    NAMES,
    Places,
    make_district,
    organisation_name,
    write_form,
)
from openpyxl import load_workbook

import ita_xlsx as library
from ita_xlsx.errors import UsageError
from ita_xlsx.forms.plan_workbook import plan_bytes
from ita_xlsx.model import Consolidation, Plan, PlanDivision, PlanOrganisation
from ita_xlsx.official.columns import BY_KEY, KEYS
from ita_xlsx.official.stamp import COVER_SHEET, DATA_SHEET, REPORT_SHEET, SUMMARY_SHEET
from ita_xlsx.official.statuses import LABELS, NOT_REPORTED
from ita_xlsx.report import official_table
from ita_xlsx.report.figures import over_tables
from ita_xlsx.report.workbook import Printing, workbook_bytes
from ita_xlsx.thai.numerals import to_thai_digits

FEW = NAMES[:2]
IN_ORDER = [organisation_name(name) for name in IN_DICTIONARY_ORDER]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    return make_district(tmp_path_factory.mktemp("nine"), "กุดรัง")


@pytest.fixture(scope="module")
def district(places: Places, tmp_path_factory: pytest.TempPathFactory) -> library.Merged:
    output = tmp_path_factory.mktemp("district") / "district.xlsx"
    return library.merge([places.reports[0].parent], output)


@pytest.fixture(scope="module")
def districts(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Path], list[Path]]:
    """The forms' folders by organisation and district, and three districts' workbooks."""
    folder = tmp_path_factory.mktemp("three")
    forms: dict[str, Path] = {}
    reports = []
    for seed, name in enumerate(("เมือง", "เกาะใหญ่", "กันทร์")):
        made = make_district(folder, name, seed * 5, FEW)
        forms |= made.forms
        reports.append(folder / f"{name}.xlsx")
        library.merge(made.reports, reports[-1])
    return forms, reports


@pytest.fixture(scope="module")
def province(
    districts: tuple[dict[str, Path], list[Path]], tmp_path_factory: pytest.TempPathFactory
) -> library.Merged:
    output = tmp_path_factory.mktemp("province") / "province.xlsx"
    return library.merge(districts[1], output)


def data_of(path: Path) -> pd.DataFrame:
    """The rows of the data sheets as they stand in the workbook, blank cells as empty texts."""
    book = load_workbook(path, read_only=True)
    frames = []
    for name in book.sheetnames:
        if name.startswith(DATA_SHEET):
            header, *rows = book[name].iter_rows(values_only=True)
            frames.append(pd.DataFrame(rows, columns=list(map(str, header))))
    return pd.concat(frames, ignore_index=True).astype(object).fillna("")


def summary_of(path: Path) -> dict[str, dict[str, tuple[object, ...]]]:
    """Each table of the summary by its title: the cells behind each label."""
    sheet = load_workbook(path, data_only=True)[SUMMARY_SHEET]
    rows = [[cell for cell in row] for row in sheet.iter_rows(min_row=3, values_only=True)]
    tables: dict[str, dict[str, tuple[object, ...]]] = {}
    title = ""
    for row in rows:
        if row[0] and not any(row[1:]):
            title = str(row[0])
            tables[title] = {}
        elif row[0]:
            tables[title][str(row[0])] = tuple(cell for cell in row[1:] if cell is not None)
    return tables


def printed_rows(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each organisation's heading, with what the first column holds below it."""
    sheet = load_workbook(path)[REPORT_SHEET]
    across = {area.min_row for area in sheet.merged_cells.ranges if area.max_col == 6}
    heading = ""
    issues: list[str] = []
    for row in range(6, sheet.max_row + 1):
        text = str(sheet.cell(row, 1).value or "")
        if row in across:
            assert sheet.cell(row, 1).font.bold
            if heading:
                yield heading, issues
            heading, issues = text, []
        elif text:
            issues.append(text)
    yield heading, issues


def trace(data: pd.DataFrame, forms: dict[str, Path]) -> int:
    """Compare each row with the division's own cells; returns how many cells were compared."""
    books: dict[Path, openpyxl.Workbook] = {}
    cells = 0
    for row in data.to_dict("records"):
        folder = forms[f"{row['หน่วยงาน']}{row['อำเภอ']}"]
        path = folder / str(row["ไฟล์ต้นทาง"])
        assert path.stem == row["กอง"]
        book = books.setdefault(path, load_workbook(path))
        sheet = book[str(row["แผ่นงานต้นทาง"])]
        for column, key in enumerate(KEYS, start=1):
            typed = sheet.cell(int(row["แถวต้นทาง"]), column).value or ""
            assert str(typed) == str(row[BY_KEY[key].header])
            cells += 1
    return cells


def assert_counted(table: dict[str, tuple[object, ...]], data: pd.DataFrame, column: str) -> None:
    """A table by a column of the data sheet says what pandas counts over the rows."""
    groups = data.groupby(column)
    assert [*groups.groups] == sorted(set(table) - {"รวม"} - {column, "หน่วยงาน", "อำเภอ", "กอง"})
    for name, group in groups:
        shown = (*LABELS, NOT_REPORTED) if (data["สถานะที่นับ"] == NOT_REPORTED).any() else LABELS
        counts = [int((group["สถานะที่นับ"] == label).sum()) for label in shown]
        answered = int((group["สถานะที่นับ"] != NOT_REPORTED).sum())
        assert table[str(name)] == (
            len(group), answered, *counts, pytest.approx(100 * counts[0] / len(group))
        )  # fmt: skip
    assert table["รวม"][0] == len(data)


def test_a_folder_of_consolidated_workbooks_is_what_is_to_be_merged(
    places: Places, district: library.Merged
) -> None:
    assert district.consolidation.level == "district"
    assert district.consolidation.organisations == len(NAMES)
    assert {Path(one.file).name for one in district.checked.round.sources} == {
        path.name for path in places.reports
    }


def test_the_command_says_what_it_took_and_takes_it_again(places: Places, tmp_path: Path) -> None:
    for path in places.reports[:3]:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    first = run("merge", "-o", "อำเภอ.xlsx", folder=tmp_path)
    assert "รายงานของหน่วยงาน 3 ฉบับ" in first.out
    before = (tmp_path / "อำเภอ.xlsx").read_bytes()
    again = run("merge", "-o", "อำเภอ.xlsx", folder=tmp_path)
    assert again.code == first.code and again.out == first.out
    assert (tmp_path / "อำเภอ.xlsx").read_bytes() == before


def test_beside_forms_a_consolidated_workbook_in_a_folder_is_an_output(
    places: Places, tmp_path: Path
) -> None:
    (tmp_path / "report.xlsx").write_bytes(places.reports[0].read_bytes())
    write_form(tmp_path / "กองคลัง.xlsx", NAMES[0], "กุดรัง", "กองคลัง", 1)
    (source,) = library.check([tmp_path]).round.sources
    assert Path(source.file).name == "กองคลัง.xlsx"


def test_levels_are_never_mixed(places: Places, district: library.Merged, tmp_path: Path) -> None:
    assert district.output is not None
    low, high = places.reports[0], district.output
    with pytest.raises(UsageError) as raised:
        library.merge([high, low], tmp_path / "mixed.xlsx")
    for said in (raised.value.say("th"), raised.value.say("en")):
        assert low.name in said and high.name in said
    ran = run("merge", places.reports[0], district.output, "-o", tmp_path / "mixed.xlsx")
    assert ran.code == 2 and len(ran.err.strip().splitlines()) <= 4
    assert not (tmp_path / "mixed.xlsx").exists()


def test_the_level_is_known_when_a_program_dropped_the_properties(
    district: library.Merged, places: Places, tmp_path: Path
) -> None:
    assert district.output is not None
    saved = tmp_path / "saved.xlsx"
    with ZipFile(district.output) as book, ZipFile(saved, "w", ZIP_DEFLATED) as target:
        for part in book.infolist():
            if part.filename != "docProps/custom.xml":
                target.writestr(part, book.read(part))
    with pytest.raises(UsageError):
        library.merge([saved, places.reports[0]], tmp_path / "mixed.xlsx")
    assert library.merge([saved], tmp_path / "again.xlsx").consolidation.level == "district"


def test_each_organisation_has_a_heading_in_the_order_of_the_dictionary_and_numbers_from_one(
    district: library.Merged,
) -> None:
    assert district.output is not None
    blocks = list(printed_rows(district.output))
    assert [heading for heading, _ in blocks] == IN_ORDER
    sheet = load_workbook(district.output)[REPORT_SHEET]
    # A break stands above its row: every organisation but the first begins a page, and so does
    # what does not fit the page before.
    begins = [str(sheet.cell(one.id + 1, 1).value) for one in sheet.row_breaks.brk]
    assert [text for text in begins if text in IN_ORDER] == IN_ORDER[1:]
    data = data_of(district.output)
    for heading, issues in blocks:
        own = data[data["หน่วยงาน"] == heading]
        assert list(own["ลำดับในรายงาน"]) == list(range(1, len(own) + 1))
        assert [text.split(". ")[0] for text in issues] == [
            to_thai_digits(str(number)) for number in own["ลำดับในรายงาน"]
        ]


def test_a_plan_gives_the_order_of_the_organisations(places: Places, tmp_path: Path) -> None:
    wanted = IN_ORDER[4:6][::-1]
    plan = tmp_path / "plan.xlsx"
    listed = tuple(map(PlanDivision, wanted))
    plan.write_bytes(plan_bytes(Plan("", PlanOrganisation(), listed, ())))
    merged = library.merge(places.reports, tmp_path / "district.xlsx", plan=plan)
    order = list(merged.consolidation.measures["organisation"].unique())
    assert order == wanted + [name for name in IN_ORDER if name not in wanted]


def test_the_texts_of_a_district_name_the_district(district: library.Merged) -> None:
    assert district.output is not None
    book = load_workbook(district.output)
    title, above = (str(book[REPORT_SHEET].cell(row, 1).value) for row in (2, 3))
    assert "องค์กรปกครองส่วนท้องถิ่นในอำเภอกุดรัง จังหวัดตัวอย่าง" in title
    assert "จำนวน ๙ แห่ง" in above
    cover = [str(cell.value) for row in book[COVER_SHEET].iter_rows() for cell in row if cell.value]
    assert "องค์กรปกครองส่วนท้องถิ่น จำนวน ๙ แห่ง" in cover and "อำเภอกุดรัง จังหวัดตัวอย่าง" in cover


def test_every_figure_of_a_district_is_traced_to_the_divisions_own_cells(
    places: Places, district: library.Merged
) -> None:
    assert district.output is not None
    data = data_of(district.output)
    assert trace(data, places.forms) == len(KEYS) * len(data) > 500
    typed = sum(len(library.check([folder]).round.measures) for folder in places.forms.values())
    assert len(data) == typed
    tables = summary_of(district.output)
    assert_counted(tables["จำแนกตามหน่วยงาน"], data, "หน่วยงานที่นับ")
    assert_counted(tables["จำแนกตามกอง/สำนัก/หน่วย"], data, "กอง")


def test_common_weak_points_are_the_items_of_two_or_more_organisations(
    district: library.Merged,
) -> None:
    assert district.output is not None
    data = data_of(district.output)
    named = data[data["ข้อOIT"] != ""].groupby("ข้อOIT")
    expected = {
        str(item): (group["หน่วยงาน"].nunique(), len(group))
        for item, group in named
        if group["หน่วยงาน"].nunique() > 1
    }
    table = summary_of(district.output)["ข้อที่หลายหน่วยงานต้องปรับปรุงเหมือนกัน"]
    ours = {label.split()[0]: cells for label, cells in table.items() if label.startswith("o")}
    assert ours == expected and len(ours) > 2
    counts = [int(str(cells[0])) for cells in ours.values()]
    assert counts == sorted(counts, reverse=True)


def test_divisions_of_different_organisations_are_not_held_against_each_other(
    places: Places, district: library.Merged
) -> None:
    """What is found at the district is what is found in each organisation's workbook alone."""
    alone = [
        (Path(f.file).name, f.rule.code, f.cell)
        for path in places.reports
        for f in library.check([path]).findings
    ]
    together = [(Path(f.file).name, f.rule.code, f.cell) for f in district.checked.findings]
    assert sorted(together) == sorted(alone)
    assert not {"R001", "R002", "R009"} & {code for _, code, _ in together}


def test_two_organisations_are_never_one_that_got_lost(places: Places, tmp_path: Path) -> None:
    """Of two organisations, the one with a single division is no slip of the other."""
    write_form(tmp_path / "กองคลัง.xlsx", "หนองบัวแดง", "กุดรัง", "กองคลัง", 4)
    small = tmp_path / "small.xlsx"
    library.merge([tmp_path / "กองคลัง.xlsx"], small)
    merged = library.merge([places.reports[0], small], tmp_path / "two.xlsx")
    assert "R009" not in {finding.rule.code for finding in merged.checked.findings}
    assert merged.consolidation.organisations == 2


def test_three_districts_become_a_province_and_every_figure_is_traced(
    districts: tuple[dict[str, Path], list[Path]], province: library.Merged
) -> None:
    assert province.output is not None and province.consolidation.level == "province"
    data = data_of(province.output)
    assert trace(data, districts[0]) == len(KEYS) * len(data)
    assert set(data["กอง"]) == set(DIVISIONS)
    tables = summary_of(province.output)
    assert_counted(tables["จำแนกตามอำเภอ"], data, "อำเภอ")
    assert_counted(tables["จำแนกตามหน่วยงาน"], data, "หน่วยงานที่นับ")
    # The same two names stand in each district, and are six organisations.
    assert data["หน่วยงานที่นับ"].nunique() == 6 == province.consolidation.organisations


def test_a_province_names_itself_and_the_district_of_each_organisation(
    province: library.Merged,
) -> None:
    assert province.output is not None
    sheet = load_workbook(province.output)[REPORT_SHEET]
    assert "องค์กรปกครองส่วนท้องถิ่นในจังหวัดตัวอย่าง" in str(sheet.cell(2, 1).value)
    headings = [heading for heading, _ in printed_rows(province.output)]
    places = [heading.rsplit(" ", 1)[-1].removeprefix("อำเภอ") for heading in headings]
    assert places == ["กันทร์", "กันทร์", "เกาะใหญ่", "เกาะใหญ่", "เมือง", "เมือง"]


def test_above_so_many_organisations_the_table_is_left_out_and_it_is_said(
    district: library.Merged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(official_table, "MOST_ORGANISATIONS", len(NAMES) - 1)
    path = tmp_path / "district.xlsx"
    path.write_bytes(workbook_bytes(district.consolidation, Printing()))
    texts = [row[0] for row in load_workbook(path)[REPORT_SHEET].iter_rows(values_only=True)]
    assert "หน่วยงาน ๙ แห่ง" in str(texts[-1]) and len([text for text in texts if text]) == 4
    monkeypatch.undo()
    assert official_table.MOST_ORGANISATIONS == 200


def test_of_forms_of_so_many_organisations_no_table_is_printed_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    for number in range(3):
        write_form(tmp_path / "in" / f"{number}.xlsx", str(number), "เมือง", "กองคลัง", number)
    monkeypatch.setattr(official_table, "MOST_ORGANISATIONS", 2)
    merged = library.merge([tmp_path / "in"], tmp_path / "out.xlsx")
    book = load_workbook(tmp_path / "out.xlsx")
    texts = [row[0] for row in book[REPORT_SHEET].iter_rows(values_only=True)]
    assert "หน่วยงาน ๓ แห่ง" in str(texts[-1]) and len([text for text in texts if text]) == 4
    assert book[DATA_SHEET].max_row == 1 + len(merged.consolidation.measures) > 3


def test_a_table_of_more_rows_than_a_sheet_has_is_left_out_and_it_is_said(
    district: library.Merged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "district.xlsx"
    for most, whole in ((130, False), (1000, True)):
        monkeypatch.setattr(official_table, "TABLE_ROWS", most)
        path.write_bytes(workbook_bytes(district.consolidation, Printing()))
        texts = [row[0] for row in load_workbook(path)[REPORT_SHEET].iter_rows(values_only=True)]
        assert ("จำนวนแถวที่ Excel มี" in str(texts[-1])) is not whole
        assert (len([text for text in texts if text]) == 4) is not whole


def test_what_exceeds_one_sheet_goes_on_in_a_second(
    district: library.Merged, tmp_path: Path
) -> None:
    assert district.output is not None
    rolled = tmp_path / "rolled.xlsx"
    rolled.write_bytes(workbook_bytes(district.consolidation, Printing(), most_rows=30))
    names = load_workbook(rolled).sheetnames
    sheets = [name for name in names if name.startswith(DATA_SHEET)]
    assert sheets == ["ข้อมูล", "ข้อมูล 2", "ข้อมูล 3"][: len(sheets)] and len(sheets) > 1
    pd.testing.assert_frame_equal(data_of(rolled), data_of(district.output))
    again = library.merge([rolled], tmp_path / "again.xlsx").consolidation
    assert content(again) == content(district.consolidation)
    assert again.level == "district"


def content(whole: Consolidation) -> list[tuple[object, ...]]:
    """The measures of a table without where they were read."""
    kept = [name for name in whole.measures if name not in ("file", "sheet", "row", "submission")]
    return [tuple(map(str, row)) for row in whole.measures[kept].itertuples(index=False)]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=COUNTIFS(measures[กอง],$A5)", "=(COUNTIFS(measures[กอง],$A5)+COUNTIFS(m_2[กอง],$A5))"),
        (
            '=COUNTIFS(measures[ว],">="&DATE(2022,1,1))',
            '=(COUNTIFS(measures[ว],">="&DATE(2022,1,1))+COUNTIFS(m_2[ว],">="&DATE(2022,1,1)))',
        ),
        (
            "=ROWS(measures[ว])-COUNT(measures[ว])",
            "=(ROWS(measures[ว])+ROWS(m_2[ว]))-(COUNT(measures[ว])+COUNT(m_2[ว]))",
        ),
        (
            "=SUMPRODUCT(--(COUNTIFS(measures[ก],$A$1:$A$2)>0))",
            "=SUMPRODUCT(--((COUNTIFS(measures[ก],$A$1:$A$2)+COUNTIFS(m_2[ก],$A$1:$A$2))>0))",
        ),
        (
            '=SUMPRODUCT(--(measures[ก]=$A$1),--(measures[ข]<>""))',
            '=(SUMPRODUCT(--(measures[ก]=$A$1),--(measures[ข]<>""))'
            '+SUMPRODUCT(--(m_2[ก]=$A$1),--(m_2[ข]<>"")))',
        ),
        (
            '{=SUM(--(MMULT(--($A$1=TRANSPOSE(measures[ก])),--(measures[ข]="o2"))>0))}',
            '{=SUM(--((MMULT(--($A$1=TRANSPOSE(measures[ก])),--(measures[ข]="o2"))'
            '+MMULT(--($A$1=TRANSPOSE(m_2[ก])),--(m_2[ข]="o2")))>0))}',
        ),
        ("=SUM(B5:B9)", "=SUM(B5:B9)"),
    ],
)
def test_a_formula_counts_in_all_tables(formula: str, expected: str) -> None:
    assert over_tables(formula, ["measures", "m_2"]) == expected
    assert over_tables(formula, ["measures"]) == formula


def test_one_consolidated_workbook_alone_stays_what_it_is(
    places: Places, district: library.Merged, tmp_path: Path
) -> None:
    assert district.output is not None
    for path, level in ((places.reports[0], "organisation"), (district.output, "district")):
        first = library.merge([path], tmp_path / "1.xlsx").consolidation
        second = library.merge([tmp_path / "1.xlsx"], tmp_path / "2.xlsx").consolidation
        assert first.level == second.level == level
        assert content(first) == content(second)


def test_an_organisation_keeps_the_numbers_of_its_own_report(
    places: Places, tmp_path: Path
) -> None:
    """What several divisions answer has one number in a report by a plan, and in the district's."""
    one = library.merge([places.reports[0]], tmp_path / "one.xlsx").consolidation
    joint = one.measures.assign(printed=[1, 1, *range(2, len(one.measures))])
    path = tmp_path / "joint.xlsx"
    path.write_bytes(workbook_bytes(replace(one, measures=joint), Printing()))
    merged = library.merge([path, places.reports[1]], tmp_path / "two.xlsx").consolidation
    own = merged.measures[merged.measures["organisation"] == organisation_name(NAMES[0])]
    assert list(own["printed"]) == list(joint["printed"])
    assert list(own["issue"]) == list(joint["issue"])


def test_the_same_workbooks_give_the_same_bytes_in_any_order(
    places: Places, district: library.Merged, tmp_path: Path
) -> None:
    assert district.output is not None
    again = tmp_path / "again.xlsx"
    library.merge(places.reports[::-1], again)
    assert again.read_bytes() == district.output.read_bytes()
