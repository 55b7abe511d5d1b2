"""Names as they are mistyped: a letter left out, typed twice, exchanged with the next, or wrong."""

from collections.abc import Iterator

# Beside each other on the keyboard, or alike to the eye or the ear.
_WRONG = {
    **dict(zip("กดตถคศสษบปผพนมรลวัิุ่้าใ", "ดกถตตสศสปบพผมนลรงีึู้่ะไ", strict=True)),
    **dict(zip("abcdefghijklmnopqrstuvwxyz", "svxfrdgjuknkmnipwtayibeczx", strict=True)),
}


def slips(name: str) -> Iterator[str]:
    """Every way to mistype a name in one place."""
    for at, letter in enumerate(name):
        before, after = name[:at], name[at + 1 :]
        yield before + after
        yield before + letter * 2 + after
        if after:
            yield before + after[0] + letter + after[1:]
        if letter.lower() in _WRONG:
            yield before + _WRONG[letter.lower()] + after
