"""Citations: every answer tells a reader where each quote stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from aigeo.store import Store

Row = dict[str, Any]

_FIELDS = ("title", "publisher", "url", "published", "licence")


def sources(store: Store, ids: Iterable[str]) -> dict[str, Row]:
    """Give title, publisher, url, publication date and licence of sources, by id."""
    rows = store.read(
        "UNWIND $ids AS id MATCH (s:Source {id: id}) "
        "RETURN id, s.title AS title, s.publisher AS publisher, s.url AS url, "
        "s.published AS published, s.licence AS licence",
        {"ids": sorted(set(ids))},
    )
    return {row["id"]: {field: row[field] for field in _FIELDS} for row in rows}


def cited(edge: Mapping[str, Any], known: Mapping[str, Row]) -> list[Row]:
    """Give a fact's citations: its best quote with each source that supports it.

    A citation has `quote`, `source` (id), `title`, `publisher`, `url` and `date`: when the fact
    began, else when the source was published.
    """
    return [
        {
            "quote": edge.get("quote"),
            "source": id,
            "title": known.get(id, {}).get("title"),
            "publisher": known.get(id, {}).get("publisher"),
            "url": known.get(id, {}).get("url"),
            "date": edge.get("start") or known.get(id, {}).get("published"),
        }
        for id in edge.get("sources") or ()
    ]


def named_in(rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """Give the ids of the sources that rows of a saved query name in `sources`."""
    found: set[str] = set()
    for row in rows:
        for item in row.get("sources") or ():
            found.update([item] if isinstance(item, str) else item)
    return found
