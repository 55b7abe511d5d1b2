"""The result of ``compare`` as one JSON object; its schema is docs/compare-output.schema.json."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from ita_xlsx.language import Language
from ita_xlsx.model.comparison import Change, Compared, ComparedRound, Comparison, Reported
from ita_xlsx.official.columns import KEYS

VERSION = 1


def comparison_json(comparison: Comparison, language: Language, output: Path | None = None) -> str:
    """The object: both rounds, the counts, and every measure with its changes."""
    whole: dict[str, Any] = {
        "version": VERSION,
        "old": _round(comparison.old),
        "new": _round(comparison.new),
        "counts": comparison.counts(),
        "divisions": [
            {"division": name, "counts": comparison.counts(name)} for name in comparison.divisions
        ],
        "measures": [_compared(one, language) for one in comparison.measures],
    }
    if output is not None:
        whole["output"] = output.as_posix()
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _round(one: ComparedRound) -> dict[str, Any]:
    return {
        "file": one.file,
        "organisation": one.organisation,
        "organisations": one.organisations,
        "fiscal_year": one.fiscal_year,
        "round": one.round,
        "measures": one.measures,
        "entries": one.entries,
    }


def _compared(one: Compared, language: Language) -> dict[str, Any]:
    return {
        "match": _match(one),
        "score": one.score,
        "old": one.old and _measure(one.old),
        "new": one.new and _measure(one.new),
        "changes": [_change(change, language) for change in one.changes],
    }


def _match(one: Compared) -> str:
    if one.old is None:
        return "added"
    if one.new is None:
        return "removed"
    return "doubtful" if one.doubtful else "sure"


def _measure(one: Reported) -> dict[str, Any]:
    return {
        "file": one.file,
        "sheet": one.sheet,
        "row": one.row,
        "organisation": one.organisation,
        "division": one.division,
        **{key: one.texts[key] for key in KEYS},
        "status_meant": one.status,
        "deadline_start": _day(one.deadline_start),
        "deadline_end": _day(one.deadline_end),
        "oit": one.oit,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _change(change: Change, language: Language) -> dict[str, Any]:
    return {
        "kind": change.kind.code,
        "message": change.kind.name.say(language),
        "column": change.column,
        "old": change.old,
        "new": change.new,
        "words": [{"mark": p.mark, "old": p.old, "new": p.new} for p in change.words],
        "found": list(change.found),
    }
