"""Who is responsible, as officials write it: divisions, everyone, persons, outside bodies."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from ita_xlsx.official.names.divisions import (
    NO_OWN_NAMES,
    OwnNames,
    division_of_unit,
    official_name,
    official_names,
)
from ita_xlsx.thai import alike
from ita_xlsx.thai.text import fold_tight


class Owners(NamedTuple):
    """The owners that a text names, each kind in the order of the text and once.

    ``divisions`` are official names, also those that a person or a sub-unit belongs to;
    ``everyone`` is set by ทุกกอง and the like; ``others`` are persons, sub-units and outside
    bodies, ``unknown`` all the rest, both as typed. ``outside`` are those of both that belong to
    no division.
    """

    divisions: tuple[str, ...] = ()
    everyone: bool = False
    others: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


class _Owner(NamedTuple):
    words: str
    kept: Literal["others", "unknown"] | None = None
    division: str | None = None
    everyone: bool = False


# A separator may be inside a name too (สำนัก/กอง, ศาสนาและวัฒนธรรม): so names are searched
# between any two separators, the longest first, and only what is left is cut at the hard ones.
_SEPARATOR = re.compile(r"(?:ร่วมกับ|และ|[-–/,;&+•()\s])+")
_BETWEEN_PERSONS = re.compile(r"[/,;•\r\n]")
_LONGEST_NAME = 8  # parts between separators
# A longer text is a paragraph, not a list of owners.
_LONGEST = 1000
_BULLET = re.compile(r"(?m)^\s*(?:\(?[0-9๐-๙]{1,2}[.)]|-)\s*")

# No unit can be read as two (ส่วนงาน): else each would double the ways to be tried.
_UNIT = r"(?:สำนัก|กอง|ส่วนราชการ|ส่วนงาน|ส่วน(?!ราชการ|งาน)|หน่วยงาน|หน่วย(?!งาน)|ฝ่าย|งาน|สังกัด|ศูนย์)"
_EVERYONE = re.compile(
    rf"ทุก{_UNIT}(?:(?:และ)?(?:ทุก)?{_UNIT})*(?:ในสังกัด|ในหน่วยงาน|ภายในหน่วยงาน)?"
    rf"|{_UNIT}+ทุก(?:แห่ง|{_UNIT}+)"
)
_UNITS_CONCERNED = re.compile(rf"{_UNIT}{{2,}}ที่เกี่ยวข้อง")
_SOME_UNIT = re.compile(rf"{_UNIT}{{2,}}")
_TITLE = re.compile(
    r"(?:รักษาราชการแทน|รักษาการแทน|รักษาการ|รก|รอง|ผู้ช่วย)*"
    r"(?:ผู้อำนวยการ|ผอ|หัวหน้า|หน|เจ้าหน้าที่|เจ้าพนักงาน|พนักงาน|บุคลากร|นักวิชาการ|ข้าราชการ)"
    r"(?:ของ|ใน|จาก)?"
)
# How the names of persons, committees, sub-units and outside bodies begin.
_OTHER = (
    r"(?:ผู้|ผอ|หัวหน้า|เจ้าหน้าที่|เจ้าพนักงาน|พนักงาน|บุคลากร|ข้าราชการ|ลูกจ้าง|นัก|นาย|นาง|ว่าที่|ดร"
    r"|จส[อทต]|สต[อทต]|พ[จอ]อ|คณะ|ปลัด|รอง|รักษา|รก|เลขา|ประธาน|กรรมการ|สมาชิก|ที่ปรึกษา|ทีม|ทุกคน"
    r"|งาน|ฝ่าย|กลุ่ม|ศูนย์|โรงเรียน|รพสต|สภา|กำนัน|อบจ|อบต|องค์การ|เทศบาล|จังหวัด|อำเภอ|ท้องถิ่น"
    r"|สำนักงาน(?!ปลัด)|กระทรวง|กรม|ปปช|สตง|ตำรวจ|สถานี|สถ|บริษัท|ประชาชน|ชุมชน|หมู่บ้าน|ภาค|ทุกภาค"
    rf"|{_UNIT}*(?:ที่เกี่ยวข้อง|ภายนอก))"
)
_IS_OTHER = re.compile(_OTHER)
# An และ joins two owners only where the second is like one: งานนโยบายและแผน is one.
_HARD = re.compile(
    rf"ร่วมกับ|^\s*และ|และ(?=\s*(?:{_OTHER}|{_UNIT}|$))|[/,;&+•\r\n]|(?<=\s)[-–]|[-–](?=\s)"
)
_GENUS = re.compile(r"^(?:สำนักงาน|สำนัก|กอง|หน่วย|ส่วน)(?=.)")
# The name of the organisation after that of its division.
_ORGANISATION = re.compile(
    r"(?<![\s/,;&+•(-])\s*(?:ของ)?"
    r"(?:อบต|องค์การบริหารส่วนตำบล|เทศบาลตำบล|เทศบาลเมือง|เทศบาลนคร|เทศบาล|ทต\.|ทม\.|ทน\.)[^/,;\n]*$"
)
# Measured on 49 names: mistyped and shortened ones reach 0.75 with their own division by its
# distinctive part, or 0.94 as a whole; divisions that others have stay at 0.60 and 0.71. With a
# letter wrong in any place, 655 of 656 are found and none is taken for another.
_NEAR = 0.7
_NEAR_AS_A_WHOLE = 0.85
_SHORTEST_HEAD = 4


def owners(text: str, own: OwnNames = NO_OWN_NAMES) -> Owners:
    """The owners in a cell, separated by slashes, commas, และ, line ends and the like.

    ``own`` are the names of the organisation's own divisions, as ``divisions.own_names`` gives.
    """
    if len(text) > _LONGEST:
        return Owners(unknown=(text,), outside=(text,))
    found = list(_found(_BULLET.sub("", text), own))
    return Owners(
        divisions=_once(owner.division for owner in found),
        everyone=any(owner.everyone for owner in found),
        others=_once(owner.words for owner in found if owner.kept == "others"),
        unknown=_once(owner.words for owner in found if owner.kept == "unknown"),
        outside=_once(o.words for o in found if o.kept and not o.division),
    )


def nearest(text: str) -> str | None:
    """The official division whose name is nearly this one, or None when none is near."""
    key = _distinctive(text)
    # A name that breaks off is compared with as much of the official one.
    heads = {
        head: name
        for name in official_names()
        for head in (_distinctive(name), _distinctive(name)[: max(len(key), _SHORTEST_HEAD)])
    }
    if near := alike.nearest(key, heads, _NEAR):
        return heads[near[0]]
    wholes = {fold_tight(name): name for name in official_names()}
    near = alike.nearest(fold_tight(text), wholes, _NEAR_AS_A_WHOLE)
    return wholes[near[0]] if near else None


def _once(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _found(text: str, own: OwnNames) -> Iterator[_Owner]:
    parts = _parts(text)
    gap_start, place = 0, 0
    while place < len(parts):
        name = _longest_name(text, parts[place : place + _LONGEST_NAME], own)
        if name is None:
            place += 1
            continue
        owner, length = name
        yield from _left_over(text[gap_start : parts[place][0]])
        yield owner
        gap_start = parts[place + length - 1][1]
        place += length
    yield from _left_over(text[gap_start:])


def _parts(text: str) -> list[tuple[int, int]]:
    """Start and end of each stretch between two separators."""
    cuts = [(0, 0), *(cut.span() for cut in _SEPARATOR.finditer(text)), (len(text), len(text))]
    return [(a[1], b[0]) for a, b in pairwise(cuts) if a[1] < b[0]]


def _longest_name(
    text: str, parts: list[tuple[int, int]], own: OwnNames
) -> tuple[_Owner, int] | None:
    """The longest name that begins with the first part, and how many parts it takes."""
    for length in range(len(parts), 0, -1):
        owner = _named(text[parts[0][0] : parts[length - 1][1]], own)
        if owner:
            return owner, length
    return None


def _left_over(text: str) -> Iterator[_Owner]:
    for piece in _HARD.split(text):
        words = piece.strip(" \t\r\n-•")
        if words.startswith("(") or words.count("(") != words.count(")"):
            words = words.strip("() ")
        tight = fold_tight(words)
        if tight:
            yield _Owner(words, "others" if _IS_OTHER.match(tight) else "unknown")


def _named(words: str, own: OwnNames) -> _Owner | None:
    """The owner that words name as a whole, when they are more than a person or a body."""
    tight = fold_tight(_ORGANISATION.sub("", words))
    division = official_name(words, own) or official_name(tight, own)
    if division:
        return _Owner(words, division=division)
    if _EVERYONE.fullmatch(tight):
        return _Owner(words, everyone=True)
    if _UNITS_CONCERNED.fullmatch(tight):
        return _Owner(words, "others")
    if _SOME_UNIT.fullmatch(tight):
        return _Owner(words, "unknown")
    within = division_of_unit(tight, own) or _division_of_person(words, tight, own)
    return _Owner(words, "others", within) if within else None


def _division_of_person(words: str, tight: str, own: OwnNames) -> str | None:
    title = _TITLE.match(tight)
    if not title or _BETWEEN_PERSONS.search(words):
        return None
    return official_name(tight[title.end() :], own)


def _distinctive(name: str) -> str:
    """A division's name without the กอง with which most begin."""
    return _GENUS.sub("", fold_tight(name))
