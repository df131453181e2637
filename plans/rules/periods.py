"""Periods that figures speak of."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """Both ends inclusive. `label` is how programs name it: 2023H1."""

    label: str
    start_on: date
    end_on: date

    @property
    def span(self) -> tuple[date, date]:
        return self.start_on, self.end_on


_NAMED = {(1, 12): "", (1, 6): "H1", (7, 12): "H2", (1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4"}


def period_of(start_on: date, end_on: date) -> Period:
    """Labelled by its year, half-year, quarter or month where it is one (2023, 2023H1, 2023Q3, 2023M04), else by days."""
    first, last = start_on.month, end_on.month
    is_whole = start_on.day == 1 and (end_on + timedelta(days=1)).day == 1 and start_on.year == end_on.year
    if is_whole and (first, last) in _NAMED:
        label = f"{start_on.year}{_NAMED[first, last]}"
    elif is_whole and first == last:
        label = f"{start_on.year}M{first:02d}"
    else:
        label = f"{start_on.isoformat()}/{end_on.isoformat()}"
    return Period(label, start_on, end_on)
