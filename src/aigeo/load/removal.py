"""Taking a source out of the graph wholly, history included."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from aigeo.errors import NotFoundError
from aigeo.load.projecting import Projector
from aigeo.load.recovery import delete_statements
from aigeo.load.report import RunReport
from aigeo.load.settling import settle
from aigeo.load.textstore import TextStore
from aigeo.model.batches import batches
from aigeo.model.vocabulary import vocabulary
from aigeo.resolve.judgements import MACHINE, touching
from aigeo.store import Store


def remove_source(store: Store, source: str) -> RunReport:
    """Delete a source, its statements and its loads; facts that only it stated go with it.

    Can be run again after a crash and then finishes. Raises NotFoundError.
    """
    rows = store.read(
        "MATCH (s:Source {id: $id}) RETURN s.dataset AS dataset, s.sha256 AS sha256",
        {"id": source},
    )
    if not rows:
        known = store.read("MATCH (s:Source) RETURN s.id AS id ORDER BY id LIMIT 10")
        raise NotFoundError(
            f"no source has the id {source!r}",
            hint="known: " + (", ".join(r["id"] for r in known) or "none"),
        )
    report = RunReport(source=source, loader=rows[0]["dataset"] or "")
    started = datetime.now(UTC)
    projector = Projector(vocabulary())
    touched: set[str] = set()
    for kind in ("relation", "entity"):
        statements = store.read(
            "MATCH (:Source {id: $id})<-[:FROM]-(s:Statement) WHERE s.kind = $kind "
            "RETURN s.id AS id, s.fact AS fact, s.last_seen AS gone",
            {"id": source, "kind": kind},
        )
        report.withdrawn += sum(row["gone"] is None for row in statements)
        if kind == "entity":
            touched.update(row["fact"] for row in statements)
        for ids in batches((row["id"] for row in statements), store.settings.batch):
            store.transact(partial(delete_statements, projector, source, ids))
    for batch in batches(sorted(touched), store.settings.batch):
        drop_unused_identities(store, batch)
    # What the source had made one or ambiguous is linked anew without it.
    settle(store, vocabulary(), touched, source)
    store.write("MATCH (p:CandidatePair) WHERE p.source = $id DELETE p", {"id": source})
    store.write("MATCH (l:Load {source: $id}) DELETE l", {"id": source})
    store.write("MATCH (r:Review {source: $id}) DELETE r", {"id": source})
    if rows[0]["sha256"]:
        TextStore(store.settings).forget(rows[0]["sha256"])
    store.write("MATCH (s:Source {id: $id}) DETACH DELETE s", {"id": source})
    report.seconds = (datetime.now(UTC) - started).total_seconds()
    return report


def drop_unused_identities(store: Store, entities: list[str]) -> None:
    """Forget ids of these entities that no statement uses any more, with their judgements."""
    rows = store.read(
        "UNWIND $ids AS id MATCH (i:Identity {canonical: id}) "
        "OPTIONAL MATCH (e:Entity {id: id}) OPTIONAL MATCH (s:Statement {subject: i.id}) "
        "RETURN i.id AS id, e.external_ids AS external_ids, count(s) AS uses",
        {"ids": entities},
    )
    unused = {r["id"] for r in rows if not r["uses"] and r["id"] not in (r["external_ids"] or ())}
    # What a person decided holds for the next load of the source as well.
    unused -= {i for j in touching(store, unused) if j.by != MACHINE for i in (j.left, j.right)}
    if unused:
        store.write(
            "UNWIND $ids AS id MATCH (i:Identity {id: id}) DELETE i", {"ids": sorted(unused)}
        )
        store.write(
            "UNWIND $ids AS id MATCH (j:Judgement {left: id}) WHERE j.by = $machine DELETE j",
            {"ids": sorted(unused), "machine": MACHINE},
        )
