"""The shape of the house: which room may import which, and how large a file may grow."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "ita_xlsx"
FILES = sorted(PACKAGE.rglob("*.py"))

# What each room may import of the package, besides itself. The rooms between the verbs and the
# model never import each other: the verbs join them. Whatever is not named here is imported by
# nobody.
FOUNDATION = {"errors", "files", "findings", "language", "official", "thai"}
SHARED = FOUNDATION | {"model", "xlsx", "ooxml"}
ROOMS = {"forms", "intake", "checks", "consolidation", "report", "delivery"}
ALLOWED: dict[str, set[str]] = {
    "thai": set(),
    "language": {"thai"},
    "errors": {"language"},
    "ooxml": set(),
    "xlsx": {"official", "thai"},
    "official": {"thai", "language"},
    "findings": {"thai", "language", "official"},
    "files": {"errors", "language"},
    "model": FOUNDATION | {"ooxml"},
    "provenance": {"official", "ooxml"},
    **{room: SHARED for room in ROOMS},
    "verbs": SHARED | ROOMS | {"provenance"},
    "cli": FOUNDATION | {"model", "verbs", "__init__"},
    "__init__": {"errors", "findings", "verbs"},
    "__main__": {"cli", "errors"},
}
# The rooms and modules of the intake: each imports only those before it.
INTAKE = ("folder", "guard", "formats", "table", "plan", "year_file", "file", "workers", "read")


def room_of(module: str) -> str:
    """``ita_xlsx.intake.formats.cells`` lies in ``intake``; the package itself is ``__init__``."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are absolute here"
            module = node.module or ""
            names |= (
                {f"{module}.{alias.name}" for alias in node.names}
                if module == "ita_xlsx"
                else {module}
            )
    return {name for name in names if name.split(".")[0] == "ita_xlsx"}


def room_of_file(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    room = room_of_file(path)
    forbidden = {
        name for name in imports_of(path) if room_of(name) not in ALLOWED[room] | {room}
        and name != "ita_xlsx.__version__"
    }  # fmt: skip
    assert not forbidden


@pytest.mark.parametrize("path", sorted((PACKAGE / "intake").rglob("*.py")), ids=lambda p: p.name)
def test_within_the_intake_nothing_imports_what_comes_after_it(path: Path) -> None:
    place = path.relative_to(PACKAGE / "intake").parts[0].removesuffix(".py")
    inside = {name.split(".")[2] for name in imports_of(path) if room_of(name) == "intake"}
    assert inside <= set(INTAKE[: INTAKE.index(place) + 1]) if place != "__init__" else not inside


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def imports_at_once(path: Path) -> set[str]:
    """The modules that are imported with this one, not only for annotations or in functions."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def circle(imports: dict[str, set[str]]) -> list[str]:
    """The modules that are on a circle of imports, or lead to one; none when there is none."""
    left = {module: names & imports.keys() - {module} for module, names in imports.items()}
    while ended := {module for module, names in left.items() if not names & left.keys()}:
        left = {module: names for module, names in left.items() if module not in ended}
    return sorted(left)


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert circle({module_name(path): imports_at_once(path) for path in FILES}) == []
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["a", "b", "c"]


def test_the_test_would_see_a_forbidden_arrow(tmp_path: Path) -> None:
    culprit = tmp_path / "culprit.py"
    culprit.write_text("from ita_xlsx.report import workbook\nimport ita_xlsx.intake.read\n")
    assert {room_of(name) for name in imports_of(culprit)} == {"report", "intake"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_no_file_grows_over_500_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


@pytest.mark.parametrize("folder", sorted({path.parent for path in FILES}), ids=lambda p: p.name)
def test_no_folder_holds_much_more_than_twenty_modules(folder: Path) -> None:
    assert len(list(folder.glob("*.py"))) <= 22


# What one room alone does, by words that its code holds: opening and writing packages, what Excel
# holds at most, how sheets print.
ALONE = {
    r"^\s*(?:from|import) zlib\b": {"ooxml/zip_directory.py", "ooxml/repack.py"},
    r"^\s*(?:from|import) zipfile\b": {"xlsx/workbook.py"},
    r"^\s*(?:from|import) olefile\b": {"intake/guard/ole.py"},
    r"\b(?:1_048_57\d|32_767|16_384|65_530)\b": {"xlsx/limits.py"},
    r"\.(?:set_paper|set_margins|set_footer|fit_to_pages)\(": {"xlsx/print_setup.py"},
}


@pytest.mark.parametrize("pattern", ALONE)
def test_each_of_these_is_done_in_one_place(pattern: str) -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in FILES
        if re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert found == ALONE[pattern]


def test_the_tests_of_units_read_and_write_no_workbook() -> None:
    helper = re.compile(r"^(?:from|import) (?:command|corpus|goodform|local_governments)\b", re.M)
    for path in Path(__file__).parent.glob("*.py"):
        assert not helper.search(path.read_text(encoding="utf-8")), path.name


# A cache hides that a thing is done again and again: each needs a reason, and there are few.
MOST_CACHES = 20
CACHES = {"cache", "lru_cache", "cached_property"}


def caches_in(path: Path) -> list[int]:
    """The lines at which a file keeps results: with a decorator of functools or a call of one."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    named = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "functools"
        for alias in node.names
        if alias.name in CACHES
    }
    lines = [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id in named)
        or (isinstance(node, ast.Attribute) and node.attr in CACHES)
    ]
    return sorted(lines)


def test_few_functions_keep_their_results() -> None:
    assert sum(len(caches_in(path)) for path in FILES) <= MOST_CACHES


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_each_cache_has_its_reason_above_it(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    for number in caches_in(path):
        assert lines[number - 2].startswith("# "), f"{path.name}:{number}"


def test_a_cache_is_seen_however_it_is_written(tmp_path: Path) -> None:
    culprit = tmp_path / "culprit.py"
    culprit.write_text(
        "import functools\nfrom functools import cache as kept, lru_cache\n"
        "@kept\ndef a(): ...\n@lru_cache(maxsize=2)\ndef b(): ...\n"
        "c = lru_cache(maxsize=2)(a)\n@functools.cache\ndef d(): ...\n"
    )
    assert caches_in(culprit) == [3, 5, 7, 8]
