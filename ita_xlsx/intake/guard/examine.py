"""What stands before every opening of a returned file: may it be opened, and how large is it."""

import errno
import os
import re
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ita_xlsx.errors import DEBUG
from ita_xlsx.files import system_path
from ita_xlsx.intake.guard.file_type import (
    Kind,
    tell_broken_zip,
    tell_content,
    tell_head,
    tell_package,
    text_encoding,
)
from ita_xlsx.intake.guard.ole import NotOle
from ita_xlsx.intake.guard.own_sheets import OwnSheets
from ita_xlsx.intake.guard.refusals import Refusal, refusal_of
from ita_xlsx.intake.guard.scan_ods import scan_ods
from ita_xlsx.intake.guard.scan_xls import scan_xls
from ita_xlsx.intake.guard.scan_xlsb import TEXTS, scan_xlsb, sheet_names, text_sizes
from ita_xlsx.intake.guard.scan_xlsx import SheetScan, scan_sheet, scan_small, scan_text
from ita_xlsx.intake.guard.shared_texts import shared_sizes, shown_size
from ita_xlsx.intake.guard.unlock import unlock
from ita_xlsx.intake.guard.xls_records import workbook_stream
from ita_xlsx.ooxml.package import (
    Listed,
    Package,
    document_key,
    read_index,
    read_properties,
    shared_texts_key,
)
from ita_xlsx.ooxml.zip_directory import ZIP, Part, Refused
from ita_xlsx.xlsx.limits import SHEET_ROWS

_MB = 1 << 20
STAMP_PREFIX = "ita_xlsx"


@dataclass(frozen=True)
class Limits:
    """Beyond these a file is not opened at all."""

    # Mail servers carry at most 25 MB; a form of 14 measures has 12 KB.
    packed: int = 25 * _MB
    # Some ways of reading have three copies of it in memory.
    unpacked: int = 128 * _MB
    # A thousand sheets, each with its relationships, comments and drawing.
    parts: int = 4096
    # The dullest thing that programs write, a column of empty rows, shrinks 26 times;
    # nothing that deflate writes shrinks more than 1,032 times.
    ratio: int = 200
    # Below this a bomb does no harm.
    ratio_from: int = 1 * _MB
    # Blank ones too, which take time: to look through so many takes some ten seconds.
    cells: int = 5_000_000
    # All the rows that Excel has.
    rows: int = SHEET_ROWS
    # The rectangles from A1 to the farthest cells: calamine and Python take 47 bytes for each cell
    # of them. What is in the cells counts too: see ``_FILLED`` and ``_TEXT``.
    box: int = 10_000_000
    # The XML of a Word document; its elements take some twenty times as much memory.
    document: int = 16 * _MB


LIMITS = Limits()


@dataclass(frozen=True)
class Verdict:
    """What the guard found out about one file.

    ``refusal`` is None when the file may be opened, and else says why not, and what to do;
    ``reason`` is its key in ``REFUSALS``. ``size`` is in bytes, ``sha256`` in hexadecimal (``''``
    when the file was not read). ``sheets`` are the worksheets in their order (none for .xls,
    .xlsb and .docx). ``stamp`` holds this program's own document properties. ``utf16``: some part
    is in UTF-16, which calamine takes for empty. ``encoding`` is the codec of a text file.
    ``macros``: a document holds some.
    """

    kind: Kind
    refusal: Refusal | None = None
    reason: str = ""
    sha256: str = ""
    size: int = 0
    sheets: tuple[SheetScan, ...] = ()
    stamp: Mapping[str, str] = field(default_factory=dict)
    date1904: bool = False
    strict: bool = False
    utf16: bool = False
    encoding: str = ""
    macros: bool = False


class Opened(NamedTuple):
    """A file as it was read, once: its bytes (none when it was not read) and the verdict on them.

    Whoever reads the file reads these bytes: what takes its place meanwhile was not examined.
    """

    content: bytes
    verdict: Verdict


