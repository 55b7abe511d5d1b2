"""Every command that README, the install page, the guides and the other pages show is run.

The commands of a page are run in their order, in one folder, as a reader types them; what a reader
does in between (fills in the plan, puts files into ``returned``) is there beforehand. The guide of
the consolidator is followed step by step in test_docs.py too.
"""

import re
import shlex
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from command import Ran, Type
from local_governments import NAMES, make_district
from plans import write_plan
from test_district_plan import listing
from test_docs import EXAMPLE
from test_pdf import font_file, wheel

import ita_xlsx
from ita_xlsx.cli.group import COMMANDS

ROOT = Path(__file__).parents[2]
PAGES = {path.relative_to(ROOT).as_posix(): path for path in sorted(ROOT.glob("docs/*.md"))}
PAGES["README.md"] = ROOT / "README.md"
# How many commands each page shows: a new one must be found and run, or have its reason below.
COUNTS = {
    "docs/architecture.md": 1,
    "docs/clerk.md": 0,
    "docs/cli.md": 35,
    "docs/compare.md": 1,
    "docs/consolidator.md": 21,
    "docs/dependencies.md": 1,
    "docs/district.md": 9,
    "docs/email.md": 7,
    "docs/fonts.md": 6,
    "docs/install.md": 45,
    "docs/limits.md": 1,
    "docs/python.md": 23,
    "docs/release.md": 6,
    "docs/rules.md": 1,
    "docs/scale.md": 10,
    "docs/years.md": 3,
    "README.md": 11,
}
PROGRAMS = (
    *(r"(?:\S*/)?ita-xlsx", r"(?:\S*/)?python3?", r"(?:\S*/)?pip", r"ita\\Scripts\\\S+"),
    *("py", "uv", "pipx", "cd", "export", "unzip", "sudo", "certutil"),
)
COMMAND = re.compile(rf"(?:{'|'.join(PROGRAMS)})(?: .+)?")
OURS = re.compile(r"(?:ita-xlsx|python -m ita_xlsx)\b")
# A fenced block, a line set in by four blanks, or code within a sentence.
CODE = re.compile(
    r"^ *```\w*\n(?P<fence>.*?)^ *```$|^ {4}(?P<line>\S[^\n]*)$|`(?P<inline>[^`]+)`",
    re.MULTILINE | re.DOTALL,
)
EXAMPLE_OF_HELP = re.compile(r"(?:ตัวอย่าง|For example): ")
# The blocks that .ci/run runs word for word, in a fresh clone: these of two pages.
BUILT = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BUILT_PAGES = ("README.md", "docs/install.md")

# What else is not run here, and why.
NOT_HERE = {
    r"(py|certutil) .*|ita\\Scripts\\.*": "Windows alone has it",
    r"(uv|pipx) .*": "they install the wheel that .ci/run installs with pip",
    r"ita/bin/pip install --upgrade .*": "as .ci/run does for the first time",
    r"sudo apt install .*": "it changes the computer; .ci/install-office does it where it may",
    r"python3 -m pip download --no-deps .*": "from the internet; .ci/install-office does it",
    r"pip install atheris": "for fuzzing by hand",
    r"python (tests/tools|benchmarks|examples)/.*": "they write the repository anew, or measure",
    r"python packaging/.*": "they build for minutes: .ci/run",
    r".* --send\b.*": "it needs a mail server: test_smtp.py has one",
}
# What stands for something in a page, and what is typed in its place.
STANDS_FOR = {
    "…": "OUT --to ADDRESS", "PATHS": "returned", "PLAN": "plan.xlsx", "LAST.xlsx": "report.xlsx",
    "LEVEL": "organisation", "PATH": "returned", "OUT": "report.xlsx", "REPORT.xlsx": "report.xlsx",
    "OLD": "report.xlsx", "NEW": "report.xlsx", "ADDRESS": "district@example.go.th",
    "pdf FILE": "report.xlsx", "--install FILE": "THSarabun.ttf", "YEAR": "2569",
    "CODE": "M001", "FOLDER": "returned",
}  # fmt: skip
# What is new, an output or a folder, and how its name ends.
NEW = {
    **dict.fromkeys(("FILE", "OUT", "PLAN"), ".xlsx"),
    **{"FILE.pdf": ".pdf", "PDF": ".pdf", "DRAFT": ".eml", "DIR": ""},
}
# The desk has one already, and it is filled in.
MAKES_A_PLAN = "ita-xlsx plan -o plan.xlsx"


class Typed(NamedTuple):
    """A command as it stands in a page."""

    text: str
    is_inline: bool


