"""``ita-xlsx merge``."""

from pathlib import Path
from typing import Literal

import click

import ita_xlsx
from ita_xlsx.cli import group
from ita_xlsx.cli.display.echo import echo, echo_json
from ita_xlsx.cli.display.none_readable import reasons_printed
from ita_xlsx.cli.display.progress import progress_bar
from ita_xlsx.cli.outputs import Output
from ita_xlsx.cli.pdf import beside, print_report
from ita_xlsx.language import Language, Sentence
from ita_xlsx.verbs.pdf import prepare_pdf
from ita_xlsx.verbs.reports import Reports

_OUTPUT = Sentence("ไฟล์รายงานที่จะสร้าง (.xlsx)", "The report to write (.xlsx).")
_DIGITS = Sentence(
    "ตัวเลขที่โปรแกรมพิมพ์: thai (เลขไทย) หรือ arabic (เลขอารบิก)",
    "Numerals that the program writes: thai or arabic.",
)
_LOGO = Sentence("รูปตราสัญลักษณ์บนปก (PNG, JPEG)", "A picture for the cover (PNG, JPEG).")
_SIGNATURES = Sentence("เพิ่มช่องลงนามใต้ตาราง", "Add a block to be signed below the table.")
_PDF = Sentence("สร้าง PDF ของรายงานไว้ข้างรายงานด้วย", "Print the report as PDF beside it too.")
_ON_DUPLICATE = Sentence(
    "เมื่อกองเดียวกันส่งหลายไฟล์ที่ต่างกัน: error แจ้งเป็นข้อผิดพลาด, latest ใช้ฉบับที่รายงานล่าสุด, both รวมทุกไฟล์",
    "When a division sent different files: error reports it, latest takes the one reported last, "
    "both takes all.",
)
_STRICT = Sentence("ไม่สร้างรายงานหากพบสิ่งที่ต้องแก้ไข", "Do not write the report when errors are found.")


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("merge", cls=group.SpeakingCommand, help=group.ABOUT["merge"].say(language))
    @group.paths_argument(language)
    @click.option(
        "-o", "--output", required=True, type=Output(".xlsx"),
        metavar="OUT.xlsx", help=_OUTPUT.say(language),
    )  # fmt: skip
    @click.option(
        "--digits", type=click.Choice(["thai", "arabic"]), default="thai",
        help=_DIGITS.say(language),
    )  # fmt: skip
    @click.option(
        "--logo", type=click.Path(path_type=Path), metavar="FILE", help=_LOGO.say(language)
    )
    @click.option("--signatures", is_flag=True, help=_SIGNATURES.say(language))
    @click.option("--pdf", is_flag=True, help=_PDF.say(language))
    @click.option(
        "--on-duplicate", type=click.Choice(["error", "latest", "both"]), default="error",
        help=_ON_DUPLICATE.say(language),
    )  # fmt: skip
    @click.option("--strict", is_flag=True, help=_STRICT.say(language))
    @group.plan_option(language)
    @group.year_data_option(language)
    @group.format_option(language)
    @group.report_options(language)
    @group.recursive_option(language)
    def merge(
        paths: tuple[Path, ...],
        output: Path,
        digits: str,
        logo: Path | None,
        signatures: bool,
        pdf: bool,
        on_duplicate: Literal["error", "latest", "both"],
        strict: bool,
        plan: Path | None,
        year_data: Path | None,
        form: Literal["text", "json"],
        findings: Path | None,
        returns: Path | None,
        recursive: bool,
    ) -> int:
        if pdf:
            prepare_pdf(output, beside(output), paths)
        with reasons_printed(form, language), progress_bar(language) as progress:
            merged = ita_xlsx.merge(
                paths,
                output,
                recursive=recursive,
                digits="arabic" if digits == "arabic" else "thai",
                logo=logo,
                signatures=signatures,
                strict=strict,
                on_duplicate=on_duplicate,
                progress=progress,
                reports=Reports(findings, returns, language),
                plan=plan,
                round_folder=Path(),
                year_data=year_data,
            )
        if form == "json":
            from ita_xlsx.cli.display.as_json import as_json

            echo_json(as_json(merged.checked, language, merged.output))
        else:
            from ita_xlsx.cli.display.as_text import merge_text
            from ita_xlsx.cli.display.wrapping import line_width

            echo(merge_text(merged, language, line_width()))
        if pdf and merged.output is not None:
            print_report(merged.output, beside(output), language)
        return int(not merged.is_whole)

    return merge
