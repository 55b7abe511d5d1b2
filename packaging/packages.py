"""Builds the wheel and the source archive, and tries each in a new virtual environment.

python packaging/packages.py FOLDER
"""

import subprocess
import sys
import tempfile
import venv
from hashlib import sha256
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_EXAMPLE = _ROOT / "examples" / "kut_rung"


def main(folder: Path) -> None:
    """Write both and their checksums into a folder; raises CalledProcessError, AssertionError."""
    with tempfile.TemporaryDirectory() as made:
        tools = _environment(Path(made) / "tools", "build")
        subprocess.run([tools, "-m", "build", "--outdir", folder, _ROOT], check=True)
    for built in sorted([*folder.glob("*.whl"), *folder.glob("*.tar.gz")]):
        with tempfile.TemporaryDirectory() as made:
            python = _environment(Path(made) / "new", str(built))
            report = Path(made) / "report.xlsx"
            merge = [python, "-P", "-m", "ita_xlsx", "merge", _EXAMPLE / "returned", "-o", report]
            subprocess.run(merge, check=True, cwd=made)
            assert report.read_bytes() == (_EXAMPLE / "expected.xlsx").read_bytes(), built
        digest = sha256(built.read_bytes()).hexdigest()
        built.with_name(f"{built.name}.sha256").write_text(f"{digest}  {built.name}\n")
        print("ok:", built.name)


def _environment(folder: Path, package: str) -> Path:
    """The Python of a new virtual environment with one package in it."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", package], check=True)
    return python


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
