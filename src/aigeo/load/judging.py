"""What people decide about identity: merge, split, undo, judge; each is one transaction.

Every action leaves a `:Change` node, which `undo` reads; changes are a log and no part of what
the graph says, so they are left out of exports.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from aigeo.errors import InputError, JudgementConflict, NotFoundError, UsageError
from aigeo.load import graph
from aigeo.load.regroup import WRITER, regroup
from aigeo.model.vocabulary import Vocabulary, vocabulary
from aigeo.resolve import judgements as nodes
from aigeo.resolve.clusters import conflicts, cut
from aigeo.resolve.find import find
from aigeo.resolve.judgements import MACHINE, Judgement
from aigeo.resolve.known import known_canonical_ids
from aigeo.store import Store, Transaction

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One action of a person, as the log keeps it."""

    id: str
    action: str
    by: str
    at: str
    reason: str
    left: str
    right: str
    added: tuple[str, ...] = ()
    """Ids of judgements that it stored."""
    ended: tuple[Row, ...] = ()
    """Judgements that it took out, as stored."""
    loads: tuple[tuple[str, str], ...] = ()
    """(id, load) of identities that it took out."""
    undone_by: str = ""


def merge(store: Store, kept: str, other: str, *, by: str, reason: str = "") -> Change:
    """Judge two entities to be one; the node of `kept` stays.

    Both are ids or names. Raises NotFoundError, AmbiguousNameError, UsageError where they are one
    already, InputError where their types exclude each other, and JudgementConflict where somebody
    judged them different.
    """
    right, left = find(store, kept), find(store, other)
    if left == right:
        raise UsageError(f"{kept!r} and {other!r} are one entity already: {right}")
    judgement = nodes.checked(Judgement(left, right, "same", by, nodes.now(), reason))
    _check_types(store, [judgement])
    return apply(store, "merge", [judgement], reason=reason)


def split(store: Store, a: str, b: str, *, by: str, reason: str = "") -> Change:
    """Judge two ids to be different things, and part them where loading had linked them.

    Both are ids that sources use, canonical ids or names. Raises JudgementConflict where a
    person judged them the same: that has to be undone first, and UsageError where `by` judged
    them different already.
    """
    (left, left_home), (right, right_home) = _located(store, a), _located(store, b)
    if left == right:
        raise UsageError(
            f"{a!r} and {b!r} are one id, {left}, and nothing is left to part",
            hint="give the ids that the sources use: aigeo show ID lists them as other ids",
        )
    judgement = nodes.checked(Judgement(left, right, "different", by, nodes.now(), reason))
    ended: list[Judgement] = []
    if left_home == right_home:
        members = _members(store, left_home)
        same = [j for j in nodes.touching(store, members) if j.verdict == "same"]
        ended, enough = cut(left, right, same)
        if not enough:
            raise JudgementConflict([f"{judgement}, but {j}" for j in ended])
    change = apply(store, "split", [judgement], ended=[j.id for j in ended], reason=reason)
    if not change.added and not change.ended:
        raise UsageError(f"{left} and {right} were judged different by {by} already")
    return change


def judge(
    store: Store, judgements: Sequence[Judgement], *, action: str, reason: str = ""
) -> Change:
    """Store checked judgements on ids that the graph knows; the facts follow.

    Raises NotFoundError for unknown ids and JudgementConflict, listing every conflict, where
    they contradict each other or what is stored, InputError where two of types that exclude each
    other are judged the same. Then nothing is changed.
    """
    unknown = sorted(
        {i for j in judgements for i in (j.left, j.right)} - known_ids(store, judgements)
    )
    if unknown:
        raise NotFoundError(
            f"no entity has the id {unknown[0]!r}"
            + (f" (and {len(unknown) - 1} more are unknown)" if len(unknown) > 1 else ""),
            hint="load the sources that use the ids, or leave the judgements out",
        )
    _check_types(store, judgements)
    return apply(store, action, judgements, reason=reason)


def apply(
    store: Store,
    action: str,
    judgements: Sequence[Judgement],
    *,
    ended: Iterable[str] = (),
    reason: str = "",
) -> Change:
    """Store judgements, end others, and recompute what follows, in one transaction.

    Where nothing changes, nothing is logged, so that `undo` finds what did.
    """
    first = judgements[0]
    change = Change(
        id=_change_id(), action=action, by=first.by, at=nodes.now(), reason=reason,
        left=first.left, right=first.right,
    )  # fmt: skip
    ends = tuple(ended)
    return store.transact(partial(_apply, change, tuple(judgements), ends, vocabulary()))


