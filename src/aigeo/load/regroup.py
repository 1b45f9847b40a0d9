"""Bringing canonical ids, and the facts that rest on them, in step with changed judgements.

Statements keep the ids that their sources use; only the fact that each supports is computed anew,
so taking a judgement back brings every node and edge back.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from aigeo.load import graph
from aigeo.load.projecting import Projector
from aigeo.load.publish import fact_of
from aigeo.model.vocabulary import Vocabulary
from aigeo.resolve.clusters import assigned, components
from aigeo.resolve.judgements import Judgement, touching
from aigeo.store import Transaction

Row = dict[str, Any]
WRITER = "judgements"


def regroup(
    tx: Transaction,
    vocabulary: Vocabulary,
    clusters: Collection[str],
    freed: Collection[str],
    loads: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Derive the canonical ids of all members of `clusters` anew and recompute their facts.

    `clusters` are the present canonical ids that the changed judgements touch; `freed` are the ids
    on which a judgement was taken out, which nothing else holds there; `loads` names the
    loads that made identities which now come back. Gives, by id, the loads of identities that
    are gone, for bringing them back later.
    """
    graph.lock(tx, WRITER)
    members = _members(tx, clusters)
    wanted = _wanted(tx, members, freed)
    changed = {i: c for i, c in wanted.items() if members.get(i, i) != c}
    if not changed:
        return {}
    touched = _statements(tx, vocabulary, set(changed), set(members) | set(wanted))
    old_facts = {s["fact"] for s in touched if s["kind"] == "relation"}
    _drop_edges(tx, vocabulary, [s for s in touched if s["kind"] == "relation"])
    gone = _write_identities(tx, members, changed, loads or {})
    _move_statements(tx, vocabulary, touched)
    projector = Projector(vocabulary)
    nodes = {*changed.values(), *(members.get(i, i) for i in changed)}
    facts = {s["fact"] for s in touched if s["kind"] == "relation"}
    live = graph.current_statements(tx, nodes | facts | old_facts)
    projector.project(tx, [{"kind": "entity", "fact": i} for i in sorted(nodes)], live, nodes)
    speaking = [live[fact][0] for fact in sorted(facts | old_facts) if live.get(fact)]
    projector.project(tx, speaking, live, facts - old_facts)
    return gone


def _members(tx: Transaction, clusters: Collection[str]) -> dict[str, str]:
    """Give every id of the clusters with its present canonical id."""
    rows = tx.run(
        "UNWIND $ids AS id MATCH (i:Identity {canonical: id}) RETURN i.id AS id, id AS canonical",
        {"ids": sorted(clusters)},
    )
    return {**{i: i for i in clusters}, **{row["id"]: row["canonical"] for row in rows}}


def _wanted(tx: Transaction, members: Mapping[str, str], freed: Collection[str]) -> dict[str, str]:
    stated, sources_own = _stated(tx, members)
    same = [
        j for j in touching(tx, members) if j.verdict == "same"
        and j.left in members and j.right in members
    ]  # fmt: skip
    judged = {i for j in same for i in (j.left, j.right)} | set(freed)
    ids = {i for i in members if i in judged or i in sources_own or members[i] == i}
    # An id that a source uses and nobody judged stays where it is.
    implicit = [
        Judgement(left=i, right=members[i], verdict="same", by="", at="")
        for i in ids
        if i not in judged and members[i] != i
    ]
    groups = components(ids, [*same, *implicit])
    found = assigned(groups, [*same, *implicit], stated)
    # External ids that no statement gives any more stay with their cluster.
    for i, canonical in members.items():
        found.setdefault(i, found.get(canonical, canonical))
    return {i: c for i, c in found.items() if i in members}


def _stated(tx: Transaction, ids: Iterable[str]) -> tuple[dict[str, set[str]], set[str]]:
    """Give the external ids that statements give each id, and which ids sources use."""
    rows = tx.run(
        "UNWIND $ids AS id MATCH (s:Statement {subject: id}) WHERE s.kind = 'entity' "
        "RETURN id, s.properties AS properties",
        {"ids": sorted(ids)},
    )
    stated: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        stated[row["id"]].update(json.loads(row["properties"]).get("external_ids", ()))
    return stated, {row["id"] for row in rows}


