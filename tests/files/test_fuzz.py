"""The targets of the fuzzers, over their seeds and over what chance makes of these."""

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "fuzz"))
import targets
from mutants import PLAIN_WAYS

COUNT = {"guard": 3000, "sheet": 1500, "deadline": 10_000, "xls": 3000}


@pytest.mark.parametrize("name", targets.TARGETS)
def test_no_bytes_break_a_target(name: str) -> None:
    dice = random.Random(66)
    target, seeds = targets.TARGETS[name], targets.seeds(name)
    for seed in seeds:
        target(seed)
    for _ in range(COUNT[name]):
        content = dice.choice(seeds)
        for _ in range(dice.randrange(1, 4)):
            content = dice.choice(PLAIN_WAYS)(content, dice)
        try:
            target(content)
        except Exception as broken:
            broken.add_note(f"the bytes: {content!r}")
            raise


def test_a_target_sees_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "examine_content", lambda content, limits: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        targets.guard(b"")