def _apply(
    change: Change,
    judgements: Sequence[Judgement],
    ended: Sequence[str],
    words: Vocabulary,
    tx: Transaction,
) -> Change:
    graph.lock(tx, WRITER)
    gone = nodes.remove(tx, ended)
    ids = {i for j in (*judgements, *gone) for i in (j.left, j.right)}
    clusters = set(graph.canonical_ids(tx, ids).values())
    _refuse_conflicts(tx, clusters, judgements)
    added = nodes.add(tx, judgements)
    loads = regroup(tx, words, clusters, {i for j in gone for i in (j.left, j.right)})
    done = replace(
        change,
        added=tuple(added),
        ended=tuple(j.stored() for j in gone),
        loads=tuple(sorted(loads.items())),
    )
    if done.added or done.ended:
        tx.run("CREATE (c:Change) SET c = $node", {"node": _stored(done)})
    return done


@dataclass(frozen=True, slots=True)
class Action:
    """What is judged, and no more judged, without a person."""

    added: tuple[Judgement, ...]
    ended: tuple[str, ...]
    """Ids of judgements."""
    about: tuple[str, str]
    reason: str


def act(store: Store, name: str, actions: Sequence[Action]) -> None:
    """Do what follows from the sources alone, each a change of its own, in one transaction.

    Raises JudgementConflict, with nothing changed, where it contradicts what people judged.
    """
    if actions:
        store.transact(partial(_act, name, actions, vocabulary()))


def _act(name: str, actions: Sequence[Action], words: Vocabulary, tx: Transaction) -> None:
    graph.lock(tx, WRITER)
    gone = {j.id: j for j in nodes.remove(tx, [i for a in actions for i in a.ended])}
    added = [j for action in actions for j in action.added]
    freed = {i for j in gone.values() for i in (j.left, j.right)}
    clusters = set(
        graph.canonical_ids(tx, freed | {i for j in added for i in (j.left, j.right)}).values()
    )
    _refuse_conflicts(tx, clusters, added)
    new = set(nodes.add(tx, added))
    loads = regroup(tx, words, clusters, freed)
    mark_undone(tx, gone, f"{MACHINE}, {nodes.now()}")
    for action in actions:
        ended = [gone[i] for i in action.ended if i in gone]
        ids = {i for j in (*action.added, *ended) for i in (j.left, j.right)}
        change = Change(
            _change_id(), name, MACHINE, nodes.now(), action.reason, *action.about,
            added=tuple(sorted(j.id for j in action.added if j.id in new)),
            ended=tuple(j.stored() for j in ended),
            loads=tuple(sorted((i, load) for i, load in loads.items() if i in ids)),
        )  # fmt: skip
        tx.run("CREATE (c:Change) SET c = $node", {"node": _stored(change)})


def _refuse_conflicts(
    tx: Transaction, clusters: Iterable[str], judgements: Sequence[Judgement]
) -> None:
    members = set(clusters) | {
        row["id"]
        for row in tx.run(
            "UNWIND $ids AS id MATCH (i:Identity {canonical: id}) RETURN i.id AS id",
            {"ids": sorted(clusters)},
        )
    }
    found = conflicts([*nodes.touching(tx, members), *judgements])
    if found:
        raise JudgementConflict(found)


def undo(store: Store, change: str | None = None, *, by: str) -> Change:
    """Take an action back, the last one of a person when none is named; give it.

    Raises NotFoundError, UsageError where it was undone already, and JudgementConflict where what
    was decided since stands against it.
    """
    logged = log(store)
    if change is None:
        candidates = [c for c in logged if not c.undone_by and c.by != MACHINE]
        if not candidates:
            raise NotFoundError("there is nothing to undo", hint="see: aigeo resolve log")
        chosen = candidates[-1]
    else:
        named = [c for c in logged if c.id == change]
        if not named:
            raise NotFoundError(f"no action has the id {change!r}", hint="see: aigeo resolve log")
        chosen = named[0]
    if chosen.undone_by:
        raise UsageError(f"{chosen.id} was undone already, by {chosen.undone_by}")
    return store.transact(partial(_undo, chosen, by, vocabulary()))


