"""Entities of a type, the best known first."""

from __future__ import annotations

import difflib
from typing import Any

from aigeo.errors import UsageError
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store


def listed(
    store: Store, type: str, *, country: str | None, name: str | None, limit: int
) -> list[dict[str, Any]]:
    """Give entities of a type, those with the most statements first.

    `country` is an ISO code of two letters, `name` a part of the name in any case. Raises
    UsageError for an unknown type.
    """
    known = vocabulary().entity_types
    if type not in known:
        near = difflib.get_close_matches(type.title(), known, n=3)
        raise UsageError(
            f"unknown entity type {type!r}", hint=f"did you mean {', '.join(near or known)}?"
        )
    return store.read(
        f"MATCH (e:{known[type].name}) "
        "WHERE ($country IS NULL OR $country IN e.countries) "
        "AND ($name IS NULL OR toLower(e.name) CONTAINS toLower($name)) "
        "RETURN e.id AS id, e.name AS name, e.type AS type, e.countries AS countries, "
        "e.statement_count AS statement_count, e.sources AS sources "
        "ORDER BY statement_count DESC, id LIMIT $limit",
        {"country": country.lower() if country else None, "name": name, "limit": limit},
    )
