"""Prints what the thresholds of likeness were chosen by: right names found, none confused.

    python tests/tools/measure_likeness.py

Names are mistyped in every place (tests/misspelt.py); measures are those of two official lists and
of a published report, with words left out, exchanged and added at random. Needs geothai.
"""

import csv
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))
import geothai  # noqa: E402
from misspelt import slips  # noqa: E402

from ita_xlsx.checks import against_list, rounds  # noqa: E402
from ita_xlsx.consolidation import matching, planned  # noqa: E402
from ita_xlsx.intake.table import header  # noqa: E402
from ita_xlsx.model.comparison import Reported  # noqa: E402
from ita_xlsx.official import oit, years  # noqa: E402
from ita_xlsx.official.columns import BY_KEY, COLUMNS, KEYS  # noqa: E402
from ita_xlsx.official.names import divisions, owners  # noqa: E402
from ita_xlsx.thai.alike import likeness, nearest  # noqa: E402
from ita_xlsx.thai.text import fold_tight  # noqa: E402
from ita_xlsx.thai.words import LETTERS, sure_words  # noqa: E402

REPORT = TESTS.parent / "examples" / "kut_rung" / "measures.csv"


def mistyped(what: str, names: Iterable[str], find: Callable[[str], str | None]) -> None:
    """How many of the ways to mistype a name lead back to it, to another one, to none."""
    own = [(name, find(slip)) for name in names for slip in slips(name)]
    found = Counter("none" if one is None else str(one == name) for name, one in own)
    print(f"{what}: own {found['True']}, another {found['False']}, none {found['none']}")


def pairs_alike(what: str, groups: Iterable[Sequence[str]], at_least: float) -> None:
    """How many pairs of right names are as much alike as a mistyped one may be."""
    pairs = [pair for names in groups for pair in combinations(names, 2)]
    near = sum(likeness(*pair) >= at_least for pair in pairs)
    print(f"{what}: {near} of {len(pairs)} pairs are {at_least} alike")


def names() -> None:
    """Items, divisions, headers and organisations."""
    for year in years.listed_years():

        def item(name: str, year: int = year) -> str | None:
            found = oit.named(name, year)
            return found and found.name

        listed = [one.name for one in oit.items(year)]
        mistyped(f"items of {year}", listed, item)
        pairs_alike("  a planned measure", [[*map(fold_tight, listed)]], planned._ALIKE)
    mistyped("divisions", divisions.official_names(), owners.nearest)
    aliases = {fold_tight(a): one.key for one in COLUMNS for a in (one.header, *one.aliases)}
    for least in (1, 10):
        some = [alias for alias in aliases if len(alias) >= least]
        keys = {slip for alias in some for slip in slips(alias)} - set(aliases)
        near = {key: nearest(key, aliases, header.ALIKE) for key in keys}
        wrong = [
            (slip, alias)
            for alias in some
            for slip in slips(alias)
            if slip in keys and (found := near[slip]) and aliases[found[0]] != aliases[alias]
        ]
        none = sum(found is None for found in near.values())
        print(
            f"headers of {least} letters and more: {len(keys)}, none {none}, another {len(wrong)}"
        )
    districts = [[*map(fold_tight, one)] for one in subdistricts()]
    pairs_alike("organisations of a district", districts, against_list._ALIKE)
    kind = [[f"อบต{name}" for name in names] for names in districts]
    pairs_alike("  with their kind", kind, rounds._ALIKE)


def subdistricts() -> list[list[str]]:
    """The names of the subdistricts of each district."""
    places = [one for province in geothai.provinces() for one in geothai.districts(province.code)]
    return [[one.name_th for one in geothai.subdistricts(place.code)] for place in places]


def measure(year: int, texts: Mapping[str, str], item: str) -> Reported:
    """A measure with some texts; the others are empty."""
    return Reported(
        file="", sheet="", row=2, organisation="", division="", fiscal_year=year, round=6,
        texts={key: texts.get(key, "") for key in KEYS}, status="", deadline_start=None,
        deadline_end=None, oit=item, shared=1, owners=owners.owners(texts["responsible"]),
    )  # fmt: skip


