"""Help texts in lines that fit a terminal, cut as all other Thai text of the program is."""

from collections.abc import Iterable
from typing import Any

import click

from ita_xlsx.cli.display.wrapping import wrap
from ita_xlsx.thai.width import display_width


class WrappedHelp(click.HelpFormatter):
    """Click's help, but its lines end at blanks and between words, never within a syllable."""

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        indent = " " * self.current_indent
        lines = wrap(text, self.width - len(indent))
        self.write("".join(f"{indent}{line}\n" for line in lines))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write terms, each with its explanation in a column beside it, or below a long term."""
        rows = list(rows)
        widest = max((display_width(term) for term, _ in rows), default=0)
        column = min(widest, col_max) + col_spacing
        indent = " " * self.current_indent
        start = indent + " " * column
        for term, text in rows:
            first, *others = wrap(text, self.width - len(start))
            blanks = column - display_width(term)
            beside = " " * blanks if blanks >= col_spacing else f"\n{start}"
            self.write(f"{indent}{term}{beside}{first}".rstrip() + "\n")
            self.write("".join(f"{start}{line}\n" for line in others))


class HelpContext(click.Context):
    """A context whose help is wrapped so."""

    formatter_class = WrappedHelp

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.help_option_names = ["-h", "--help"]
