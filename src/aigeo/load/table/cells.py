"""A row as a mapping sees it: texts by column, missing values empty, nested fields by path."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from aigeo.load.rows import Row
from aigeo.load.table.model import Each, TableMap
from aigeo.load.table.splitting import split
from aigeo.model.records import Evidence

MISSING = frozenset({"", "-", "–", "—", "n/a", "n.a.", "#n/a", "nan", "null"})
"""Texts that tables write into empty cells, case-folded; a mapping adds its own."""


_TOP = re.compile(r"[^.\[]+")
_STEP = re.compile(r"\.?([^.\[\]]+)(?![^\[]*\])|\[([^=\]]+)=([^\]]*)\]|\[(-?\d+)\]")
"""A field, a choice of objects by a field (`[role=seller]`), or an item of a list (`[0]`)."""


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
class Listed:
    """One item of a list that a cell holds: `rounds` of a firm, each with its own fields."""

    column: str
    number: int
    value: Any


@dataclass(frozen=True, slots=True)
class Cells:
    """One row, or one of the rows that `unpivot` or `each` makes of it."""

    row: Row
    missing: Collection[str] = MISSING
    made: Mapping[str, str] = field(default_factory=dict)
    """Columns that unpivoting made, with their texts."""
    taken_from: str | None = None
    """The column that the made columns stand for."""
    item: Listed | None = None
    """The item that columns below the list's column are read from."""
    _read: dict[str, Sequence[str]] = field(default_factory=dict, compare=False, repr=False)

    def texts(self, column: str) -> Sequence[str]:
        """Give the texts of a cell: one, none where it is empty, several where it is a list."""
        known = self._read.get(column)
        if known is None:
            # Entities and relations of a row read the same cells.
            missing = self.missing
            texts = [cell_text(value) for value in _flat(self._values(column))]
            known = tuple([text for text in texts if text.casefold() not in missing])
            self._read[column] = known
        return known

    def cite(self, columns: Collection[str], otherwise: str) -> Evidence:
        """Give evidence with the cells of `columns`.

        Without any filled one the claim is the mapping's own, and `otherwise` says where.
        """
        cited: dict[str, str] = {}
        for column in columns:
            if column in self.made and self.taken_from is not None:
                cited[self.taken_from] = cell_text(self.row[self.taken_from])
            elif texts := self.texts(column):
                cited[self._named(column)] = ", ".join(texts)
        if not cited:
            mapping, _, place = otherwise.partition(": ")
            cited = {mapping: place}
        return Evidence(part=self.row.file, row=self.row.number, columns=cited)

    def _values(self, column: str) -> list[Any]:
        if column in self.made:
            return [self.made[column]]
        if self.item is not None and _below(column, self.item.column):
            return _along([self.item.value], column.removeprefix(self.item.column))
        if column in self.row:
            return [self.row[column]]
        top, rest = split_path(column)
        return _along([self.row[top]], rest)

    def _named(self, column: str) -> str:
        if self.item is None or not _below(column, self.item.column):
            return column
        rest = column.removeprefix(self.item.column)
        return f"{self.item.column}[{self.item.number}]{rest}"


def _below(column: str, parent: str) -> bool:
    return column == parent or column.startswith(f"{parent}.")


def split_path(path: str) -> tuple[str, str]:
    """Cut `deal.parties[role=seller].name` into the column `deal` and the way below it."""
    match = _TOP.match(path)
    top = match.group() if match is not None else path
    return top, path[len(top) :]


def _along(values: list[Any], path: str) -> list[Any]:
    for match in _STEP.finditer(path):
        step, key, wanted, index = match.groups()
        if step is not None:
            values = [v.get(step) for v in _flat(values) if isinstance(v, dict)]
        elif index is not None:
            lists = [v for v in values if isinstance(v, list)]
            values = [v[int(index)] for v in lists if -len(v) <= int(index) < len(v)]
        else:
            objects = (v for v in _flat(values) if isinstance(v, dict))
            values = [v for v in objects if cell_text(v.get(key)).casefold() == wanted.casefold()]
    return values


def _flat(values: list[Any]) -> list[Any]:
    flat: list[Any] = []
    for value in values:
        if isinstance(value, list):
            flat += _flat(value)
        else:
            flat.append(value)
    return flat


def views(row: Row, table: TableMap, missing: Collection[str]) -> Iterator[Cells]:
    """Give the rows that a mapping sees in one row of the file."""
    if table.each is not None:
        yield from _items(row, table.each, missing)
    elif table.unpivot is None:
        yield Cells(row, missing)
    else:
        for column in spread(table.unpivot.columns, row, table.unpivot.except_):
            text = cell_text(row[column])
            if text.casefold() not in missing:
                made = {table.unpivot.name: column, table.unpivot.value: text}
                yield Cells(row, missing, made, column)


def spread(
    patterns: Collection[str], columns: Collection[str], without: Collection[str] = ()
) -> list[str]:
    """Give the columns of these names, in the table's order; `*` stands for any text."""
    chosen = (c for c in columns if c in patterns or any(_like(c, p) for p in patterns))
    return [c for c in chosen if c not in without and not any(_like(c, p) for p in without)]


def _like(column: str, pattern: str) -> bool:
    return "*" in pattern and fnmatchcase(column, pattern)


def _items(row: Row, each: Each, missing: Collection[str]) -> Iterator[Cells]:
    whole, column = Cells(row, missing), each.column
    found = [value for value in whole._values(column) if value not in (None, "")]
    if len(found) == 1 and isinstance(found[0], str) and found[0].startswith(("[", "{")):
        with suppress(ValueError):
            found = [json.loads(found[0])]  # a table of text can hold JSON in its cells
    items = _flat(found)
    if each.split:
        items = [part for text in items for part in split(cell_text(text), each.split)]
    # A row without items still names what the other columns say.
    for number, value in enumerate(items or [None], start=1):
        yield Cells(row, missing, item=Listed(column, number, value))
