"""ITA integrity reports (OIT o42/o43) of Thai local governments: the same verbs as the commands.

>>> import ita_xlsx
>>> result = ita_xlsx.check([Path("returned")])      # doctest: +SKIP
>>> result.has_errors                                # doctest: +SKIP
"""

from ita_xlsx.planning import make_forms, make_plan, status
from ita_xlsx.steps import Checked, Merged, check, make_template, merge

__version__ = "0.1.0"

__all__ = [
    "Checked",
    "Merged",
    "__version__",
    "check",
    "make_forms",
    "make_plan",
    "make_template",
    "merge",
    "status",
]
