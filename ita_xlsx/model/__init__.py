"""The plain frozen data that passes between the rooms; ``comparison`` and ``standings`` too."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from ita_xlsx.findings import Finding
from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.data_sheet import ENTRIES, MEASURES
from ita_xlsx.official.fiscal import ROUND_BY_MONTHS
from ita_xlsx.official.names.divisions import OwnNames, own_names
from ita_xlsx.official.names.levels import LEVEL_ORDER, Level
from ita_xlsx.official.names.organisations import district_key, organisation_key
from ita_xlsx.official.plan_sheets import DIVISIONS_SHEET, MEASURES_SHEET, ORGANISATION_SHEET
from ita_xlsx.official.statuses import NOT_REPORTED
from ita_xlsx.ooxml.addresses import a1

if TYPE_CHECKING:
    import pandas as pd


# The columns of the measures table. ``submission`` is a place in ``Round.submissions``; ``row``
# counts as Excel does, from one; ``shared`` is the number of measures that a merged suggestion
# is beside; the nine keys are texts as typed, ``note`` the notes on the measure's cells. The
# ``origin_*`` are of the division's own file (its bare name) where a consolidated workbook was
# read, and are the same as ``file``, ``sheet`` and ``row`` where it was read itself;
# ``origin_number`` is the number in the consolidated workbook's report, missing for forms.
MEASURE_COLUMNS: tuple[str, ...] = (
    *("submission", "file", "sheet", "row"),
    *("organisation", "district", "province", "division", "fiscal_year", "round"),
    *(*KEYS, "note", "shared"),
    *("origin_file", "origin_sheet", "origin_row", "origin_number"),
)


@dataclass(frozen=True)
class Source:
    """One file that was given, read or not. ``size`` is in bytes, ``sha256`` in hexadecimal.

    ``path`` is where it lies, ``file`` the text by which it is called everywhere else. ``copy_of``
    says of a marked copy what it was made from (``stamp.copied_from``); None: it is none.
    """

    file: str
    size: int
    sha256: str
    readable: bool
    path: Path
    copy_of: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Submission:
    """One table of measures that a division sent back, without its rows.

    ``labels`` are the texts above the table and ``label_cells`` their A1 addresses, both by the
    keys of ``official.labels`` (a label that is not in the sheet has no cell). ``columns`` are the
    columns of the table by key, counted from zero, as is ``header_row``. ``moved`` are the rows
    of values in another row than their measure: the top of a merged cell. ``pictured`` are the
    rows of measures, as Excel counts, with a picture as evidence. ``level`` is that of the file: a
    division's form, or a consolidated workbook. ``report_day`` is the day of the report, where it
    is given. ``in_document``: the table is one of a Word document, and what is above it no cells.
    """

    file: str
    sheet: str
    labels: Mapping[str, str]
    label_cells: Mapping[str, str]
    division: str
    fiscal_year: int | None
    round: int | None
    columns: Mapping[str, int]
    header_row: int
    moved: Mapping[tuple[int, str], int] = field(default_factory=dict)
    pictured: frozenset[int] = frozenset()
    level: Level = "form"
    report_day: date | None = None
    in_document: bool = False

    def cell(self, row: int, key: str) -> str:
        """The A1 address of a measure's value; ``row`` is its row as Excel counts, from one."""
        column = self.columns.get(key)
        return "" if column is None else a1(self.moved.get((row, key), row) - 1, column)

    @property
    def corner(self) -> str:
        """The A1 address of the first cell of its header."""
        return a1(self.header_row, min(self.columns.values()))

    @property
    def whose(self) -> tuple[str, ...]:
        """What distinguishes its organisation from all others.

        Above the organisations' level the district and the province do too: many have one name.
        """
        key = organisation_key(self.labels.get("organisation", ""))
        if self.level == "form":
            return (key,)
        return (key, self.labels.get("district", ""), self.labels.get("province", ""))


