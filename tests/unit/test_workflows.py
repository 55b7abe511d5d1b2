"""The workflows, which run elsewhere: each step calls what is run here too."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
STEPS = {
    step
    for workflow in (ROOT / ".github" / "workflows").glob("*.yml")
    for step in re.findall(r"- run: (.+)", workflow.read_text(encoding="utf-8"))
}
# What is no script of ours, and where it is run or said.
OTHERS = {
    'python -m pip install ".[packaging]"': ".ci/run",
    'python -m pip install ".[test]"': "README.md",
    "python -m pytest -n auto tests/unit tests/files": "README.md",
}


def test_each_step_is_a_script_of_the_repository_that_the_build_runs() -> None:
    build = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for step in STEPS - OTHERS.keys():
        if step.startswith("gh release create "):  # it needs a release to be made
            continue
        (script,) = re.findall(r"packaging/\w+\.py|\.ci/run", step)
        assert (ROOT / script).is_file()
        assert script in build or script == ".ci/run", step
    assert OTHERS.keys() <= STEPS and len(STEPS) == 8


def test_they_run_on_the_three_systems_and_publish_what_was_tried() -> None:
    tests, release = (
        (ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
        for name in ("tests", "release")
    )
    for text in (tests, release):
        assert all(system in text for system in ("windows-", "macos-", "ubuntu-"))
    built = release.index("packaging/build.py")
    assert built < release.index("packaging/try_out.py") < release.index("upload-artifact", built)
