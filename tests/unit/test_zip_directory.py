"""A zip can be read in one way only, or it is refused: each lie that its directory may tell."""

import random
import struct
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zips import STORED, WIDE, WIDE16, Entry, pack

from ita_xlsx.ooxml.zip_directory import Part, Refused, inflate, part_key, read_directory

ONE, TWO = Entry("a.xml", b"<a>1</a>"), Entry("b/c.xml", b"<b>2</b>", STORED)
END_SIZE, DIRECTORY_OF_TWO = 22, 46 * 2 + len("a.xml") + len("b/c.xml")


def parts_of(content: bytes, most: int = 9) -> dict[str, bytes]:
    return {p.name: b"".join(inflate(content, p)) for p in read_directory(content, most)}


def reason(content: bytes, most: int = 9) -> str:
    try:
        parts_of(content, most)
    except Refused as refused:
        return refused.reason
    return "ok"


def zip64(*numbers: int) -> bytes:
    """The field that holds numbers too wide for an entry's own."""
    return struct.pack(f"<2H{len(numbers)}Q", 1, 8 * len(numbers), *numbers)


def field_of(kind: int, data: bytes) -> bytes:
    return struct.pack("<2H", kind, len(data)) + data


# --- what is read ---------------------------------------------------------------------------------


def test_each_part_is_said_to_lie_where_it_lies() -> None:
    content = pack(ONE, TWO, before=b"xyz")
    one, two = read_directory(content, 2)
    assert one == Part("a.xml", "a.xml", 3, 3 + 30 + 5, len(ONE.packed), 8, one.crc, True)
    header = 3 + 30 + 5 + len(ONE.packed)
    assert two == Part("b/c.xml", "b/c.xml", header, header + 30 + 7, 8, 8, two.crc, False)
    assert parts_of(content) == {"a.xml": ONE.data, "b/c.xml": TWO.data}


def test_the_parts_come_in_the_order_of_the_directory() -> None:
    content = pack(ONE, replace(TWO, at=None))
    first = content.index(b"PK\1\2")
    second = content.index(b"PK\1\2", first + 1)
    end = content.rindex(b"PK\5\6")
    turned = content[:first] + content[second:end] + content[first:second] + content[end:]
    assert list(parts_of(turned)) == ["b/c.xml", "a.xml"]


SOUND = [
    ("no part at all", pack()),
    ("a comment", pack(ONE, tail=b"comment")),
    ("the longest comment", pack(ONE, tail=b"." * 65535)),
    ("bytes after the end, as some mail gateways add", pack(ONE) + bytes(512)),
    ("bytes after the end and a comment", pack(ONE, tail=b"comment") + bytes(512)),
    ("bytes before the first part", pack(ONE, before=b"#!/bin/sh\n")),
    ("bytes before the directory", pack(ONE, between=b"more")),
    ("a comment on an entry", pack(replace(ONE, comment=b"comment"), TWO)),
    ("other fields on an entry", pack(replace(ONE, extra=field_of(0x5455, b"12345")), TWO)),
    ("other fields in its own header", pack(replace(ONE, local_extra=field_of(9, b"1")), TWO)),
    ("a field of less than a head", pack(replace(ONE, extra=b"123"), TWO)),
    ("sizes that follow the part", pack(
        replace(ONE, flags=8, local={"crc": 0, "packed": 0, "size": 0}), TWO)),
    ("sizes that follow, said wrongly before", pack(replace(ONE, flags=8, local={"size": 7}))),
    ("wide sizes in its own header", pack(replace(ONE, local={"packed": WIDE, "size": WIDE}))),
    ("a wide packed size there", pack(replace(ONE, local={"packed": WIDE}))),
    ("a wide size there", pack(replace(ONE, local={"size": WIDE}))),
    ("zip64 size", pack(replace(ONE, extra=zip64(8), central={"size": WIDE}))),
    ("zip64 sizes and offset", pack(TWO, replace(
        ONE, extra=field_of(9, b"123") + zip64(8, len(ONE.packed), 30 + 7 + 8),
        central={"size": WIDE, "packed": WIDE, "header": WIDE}))),
    ("zip64 numbers that nobody asks for", pack(replace(ONE, extra=zip64(1, 2, 3)))),
    ("zip64 end", pack(ONE, TWO, end64={})),
    ("zip64 end, all numbers wide", pack(ONE, TWO, end64={}, end={
        "here": WIDE16, "count": WIDE16, "size": WIDE, "start": WIDE})),
    ("zip64 end, an offset wide", pack(ONE, TWO, end64={}, end={"start": WIDE})),
    ("zip64 end of no disk", pack(ONE, TWO, locator={"disks": 0})),
    ("a locator's sign where none has room", pack(before=bytes(10), tail=b"PK\6\7" + bytes(6))),
    ("a locator's sign elsewhere", pack(replace(ONE, comment=b"PK\6\7" + bytes(17)))),
]  # fmt: skip


