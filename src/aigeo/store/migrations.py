"""Constraints, indexes and the stored schema version."""

from __future__ import annotations

from collections.abc import Callable

from aigeo.errors import StoreError
from aigeo.model.names import OMITTED, name_fields
from aigeo.store.store import Store

SCHEMA_VERSION = 2
"""Version of the stored form (docs/architecture.md); one more for each change that needs work."""

UNIQUE_ID = (
    "Entity", "Statement", "Source", "Load", "Name", "Judgement", "Identity", "Meta",
    "Change", "CandidatePair",
)  # fmt: skip
INDEXED = (
    ("Statement", "fact"),
    ("Statement", "subject"),
    ("Statement", "object"),
    ("Load", "source"),
    ("Identity", "canonical"),
    ("Judgement", "left"),
    ("Judgement", "right"),
    ("CandidatePair", "left"),
    ("CandidatePair", "right"),
    ("Name", "rest"),
    ("Name", "rest2"),
    *(("Name", f"omit{at}") for at in range(OMITTED)),
)


def _index_names(store: Store) -> None:
    """Give the names of a graph of stored form 1 the properties that search reads."""
    after = ""
    while keys := [
        row["id"]
        for row in store.read(
            "MATCH (n:Name) WHERE n.id > $after RETURN n.id AS id ORDER BY id LIMIT 5000",
            {"after": after},
        )
    ]:
        store.write(
            "UNWIND $rows AS row MATCH (n:Name {id: row.id}) SET n += row",
            {"rows": [name_fields(key) for key in keys]},
        )
        after = keys[-1]


MIGRATIONS: dict[int, Callable[[Store], None]] = {1: _index_names}
"""By the version that they start from; each brings the graph one version further."""


def prepare(store: Store) -> None:
    """Bring the graph to this program's stored form; quick when it is there already.

    Raises StoreError when the graph was written by a newer aigeo.
    """
    version = stored_version(store)
    if version == SCHEMA_VERSION:
        return
    if version is not None and version > SCHEMA_VERSION:
        raise StoreError(
            f"this graph was written by a newer aigeo (stored form {version}, "
            f"this program knows {SCHEMA_VERSION})",
            hint="upgrade aigeo, or set AIGEO_HOME or AIGEO_DATABASE to another graph",
        )
    _constrain(store)
    for step in range(version if version is not None else SCHEMA_VERSION, SCHEMA_VERSION):
        MIGRATIONS[step](store)
    store.write(
        "MERGE (m:Meta {id: 'aigeo'}) SET m.schema_version = $version", {"version": SCHEMA_VERSION}
    )


def stored_version(store: Store) -> int | None:
    """Give the version of the stored form, None for an empty graph."""
    rows = store.read("MATCH (m:Meta {id: 'aigeo'}) RETURN m.schema_version AS version")
    return int(rows[0]["version"]) if rows else None


def _constrain(store: Store) -> None:
    for label in UNIQUE_ID:
        store.write(
            f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS "
            f"FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        )
    for label, key in INDEXED:
        store.write(
            f"CREATE INDEX {label.lower()}_{key} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
        )
