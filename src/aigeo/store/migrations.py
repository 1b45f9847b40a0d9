"""Constraints, indexes and the stored schema version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from aigeo.errors import StoreError
from aigeo.model.blocking import BLOCKS, LONG, name_fields
from aigeo.model.han import is_native
from aigeo.model.names import OMITTED
from aigeo.model.native import keys_across
from aigeo.model.postal import keys_beside, marks, values
from aigeo.store.store import Store

SCHEMA_VERSION = 7
"""Version of the stored form (docs/architecture.md); one more for each change that needs work."""

UNIQUE_ID = (
    "Entity", "Statement", "Source", "Load", "Name", "Judgement", "Identity", "Meta",
    "Change", "CandidatePair", "Review",
)  # fmt: skip
INDEXED = (
    ("Statement", "fact"),
    ("Statement", "subject"),
    ("Statement", "object"),
    ("Statement", "corrects"),
    ("Statement", "first_seen"),
    ("Statement", "last_seen"),
    ("Load", "source"),
    ("Review", "source"),
    ("Identity", "canonical"),
    ("Judgement", "left"),
    ("Judgement", "right"),
    ("CandidatePair", "left"),
    ("CandidatePair", "right"),
    *(("Name", block) for block in (*BLOCKS, *LONG)),
    ("Name", "rest"),
    ("Name", "rest2"),
    *(("Name", f"omit{at}") for at in range(OMITTED)),
)

ENTITY_LISTS = ("aliases", "countries", "external_ids")
"""Lists that every entity has, if empty."""


def _names(store: Store) -> Iterator[list[str]]:
    """Give the keys of all names, some thousands at a time."""
    after = ""
    while keys := [
        row["id"]
        for row in store.read(
            "MATCH (n:Name) WHERE n.id > $after RETURN n.id AS id ORDER BY id LIMIT 5000",
            {"after": after},
        )
    ]:
        yield keys
        after = keys[-1]


def _index_names(store: Store) -> None:
    """Give the names of an older graph the properties that search and linking read."""
    for keys in _names(store):
        store.write(
            "UNWIND $rows AS row MATCH (n:Name {id: row.id}) SET n = row",
            {"rows": [name_fields(key) for key in keys]},
        )


def _index_beside(store: Store) -> None:
    """Note what stands beside the names of organisations."""
    after = ""
    while rows := store.read(
        "MATCH (e:Organization) WHERE e.id > $after RETURN e.id AS id, e.address AS address, "
        "e.registration_number AS registration_number, e.website AS website "
        "ORDER BY id LIMIT 5000",
        {"after": after},
    ):
        found = {row["id"]: keys_beside(values(row, "address"), marks(row)) for row in rows}
        _add_keys(store, found)
        after = rows[-1]["id"]


def _index_native(store: Store) -> None:
    """Bring names to the words as they are read now, and note what native ones may be called."""
    _index_names(store)
    for keys in _names(store):
        rows = store.read(
            "UNWIND $keys AS key MATCH (n:Name {id: key})-[:NAMES]->(e:Entity) "
            "WHERE NOT e:Person RETURN key, e.id AS id",
            {"keys": [key for key in keys if is_native(key)]},
        )
        found: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            found[row["id"]] |= keys_across(row["key"])
        _add_keys(store, found)


def _add_keys(store: Store, found: Mapping[str, set[str]]) -> None:
    """Add keys beside names, by id of the entity."""
    keys = sorted(set().union(*found.values()))
    store.write("UNWIND $keys AS key MERGE (n:Name {id: key})", {"keys": keys})
    store.write(
        "UNWIND $rows AS row MATCH (n:Name {id: row.name}) MATCH (e:Entity {id: row.id}) "
        "MERGE (n)-[:NAMES]->(e)",
        {"rows": [{"id": i, "name": key} for i, keys in found.items() for key in sorted(keys)]},
    )


def _no_change(_: Store) -> None:
    """Do nothing: what is new are indexes alone, or a later step adds it as well."""


MIGRATIONS: dict[int, Callable[[Store], None]] = {
    1: _no_change, 2: _no_change, 3: _no_change, 4: _no_change, 5: _index_beside,
    6: _index_native,
}  # fmt: skip
"""By the version that they start from; each brings the graph one version further."""


def prepare(store: Store) -> None:
    """Bring the graph to this program's stored form; quick when it is there already.

    Raises StoreError when the graph was written by a newer aigeo.
    """
    version, imported = _meta(store)
    if version == SCHEMA_VERSION and not imported:
        return
    if version is not None and version > SCHEMA_VERSION:
        raise StoreError(
            f"this graph was written by a newer aigeo (stored form {version}, "
            f"this program knows {SCHEMA_VERSION})",
            hint="upgrade aigeo, or set AIGEO_HOME or AIGEO_DATABASE to another graph",
        )
    _constrain(store)
    if imported:
        _restore_empty_lists(store)
    for step in range(version if version is not None else SCHEMA_VERSION, SCHEMA_VERSION):
        MIGRATIONS[step](store)
    store.write(
        "MERGE (m:Meta {id: 'aigeo'}) SET m.schema_version = $version REMOVE m.imported",
        {"version": SCHEMA_VERSION},
    )


def stored_version(store: Store) -> int | None:
    """Give the version of the stored form, None for an empty graph."""
    return _meta(store)[0]


def schema_statements() -> list[str]:
    """Give the Cypher statements that make the constraints and indexes of the stored form."""
    constraints = [
        f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in UNIQUE_ID
    ]
    indexes = [
        f"CREATE INDEX {label.lower()}_{key} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
        for label, key in INDEXED
    ]
    return constraints + indexes


def _meta(store: Store) -> tuple[int | None, bool]:
    """Give the stored version, and whether a bulk import, which makes no constraints, wrote it."""
    rows = store.read("MATCH (m:Meta {id: 'aigeo'}) RETURN properties(m) AS p")
    if not rows:
        return None, False
    return int(rows[0]["p"]["schema_version"]), bool(rows[0]["p"].get("imported"))


def _restore_empty_lists(store: Store) -> None:
    """Give entities the empty lists that a bulk import leaves out."""
    lists = ", ".join(f"e.{name} = coalesce(e.{name}, [])" for name in ENTITY_LISTS)
    last: str | None = ""
    while last is not None:
        rows = store.write(
            "MATCH (e:Entity) WHERE e.id > $last WITH e ORDER BY e.id LIMIT $batch "
            f"SET {lists} RETURN max(e.id) AS last",
            {"last": last, "batch": store.settings.batch},
        )
        last = rows[0]["last"]


def _constrain(store: Store) -> None:
    for statement in schema_statements():
        store.write(statement)
