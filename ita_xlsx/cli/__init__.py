"""What the consolidator types: parse, call one step, print, exit. One file a command."""

import gc
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn, TextIO

import click

from ita_xlsx.cli.display.echo import echo
from ita_xlsx.cli.group import command_line
from ita_xlsx.cli.usage import usage_sentence
from ita_xlsx.errors import DEBUG, STOPPED, ItaXlsxError
from ita_xlsx.language import Language, Sentence

LANGUAGE = "ITA_XLSX_LANG"


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit code."""
    # Whoever starts it with one of them closed, or without a window, wants nothing printed there.
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        _speak_anything(stream)
    # One command makes millions of objects but few circles of them (openpyxl's workbooks are such):
    # to look for circles as often as Python does by itself costs a sixth of a merge.
    gc.set_threshold(250_000, 50, 100)
    # numpy starts a thread for each further processor, which keeps it busy for a while: there is no
    # algebra here to be shared, and other processes read by then.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # A thread that speaks to the processes that read, or packs, needs Python for a moment only, and
    # would wait five of these for it.
    sys.setswitchinterval(0.001)
    _end_as_by_ctrl_c()
    given = list(sys.argv[1:] if arguments is None else arguments)
    code = run(given, os.environ)
    if os.environ.get(DEBUG) == "1":
        sys.exit(code)
    _leave(code)


def _end_as_by_ctrl_c() -> None:
    """Let ``kill`` and a closed window end what was begun too: LibreOffice, a file half written."""
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _leave(code: int) -> NoReturn:
    """End the process at once, when all is said and written.

    What it holds goes back to the system with it. Python would first take it apart piece by piece:
    a twentieth of a second after any command, a quarter after a merge of 600 workbooks.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            pass  # whoever read it has what was wanted
        except (OSError, ValueError):
            code = code or 3
    os._exit(code)


def run(arguments: list[str], environment: Mapping[str, str]) -> int:
    """Run one command; returns its exit code. Messages go to stderr, results to stdout."""
    language = _language(arguments, environment)
    try:
        code = command_line(language).main(arguments, prog_name="ita-xlsx", standalone_mode=False)
    except click.ClickException as error:
        return _say(usage_sentence(error), language, 2)
    except ItaXlsxError as error:
        return _say(error.sentence, language, error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _say(STOPPED, language, 130)
    except BrokenPipeError:
        # Whoever read our output has closed it: nothing more is to be said, nor can it be.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if environment.get(DEBUG) == "1":
            raise
        return _say(_BUG.fill(kind=type(error).__name__), language, 3)
    return code if isinstance(code, int) else 0


_BUG = Sentence(
    "โปรแกรมขัดข้องภายใน ({kind}) ไม่มีไฟล์ใดถูกเขียนค้างไว้ไม่ครบ "
    "โปรดตั้ง ITA_XLSX_DEBUG=1 แล้วสั่งใหม่ และส่งข้อความที่ได้ให้ผู้พัฒนา",
    "An internal fault ({kind}); no file was left half written. "
    "Please set ITA_XLSX_DEBUG=1, run it again and send what it prints to the developers.",
)


def _speak_anything(stream: TextIO) -> None:
    """Let where it is printed to have the code of a letter that it lacks, instead of a traceback.

    What has no Thai letters, as a file on an English Windows, gets the codes of all that are not
    ASCII: a text is readable or escaped whole, and no quotation mark is of another code page.
    """
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        encoding = stream.encoding if stream.isatty() else _console_encoding() or stream.encoding
        encoding = encoding if _has_thai(encoding) else "ascii"
        reconfigure(encoding=encoding, errors="backslashreplace")


def _console_encoding() -> str:
    """What the programs of a Windows console take a redirected output for; empty elsewhere.

    That is UTF-8 in the window of commands.bat. Python would take the code page of old files.
    """
    if sys.platform != "win32":
        return ""
    import ctypes

    page = ctypes.windll.kernel32.GetConsoleOutputCP()  # 0 without a console
    return {0: "", 65001: "utf-8"}.get(page, f"cp{page}")


def _has_thai(encoding: str) -> bool:
    try:
        return bool("ก".encode(encoding))
    except (UnicodeEncodeError, LookupError):  # or a code page that Python does not know
        return False


def _language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language asked for, known before the commands are built, so that help has it too."""
    asked = environment.get(LANGUAGE, "")
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return "en" if asked == "en" else "th"


def _say(sentence: Sentence, language: Language, code: int) -> int:
    echo(sentence.say(language), err=True)
    return code
