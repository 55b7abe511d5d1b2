"""What a form holds before a clerk opens it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ita_xlsx.thai.dates import format_date


@dataclass(frozen=True)
class Prefill:
    """What a form holds already.

    ``labels`` goes by the keys of ``official.labels``, each of ``rows`` (one a measure) by the keys
    of ``official.columns``; a missing key is a blank cell. ``locked`` names the keys of both whose
    prefilled cells cannot be typed in; rows that are not prefilled stay open. ``divisions`` can be
    chosen in the form; with none given these are all that a local government may have. ``due`` is
    the day by which it is to be sent back.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    rows: Sequence[Mapping[str, str]] = ()
    locked: frozenset[str] = frozenset()
    divisions: tuple[str, ...] = ()
    due: date | None = None

    @property
    def planned(self) -> bool:
        """Whether a plan has filled in the measures."""
        return bool(self.locked and self.rows)

    @property
    def by_when(self) -> str:
        """What follows ภายใน: the day, or that it is the one that was told."""
        return "วันที่แจ้งไว้" if self.due is None else f" {format_date(self.due)}"

    @property
    def asks_place(self) -> bool:
        """Whether the clerk types the district or the province."""
        return not {"district", "province"} <= self.labels.keys()


BLANK = Prefill()