@pytest.mark.parametrize(("why", "content"), SOUND, ids=lambda value: str(value)[:60])
def test_what_is_odd_and_can_be_read_in_one_way_only(why: str, content: bytes) -> None:
    for name, data in parts_of(content).items():
        assert data == {"a.xml": ONE.data, "b/c.xml": TWO.data}[name], why
    with ZipFile(BytesIO(content)) as other:
        assert other.namelist() == list(parts_of(content))


def test_a_part_of_no_bytes_needs_no_stream_of_them() -> None:
    """Some programs call it packed, though a packed one has two bytes."""
    empty = Entry("xl/", b"", STORED, central={"method": 8}, local={"method": 8})
    assert parts_of(pack(empty, ONE)) == {"xl/": b"", "a.xml": ONE.data}


def test_a_field_that_ends_early_says_nothing() -> None:
    """Other readers refuse it, and none reads anything else."""
    early = struct.pack("<2H", 9, 99) + b"1"
    assert parts_of(pack(replace(ONE, extra=early))) == {"a.xml": ONE.data}


# --- lies ---------------------------------------------------------------------------------------


def wide_end(**lies: int) -> bytes:
    """A zip64 end whose numbers the narrow end leaves to it."""
    narrow = {"here": WIDE16, "count": WIDE16, "size": WIDE, "start": WIDE}
    return pack(ONE, TWO, end64=lies, end=narrow)


def lie(**lies: object) -> bytes:
    return pack(replace(ONE, **lies), TWO)  # type: ignore[arg-type]


