"""A package written again: the changed parts are new, all others packed as they were."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.ooxml.repack import repack
from ita_xlsx.ooxml.zip_directory import read_directory

NAMES = st.sampled_from(["a.xml", "b/c.xml", "ข้อมูล.xml", "_rels/.rels", "é"])
PARTS = st.dictionaries(NAMES, st.binary(max_size=2000), min_size=1)


def packed(parts: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", method, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


@given(PARTS, PARTS, st.sampled_from([ZIP_STORED, ZIP_DEFLATED]))
def test_what_is_written_again_is_read_by_another_reader(
    parts: dict[str, bytes], changed: dict[str, bytes], method: int
) -> None:
    again = repack(packed(parts, method), changed)
    with ZipFile(BytesIO(again)) as package:
        assert package.testzip() is None
        read = {name: package.read(name) for name in package.namelist()}
    assert list(read.items()) == list({**parts, **changed}.items())
    assert repack(packed(parts, method), changed) == again == repack(again, changed)


def test_what_is_not_changed_stays_packed_as_it_was() -> None:
    content = packed({"a.xml": b"one, " * 500, "b.xml": b"two, " * 500})
    again = repack(content, {"b.xml": b"three"})
    old, new = (read_directory(one, 9)[0] for one in (content, again))
    assert old == new
    assert content[old.start :][: old.packed] == again[new.start :][: new.packed]
