"""The references: all that can be typed is told, and every link leads somewhere."""

import inspect
import re
from pathlib import Path

import click
import pytest
from make_cli_reference import reference_page

import ita_xlsx
from ita_xlsx.cli.group import COMMANDS, build

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
FENCE = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)\)")


def commands_of(guide: str) -> list[str]:
    return FENCE.findall((DOCS / guide).read_text(encoding="utf-8"))


def test_a_clerk_is_told_to_type_nothing() -> None:
    assert commands_of("clerk.md") == []


def test_the_reference_of_the_commands_is_what_help_says() -> None:
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert page == reference_page(), "stale: run python tests/tools/make_cli_reference.py"


def test_every_command_and_option_is_in_the_references() -> None:
    cli = (DOCS / "cli.md").read_text(encoding="utf-8")
    python = (DOCS / "python.md").read_text(encoding="utf-8")
    assert len(COMMANDS) >= 12
    for name, command in ((name, build(name, "en")) for name in COMMANDS):
        section = cli.split(f"## ita-xlsx {name}\n")[1].split("\n## ")[0]
        assert f"`ita-xlsx {name}" in python, name
        for option in (one for one in command.params if isinstance(one, click.Option)):
            assert option.opts[-1] in section, (name, option.opts)
            assert option.help, (name, option.opts)


def test_every_name_for_python_is_documented() -> None:
    page = (DOCS / "python.md").read_text(encoding="utf-8")
    assert [name for name in ita_xlsx.__all__ if not re.search(rf"\b{name}\b", page)] == []
    for name in ita_xlsx.__all__:
        assert name.startswith("__") or inspect.getdoc(getattr(ita_xlsx, name)), name


def test_the_arguments_that_the_page_for_python_names_exist() -> None:
    page = (DOCS / "python.md").read_text(encoding="utf-8")
    calls = re.findall(r"\| `(\w+)\(([^)`]*)\)`", page)
    assert len(calls) >= 14
    for name, arguments in calls:
        known = set(inspect.signature(getattr(ita_xlsx, name)).parameters)
        named = [one.strip().removesuffix("=…") for one in arguments.split(",") if "=…" in one]
        assert set(named) <= known, (name, named)
        positional = [one for one in arguments.split(",") if one and "=…" not in one]
        assert len(positional) <= len(known), name


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link