def of_lists(known: bool) -> None:
    """Two years' items, with the owners set against us: the right pair has different ones."""
    olds, news = map(oit.items, years.listed_years()[:2])
    became = [oit.reported_item(one, news[0].year) for one in olds]
    right = {n: news.index(one) for n, one in enumerate(became) if one is not None}
    came_of = {new: old for old, new in right.items()}

    def as_measure(item: years.Item, owner: str) -> Reported:
        texts = {
            "issue": item.name, "steps": "\n".join(oit.elements(item)), "responsible": owner,
        }  # fmt: skip
        return measure(item.year + 1, texts, item.number if known else "")

    owner = ("กองคลัง", "กองช่าง")
    old = [as_measure(item, owner[n % 2]) for n, item in enumerate(olds)]
    new = [as_measure(item, owner[1 - came_of.get(n, 1) % 2]) for n, item in enumerate(news)]
    told = "items known" if known else "by wording alone"
    _print(f"lists, {told}", matching.match(old, new), right, len(set(right.values())))
    likes = [matching._likenesses(side, news[0].year) for side in (old, new)]
    wrong = [
        matching._score(one, other)
        for n, one in enumerate(likes[0])
        for m, other in enumerate(likes[1])
        if right.get(n) != m
    ]
    near = sum(score >= matching.LEAST for score in wrong)
    print(f"  of {len(wrong)} wrong pairs {near} from LEAST on, the nearest {max(wrong)}")


def of_report(what: str, part: float, keys: Sequence[str], copies: int = 20) -> None:
    """A published report against copies of it in which a part of the words is changed."""
    with REPORT.open(encoding="utf-8-sig", newline="") as lines:
        rows = [
            {key: row.get(BY_KEY[key].header, "") for key in KEYS} for row in csv.DictReader(lines)
        ]
    items = [oit.named(row["issue"], 2565) for row in rows]
    base = [
        measure(2566, row, one.number if one else "") for row, one in zip(rows, items, strict=True)
    ]
    words = [word for row in rows for word in _words(row["steps"]) if len(word) > 2]
    pairs: list[matching.Pair] = []
    for seed in range(copies):
        chance = random.Random(seed)
        copy = [
            replace(
                one,
                oit="" if "issue" in keys else one.oit,
                texts={
                    **one.texts,
                    **{k: _changed(one.texts[k], part, words, chance) for k in keys},
                },
            )
            for one in base
        ]
        pairs += matching.match(base, copy)
    _print(what, pairs, {n: n for n in range(len(base))}, copies * len(base))


def _words(text: str) -> list[str]:
    runs = re.findall(f"[{LETTERS}]+|.", text, re.DOTALL)
    return [word for run in runs for word in (sure_words(run) if len(run) > 1 else [run])]


def _changed(text: str, part: float, others: Sequence[str], chance: random.Random) -> str:
    """A text with that part of its words left out, exchanged, or followed by another."""
    changed = []
    for word in _words(text):
        kind = chance.randrange(3) if len(word) > 1 and chance.random() < part else None
        changed += [word] if kind in (None, 2) else []
        changed += [chance.choice(others)] if kind in (1, 2) else []
    return "".join(changed)


def _print(
    what: str, pairs: Iterable[matching.Pair], right: Mapping[int, int], number: int
) -> None:
    found = Counter(
        (right.get(p.old) == p.new, "doubtful" if p.doubtful else "sure") for p in pairs
    )
    said = (f"{('wrong', 'right')[one]}, {how} {count}" for (one, how), count in found.items())
    print(f"{what} ({number}): {'; '.join(sorted(said))}")


if __name__ == "__main__":
    names()
    of_lists(known=True)
    of_lists(known=False)
    of_report("report, half of the words of the steps changed", 0.5, ["steps"])
    of_report("report, 20 % of issue and steps changed", 0.2, ["issue", "steps"])
    of_report("report, half of issue and steps changed", 0.5, ["issue", "steps"])
