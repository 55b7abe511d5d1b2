"""Two rounds' measures: which is which, and what a person would say has changed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_xlsx.consolidation.compare import changes_between
from ita_xlsx.consolidation.marking import marked_words
from ita_xlsx.consolidation.matching import LEAST, SURE, match
from ita_xlsx.model.comparison import Reported
from ita_xlsx.official import deadlines, oit, statuses
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.names.owners import owners

STEPS = "๑. แสดงข้อมูลสถิติการให้บริการของหน่วยงาน\n๒. เป็นข้อมูลในระยะเวลาอย่างน้อย ๖ เดือนแรกของปี พ.ศ. ๒๕๖๖"
GOOD = {
    "number": "๑",
    "issue": "ข้อมูลเชิงสถิติการให้บริการ",
    "steps": STEPS,
    "responsible": "สำนักปลัด",
    "deadline": "ม.ค. – มี.ค. ๖๖",
    "result": "เผยแพร่สถิติแล้ว",
    "suggestion": "",
    "status": "ดำเนินการแล้วเสร็จ",
    "evidence": "https://example.go.th/stat",
}


def measure(year: int = 2566, months: int = 6, division: str = "สำนักปลัด", **texts: str) -> Reported:
    """A measure as the reader would give it: the good one with some texts changed."""
    told = {**GOOD, **texts}
    deadline = deadlines.parse(told["deadline"], year)
    item = oit.by_name(told["issue"], year - 1)
    return Reported(
        file="report.xlsx",
        sheet="ข้อมูล",
        row=2,
        organisation="อบต.กุตุรงค์",
        division=division,
        fiscal_year=year,
        round=months,
        texts={key: told[key] for key in KEYS},
        status=statuses.counted(told["status"], told["result"]),
        deadline_start=deadline.start,
        deadline_end=deadline.end,
        oit=item.number if item else "",
        owners=owners(told["responsible"]),
        shared=1,
    )


def kinds(old: Reported, new: Reported) -> list[str]:
    return [change.kind.code for change in changes_between(old, new)]


# What was said the last time, what is said now (within one round), and what of that is a change.
CHANGES = [
    pytest.param({}, {"number": "๙"}, [], id="renumbered"),
    pytest.param({}, {"issue": "ข้อมูลเชิงสถิติ การให้บริการ "}, [], id="a blank more"),
    pytest.param({}, {"steps": STEPS.replace("๖", "6")}, [], id="Arabic digits"),
    pytest.param({}, {"steps": STEPS.replace("สถิติ", "จำนวน")}, ["reworded"], id="steps reworded"),
    pytest.param({}, {"issue": "ข้อมูลสถิติการให้บริการ"}, ["reworded"], id="issue reworded"),
    pytest.param({}, {"steps": STEPS.replace("๖", "๙")}, ["reworded"], id="another number"),
    pytest.param({}, {"responsible": "สำนักงานปลัด อบต."}, [], id="division spelt otherwise"),
    pytest.param({}, {"responsible": "หัวหน้าสำนักปลัด"}, [], id="the head of the division"),
    pytest.param({}, {"responsible": "กองคลัง"}, ["owner_changed"], id="another division"),
    pytest.param({}, {"responsible": "สำนักปลัด/กองคลัง"}, ["owner_changed"], id="one owner more"),
    pytest.param({}, {"responsible": "ทุกกอง"}, ["owner_changed"], id="everyone"),
    pytest.param(
        {"responsible": "ทุกกอง"}, {"responsible": "ทุกสำนัก/กอง"}, [], id="everyone otherwise"
    ),
    pytest.param({}, {"deadline": "มกราคม ถึง มีนาคม 2566"}, [], id="deadline spelt otherwise"),
    pytest.param({}, {"deadline": "ไตรมาส 2"}, [], id="the same quarter"),
    pytest.param({}, {"deadline": "ภายใน 31 มี.ค. 66"}, [], id="the same end"),
    pytest.param({}, {"deadline": "ม.ค. – เม.ย. ๖๖"}, ["deadline_changed"], id="a month later"),
    pytest.param({}, {"deadline": "ทุกเดือน"}, ["deadline_changed"], id="no deadline any more"),
    pytest.param(
        {"status": "ยังไม่ได้ดำเนินการ"}, {"status": "อยู่ระหว่างดำเนินการ"}, ["status_forward"],
        id="begun",
    ),
    pytest.param({}, {"status": "อยู่ระหว่างดำเนินการ"}, ["status_back"], id="not done after all"),
    pytest.param({}, {"status": "ยกเลิก"}, ["status_cancelled"], id="cancelled"),
    pytest.param({"status": "ยกเลิก"}, {"status": "ยังไม่ได้ดำเนินการ"}, ["status_resumed"],
                 id="resumed"),
    pytest.param({}, {"result": "เผยแพร่สถิติบนเว็บไซต์แล้ว"}, ["result_changed"], id="new result"),
    pytest.param({"evidence": ""}, {}, ["evidence_added"], id="evidence added"),
    pytest.param({}, {"evidence": ""}, ["evidence_gone"], id="evidence gone"),
    pytest.param(
        {}, {"evidence": "https://example.go.th/Stat"}, ["evidence_added", "evidence_gone"],
        id="another link",
    ),
]  # fmt: skip


@pytest.mark.parametrize("known", statuses.LABELS)
def test_a_status_that_is_not_known_moves_neither_forward_nor_back(known: str) -> None:
    one, other = replace(measure(), status=known), replace(measure(), status=statuses.UNKNOWN)
    assert kinds(one, other) == kinds(other, one) == ["status_unknown"]
    assert kinds(other, other) == []


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES)
def test_what_counts_as_a_change(
    before: dict[str, str], after: dict[str, str], expected: list[str]
) -> None:
    assert kinds(measure(**before), measure(**after)) == expected


def test_what_moves_on_with_the_fiscal_year_is_no_change() -> None:
    moved = {"steps": STEPS.replace("๒๕๖๖", "๒๕๖๗"), "deadline": "ม.ค. – มี.ค. ๖๗", "result": "ใหม่"}
    assert kinds(measure(), measure(year=2567, **moved)) == ["result_changed"]
    moved["deadline"] = "เม.ย. – มิ.ย. ๖๗"
    assert "deadline_changed" in kinds(measure(), measure(year=2567, **moved))


def test_the_same_result_is_asked_about_only_in_another_round() -> None:
    assert kinds(measure(), measure()) == []
    begun = {"status": "อยู่ระหว่างดำเนินการ"}
    assert kinds(measure(**begun), measure(months=12, **begun)) == ["result_copied"]
    assert kinds(measure(), measure(months=12)) == []  # what was finished stays as it was said
    assert kinds(measure(result=""), measure(months=12, result="")) == []


# ---- which measure is which --------------------------------------------------------------------

NAMES = ("ข้อมูลผู้บริหาร", "Q&A", "คู่มือหรือมาตรฐานการปฏิบัติงาน", "โครงสร้าง")


def several(year: int = 2566) -> list[Reported]:
    return [
        measure(year, issue=name, steps=f"จัดทำและเผยแพร่{name}บนเว็บไซต์", number=str(place))
        for place, name in enumerate(NAMES, start=1)
    ]


def partners(old: list[Reported], new: list[Reported]) -> dict[str, str]:
    return {old[pair.old].texts["issue"]: new[pair.new].texts["issue"] for pair in match(old, new)}


def test_measures_are_found_again_whatever_their_number_or_place() -> None:
    again = [replace(one, texts={**one.texts, "number": ""}) for one in reversed(several())]
    assert partners(several(), again) == {name: name for name in NAMES}


def test_an_item_is_found_again_under_its_name_of_the_next_year() -> None:
    old = measure(2566, issue="นโยบายไม่รับของขวัญ", steps="ประกาศนโยบาย")
    after = oit.reported_item(next(i for i in oit.items(2565) if i.number == "o34"), 2566)
    assert after is not None
    old = replace(old, oit="o34")
    new = replace(measure(2567, issue=after.name, steps="ประกาศเจตนารมณ์"), oit=after.number)
    assert [pair.score >= LEAST for pair in match([old], [new])] == [True]


def test_a_measure_written_anew_is_doubtful_and_an_unrelated_one_no_match() -> None:
    old = measure()
    anew = measure(steps="ติดป้ายประกาศจำนวนผู้มาติดต่อไว้หน้าสำนักงานทุกวัน", responsible="กองคลัง")
    (pair,) = match([old], [anew])
    assert LEAST <= pair.score < SURE and pair.doubtful
    other = measure(issue="โครงสร้าง", steps="แผนผังส่วนราชการ", responsible="กองคลัง")
    assert match([old], [other]) == ()


def test_organisations_are_not_mixed_and_their_kind_may_be_abbreviated() -> None:
    def of(name: str) -> Reported:
        return replace(measure(), organisation=name)

    old = [of("อบต.กุตุรงค์"), of("ทต.วังยาว")]
    new = [of("เทศบาลตำบลวังยาว"), of("องค์การบริหารส่วนตำบลกุตุรงค์"), of("อบต.หนองบัว")]
    assert {(pair.old, pair.new) for pair in match(old, new)} == {(0, 1), (1, 0)}


def test_many_measures_of_one_organisation_are_matched_without_comparing_all_pairs() -> None:
    old = [measure(issue=f"เรื่องที่ {n}", steps=f"ทำงานที่ {n * 7919} ให้เสร็จ") for n in range(300)]
    new = [replace(m, texts={**m.texts, "steps": m.texts["steps"] + "ทันที"}) for m in old[::-1]]
    pairs = match(old, new)
    right = sum(pair.old == 299 - pair.new for pair in pairs)
    assert len(pairs) == 300 and right >= 290


texts = st.text("กขคงจ ๑๒่าเ", max_size=12)
some_measures = st.lists(
    st.builds(
        measure,
        months=st.sampled_from([6, 12]),
        issue=st.sampled_from(NAMES) | texts,
        steps=texts,
        responsible=st.sampled_from(["สำนักปลัด", "กองคลัง", ""]),
        number=st.sampled_from("๑๒๓๔"),
        result=texts,
    ),
    max_size=7,
)


@given(some_measures)
def test_a_round_against_itself_differs_in_nothing(measures: list[Reported]) -> None:
    pairs = match(measures, measures)
    assert len(pairs) == len(measures) and all(pair.score == 1 for pair in pairs)
    found = [kinds(measures[pair.old], measures[pair.new]) for pair in pairs]
    assert found == [[]] * len(measures)


@given(some_measures, some_measures)
def test_exchanging_old_and_new_exchanges_every_pair(
    one: list[Reported], other: list[Reported]
) -> None:
    def said(pairs: set[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
        return sorted(pairs)

    def content(m: Reported) -> str:
        return repr([m.texts[key] for key in KEYS if key != "number"])

    forth = {(content(one[p.old]), content(other[p.new]), p.score) for p in match(one, other)}
    back = {(content(one[p.new]), content(other[p.old]), p.score) for p in match(other, one)}
    assert said(forth) == said(back)


@given(some_measures, some_measures, st.randoms(use_true_random=False))
def test_neither_numbers_nor_places_matter(
    one: list[Reported], other: list[Reported], random: "object"
) -> None:
    renumbered = [replace(m, texts={**m.texts, "number": "99"}) for m in other]
    random.shuffle(renumbered)  # type: ignore[attr-defined]
    assert sorted(p.score for p in match(one, other)) == sorted(
        p.score for p in match(one, renumbered)
    )


# ---- marked words ------------------------------------------------------------------------------

MARKED = [
    ("จัดทำคู่มือ ๑ เล่ม", "จัดทำคู่มือ 2 ฉบับ", "จัดทำคู่มือ [-๑ เล่ม-]{+2 ฉบับ+}"),
    ("จัดทำคู่มือ", "จัดทำ คู่มือ", "จัดทำ คู่มือ"),
    ("รายงานผลประจำปี", "รายงานผลการจัดซื้อประจำปี", "รายงานผล{+การจัดซื้อ+}ประจำปี"),
    ("ปี ๒๕๖๖", "ปี 2566", "ปี 2566"),
    ("", "ใหม่", "{+ใหม่+}"),
]


@pytest.mark.parametrize(("old", "new", "shown"), MARKED)
def test_the_words_that_changed_are_marked(old: str, new: str, shown: str) -> None:
    signs = {"same": "{new}", "gone": "[-{old}-]", "new": "{{+{new}+}}"}
    pieces = marked_words(old, new)
    assert "".join(signs[p.mark].format(old=p.old, new=p.new) for p in pieces) == shown


@settings(max_examples=200)
@given(
    st.text("กคงนำจัดทผลปี ่้๑2566\nab.", max_size=40),
    st.text("กคงนำจัดทผลปี ่้๑2566\nab.", max_size=40),
)
def test_marked_pieces_give_back_both_texts(old: str, new: str) -> None:
    pieces = marked_words(old, new)
    assert "".join(piece.old for piece in pieces) == old
    assert "".join(piece.new for piece in pieces) == new
    assert marked_words(new, new) == tuple(p for p in marked_words(new, new) if p.mark == "same")