INNER = pack(TWO)
LIES = [
    # The end record.
    ("damaged", "nothing", b""),
    ("damaged", "no end", pack(ONE)[:-END_SIZE]),
    ("damaged", "an end cut short", pack(ONE)[:-1]),
    ("damaged", "an end too far from the end", pack(ONE, tail=bytes(65535)) + b"."),
    ("damaged", "another disk", pack(ONE, end={"disk": 1})),
    ("damaged", "begun on another disk", pack(ONE, end={"first_disk": 1})),
    ("damaged", "not all entries here", pack(ONE, TWO, end={"here": 1})),
    ("damaged", "more entries than there are", pack(ONE, TWO, count=3)),
    ("damaged", "fewer entries than there are", pack(ONE, TWO, count=1)),
    ("damaged", "a directory that begins later", pack(ONE, end={"start": 44})),
    ("damaged", "a directory that is shorter", pack(ONE, end={"size": 50})),
    ("damaged", "a directory elsewhere", pack(ONE, end={"start": 0, "size": len(pack(ONE)) - 22})),
    ("damaged", "bytes between directory and end", pack(ONE)[:-22] + b"...." + pack(ONE)[-22:]),
    # Two end records.
    ("damaged", "a whole zip in the comment", pack(ONE, tail=INNER)),
    ("damaged", "an end in the comment", pack(ONE, tail=pack())),
    ("odd_zip", "an end in the comment, and more", pack(ONE, tail=pack() + b"...")),
    ("odd_zip", "an end in the comment and one byte after", pack(ONE, tail=pack()) + b"."),
    ("odd_zip", "a second zip after the first", pack(ONE) + INNER + b"."),
    ("odd_zip", "an end in a part, and bytes after the end",
     pack(Entry("a.xml", b"PK\5\6" + bytes(18), STORED)) + b"."),
    # The end record of 64 bits.
    ("odd_zip", "another number of entries", pack(ONE, TWO, end64={"count": 1})),
    ("odd_zip", "another number of entries here", pack(ONE, TWO, end64={"here": 1})),
    ("odd_zip", "another size", pack(ONE, TWO, end64={"size": 1})),
    ("odd_zip", "another start", pack(ONE, TWO, end64={"start": 1})),
    ("damaged", "another number, the narrow one left out", wide_end(count=1)),
    ("damaged", "not all here", wide_end(here=1)),
    ("damaged", "another start, the narrow one left out", wide_end(start=1)),
    ("damaged", "another size, the narrow one left out", wide_end(size=1)),
    ("damaged", "a start beyond 2^63", wide_end(start=1 << 63)),
    ("damaged", "a size beyond 2^63", wide_end(size=(1 << 64) - 1)),
    ("too_many_parts", "a count beyond 2^63", wide_end(count=1 << 63, here=1 << 63)),
    ("damaged", "a locator on another disk", pack(ONE, locator={"disk": 1})),
    ("damaged", "a locator of two disks", pack(ONE, locator={"disks": 2})),
    ("damaged", "a locator that leads elsewhere", pack(ONE, locator={"at": 3})),
    ("damaged", "a locator beyond the file", pack(ONE, locator={"at": 1 << 32})),
    ("damaged", "a locator beyond 2^63", pack(ONE, locator={"at": 1 << 63})),
    ("damaged", "an end of another sign", pack(ONE, end64={"sign": b"PK\6\x08"})),
    ("damaged", "an end that is longer", pack(ONE, end64={"length": 45})),
    ("damaged", "an end that is shorter", pack(ONE, end64={"length": 43})),
    # The directory's entries.
    ("damaged", "no sign", lie(central={"sign": b"PK\1\3"})),
    ("damaged", "a name beyond the directory", lie(central={"name_length": 500})),
    ("damaged", "a comment that is longer", lie(central={"comment_length": 1})),
    ("damaged", "the last comment is longer", pack(replace(ONE, central={"comment_length": 1}))),
    ("damaged", "a comment that is shorter", lie(comment=b"ab", central={"comment_length": 1})),
    ("damaged", "fields that are longer", lie(extra=b"ab", central={"extra_length": 3})),
    ("odd_zip", "a second name", lie(extra=field_of(0x7075, b"\1abcdb.xml"))),
    ("odd_zip", "a second name after another field",
     lie(extra=field_of(9, b"1") + field_of(0x7075, b"\1abcdb.xml"))),
    ("lying_size", "a wide size that is not there", lie(central={"size": WIDE})),
    ("damaged", "a wide size without its field",
     lie(central={"size": WIDE}, extra=field_of(9, b""))),
    ("damaged", "wide sizes of which one is there",
     lie(central={"size": WIDE, "packed": WIDE}, extra=zip64(8))),
    ("damaged", "a wide size cut short", lie(central={"size": WIDE}, extra=field_of(1, b"\x08"))),
    ("lying_size", "a wide size that is wrong", lie(central={"size": WIDE}, extra=zip64(9))),
    ("damaged", "a wide size beyond 2^63", lie(central={"size": WIDE}, extra=zip64(1 << 63),
                                                local={"size": WIDE})),
    ("overlap", "a wide packed size beyond 2^63", lie(
        central={"packed": WIDE}, extra=zip64(1 << 63), local={"packed": WIDE})),
    ("damaged", "a wide offset beyond 2^63", lie(central={"header": WIDE}, extra=zip64(1 << 63))),
    ("damaged", "a wide offset at the end of the file", lie(
        central={"header": WIDE}, extra=zip64(0xFFFFFFF0))),
    ("damaged", "a name that is no utf-8",
     pack(replace(ONE, name="\x7f.xml", flags=0x800)).replace(b"\x7f.xml", b"\xff.xml")),
    # What the entry's own header says.
    ("damaged", "no header where it is said to be", lie(central={"header": 1})),
    ("damaged", "a header beyond the file", lie(central={"header": 1 << 30})),
    ("damaged", "no sign of its own", lie(local={"sign": b"PK\3\5"})),
    ("damaged", "another name", lie(local_name="b.xml")),
    ("damaged", "a longer name", lie(local_name="a.xmlx")),
    ("damaged", "a shorter name", lie(local_name="a.xm")),
    ("lying_size", "another size", lie(local={"size": 7})),
    ("lying_size", "another packed size", lie(local={"packed": 7})),
    ("lying_size", "another checksum", lie(local={"crc": 7})),
    ("lying_size", "another size in the directory", lie(central={"size": 9})),
    ("lying_size", "another size, and flags of nothing", lie(flags=0x802, local={"size": 7})),
    ("password", "encrypted", lie(flags=1)),
    ("password", "encrypted, says the directory", lie(central={"flags": 1})),
    ("password", "encrypted, says the header", lie(local={"flags": 1})),
    ("password", "encrypted, and sizes follow", lie(flags=9)),
    ("odd_zip", "another method in the directory", lie(central={"method": 0})),
    ("odd_zip", "another method in the header", lie(local={"method": 0})),
    ("odd_zip", "bzip2", lie(method=12)),
    ("odd_zip", "shrunk", lie(method=1)),
    ("odd_zip", "deflate64", lie(method=9)),
    # Parts over others, and over the directory.
    ("overlap", "packed bytes up to the directory and beyond", pack(TWO, replace(
        ONE, central={"packed": 900}, local={"packed": 900}))),
    ("overlap", "one byte too many before the directory", pack(TWO, replace(
        ONE, central={"packed": len(ONE.packed) + 1}, local={"packed": len(ONE.packed) + 1}))),
    ("overlap", "packed bytes into the next part", lie(
        central={"packed": len(ONE.packed) + 1}, local={"packed": len(ONE.packed) + 1})),
    ("overlap", "fields of its own into the next part", lie(local={"extra_length": 1})),
    ("overlap", "a part in a part", pack(
        Entry("a.xml", INNER, STORED), replace(TWO, at=30 + len("a.xml")))),
    ("duplicate_entry", "the same part again", pack(ONE, replace(ONE, at=0))),
    ("duplicate_entry", "the same name", pack(ONE, ONE)),
    ("duplicate_entry", "in other letters", pack(ONE, replace(ONE, name="A.XML"))),
    ("duplicate_entry", "with another slash", pack(TWO, replace(TWO, name="b\\c.xml"))),
    # Names that lead out of the package.
    *(("escaping_name", name, pack(Entry(name))) for name in (
        "../a", "..", "a/../b", "a\\..\\b", "a/..", "..\\a", "/a", "\\a", "C:a", "c:/a", "a\0b")),
    *(("ok", name, pack(Entry(name))) for name in (
        "a..b", "...", "a/..b/c", "a../b", "_rels/.rels", "[a].xml", "1:a", "aC:b", "a b")),
    # The packed bytes, see test_inflate.
    ("damaged", "one byte that is no packed one", pack(Entry(
        "a.xml", b"x", STORED, central={"method": 8}, local={"method": 8}))),
    ("damaged", "another checksum throughout", lie(crc=7)),
    ("lying_size", "fewer bytes throughout", lie(size=7)),
    ("damaged", "more bytes throughout", lie(size=9)),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "why", "content"), LIES, ids=lambda value: str(value)[:60])
