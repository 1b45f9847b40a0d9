"""Writing nodes, edges, statements and names in batches, by statements both engines run fast.

Labels and relation types are put into Cypher from the vocabulary alone; everything else is a
parameter. Nodes and edges are looked up, then created or set, because MERGE with several labels
uses no index on the embedded engine (docs/decisions/0004-batched-writes.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import uuid4

from aigeo.errors import SchemaError
from aigeo.model.blocking import name_fields
from aigeo.model.names import name_key
from aigeo.model.native import keys_across
from aigeo.model.postal import keys_beside, marks, values
from aigeo.model.vocabulary import Vocabulary
from aigeo.store import Transaction

Row = dict[str, Any]
Ends = tuple[str, str, str]
"""(relation type, canonical subject, canonical object)"""


def lock(tx: Transaction, load: str) -> str:
    """Make other writers wait until this transaction ends: facts are read, combined, written.

    The graph's revision changes with it, so that what was computed from the facts is known to be
    out of date; gives the new one.
    """
    return lock_since(tx, load)[1]


def lock_since(tx: Transaction, load: str) -> tuple[str, str]:
    """As `lock`; gives the revision that the writer before left, and the new one."""
    revision = uuid4().hex
    # Setting the writer waits for the others; only what is read after that is theirs.
    rows = tx.run(
        "MATCH (m:Meta {id: 'aigeo'}) SET m.writer = $load "
        "WITH m, m.revision AS before SET m.revision = $revision RETURN before",
        {"load": load, "revision": revision},
    )
    return str(rows[0]["before"] or "") if rows else "", revision


def canonical_ids(tx: Transaction, ids: Iterable[str]) -> dict[str, str]:
    """Give the canonical id of each id that a source uses (itself where no other is known)."""
    wanted = sorted(set(ids))
    rows = tx.run(
        "UNWIND $ids AS id MATCH (i:Identity {id: id}) RETURN id, i.canonical AS canonical",
        {"ids": wanted},
    )
    return {**{i: i for i in wanted}, **{r["id"]: r["canonical"] for r in rows}}


def current_statements(tx: Transaction, facts: Iterable[str]) -> dict[str, list[Row]]:
    """Give the statements that now speak for each fact (or canonical entity)."""
    rows = tx.run(
        "UNWIND $facts AS fact MATCH (s:Statement {fact: fact}) WHERE s.last_seen IS NULL RETURN s",
        {"facts": sorted(set(facts))},
    )
    out: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        out[row["s"]["fact"]].append(row["s"])
    return out


def which_have_statements(tx: Transaction, facts: Iterable[str]) -> set[str]:
    """Give those facts that the graph has current statements of."""
    rows = tx.run(
        "UNWIND $facts AS fact MATCH (s:Statement {fact: fact}) WHERE s.last_seen IS NULL "
        "RETURN DISTINCT fact",
        {"facts": sorted(facts)},
    )
    return {row["fact"] for row in rows}


def create_statements(tx: Transaction, source: str, statements: Sequence[Row]) -> None:
    """Store statements and tie them to their source."""
    rows = [{k: v for k, v in s.items() if v is not None} for s in statements]
    tx.run(
        "MATCH (src:Source {id: $source}) UNWIND $rows AS row "
        "CREATE (s:Statement {id: row.id})-[:FROM]->(src) SET s += row",
        {"source": source, "rows": rows},
    )


def existing_labels(tx: Transaction, ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """Give the labels of those entities that the graph has."""
    rows = tx.run(
        "UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN id, labels(n) AS labels",
        {"ids": sorted(set(ids))},
    )
    return {r["id"]: frozenset(r["labels"]) for r in rows}


def write_entities(
    tx: Transaction,
    vocabulary: Vocabulary,
    nodes: Mapping[str, Row | None],
    maybe_stored: Collection[str] | None = None,
) -> None:
    """Create, set or (None) remove entity nodes, and keep their names in step.

    `maybe_stored` are those that the graph may have; None stands for all of them.
    """
    maybe = nodes if maybe_stored is None else [i for i in nodes if i in maybe_stored]
    labels = existing_labels(tx, maybe) if maybe else {}
    new: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    changed: list[Row] = []
    relabelled: dict[tuple[frozenset[str], frozenset[str]], list[str]] = defaultdict(list)
    for entity_id, node in nodes.items():
        if node is None:
            continue
        wanted = vocabulary.labels(node["type"])
        if entity_id not in labels:
            new[wanted].append(node)
            continue
        changed.append(node)
        if labels[entity_id] != set(wanted):
            change = frozenset(wanted) - labels[entity_id], labels[entity_id] - frozenset(wanted)
            relabelled[change].append(entity_id)
    for wanted, rows in new.items():
        tx.run(f"UNWIND $rows AS row CREATE (n:{':'.join(wanted)}) SET n = row", {"rows": rows})
    if changed:
        tx.run("UNWIND $rows AS row MATCH (n:Entity {id: row.id}) SET n = row", {"rows": changed})
    for (add, drop), ids in relabelled.items():
        tx.relabel(ids, add, drop)
    gone = [i for i, node in nodes.items() if node is None and i in labels]
    stored = [i for i in nodes if i in labels]
    _sync_names(tx, {i: name_keys(node) for i, node in nodes.items()}, stored)
    if gone:
        tx.run("UNWIND $ids AS id MATCH (n:Entity {id: id}) DETACH DELETE n", {"ids": gone})


def name_keys(node: Row | None) -> set[str]:
    """Give the keys by which an entity's node, or a statement of it, is looked up."""
    if node is None:
        return set()
    names = {name_key(name) for name in (node["name"], *node.get("aliases", ()))}
    if node["type"] != "Person":
        names = names.union(*[keys_across(key) for key in names if not key.isascii()])
    return names | keys_beside(values(node, "address"), marks(node))


