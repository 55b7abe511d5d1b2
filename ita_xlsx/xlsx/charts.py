"""Charts of which every text is Thai: its language, and its font for Thai letters."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.chart_bar import ChartBar
from xlsxwriter.chart_column import ChartColumn

_LANGUAGE = "th-TH"
# The elements that name a language, and the attribute in which they do.
_NAMING = {"c:lang": "val", "a:defRPr": "lang", "a:rPr": "lang", "a:endParaRPr": "lang"}
_Attributes = Sequence[tuple[str, Any]]


class _ThaiChart(Chart):
    """Excel takes Thai letters from the font for complex scripts; xlsxwriter names none."""

    def _xml_start_tag(self, tag: str, attributes: _Attributes = ()) -> None:
        super()._xml_start_tag(tag, _in_thai(tag, attributes))

    def _xml_empty_tag(self, tag: str, attributes: _Attributes = ()) -> None:
        super()._xml_empty_tag(tag, _in_thai(tag, attributes))
        if tag == "a:latin":
            super()._xml_empty_tag("a:cs", attributes)


class BarChart(_ThaiChart, ChartBar):
    """A chart of bars across."""


class ColumnChart(_ThaiChart, ChartColumn):
    """A chart of bars upright."""


def _in_thai(tag: str, attributes: _Attributes) -> list[tuple[str, Any]]:
    name = _NAMING.get(tag)
    others = [item for item in attributes if item[0] != name]
    return [(name, _LANGUAGE), *others] if name else others
