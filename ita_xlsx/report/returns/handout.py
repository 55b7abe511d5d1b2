"""What goes into the folder of marked copies: each with its name, none over a division's work."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath

from ita_xlsx.errors import UsageError
from ita_xlsx.files import bounded_bytes
from ita_xlsx.findings import Finding
from ita_xlsx.language import Sentence
from ita_xlsx.model import Round, Source
from ita_xlsx.official.stamp import copy_of
from ita_xlsx.report.returns.copy import Marked, marked_copy
from ita_xlsx.report.returns.marks import CannotMark, to_fix
from ita_xlsx.report.returns.names import return_name

_NEW_FORM = (
    "ไฟล์เดิม “{name}” ใส่สีและหมายเหตุไม่ได้ จึงนำคำตอบเดิมมาใส่ในแบบฟอร์มใหม่นี้ (.xlsx) โปรดแก้ไขในไฟล์นี้แล้วส่งกลับ"
)


@dataclass(frozen=True)
class Form:
    """A new workbook with the answers of a file: its findings at its own cells, and remarks."""

    content: bytes
    findings: Sequence[Finding]
    remarks: Sequence[str] = ()


@dataclass(frozen=True)
class Handout:
    """The marked copies by path, and the files of which none could be made."""

    copies: tuple[tuple[Path, bytes], ...]
    without: tuple[str, ...]


def hand_out(
    read: Round,
    findings: Iterable[Finding],
    folder: Path,
    new_form: Callable[[str, Sequence[Finding]], Form],
) -> Handout:
    """The marked copies of all files with errors or warnings; writes nothing.

    ``new_form`` makes what stands in for a file whose package cannot be marked. The seals of the
    copies are still open.
    """
    by_file: dict[str, list[Finding]] = {}
    for finding in to_fix(findings):
        by_file.setdefault(finding.file, []).append(finding)
    copies: list[tuple[Path, bytes]] = []
    without: list[str] = []
    taken: dict[str, int] = {}
    for source in (source for source in read.sources if source.file in by_file):
        content = _read(source) if source.readable else None
        if content is None:
            without.append(source.file)
            continue
        marked = _copy(source, content, by_file[source.file], new_form)
        path = folder / return_name(source.file, marked.suffix, taken)
        copies.append((path, marked.content))
    return Handout(tuple(copies), tuple(without))


def refuse_folder(folder: Path, inputs: Iterable[Path], scanned: Iterable[Path]) -> None:
    """Refuse a folder of copies that is one of the folders read: they would be read next time.

    ``inputs`` are the files read, ``scanned`` the folders of which sub-folders are read too.
    Raises UsageError.
    """
    place = folder.resolve()
    read = {path.resolve().parent for path in inputs}
    within = (above for path in scanned if (above := path.resolve()) in (place, *place.parents))
    if place in read or any(within):
        raise UsageError(_READ_TOO.fill(folder=folder))


_READ_TOO = Sentence(
    "โฟลเดอร์ “{folder}” เป็นที่เก็บไฟล์ที่ส่งกลับมา โปรดระบุโฟลเดอร์อื่นสำหรับไฟล์ที่จะส่งให้กองแก้ไข",
    "“{folder}” holds the returned files; please name another folder for the copies to correct.",
)


def _copy(
    source: Source,
    content: bytes,
    findings: Sequence[Finding],
    new_form: Callable[[str, Sequence[Finding]], Form],
) -> Marked:
    of = copy_of(source.copy_of or (), source.sha256)
    try:
        return marked_copy(content, findings, copy_of=of)
    except CannotMark:
        remark = _NEW_FORM.format(name=PurePath(source.file).name)
        form = new_form(source.file, findings)
        return marked_copy(form.content, form.findings, (remark, *form.remarks), of)


def _read(source: Source) -> bytes | None:
    """The file as it was checked; None when it is no longer that file."""
    try:
        content = bounded_bytes(source.path, source.size)
    except OSError:
        return None
    return content if sha256(content).hexdigest() == source.sha256 else None
