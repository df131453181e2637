"""What every format hands on: the words of the file as lines of text, and what only the file itself can tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plans.importing.shapes import Span, Table

BETWEEN_CELLS = "\t"


@dataclass(frozen=True)
class Extract:
    """`text` has one paragraph a line, automatic numbers written out; a row of a table is a line of cells between tabs.

    `tables` points into `text`. `title` and `published_on` are what the file says of itself outside its text, if it
    does. `encoding` is the encoding of a text, else the name of the format.
    """

    text: str
    encoding: str
    tables: tuple[Table, ...] = ()
    title: str = ""
    published_on: date | None = None


@dataclass(frozen=True, eq=False)
class Cell:
    """Told apart by identity: a merged cell is the same object in every place it covers."""

    words: str


class Lines:
    """Puts the text together and keeps the places of its tables."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._tables: list[Table] = []

    def add(self, words: str) -> None:
        """A paragraph; words that hold line ends are several."""
        self._write(f"{words}\n")

    def add_table(self, rows: Sequence[Sequence[Cell]]) -> None:
        """A merged cell is written where it stands first and has that place in every row and column it covers."""
        start = self._length
        places: dict[Cell, Span] = {}
        table: list[tuple[Span, ...]] = []
        for row in rows:
            for column, cell in enumerate(row):
                self._write(BETWEEN_CELLS if column else "")
                if cell not in places:
                    places[cell] = self._write(_on_one_line(cell.words))
            self._write("\n")
            table.append(tuple(places[cell] for cell in row))
        if table:
            self._tables.append(Table(start, self._length - 1, tuple(table)))

    def extract(self, encoding: str, *, title: str = "", published_on: date | None = None) -> Extract:
        return Extract("".join(self._parts), encoding, tuple(self._tables), title, published_on)

    def _write(self, words: str) -> Span:
        span = Span(self._length, self._length + len(words))
        self._parts.append(words)
        self._length = span.end
        return span


def _on_one_line(words: str) -> str:
    return " ".join(words.split())
