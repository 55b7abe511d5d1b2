"""Seeded mutants of real workbooks: torn zips, and whole zips with nonsense in their XML.

``python tests/mutants.py FIRST COUNT TOGETHER`` merges the mutants of the numbers from FIRST on, so
many in one folder with a good file, and prints a line for each broken law: the merge ends with exit
code 0 or 1, with a marked copy of each that needs fixing, every mutant is read or named with one
reason, and the good file is read as if it lay there alone. A hundred thousand, two hundred in a
folder, take an hour and a half of a processor.
"""

import contextlib
import faulthandler
import io
import json
import random
import re
import sys
import tempfile
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus import EXAMPLE, FIXTURES

from ita_xlsx.cli import run

Dice = random.Random
# The answer of ``merge --format json``.
Told = dict[str, list[dict[str, Any]]]
# No mutant may take longer than this, the wall time of a file that is read alone included.
SECONDS = 90

GOOD = EXAMPLE / "returned" / "กองคลัง.xlsx"
PARENTS = sorted(
    path
    for folder in ("kinds", "layouts")
    for path in (FIXTURES / folder).iterdir()
    if path.suffix != ".json"
)


def mutant(seed: int) -> tuple[Path, str, bytes]:
    """The mutant of a number: the file it comes from, what was done to it, and its bytes."""
    dice = Dice(seed)
    parent = dice.choice(PARENTS)
    content = parent.read_bytes()
    done = []
    if not content.startswith(b"PK"):
        kinds: Sequence[Callable[[bytes, Dice], bytes]] = PLAIN_WAYS
    else:
        kinds = dice.choice((ZIP_WAYS, XML_WAYS, XML_WAYS, XML_WAYS))
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        way = dice.choice(kinds)
        done.append(way.__name__)
        content = way(content, dice)
    return parent, "+".join(done), content


# --- the bytes of any file ----------------------------------------------------------------------


def flip_bits(content: bytes, dice: Dice) -> bytes:
    flipped = bytearray(content)
    for _ in range(dice.choice((1, 2, 8, 64)) if content else 0):
        flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
    return bytes(flipped)


def cut_short(content: bytes, dice: Dice) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def splice(content: bytes, dice: Dice) -> bytes:
    """A stretch written once more over another place."""
    start, length = dice.randrange(len(content) + 1), dice.choice((1, 4, 30, 500))
    at = dice.randrange(len(content) + 1)
    piece = content[start : start + length]
    return content[:at] + piece + content[at + dice.choice((0, len(piece))) :]


def nonsense(content: bytes, dice: Dice) -> bytes:
    at = dice.randrange(len(content) + 1)
    junk = dice.choice((b"\0", b'"', b"\xff\xfe", b"\r", b"\x1a", b"\xe0\xb8", b"\n" * 3000))
    return content[:at] + junk + content[at:]


# --- the zip ------------------------------------------------------------------------------------


def swap_entries(content: bytes, dice: Dice) -> bytes:
    """Two parts, each with the content of the other."""

    def swap(parts: dict[str, bytes]) -> None:
        one, other = dice.choice(list(parts)), dice.choice(list(parts))
        parts[one], parts[other] = parts[other], parts[one]

    return _repacked(content, swap)


def drop_entry(content: bytes, dice: Dice) -> bytes:
    return _repacked(content, lambda parts: parts.pop(dice.choice(list(parts)), None))


def move_entry(content: bytes, dice: Dice) -> bytes:
    """A directory entry that points to another entry's bytes."""
    return _in_directory(content, dice, 42, dice.choice((0, 1, len(content), 0xFFFFFFFF)))


def lie_about_size(content: bytes, dice: Dice) -> bytes:
    number = dice.choice((0, 1, 100, 1 << 24, 0x7FFFFFFF, 0xFFFFFFFF))
    for field in dice.choice(((20,), (24,), (20, 24))):
        content = _in_directory(content, dice, field, number)
    return content


def lie_about_checksum(content: bytes, dice: Dice) -> bytes:
    return _in_directory(content, dice, 16, dice.randrange(1 << 32))


def lie_about_method(content: bytes, dice: Dice) -> bytes:
    return _in_directory(content, dice, 10, dice.choice((0, 1, 8, 9, 12, 99)), 2)


def _in_directory(content: bytes, dice: Dice, field: int, number: int, size: int = 4) -> bytes:
    starts = [match.start() for match in re.finditer(b"PK\1\2", content)]
    if not starts:
        return flip_bits(content, dice)
    at = dice.choice(starts) + field
    return content[:at] + number.to_bytes(size, "little") + content[at + size :]


