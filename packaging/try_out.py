"""Tries the frozen program where there is no Python: the whole example, and what workers do.

python packaging/try_out.py ZIP_OR_ITS_FOLDER

Nothing of this environment reaches the program: no variable but HOME, and no path (the system's own
one for LibreOffice, where that is installed).
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_EXAMPLE = _ROOT / "examples" / "kut_rung"
_SYSTEM = "/usr/bin:/bin"
# Without it Windows starts hardly any program.
_NEEDED = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}


def main(zipped: Path) -> None:
    """Raise AssertionError at the first thing that is not as it should be."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        shutil.unpack_archive(zipped, folder)
        (program,) = (folder / "ita-xlsx").glob("ita-xlsx*")
        program.chmod(0o755)  # which shutil does not take from a zip
        work = folder / "งานของเรา"
        work.mkdir()
        _try(program, work)
    print("ok: the frozen program does it all")


def _try(program: Path, work: Path) -> None:
    def run(*arguments: object, code: int = 0, path: str = "") -> str:
        done = subprocess.run(
            [program, *map(str, arguments)], cwd=work, capture_output=True, encoding="utf-8",
            errors="replace", env={**_NEEDED, "PATH": path, "HOME": str(work)},
            stdin=subprocess.DEVNULL, timeout=300,
        )  # fmt: skip
        said = done.stdout + done.stderr
        assert done.returncode == code, (arguments, done.returncode, said)
        print("ita-xlsx", *arguments)
        return done.stdout

    for name in ("click.py", "pandas/__init__.py", "pickle.py", "ita-xlsx.bat"):
        (work / name).parent.mkdir(exist_ok=True)
        (work / name).write_text("open('ran', 'w').close()\n")
    run("--version")
    run("--help")
    run(code=2)
    run("merge", _EXAMPLE / "returned", "-o", "report.xlsx")
    assert (work / "report.xlsx").read_bytes() == (_EXAMPLE / "expected.xlsx").read_bytes()
    returned = work / "returned"
    shutil.copytree(_EXAMPLE / "returned", returned)
    (returned / "เสีย.xlsx").write_bytes(b"PK\x03\x04" + bytes(99))
    shutil.copy(_ROOT / "tests" / "fixtures" / "kinds" / "libreoffice.xls", returned / "เก่า.xls")
    check = ("check", "returned", "--returns", "back", "--findings", "f.xlsx")
    files = json.loads(run(*check, "--format", "json", code=1))["files"]
    status = {Path(one["file"]).name: one["status"] for one in files}
    assert status["เสีย.xlsx"] == "unreadable" and status["เก่า.xls"] != "unreadable"
    assert (work / "f.xlsx").is_file()
    run("compare", "report.xlsx", "report.xlsx")
    run("email", "report.xlsx", "--to", "district@example.go.th", code=1)
    assert (work / "report.eml").is_file()
    run("init", "round")
    assert str(program.parent) in (work / "round" / "merge.bat").read_text(encoding="utf-8")
    run("guide", "clerk", "-o", "g.pdf")
    assert (work / "g.pdf").read_bytes().startswith(b"%PDF")
    run("demo", "ตัวอย่าง")
    if shutil.which("soffice", path=_SYSTEM):
        run("pdf", "report.xlsx", path=_SYSTEM)
        assert (work / "report.pdf").read_bytes().startswith(b"%PDF")
    assert not (work / "ran").exists()  # nothing that lies in a folder is imported


if __name__ == "__main__":
    given = Path(sys.argv[1]).absolute()
    main(next(given.glob("*.zip")) if given.is_dir() else given)