@dataclass(frozen=True)
class Columns:
    """Measures in plain lists, as the checks take them, beside the tables that they are in.

    ``columns`` are those of ``MEASURE_COLUMNS`` and of ``official.meaning.MEANINGS``; the column
    ``submission`` counts ``submissions``. ``names`` are the organisation's own names of its
    divisions, when there is a plan.
    """

    submissions: tuple[Submission, ...]
    columns: Mapping[str, list[Any]]
    names: OwnNames = field(default_factory=dict)

    def values(self, name: str) -> list[Any]:
        """A column of the measures, the missing values None."""
        return self.columns[name]


NO_MEASURES = Columns((), {})


@dataclass(frozen=True)
class Round:
    """Everything that came back, as read: the result of the intake.

    ``measures`` has one row a measure, in the order read, with the columns of
    ``MEASURE_COLUMNS``, one column ``+HEADER`` for each column that a division added, and what the
    texts mean (``official.meaning.MEANINGS``). ``findings`` are those of the reading, ``checked``
    those of the checks that look at one file; the other checks add theirs. ``names`` are the
    organisation's own names of its divisions, when there is a plan; ``plans`` are the plans that
    were named among the files, to be checked themselves.
    """

    sources: tuple[Source, ...]
    submissions: tuple[Submission, ...]
    measures: "pd.DataFrame"
    findings: tuple[Finding, ...]
    checked: tuple[Finding, ...] = ()
    names: OwnNames = field(default_factory=dict)
    plans: "tuple[Plan, ...]" = ()

    @property
    def measure_count(self) -> int:
        """How many measures there are: what several divisions answer is one (rows are entries)."""
        read = self.columns()
        rows = len(self.measures)
        planned = read.columns.get("planned", [None] * rows)
        names = ("submission", "file", "number", "issue", "origin_number")
        keys: set[object] = set()
        for place, of, file, number, issue, printed in zip(
            range(rows), *map(read.values, names), strict=True
        ):
            if planned[place] is not None:
                keys.add(("planned", planned[place]))
            elif printed is not None:
                keys.add((file, printed))
            else:
                keys.add((of, number, issue) if issue else place)
        return len(keys)

    def columns(self) -> Columns:
        """The measures in plain lists."""
        lists = {name: plain_values(self.measures[name]) for name in self.measures.columns}
        return Columns(self.submissions, lists, self.names)

    @property
    def level(self) -> Level:
        """The highest level of what was read; that of forms where nothing was."""
        return max((one.level for one in self.submissions), key=LEVEL_ORDER.index, default="form")

    def answering(self) -> frozenset[int]:
        """The places of the submissions with an answer: more than what a plan had put there."""
        frame = self.measures
        answered = (frame["status_counted"] != NOT_REPORTED) | (frame["evidence"] != "")
        if "planned" in frame:
            answered |= frame["planned"].isna()
        return frozenset(frame.loc[answered, "submission"].tolist())

    def of_files(self, files: Collection[str]) -> "Round":
        """The same with only what is in some of the files."""
        others = {one.file for one in self.sources} | {one.file for one in self.findings}
        rest = self.without(others - set(files))
        return replace(rest, sources=tuple(one for one in rest.sources if one.file in files))

    def without(self, files: Collection[str]) -> "Round":
        """The same with nothing of what is in some files, but the files themselves."""
        kept = [place for place, one in enumerate(self.submissions) if one.file not in files]
        measures = self.measures[self.measures["submission"].isin(kept)].reset_index(drop=True)
        places = {place: number for number, place in enumerate(kept)}
        return replace(
            self,
            submissions=tuple(self.submissions[place] for place in kept),
            measures=measures.assign(submission=measures["submission"].map(places)),
            findings=tuple(one for one in self.findings if one.file not in files),
            checked=tuple(one for one in self.checked if one.file not in files),
        )


