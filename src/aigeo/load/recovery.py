"""Loads that were cut off: found when the graph is opened, and undone.

A running load holds a lock file on its machine, which the system frees when the process ends
however it ends. A load whose machine is another one counts as dead after HEARTBEAT_LIMIT.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from aigeo.config import Settings
from aigeo.load import graph
from aigeo.load.piped import KINDS, place
from aigeo.load.projecting import Projector
from aigeo.load.settling import settle_load
from aigeo.model.batches import batches
from aigeo.model.vocabulary import vocabulary
from aigeo.store import Store, Transaction

HEARTBEAT_LIMIT = timedelta(minutes=15)


@contextmanager
def owning(settings: Settings, load: str) -> Iterator[None]:
    """Hold the lock file of a load while it runs."""
    path = _lock_file(settings, load)
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path):
        yield
    path.unlink(missing_ok=True)


def recover(store: Store, resuming: str | None = None) -> list[str]:
    """Undo loads that were cut off; give the sources whose loads were.

    One of which all statements were published is finished instead. A load of the source
    `resuming` is left for the load that now follows it. Loads that still run, here or elsewhere,
    are left alone.
    """
    rows = store.read("MATCH (l:Load) WHERE l.state <> 'done' RETURN l")
    undone = []
    for load in (row["l"] for row in rows):
        finishing = load["state"] == "finishing"
        if (load["source"] == resuming and not finishing) or not _dead(store.settings, load):
            continue
        if finishing:
            _finish(store, load)
            continue
        if load.get("in_bulk"):
            take_out_unfinished(store, load["source"], load["id"])
        undo(store, load["source"], load["id"], json.loads(load.get("source_before") or "{}"))
        _lock_file(store.settings, load["id"]).unlink(missing_ok=True)
        undone.append(load["source"])
    return undone


def undo(store: Store, source: str, load: str, before: dict[str, Any]) -> None:
    """Bring the graph back to what it was before a load of a source.

    `before` holds the properties of the source's node at that time, none for a new source.
    """
    size = store.settings.batch
    projector = Projector(vocabulary())
    if before:
        store.write("MATCH (s:Source {id: $id}) SET s = $before", {"id": source, "before": before})
    for key, change in (("withdrawn_by", _RESTORE), ("returned_by", _WITHDRAW_AGAIN)):
        touched = [
            row["id"]
            for row in store.read(
                "MATCH (:Source {id: $source})<-[:FROM]-(s:Statement) "
                f"WHERE s.{key} = $load RETURN s.id AS id",
                {"source": source, "load": load},
            )
        ]
        for ids in batches(touched, size):
            store.transact(partial(_change, projector, load, ids, change))
    for kind in ("relation", "entity"):
        new = [
            row["id"]
            for row in store.read(
                "MATCH (:Source {id: $source})<-[:FROM]-(s:Statement) "
                "WHERE s.load = $load AND s.kind = $kind RETURN s.id AS id",
                {"source": source, "load": load, "kind": kind},
            )
        ]
        for ids in batches(new, size):
            store.transact(partial(delete_statements, projector, load, ids))
    store.write("MATCH (j:Judgement) WHERE j.load = $load DELETE j", {"load": load})
    store.write("MATCH (i:Identity) WHERE i.load = $load DELETE i", {"load": load})
    store.write("MATCH (p:CandidatePair) WHERE p.load = $load DELETE p", {"load": load})
    store.write("MATCH (l:Load {id: $load}) DELETE l", {"load": load})
    if not before:
        store.write("MATCH (s:Source {id: $source}) DETACH DELETE s", {"source": source})


def make_whole(store: Store, source: str, load: str) -> None:
    """Deal with what a cut-off load has half written, before another goes on from there."""
    take_out_unfinished(store, source, load)
    rows = store.read("MATCH (l:Load {id: $id}) RETURN l.projected AS at", {"id": load})
    if rows and rows[0]["at"]:
        _project_rest(store, source, load, tuple(json.loads(rows[0]["at"])))


def _project_rest(store: Store, source: str, load: str, at: tuple[Any, ...]) -> None:
    """Compute the facts of the statements after a place (aigeo.load.piped), which lack them."""
    rest: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for row in store.stream(
        "MATCH (:Source {id: $source})<-[:FROM]-(s:Statement) WHERE s.load = $load "
        "RETURN s.kind AS kind, s.subject AS subject, s.type AS type, s.id AS id",
        {"source": source, "load": load},
    ):
        if place(row) > at:
            rest[row["kind"]].append(row["id"])
    projector = Projector(vocabulary())
    for kind in KINDS:
        for ids in batches(sorted(rest[kind]), store.settings.batch):
            store.transact(partial(_change, projector, load, ids, ""))


def take_out_unfinished(store: Store, source: str, load: str) -> None:
    """Delete what a cut-off batch left (aigeo.load.bulk): statements their source does not know."""
    seen = {
        row["id"]
        for row in store.stream(
            "MATCH (:Source {id: $source})<-[:FROM]-(s:Statement) WHERE s.load = $load "
            "RETURN s.id AS id",
            {"source": source, "load": load},
        )
    }
    unfinished = [
        row["id"]
        for row in store.stream(
            "MATCH (s:Statement) WHERE s.load = $load RETURN s.id AS id", {"load": load}
        )
        if row["id"] not in seen
    ]
    projector = Projector(vocabulary())
    for ids in batches(sorted(unfinished), store.settings.batch):
        store.transact(partial(_take_out, projector, load, ids))


def _take_out(projector: Projector, load: str, ids: list[str], tx: Transaction) -> None:
    """Delete statements of an unfinished batch with the names that it gave, tied or not.

    What other statements say of the same entities is written anew.
    """
    rows = tx.run(
        "UNWIND $ids AS id MATCH (s:Statement {id: id}) WHERE s.kind = 'entity' "
        "RETURN s.fact AS fact, s.type AS type, s.properties AS properties",
        {"ids": ids},
    )
    given = [
        {"id": row["fact"], "name": key}
        for row in rows
        for key in sorted(graph.name_keys(json.loads(row["properties"]) | {"type": row["type"]}))
    ]
    # Of a tie that is half written the entity may know nothing: it is found from the name alone.
    graph.untie_names(tx, given)
    delete_statements(projector, load, ids, tx)
    graph.drop_idle_names(tx, {row["name"] for row in given})


def _finish(store: Store, load: dict[str, Any]) -> None:
    """Close a load that lacked row numbers, for which the same bytes will be read again.

    Who is who is settled, which changes nothing where the load came that far.
    """
    settle_load(store, vocabulary(), load["source"], load["id"])
    store.write(
        "MATCH (l:Load {id: $load}) MATCH (s:Source {id: $source}) "
        "SET l.state = 'done' REMOVE s.fingerprint",
        {"load": load["id"], "source": load["source"]},
    )
    _lock_file(store.settings, load["id"]).unlink(missing_ok=True)


def delete_statements(projector: Projector, load: str, ids: list[str], tx: Transaction) -> None:
    """Delete statements for good and recompute the facts that they spoke for."""
    graph.lock(tx, load)
    rows = tx.run("UNWIND $ids AS id MATCH (s:Statement {id: id}) RETURN s", {"ids": ids})
    tx.run("UNWIND $ids AS id MATCH (s:Statement {id: id}) DETACH DELETE s", {"ids": ids})
    projector.reproject(tx, [row["s"] for row in rows])


_RESTORE = "REMOVE s.last_seen, s.withdrawn_by"
_WITHDRAW_AGAIN = (
    "SET s.last_seen = s.was_last_seen, s.withdrawn_by = s.was_withdrawn_by "
    "REMOVE s.was_last_seen, s.was_withdrawn_by, s.returned_by"
)


def _change(projector: Projector, load: str, ids: list[str], change: str, tx: Transaction) -> None:
    graph.lock(tx, load)
    rows = tx.run(
        f"UNWIND $ids AS id MATCH (s:Statement {{id: id}}) {change} RETURN s", {"ids": ids}
    )
    touched = [row["s"] for row in rows]
    # Entities first: an edge needs both its ends.
    for kind in ("entity", "relation"):
        projector.reproject(tx, [s for s in touched if s["kind"] == kind])


def _dead(settings: Settings, load: dict[str, Any]) -> bool:
    if load.get("host") == socket.gethostname():
        path = Path(load.get("lock_file") or _lock_file(settings, load["id"]))
        if not path.exists():
            return True
        try:
            with FileLock(path, timeout=0):
                return True
        except Timeout:
            return False
    beat = datetime.fromisoformat(load.get("heartbeat") or load["started"])
    return datetime.now(UTC) - beat > HEARTBEAT_LIMIT


def _lock_file(settings: Settings, load: str) -> Path:
    return settings.home / "loads" / f"{load.replace(':', '-')}.lock"
