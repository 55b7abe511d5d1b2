"""``ita-xlsx years``."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

import ita_xlsx
from ita_xlsx.cli import group
from ita_xlsx.cli.display.echo import echo, echo_json
from ita_xlsx.cli.outputs import Output
from ita_xlsx.errors import UsageError
from ita_xlsx.language import Language, Sentence
from ita_xlsx.official.years import Year, how_sure, title_of

_EXPORT = Sentence(
    "เขียนรายการข้อของปีนี้ลงไฟล์ Excel เพื่อแก้ไข หรือเพื่อเริ่มรายการของปีใหม่",
    "Write the list of this year to a workbook, to correct it or to begin that of a new year.",
)
_OUTPUT = Sentence("ไฟล์รายการข้อที่จะสร้าง เช่น oit_2570.xlsx", "The list to write: oit_2570.xlsx.")
_BOTH = Sentence("โปรดใช้ --export กับ -o คู่กัน", "Please give --export and -o together.")
_DONE = Sentence(
    "สร้างรายการข้อแล้ว: {path} แก้ให้ตรงกับคู่มือ แล้ววางไว้ข้างแผน หรือสั่งด้วย --year-data",
    "List written: {path} Correct it by the manual, put it beside the plan or use --year-data.",
)
_HEADS = (
    Sentence("ปี", "year"), Sentence("จำนวนข้อ", "items"), Sentence("ข้อมาตรการ", "measures"),
    Sentence("ข้อรายงานผล", "report"), Sentence("รายงานของ", "is on"),
    Sentence("รายชื่อข้อ", "list"),
)  # fmt: skip
_SAME = Sentence("ปีเดียวกัน", "the same year")
_BEFORE = Sentence("ปีก่อน (ทั้งปี)", "the year before")
_SOURCE = Sentence("ที่มา: {source}", "Source: {source}")
_HOW = Sentence(
    "เพิ่มหรือแก้ปี: ita-xlsx years --export 2569 -o oit_2570.xlsx แก้ไฟล์ แล้ววางไว้ข้างแผน",
    "To add or correct one: ita-xlsx years --export 2569 -o oit_2570.xlsx, edit it, and put it "
    "beside the plan.",
)


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("years", cls=group.SpeakingCommand, help=group.ABOUT["years"].say(language))
    @click.option("--export", type=int, metavar="YEAR", help=_EXPORT.say(language))
    @click.option(
        "-o", "--output", type=Output(".xlsx"), metavar="FILE.xlsx", help=_OUTPUT.say(language)
    )
    @group.year_data_option(language)
    @group.format_option(language)
    def years(export: int | None, output: Path | None, year_data: Path | None, form: str) -> None:
        if (export is None) != (output is None):
            raise UsageError(_BOTH)
        if export is not None and output is not None:
            ita_xlsx.export_year(export, output, year_data)
            echo(_DONE.fill(path=output).say(language), err=True)
            return
        known = ita_xlsx.known_years(Path(), year_data)
        if form == "json":
            echo_json(_as_json(known))
        else:
            echo("\n".join(_text(known, language)))

    return years


def _text(known: tuple[Year, ...], language: Language) -> Iterator[str]:
    from ita_xlsx.cli.display.standings_text import aligned
    from ita_xlsx.cli.display.wrapping import line_width, wrap

    rows = [
        [
            str(one.year),
            "?" if one.count is None else str(one.count),
            one.measures.number,
            one.report.number,
            (_SAME if one.reports_on_same else _BEFORE).say(language),
            how_sure(one).say(language),
        ]
        for one in known
    ]
    yield from aligned([[head.say(language) for head in _HEADS], *rows], {1})
    for one in known:
        yield ""
        yield from wrap(title_of(one).say(language), line_width())
        yield from wrap(_SOURCE.fill(source=one.source).say(language), line_width())
    yield ""
    yield from wrap(_HOW.say(language), line_width())


def _as_json(known: tuple[Year, ...]) -> str:
    return json.dumps(
        {"version": 1, "years": [_entry(one) for one in known]}, ensure_ascii=False, indent=2
    )


def _entry(one: Year) -> dict[str, Any]:
    pair = {"measures": one.measures, "report": one.report}
    return {
        "year": one.year,
        "count": one.count,
        "listed": one.listed,
        **{key: {"number": item.number, "name": item.name} for key, item in pair.items()},
        "report_on": "same" if one.reports_on_same else "before",
        "due": {str(months): day.isoformat() for months, day in one.due.items()},
        "confidence": one.confidence,
        "source": one.source,
        "items": [
            {"number": item.number, "name": item.name, "is_sure": item.is_sure}
            for item in one.items
        ],
    }
