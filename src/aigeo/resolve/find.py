"""From what a person types to an entity."""

from __future__ import annotations

from collections.abc import Sequence

from aigeo.errors import AmbiguousNameError, NotFoundError
from aigeo.model.names import name_key
from aigeo.model.vocabulary import vocabulary
from aigeo.resolve.aliases import alias_table
from aigeo.resolve.fitting import may_be
from aigeo.resolve.search import search
from aigeo.store import Store

Candidate = dict[str, str]
LONGEST_SHOWN = 100
"""Characters of a name that a message repeats."""


def find(store: Store, text: str) -> str:
    """Give the canonical id of the entity that `text` names by id, name or alias.

    A name wins over an alias, a named thing over one that a text names only by kind.
    Raises NotFoundError (with near names as hint) or AmbiguousNameError (with the candidates).
    """
    text = text.strip()
    by_id = store.read(
        "OPTIONAL MATCH (e:Entity {id: $id}) OPTIONAL MATCH (i:Identity {id: $id}) "
        "RETURN coalesce(e.id, i.canonical) AS id",
        {"id": text},
    )
    if by_id and by_id[0]["id"]:
        return str(by_id[0]["id"])
    named = _named(store, [name_key(text)])
    if not named:
        # No source writes it like this, but the alias table knows what it stands for.
        table = alias_table(store.settings.home)
        kind = table.kind(name_key(text))
        named = _named(store, sorted(table.equivalents(name_key(text))))
        named = [c for c in named if kind is None or may_be(c["type"], kind, vocabulary())]
    for narrower in (
        named,
        [c for c in named if not c["generic"]],
        [c for c in named if c["name"].casefold() == text.casefold()],
    ):
        if len(narrower) == 1:
            return str(narrower[0]["id"])
    if named:
        raise AmbiguousNameError(shown(text), [f"{c['id']} ({c['name']})" for c in named])
    near = ", ".join(dict.fromkeys(c["name"] for c in suggest(store, text)))
    raise NotFoundError(
        f"no entity is named {shown(text)!r}",
        hint=f"did you mean: {near}" if near else "see: aigeo stats, aigeo sources",
    )


def shown(text: str) -> str:
    """Give a name as a message has it: of a very long one, the beginning."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def suggest(store: Store, text: str, limit: int = 5) -> list[Candidate]:
    """Give entities that `text` may mean despite typing errors, else with a name that starts so."""
    found = search(store, text, limit)
    if found:
        return [{field: row[field] for field in ("id", "name", "type")} for row in found]
    key = name_key(text)
    if not key:
        return []
    return store.read(
        "MATCH (n:Name) WHERE n.id STARTS WITH $stem WITH n ORDER BY n.id LIMIT 200 "
        "MATCH (n)-[:NAMES]->(e:Entity) "
        "WITH DISTINCT e ORDER BY e.statement_count DESC, e.id LIMIT $limit "
        "RETURN e.id AS id, e.name AS name, e.type AS type",
        {"stem": key[: max(3, len(key) // 2)], "limit": limit},
    )


def _named(store: Store, keys: Sequence[str]) -> list[dict[str, str]]:
    return store.read(
        "UNWIND $keys AS key MATCH (n:Name {id: key})-[:NAMES]->(e:Entity) "
        "RETURN DISTINCT e.id AS id, e.name AS name, e.type AS type, "
        "coalesce(e.generic, false) AS generic, e.statement_count AS weight "
        "ORDER BY weight DESC, id",
        {"keys": list(keys)},
    )
