"""What is double-clicked in Windows: a file that merges a round, and one that opens a window."""

import ntpath
import sys
from pathlib import Path

from ita_xlsx.files import write_whole


def write_merge(path: Path) -> None:
    """Write the file that merges the round of its folder. Raises CannotWrite."""
    _write(path, _MERGE.format(start=_start(_HERE, _folder_of_program())))


def write_commands(path: Path) -> None:
    """Write the file that opens a window in its folder, to type commands. Raises CannotWrite."""
    _write(path, _COMMANDS.format(start=_start(_HERE, _folder_of_program())))


def write_commands_beside_program(path: Path) -> None:
    """Write the same for the folder of the program: its window is in the user's documents."""
    _write(path, _COMMANDS.format(start=_start(_DOCUMENTS, "%~dp0.")))


def _write(path: Path, text: str) -> None:
    write_whole(path, text.replace("\n", "\r\n").encode("utf-8"))


def _folder_of_program() -> str:
    """Where the program lies: the one that needs no Python, or that of a virtual environment.

    Empty where neither runs this: then it is on the path, or Python's launcher finds it.
    """
    if getattr(sys, "frozen", False):
        return _escaped(ntpath.dirname(sys.executable))  # it knows the signs of every system
    script = Path(sys.executable).with_name("ita-xlsx.exe")
    return _escaped(str(script.parent)) if script.exists() else ""


def _escaped(text: str) -> str:
    return text.replace("%", "%%")


def _start(folder: str, program: str) -> str:
    """The lines with which both begin: into a folder, the program's own one first on the path."""
    path = f'set "PATH={program};%PATH%"\n' if program else ""
    return _START.format(folder=folder, path=path)


# A console looks for programs in the current folder first, where the returned files lie: the
# variable in the third line keeps it from that, $PATH: keeps where from it, and -P keeps Python
# from it. A console reads a file by its own code page, which is UTF-8 from the second line on.
# Python may have been installed without a path to its programs: then its launcher, py, still finds
# the package.
_START = """\
@echo off
chcp 65001 >nul
set NoDefaultCurrentDirectoryInExePath=1
{folder}
{path}where $PATH:ita-xlsx >nul 2>nul && goto program
py -P -c "import ita_xlsx" >nul 2>nul && goto package
echo The program ita-xlsx is not installed on this computer.
echo Please ask whoever looks after your computers to install it, then double-click again.
echo.
pause
exit /b
"""
# A network folder cannot be a console's current one; pushd gives it a drive letter.
_HERE = 'cd /d "%~dp0." 2>nul || pushd "%~dp0."'
_DOCUMENTS = 'cd /d "%USERPROFILE%\\Documents" 2>nul || cd /d "%USERPROFILE%"'

_MERGE = """\
{start}:program
call ita-xlsx
goto end
:package
py -P -m ita_xlsx
:end
echo.
pause
"""
_COMMANDS = """\
{start}:package
doskey ita-xlsx=py -P -m ita_xlsx $*
py -P -m ita_xlsx --help
goto window
:program
call ita-xlsx --help
:window
cmd /k
"""