def test_a_lie_is_refused(answer: str, why: str, content: bytes) -> None:
    assert reason(content) == answer, why


def test_no_more_parts_are_looked_at_than_are_allowed() -> None:
    assert reason(pack(ONE, TWO), most=2) == "ok"
    with pytest.raises(Refused) as refused:
        read_directory(pack(ONE, TWO), 1)
    assert (refused.value.reason, refused.value.facts) == (
        "too_many_parts",
        {"count": 2, "limit": 1},
    )
    assert reason(pack(replace(ONE, at=99), TWO), most=1) == "too_many_parts"


@pytest.mark.parametrize(
    ("entries", "facts"),
    [
        ([replace(ONE, name="n" * 99, local={"size": 7})], {"name": "n" * 80}),
        ([replace(ONE, name="ก.xml", local={"size": 7})], {"name": "\ufffd\ufffd\ufffd.xml"}),
        ([Entry("n" * 99), Entry("N" * 99)], {"name": "N" * 80}),
        ([Entry("/" + "n" * 99)], {"name": "/" + "n" * 79}),
        ([Entry("n" * 99, central={"packed": 900}, local={"packed": 900})], {"name": "n" * 80}),
        ([Entry("n" * 99, flags=1)], {}),
    ],
)
def test_a_refusal_names_the_part(entries: list[Entry], facts: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        read_directory(pack(*entries), 9)
    assert refused.value.facts == facts


@pytest.mark.parametrize(
    ("name", "flags", "read"),
    [
        ("ข้อมูล.xml", 0x800, "ข้อมูล.xml"),
        ("ก", 0, "α╕ü"),
        ("ก", 8, "α╕ü"),
        ("a.xml", 0x800, "a.xml"),
        ("a.xml", 0, "a.xml"),
    ],
)
def test_names_are_utf_8_where_that_is_said(name: str, flags: int, read: str) -> None:
    content = pack(Entry(name, flags=flags))
    (part,) = read_directory(content, 1)
    assert part.name == read == ZipFile(BytesIO(content)).namelist()[0]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("xl/workbook.xml", "xl/workbook.xml"),
        ("XL\\WorkBook.XML", "xl/workbook.xml"),
        ("/xl/workbook.xml", "xl/workbook.xml"),
        ("\\\\xl/workbook.xml", "xl/workbook.xml"),
        ("xl/work/", "xl/work/"),
    ],
)
def test_packages_compare_names_without_case_and_kind_of_slash(name: str, key: str) -> None:
    assert part_key(name) == key
    if name[0] not in "/\\":
        assert read_directory(pack(Entry(name)), 1)[0].key == key