def _repacked(content: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The zip with its parts changed and right checksums; one that is torn stays as it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        zlib.error,
    ):
        return content
    if not parts:
        return content
    change(parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return packed.getvalue()


# --- the XML, with right checksums --------------------------------------------------------------

_SHEETS = re.compile(r"worksheets/|content\.xml|sharedStrings", re.IGNORECASE)


def _in_part(
    change: Callable[[bytes, Dice], bytes], where: re.Pattern[str] = _SHEETS
) -> Callable[[bytes, Dice], bytes]:
    """A way to change one part of a package, mostly one that holds cells."""

    def way(content: bytes, dice: Dice) -> bytes:
        def in_part(parts: dict[str, bytes]) -> None:
            names = [name for name in parts if not name.endswith(".bin")]
            likely = [name for name in names if where.search(name)]
            chosen = likely if likely and dice.random() < 0.8 else names
            if chosen:
                name = dice.choice(chosen)
                parts[name] = change(parts[name], dice)

        return _repacked(content, in_part)

    way.__name__ = change.__name__
    return way


def _at_one(pattern: bytes, *replacements: bytes) -> Callable[[bytes, Dice], bytes]:
    """A change of one match, chosen at random, into one of the replacements (regex templates)."""
    compiled = re.compile(pattern, re.DOTALL)

    def change(part: bytes, dice: Dice) -> bytes:
        matches = list(compiled.finditer(part))
        if not matches:
            return part
        match = dice.choice(matches)
        return part[: match.start()] + match.expand(dice.choice(replacements)) + part[match.end() :]

    return change


_ATTRIBUTE = rb'\s[\w:.-]+="[^"<>]*"'
_OPEN_CELL = rb"<(?:c|table:table-cell)(?=[\s/>])[^<>]*"
_INSIDE = rb"(?:(?!</?(?:c|row|table:table-cell)[\s>]).)*"
_CELL = _OPEN_CELL + rb"(?:/>|>" + _INSIDE + rb"</(?:c|table:table-cell)>)"
_ROW = rb"<(?:row|table:table-row)(?=[\s>])(?:(?!<row|<table:table-row).)*?"
_ROW += rb"</(?:row|table:table-row)>"
_NASTY_VALUES = (
    b"", b"-1", b"0", b"1", b"true", b"1e999", b"99999999999999999999", b"4294967295", b"NaN",
    b"2147483648", b"A1", b"XFD1048576", b"..", b"/", b"&#0;", b"&amp;", b"\xe0\xb8\x81",
)  # fmt: skip
_PLACES = (
    b"XFD1048576", b"ZZZ9999999", b"A0", b"", b"1", b"A", b"A1048577", b"XFE1", b"a1", b"$A$1",
    b"A99999999999", b"A-1", b"AAAAAAAA1", b"R1C1", b"A1:B2", b"Z400", b"AZ9",
)  # fmt: skip
_NUMBERS = (
    b"1e999", b"-1e999", b"nan", b"inf", b"1e308", b"-0", b"12345678901234567890", b"0x10", b"1,5",
    b"1.", b"", b" 7 ", b"-1", b"0", b"60", b"2958465", b"2958466", b"1e10", b"243343", b"-693594",
    b"999999999", b"0.1", b"3101234567890", b"\xe0\xb9\x91", b"2566-13-45", b"2023-03-31T25:61:61",
)  # fmt: skip
_TEXTS = (
    b"_x0041_", b"_xD800_", b"_x0000_", b"_x005F_x0041_", b"&#0;", b"&#xFFFF;", b"&nosuch;", b"]]>",
    b"<![CDATA[<c r=\"A1\">]]>", b"<!-- -->", b"<?x y?>", b"\xff\xfe", b"\xed\xa0\x80", b"\x01",
    b"=1+1", b"\xe0\xb8\x99\xe0\xb9\x8d\xe0\xb8\xb2" * 11000, b" \n ", b"<r>", b"-", b"NA",
)  # fmt: skip


def _named(name: str, change: Callable[[bytes, Dice], bytes]) -> Callable[[bytes, Dice], bytes]:
    change.__name__ = name
    return change


def _shuffled(pattern: bytes) -> Callable[[bytes, Dice], bytes]:
    """Two matches that change places."""
    compiled = re.compile(pattern, re.DOTALL)

    def change(part: bytes, dice: Dice) -> bytes:
        spans = [match.span() for match in compiled.finditer(part)]
        if len(spans) < 2:
            return part
        (a, b), (c, d) = sorted(dice.sample(spans, 2))
        return part[:a] + part[c:d] + part[b:c] + part[a:b] + part[d:]

    return change


def nest(part: bytes, dice: Dice) -> bytes:
    """An element that is opened thousands of times within itself, perhaps never closed."""
    at = [match.end() for match in re.finditer(rb"<[\w:]+[^<>]*(?<!/)>", part)]
    if not at:
        return part
    place, depth = dice.choice(at), dice.choice((1, 50, 20_000))
    name = dice.choice((b"is", b"r", b"t", b"c", b"row", b"sheetData", b"si", b"f", b"text:p"))
    closing = dice.choice((b"", b"</%s>" % name * depth))
    return part[:place] + b"<%s>" % name * depth + closing + part[place:]


def in_utf16(part: bytes, dice: Dice) -> bytes:
    text = part.decode("utf-8", "replace").replace('encoding="UTF-8"', 'encoding="UTF-16"')
    return text.encode(dice.choice(("utf-16", "utf-16-be", "utf-16-le")))


def cut_part(part: bytes, dice: Dice) -> bytes:
    return part[: dice.randrange(len(part) + 1)]


def merge_everything(part: bytes, dice: Dice) -> bytes:
    ranges = (
        b"A1:XFD1048576", b"A1:A1048576", b"A8:I8", b"B9:B12", b"A9:I20", b"D9:D400000", b"B2:A1",
        b"A1", b"", b"ZZZ1:A1", b"A1:B2:C3",
    )  # fmt: skip
    merges = b"".join(b'<mergeCell ref="%s"/>' % dice.choice(ranges) for _ in range(3))
    return part.replace(b"</sheetData>", b"</sheetData><mergeCells>" + merges + b"</mergeCells>", 1)


def repeat_cells(part: bytes, dice: Dice) -> bytes:
    count = dice.choice((b"2", b"1000", b"16384", b"2147483648", b"-1", b"x"))
    axis = dice.choice((b"columns", b"rows"))
    old, new = (b"table-cell", b"table-row")[axis == b"rows"], b"table:number-%s-repeated" % axis
    place = [match.end() for match in re.finditer(b"<table:" + old + rb"(?=[\s/>])", part)]
    if not place:
        return part
    at = dice.choice(place)
    return part[:at] + b' %s="%s"' % (new, count) + part[at:]


def _replaced(values: Sequence[bytes], before: bytes = b"", after: bytes = b"") -> list[bytes]:
    return [before + value.replace(b"\\", rb"\\") + after for value in values]


PLAIN_WAYS = (flip_bits, cut_short, splice, nonsense)
ZIP_WAYS = (
    *PLAIN_WAYS, swap_entries, drop_entry, move_entry, lie_about_size, lie_about_checksum,
    lie_about_method,
)  # fmt: skip
_ANYWHERE = re.compile("")
XML_WAYS = (
    _in_part(_named("double_attribute", _at_one(_ATTRIBUTE, rb"\g<0>\g<0>")), _ANYWHERE),
    _in_part(_named("drop_attribute", _at_one(_ATTRIBUTE, b"")), _ANYWHERE),
    _in_part(
        _named("nasty_attribute", _at_one(rb'(\s[\w:.-]+=")[^"<>]*"',
               *_replaced(_NASTY_VALUES, rb"\g<1>", b'"'))), _ANYWHERE),
    _in_part(_named("swap_cells", _shuffled(_CELL))),
    _in_part(_named("swap_rows", _shuffled(_ROW))),
    _in_part(_named("double_cell", _at_one(_CELL, rb"\g<0>\g<0>"))),
    _in_part(_named("double_row", _at_one(_ROW, rb"\g<0>\g<0>"))),
    _in_part(_named("far_cell", _at_one(rb'(<c r=")[^"]*"', *_replaced(_PLACES, rb"\g<1>", b'"')))),
    _in_part(_named("far_row", _at_one(rb'(<row r=")[^"]*"', *_replaced(
        (b"0", b"1048577", b"99999999999", b"-1", b"x", b"40"), rb"\g<1>", b'"')))),
    _in_part(_named("bad_number", _at_one(rb"(<v>)[^<]*<", *_replaced(_NUMBERS, rb"\g<1>", b"<")))),
    _in_part(_named("bad_number_untyped", _at_one(rb' t="s"([^<>]*><v>)[^<]*<',
                    *_replaced(_NUMBERS, rb"\g<1>", b"<")))),
    _in_part(_named("bad_type", _at_one(rb' t="\w+"', *(
        b' t="%s"' % t for t in (b"d", b"e", b"b", b"n", b"str", b"inlineStr", b"zz", b""))))),
    _in_part(_named("bad_style", _at_one(rb' s="\d+"', *(
        b' s="%s"' % s for s in (b"-1", b"99999", b"4294967296", b"", b"x"))))),
    _in_part(_named("bad_text", _at_one(rb">[^<>]{2,}<", *_replaced(_TEXTS, b">", b"<")))),
    _in_part(_named("bad_format", _at_one(rb'formatCode="[^"]*"', *(
        b'formatCode="%s"' % c for c in (b"", b"[", b"yyyy-mm-dd", b";;;", b"[$-", b"0" * 40000)))),
        re.compile("styles")),
    _in_part(_named("formula", _at_one(rb"<v>", b"<f>A1+</f><v>", b'<f t="shared" si="9"/><v>',
             b'<f t="array" ref="A1:XFD1048576">A1</f><v>', b"<f/><v>"))),
    _in_part(_named("drop_tag", _at_one(rb"<[^<>]+>", b"")), _ANYWHERE),
    _in_part(_named("double_tag", _at_one(rb"<[^<>]+>", rb"\g<0>\g<0>")), _ANYWHERE),
    _in_part(_named("drop_element", _at_one(rb"<([\w:]+)(?:\s[^<>]*)?(?<!/)>[^<>]*</\1>", b"")),
             _ANYWHERE),
    _in_part(nest), _in_part(in_utf16), _in_part(cut_part, _ANYWHERE), _in_part(merge_everything),
    _in_part(repeat_cells), _in_part(flip_bits, _ANYWHERE), _in_part(splice, _ANYWHERE),
)  # fmt: skip


# --- the law ------------------------------------------------------------------------------------


def answer(*arguments: object) -> tuple[int, str, str]:
    """Exit code, output and messages of a command that runs in this process."""
    # JSON is bytes, whatever the console speaks.
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([str(argument) for argument in arguments], {"ITA_XLSX_LANG": "en"})
    out.seek(0)
    return code, out.read(), err.getvalue()


def faults(folder: Path, mutants: Mapping[str, bytes], expected: str) -> Iterator[str]:
    """What is wrong with the merge of some mutants beside the good file."""
    inside = folder / "in"
    for name, content in mutants.items():
        (inside / name).write_bytes(content)
    outputs = ("-o", folder / "report.xlsx", "--findings", folder / "findings.xlsx")
    returns = ("--returns", folder / "back")
    code, out, err = answer("merge", inside, *outputs, *returns, "--format", "json")
    if code not in (0, 1) or "fault" in err or "Traceback" in err:
        yield f"exit code {code}: {err}"
        return
    told = json.loads(out)
    if read_of(told, GOOD.name) != expected:
        yield "the good file is read in another way"
    for name, content in mutants.items():
        yield from wrong_with(told, name)
        if (inside / name).read_bytes() != content:
            yield f"{name} was changed"
        (inside / name).unlink()


def wrong_with(told: Told, name: str) -> Iterator[str]:
    """A file that was given is read, or has one reason why not."""
    status = [one["status"] for one in told["files"] if one["file"].endswith("/" + name)]
    if not status:
        yield f"{name} is not named"
    findings = [f for f in told["findings"] if f["file"].endswith("/" + name)]
    yield from (f["message"] for f in findings if "program failed" in f["message"])
    if status == ["unreadable"] and len(findings) != 1:
        yield f"{name} has {len(findings)} reasons for being unreadable"
    if status != ["unreadable"] and not findings and read_of(told, name) == "[]":
        yield f"{name} was passed over without a word"


def read_of(told: Told, name: str) -> str:
    """All measures of one file, as text."""
    mine = [m for m in told["measures"] if m["file"].endswith("/" + name)]
    return json.dumps(mine, ensure_ascii=False, sort_keys=True)


def main(first: int, count: int, together: int) -> None:
    """Merge the mutants of some numbers, so many in a folder; a line for each broken law."""
    warnings.simplefilter("error")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        inside = folder / "in"
        inside.mkdir()
        (inside / GOOD.name).write_bytes(GOOD.read_bytes())
        _, out, _ = answer("check", inside, "--format", "json")
        expected = read_of(json.loads(out), GOOD.name)
        assert expected != "[]"
        for start in range(first, first + count, together):
            seeds = range(start, min(start + together, first + count))
            born = {seed: mutant(seed) for seed in seeds}
            for seed, (parent, done, _) in born.items():
                print(f"{seed} {parent.name} {done}", file=sys.stderr, flush=True)
            named = {f"{s}{parent.suffix}": content for s, (parent, _, content) in born.items()}
            faulthandler.dump_traceback_later(SECONDS * together, exit=True)
            for fault in faults(folder, named, expected):
                print(f"among mutants {seeds}: {fault}", flush=True)
            faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
