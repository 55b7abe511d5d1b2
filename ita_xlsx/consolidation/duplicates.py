"""A division or an organisation that sent more than one file: which of them count."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Literal

from ita_xlsx.findings import Finding, Rule
from ita_xlsx.findings.rounds import ALL_TAKEN, FIXED_COPY, OLDER_LEFT_OUT, SAME_TWICE, SENT_TWICE
from ita_xlsx.model import Round, Source, Submission
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.stamp import digest_of
from ita_xlsx.ooxml.addresses import a1
from ita_xlsx.thai.dates import format_date, parse_day
from ita_xlsx.thai.text import fold

OnDuplicate = Literal["error", "latest", "both"]

# One file's tables of one division, as places in ``Round.submissions``.
_Sent = tuple[int, ...]
# The texts of measures, row by row.
_Content = tuple[tuple[str, ...], ...]


def take_fixed(read: Round) -> tuple[Round, tuple[Finding, ...]]:
    """The round without what is in files that were fixed and sent again, and which these are.

    A marked copy takes the place of the file that it was made from, under whatever name, and of
    what that was made from. One of which this is not known any more takes that of the one file of
    its divisions that is no marked copy. What has the same content is the same file here.
    """
    latest = _fixed(read)
    first = {one.file: place for place, one in reversed([*enumerate(read.submissions)])}
    findings = (
        _at_table(FIXED_COPY, read.submissions[first[file]], {"copy": PurePath(copy).name})
        for file, copy in latest.items()
    )
    return (read.without(latest), tuple(findings)) if latest else (read, ())


def _fixed(read: Round) -> dict[str, str]:
    """The copy that takes its place, for each file that one does."""
    if all(one.copy_of is None for one in read.sources):
        return {}
    groups = _by_content(read)
    whose: dict[str, set[object]] = {}
    for one in read.submissions:
        whose.setdefault(one.file, set()).add((one.whose, one.division))
    by_digest: dict[str, set[int]] = {}
    unmarked: dict[frozenset[object], set[int]] = {}
    for number, group in enumerate(groups):
        for source in group:
            by_digest.setdefault(digest_of(source.sha256), set()).add(number)
            if all(each.copy_of is None for each in group):
                unmarked.setdefault(frozenset(whose[source.file]), set()).add(number)
    found: dict[str, str] = {}
    for number, group in enumerate(groups):
        for copy in group:
            known = [by_digest.get(digest, set()) for digest in copy.copy_of or ()]
            older = set[int]().union(*known)
            if copy.copy_of == ():
                own = unmarked.get(frozenset(whose[copy.file]), set())
                older = own if len(own) == 1 else set()
            # What was fixed more often is later, whatever it was made from.
            files = (each.file for n in older if n < number for each in groups[n])
            found |= dict.fromkeys(files, copy.file)
    return found


def _by_content(read: Round) -> list[list[Source]]:
    """The files with measures, those of one content together, by how often it was fixed."""
    contents = _contents(read)
    places: dict[str, list[int]] = {}
    for place, one in enumerate(read.submissions):
        places.setdefault(one.file, []).append(place)
    alike: dict[object, list[Source]] = {}
    for source in read.sources:
        own = places.get(source.file, [])
        if any(place in contents for place in own):
            labels = tuple(tuple(read.submissions[place].labels.items()) for place in own)
            texts = tuple(_content((n,), contents) if n in contents else () for n in own)
            alike.setdefault((labels, texts), []).append(source)
    return sorted(alike.values(), key=_times_fixed)


def _times_fixed(group: Sequence[Source]) -> int:
    return max(-1 if one.copy_of is None else len(one.copy_of) for one in group)


def resolve(read: Round, how: OnDuplicate) -> tuple[Round, tuple[Finding, ...]]:
    """The round with the measures that count, and what was found about the others.

    A file with the same content as an earlier one of the division is left out. Of files that
    differ all count (``error``: that is an error; ``both``: it was asked for), or with ``latest``
    the one whose date of report is the latest: an error stays when a date is missing or shared.
    """
    left_out: set[int] = set()
    findings: list[Finding] = []
    contents = _contents(read)
    for sent in _sent_again(read):
        kept: dict[_Content, _Sent] = {}
        for one in sent:
            first = kept.setdefault(_content(one, contents), one)
            if first is not one:
                left_out |= set(one)
                findings.append(_finding(read, SAME_TWICE, one, first))
        if len(kept) > 1:
            older, found = _differing(read, list(kept.values()), how)
            left_out |= older
            findings += found
    if not left_out:
        return read, tuple(findings)
    counting = read.measures[~read.measures["submission"].isin(left_out)]
    return replace(read, measures=counting.reset_index(drop=True)), tuple(findings)


def without_replaced(findings: Iterable[Finding], counting: Round) -> tuple[Finding, ...]:
    """The findings, without those in a file that a later one replaced, but that this is so.

    Nothing is to be fixed in such a file; one of which any measure counts is not replaced.
    """
    every = tuple(findings)
    older = {one.file for one in every if one.rule is OLDER_LEFT_OUT}
    older -= set(counting.measures["file"])
    return tuple(one for one in every if one.file not in older or one.rule is OLDER_LEFT_OUT)


def _differing(
    read: Round, sent: Sequence[_Sent], how: OnDuplicate
) -> tuple[set[int], Iterator[Finding]]:
    """Of files that differ: the submissions that do not count, and the findings."""
    latest = _latest(read, sent) if how == "latest" else None
    if latest is None:
        rule = ALL_TAKEN if how == "both" else SENT_TWICE
        return set(), (_finding(read, rule, one, sent[0]) for one in sent[1:])
    chosen, day = latest
    older = [one for one in sent if one is not chosen]
    words = {"day": format_date(day)}
    findings = (_finding(read, OLDER_LEFT_OUT, one, chosen, **words) for one in older)
    return {place for one in older for place in one}, findings


def _latest(read: Round, sent: Sequence[_Sent]) -> tuple[_Sent, date] | None:
    """The one file with the latest date of report, when every file bears one.

    That of a merged report is the day of the last of its divisions.
    """
    days = [_day([read.submissions[place] for place in one]) for one in sent]
    known = [day for day in days if day is not None]
    if len(known) < len(sent) or known.count(max(known)) > 1:
        return None
    return sent[known.index(max(known))], max(known)


def _day(sent: Sequence[Submission]) -> date | None:
    if sent[0].level == "form":
        return sent[0].report_day
    days = (parse_day(one.labels.get("date", "")) for one in sent)
    return max((day for day in days if day is not None), default=None)


def _sent_again(read: Round) -> Iterator[list[_Sent]]:
    """For each division, organisation, year and round: what each of its files holds.

    Of merged reports, for each organisation whose reports have a division in common.
    """
    groups: dict[tuple[object, ...], dict[str, list[int]]] = {}
    measured = set(read.measures["submission"].tolist())
    for place, one in enumerate(read.submissions):
        sender = one.division if one.level == "form" else one.whose[0]
        if sender and place in measured:
            key = (one.level, one.whose, sender, one.fiscal_year, one.round)
            groups.setdefault(key, {}).setdefault(one.file, []).append(place)
    for files in groups.values():
        of_each = [{read.submissions[place].division for place in sent} for sent in files.values()]
        if sum(map(len, of_each)) > len(set().union(*of_each)):
            yield [tuple(places) for places in files.values()]


def _contents(read: Round) -> dict[int, list[tuple[str, ...]]]:
    """The texts of each submission's measures, as typed."""
    contents: dict[int, list[tuple[str, ...]]] = {}
    columns = [read.measures[key].tolist() for key in ("submission", *KEYS)]
    for place, *texts in zip(*columns, strict=True):
        contents.setdefault(place, []).append(tuple(texts))
    return contents


def _content(sent: _Sent, contents: dict[int, list[tuple[str, ...]]]) -> _Content:
    """By what files differ: the texts of their measures, however spaced."""
    return tuple(tuple(map(fold, texts)) for place in sent for texts in contents[place])


def _finding(read: Round, rule: Rule, one: _Sent, other: _Sent, **words: object) -> Finding:
    """A finding at the table of one file, which names the other."""
    submission = read.submissions[one[0]]
    first = PurePath(read.submissions[other[0]].file).name
    is_form = submission.level == "form"
    sender = submission.division if is_form else submission.labels.get("organisation", "")
    return _at_table(rule, submission, {"division": sender, "first": first, **words})


def _at_table(rule: Rule, submission: Submission, words: Mapping[str, object]) -> Finding:
    cell = a1(submission.header_row, min(submission.columns.values()))
    return Finding(rule, submission.file, submission.sheet, cell, words=words)