@dataclass(frozen=True)
class Summary:
    """The figures of one consolidated table.

    ``by_division`` has one row a division in official order (index: its name) and the columns
    ``measures``, ``reported``, one for each status, and ``share`` (0 to 1) of those done.
    ``by_status`` counts measures by status (the unknown ones only where there are some),
    ``by_indicator`` by the group of OIT items that they
    name (the empty group: none). ``by_quarter`` counts them by the quarter (1 to 4) in
    which the deadline ends; ``outside`` are those that end in another year and ``undated`` those
    without a date.

    Above one organisation, ``by_organisation`` is the same by ``counted_as`` in their order and
    ``by_district`` in a province; ``common`` has one row for each OIT item that two or more
    organisations have, the most common first (index: the item; columns ``organisations`` and
    ``measures``). All three are empty otherwise.
    """

    by_division: "pd.DataFrame"
    by_status: Mapping[str, int]
    by_indicator: Mapping[str, int]
    by_quarter: Mapping[int, int]
    outside: int
    undated: int
    by_organisation: "pd.DataFrame"
    by_district: "pd.DataFrame"
    common: "pd.DataFrame"


@dataclass(frozen=True)
class Consolidation:
    """The consolidated table of one organisation, a district or a province, ready to be written.

    ``measures`` is in official order, with the new number in ``printed`` (from 1; measures that
    several divisions report by one plan have one number, and ``entry`` counts their entries from
    1). ``reported`` is False for what is planned
    and has no result. Above one organisation (``level``), ``organisation`` is empty, the measures
    of each organisation are together, numbered from 1, and ``counted_as`` names it; ``missing``
    are the names of those that the plan lists and that have sent nothing. ``planned`` are the
    plan's own texts of the measures of one organisation, by ``printed``.
    """

    organisation: str
    district: str
    province: str
    fiscal_year: int | None
    round: int | None
    measures: "pd.DataFrame"
    summary: Summary
    sources: tuple[Source, ...]
    submissions: tuple[Submission, ...]
    level: Level = "organisation"
    missing: tuple[str, ...] = ()
    planned: Mapping[int, Mapping[str, str]] = field(default_factory=dict)

    @property
    def measure_count(self) -> int:
        """How many measures there are, however many entries each has."""
        return int((self.measures["entry"] == 1).sum())

    @property
    def unit(self) -> str:
        """What the figures of the summary count: ``ENTRIES`` where there are more than measures."""
        return MEASURES if self.measure_count == len(self.measures) else ENTRIES

    @property
    def silent(self) -> tuple[str, ...]:
        """Who has reported nothing: its divisions; above one organisation those ``missing``."""
        if self.level != "organisation":
            return self.missing
        figures = self.summary.by_division
        return tuple(str(name) for name in figures.index[figures["reported"] == 0] if name)

    @property
    def organisations(self) -> int:
        """How many organisations there are."""
        return max(1, len(self.summary.by_organisation))


@dataclass(frozen=True)
class PlanOrganisation:
    """What a plan says of the organisation and its round; what it does not say is empty or None.

    ``due`` is the day by which divisions send their forms. ``signers`` are (role, name, position)
    in the order of signing, the roles as printed. ``crest`` is the path of a picture as typed.
    ``mail`` holds the settings by the keys of ``official.plan_sheets`` without ``mail_``: to,
    name, from, server, port, security, user.
    """

    organisation: str = ""
    district: str = ""
    province: str = ""
    fiscal_year: int | None = None
    round: int | None = None
    due: date | None = None
    signers: tuple[tuple[str, str, str], ...] = ()
    crest: str = ""
    mail: Mapping[str, str] = field(default_factory=dict)


ReporterKind = Literal["division", "organisation", "district"]


@dataclass(frozen=True)
class PlanDivision:
    """A division that must report: its official name, how else it is spelt, and whom to ask.

    In a plan above one organisation it is an organisation (``kind``), with its ``district`` where
    the name alone is not enough, or in that of a province a whole district.
    """

    name: str
    spellings: tuple[str, ...] = ()
    officer: str = ""
    email: str = ""
    row: int = 0
    kind: ReporterKind = "division"
    district: str = ""

    def covers(self, organisation: str, district: str) -> bool:
        """Whether an organisation is the one that is listed, or lies in the district listed."""
        names = (self.name, *self.spellings)
        if self.kind == "district":
            return district_key(district) in map(district_key, names)
        here, there = district_key(self.district), district_key(district)
        named = organisation_key(organisation) in map(organisation_key, names)
        return named and (here == there or not here or not there)