def _undo(change: Change, by: str, words: Vocabulary, tx: Transaction) -> Change:
    graph.lock(tx, WRITER)
    removed = nodes.remove(tx, change.added)
    back = [nodes.from_row(row) for row in change.ended]
    ids = {i for j in (*removed, *back) for i in (j.left, j.right)}
    known = _used(tx, ids)
    # What a removed source had said is gone with it, and so are the links of its ids.
    back = [j for j in back if {j.left, j.right} <= known or j.by != MACHINE]
    clusters = set(graph.canonical_ids(tx, ids).values())
    _refuse_conflicts(tx, clusters, back)
    nodes.add(tx, back)
    freed = {i for j in removed for i in (j.left, j.right)}
    regroup(tx, words, clusters, freed, dict(change.loads))
    done = replace(change, undone_by=f"{by}, {nodes.now()}")
    tx.run(
        "MATCH (c:Change {id: $id}) SET c.undone_by = $by", {"id": done.id, "by": done.undone_by}
    )
    return done


def mark_undone(tx: Transaction, judgements: Collection[str], by: str) -> None:
    """Note that the actions that stored nothing but these judgements are taken back."""
    rows = tx.run(
        "MATCH (c:Change) WHERE c.by = $machine RETURN properties(c) AS c", {"machine": MACHINE}
    )
    for change in (_from_row(row["c"]) for row in rows):
        if change.added and set(change.added) <= set(judgements):
            tx.run("MATCH (c:Change {id: $id}) SET c.undone_by = $by", {"id": change.id, "by": by})


def log(store: Store) -> list[Change]:
    """Give all actions, oldest first."""
    rows = store.read("MATCH (c:Change) RETURN properties(c) AS c ORDER BY c.id")
    return [_from_row(row["c"]) for row in rows]


def _located(store: Store, text: str) -> tuple[str, str]:
    """Give an id that a source uses, or the canonical one of a name, with its canonical id."""
    rows = store.read(
        "MATCH (i:Identity {id: $id}) RETURN i.canonical AS canonical", {"id": text.strip()}
    )
    if rows:
        return text.strip(), rows[0]["canonical"]
    canonical = find(store, text)
    return canonical, canonical


def _members(store: Store, canonical: str) -> list[str]:
    rows = store.read(
        "MATCH (i:Identity {canonical: $id}) RETURN i.id AS id ORDER BY id", {"id": canonical}
    )
    return [canonical, *(row["id"] for row in rows)]


def known_ids(store: Store, judgements: Sequence[Judgement]) -> set[str]:
    """Give those ids of judgements that the graph knows."""
    ids = {i for j in judgements for i in (j.left, j.right)}
    return store.transact(lambda tx: _used(tx, ids))


def _used(tx: Transaction, ids: Iterable[str]) -> set[str]:
    wanted = {"ids": sorted(set(ids))}
    found: set[str] = set()
    for pattern in ("(n:Entity {id: id})", "(n:Identity {id: id})", "(n:Statement {subject: id})"):
        rows = tx.run(f"UNWIND $ids AS id MATCH {pattern} RETURN DISTINCT id", wanted)
        found |= {row["id"] for row in rows}
    return found


def _check_types(store: Store, judgements: Sequence[Judgement]) -> None:
    same = [j for j in judgements if j.verdict == "same"]
    known = known_canonical_ids(store, {i for j in same for i in (j.left, j.right)})
    canonical = {i: found for i, (found, _) in known.items()}
    rows = store.read(
        "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN id, e.type AS type",
        {"ids": sorted(set(canonical.values()))},
    )
    types = {row["id"]: row["type"] for row in rows}
    words = vocabulary()
    for judgement in same:
        ends = judgement.left, judgement.right
        of = [types.get(canonical.get(i, i)) for i in ends]
        labels = [set(words.labels(t)) - {"Entity", "Agent"} for t in of if t is not None]
        if len(labels) == 2 and not labels[0] & labels[1]:
            raise InputError(
                f"{ends[0]} is a {of[0]} and {ends[1]} a {of[1]}: they cannot be one",
                hint="a relation between them says how they belong together",
            )


def _change_id() -> str:
    # Ids sort by time, so that the log needs no other order.
    return f"change:{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%f')}-{secrets.token_hex(2)}"


def _stored(change: Change) -> Row:
    node = asdict(change)
    for field in ("added", "ended", "loads"):
        node[field] = json.dumps(node[field], ensure_ascii=False, sort_keys=True)
    return node


def _from_row(node: Row) -> Change:
    lists = {field: json.loads(node[field]) for field in ("added", "ended", "loads")}
    return Change(
        **{**node, "added": tuple(lists["added"]), "ended": tuple(lists["ended"]),
           "loads": tuple((i, load) for i, load in lists["loads"])},
    )  # fmt: skip
