"""What is found in single texts: tables of texts, with what is found and, as often, what is not."""

import pytest

from ita_xlsx.checks.evidence import bad_link
from ita_xlsx.checks.items import near_item, other_year
from ita_xlsx.checks.results import (
    contradicts_status,
    repeats_issue,
    repeats_steps,
    says_nothing,
    unknown_status,
)
from ita_xlsx.checks.texts import odd_places, step_numbers, zero_for_o
from ita_xlsx.checks.wording import misspelt
from ita_xlsx.official.meaning import MEANING_INPUTS, meanings
from ita_xlsx.official.oit import by_name, elements, items
from ita_xlsx.official.statuses import CANCELLED, DONE, IN_PROGRESS, NOT_STARTED, understand

STEPS = [
    ("๑. ก\n๒. ข\n๓. ค", None),
    ("๑. ก\n๓. ข", ("After step 1", 3)),
    ("๑. ก\n๒. ข\n๒. ค", ("After step 2", 2)),
    ("๒. ก\n๓. ข", ("Step 1 is missing: first", 2)),
    ("1) ก\n2) ข\n4) ค", ("After step 2", 4)),
    ("๑. ก\n  ๑) ย่อย\n  ๒) ย่อย\n๒. ข", None),
    ("๑. ก\n๑.๑ ย่อย\n๑.๒ ย่อย\n๒. ข", None),
    ("- ก\n- ข", None),
    ("๑๒.๕๐ บาทต่อหน่วย", None),
    ("๑. ก ๓. ข", None),
    ("", None),
]


@pytest.mark.parametrize(("steps", "jump"), STEPS)
def test_numbers_of_steps_that_jump(steps: str, jump: tuple[str, int] | None) -> None:
    found = step_numbers(steps)
    assert (found and (found["after"].en, found["number"])) == jump


LINKS = [
    ("https://www.example.go.th", True),
    ("https://www.example.go.th/o14?id=42&y=๒๕๖๖", True),
    ("http://อบต.ไทย/แผน", True),
    ("HTTPS://Example.go.th:8080/x", True),
    ("https://drive.google.com/file/d/1aB_c-D/view#p=1", True),
    ("https://a.go.th/1\nhttps://a.go.th/2", True),
    ("https://www.example.go.th (หน้า ๓)", True),
    ("-", True),
    ("", True),
    ("www.example.go.th", False),
    ("https://", False),
    ("https://localhost", False),
    ("http//www.example.go.th", False),
    ("https://www .example.go.th", False),
    ("ภาพถ่ายกิจกรรม", False),
    ("file:///C:/แผน.pdf", False),
    ("https://a.go.th/1\nhttps://b", False),
]


@pytest.mark.parametrize(("evidence", "good"), LINKS)
def test_evidence_is_a_web_address_that_can_be_opened(evidence: str, good: bool) -> None:
    assert (bad_link(evidence) is None) == good


EMPTY = [
    "-",
    "...",
    "ดำเนินการแล้ว",
    "ดำเนินการแล้วเสร็จ",
    "ได้ดำเนินการเรียบร้อยแล้ว",
    "เสร็จแล้ว",
    "ไม่มี",
    "N/A",
    "OK",
    "อยู่ระหว่างดำเนินการ",
    "ดำเนินการตามแผน",
]
FULL = [
    "ดำเนินการจัดทำคู่มือแล้ว ๓ เรื่อง",
    "ไม่มีเรื่องร้องเรียน",
    "เผยแพร่แล้ว",
    "จัดประชุมเรียบร้อยแล้ว",
    "๑๒๘ ราย",
    "",
]


@pytest.mark.parametrize("result", EMPTY)
def test_a_result_that_says_nothing(result: str) -> None:
    assert says_nothing(result) is not None


@pytest.mark.parametrize("result", FULL)
def test_a_short_result_that_says_something(result: str) -> None:
    assert says_nothing(result) is None