def _sync_names(tx: Transaction, wanted: Mapping[str, set[str]], stored: Collection[str]) -> None:
    have: dict[str, set[str]] = defaultdict(set)
    if stored:
        for row in tx.run(
            # The embedded engine walks a pattern from its first node, which must be the known one.
            "UNWIND $ids AS id MATCH (e:Entity {id: id})<-[:NAMES]-(n:Name) "
            "RETURN id, n.id AS name",
            {"ids": sorted(stored)},
        ):
            have[row["id"]].add(row["name"])
    add = [{"id": i, "name": n} for i, names in wanted.items() for n in sorted(names - have[i])]
    drop = [{"id": i, "name": n} for i, names in have.items() for n in sorted(names - wanted[i])]
    if add:
        keys = sorted({row["name"] for row in add})
        known = {
            row["key"]
            for row in tx.run(
                "UNWIND $keys AS key MATCH (n:Name {id: key}) RETURN key", {"keys": keys}
            )
        }
        tx.run(
            "UNWIND $rows AS row CREATE (n:Name) SET n = row",
            {"rows": [name_fields(k) for k in keys if k not in known]},
        )
        tx.run(
            "UNWIND $rows AS row MATCH (n:Name {id: row.name}) MATCH (e:Entity {id: row.id}) "
            "CREATE (n)-[:NAMES]->(e)",
            {"rows": add},
        )
    if drop:
        untie_names(tx, drop)
        drop_idle_names(tx, {row["name"] for row in drop})


def untie_names(tx: Transaction, rows: Sequence[Row]) -> None:
    """Take names (`name`, a key) from entities (`id`)."""
    tx.run(
        "UNWIND $rows AS row MATCH (n:Name {id: row.name})-[r:NAMES]->(e:Entity {id: row.id}) "
        "DELETE r",
        {"rows": rows},
    )


def drop_idle_names(tx: Transaction, keys: Iterable[str]) -> None:
    """Delete those names, by key, that name nothing."""
    tx.run(
        "UNWIND $keys AS key MATCH (n:Name {id: key}) WHERE NOT (n)-[:NAMES]->() DELETE n",
        {"keys": sorted(keys)},
    )


Edges = Mapping[str, tuple[Ends, Row | None]]
"""By id of the fact: its ends, and its properties or None where nothing speaks for it."""


def edges_by_type(vocabulary: Vocabulary, edges: Edges) -> Iterator[tuple[str, list[Row]]]:
    """Give the edges of each type as `id`, `a` (subject), `b` (object) and `p` (properties)."""
    by_type: dict[str, list[Row]] = defaultdict(list)
    for fact, ((kind, subject, object_), properties) in edges.items():
        by_type[kind].append({"id": fact, "a": subject, "b": object_, "p": properties})
    for kind, rows in sorted(by_type.items()):
        # Neighbours together: in the order of the facts' ids, which are hashes, edges of one
        # entity would be written far apart.
        rows.sort(key=lambda row: (row["a"], row["b"], row["id"]))
        if kind not in vocabulary.relation_types:
            raise SchemaError(f"unknown relation type {kind!r}")
        yield kind, rows


def write_relations(
    tx: Transaction, vocabulary: Vocabulary, edges: Edges, maybe_stored: Collection[str]
) -> None:
    """Create, set or (None) remove edges; `maybe_stored` are facts that may have one already."""
    for kind, rows in edges_by_type(vocabulary, edges):
        stored = _stored_edges(tx, kind, [r for r in rows if r["id"] in maybe_stored])
        ends = "UNWIND $rows AS row MATCH (a:Entity {id: row.a}) MATCH (b:Entity {id: row.b}) "
        edge = f"MATCH (a)-[r:{kind}]->(b) WHERE r.id = row.id "
        keep = [r for r in rows if r["p"] is not None and r["a"] != r["b"]]
        if new := [r for r in keep if r["id"] not in stored]:
            tx.run(f"{ends} CREATE (a)-[r:{kind}]->(b) SET r = row.p", {"rows": new})
        if changed := [r for r in keep if r["id"] in stored]:
            tx.run(f"{ends} {edge} SET r = row.p", {"rows": changed})
        if gone := [r for r in rows if r["p"] is None and r["id"] in stored]:
            tx.run(f"{ends} {edge} DELETE r", {"rows": gone})


def _stored_edges(tx: Transaction, kind: str, rows: list[Row]) -> set[str]:
    if not rows:
        return set()
    found = tx.run(
        "UNWIND $rows AS row MATCH (a:Entity {id: row.a}) MATCH (b:Entity {id: row.b}) "
        f"MATCH (a)-[r:{kind}]->(b) WHERE r.id = row.id RETURN r.id AS id",
        {"rows": [{k: r[k] for k in ("id", "a", "b")} for r in rows]},
    )
    return {row["id"] for row in found}


def entity_names(tx: Transaction, ids: Iterable[str]) -> dict[str, str]:
    """Give the names of entities by canonical id."""
    rows = tx.run(
        "UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN id, n.name AS name",
        {"ids": sorted(set(ids))},
    )
    return {r["id"]: r["name"] for r in rows}
