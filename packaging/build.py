"""Builds the program that needs no Python, as a folder and as a zip of it.

python packaging/build.py [FOLDER]

It is of the system on which it is built; PyInstaller knows no other. Needs the extra ``packaging``.
"""

import platform
import shutil
import sys
from hashlib import sha256
from pathlib import Path

import PyInstaller.__main__

import ita_xlsx

_HERE = Path(__file__).parent
NAME = "ita-xlsx"
# What pandas and openpyxl would use if it were there, and nothing here needs.
_LEFT_OUT = ("tkinter", "matplotlib", "PIL", "lxml", "scipy", "IPython", "pytest", "setuptools")


def build(folder: Path) -> Path:
    """Freeze the program into ``folder``; returns the zip, beside which its SHA-256 is written."""
    PyInstaller.__main__.run(
        [
            str(_HERE / "program.py"),
            *("--name", NAME, "--onedir", "--console", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", str(folder), "--workpath", str(folder / "work")),
            *("--specpath", str(folder / "work"), "--contents-directory", "files"),
            # Commands and formats are imported by name.
            *("--collect-submodules", "ita_xlsx", "--collect-data", "ita_xlsx"),
            *(word for name in _LEFT_OUT for word in ("--exclude-module", name)),
        ]
    )
    shutil.rmtree(folder / "work")
    system = {"Darwin": "macos"}.get(platform.system(), platform.system().lower())
    name = f"{NAME}-{ita_xlsx.__version__}-{system}-{platform.machine().lower()}"
    zipped = Path(shutil.make_archive(str(folder / name), "zip", folder, NAME))
    digest = sha256(zipped.read_bytes()).hexdigest()
    zipped.with_suffix(".zip.sha256").write_text(f"{digest}  {zipped.name}\n", encoding="ascii")
    return zipped


if __name__ == "__main__":
    print(build(Path(sys.argv[1] if len(sys.argv) > 1 else "dist").absolute()))