REPEATS = [
    ("คู่มือการปฏิบัติงาน", "คู่มือการปฏิบัติงาน", True),
    ("รายงานผลการใช้จ่ายงบประมาณ ประจำปี ๒๕๖๕", "รายงานผลการใช้จ่ายงบประมาณประจำปี", True),
    ("๑. คู่มือการปฏิบัติงาน", "คู่มือการปฏิบัติงาน", True),
    ("มีการรายงานผลการดำเนินงานประจำปี ๒๕๖๕", "รายงานผลการดำเนินงานประจำปี", False),
    ("จัดทำคู่มือการปฏิบัติงาน ๓ เรื่อง", "คู่มือการปฏิบัติงาน", False),
    ("", "คู่มือการปฏิบัติงาน", False),
]


@pytest.mark.parametrize(("result", "issue", "found"), REPEATS)
def test_a_result_that_only_repeats_the_issue(result: str, issue: str, found: bool) -> None:
    assert (repeats_issue(result, issue) is not None) == found


STEP = "๑. แสดงคู่มือหรือแนวทางการปฏิบัติงานที่เจ้าหน้าที่ใช้ยึดถือ\n๒. เผยแพร่บนเว็บไซต์ของหน่วยงาน"
COPIES = [
    ("แสดงคู่มือหรือแนวทางการปฏิบัติงานที่เจ้าหน้าที่ใช้ยึดถือ", True),
    ("คู่มือหรือแนวทางการปฏิบัติงานที่เจ้าหน้าที่ใช้", True),
    ("เผยแพร่บนเว็บไซต์ของหน่วยงาน", True),
    ("มีการจัดทำคู่มือหรือแนวทางการปฏิบัติงานที่เจ้าหน้าที่ใช้ยึดถือ", False),
    ("เผยแพร่บนเว็บไซต์ของหน่วยงานแล้ว", False),
    ("คู่มือ", False),
    ("แสดงคู่มือการขออนุญาตก่อสร้าง ๓ เรื่อง เมื่อวันที่ ๑๕ ก.พ. ๒๕๖๖", False),
]


@pytest.mark.parametrize(("result", "found"), COPIES)
def test_a_result_that_is_copied_from_the_steps(result: str, found: bool) -> None:
    assert (repeats_steps(result, STEP) is not None) == found


AGAINST = [
    (DONE, "ยังไม่ได้ดำเนินการ เนื่องจากไม่มีงบประมาณ", True),
    (DONE, "อยู่ระหว่างจัดซื้อจัดจ้าง", True),
    (NOT_STARTED, "จัดทำแล้วเสร็จ ๓ เรื่อง", True),
    (CANCELLED, "ดำเนินการแล้วเสร็จ", True),
    (DONE, "ยังไม่มีเรื่องร้องเรียน", False),
    (DONE, "เผยแพร่คู่มือ ๓ เรื่อง", False),
    (IN_PROGRESS, "แล้วเสร็จ ๒ จาก ๓ ขั้นตอน", False),
    (NOT_STARTED, "ไม่มีงบประมาณ", False),
    ("", "ยังไม่ได้ดำเนินการ", False),
]


@pytest.mark.parametrize(("status", "result", "found"), AGAINST)
def test_a_status_that_the_result_contradicts(status: str, result: str, found: bool) -> None:
    assert (contradicts_status(understand(status), understand(result)) is not None) == found


@pytest.mark.parametrize(
    ("status", "known"), [("เสร็จ", True), ("100%", True), ("", True), ("-", True), ("ดี", False)]
)
def test_a_status_that_is_none(status: str, known: bool) -> None:
    assert (unknown_status(status, understand(status)) is None) == known


YEARS = [
    ("เป็นรายงานผลของปี พ.ศ. 2555", True),
    ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๑", True),
    ("เป็นการดำเนินการในปี พ.ศ. ๒๕๖๙", True),
    ("เป็นรายงานผลของปี พ.ศ. ๒๕๖๕", False),
    ("ใช้บังคับในปี ๒๕๖๖ และทบทวนในปี ๒๕๖๗", False),
    ("พระราชบัญญัติการจัดซื้อจัดจ้าง พ.ศ. ๒๕๖๐", False),
    ("แผนพัฒนาท้องถิ่น (พ.ศ. ๒๕๖๑ - ๒๕๖๕)", False),
    ("แผนของปี ๒๕๖๑ - ๒๕๖๕", False),
    ("ใช้คู่มือนี้ตั้งแต่ปีงบประมาณ ๒๕๖๐", False),
    ("จำนวน ๒๕๕๕ ราย", False),
]


