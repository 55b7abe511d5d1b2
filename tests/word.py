"""Word documents in little pieces of markup, for tests: shares nothing with the reader.

``p`` makes paragraphs, ``tc`` cells, ``table`` tables, ``document`` the file of them.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from goodform import good_cells

from ita_xlsx.official.columns import KEYS
from ita_xlsx.official.labels import LABELS

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPACES = (
    f'xmlns:w="{{main}}" xmlns:r="{_OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
DOCUMENT = _TYPES.format("document.main")
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def r(text: str, about: str = "") -> str:
    """A run of text; line ends and tabs as Word has them."""
    lines = "<w:br/>".join(
        "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(one)}</w:t>' for one in line.split("\t")
        )
        for line in text.split("\n")
    )
    return f"<w:r>{f'<w:rPr>{about}</w:rPr>' if about else ''}{lines}</w:r>"


def p(*runs: str, about: str = "") -> str:
    """A paragraph of runs, or of one text without markup."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs if run)
    return f"<w:p>{f'<w:pPr>{about}</w:pPr>' if about else ''}{inner}</w:p>"


def listed(number: int, level: int = 0) -> str:
    """What makes a paragraph one of a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def tc(*paragraphs: str, span: int = 1, merge: str = "", about: str = "") -> str:
    """A cell of paragraphs (a bare text is one); ``merge`` is ``restart`` or ``continue``."""
    inner = "".join(one if one.startswith("<w:") else p(one) for one in paragraphs) or p()
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{spanned}{merged}{about}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, about: str = "") -> str:
    """A row of cells; a bare text is one."""
    inner = "".join(cell if cell.startswith("<w:") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{about}</w:trPr>' if about else ''}{inner}</w:tr>"


def table(rows: Iterable[Sequence[str]], widths: Sequence[int] = ()) -> str:
    """A table of rows of cells; a bare text is a cell, and a row may be markup."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    inner = "".join(row if isinstance(row, str) else tr(*row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>"


def abstract(number: int, *levels: tuple[str, str]) -> str:
    """A list: the format and the text of each of its levels, and the number that uses it."""
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f"<w:lvlText w:val={quoteattr(text)}/></w:lvl>"
        for at, (kind, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>'


def num(number: int, of: int, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'


def document(
    *blocks: str,
    main: str = MAIN,
    kind: str = DOCUMENT,
    links: Mapping[str, str] | None = None,
    parts: Mapping[str, str] | None = None,
    others: Mapping[str, bytes] | None = None,
    head: str = "",
) -> bytes:
    """The file of a document.

    ``links`` are addresses by the ids of hyperlinks, ``parts`` what is in ``numbering``,
    ``styles``, ``comments``, ``footnotes``, ``header`` and ``footer``, ``others`` further entries.
    ``head`` comes before the root of the text.
    """
    spaces = _SPACES.format(main=main)
    roots = {"header": "hdr", "footer": "ftr"}
    parts = parts or {}
    relations = "".join(
        f'<Relationship Id="p{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for name in parts
    ) + "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/hyperlink" Target={quoteattr(address)} '
        'TargetMode="External"/>'
        for key, address in (links or {}).items()
    )
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES.format(name)}"/>'
            for name in parts
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="d" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{head}<w:document {spaces}><w:body>{''.join(blocks)}<w:sectPr/>"
        "</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        **{
            f"word/{name}.xml": f"<w:{roots.get(name, name)} {spaces}>{inner}"
            f"</w:{roots.get(name, name)}>"
            for name, inner in parts.items()
        },
        **(others or {}),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


# --- the good form --------------------------------------------------------------------------------


def good_rows(division: str = "สำนักปลัด") -> list[list[str]]:
    """The header and the two measures of the good form."""
    cells = good_cells(division)
    letters = "ABCDEFGHI"[: len(KEYS)]
    return [[cells[f"{letter}{row}"] for letter in letters] for row in (8, 9, 10)]


def good_lines(division: str = "สำนักปลัด") -> list[str]:
    """What is above its table, a paragraph each."""
    cells = good_cells(division)
    texts = {text: address for address, text in cells.items()}
    said = []
    for label in LABELS:
        at = texts[label.text]
        said.append(f"{label.text}: {cells[chr(ord(at[0]) + 1) + at[1]]}")
    return [p(cells["A1"]), *map(p, said)]


def good(*rows: Sequence[str], **about: object) -> bytes:
    """The good form as a document; other ``rows`` are instead of its own measures."""
    header, *measures = good_rows()
    return document(*good_lines(), table([header, *(rows or measures)]), **about)  # type: ignore[arg-type]
