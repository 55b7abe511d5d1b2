"""Prints the guides of docs/ as PDF into the package, so that they can be mailed.

python packaging/guides.py

Each ends with the SHA-256 of the page it was made from; a test says when it is stale. Needs the
extra ``packaging``, and Pango, which knows where Thai words end (on Debian: libpango-1.0-0).
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from weasyprint import CSS, HTML

from ita_xlsx.official.guides import GUIDES, MADE_FROM

_ROOT = Path(__file__).parents[1]
_STYLE = CSS(
    string="""
    @page { size: A4; margin: 2cm 2cm 2cm 2.5cm; @bottom-center { content: counter(page); } }
    @page { font: 14pt 'TH SarabunPSK'; }
    html { font: 16pt/1.25 'TH SarabunPSK'; }
    h1 { font-size: 24pt } h2 { font-size: 19pt } h3 { font-size: 17pt }
    h1, h2, h3 { break-after: avoid; margin: 0.6em 0 0.2em }
    p, ul, ol { margin: 0.3em 0 } img { max-width: 100%; max-height: 15cm }
    /* Two hyphens together would look like a dash, and a line may end after them. */
    code, pre { font-family: 'TH SarabunPSK'; background: #eee; letter-spacing: 0.6pt }
    code { white-space: nowrap } pre code { white-space: pre-wrap }
    strong { text-decoration: underline } /* the font comes in one weight */
    pre { font-size: 14pt; padding: 0.4em; white-space: pre-wrap; break-inside: avoid }
    table { border-collapse: collapse; width: 100% } tr { break-inside: avoid }
    th, td { border: 0.5pt solid #888; padding: 0.1em 0.4em; text-align: left; vertical-align: top }
    a { color: inherit; text-decoration: none }
    """
)


def main() -> None:
    """Write the PDF of each guide."""
    markdown = MarkdownIt("commonmark").enable("table")
    markdown.add_render_rule("link_open", _link_open)
    for guide in GUIDES:
        page = _ROOT / "docs" / guide.page
        text = page.read_text(encoding="utf-8")
        html = f'<html lang="th"><body>{markdown.render(text)}</body></html>'
        printed = HTML(string=html, base_url=str(page)).write_pdf(stylesheets=[_STYLE])
        guide.path.parent.mkdir(exist_ok=True)
        guide.path.write_bytes(printed + MADE_FROM + sha256(text.encode()).hexdigest().encode())
        print(guide.path.relative_to(_ROOT), f"{guide.path.stat().st_size >> 10} KB")


def _link_open(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, _: EnvType
) -> str:
    """A link to another page leads nowhere in what is mailed, and would name this computer."""
    if not str(tokens[index].attrs["href"]).startswith("https://"):
        del tokens[index].attrs["href"]
    return renderer.renderToken(tokens, index, options, _)


if __name__ == "__main__":
    main()
