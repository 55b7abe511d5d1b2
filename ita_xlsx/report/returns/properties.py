"""The custom document properties of a package."""

from collections.abc import Mapping

from ita_xlsx.ooxml.editing import EditedPackage
from ita_xlsx.ooxml.markup import HEAD, Document, Edit, quoted, splice
from ita_xlsx.report.returns.marks import CannotMark

_NAME = "docProps/custom.xml"
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_EMPTY = f'{HEAD}<Properties xmlns="{_NAMESPACE}" xmlns:vt="{_VALUES}"/>'.encode()


def set_properties(package: EditedPackage, values: Mapping[str, str]) -> None:
    """Give a package properties, each in the place of an earlier one of its name.

    Raises CannotMark where they are in a part of another name than every program gives it.
    """
    part = package.related("", "custom-properties")
    if part is None:
        part = package.add_part(_NAME, _EMPTY, _TYPE)
        package.add_relationship("", "custom-properties", part)
    elif part != _NAME.lower():
        raise CannotMark
    document = Document(package.read(part), 1)
    known = document.root.children
    first = max((int(one.about.get("pid", "1")) for one in known), default=1) + 1
    markup = "".join(
        f'<~property fmtid="{_FORMAT_ID}" pid="{pid}" name="{name}">'
        f'<vt:lpwstr xmlns:vt="{_VALUES}">{quoted(value)}</vt:lpwstr></~property>'
        for pid, (name, value) in enumerate(values.items(), first)
    )
    edits: list[Edit] = [
        (one.start, one.end, b"") for one in known if one.about.get("name") in values
    ]
    edits.append(document.append(document.root, document.own(markup)))
    package.write(part, splice(document.content, edits))
