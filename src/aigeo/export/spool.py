"""Rows put aside on disk, for formats that must name all columns before the first row."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, Self

Kind = Literal["boolean", "long", "double", "string", "json"]
_KINDS: tuple[tuple[type, Kind], ...] = (
    (bool, "boolean"),
    (int, "long"),
    (float, "double"),
    (str, "string"),
)


class Spool:
    """A temporary file of rows, and what kind of values each column was seen to hold."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._kinds: dict[str, set[Kind]] = {}
        # Closed by __exit__, since the spool outlives this method.
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8", prefix="aigeo-")  # noqa: SIM115
        for row in rows:
            for key, value in row.items():
                if value is not None:
                    self._kinds.setdefault(key, set()).add(kind_of(value))
            self._file.write(json.dumps(row) + "\n")

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

    def __iter__(self) -> Iterator[dict[str, Any]]:
        self._file.seek(0)
        for line in self._file:
            yield json.loads(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def kind_of(value: Any) -> Kind:
    """Give the kind of one value; lists and maps are `json`."""
    return next((kind for python, kind in _KINDS if isinstance(value, python)), "json")


def as_text(value: Any) -> str:
    """Give a value as the text that tables and GraphML hold: lists and maps as JSON.

    Text stands as it is; truth values are `true` and `false`; an infinite or undefined number
    has the XML Schema spelling (`INF`, `-INF`, `NaN`).
    """
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value - value != 0:
        return "NaN" if value != value else ("INF" if value > 0 else "-INF")
    return json.dumps(value, ensure_ascii=False)
