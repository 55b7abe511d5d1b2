"""One round against another: what each measure was the last time, and what has changed since."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from ita_xlsx.consolidation.marking import marked_words
from ita_xlsx.consolidation.matching import Pair, match, owner_key
from ita_xlsx.consolidation.ordering import in_order
from ita_xlsx.findings import changes as kinds
from ita_xlsx.findings.changes import ChangeKind
from ita_xlsx.model import Round, most_given, plain_values
from ita_xlsx.model.comparison import Change, Compared, ComparedRound, Comparison, Reported
from ita_xlsx.official import statuses
from ita_xlsx.official.columns import KEYS, keys_where
from ita_xlsx.official.names.divisions import division_key
from ita_xlsx.official.names.organisations import organisation_key
from ita_xlsx.thai.text import fold, fold_tight
from ita_xlsx.thai.words import LETTERS, sure_words

# Cancelled is outside the order of the others.
_CARRIED_ON = (statuses.IN_PROGRESS, statuses.DONE)
_STEPS_OF_STATUS = (statuses.NOT_REPORTED, statuses.NOT_STARTED, *_CARRIED_ON)

_YEAR = re.compile(r"(?<!\d)25\d\d(?!\d)")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)

# A suggestion was acted upon when so many of its words, and this part of those that were not there
# before, are new in the steps or the result.
_NEW_WORDS = 2
_PART_NEW = 1 / 3
_SHORTEST_WORD = 4
_WORD = re.compile(rf"[{LETTERS}]+|[A-Za-z]{{2,}}")
# Words of every suggestion and every result.
_EMPTY_WORDS = frozenset(
    (
        *("ควร", "ต้อง", "สามารถ", "ดำเนินการ", "ดำเนินงาน", "ผลการดำเนินงาน", "จัดทำ", "ปรับปรุง"),
        *("หน่วยงาน", "องค์การบริหารส่วนตำบล", "เทศบาล", "ข้อมูล", "ประจำปี", "ปีงบประมาณ"),
        *("เพื่อ", "เพื่อให้", "โดย", "จาก", "ตาม", "อย่าง", "แต่ละ", "ต่างๆ", "แล้ว", "ให้มี", "แสดง"),
        *("รวมถึง", "ดังกล่าว", "เพิ่มเติม", "ต่อไป", "เป็นต้น", "ทั้งนี้", "ได้แก่", "ประกอบด้วย", "เกี่ยวกับ"),
        *("ครบถ้วน", "ชัดเจน"),
    )
)  # fmt: skip
_NO_SUGGESTION = frozenset({"", "ไม่มี", "ไม่มีข้อเสนอแนะ", "ไม่พบ", "none"})

# Columns of a frame that are fields of ``Reported``.
_AS_THEY_ARE = ("file", "sheet", "row", "organisation", "division", "fiscal_year", "round", "oit",
                "owners", "shared")  # fmt: skip
_DAYS = ("deadline_start", "deadline_end")

_BY_WORDING = keys_where(lambda column: column.compared == "wording")

_Differs = Callable[[Reported, Reported], Iterator[Change]]


def compare_rounds(old: Round, new: Round) -> Comparison:
    """Compare the measures of two rounds (frames with the columns of ``INTERPRETED``).

    The measures of the new round come in their official order, then those removed in theirs.
    """
    olds, news = _reported(old.measures), _reported(new.measures)
    olds = _in_spelling_of(news, olds)
    pairs = {pair.new: pair for pair in match(olds, news)}
    new_of = {pair.old: news[pair.new] for pair in pairs.values()}
    compared = [
        _pair(olds, new_of, pairs[place])
        if place in pairs
        else Compared(None, measure, None, False, (Change(kinds.ADDED),))
        for place, measure in enumerate(news)
    ]
    compared += [_removed(one) for place, one in enumerate(olds) if place not in new_of]
    return Comparison(_round(old, olds), _round(new, news), tuple(compared))


def _in_spelling_of(news: Sequence[Reported], olds: Iterable[Reported]) -> list[Reported]:
    """The old measures, each division as the new ones of its organisation spell it."""
    spelt = {_of_division(one): one.division for one in news}
    return [replace(one, division=spelt.get(_of_division(one), one.division)) for one in olds]


def _of_division(one: Reported) -> tuple[str, str]:
    return organisation_key(one.organisation), division_key(one.division)


def changes_between(old: Reported, new: Reported) -> tuple[Change, ...]:
    """What differs between a measure and the same one of another round, by meaning.

    The suggestion is left out: whether it was acted upon may show in other measures too.
    """
    return tuple(change for differs in _RULES for change in differs(old, new))


def is_other_round(old: Reported, new: Reported) -> bool:
    """Whether the two are reports of different rounds, and not of the same one twice."""
    return (old.fiscal_year, old.round) != (new.fiscal_year, new.round)


def _pair(olds: Sequence[Reported], new_of: Mapping[int, Reported], pair: Pair) -> Compared:
    old, new = olds[pair.old], new_of[pair.old]
    changes = changes_between(old, new)
    if is_other_round(old, new):
        said = _before_and_now(olds, new_of, pair.old)
        changes += tuple(_suggestion(old.texts["suggestion"], *said))
    places = {kind.code: place for place, kind in enumerate(kinds.CHANGE_KINDS)}
    ordered = tuple(sorted(changes, key=lambda change: places[change.kind.code]))
    return Compared(old, new, pair.score, pair.doubtful, ordered)


def _removed(measure: Reported) -> Compared:
    unanswered = _suggestion(measure.texts["suggestion"], "", "")
    return Compared(measure, None, None, False, (Change(kinds.REMOVED), *unanswered))


def _before_and_now(
    olds: Sequence[Reported], new_of: Mapping[int, Reported], place: int
) -> tuple[str, str]:
    """What the old measures that share a suggestion, from a place on, said, and their new ones."""
    first = olds[place]
    following = range(place + 1, min(len(olds), place + first.shared))
    group = [place, *(n for n in following if olds[n].division == first.division)]
    carried = [new_of[n] for n in group if n in new_of and new_of[n].status in _CARRIED_ON]
    return _said(olds[n] for n in group), _said(carried)


def _said(measures: Iterable[Reported]) -> str:
    return " ".join(fold(f"{one.texts['steps']} {one.texts['result']}") for one in measures)


def _wording(old: Reported, new: Reported) -> Iterator[Change]:
    moved = _years_between(old, new)
    for key in _BY_WORDING:
        before, after = old.texts[key], new.texts[key]
        if not (_same(before, after) or _same(before, after, moved)):
            yield _rewritten(kinds.REWORDED, key, before, after)


def _owner(old: Reported, new: Reported) -> Iterator[Change]:
    before, after = old.texts["responsible"], new.texts["responsible"]
    if owner_key(old.owners) != owner_key(new.owners):
        yield Change(kinds.OWNER_CHANGED, "responsible", before, after)


def _division(old: Reported, new: Reported) -> Iterator[Change]:
    if old.division and new.division and old.division != new.division:
        yield Change(kinds.DIVISION_CHANGED, "", old.division, new.division)


def _deadline(old: Reported, new: Reported) -> Iterator[Change]:
    before, after = old.texts["deadline"], new.texts["deadline"]
    if not _same_deadline(old, new):
        yield Change(kinds.DEADLINE_CHANGED, "deadline", before, after)


def _status(old: Reported, new: Reported) -> Iterator[Change]:
    before, after = old.status, new.status
    if before == after:
        return
    if statuses.UNKNOWN in (before, after):
        kind = kinds.STATUS_UNKNOWN
    elif statuses.CANCELLED in (before, after):
        kind = kinds.STATUS_RESUMED if before == statuses.CANCELLED else kinds.STATUS_CANCELLED
    else:
        forward = _STEPS_OF_STATUS.index(after) > _STEPS_OF_STATUS.index(before)
        kind = kinds.STATUS_FORWARD if forward else kinds.STATUS_BACK
    yield Change(kind, "status", before, after)


def _result(old: Reported, new: Reported) -> Iterator[Change]:
    before, after = old.texts["result"], new.texts["result"]
    if not _same(before, after):
        yield _rewritten(kinds.RESULT_CHANGED, "result", before, after)
    elif fold_tight(after) and old.status != statuses.DONE and is_other_round(old, new):
        yield Change(kinds.RESULT_COPIED, "result", before, after)


def _evidence(old: Reported, new: Reported) -> Iterator[Change]:
    before, after = (_evidence_in(one.texts["evidence"]) for one in (old, new))
    added = [text for key, text in after.items() if key not in before]
    gone = [text for key, text in before.items() if key not in after]
    if added:
        yield Change(kinds.EVIDENCE_ADDED, "evidence", "", "\n".join(added))
    if gone:
        yield Change(kinds.EVIDENCE_GONE, "evidence", "\n".join(gone), "")


_RULES: tuple[_Differs, ...] = (_wording, _owner, _division, _deadline, _status, _result, _evidence)


def _rewritten(kind: ChangeKind, key: str, old: str, new: str) -> Change:
    return Change(kind, key, old, new, marked_words(old, new))


def _same(old: str, new: str, years: int = 0) -> bool:
    """Whether two texts say the same; the old one's years may be moved on first."""
    one, other = ("".join(fold(text).split()) for text in (old, new))
    moved = _YEAR.sub(lambda year: str(int(year[0]) + years), one) if years else one
    return moved == other