@pytest.mark.parametrize(("text", "found"), YEARS)
def test_a_year_that_is_not_of_this_report(text: str, found: bool) -> None:
    assert (other_year(text, 2566) is not None) == found
    assert other_year(text, None) is None


ISSUES = [
    ("ข้อมูลบริหาร", "ข้อมูลผู้บริหาร"),
    ("ใช้จ่ายงบประมาณประจำปี", "แผนการใช้จ่ายงบประมาณประจำปี"),
    ("ข้อมูลผู้บริหาร", None),
    ("o2 ข้อมูลผู้บริหาร", None),
    # An item of the year reported, under the name that it has there.
    ("แผนดำเนินงานและการใช้งบประมาณประจำปี", None),
    ("ความโปร่งใสในการมอบหมายงาน", None),
    ("", None),
]


@pytest.mark.parametrize(("issue", "proposed"), ISSUES)
def test_the_official_name_is_proposed_for_a_near_miss(issue: str, proposed: str | None) -> None:
    row = {**{key: [""] for key in MEANING_INPUTS}, "issue": [issue], "fiscal_year": [2566]}
    found = near_item(meanings(row, {})["near_item"][0])
    assert (found and found["name"]) == proposed


WORDINGS = [
    ("ผู้ดำรงตำแหน่งทางการบริการของหน่วยงาน", "การบริหาร"),
    ("และผู้ดำรงตำแหนงทางการบริหารของหน่วยงาน", "ดำรงตำแหน่ง"),
    ("ผู้ดำรงตำแหน่งทางการบริหารของหน่วยงาน", None),
    ("ผู้ดำรงตำแหน่งทางการบริหารและหน่วยงานในสังกัด", None),
    ("ผู้ดำรงตำแหน่งทางการบริหารของเทศบาล ได้แก่ นายกและรองนายก", None),
    ("แสดงข้อมูลของรองผู้บริหารสูงสุดและผู้ดำรงตำแหน่ง", None),
    ("ตำแหน่ง รูปถ่าย เบอร์โทร และช่องทางการติดต่อของผู้บริหารแต่ละคน", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "better"), WORDINGS)
def test_a_wording_that_differs_from_the_official_one_by_a_few_letters(
    text: str, better: str | None
) -> None:
    found = misspelt(text, by_name("ข้อมูลผู้บริหาร", 2565), 2566)
    assert (found and found["better"]) == better


@pytest.mark.parametrize("year", [2565, 2566])
def test_official_wordings_themselves_are_never_misspelt(year: int) -> None:
    for item in items(year):
        text = "\n".join(f"๑. {element}" for element in elements(item))
        assert misspelt(text, item, year + 1) is None


@pytest.mark.parametrize(
    ("text", "label"),
    [("ในข้อ ๐๔๒", "o42"), ("OIT 042", "o42"), ("ข้อ o42", None), ("๐๔๒-๑๒๓๔๕๖", None)],
)
def test_a_zero_for_the_letter_o(text: str, label: str | None) -> None:
    found = zero_for_o(text)
    assert (found and found["better"]) == label


QUOTED = {
    "การบริหารงานเเผน": "“บริหารงานเเผน”",
    "ส่งเสริมให้มีการเเข่งขัน": "“ให้มีการเเข่งขัน”",
    "เเผน": "“เเผน”",
    "ดำเนินการ\nปรับเเก้": "“ปรับเเก้”",
}


@pytest.mark.parametrize(("text", "quoted"), QUOTED.items())
def test_what_is_quoted_around_a_slip_begins_at_a_word(text: str, quoted: str) -> None:
    found = odd_places(text)
    assert found and [words["found"] for words in found.values()] == [quoted]
