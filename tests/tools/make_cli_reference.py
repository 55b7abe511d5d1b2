"""Writes docs/cli.md, the help of every command in both languages; the tests say when it is stale.

python tests/tools/make_cli_reference.py
"""

from pathlib import Path

import click

from ita_xlsx.cli.group import COMMANDS, build, command_line
from ita_xlsx.cli.help import HelpContext
from ita_xlsx.language import Language

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
_WIDTH = 90
_LANGUAGES: tuple[Language, ...] = ("th", "en")

_BEGINNING = """\
# คำสั่งทั้งหมด (commands)

หน้านี้สร้างจาก `--help` ของทุกคำสั่งด้วย `python tests/tools/make_cli_reference.py` โปรดอย่าแก้ด้วยมือ
This page is made out of `--help`; do not edit it by hand.

วิธีใช้ทีละขั้น: [คู่มือผู้รวบรวม](consolidator.md) การใช้จาก Python: [python.md](python.md)

## ita-xlsx (ไม่ระบุคำสั่ง)

ในโฟลเดอร์ที่มีไฟล์ซึ่งกองส่งกลับมา (อยู่ในโฟลเดอร์นั้นเอง หรือในโฟลเดอร์ `returned`) `ita-xlsx` เปล่า ๆ
จะบอกว่าพบอะไร รวมเป็น `รายงาน (หน่วยงาน) ปี … รอบ … เดือน.xlsx` เขียน `สิ่งที่พบ.xlsx` และ `ส่งคืนกอง/`
หากมีสิ่งที่ต้องแก้ไขหรือควรตรวจ แล้วบอกว่ายังขาดอะไรและต้องทำอะไรต่อ ถ้ามีแผนอยู่ในโฟลเดอร์ก็ใช้แผนนั้น
สั่งซ้ำได้เสมอ ไฟล์ที่โปรแกรมไม่ได้สร้าง หรือรายงานที่มีผู้แก้ไข จะไม่ถูกเขียนทับ ในโฟลเดอร์อื่นจะแสดงวิธีใช้ (รหัส 2)

In a folder with returned workbooks (there or in its folder `returned`), and a plan if there is
one, `ita-xlsx` alone merges them, writes the findings and the marked copies beside the report, and
says what is missing and what comes next. It may be run again at any time, and overwrites only what
it wrote itself and nobody changed. Anywhere else it shows the help (exit code 2).
"""

_END = """\
## รหัสสิ้นสุด (exit codes)

| รหัส | ความหมาย | means |
| --- | --- | --- |
| 0 | เสร็จ | done |
| 1 | เสร็จ แต่มีเรื่องที่ต้องดู (ด้านล่าง) | done, but (see below) |
| 2 | สั่งไม่ถูกต้อง | the command was used wrongly |
| 3 | ทำไม่ได้ | it could not be done |

รหัส 1: `check` และ `status` พบสิ่งที่ต้องแก้ไข; `merge` และ `ita-xlsx` เปล่า ๆ มีสิ่งที่ส่งมาแต่ไม่อยู่ในรายงาน
หรือยังไม่ได้สร้างรายงานเพราะพบสิ่งที่ต้องแก้ไข (`--strict`)

Code 1: `check` and `status` found errors in the data; with `merge`, and `ita-xlsx` alone, something
that was sent is not in the report, or `--strict` kept it from being written.

## กด Tab เพื่อเติมคำสั่ง (shell completion)

เพิ่มหนึ่งบรรทัดนี้ในไฟล์ตั้งค่าของเชลล์ แล้วเปิดหน้าต่างใหม่ ใช้ได้กับคำสั่ง ตัวเลือก และชื่อไฟล์
Put the line of your shell into its file, and open a new window (bash 4.4 or later).

```text
bash  ~/.bashrc                                 eval "$(_ITA_XLSX_COMPLETE=bash_source ita-xlsx)"
zsh   ~/.zshrc                                  eval "$(_ITA_XLSX_COMPLETE=zsh_source ita-xlsx)"
fish  ~/.config/fish/completions/ita-xlsx.fish  _ITA_XLSX_COMPLETE=fish_source ita-xlsx | source
```

zsh ต้องมี `autoload -Uz compinit && compinit` อยู่ก่อนบรรทัดนี้ (zsh needs compinit before it).
"""


def reference_page() -> str:
    """The whole page, ``docs/cli.md``."""
    sections = [_section(name) for name in COMMANDS]
    return "\n".join([_BEGINNING, _helps(None), *sections, _END])


def _section(name: str) -> str:
    return f"## ita-xlsx {name}\n\n{_helps(name)}"


def _helps(name: str | None) -> str:
    """The help of one command, or of them all, in each language."""
    return "".join(f"```text\n{_help(name, language)}\n```\n\n" for language in _LANGUAGES)[:-1]


def _help(name: str | None, language: Language) -> str:
    group = command_line(language)
    above = HelpContext(group, info_name="ita-xlsx", terminal_width=_WIDTH)
    if name is None:
        return _told(above)
    below = HelpContext(build(name, language), parent=above, info_name=name, terminal_width=_WIDTH)
    return _told(below)


def _told(context: click.Context) -> str:
    return "\n".join(line.rstrip() for line in context.get_help().splitlines())


if __name__ == "__main__":
    PAGE.write_text(reference_page(), encoding="utf-8", newline="\n")