# --- laws -----------------------------------------------------------------------------------------

DATA = st.dictionaries(
    st.text("abc/ก.", min_size=1, max_size=6).filter(lambda n: ".." not in n and n[0] != "/"),
    st.binary(max_size=300),
    max_size=5,
)


@given(DATA, st.sampled_from([ZIP_STORED, ZIP_DEFLATED]))
def test_what_another_program_packed_is_read_as_it_was(data: dict[str, bytes], how: int) -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", how) as package:
        for name, content in data.items():
            package.writestr(name, content)
    assert parts_of(stream.getvalue()) == data


def test_any_byte_changed_gives_the_same_parts_or_a_refusal_or_another_name() -> None:
    whole = pack(ONE, TWO, tail=b"x", end64={})
    content = bytearray(whole)
    pick = random.Random(1)
    for at in range(len(content)):
        for bit in (1 << pick.randrange(8), 255):
            content[at] ^= bit
            try:
                read = parts_of(bytes(content))
            except Refused:
                read = {}
            content[at] ^= bit
            assert set(read.values()) <= {ONE.data, TWO.data}
    assert bytes(content) == whole


def test_a_zip_cut_anywhere_is_refused() -> None:
    content = pack(ONE, TWO)
    assert {reason(content[:at]) for at in range(len(content))} == {"damaged"}
