"""Builds the program that needs no Python, as a folder and as a zip of it.

python packaging/build.py [FOLDER]

It is of the system on which it is built; PyInstaller knows no other. Needs the extra ``packaging``.
"""

import os
import platform
import shutil
import sys
from hashlib import sha256
from pathlib import Path

import PyInstaller.__main__

import ita_xlsx
from ita_xlsx.official.stamp import COMMANDS
from ita_xlsx.verbs.batch import write_commands_beside_program

_HERE = Path(__file__).parent
NAME = "ita-xlsx"
_LICENCE = "LICENSE.txt"
# What pandas and openpyxl would use if it were there, and nothing here needs. PyInstaller would
# import multiprocessing at every start, before anything else; readline is under the GPL.
_LEFT_OUT = (
    *("tkinter", "matplotlib", "PIL", "lxml", "scipy", "IPython", "pytest", "setuptools"),
    *("multiprocessing", "readline"),
)


def build(folder: Path) -> Path:
    """Freeze the program into ``folder``; returns the zip, beside which its SHA-256 is written."""
    PyInstaller.__main__.run(
        [
            str(_HERE / "program.py"),
            *("--name", NAME, "--onedir", "--console", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", str(folder), "--workpath", str(folder / "work")),
            *("--specpath", str(folder / "work"), "--contents-directory", "files"),
            # Of an editable install PyInstaller sees nothing, and commands and formats are imported
            # by name.
            *("--paths", str(_HERE.parent)),
            *("--collect-submodules", "ita_xlsx", "--collect-data", "ita_xlsx"),
            # The licences of all packages in it.
            *("--recursive-copy-metadata", "ita-xlsx"),
            *(word for name in _LEFT_OUT for word in ("--exclude-module", name)),
        ]
    )
    shutil.rmtree(folder / "work")
    for name in ("LICENSE", "NOTICE"):
        shutil.copy(_HERE.parent / name, folder / NAME / f"{name}.txt")
    shutil.copy(_python_licence(), folder / NAME / "LICENSE-Python.txt")
    if sys.platform == "win32":
        write_commands_beside_program(folder / NAME / COMMANDS)
    system = {"Darwin": "macos"}.get(platform.system(), platform.system().lower())
    name = f"{NAME}-{ita_xlsx.__version__}-{system}-{platform.machine().lower()}"
    zipped = Path(shutil.make_archive(str(folder / name), "zip", folder, NAME))
    digest = sha256(zipped.read_bytes()).hexdigest()
    zipped.with_suffix(".zip.sha256").write_text(f"{digest}  {zipped.name}\n", encoding="ascii")
    return zipped


def _python_licence() -> Path:
    """Where an installed Python has it: beside its modules, or on Windows above them."""
    modules = Path(os.__file__).parent
    return next(path for path in (modules / _LICENCE, modules.parent / _LICENCE) if path.exists())


if __name__ == "__main__":
    print(build(Path(sys.argv[1] if len(sys.argv) > 1 else "dist").absolute()))
