"""A round put into the order of its plan, with what nobody answered in its place."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

import pandas as pd

from ita_xlsx.consolidation.ordering import number_order
from ita_xlsx.model import Plan, PlanMeasure, Round, Submission
from ita_xlsx.official.columns import KEYS


def complete(read: Round, plan: Plan) -> Round:
    """The round with a row for each planned measure that a division does not report.

    ``read.measures`` has the column ``planned``. The new rows hold the plan's own texts, with what
    they mean, and point to its sheet; their submissions, one for each division, are added, and the
    plan as a source. The column ``reported`` is False for planned measures without a result, the
    new ones among them.
    """
    frame = read.measures
    reported = {
        (str(division), int(place))
        for division, place in zip(frame["division"], frame["planned"], strict=True)
        if not pd.isna(place)
    }
    missing = [
        (owner, place)
        for place, measure in enumerate(plan.measures)
        for owner in measure.owners or ("",)
        if (owner, place) not in reported
        and (measure.owners or not any(place == other for _, other in reported))
    ]
    divisions = list(dict.fromkeys(owner for owner, _ in missing))
    submissions = (*read.submissions, *(_submission(plan, division) for division in divisions))
    places = {division: len(read.submissions) + n for n, division in enumerate(divisions)}
    rows = [
        {**_row(plan, plan.measures[place], owner), "submission": places[owner], "planned": place}
        for owner, place in missing
    ]
    frame = frame.assign(reported=(frame["result"] != "") | frame["planned"].isna())
    if not rows:
        return replace(read, measures=frame)
    columns = {name: [row.get(name, "") for row in rows] for name in frame.columns}
    columns |= {name: [all_[p] for _, p in missing] for name, all_ in plan.meanings.items()}
    columns["reported"] = [False] * len(rows)
    types = frame.dtypes
    added = pd.DataFrame({n: pd.Series(v, dtype=types[n]) for n, v in columns.items()})
    frame = pd.concat([frame, added], ignore_index=True)
    sources = read.sources if plan.source is None else (*read.sources, plan.source)
    return replace(read, sources=sources, submissions=submissions, measures=frame)


def in_plan_order(measures: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The measures as the plan orders them, with their new number in the column ``printed``.

    A measure that several divisions report is there once for each, in the order of the divisions
    in the plan and under one number. Measures that are not planned follow, by their own numbers.
    """
    divisions = {division.name: place for place, division in enumerate(plan.divisions)}
    last = len(plan.measures)
    keys = [
        (
            last if pd.isna(planned) else int(planned),
            number_order(number) if pd.isna(planned) else (),
            divisions.get(division, len(divisions)),
            place,
        )
        for place, (planned, number, division) in enumerate(
            zip(measures["planned"], measures["number"], measures["division"], strict=True)
        )
    ]
    ordered = measures.iloc[[key[-1] for key in sorted(keys)]].reset_index(drop=True)
    # The rows of one planned measure have one number.
    begins = ordered["planned"].ne(ordered["planned"].shift()).fillna(True)
    return ordered.assign(printed=begins.cumsum().astype("int64"))


def _row(plan: Plan, measure: PlanMeasure, division: str) -> Mapping[str, Any]:
    about = plan.organisation
    return {
        "file": plan.file,
        "sheet": plan.measures_sheet,
        "row": measure.row,
        "organisation": about.organisation,
        "district": about.district,
        "province": about.province,
        "division": division,
        "fiscal_year": about.fiscal_year,
        "round": about.round,
        **dict.fromkeys(KEYS, ""),
        **measure.texts,
        "note": "",
        "shared": 1,
        "origin_file": PurePath(plan.file).name,
        "origin_sheet": plan.measures_sheet,
        "origin_row": measure.row,
        "origin_number": None,
    }


def _submission(plan: Plan, division: str) -> Submission:
    """What a division that reports nothing is taken to have sent: its part of the plan."""
    about = plan.organisation
    return Submission(
        file=plan.file,
        sheet=plan.measures_sheet,
        labels=plan.labels_of(division),
        label_cells={},
        division=division,
        fiscal_year=about.fiscal_year,
        round=about.round,
        columns=plan.measure_columns,
        header_row=max((one.row for one in plan.measures[:1]), default=1) - 2,
    )