@dataclass(frozen=True)
class PlanMeasure:
    """A measure to be reported; ``owners`` are the names of plan divisions.

    ``texts`` are those of the columns that a plan fills (``official.columns.PLANNED``), as typed.
    ``oit`` is the item of the year analysed (``o2``). ``suggestion`` comes from the report before.
    """

    texts: Mapping[str, str]
    oit: str = ""
    suggestion: str = ""
    owners: tuple[str, ...] = ()
    row: int = 0


@dataclass(frozen=True)
class Plan:
    """Who must report which measures. Rows count as Excel does; 0 is one that no file holds.

    The plan of a district or a province (``level``) lists in ``divisions`` the organisations or
    districts that must report, and holds no measures: these are in the organisations' own plans.
    ``facts_sheet``, ``list_sheet`` and ``measures_sheet`` are the names of its sheets.

    ``cells`` are the A1 addresses of the facts about the organisation by their keys;
    ``division_columns`` and ``measure_columns`` the columns of the two tables by key, counted
    from zero. ``facts`` are the texts as typed; ``meanings`` is what those of the measures mean, a
    list for each column of ``official.meaning.MEANINGS``. ``findings`` are those of the reading,
    and ``source`` is the file that was read.
    """

    file: str
    organisation: PlanOrganisation
    divisions: tuple[PlanDivision, ...]
    measures: tuple[PlanMeasure, ...]
    facts: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    division_columns: Mapping[str, int] = field(default_factory=dict)
    measure_columns: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    source: Source | None = None
    level: Level = "organisation"
    facts_sheet: str = ORGANISATION_SHEET
    list_sheet: str = DIVISIONS_SHEET
    measures_sheet: str = MEASURES_SHEET
    meanings: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    @property
    def crest(self) -> Path | None:
        """Where the crest that the plan names lies: seen from the plan's folder."""
        folder = Path(self.file if self.source is None else self.source.path).parent
        return folder / self.organisation.crest if self.organisation.crest else None

    @property
    def above(self) -> bool:
        """Whether it is the plan of a district or a province."""
        return self.level != "organisation"

    @property
    def names(self) -> OwnNames:
        """The names and spellings of the plan's divisions, for whoever reads divisions."""
        return own_names(
            (one.name, one.spellings) for one in self.divisions if one.kind == "division"
        )

    def labels_of(self, division: str) -> dict[str, str]:
        """What is above the table of a division's form, by the keys of ``official.labels``."""
        about = self.organisation
        months = ROUND_BY_MONTHS.get(about.round or 0)
        labels = {
            "organisation": about.organisation,
            "district": about.district,
            "province": about.province,
            "division": division,
            "fiscal_year": "" if about.fiscal_year is None else str(about.fiscal_year),
            "round": "" if months is None else months.name,
        }
        return {key: text for key, text in labels.items() if text}

    def asked_of(self, division: str) -> tuple[int, ...]:
        """The places in ``measures`` of those that a division must report."""
        return tuple(
            place for place, measure in enumerate(self.measures) if division in measure.owners
        )


_Value = TypeVar("_Value", int, str)


def most_given(values: Iterable[_Value | None]) -> _Value | None:
    """The value given most often, of equals the first; None when none is given."""
    counts = Counter(value for value in values if value)
    return counts.most_common(1)[0][0] if counts else None


def plain_values(column: "pd.Series") -> list[Any]:
    """The values of a column of a frame, the missing ones None."""
    values = column.tolist()
    if not column.hasnans:
        return values
    return [None if gone else v for v, gone in zip(values, column.isna().tolist(), strict=True)]
