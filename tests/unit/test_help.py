"""The help of every command: its lines fit the window, and none begins within a Thai syllable."""

import unicodedata

import click
import pytest

from ita_xlsx.cli.group import COMMANDS, build, command_line
from ita_xlsx.cli.help import HelpContext
from ita_xlsx.language import Language
from ita_xlsx.thai.width import display_width

# Vowels and signs that stand behind a consonant, on the line with it.
FOLLOWING = frozenset("ะาำๅฯๆ")
# Vowels written before their consonant, which no line leaves behind.
LEADING = frozenset("เแโใไ")


def help_of(name: str | None, language: Language, width: int) -> str:
    group = command_line(language)
    above = HelpContext(group, info_name="ita-xlsx", terminal_width=width)
    if name is None:
        return above.get_help()
    command: click.Command = build(name, language)
    assert command.context_class is HelpContext
    return HelpContext(command, parent=above, info_name=name, terminal_width=width).get_help()


@pytest.mark.parametrize("width", [60, 78, 90])
@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_help_is_wrapped_between_words(name: str | None, language: Language, width: int) -> None:
    for line in help_of(name, language, width).splitlines():
        assert display_width(line) <= width, line
        text = line.strip()
        if text:
            assert unicodedata.combining(text[0]) == 0 and text[0] not in FOLLOWING, line
            assert unicodedata.category(text[0]) != "Mn" and text[-1] not in LEADING, line


def test_a_long_term_has_its_explanation_below() -> None:
    formatter = HelpContext.formatter_class(width=60)
    with formatter.section("Options"):
        formatter.write_dl([("--x", "short"), ("--" + "long" * 8, "told below"), ("--none", "")])
    lines = formatter.getvalue().splitlines()
    assert lines[1].endswith("  short") and lines[3].strip() == "told below"
    assert lines[2].strip() == "--" + "long" * 8 and lines[4] == "  --none"