def _years_between(old: Reported, new: Reported) -> int:
    if old.fiscal_year is None or new.fiscal_year is None:
        return 0
    return new.fiscal_year - old.fiscal_year


def _same_deadline(old: Reported, new: Reported) -> bool:
    """Whether both end, and begin where both say so, on the same day of the same or own year."""
    if old.deadline_end is None or new.deadline_end is None:
        neither = old.deadline_end is None and new.deadline_end is None
        before, after = old.texts["deadline"], new.texts["deadline"]
        return neither and fold_tight(before) == fold_tight(after)
    years = _years_between(old, new)
    starts = (old.deadline_start, new.deadline_start)
    return _same_day(old.deadline_end, new.deadline_end, years) and (
        None in starts or _same_day(*starts, years)
    )


def _same_day(old: date | None, new: date | None, years: int) -> bool:
    """Whether two days are the same, or the same of each one's year."""
    return old == new or (old is not None and new is not None and _on(old, years) == _on(new, 0))


def _on(day: date, years: int) -> tuple[int, int, int]:
    """A day some years on; the end of February stays the end of February."""
    last_of_february = (day.month, day.day) in ((2, 28), (2, 29))
    return day.year + years, day.month, 28 if last_of_february else day.day


def _evidence_in(text: str) -> dict[str, str]:
    """Each link and each line of words, by what it is compared with."""
    pieces: list[str] = []
    for line in text.splitlines():
        pieces += [*_LINK.findall(line), _LINK.sub("", line)]
    # The case of a link counts.
    keys = {piece if _LINK.match(piece) else fold_tight(piece): piece for piece in pieces}
    return {key: piece.strip() for key, piece in keys.items() if key}


