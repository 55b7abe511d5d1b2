"""What a form holds before a clerk opens it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Prefill:
    """What a form holds already.

    ``labels`` goes by the keys of ``official.labels``, each of ``rows`` (one a measure) by the keys
    of ``official.columns``; a missing key is a blank cell. ``locked`` names the keys of both whose
    prefilled cells cannot be typed in; rows that are not prefilled stay open. ``divisions`` can be
    chosen in the form; with none given these are all that a local government may have.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    rows: Sequence[Mapping[str, str]] = ()
    locked: frozenset[str] = frozenset()
    divisions: tuple[str, ...] = ()


BLANK = Prefill()
