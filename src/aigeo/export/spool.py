"""Rows put aside on disk, for formats that must name all columns before the first row."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, Self

import orjson

from aigeo.export.jsontext import line

Kind = Literal["boolean", "long", "double", "string", "json"]
_KINDS: Mapping[type, Kind] = {
    bool: "boolean",
    int: "long",
    float: "double",
    str: "string",
}
_NOTHING = type(None)
MAX_SHAPES = 10_000


class Spool:
    """A temporary file of rows, and what kind of values each column was seen to hold."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        types: dict[str, set[type]] = defaultdict(set)
        # Closed by __exit__, since the spool outlives this method.
        self._file = tempfile.TemporaryFile(prefix="aigeo-")  # noqa: SIM115
        write = self._file.write
        shapes: set[tuple[tuple[str, ...], tuple[type, ...]]] = set()
        for row in rows:
            shape = (tuple(row), tuple(map(type, row.values())))
            if shape not in shapes:  # most rows are like others before them
                for key, python in zip(*shape, strict=True):
                    types[key].add(python)
                if len(shapes) < MAX_SHAPES:
                    shapes.add(shape)
            write(line(row) + b"\n")
        self._kinds: dict[str, set[Kind]] = {
            key: {_KINDS.get(python, "json") for python in found - {_NOTHING}}
            for key, found in types.items()
            if found != {_NOTHING}
        }

    def columns(self, first: Iterable[str] = ()) -> list[str]:
        """Give the column names: those of `first`, then the others in alphabetical order."""
        first = list(first)
        return first + sorted(set(self._kinds) - set(first))

    def kind(self, column: str) -> Kind:
        """Give the kind of a column; `string` where rows differ, `double` for mixed numbers."""
        kinds = self._kinds.get(column, set())
        if len(kinds) == 1:
            return next(iter(kinds))
        return "double" if kinds == {"long", "double"} else "string"

    def kinds(self, column: str) -> frozenset[Kind]:
        """Give all kinds of values that a column was seen to hold."""
        return frozenset(self._kinds.get(column, ()))

    def lists(self) -> dict[str, Kind]:
        """Give the columns that hold lists of one kind of value, with that kind."""
        candidates = {c for c, kinds in self._kinds.items() if kinds == {"json"}}
        found: dict[str, set[Kind]] = defaultdict(set)
        for row in self if candidates else ():
            for column in candidates & row.keys():
                value = row[column]
                if isinstance(value, list):
                    found[column].update(_KINDS.get(type(item), "json") for item in value)
                elif value is not None:
                    found[column].add("json")
        return {
            column: next(iter(kinds), "string")
            for column in sorted(candidates)
            if len(kinds := found[column]) < 2 and "json" not in kinds
        }

    def __iter__(self) -> Iterator[dict[str, Any]]:
        self._file.seek(0)
        for text in self._file:
            try:
                yield orjson.loads(text)
            except orjson.JSONDecodeError:  # what orjson could not write it cannot read either
                yield json.loads(text)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def as_text(value: Any) -> str:
    """Give a value as the text that tables and GraphML hold: lists and maps as JSON.

    Text stands as it is; truth values are `true` and `false`; an infinite or undefined number
    has the XML Schema spelling (`INF`, `-INF`, `NaN`).
    """
    kind = value.__class__
    if kind is str or kind is int:
        return str(value)
    if kind is float:
        if value - value != 0:
            return "NaN" if value != value else ("INF" if value > 0 else "-INF")
        return repr(value)
    if kind is bool:
        return "true" if value else "false"
    return line(value).decode()