def commands_of(page: str) -> Iterator[Typed]:
    """The commands of a page, in their order."""
    for code in CODE.finditer(PAGES[page].read_text(encoding="utf-8")):
        inline = re.sub(r"\s+", " ", code["inline"] or "")
        for line in (code["fence"] or code["line"] or inline).splitlines():
            typed = EXAMPLE_OF_HELP.sub("", line.strip())
            if COMMAND.fullmatch(typed):
                yield Typed(typed, bool(inline))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of somebody who has all that the pages speak of."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(EXAMPLE, folder / "returned")
    shutil.copytree(EXAMPLE, folder / "examples" / "kut_rung" / "returned")
    (folder / "templates").mkdir()
    merged = ita_xlsx.merge([EXAMPLE], folder / "report.xlsx")
    for name in ("รายงาน", "รายงานปีก่อน", "รอบ6เดือน", "รอบ12เดือน", "old", "new"):
        shutil.copy(folder / "report.xlsx", folder / f"{name}.xlsx")
    facts = {"organisation": merged.consolidation.organisation}
    for name in ("plan.xlsx", "แผนปีก่อน.xlsx"):
        write_plan(folder / name, facts)
    (folder / "THSarabun.ttf").write_bytes(font_file("TH SarabunPSK"))
    wheel(folder / "odoo_addon_l10n_th_fonts-18.0.1.0.0.2-py3-none-any.whl", "TH SarabunPSK")
    return folder


@pytest.fixture(scope="module")
def district_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That of a district: the reports of organisations have returned."""
    folder = tmp_path_factory.mktemp("district")
    (folder / "returned").mkdir()
    for report in make_district(folder / "made", "กุดรัง", names=NAMES[:2]).reports:
        shutil.copy(report, folder / "returned")
    shutil.rmtree(folder / "made")
    listing(folder / "plan.xlsx")
    return folder


def test_no_page_shows_a_command_that_is_not_known_here() -> None:
    assert {page: len(list(commands_of(page))) for page in PAGES} == COUNTS


def test_each_command_is_run_or_has_its_reason() -> None:
    built = {
        line
        for page in BUILT_PAGES
        for block in BUILT.findall(PAGES[page].read_text(encoding="utf-8"))
        for line in block.splitlines()
    }
    used = set()
    for page in PAGES:
        for typed in commands_of(page):
            reasons = [one for one in NOT_HERE if re.fullmatch(one, typed.text)]
            used.update(reasons)
            is_run = OURS.match(typed.text) or typed.text.startswith("cd ")
            assert reasons or is_run or typed.text in built, (page, typed)
    assert used == set(NOT_HERE)


def is_printed(typed: Typed) -> bool:
    return bool(re.match(r"ita-xlsx pdf\b", typed.text))


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page(
    page: str, office: Path, district_office: Path, tmp_path: Path, ita: Type,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    start = district_office if page == "docs/district.md" else office
    folder = tmp_path / "desk"
    lay_out = partial(shutil.copytree, start, dirs_exist_ok=True)
    lay_out(folder)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for number, typed in enumerate({one.text: one for one in commands_of(page)}.values()):
        if typed.text.startswith("cd "):
            folder /= typed.text.removeprefix("cd ")
            assert folder.is_dir()
            lay_out(folder)
        elif OURS.match(typed.text) and not is_printed(typed) and not is_not_here(typed):
            run(typed, number, folder, ita)


@pytest.mark.office
def test_the_commands_that_print(office: Path, tmp_path: Path, ita: Type) -> None:
    folder = shutil.copytree(office, tmp_path / "desk")
    printing = {typed for page in PAGES for typed in commands_of(page) if is_printed(typed)}
    assert len(printing) == 3
    for number, typed in enumerate(sorted(printing)):
        run(typed, number, folder, ita)
    assert len(list(folder.glob("*.pdf"))) == 3


def is_not_here(typed: Typed) -> bool:
    return any(re.fullmatch(one, typed.text) for one in NOT_HERE)


def run(typed: Typed, number: int, folder: Path, ita: Type) -> Ran:
    """Run a command of ours in a folder; it is done, or done with findings."""
    words = arguments(typed, number)
    if typed.text == MAKES_A_PLAN:
        folder = folder / "new round"
        folder.mkdir()
    ran = ita(*words, folder=folder)
    assert ran.code in (0, 1), (typed, ran.text)
    if "-o" in words:
        assert (folder / words[words.index("-o") + 1]).exists(), typed
    return ran


def arguments(typed: Typed, number: int) -> list[str]:
    """What follows the program's name; a command that is only named is asked for its help."""
    text = OURS.sub("", typed.text, count=1).replace("…", STANDS_FOR["…"])
    # Both the consoles of Windows and the shells of others read them as they are.
    assert not set(text) & set("'\\$;&|<>*?!()"), typed
    words = shlex.split(text)
    if typed.is_inline and len(words) == 1 and words[0] in COMMANDS:
        return [*words, "--help"]
    if typed.is_inline and not words:
        return ["--help"]
    return [_given(words, place, number) for place in range(len(words))]


def _given(words: list[str], place: int, number: int) -> str:
    word, before = words[place], words[place - 1] if place else ""
    if word in NEW and before in ("-o", "init", "demo"):
        return f"new {number}{NEW[word]}"
    return STANDS_FOR.get(f"{before} {word}") or STANDS_FOR.get(word, word)
