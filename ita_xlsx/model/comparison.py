"""One round against another, as plain frozen data."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from ita_xlsx.findings.changes import CHANGE_KINDS, ChangeKind
from ita_xlsx.official.names.divisions import order_of
from ita_xlsx.official.names.owners import Owners


@dataclass(frozen=True)
class Reported:
    """One measure as a workbook has it. ``texts`` are the nine keys, ``division`` who reported it.

    ``status`` is one of ``official.statuses.LABELS``; the deadline's days are None where it names
    none; ``oit`` is the item of the year analysed (``o2``), or empty; ``owners`` are those that
    ``responsible`` names. ``shared`` is the number of measures that its suggestion is beside.
    """

    file: str
    sheet: str
    row: int
    organisation: str
    division: str
    fiscal_year: int | None
    round: int | None
    texts: Mapping[str, str]
    status: str
    deadline_start: date | None
    deadline_end: date | None
    oit: str
    owners: Owners
    shared: int


class Piece(NamedTuple):
    """Some words of a text in both rounds: one is empty where they are gone or new.

    The ``old`` of all pieces joined are the old text, the ``new`` ones the new text.
    """

    mark: Literal["same", "gone", "new"]
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """One thing that differs: its kind, the column it is in (empty: the whole measure).

    ``words`` mark the difference of two texts; ``found`` are the words of a suggestion that are
    new in the steps or the result.
    """

    kind: ChangeKind
    column: str = ""
    old: str = ""
    new: str = ""
    words: tuple[Piece, ...] = ()
    found: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compared:
    """A measure of the old and one of the new round, or one of them alone.

    ``score`` says how alike the two are (0 to 1; None when there is only one), and ``doubtful``
    that a person should decide whether they are the same measure at all.
    """

    old: Reported | None
    new: Reported | None
    score: float | None
    doubtful: bool
    changes: tuple[Change, ...]

    @property
    def latest(self) -> Reported:
        """The measure as it was reported last."""
        latest = self.new or self.old
        if latest is None:
            raise ValueError("a comparison of nothing")
        return latest


@dataclass(frozen=True)
class ComparedRound:
    """One workbook of a comparison: its file and what most of its measures say.

    Where it is that of several ``organisations``, ``organisation`` is empty. ``digests`` are the
    SHA-256 of its files.
    """

    file: str
    organisation: str
    fiscal_year: int | None
    round: int | None
    measures: int
    entries: int
    digests: frozenset[str]
    organisations: int = 1


@dataclass(frozen=True)
class Comparison:
    """One round against another: the measures of the new one in order, then those removed."""

    old: ComparedRound
    new: ComparedRound
    measures: tuple[Compared, ...]

    @property
    def doubt(self) -> Literal["", "same", "swapped"]:
        """Why it may not be the comparison that was meant: one file twice, or the old one later."""
        if self.old.digests == self.new.digests:
            return "same"
        old, new = ((one.fiscal_year, one.round) for one in (self.old, self.new))
        return "swapped" if None not in (*old, *new) and old > new else ""

    @property
    def spans_organisations(self) -> bool:
        """Whether one of the two workbooks is that of several organisations."""
        return max(self.old.organisations, self.new.organisations) > 1

    @property
    def divisions(self) -> tuple[str, ...]:
        """The divisions that reported last, in official order."""
        names = {one.latest.division for one in self.measures}
        return tuple(sorted(names, key=lambda name: (order_of(name), name)))

    def counts(self, division: str | None = None) -> dict[str, int]:
        """How many measures (of one division) there are of each sort.

        Keyed by ``all``, ``unchanged``, ``doubtful`` and the codes of all kinds of change; a
        measure counts under each of its kinds once.
        """
        measures = [m for m in self.measures if division in (None, m.latest.division)]
        codes = Counter(code for m in measures for code in {c.kind.code for c in m.changes})
        return {
            "all": len(measures),
            "unchanged": sum(not measure.changes for measure in measures),
            "doubtful": sum(measure.doubtful for measure in measures),
            **{kind.code: codes[kind.code] for kind in CHANGE_KINDS},
        }
