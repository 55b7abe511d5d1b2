"""The program that needs no Python: how it starts; packaging/try_out.py tries the frozen one."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

PROGRAM = Path(__file__).parents[2] / "packaging" / "program.py"


@pytest.fixture
def program() -> ModuleType:
    spec = importlib.util.spec_from_file_location("program", PROGRAM)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def with_consoles(program: ModuleType, monkeypatch: pytest.MonkeyPatch, processes: int) -> None:
    """A Windows in whose console so many processes are."""
    import ctypes

    kernel = SimpleNamespace(GetConsoleProcessList=lambda array, size: processes)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(program.sys, "platform", "win32")


@pytest.mark.parametrize("has_keyboard", [True, False])
def test_double_clicked_in_windows_it_explains_itself_and_waits(
    program: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], has_keyboard: bool,
) -> None:  # fmt: skip
    waited: list[str] = []

    def wait() -> str:
        said = capsys.readouterr()
        waited.append(said.err + said.out)
        if not has_keyboard:
            raise EOFError
        return ""

    with_consoles(program, monkeypatch, 1)
    monkeypatch.setattr("builtins.input", wait)
    monkeypatch.setattr(sys, "argv", ["ita-xlsx.exe"])
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        program.main()
    assert left.value.code == 2 and len(waited) == 1
    assert all(word in waited[0] for word in ("วิธีใช้:", "init", "commands.bat", "กด Enter"))


@pytest.mark.parametrize(("processes", "waits"), [(1, True), (2, False), (0, False)])
def test_it_waits_only_in_a_window_of_its_own(
    program: ModuleType, monkeypatch: pytest.MonkeyPatch, processes: int, waits: bool
) -> None:
    """Not in one in which somebody types, nor where there is none."""
    with_consoles(program, monkeypatch, processes)
    assert program._has_its_own_window() is waits


@pytest.mark.parametrize("system", ["linux", "darwin"])
def test_elsewhere_it_never_waits(
    program: ModuleType, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr(program.sys, "platform", system)
    assert not program._has_its_own_window()


def test_it_starts_without_what_only_workers_need() -> None:
    shown = "print(sorted({'pickle', 'subprocess', 'concurrent.futures'} & sys.modules.keys()))"
    code = PROGRAM.read_text(encoding="utf-8").partition('if __name__ == "__main__"')[0] + shown
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.split() == [b"[]"]
