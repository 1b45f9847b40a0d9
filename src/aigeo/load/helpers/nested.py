"""Values inside the nested fields of JSON records, and evidence that names where they stand."""

from __future__ import annotations

import json
from typing import Any

from aigeo.load.rows import Row
from aigeo.model.records import Evidence


def at(row: Row, path: str) -> Any:
    """Give the value at a dotted path ("properties.startDate", "claims.P159.0"); None if absent."""
    head, *steps = path.split(".")
    value: Any = row[head]
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return None if value == "" else value


def cite_paths(row: Row, *paths: str) -> Evidence:
    """Give evidence that names the row and the values at dotted paths, those that are there.

    A whole field of a nested record would bury the fact, and be cut off, in all its others.
    """
    cells = {}
    for path in paths:
        value = at(row, path)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if value not in (None, [], {}):
            cells[path] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Evidence(part=row.file, row=row.number, columns=cells)
