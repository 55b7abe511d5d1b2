"""The result of ``compare`` as a text for people: each measure that changed, words marked."""

from collections.abc import Iterator
from math import floor
from pathlib import PurePath

from ita_xlsx.cli.display.counts import measures_and_entries
from ita_xlsx.findings.changes import CHANGE_KINDS
from ita_xlsx.language import Language, Sentence
from ita_xlsx.model.comparison import Change, Compared, ComparedRound, Comparison, Piece
from ita_xlsx.official.columns import BY_KEY
from ita_xlsx.official.names.organisations import short_name
from ita_xlsx.thai.width import shorten
from ita_xlsx.thai.words import clusters

# Of words that are the same, so many letters are shown beside those that changed; of a long text
# that was added or taken away, so many cells.
_CONTEXT = 24
_LONGEST = 160
_NAME = 60

_ROUND = Sentence(
    "{which} {file}: {organisation} ปีงบประมาณ {year} รอบ {months} เดือน {counted}",
    "{which} {file}: {organisation}, fiscal year {year}, {months}-month round, {counted}",
)
_SEVERAL = Sentence("{count} หน่วยงาน", "{count} organisations")
_OLD = Sentence("ครั้งก่อน", "Old")
_NEW = Sentence("ครั้งนี้ ", "New")
_COUNTS = Sentence("สรุป", "In all")
_UNCHANGED = Sentence("ไม่เปลี่ยนแปลง", "unchanged")
_DOUBTFUL = Sentence("จับคู่ไม่แน่ใจ โปรดตรวจ", "doubtful matches; please check")
_SAME = Sentence("ไม่พบความแตกต่าง", "Nothing differs.")
_MATCH = Sentence("ความใกล้เคียง {score}", "alike {score}")
_IS_DOUBTFUL = Sentence(
    "ไม่แน่ใจว่าเป็นมาตรการเดียวกัน โปรดตรวจ", "perhaps not the same measure; please check"
)
_FOUND = Sentence("คำที่พบใหม่: {words}", "new words: {words}")
_DOUBTS = {
    "same": Sentence(
        "“{old}” กับ “{new}” เป็นไฟล์เดียวกัน โปรดระบุรายงานของสองรอบ",
        "“{old}” and “{new}” are the same file; please name the reports of two rounds.",
    ),
    "swapped": Sentence(
        "“{old}” เป็นของรอบหลัง “{new}” โปรดตรวจว่าสลับกันหรือไม่ ต้องระบุรายงานครั้งก่อนเป็นไฟล์แรก",
        "“{old}” is of a later round than “{new}”: are they swapped? The old report comes first.",
    ),
}
_NOTHING = Sentence("(ว่าง)", "(empty)")


def comparison_text(comparison: Comparison, language: Language, totals_only: bool = False) -> str:
    """Both rounds, the counts, then every measure that changed or whose match is doubtful."""
    lines = [
        _round(comparison.old, _OLD, language),
        _round(comparison.new, _NEW, language),
        "",
        *_counts(comparison, language),
    ]
    several = comparison.spans_organisations
    for one in () if totals_only else comparison.measures:
        if one.changes or one.doubtful:
            lines += ["", *_measure(one, several, language)]
    return "\n".join(lines)


def doubt_sentence(comparison: Comparison) -> Sentence | None:
    """What is to be asked before the comparison is used, if anything is."""
    words = {"old": PurePath(comparison.old.file).name, "new": PurePath(comparison.new.file).name}
    return _DOUBTS[comparison.doubt].fill(**words) if comparison.doubt else None


def _round(one: ComparedRound, which: Sentence, language: Language) -> str:
    return _ROUND.fill(
        which=which,
        file=PurePath(one.file).name,
        organisation=_SEVERAL.fill(count=one.organisations)
        if one.organisations > 1
        else one.organisation or "?",
        year=one.fiscal_year or "?",
        months=one.round or "?",
        counted=measures_and_entries(one.measures, one.entries),
    ).say(language)


def _counts(comparison: Comparison, language: Language) -> Iterator[str]:
    counts = comparison.counts()
    if counts["unchanged"] == counts["all"] and not counts["doubtful"]:
        yield _SAME.say(language)
        return
    yield _COUNTS.say(language)
    rows = [(kind.sign, kind.name, counts[kind.code]) for kind in CHANGE_KINDS]
    rows += [("?", _DOUBTFUL, counts["doubtful"]), ("", _UNCHANGED, counts["unchanged"])]
    for sign, name, count in rows:
        if count:
            yield f"  {sign:2} {count:4} {name.say(language)}"


def _measure(one: Compared, several: bool, language: Language) -> Iterator[str]:
    name = shorten(" ".join(one.latest.texts["issue"].split()), _NAME)
    numbers = " -> ".join(m.texts["number"] or "?" for m in (one.old, one.new) if m)
    whose = (short_name(one.latest.organisation) if several else "", one.latest.division)
    about = [name for name in whose if name]
    if one.score is not None:
        about.append(_MATCH.fill(score=f"{floor(one.score * 100) / 100:.2f}").say(language))
    yield f"{numbers}  {name} ({', '.join(about)})" if about else f"{numbers}  {name}"
    if one.doubtful:
        yield f"  ?  {_IS_DOUBTFUL.say(language)}"
    for change in one.changes:
        yield from _change(change, language)


def _change(change: Change, language: Language) -> Iterator[str]:
    column = BY_KEY.get(change.column)
    where = f" [{column.header}]" if column and change.kind.code == "reworded" else ""
    yield f"  {change.kind.sign:2} {change.kind.name.say(language)}{where}"
    detail = _detail(change, language)
    if detail:
        yield f"       {detail}"


def _detail(change: Change, language: Language) -> str:
    if change.words:
        return "".join(_marked(change.words))
    if change.found:
        return _FOUND.fill(words=", ".join(change.found)).say(language)
    texts = [_one_line(text) or _NOTHING.say(language) for text in (change.old, change.new)]
    column = BY_KEY.get(change.column)
    # Of short texts both are shown; of the others only one is there, or both are equal.
    if column.centred if column else change.old:
        return " -> ".join(texts)
    return _one_line(change.new or change.old)


def _one_line(text: str) -> str:
    return shorten(" ".join(text.split()), _LONGEST)


def _marked(pieces: tuple[Piece, ...]) -> Iterator[str]:
    """The text in one line, what is gone as ``[-…-]`` and what is new as ``{+…+}``."""
    last = len(pieces) - 1
    for place, piece in enumerate(pieces):
        if piece.mark == "gone":
            yield f"[-{_one_line(piece.old)}-]"
        elif piece.mark == "new":
            yield f"{{+{_one_line(piece.new)}+}}"
        else:
            yield _context(piece.new, place > 0, place < last)


def _context(text: str, after: bool, before: bool) -> str:
    """What is the same, shortened to what is beside the words that changed."""
    letters = clusters(" ".join(text.split(" ")).replace("\n", " "))
    if len(letters) <= 2 * _CONTEXT:
        return "".join(letters)
    head = "".join(letters[:_CONTEXT]) if after else ""
    tail = "".join(letters[-_CONTEXT:]) if before else ""
    return f"{head}...{tail}"