# What is told of a file before it is examined: its size in bytes and its SHA-256.
Note = Callable[[tuple[int, str]], None]


def _no_note(known: tuple[int, str]) -> None:
    """Nobody asks."""


def open_once(
    path: Path, limits: Limits = LIMITS, note: Note = _no_note, peek: bool = False
) -> Opened:
    """Read and examine a file. Never raises for what the file is or holds.

    With ``peek`` a file whose first bytes prove that it is no workbook is not read further.
    """
    try:
        content = read_regular(path, limits, peek)
    except Refused as refused:
        kind, size = refused.facts.get("kind"), refused.facts.get("size")
        verdict = _refuse(kind if isinstance(kind, Kind) else Kind.UNKNOWN, refused)
        return Opened(b"", replace(verdict, size=size if isinstance(size, int) else 0))
    verdict = examine_content(content, limits, note)
    opened = unlock(content) if verdict.kind is Kind.ENCRYPTED else None
    if opened is None:
        return Opened(content, verdict)
    inside = examine_content(opened, limits)
    return Opened(opened, replace(inside, sha256=verdict.sha256, size=verdict.size))


def examine(path: Path, limits: Limits = LIMITS) -> Verdict:
    """The verdict on a file that nothing will open. Never raises for what it is or holds."""
    return open_once(path, limits).verdict


def examine_content(content: bytes, limits: Limits = LIMITS, note: Note = _no_note) -> Verdict:
    """The verdict on a file that holds these bytes."""
    size, digest = len(content), sha256(content).hexdigest()
    note((size, digest))
    judge = _judge_package if content.startswith(ZIP) else _judge_other
    try:
        verdict = judge(content, limits)
    except MemoryError:
        raise
    except Exception as bug:
        if os.environ.get(DEBUG) == "1":
            raise
        verdict = _refuse(Kind.UNKNOWN, Refused("fault", fault=type(bug).__name__))
    return replace(verdict, sha256=digest, size=size)


def _refuse(kind: Kind, refused: Refused) -> Verdict:
    return Verdict(kind, refusal_of(kind, refused), refused.reason)


# --- the file -----------------------------------------------------------------------------------

_ERRORS = {
    errno.ENOENT: "vanished",
    errno.ENOTDIR: "vanished",
    errno.ENAMETOOLONG: "vanished",
    errno.ELOOP: "broken_link",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EISDIR: "not_regular",
    errno.ENXIO: "not_regular",
}
# A FIFO that takes the file's place after the look must not hang the opening.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_HEAD = 4096


def read_regular(path: Path, limits: Limits = LIMITS, peek: bool = False) -> bytes:
    """All bytes of a regular file that is not too large; ``peek`` as above. Raises Refused."""
    try:
        path = system_path(path)
        _refuse_irregular(path)
        with open(os.open(path, _FLAGS), "rb", buffering=0) as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise Refused("not_regular")
            if status.st_size > limits.packed:
                raise _too_large(stream.read(_HEAD), status.st_size, limits)
            head = stream.read(_HEAD) if peek else b""
            kind = tell_head(head) if head else None
            if kind is not None and not kind.is_workbook:
                raise Refused("wrong_kind", kind=kind)
            content = head + stream.read(status.st_size + 1)
    except ValueError as nonsense:  # a NUL or a lone surrogate in the name
        raise Refused("vanished") from nonsense
    except OSError as failed:
        raise Refused(_ERRORS.get(failed.errno or 0, "unreadable")) from failed
    if content is None or len(content) != status.st_size:
        raise Refused("changing")
    return content


def _refuse_irregular(path: Path) -> None:
    status = os.lstat(path)
    if stat.S_ISLNK(status.st_mode):
        try:
            status = os.stat(path)
        except FileNotFoundError as lost:
            raise Refused("broken_link") from lost
    if not stat.S_ISREG(status.st_mode):
        raise Refused("not_regular")


