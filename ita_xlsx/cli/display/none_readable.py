"""What is printed when no file could be read, before the sentence and exit code 3."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from ita_xlsx.cli.display.echo import echo, echo_json
from ita_xlsx.errors import NothingToRead
from ita_xlsx.language import Language
from ita_xlsx.verbs.stages import NoneReadable


@contextmanager
def reasons_printed(form: Literal["text", "json"], language: Language) -> Iterator[None]:
    """Where nothing can be read: as JSON the usual object, as text the reason for each file.

    The reason for a single one is in the sentence that follows.
    """
    try:
        yield
    except NothingToRead as error:
        read = error.read if isinstance(error, NoneReadable) else None
        if form == "json":
            from ita_xlsx.cli.display.as_json import nothing_as_json

            echo_json(nothing_as_json(read, language))
        elif read is not None and len(read.findings) > 1:
            from ita_xlsx.cli.display.as_text import findings_text
            from ita_xlsx.cli.display.wrapping import line_width

            echo(findings_text(read.findings, language, line_width()))
        raise
