"""Fuzzing by coverage, with atheris (Linux and macOS; not among the tests' dependencies).

    pip install atheris
    python tests/fuzz/fuzz.py guard -max_total_time=300
    python tests/fuzz/fuzz.py sheet -max_total_time=300
    python tests/fuzz/fuzz.py deadline -max_total_time=300
    python tests/fuzz/fuzz.py xls -max_total_time=300

What follows the target's name are libFuzzer's own options. An input that breaks the target is
written into the current folder; ``python tests/fuzz/fuzz.py guard FILE`` runs it again.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ita_xlsx"]):
    import targets


def main(name: str, options: list[str]) -> None:
    """Fuzz one target until an option of libFuzzer's ends it."""
    with tempfile.TemporaryDirectory() as corpus:
        for number, content in enumerate(targets.seeds(name)):
            (Path(corpus) / f"{number:03}").write_bytes(content)
        named = any(not option.startswith("-") for option in options)
        atheris.Setup([sys.argv[0], *options, *([] if named else [corpus])], targets.TARGETS[name])
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
