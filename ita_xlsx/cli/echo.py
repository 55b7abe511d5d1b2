"""All that reaches the terminal: no text of a cell or a file's name may steer it."""

import re

import click

from ita_xlsx.thai.text import INVISIBLE

# All but line ends and tabs, of which texts consist.
_STEERING = re.compile(f"[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff{INVISIBLE['direction']}]")


def echo(text: str, err: bool = False, nl: bool = True) -> None:
    """Print a text to stdout, or to stderr; what would steer a terminal becomes U+FFFD.

    Those are control signs, of C1 too, and those that turn the direction of writing.
    """
    click.echo(_STEERING.sub("\ufffd", text), err=err, nl=nl)


def echo_json(text: str) -> None:
    """Print JSON to stdout, in UTF-8 whatever the console speaks.

    What would steer a terminal is named by its code (``\\u202e``), and so still there.
    """
    named = _STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
    click.echo(named.encode("utf-8", "replace"))
