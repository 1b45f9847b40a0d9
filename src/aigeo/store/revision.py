"""The revision of the graph, which every writer changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

_REVISION = "MATCH (m:Meta {id: 'aigeo'}) RETURN m.revision AS revision"


def revision(read: Callable[[str], Sequence[dict[str, Any]]]) -> str:
    """Name the graph's state, by a store's `read` or a transaction's `run`.

    Empty when a graph without loads cannot tell.
    """
    rows = read(_REVISION)
    return str(rows[0]["revision"] or "") if rows else ""
