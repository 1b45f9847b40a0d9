"""A row as a mapping sees it: texts by column, missing values empty, nested fields by path."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from aigeo.load.rows import Row
from aigeo.load.table.model import TableMap
from aigeo.model.records import Evidence

MISSING = frozenset({"", "-", "–", "—", "n/a", "#n/a", "nan", "null"})
"""Texts that tables write into empty cells, case-folded; a mapping adds its own."""


def cell_text(value: Any) -> str:
    """Give a cell's value as text; whole floats without `.0`, truth as true or false."""
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, int | float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Cells:
    """One row, or one of the rows that unpivoting makes of it."""

    row: Row
    missing: Collection[str] = MISSING
    made: Mapping[str, str] = field(default_factory=dict)
    """Columns that unpivoting made, with their texts."""
    taken_from: str | None = None
    """The column that the made columns stand for."""

    def has(self, column: str) -> bool:
        """Tell whether the row has a column, or an object that holds a path like `a.b`."""
        return column in self.made or self._top(column) in self.row

    def texts(self, column: str) -> list[str]:
        """Give the texts of a cell: one, none where it is empty, several where it is a list."""
        if column in self.made:
            found: list[Any] = [self.made[column]]
        elif column in self.row:
            found = [self.row[column]]
        else:
            found = [self.row[self._top(column)]]
            for step in column.split(".")[1:]:
                found = [v.get(step) for v in _flat(found) if isinstance(v, dict)]
        texts = (cell_text(value) for value in _flat(found))
        return [text for text in texts if text.casefold() not in self.missing]

    def cite(self, columns: Collection[str], otherwise: str) -> Evidence:
        """Give evidence with the cells of `columns`.

        Without any filled one the claim is the mapping's own, and `otherwise` says where.
        """
        tops = {self.taken_from if c in self.made else self._top(c): None for c in columns}
        named = [c for c in tops if c is not None]
        if named:
            evidence = self.row.cite(*named)
            if evidence.columns:
                return evidence
        mapping, _, place = otherwise.partition(": ")
        return Evidence(part=self.row.file, row=self.row.number, columns={mapping: place})

    def _top(self, column: str) -> str:
        return column if column in self.row else column.partition(".")[0]


def _flat(values: list[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, list):
            yield from _flat(value)
        else:
            yield value


def views(row: Row, table: TableMap, missing: Collection[str]) -> Iterator[Cells]:
    """Give the rows that a mapping sees in one row of the file."""
    if table.unpivot is None:
        yield Cells(row, missing)
        return
    for column in table.unpivot.columns:
        text = cell_text(row[column])
        if text.casefold() in missing:
            continue
        made = {table.unpivot.name: column, table.unpivot.value: text}
        yield Cells(row, missing, made, column)
