"""The settings of the mail server: from the environment, a file beside the report, or the plan."""

import configparser
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from ita_xlsx.delivery.message import addresses
from ita_xlsx.errors import ItaXlsxError, UsageError
from ita_xlsx.files import bounded_bytes
from ita_xlsx.language import Sentence
from ita_xlsx.official.stamp import SETTINGS
from ita_xlsx.thai.numerals import to_arabic_digits

Security = Literal["starttls", "tls"]

SECTION = "smtp"
PREFIX = "ITA_XLSX_SMTP_"
PASSWORD = f"{PREFIX}PASSWORD"

# The settings in the file; in the environment each is in capitals after the prefix.
NAMES = ("host", "port", "security", "user", "from", "ca")
# The usual port of each security (RFC 6409 and RFC 8314).
_PORTS: dict[Security, int] = {"starttls": 587, "tls": 465}
_LARGEST = 1 << 20  # bytes
_SECRET = re.compile(r"pass|pwd|secret|รหัส", re.IGNORECASE)


class BadSettings(ItaXlsxError):
    """The settings of the mail server are missing or wrong."""


@dataclass(frozen=True)
class Server:
    """The mail server and the sender, without the password.

    ``security`` is how the connection is encrypted: at once (tls) or on demand (starttls). Without
    a ``user`` nobody logs in. ``ca`` is a file with the certificates to trust (PEM) instead of the
    system's. ``named_by`` is the file that says where the server is or how to know it, the
    settings' or the plan's; nothing when the environment does.
    """

    host: str
    port: int
    security: Security
    user: str
    sender: str
    ca: Path | None = None
    named_by: str = ""

    def trust(self) -> ssl.SSLContext:
        """The rules by which the server's certificate is checked. Raises BadSettings."""
        try:
            if self.ca is None:
                return ssl.create_default_context()
            trusted = bounded_bytes(self.ca, _LARGEST).decode("ascii", "ignore")
            if not trusted:  # the system's would be taken
                raise ValueError("no certificate")
            return ssl.create_default_context(cadata=trusted)
        except (OSError, ValueError) as error:
            raise BadSettings(_BAD_CA.fill(file=self.ca)) from error


def read_settings(
    environment: Mapping[str, str],
    folder: Path,
    planned: Mapping[str, str] | None = None,
    plan_file: str = "",
) -> Server:
    """The mail server by the environment, by ``ita_xlsx.ini`` in a folder, and by a plan.

    The first of these that has a setting wins; ``planned`` are a plan's by their keys there,
    ``plan_file`` is its name. Raises BadSettings with what is missing or wrong, and for a file with
    a password in it.
    """
    file = folder / SETTINGS
    by_file, by_environment = _from_file(file), _from_environment(environment)
    given = _from_plan(planned or {}) | by_file | by_environment
    named = [name for name in ("host", "ca") if name in given.keys() - by_environment.keys()]
    for name in ("host", "from"):
        if not given.get(name):
            raise BadSettings(_MISSING.fill(name=name, variable=_variable(name), file=file))
    security = _security(given.get("security", "starttls"))
    return Server(
        host=given["host"],
        port=_port(given.get("port", str(_PORTS[security]))),
        security=security,
        user=given.get("user", ""),
        sender=_sender(given["from"]),
        ca=Path(given["ca"]) if given.get("ca") else None,
        named_by=next((str(file) if name in by_file else plan_file for name in named), ""),
    )


def _from_plan(planned: Mapping[str, str]) -> dict[str, str]:
    """The settings of a plan, which calls the host a server and TLS by both of its names."""
    named = {"host" if name == "server" else name: text for name, text in planned.items()}
    if security := named.get("security"):
        named["security"] = "tls" if "tls" in security.casefold().split("/") else security
    known = {name: text for name, text in named.items() if name in NAMES and text}
    return known | ({"port": to_arabic_digits(known["port"])} if "port" in known else {})


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    values = {name: environment.get(_variable(name), "").strip() for name in NAMES}
    return {name: value for name, value in values.items() if value}


