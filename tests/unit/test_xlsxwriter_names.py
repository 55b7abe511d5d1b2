"""The private names of xlsxwriter on which our fast sheets lean.

Its version is pinned to the minor release (setup.cfg). When a test here fails with a newer one, see
what became of the name; when it fails with a change of ours, first look for a public name.
"""

import ast
import configparser
import re
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "ita_xlsx"

# Each with what it is needed for; the comments at the places say more.
LEANED_ON = {
    "_check_dimensions": "how far a sheet reaches, of cells that xlsxwriter does not have",
    "_convert_date_time": "a date as the number that any other cell gets",
    "_create_package": "parts are packed while they are written",
    "_filename": "the same: where a part is written to",
    "_get_packager": "the same: our packager",
    "_get_xf_index": "the number of a format in the XML of our own cells",
    "_target": "the target of a link that is no plain address",
    "_write_cell": "frequent cells in one piece",
    "_write_hyperlink_external": "a link that is no plain address",
    "_write_hyperlinks": "links of plain addresses without an object for each",
    "_write_rows": "rows of which xlsxwriter has no cells",
    "_write_string": "a text that looks like xlsxwriter's own markup",
    "_xml_empty_tag": "the Thai font and language of a chart's texts",
    "_xml_start_tag": "the same: the language",
    "_xml_start_tag_unencoded": "rows that grow: without customHeight",
}


def trees(folder: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(folder.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def private_functions(tree: ast.Module) -> set[str]:
    functions = (node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return set(filter(is_private, functions))


def private_attributes(tree: ast.Module, of_others: bool) -> set[str]:
    """The private names that are looked up in objects, ``of_others``: but for ``self``."""
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return {
        node.attr
        for node in nodes
        if is_private(node.attr)
        and not (of_others and isinstance(node.value, ast.Name) and node.value.id == "self")
    }


INSTALLED = Path(str(xlsxwriter.__file__)).parent
PRIVATE = set().union(*(private_functions(tree) for _, tree in trees(INSTALLED)))


def test_the_list_names_all_private_names_that_are_used_and_no_other() -> None:
    used: set[str] = set()
    for _, tree in trees(PACKAGE / "xlsx"):
        used |= (private_functions(tree) | private_attributes(tree, of_others=False)) & PRIVATE
    assert used == LEANED_ON.keys()


def test_no_room_but_xlsx_uses_any() -> None:
    for path, tree in trees(PACKAGE):
        imports = any(
            isinstance(node, ast.ImportFrom) and str(node.module).startswith("xlsxwriter")
            for node in ast.walk(tree)
        )
        if imports and path.parent.name != "xlsx":
            assert not private_attributes(tree, of_others=True) & PRIVATE, path.name


def test_the_installed_version_is_the_one_that_is_pinned() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    needed = config["options"]["install_requires"]
    found = re.search(r"xlsxwriter >= (\d+)\.(\d+), < (\d+)\.(\d+)", needed)
    assert found is not None
    major, minor, below, beyond = map(int, found.groups())
    assert (below, beyond) == (major, minor + 1)
    assert xlsxwriter.__version__.split(".")[:2] == [str(major), str(minor)]
