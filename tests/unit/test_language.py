"""Everything is said in both languages: Thai throughout, and English throughout for who asks."""

import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from importlib import import_module

import click
import pytest

import ita_xlsx
from ita_xlsx.cli.group import COMMANDS, build, command_line
from ita_xlsx.language import Language, Sentence

THAI = re.compile(r"[\u0e00-\u0e7f]+(?:[\s./]+[\u0e00-\u0e7f]+)*")
BRACES = re.compile(r"\{\w+\}")
MODULES = sorted(
    one.name
    for one in pkgutil.walk_packages(ita_xlsx.__path__, "ita_xlsx.")
    if not one.name.endswith("__main__")
)
# Thai in an English sentence is a quotation, or an example of what is to be typed.
QUOTED = re.compile(r"[“‘\"'(][^”’\"')]*[”’\"')]|\bsuch as .*")
# Two sheets of a plan, what stands in it for all divisions, and the letter that computers break.
QUOTABLE = {"กอง", "มาตรการ", "ทุกกอง", "ำ"}
# Kinds of files that have the same name in Thai.
NAMES = {"XML Spreadsheet 2003"}


def sentences_in(thing: object, depth: int = 4) -> Iterator[Sentence]:
    """Every Sentence in a global: itself, in a table, in a rule, in a kind of file."""
    if isinstance(thing, Sentence):
        yield thing
    elif depth == 0 or isinstance(thing, str | bytes):
        return
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from sentences_in(key, depth - 1)
            yield from sentences_in(value, depth - 1)
    elif isinstance(thing, list | tuple | set | frozenset):
        for one in thing:
            yield from sentences_in(one, depth - 1)
    elif isinstance(thing, type) and issubclass(thing, Enum):
        for member in thing:
            yield from sentences_in(vars(member), depth - 1)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            yield from sentences_in(getattr(thing, field.name), depth - 1)


def all_sentences() -> dict[Sentence, str]:
    """Each Sentence with the first global that holds it."""
    found: dict[Sentence, str] = {}
    for name in MODULES:
        for key, value in vars(import_module(name)).items():
            for sentence in sentences_in(value):
                found.setdefault(sentence, f"{name}.{key}")
    return found


ALL = all_sentences()


def helps(language: Language) -> Iterator[tuple[str, str]]:
    group = command_line(language)
    above = click.Context(group, info_name="ita-xlsx", terminal_width=90)
    yield "ita-xlsx", above.get_help()
    for name in COMMANDS:
        command = build(name, language)
        below = click.Context(command, parent=above, info_name=name, terminal_width=90)
        yield name, below.get_help()


def words(text: str) -> str:
    return BRACES.sub("", text).strip(" \n“”‘’\"'():;,./*-–…+→")


def test_the_test_sees_the_sentences() -> None:
    assert len(MODULES) > 100 and len(ALL) > 400
    places = set(ALL.values())
    rooms = {name.split(".")[1] for name in places}
    assert rooms >= {"cli", "checks", "intake", "delivery", "files", "verbs"}


def test_no_sentence_is_empty_in_one_language_only() -> None:
    assert [where for one, where in ALL.items() if bool(one.th) != bool(one.en)] == []


def test_thai_sentences_are_thai_and_english_ones_are_english() -> None:
    not_thai = [
        (where, one.th) for one, where in ALL.items()
        if words(one.th) and one.th not in NAMES and not THAI.search(one.th)
    ]  # fmt: skip
    not_english = [
        (where, one.en) for one, where in ALL.items()
        if set(THAI.findall(QUOTED.sub("", one.en))) - QUOTABLE
    ]  # fmt: skip
    assert not_thai == [] and not_english == []


def test_no_language_takes_a_value_that_the_other_calls_by_another_name() -> None:
    """One may leave out what it need not say, such as the Thai word for a kind of division."""
    differ = []
    for one, where in ALL.items():
        thai, english = set(BRACES.findall(one.th)), set(BRACES.findall(one.en))
        if not (thai <= english or english <= thai):
            differ.append((where, thai ^ english))
    assert differ == []


@pytest.mark.parametrize(("name", "text"), list(helps("en")), ids=["ita-xlsx", *COMMANDS])
def test_english_help_is_english(name: str, text: str) -> None:
    assert THAI.findall(text) == [], name
    assert "Usage:" in text and "Options:" in text


@pytest.mark.parametrize(("name", "text"), list(helps("th")), ids=["ita-xlsx", *COMMANDS])
def test_thai_help_has_a_thai_line_for_every_option_and_command(name: str, text: str) -> None:
    assert "วิธีใช้:" in text and "ตัวเลือก:" in text
    assert not re.search(r"\b(Usage|Options|Commands|required|default|Show)\b", text)
    for entry in re.split(r"\n  (?=[-a-z])", text)[1:]:
        assert THAI.search(entry), (name, entry)