def _from_file(file: Path) -> dict[str, str]:
    """The settings in the file, none when there is no file; a relative ``ca`` lies beside it."""
    parser = configparser.ConfigParser(interpolation=None, default_section="")
    try:
        parser.read_string(bounded_bytes(file, _LARGEST).decode("utf-8-sig", "replace"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadSettings(_BAD_FILE.fill(file=file)) from error
    except configparser.Error:
        # It quotes the line that it does not understand, and a password might be in it.
        raise BadSettings(_BAD_FILE.fill(file=file)) from None
    if any(_SECRET.search(name) for section in parser.sections() for name in parser[section]):
        raise BadSettings(_PASSWORD_IN_FILE.fill(file=file, variable=PASSWORD))
    values = dict(parser[SECTION]) if parser.has_section(SECTION) else {}
    for name in values:
        if name not in NAMES:
            raise BadSettings(_UNKNOWN.fill(name=name, file=file, names=", ".join(NAMES)))
    if values.get("ca"):
        values["ca"] = str(file.parent / values["ca"])
    return values


def _security(text: str) -> Security:
    for security in get_args(Security):
        if text.casefold() == security:
            return security  # type: ignore[no-any-return] # get_args is not typed
    raise BadSettings(_BAD_SECURITY.fill(value=text))


def _port(text: str) -> int:
    if text.isascii() and text.isdecimal() and 0 < int(text[:6]) < 65_536:
        return int(text)
    raise BadSettings(_BAD_PORT.fill(value=text))


def _sender(text: str) -> str:
    try:
        return addresses([text])[0]
    except UsageError as error:
        raise BadSettings(error.sentence) from error


def _variable(name: str) -> str:
    return PREFIX + name.upper()


_MISSING = Sentence(
    "ยังไม่ได้ตั้งค่าเซิร์ฟเวอร์อีเมล: โปรดตั้งตัวแปร {variable} เขียน {name} ในหัวข้อ [smtp] ของไฟล์ “{file}” "
    "หรือกรอกในแผนแล้วระบุ --plan",
    "The mail server is not set up: please set {variable}, write {name} under [smtp] in the file "
    "“{file}”, or fill it in in the plan and name that by --plan.",
)
_BAD_FILE = Sentence(
    "อ่านไฟล์ตั้งค่า “{file}” ไม่ได้ โปรดเขียนเป็นบรรทัด ชื่อ = ค่า ใต้หัวข้อ [smtp]",
    "The settings “{file}” cannot be read; please write lines name = value under [smtp].",
)
_PASSWORD_IN_FILE = Sentence(
    "ไฟล์ตั้งค่า “{file}” มีรหัสผ่าน โปรดลบออกจากไฟล์ แล้วตั้งตัวแปร {variable} หรือพิมพ์เมื่อโปรแกรมถาม",
    "The settings “{file}” hold a password; please delete it there and set {variable}, "
    "or type it when asked.",
)
_UNKNOWN = Sentence(
    "ไม่รู้จัก “{name}” ในหัวข้อ [smtp] ของไฟล์ “{file}” ใช้ได้เฉพาะ {names}",
    "“{name}” under [smtp] in the file “{file}” is not known; there are {names}.",
)
_BAD_SECURITY = Sentence(
    "ค่า security “{value}” ใช้ไม่ได้ โปรดใช้ starttls หรือ tls (โปรแกรมไม่ส่งอีเมลโดยไม่เข้ารหัส)",
    "The security “{value}” is not known; please use starttls or tls (nothing is sent in clear).",
)
_BAD_PORT = Sentence(
    "พอร์ต “{value}” ใช้ไม่ได้ โปรดใช้ตัวเลข 1 ถึง 65535 เช่น 587",
    "The port “{value}” is not one; please give a number from 1 to 65535, such as 587.",
)
_BAD_CA = Sentence(
    "อ่านไฟล์ใบรับรอง “{file}” ไม่ได้ โปรดระบุไฟล์ใบรับรองแบบ PEM",
    "The certificates “{file}” cannot be read; please name a file in the PEM format.",
)
