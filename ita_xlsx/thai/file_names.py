"""Names of files whose bytes are no UTF-8: a Thai zip from Windows, unpacked elsewhere."""

import re

_PART = re.compile(r"[^/\\]+")


def legible(path: str) -> str:
    """A path as a text that can be shown and written, whatever the bytes of its names are.

    What Python keeps of such bytes (PEP 383) can be printed nowhere. A name with them is taken for
    the code page of a Thai Windows, cp874.
    """
    return path if _is_text(path) else _PART.sub(lambda part: _legible(part[0]), path)


def _legible(name: str) -> str:
    if _is_text(name):
        return name
    try:
        return name.encode("utf-8", "surrogateescape").decode("cp874", "replace")
    except UnicodeEncodeError:  # half a character of UTF-16, which Windows lets be in a name
        return name.encode("utf-8", "replace").decode("utf-8")


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
