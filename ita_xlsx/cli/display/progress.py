"""The progress bar: on stderr, for more than a few files, and only in a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from ita_xlsx.cli.display.echo import echo
from ita_xlsx.language import Language, Sentence

FEW_FILES = 5
# Behind the reading of so many, checking and writing take time too.
MANY_FILES = 200
_LABEL = Sentence("กำลังอ่านไฟล์", "Reading files")
_BEHIND = Sentence("กำลังตรวจและจัดทำรายงาน ...", "Checking and writing ...")


@contextmanager
def progress_bar(language: Language) -> Iterator[Callable[[int, int], None]]:
    """A function to call after each file with how many of how many are done."""
    bar = None

    def show(done: int, total: int) -> None:
        nonlocal bar
        if total <= FEW_FILES or not sys.stderr.isatty():
            return
        if bar is None:
            bar = click.progressbar(
                length=total, label=_LABEL.say(language), file=sys.stderr, show_pos=True
            )
        bar.update(done - bar.pos)
        if done == total >= MANY_FILES:
            bar.render_finish()
            bar = None
            echo(_BEHIND.say(language), err=True)

    try:
        yield show
    finally:
        if bar is not None:
            bar.render_finish()