def _suggestion(suggestion: str, before: str, now: str) -> Iterator[Change]:
    """Whether the words of a suggestion have come into what was said of its measures.

    ``before`` and ``now`` are folded steps and results. That no words are found is a question to
    a person, and no proof that nothing was done.
    """
    if fold_tight(suggestion) in _NO_SUGGESTION:
        return
    asked = [word for word in _content_words(suggestion) if word not in before]
    found = tuple(word for word in asked if word in now)
    if len(found) >= _NEW_WORDS and len(found) >= len(asked) * _PART_NEW:
        yield Change(kinds.SUGGESTION_ACTED, "suggestion", suggestion, "", found=found)
    else:
        yield Change(kinds.SUGGESTION_OPEN, "suggestion", suggestion)


def _content_words(text: str) -> tuple[str, ...]:
    """The words that say what a suggestion is about, each once."""
    words: list[str] = []
    for run in _WORD.findall(fold(text)):
        words += sure_words(run) if not run.isascii() else [run]
    long_ones = (w for w in words if w.isascii() or len(w) >= _SHORTEST_WORD)
    return tuple(dict.fromkeys(w for w in long_ones if w not in _EMPTY_WORDS))


def _reported(measures: pd.DataFrame) -> list[Reported]:
    """The rows of a frame in official order, as plain data."""
    ordered = in_order(measures)
    names = (*_AS_THEY_ARE, *_DAYS, *KEYS, "status_counted")
    rows = zip(*(plain_values(ordered[name]) for name in names), strict=True)
    return [_measure(dict(zip(names, row, strict=True))) for row in rows]


def _measure(row: Mapping[str, Any]) -> Reported:
    return Reported(
        **{name: row[name] for name in _AS_THEY_ARE},
        **{name: row[name] and row[name].date() for name in _DAYS},
        texts={key: row[key] for key in KEYS},
        status=row["status_counted"],
    )


def _round(read: Round, measures: Sequence[Reported]) -> ComparedRound:
    # Forms of one round are one organisation's, however they spell it.
    consolidated = [one for one in read.submissions if one.level != "form"]
    several = max(1, len({one.whose for one in consolidated}))
    most = most_given(one.organisation for one in measures) or ""
    return ComparedRound(
        file=", ".join(source.file for source in read.sources if source.readable),
        organisation=most if several == 1 else "",
        fiscal_year=most_given(one.fiscal_year for one in measures),
        round=most_given(one.round for one in measures),
        measures=read.measure_count,
        entries=len(measures),
        digests=frozenset(source.sha256 for source in read.sources),
        organisations=several,
    )