def _too_large(head: bytes, size: int, limits: Limits) -> Refused:
    kind = tell_head(head)
    if kind is not None:
        return Refused("wrong_kind", kind=kind, size=size)
    return Refused("too_large", limit=limits.packed // _MB, size=size)


# --- what is in it ------------------------------------------------------------------------------


def _judge_other(content: bytes, limits: Limits) -> Verdict:
    kind = tell_content(content)
    if not kind.readable:
        return _refuse(kind, Refused(_UNREADABLE.get(kind, "wrong_kind")))
    if kind is Kind.XLS:
        return _judge_xls(content, limits)
    encoding = text_encoding(content)
    try:
        scan = scan_text(content, encoding, _watch(limits))
        # It is read row by row: its rectangle takes no room.
        _refuse_costly((scan,), limits, 0, _COPIES * len(content))
    except Refused as refused:
        return _refuse(kind, refused)
    return Verdict(kind, sheets=(scan,), encoding=encoding)


def _judge_xls(content: bytes, limits: Limits) -> Verdict:
    try:
        scans = scan_xls(workbook_stream(content), _watch(limits), limits.parts)
        _refuse_costly(scans, limits, _COST, _COPIES * len(content))
    except NotOle:
        return _refuse(Kind.XLS, Refused("damaged"))
    except Refused as refused:
        return _refuse(Kind.XLS, refused)
    return Verdict(Kind.XLS)


# calamine keeps the sheets of an .xls and of an .ods twice, and their formulas beside them.
_COST = 3
# So often what is in such a file is in memory while it is prepared for calamine.
_COPIES = 4
_UNREADABLE = {Kind.ENCRYPTED: "password", Kind.EMPTY: "empty"}


def _judge_package(content: bytes, limits: Limits) -> Verdict:
    kind = None
    try:
        package = Package(content, limits.parts)
        kind = tell_package(package)
        if not kind.readable:
            raise Refused(_UNREADABLE.get(kind, "wrong_kind"))
        _refuse_bombs(package, limits)
        return _JUDGES[kind](package, limits)
    except Refused as refused:
        return _refuse(kind or tell_broken_zip(content), refused)


def _refuse_bombs(package: Package, limits: Limits) -> None:
    """By the sizes that the directory tells; inflating stops where one of them is passed."""
    total = 0
    for part in package.parts.values():
        total += part.size
        if part.size > limits.ratio_from and part.size > limits.ratio * part.packed:
            raise Refused("ratio", name=part.name[:80])
    if total > limits.unpacked:
        raise Refused("unpacked", limit=limits.unpacked // _MB)


def _judge_xlsx(package: Package, limits: Limits) -> Verdict:
    index = read_index(package)
    _refuse_shared_parts(package, [sheet.key for sheet in index.sheets], limits)
    stamp = read_properties(package, STAMP_PREFIX)
    # Readers are told by its name which sheet not to open.
    distinct = len({sheet.name for sheet in index.sheets}) == len(index.sheets)
    ours = OwnSheets(package) if distinct else None
    sheets = tuple(_scan_listed(package, sheet, limits, ours) for sheet in index.sheets)
    shared = _count_texts(package, sheets, limits)
    _refuse_costly(sheets, limits, copied=shared)
    listed = {sheet.part for sheet in sheets}
    others = [part for part in package.unread() if part.key not in listed]
    if any([_scan_other(package, part, limits) for part in others]):
        for scan in sheets:
            scan.more_than_values = True
    return Verdict(
        Kind.XLSX,
        sheets=sheets,
        stamp=stamp,
        date1904=index.date1904,
        strict=index.strict,
        utf16=package.utf16,
    )


def _judge_ods(package: Package, limits: Limits) -> Verdict:
    content = package.parts.get("content.xml")
    if content is None:
        raise Refused("damaged")
    for part in package.unread():
        if part != content:
            _scan_other(package, part, limits)
    sheets = tuple(scan_ods(package.chunks(content), _watch(limits)))
    _refuse_costly(sheets, limits, _COST, _COPIES * content.size)
    return Verdict(Kind.ODS, sheets=sheets, utf16=package.utf16)


def _judge_xlsb(package: Package, limits: Limits) -> Verdict:
    stamp = read_properties(package, STAMP_PREFIX)
    sheets = []
    # Its records are read whole, one by one: these take 320 MB and some seconds.
    watch = _watch(replace(limits, cells=limits.cells // 2))
    names = sheet_names(package)
    texts = text_sizes(package.read(TEXTS)) if TEXTS in package.parts else ()
    size = 0
    _refuse_shared_parts(package, [key for key in package.parts if key.startswith(_SHEETS)], limits)
    for part in package.unread():
        _scan_other(package, part, limits)
        if part.key.startswith(_SHEETS):
            name = names.get(part.key, part.name[:80])
            sheets.append(scan_xlsb(package.read(part.key), name, watch, texts))
            size += part.size
    _refuse_costly(sheets, limits, copied=_COPIES * size)
    return Verdict(Kind.XLSB, stamp=stamp)


_SHEETS = "xl/worksheets/"


def _judge_docx(package: Package, limits: Limits) -> Verdict:
    """Its parts are read as trees of elements: what is said in all of them is bounded."""
    if document_key(package) not in package.parts:
        raise Refused("damaged")
    xml = [part.size for part in package.parts.values() if part.key.endswith(".xml")]
    if sum(xml) > limits.document:
        raise Refused("too_much")
    for part in package.unread():
        _scan_other(package, part, limits)
    macros = any(key.endswith("vbaproject.bin") for key in package.parts)
    return Verdict(Kind.DOCX, macros=macros)


_JUDGES: dict[Kind, Callable[[Package, Limits], Verdict]] = {
    Kind.XLSX: _judge_xlsx,
    Kind.XLSB: _judge_xlsb,
    Kind.ODS: _judge_ods,
    Kind.DOCX: _judge_docx,
}

_SHEET_DATA = re.compile(rb"[<:]sheetData[\s/>]")
_SHARED_TEXTS = "sharedstrings.xml"
_CLAIM = re.compile(rb"""uniqueCount\s*=\s*["']([^"'<]+)""")
_SMALL = 1 << 15
_STRIKE = b"strike"
_STRIKING = (_SHARED_TEXTS, "styles.xml")
# Kinds of the relationships of a sheet with what lies beside its cells.
_BESIDE = frozenset(
    {"comments", "threadedComment", "drawing", "vmlDrawing", "oleObject", "package"}
)


def _refuse_shared_parts(package: Package, sheets: Sequence[str], limits: Limits) -> None:
    """A part is read for each sheet that names it: no program lists one sheet twice.

    ``sheets`` are the keys of the parts of the sheets, ``''`` for one that has none.
    """
    if len(sheets) > limits.parts:
        raise Refused("too_many_parts", count=len(sheets), limit=limits.parts)
    linked = list(filter(None, sheets))
    if len(set(linked)) < len(linked):
        raise Refused("damaged")
    beside = (_beside(package, sheet) for sheet in linked)
    sizes = (package.parts[key].size for keys in beside for key in keys if key in package.parts)
    if sum(sizes) > limits.unpacked:
        raise Refused("too_much")


def _beside(package: Package, sheet: str) -> set[str]:
    """The keys of the parts with what is beside the cells of a sheet."""
    return {link.key for link in package.relationships(sheet) if link.kind in _BESIDE}


def _scan_listed(
    package: Package, sheet: Listed, limits: Limits, ours: OwnSheets | None
) -> SheetScan:
    part = package.parts.get(sheet.key)
    if part is None:
        # Excel itself lists modules of its oldest versions as sheets that lead nowhere.
        return SheetScan(sheet.name, sheet.key, sheet.state, missing=bool(sheet.key))
    scan = ours.scan(part, sheet.name) if ours else None
    scan = scan or _scan_part(package, part, sheet.name, limits)
    if scan.two_tables:
        raise Refused("two_tables", sheet=sheet.name)
    scan.part, scan.state = sheet.key, sheet.state
    scan.more_than_values |= bool(_beside(package, sheet.key))
    return scan


def _scan_part(package: Package, part: Part, name: str, limits: Limits) -> SheetScan:
    watch = _watch(limits)
    if part.size <= _SMALL:
        scan = replace(scan_small(package.whole(part.key)), name=name)
        watch(scan)
    else:
        scan = SheetScan(name)
        scan_sheet(package.chunks(part), scan, watch)
    _refuse_costly((scan,), limits)
    return scan


def _count_texts(package: Package, sheets: Sequence[SheetScan], limits: Limits) -> int:
    """Count the texts of the sheets, where they may be too much; else they are not looked at.

    The result are the bytes that the list of shared texts takes.
    """
    shared = package.parts.get(shared_texts_key(package))
    parts = [package.parts[sheet.part] for sheet in sheets if sheet.part in package.parts]
    filled = sum(sheet.filled for sheet in sheets)
    most = sum(part.size for part in parts) + (filled + _TEXT) * (shared.size if shared else 0)
    if most // _TEXT + sum(sheet.box + _FILLED * sheet.filled for sheet in sheets) < limits.box:
        return 0
    sizes = shared_sizes(package.chunks(shared)) if shared else ()
    for sheet in sheets:
        if sheet.part in package.parts and not sheet.own:
            sheet.texts = shown_size(package.chunks(package.parts[sheet.part]), sizes)
    return sum(sizes) + _FILLED * _COPY * len(sizes)


def _scan_other(package: Package, part: Part, limits: Limits) -> bool:
    """Inflate any other part; it may be a worksheet that no workbook lists.

    The result is whether it strikes out texts, or gives a style that does.
    """
    struck = False
    for chunk in package.chunks(part, known=False):
        struck |= _STRIKE in chunk
        if part.key.endswith(_SHARED_TEXTS):
            _refuse_lying_count(chunk, part, limits)
        elif b"sheetData" in chunk and _SHEET_DATA.search(chunk):
            _scan_part(package, part, part.name[:80], limits)
            break
    return struck and part.key.endswith(_STRIKING)


def _refuse_lying_count(chunk: bytes, part: Part, limits: Limits) -> None:
    """calamine makes room for as many shared texts as the list of them says it holds."""
    at = chunk.find(b"uniqueCount")
    while at >= 0:
        claim = _CLAIM.match(chunk, at)
        if claim and (not claim[1].isdigit() or int(claim[1][:9]) > limits.cells):
            raise Refused("lying_size", name=part.name[:80])
        at = chunk.find(b"uniqueCount", at + 1)


def _watch(limits: Limits) -> Callable[[SheetScan], None]:
    def watch(scan: SheetScan) -> None:
        if scan.cells > limits.cells:
            raise Refused("too_many_cells", sheet=scan.name, limit=f"{limits.cells:,}")
        if scan.rows > limits.rows:
            raise Refused("too_many_rows", sheet=scan.name, limit=f"{limits.rows:,}")

    return watch


# What takes as much memory as one cell of a rectangle: a third of a filled cell, bytes of text.
_FILLED = 3
_TEXT = 16
_COPY = 47


def _refuse_costly(
    scans: Sequence[SheetScan], limits: Limits, cost: int = 1, copied: int = 0
) -> None:
    """Refuse what would take too much memory: rectangles, filled cells, texts, copied bytes."""
    largest = max(scans, key=lambda scan: scan.box, default=SheetScan())
    box = cost * sum(scan.box for scan in scans)
    if box > limits.box:
        cells = ", ".join(dict.fromkeys(filter(None, largest.far_cells)))
        raise Refused("far_cell", sheet=largest.name, cells=cells)
    inside = sum(_FILLED * scan.filled + scan.texts // _TEXT for scan in scans)
    if box + inside + copied // _COPY > limits.box:
        raise Refused("too_much")
