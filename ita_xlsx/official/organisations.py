"""The names of local governments, long and short."""

from functools import lru_cache

from ita_xlsx.thai.text import fold_tight

# How the name of each kind begins, and its official abbreviation.
_KINDS: tuple[tuple[str, str], ...] = (
    ("องค์การบริหารส่วนตำบล", "อบต"),
    ("องค์การบริหารส่วนจังหวัด", "อบจ"),
    ("เทศบาลตำบล", "ทต"),
    ("เทศบาลเมือง", "ทม"),
    ("เทศบาลนคร", "ทน"),
)


@lru_cache(maxsize=1 << 13)
def organisation_key(name: str) -> str:
    """The key under which two names mean the same organisation: อบต.กุดรัง is that in full."""
    key = fold_tight(name)
    return next((short + key[len(long) :] for long, short in _KINDS if key.startswith(long)), key)