def _statements(
    tx: Transaction, vocabulary: Vocabulary, changed: set[str], members: set[str]
) -> list[Row]:
    """Give the statements whose fact may change: about the ids, or with them as qualifiers."""
    found: dict[str, Row] = {}
    for end in ("subject", "object"):
        for row in tx.run(
            f"UNWIND $ids AS id MATCH (s:Statement {{{end}: id}}) RETURN s",
            {"ids": sorted(changed)},
        ):
            found[row["s"]["id"]] = row["s"]
    # Qualifiers are JSON text without an index; few relation types have entities there.
    kinds = [
        name for name, relation in vocabulary.relation_types.items()
        if any(spec.range == "entity" for spec in relation.qualifiers.values())
    ]  # fmt: skip
    for row in tx.run(
        "MATCH (s:Statement) WHERE s.kind = 'relation' AND s.type IN $kinds "
        "AND s.qualifiers <> '{}' RETURN s.id AS id, s.qualifiers AS qualifiers",
        {"kinds": kinds},
    ):
        if row["id"] not in found and members & set(json.loads(row["qualifiers"]).values()):
            found[row["id"]] = {}
    missing = [i for i, s in found.items() if not s]
    for row in tx.run("UNWIND $ids AS id MATCH (s:Statement {id: id}) RETURN s", {"ids": missing}):
        found[row["s"]["id"]] = row["s"]
    return [found[i] for i in sorted(found)]


def _drop_edges(tx: Transaction, vocabulary: Vocabulary, statements: Sequence[Row]) -> None:
    canonical = graph.canonical_ids(
        tx, {s[end] for s in statements for end in ("subject", "object")}
    )
    edges: dict[str, tuple[graph.Ends, Row | None]] = {}
    for s in statements:
        subject, object_ = canonical[s["subject"]], canonical[s["object"]]
        if vocabulary.relation_types[s["type"]].symmetric and object_ < subject:
            subject, object_ = object_, subject
        edges[s["fact"]] = (s["type"], subject, object_), None
    graph.write_relations(tx, vocabulary, edges, set(edges))


def _write_identities(
    tx: Transaction,
    members: Mapping[str, str],
    changed: Mapping[str, str],
    loads: Mapping[str, str],
) -> dict[str, str]:
    alone = sorted(i for i, c in changed.items() if i == c)
    stored = {i for i, c in members.items() if i != c}
    moved = [{"id": i, "canonical": c} for i, c in changed.items() if i != c and i in stored]
    new = [
        {"id": i, "canonical": c, **({"load": loads[i]} if i in loads else {})}
        for i, c in changed.items()
        if i != c and i not in stored
    ]
    rows = tx.run(
        "UNWIND $ids AS id MATCH (i:Identity {id: id}) RETURN id, i.load AS load", {"ids": alone}
    )
    if alone:
        tx.run("UNWIND $ids AS id MATCH (i:Identity {id: id}) DELETE i", {"ids": alone})
    if moved:
        tx.run(
            "UNWIND $rows AS row MATCH (i:Identity {id: row.id}) SET i.canonical = row.canonical",
            {"rows": moved},
        )
    if new:
        tx.run("UNWIND $rows AS row CREATE (i:Identity) SET i = row", {"rows": new})
    return {row["id"]: row["load"] for row in rows if row["load"]}


def _move_statements(tx: Transaction, vocabulary: Vocabulary, statements: list[Row]) -> None:
    ids: set[str] = set()
    for s in statements:
        ids |= {s["subject"], *([s["object"]] if s.get("object") else ())}
        ids |= {v for v in json.loads(s.get("qualifiers") or "{}").values() if isinstance(v, str)}
    known = graph.canonical_ids(tx, ids)
    canonical: Callable[[str], str] = lambda i: known.get(i, i)  # noqa: E731 - one expression
    moved = []
    for s in statements:
        fact = fact_of(s, canonical, vocabulary)
        if fact != s["fact"]:
            s["fact"] = fact
            moved.append({"id": s["id"], "fact": fact})
    tx.run(
        "UNWIND $rows AS row MATCH (s:Statement {id: row.id}) SET s.fact = row.fact",
        {"rows": moved},
    )
