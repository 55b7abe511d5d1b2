"""``ita-xlsx merge``."""

from pathlib import Path

import click

from ita_xlsx import steps
from ita_xlsx.cli import group
from ita_xlsx.cli.progress import progress_bar
from ita_xlsx.language import Language, Sentence

_ABOUT = Sentence(
    "รวมไฟล์ที่กองส่งกลับมาเป็นรายงานฉบับเดียว",
    "Merge the returned workbooks into one report.",
)
_OUTPUT = Sentence("ไฟล์รายงานที่จะสร้าง (.xlsx)", "The report to write (.xlsx).")
_DIGITS = Sentence(
    "ตัวเลขที่โปรแกรมพิมพ์: thai หรือ arabic",
    "Numerals that the program writes: thai or arabic.",
)
_LOGO = Sentence("รูปตราสัญลักษณ์บนปก (PNG, JPEG)", "A picture for the cover (PNG, JPEG).")
_SIGNATURES = Sentence("เพิ่มช่องลงนามใต้ตาราง", "Add a block to be signed below the table.")
_STRICT = Sentence("ไม่สร้างรายงานหากพบสิ่งที่ต้องแก้ไข", "Do not write the report when errors are found.")


def command(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("merge", cls=group.SpeakingCommand, help=_ABOUT.say(language))
    @group.paths_argument(language)
    @click.option(
        "-o", "--output", required=True, type=click.Path(path_type=Path),
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
    @click.option("--strict", is_flag=True, help=_STRICT.say(language))
    @group.format_option(language)
    @group.recursive_option(language)
    def merge(
        paths: tuple[Path, ...],
        output: Path,
        digits: str,
        logo: Path | None,
        signatures: bool,
        strict: bool,
        form: str,
        recursive: bool,
    ) -> int:
        with progress_bar(language) as progress:
            merged = steps.merge(
                paths or (Path(),),
                output,
                recursive=recursive,
                digits="arabic" if digits == "arabic" else "thai",
                logo=logo,
                signatures=signatures,
                strict=strict,
                progress=progress,
            )
        if form == "json":
            from ita_xlsx.cli.as_json import as_json

            click.echo(as_json(merged.checked, language, merged.output))
        else:
            from ita_xlsx.cli.as_text import merge_text

            click.echo(merge_text(merged, language))
        return int(merged.checked.has_errors)

    return merge
