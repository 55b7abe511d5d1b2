"""The names of local governments, long and short, and of the districts in which they lie."""

from ita_xlsx.thai.text import fold_tight

# How the name of each kind begins, and its official abbreviation.
_KINDS: tuple[tuple[str, str], ...] = (
    ("องค์การบริหารส่วนตำบล", "อบต"),
    ("องค์การบริหารส่วนจังหวัด", "อบจ"),
    ("เทศบาลตำบล", "ทต"),
    ("เทศบาลเมือง", "ทม"),
    ("เทศบาลนคร", "ทน"),
)
_DISTRICT, _PROVINCE = "อำเภอ", "จังหวัด"


def organisation_key(name: str) -> str:
    """The key under which two names mean the same organisation: อบต.กุดรัง is that in full."""
    key = fold_tight(name)
    return next((short + key[len(long) :] for long, short in _KINDS if key.startswith(long)), key)


def is_organisation_name(name: str) -> bool:
    """Whether a name begins as that of a local government does, long or short."""
    return organisation_key(name).startswith(tuple(short for _, short in _KINDS))


def short_name(name: str) -> str:
    """A name with the official abbreviation of its kind: อบต.กุดรัง."""
    kind = next((kind for kind in _KINDS if name.startswith(kind[0])), None)
    return name if kind is None else f"{kind[1]}.{name.removeprefix(kind[0]).strip()}"


def own_part(name: str) -> str:
    """The name without the word for its kind, folded: กุดรัง of อบต.กุดรัง."""
    key = organisation_key(name)
    return next((key.removeprefix(short) for _, short in _KINDS if key.startswith(short)), key)


def is_district_name(name: str) -> bool:
    """Whether a name says itself that it is a district's."""
    return fold_tight(name).startswith(_DISTRICT)


def district_name(name: str) -> str:
    """A district with the word for it before its name, once."""
    return _DISTRICT + name.removeprefix(_DISTRICT)


def province_name(name: str) -> str:
    """A province with the word for it before its name, once."""
    return _PROVINCE + name.removeprefix(_PROVINCE)


def place_name(district: str, province: str) -> str:
    """``อำเภอ… จังหวัด…``, without what is not known."""
    known = (district and district_name(district), province and province_name(province))
    return " ".join(filter(None, known))


def district_key(name: str) -> str:
    """The key under which two names mean the same district: อำเภอกุดรัง is กุดรัง."""
    return fold_tight(name).removeprefix(_DISTRICT)


def province_key(name: str) -> str:
    """The key under which two names mean the same province."""
    return fold_tight(name).removeprefix(_PROVINCE)
