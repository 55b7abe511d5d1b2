"""Files that Excel locks with a password of its own, for which it asks nobody.

It does so for an .xls whose workbook is protected, and reads such a file without a word.
"""

import re
from io import BytesIO

from ita_xlsx.intake.guard.ole import NotOle, Ole

# Source: [MS-OFFCRYPTO] 2.1, as every version of Excel tries it first.
PASSWORD = "VelvetSweatshop"
# Above this the key alone takes a second; Excel itself counts to 100,000.
_MOST_ROUNDS = 1_000_000
_ROUNDS = re.compile(rb"""spinCount\s*=\s*["'](\d+)["']""")
# The reader of an .xls keeps eight bytes and more for each byte of it.
_MOST_BYTES = 8 << 20


def unlock(content: bytes) -> bytes | None:
    """The file behind Excel's own password; None for one that has another.

    Raises MemoryError, and nothing else.
    """
    if not _is_cheap(content):
        return None
    from msoffcrypto import OfficeFile

    opened = BytesIO()
    try:
        locked = OfficeFile(BytesIO(content))
        # Those of an .xls are always verified.
        verify = {"verify_password": True} if locked.format == "ooxml" else {}
        locked.load_key(password=PASSWORD, **verify)
        locked.decrypt(opened)
    except MemoryError:
        raise
    except Exception:  # it raises anything
        return None
    return opened.getvalue()


def _is_cheap(content: bytes) -> bool:
    """Whether trying the password takes neither long nor much memory."""
    try:
        ole = Ole(content)
        about = ole.read("EncryptionInfo") if "EncryptionInfo" in ole.names else b""
    except NotOle:
        return False
    if not about:
        return len(content) <= _MOST_BYTES
    rounds = _ROUNDS.search(about)
    return b"<!" not in about and not (rounds and int(rounds[1][:9]) > _MOST_ROUNDS)
