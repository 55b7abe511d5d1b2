"""Owners as officials write them: divisions, everyone, persons, bodies outside, and what else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.official.names.divisions import official_names
from ita_xlsx.official.names.owners import Owners, nearest, owners

EDUCATION = "กองการศึกษา ศาสนาและวัฒนธรรม"
HEALTH = "กองสาธารณสุขและสิ่งแวดล้อม"
STRATEGY = "กองยุทธศาสตร์และงบประมาณ"
AUDIT = "หน่วยตรวจสอบภายใน"

DIVISIONS = {
    "สำนักปลัด": ("สำนักปลัด",),
    "สำนักงานปลัด อบต.": ("สำนักปลัด",),
    "สำนักปลัด อบต.กุดรัง": ("สำนักปลัด",),
    "กองคลัง เทศบาลตำบลนาดี": ("กองคลัง",),
    "หน่วยตรวจฯ": (AUDIT,),
    "กองสธ.": (HEALTH,),
    "กองคลัง/กองช่าง": ("กองคลัง", "กองช่าง"),
    "กองคลัง , กองช่าง": ("กองคลัง", "กองช่าง"),
    "กองคลังและกองช่าง": ("กองคลัง", "กองช่าง"),
    "กองคลัง, กองช่าง และสำนักปลัด": ("กองคลัง", "กองช่าง", "สำนักปลัด"),
    "กองคลัง ร่วมกับ กองช่าง": ("กองคลัง", "กองช่าง"),
    "กองคลัง - กองช่าง": ("กองคลัง", "กองช่าง"),
    "กองคลัง-กองช่าง": ("กองคลัง", "กองช่าง"),
    "กองคลัง\nกองช่าง": ("กองคลัง", "กองช่าง"),
    "กองคลัง กองช่าง": ("กองคลัง", "กองช่าง"),
    "• กองคลัง\n• กองช่าง": ("กองคลัง", "กองช่าง"),
    "- กองคลัง\n- กองช่าง": ("กองคลัง", "กองช่าง"),
    "๑. กองคลัง\n๒. กองช่าง": ("กองคลัง", "กองช่าง"),
    "กองคลัง / กองคลัง": ("กองคลัง",),
    HEALTH: (HEALTH,),
    f"{HEALTH}และกองช่าง": (HEALTH, "กองช่าง"),
    f"กองการศึกษา ศาสนา และวัฒนธรรม/{STRATEGY}": (EDUCATION, STRATEGY),
    "กองการศึกษา, ศาสนา และวัฒนธรรม": (EDUCATION,),
    "กองการศึกษาฯ/กองช่าง": (EDUCATION, "กองช่าง"),
    "-": (),
    "": (),
}
EVERYONE = (
    "ทุกสำนัก/กอง",
    "ทุกสำนัก / กอง",
    "ทุกกอง",
    "ทุกกอง/สำนัก",
    "ทุกส่วนราชการ",
    "ทุกหน่วยงาน",
    "ทุกสำนัก/กอง/หน่วย",
    "ทุกสำนัก กอง และหน่วยงาน",
    "ทุกสำนัก ทุกกอง",
    "ทุกกองในสังกัด อบต.กุดรัง",
    "สำนัก/กอง ทุกแห่ง",
)
# What is kept as typed beside the division that it belongs to.
OTHERS = {
    "ผอ.กองการศึกษา": (("ผอ.กองการศึกษา",), (EDUCATION,)),
    "ผอ. กองช่าง": (("ผอ. กองช่าง",), ("กองช่าง",)),
    f"ผู้อำนวยการ{HEALTH}": ((f"ผู้อำนวยการ{HEALTH}",), (HEALTH,)),
    "รักษาการ ผอ.กองคลัง": (("รักษาการ ผอ.กองคลัง",), ("กองคลัง",)),
    "หัวหน้าสำนักปลัด": (("หัวหน้าสำนักปลัด",), ("สำนักปลัด",)),
    "นักวิชาการตรวจสอบภายใน": (("นักวิชาการตรวจสอบภายใน",), (AUDIT,)),
    "เจ้าหน้าที่กองคลัง": (("เจ้าหน้าที่กองคลัง",), ("กองคลัง",)),
    "งานพัสดุ": (("งานพัสดุ",), ("กองคลัง",)),
    "กองคลัง (งานพัสดุ)": (("งานพัสดุ",), ("กองคลัง",)),
    "งานธุรการ": (("งานธุรการ",), ()),
    "สำนักปลัด/งานนโยบายและแผน": (("งานนโยบายและแผน",), ("สำนักปลัด",)),
    "สำนักปลัด / ผู้บริหาร": (("ผู้บริหาร",), ("สำนักปลัด",)),
    "คณะทำงาน / หน่วยตรวจฯ": (("คณะทำงาน",), (AUDIT,)),
    "คณะทำงาน ITA และกองช่าง": (("คณะทำงาน ITA",), ("กองช่าง",)),
    "เจ้าหน้าที่ / กองคลัง": (("เจ้าหน้าที่",), ("กองคลัง",)),
    "อบจ.พะเยา": (("อบจ.พะเยา",), ()),
    "กองคลัง / อบจ.พะเยา": (("อบจ.พะเยา",), ("กองคลัง",)),
    "ปลัด อบต.": (("ปลัด อบต.",), ()),
    "นายก อบต. และปลัด อบต.": (("นายก อบต.", "ปลัด อบต."), ()),
    "สำนักปลัด (นางสาวสมศรี)": (("นางสาวสมศรี",), ("สำนักปลัด",)),
    "นายกิตติ (ผู้ช่วย)": (("นายกิตติ (ผู้ช่วย)",), ()),
    "นางสาวสมศรี มีสุข": (("นางสาวสมศรี มีสุข",), ()),
    "หน่วยงานที่เกี่ยวข้อง": (("หน่วยงานที่เกี่ยวข้อง",), ()),
    "สำนัก/กองที่เกี่ยวข้อง": (("สำนัก/กองที่เกี่ยวข้อง",), ()),
}
NEAREST = {
    "กองคัง": "กองคลัง",
    "กองชาง": "กองช่าง",
    "สำนักปลดั": "สำนักปลัด",
    "สำนกปลัด": "สำนักปลัด",
    "กองสาธารณะสุข": HEALTH,
    "กองสวัสดิการและสังคม": "กองสวัสดิการสังคม",
    "กองส่งเสริมเกษตร": "กองส่งเสริมการเกษตร",
    "กองยุทธศาสตร์": STRATEGY,
    "กองประปา": "กองการประปา",
    "หน่วยตรวจสอบ": AUDIT,
    "คลัง": "กองคลัง",
    "สำนักช่าง": "กองช่าง",
    "กองวิชาการ": None,
    "กองนิติการ": None,
    "กองกลาง": None,
    "กองพัสดุ": None,
    "กองแพทย์": None,
    "กองทุน": None,
    "กอง": None,
    "Finance": None,
    "": None,
}


@pytest.mark.parametrize(("text", "divisions"), DIVISIONS.items())
def test_divisions_are_told_apart(text: str, divisions: tuple[str, ...]) -> None:
    assert owners(text) == Owners(divisions, everyone=False, others=(), unknown=())


@pytest.mark.parametrize("text", EVERYONE)
def test_everyone(text: str) -> None:
    assert owners(text) == Owners((), everyone=True, others=(), unknown=())


def test_everyone_and_one_more() -> None:
    assert owners("ทุกสำนัก/กอง/หน่วยตรวจสอบภายใน") == Owners((AUDIT,), True, (), ())


@pytest.mark.parametrize(("text", "kept"), OTHERS.items())
def test_persons_units_and_bodies_are_kept_as_typed(
    text: str, kept: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    others, divisions = kept
    found = owners(text)
    assert found[:4] == (divisions, False, others, ())
    assert found.outside == tuple(name for name in others if not owners(name).divisions)


@pytest.mark.parametrize("text", ["กองวิชาการ", "กองคัง", "สำนัก/กอง", "xyz"])
def test_what_is_none_of_these_is_unknown(text: str) -> None:
    assert owners(text) == Owners(unknown=(text,), outside=(text,))


def test_an_unknown_owner_beside_known_ones() -> None:
    assert owners("กองคลัง / กองวิชาการ, ปลัด อบต.") == Owners(
        ("กองคลัง",), False, ("ปลัด อบต.",), ("กองวิชาการ",), ("กองวิชาการ", "ปลัด อบต.")
    )


@pytest.mark.parametrize(("text", "name"), NEAREST.items())
def test_the_nearest_division_is_proposed(text: str, name: str | None) -> None:
    assert nearest(text) == name


@pytest.mark.parametrize("name", official_names())
def test_an_official_name_is_its_own_nearest(name: str) -> None:
    assert nearest(name) == name


@given(
    names=st.lists(st.sampled_from(official_names()), min_size=1, max_size=5, unique=True),
    join=st.sampled_from([" / ", "/", ", ", " และ", "\n", "\n• ", " ร่วมกับ ", " - "]),
)
def test_joined_divisions_are_all_found_in_their_order(names: list[str], join: str) -> None:
    assert owners(join.join(names)) == Owners(tuple(names), False, (), ())


@given(st.text() | st.text(alphabet="กองคลังช่าสำนักปลดุและ/ -\n•(),.ฯ"))
def test_what_is_kept_stood_in_the_text(text: str) -> None:
    found = owners(text)
    assert all(words in text for words in (*found.others, *found.unknown))
    assert set(found.divisions) <= set(official_names())


def test_a_paragraph_is_kept_whole() -> None:
    text = "อบต" * 10_000 + "/x"
    assert owners(text) == Owners(unknown=(text,), outside=(text,))
    assert nearest(text) is None
