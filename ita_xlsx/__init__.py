"""ITA integrity reports of Thai local governments: the same verbs as the commands.

docs/python.md shows each beside its command. Importing this imports nothing: each name is looked up
at its first use.

>>> import ita_xlsx
>>> result = ita_xlsx.check([Path("returned")])      # doctest: +SKIP
>>> result.has_errors                                # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module

# Not out of typing: with ``python -m`` that would still be looked for in the current folder.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ita_xlsx.errors import ItaXlsxError
    from ita_xlsx.findings import RULES
    from ita_xlsx.verbs.check import check
    from ita_xlsx.verbs.compare import compare
    from ita_xlsx.verbs.demo import lay_out_demo
    from ita_xlsx.verbs.email import draft_email, email_text, send_email
    from ita_xlsx.verbs.forms import LeftOut, MadeForms, make_forms
    from ita_xlsx.verbs.guide import write_guide
    from ita_xlsx.verbs.merge import Merged, merge
    from ita_xlsx.verbs.pdf import find_fonts, install_fonts, to_pdf
    from ita_xlsx.verbs.plan import MadePlan, make_plan
    from ita_xlsx.verbs.reports import Reports
    from ita_xlsx.verbs.requests import Drafted, mail_forms, mail_returns, remind
    from ita_xlsx.verbs.round_folder import FolderMerged, LaidOut, lay_out, merge_folder
    from ita_xlsx.verbs.stages import Checked
    from ita_xlsx.verbs.status import status
    from ita_xlsx.verbs.template import make_template
    from ita_xlsx.verbs.years import export_year, known_years

__version__ = "0.2.0"

_PLACES = {
    "ita_xlsx.errors": ("ItaXlsxError",),
    "ita_xlsx.findings": ("RULES",),
    "ita_xlsx.verbs.check": ("check",),
    "ita_xlsx.verbs.compare": ("compare",),
    "ita_xlsx.verbs.demo": ("lay_out_demo",),
    "ita_xlsx.verbs.email": (
        "draft_email",
        "email_text",
        "send_email",
    ),
    "ita_xlsx.verbs.forms": (
        "LeftOut",
        "MadeForms",
        "make_forms",
    ),
    "ita_xlsx.verbs.guide": ("write_guide",),
    "ita_xlsx.verbs.merge": (
        "Merged",
        "merge",
    ),
    "ita_xlsx.verbs.pdf": (
        "find_fonts",
        "install_fonts",
        "to_pdf",
    ),
    "ita_xlsx.verbs.plan": (
        "MadePlan",
        "make_plan",
    ),
    "ita_xlsx.verbs.reports": ("Reports",),
    "ita_xlsx.verbs.requests": (
        "Drafted",
        "mail_forms",
        "mail_returns",
        "remind",
    ),
    "ita_xlsx.verbs.round_folder": (
        "FolderMerged",
        "LaidOut",
        "lay_out",
        "merge_folder",
    ),
    "ita_xlsx.verbs.stages": ("Checked",),
    "ita_xlsx.verbs.status": ("status",),
    "ita_xlsx.verbs.template": ("make_template",),
    "ita_xlsx.verbs.years": (
        "export_year",
        "known_years",
    ),
}
_MODULES = {name: module for module, names in _PLACES.items() for name in names}

__all__ = [
    "RULES",
    "Checked",
    "Drafted",
    "FolderMerged",
    "ItaXlsxError",
    "LaidOut",
    "LeftOut",
    "MadeForms",
    "MadePlan",
    "Merged",
    "Reports",
    "__version__",
    "check",
    "compare",
    "draft_email",
    "email_text",
    "export_year",
    "find_fonts",
    "install_fonts",
    "known_years",
    "lay_out",
    "lay_out_demo",
    "mail_forms",
    "mail_returns",
    "make_forms",
    "make_plan",
    "make_template",
    "merge",
    "merge_folder",
    "remind",
    "send_email",
    "status",
    "to_pdf",
    "write_guide",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
