"""Charts of a sheet's rows, each on a sheet of its own beside the figures that it shows."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from workbooks.looks import FACE
from workbooks.sheets import Chart, ChartKind, Column, Formula, Link, Sheet, Value
from workbooks.sums import quote_sheet

MOST_POINTS = 200  # of a chart that one can still read
COLOURS = ("#23395B", "#A3261B", "#8A5A00", "#2F6B3F", "#545B64")
WIDTH = 760  # pixels
HEIGHT = 420
POINT_HEIGHT = 18  # of a bar
LONGEST_NAME = 24  # characters, before the words that say what it is


class ChartPoints:
    """What the rows of a sheet with charts say while they go by, sums and titles left out."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows: list[tuple[int, Sequence[Value]]] = []

    def add(self, row: int, values: Sequence[Value]) -> None:
        """`row`: its number."""
        if self.sheet.charts and len(self.rows) < MOST_POINTS:
            self.rows.append((row, values))

    def figures(self, chart: Chart, worksheet: str) -> Sheet:
        """The figures of a chart as a sheet: formulas that point to those of the sheet itself."""
        source = quote_sheet(worksheet)
        rows: list[list[Value]] = [
            [
                _name(values[chart.names]),
                *(
                    Formula(f"{source}!{xl_col_to_name(place)}{row}", number)
                    if (number := _number(values[place])) is not None
                    else None
                    for place in chart.figures
                ),
            ]
            for row, values in self.rows
        ]
        places = (chart.names, *chart.figures)
        columns = [self.sheet.columns[place] for place in places]
        return Sheet(
            _("%(sheet)s chart") % {"sheet": worksheet[:LONGEST_NAME].strip()},
            [Column(column.heading, column.kind, column.width) for column in columns],
            rows,
        )


def draw_chart(book: Workbook, worksheet: Worksheet, chart: Chart, figures: Sheet) -> None:
    """Right of its figures, which begin in the second row of the sheet."""
    drawn: Any = book.add_chart({"type": chart.kind.value})
    name = worksheet.get_name()
    rows: list[Any] = list(figures.rows)
    last = len(rows)
    for place, colour in zip(range(1, len(figures.columns)), COLOURS, strict=False):
        drawn.add_series(
            {
                "name": figures.columns[place].heading,
                "categories": [name, 1, 0, last, 0],
                "values": [name, 1, place, last, place],
                # Programs that do not calculate draw from a copy.
                "categories_data": [row[0] for row in rows],
                "values_data": [getattr(row[place], "value", None) for row in rows],
                "fill": {"color": colour},
                "line": {"color": colour, "width": 2},
            }
        )
    drawn.set_title({"name": chart.title, "name_font": {"name": FACE, "size": 13}})
    drawn.set_legend({"position": "bottom"} if len(chart.figures) > 1 else {"none": True})
    if chart.kind is ChartKind.BAR:
        drawn.set_y_axis({"reverse": True})  # the first row on top
    drawn.set_size({"width": WIDTH, "height": max(HEIGHT, last * POINT_HEIGHT)})
    worksheet.insert_chart(0, len(figures.columns), drawn, {"x_offset": 16, "y_offset": 8})


def _name(value: Value) -> str:
    return value.text if isinstance(value, Link) else str(value or "")


def _number(value: Value) -> Any:
    number = value.value if isinstance(value, Formula) else value
    return None if number is None or isinstance(number, str) else number
