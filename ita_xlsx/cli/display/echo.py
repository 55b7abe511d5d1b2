"""All that reaches the terminal: no text of a cell or a file's name may steer it."""

import codecs
import re
import sys

import click

from ita_xlsx.errors import CannotWrite
from ita_xlsx.language import Sentence
from ita_xlsx.thai.text import INVISIBLE

# All but line ends and tabs, of which texts consist.
_STEERING = re.compile(f"[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff{INVISIBLE['direction']}]")
_NOT_ASCII = re.compile(f"{_STEERING.pattern}|[^\0-\x7f]")


def echo(text: str, err: bool = False, nl: bool = True) -> None:
    """Print a text to stdout, or to stderr; what would steer a terminal becomes U+FFFD.

    Those are control signs, of C1 too, and those that turn the direction of writing.
    """
    _print(_STEERING.sub("\ufffd", text), err, nl)


def echo_json(text: str) -> None:
    """Print JSON to stdout, in UTF-8 whatever the console speaks.

    What would steer a terminal is named by its code (``\\u202e``), and so still there. So is every
    letter that is not ASCII where stdout is not UTF-8: who reads it may take it for a code page.
    """
    is_utf_8 = codecs.lookup(sys.stdout.encoding).name == "utf-8"
    named = (_STEERING if is_utf_8 else _NOT_ASCII).sub(_code, text)
    _print(named.encode("utf-8", "replace"))


def _code(sign: re.Match[str]) -> str:
    """A letter as JSON may name it: by two codes beyond U+FFFF."""
    digits = sign[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{digits[at : at + 4]}" for at in range(0, len(digits), 4))


def _print(what: str | bytes, err: bool = False, nl: bool = True) -> None:
    try:
        # Left to itself, click would print UTF-8 to a stream of ASCII.
        click.echo(what, file=sys.stderr if err else sys.stdout, nl=nl)
    except BrokenPipeError:
        raise  # whoever read it has what was wanted
    except OSError as error:
        if not err:  # what is said of the work is no reason to end it
            raise CannotWrite(_CANNOT_PRINT) from error


_CANNOT_PRINT = Sentence(
    "แสดงผลลัพธ์ไม่ได้ เพราะปลายทางของผลลัพธ์เต็มหรือปิดไปแล้ว ไฟล์ที่สั่งให้เขียนนั้นเขียนแล้ว โปรดเลือกที่เก็บอื่นแล้วสั่งใหม่",
    "The result cannot be printed: where it was sent to is full or closed. Files that were to be "
    "written are written. Please send it elsewhere and run this again.",
)
