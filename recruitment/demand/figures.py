"""The figures of the demand board: people by what became of them, of one month or beside others."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from agencies.calendar.periods import name_of_period
from recruitment.vacancies.choices import DemandFigure
from vietnam.periods import Period

LineKey = str | int | None


@dataclass(frozen=True)
class DemandFigures:
    """People, by `DemandFigure`, and the vacancies that they are of."""

    asked: int = 0
    filled: int = 0
    withdrawn: int = 0
    ended: int = 0
    open: int = 0
    vacancies: int = 0

    @classmethod
    def from_sums(cls, names: Iterable[str], sums: Iterable[int]) -> "DemandFigures":
        """The sums of those figures, and at the end the number of vacancies."""
        return cls(**dict(zip((*names, "vacancies"), sums, strict=True)))

    def __add__(self, other: "DemandFigures") -> "DemandFigures":
        pairs = zip(astuple(self), astuple(other), strict=True)
        return DemandFigures(*(one + more for one, more in pairs))


@dataclass(frozen=True)
class ComparedFigure:
    """One figure in the compared months; None where nothing was recorded of that month."""

    figure: DemandFigure
    now: int
    before: int | None
    year_before: int | None

    @property
    def sign(self) -> str:
        """How the figure stands in the sum of its line: asked − … = still open."""
        return {DemandFigure.ASKED: "", DemandFigure.OPEN: "="}.get(self.figure, "−")

    @property
    def has_comparison(self) -> bool:
        """Whether the page has room for the other months; the workbook always shows them."""
        return self.figure not in (DemandFigure.WITHDRAWN, DemandFigure.ENDED)


@dataclass(frozen=True)
class BoardLine:
    """An occupation, skill level, zone or home; `key` None: outside parks, or from a home not
    known.

    `now`, `before`, `year_before`: the months; `figures`: those that are shown of them.
    """

    key: LineKey
    now: DemandFigures
    before: DemandFigures | None
    year_before: DemandFigures | None
    figures: tuple[DemandFigure, ...] = tuple(DemandFigure)

    @property
    def cells(self) -> list[ComparedFigure]:
        return [
            ComparedFigure(
                each, getattr(self.now, each), _of(self.before, each), _of(self.year_before, each)
            )
            for each in self.figures
        ]


@dataclass(frozen=True)
class BoardMonth:
    """A month of the series below the board."""

    month: Period
    figures: DemandFigures
    shown: tuple[DemandFigure, ...] = tuple(DemandFigure)

    @property
    def label(self) -> str:
        return name_of_period(self.month)

    @property
    def people(self) -> list[tuple[str, int]]:
        """Each figure with its name."""
        return [(str(each.label), getattr(self.figures, each)) for each in self.shown]


def _of(figures: DemandFigures | None, name: str) -> int | None:
    return getattr(figures, name) if figures else None
