"""Entities for what a person types."""

from __future__ import annotations

from typing import Any

from aigeo.resolve.find import suggest
from aigeo.store import Store


def search(store: Store, text: str, limit: int = 10) -> list[dict[str, Any]]:
    """Give entities whose name starts like `text`: `id`, `name`, `type`, `score`, `matched`."""
    return [{**row, "score": 1.0, "matched": row["name"]} for row in suggest(store, text, limit)]
