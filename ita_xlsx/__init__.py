"""ITA integrity reports (OIT o42/o43) of Thai local governments: the same verbs as the commands.

docs/python.md shows each beside its command. Importing this imports nothing: each name is looked up
at its first use.

>>> import ita_xlsx
>>> result = ita_xlsx.check([Path("returned")])      # doctest: +SKIP
>>> result.has_errors                                # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ita_xlsx.errors import ItaXlsxError
    from ita_xlsx.findings import RULES
    from ita_xlsx.mailing import Reminded, draft_email, email_text, remind, send_email
    from ita_xlsx.planning import MadeForms, make_forms, make_plan, status
    from ita_xlsx.reporting import Checked, Reports
    from ita_xlsx.round_folder import FolderMerged, LaidOut, lay_out, merge_folder
    from ita_xlsx.steps import (
        Merged,
        check,
        compare,
        find_fonts,
        install_fonts,
        make_template,
        merge,
        to_pdf,
    )

__version__ = "0.1.0"

_PLACES = {
    "ita_xlsx.errors": ("ItaXlsxError",),
    "ita_xlsx.findings": ("RULES",),
    "ita_xlsx.mailing": (
        "Reminded",
        "draft_email",
        "email_text",
        "remind",
        "send_email",
    ),
    "ita_xlsx.planning": (
        "MadeForms",
        "make_forms",
        "make_plan",
        "status",
    ),
    "ita_xlsx.reporting": (
        "Checked",
        "Reports",
    ),
    "ita_xlsx.round_folder": (
        "FolderMerged",
        "LaidOut",
        "lay_out",
        "merge_folder",
    ),
    "ita_xlsx.steps": (
        "Merged",
        "check",
        "compare",
        "find_fonts",
        "install_fonts",
        "make_template",
        "merge",
        "to_pdf",
    ),
}
_MODULES = {name: module for module, names in _PLACES.items() for name in names}

__all__ = [
    "RULES",
    "Checked",
    "FolderMerged",
    "ItaXlsxError",
    "LaidOut",
    "MadeForms",
    "Merged",
    "Reminded",
    "Reports",
    "__version__",
    "check",
    "compare",
    "draft_email",
    "email_text",
    "find_fonts",
    "install_fonts",
    "lay_out",
    "make_forms",
    "make_plan",
    "make_template",
    "merge",
    "merge_folder",
    "remind",
    "send_email",
    "status",
    "to_pdf",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
