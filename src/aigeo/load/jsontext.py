"""The JSON texts that statements hold, as `json.dumps` writes them but several times faster.

Their exact form is part of what statements say: ids are hashes over some of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from json.encoder import encode_basestring as _quoted
from typing import Any

_TEXT = frozenset((str,))
_sorted = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def sorted_text(values: Mapping[str, Any]) -> str:
    """Give `json.dumps(values, ensure_ascii=False, sort_keys=True)`."""
    texts = []
    for key, value in sorted(values.items()):
        if type(value) is str:
            text = _quoted(value)
        elif type(value) is list and _TEXT.issuperset(map(type, value)):
            text = "[" + ", ".join(map(_quoted, value)) + "]"
        else:
            return _sorted.encode(dict(values))
        texts.append(f"{_quoted(key)}: {text}")
    return "{" + ", ".join(texts) + "}"


def cells_text(cells: Mapping[str, str], limit: int) -> str:
    """Give the JSON object of cells in their order, each cut to `limit` characters."""
    pairs = [f"{_quoted(column)}: {_quoted(text[:limit])}" for column, text in cells.items()]
    return "{" + ", ".join(pairs) + "}"
