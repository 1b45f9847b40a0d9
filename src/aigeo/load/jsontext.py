"""The JSON texts that statements hold, as `json.dumps` writes them but several times faster.

Their exact form is part of what statements say: ids are hashes over some of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from json.encoder import encode_basestring as _quoted
from typing import Any

_sorted = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def sorted_text(values: Mapping[str, Any]) -> str:
    """Give `json.dumps(values, ensure_ascii=False, sort_keys=True)`."""
    if all(type(value) is str for value in values.values()):
        return _object(sorted(values.items()))
    return _sorted.encode(dict(values))


def cells_text(cells: Mapping[str, str], limit: int) -> str:
    """Give the JSON object of cells in their order, each cut to `limit` characters."""
    return _object((column, text[:limit]) for column, text in cells.items())


def _object(pairs: Iterable[tuple[str, str]]) -> str:
    return "{" + ", ".join([f"{_quoted(key)}: {_quoted(text)}" for key, text in pairs]) + "}"
