"""Where the records of a JSON file stand, and what form they have."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]")


def records_of(
    data: Any, place: str | None, header: Sequence[str] | None = None
) -> tuple[list[Mapping[str, Any]], Mapping[str, Any]]:
    """Give the records under `place` and what stands beside them at the top of the file.

    `place` is a key or a path of keys and positions (`result.items`, `[1]`). Records are a list of
    objects; an object of objects, whose keys become the field `@key`; or a list of lists, the
    first of which names the columns unless `header` does. Raises ValueError saying what stands
    there instead.
    """
    found = _at(data, place)
    beside = isinstance(data, dict)
    if isinstance(found, dict) and found and all(isinstance(v, dict) for v in found.values()):
        # {"Acme": {…}, "Other": {…}}: the key is a field like the others.
        found = [{"@key": key, **value} for key, value in found.items()]
        beside = beside and bool(place)
    if isinstance(found, list) and found and all(isinstance(r, list) for r in found):
        found = _named(found, header)
    if not isinstance(found, list) or not all(isinstance(r, dict) for r in found):
        where = f"under {place!r}" if place else "at the top"
        raise ValueError(f"a list of objects was expected {where}{_instead(found)}")
    top = re.split(r"[.\[]", place or "", maxsplit=1)[0]
    extra = {k: v for k, v in data.items() if k not in (place, top)} if beside else {}
    return found, extra


def _at(data: Any, place: str | None) -> Any:
    if not place or (isinstance(data, dict) and place in data):
        return data[place] if place else data
    for match in _STEP.finditer(place):
        key, position = match.groups()
        if position is not None and isinstance(data, list):
            data = data[int(position)] if int(position) < len(data) else None
        else:
            data = data.get(key) if isinstance(data, dict) else None
    return data


def _named(rows: list[list[Any]], header: Sequence[str] | None) -> list[dict[str, Any]]:
    first = 0 if header is not None else 1
    names = [str(name) for name in (header if header is not None else rows[0])]
    for number, row in enumerate(rows[first:], start=1):
        if len(row) != len(names):
            raise ValueError(
                f"record {number} has {len(row)} fields where the header has {len(names)}"
            )
    return [dict(zip(names, row, strict=True)) for row in rows[first:]]


def _instead(found: Any) -> str:
    if isinstance(found, dict):
        return f"; there is an object with the keys {', '.join(list(found)[:12])}"
    if isinstance(found, list):
        odd = next(n for n, r in enumerate(found, start=1) if not isinstance(r, dict))
        return f"; item {odd} of the list is none"
    return "; there is nothing" if found is None else f"; there is {str(found)[:40]!r}"
