"""Bringing who is who in step with all that the sources say, after a load or a removal.

What a load linked depends on what the graph had by then. Afterwards the entities that it touched
are linked anew together with whatever shares names with them (aigeo.load.replaying), and
where that divides them otherwise, the judgements that loading made are exchanged. Nothing
changes where nothing differs, so that it can be done again after a crash.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from aigeo.load import judging
from aigeo.load.gathering import Gathered
from aigeo.load.groups import Mention, Row
from aigeo.load.publish import Progress
from aigeo.load.replaying import NAMED, Outcome, Replay
from aigeo.model.batches import batches
from aigeo.model.vocabulary import Vocabulary
from aigeo.resolve.aliases import alias_table
from aigeo.resolve.judgements import MACHINE, Judgement, now, touching
from aigeo.resolve.known import known_canonical_ids
from aigeo.resolve.linking import Linker
from aigeo.resolve.matcher import matcher
from aigeo.store import Store

JOIN = "join:"
"""What the ids of judgements begin with that join what one source knows two names of."""


AT_ONCE = 500
"""Actions that are made in one transaction, which computes their facts together."""


def settle_load(
    store: Store, words: Vocabulary, source: str, load: str, progress: Progress | None = None
) -> int:
    """Settle what a load added, withdrew or brought back; give how many actions that took."""
    rows = store.read(
        "MATCH (:Source {id: $source})<-[:FROM]-(s:Statement) WHERE s.kind = 'entity' "
        "AND (s.load = $load OR s.withdrawn_by = $load OR s.returned_by = $load) "
        "RETURN DISTINCT s.fact AS id",
        {"source": source, "load": load},
    )
    return settle(store, words, {row["id"] for row in rows}, source, load, progress)


def settle(
    store: Store,
    words: Vocabulary,
    touched: Collection[str],
    source: str,
    load: str | None = None,
    progress: Progress | None = None,
) -> int:
    """Link anew what shares names with entities that a source touched; give how many actions.

    `progress` hears of actions that are done, of how many.
    """
    seeds = _concerned(store, touched, source)
    if not seeds:
        return 0
    aliases = alias_table(store.settings.home)
    linker = Linker(words, aliases, {}, matcher())
    replay = Replay(words, aliases, linker.matcher)
    actions: list[judging.Action] = []
    settled: list[Outcome] = []
    said: dict[str, Row] = {}
    sets = Gathered(store, linker).sets(seeds)
    judged = _by_people(store, {m.candidate.id for mentions, _ in sets for m in mentions})
    for mentions, present in sets:
        ids = {m.candidate.id for m in mentions}
        theirs = {j.id: j for i in ids for j in judged.get(i, ()) if j.right in ids}
        found = replay.of(mentions, [theirs[i] for i in sorted(theirs)])
        if found is None:
            continue  # people contradict what follows from names: all stays as they left it
        settled.append(found)
        said |= {m.candidate.id: m.statements[0] for m in mentions}
        if action := _difference(store, mentions, found, present):
            actions.append(action)
    progress = progress or (lambda *_: None)
    progress("settling", 0, len(actions))
    done = 0
    for some in batches(actions, AT_ONCE):
        judging.act(store, "load" if load else "removal", some)
        done += len(some)
        progress("settling", done, len(actions))
    _write_pairs(store, settled, said)
    return len(actions)


def _concerned(store: Store, touched: Collection[str], source: str) -> set[str]:
    """Give those entities of which other sources, or earlier versions, may say who they are."""
    others = store.read(
        "MATCH (l:Load) WHERE l.source <> $id OR l.state = 'done' RETURN l.id LIMIT 1",
        {"id": source},
    )
    if not others:
        return set()
    found: set[str] = set()
    for ids in batches(sorted(touched), store.settings.batch):
        for pattern in (
            "MATCH (e:Entity {id: id}) WHERE e.source_count > 1",
            "MATCH (e:Entity {id: id})<-[:NAMES]-(n:Name) WHERE NOT n.id STARTS WITH '@' "
            "MATCH (n)-[:NAMES]->(o:Entity) WHERE o.id <> id",
            "MATCH (p:CandidatePair {left: id})",
            "MATCH (p:CandidatePair {right: id})",
            "MATCH (j:Judgement {right: id})",
            # Designations of chips, which lead from one to another, are no names.
            "MATCH (e:Entity {id: id}) WHERE e:Chip",
        ):
            rows = store.read(f"UNWIND $ids AS id {pattern} RETURN DISTINCT id", {"ids": ids})
            found.update(row["id"] for row in rows)
    return found


def _by_people(store: Store, ids: set[str]) -> dict[str, list[Judgement]]:
    """Give what people judged of ids, by the left one."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for some in batches(sorted(ids), store.settings.batch):
        for judgement in touching(store, some):
            if judgement.by != MACHINE and judgement.left in ids:
                found[judgement.left].append(judgement)
    return found


def _judged(store: Store, ids: set[str]) -> list[Judgement]:
    return [j for j in touching(store, ids) if j.left in ids and j.right in ids]


def _difference(
    store: Store, mentions: Sequence[Mention], found: Outcome, present: set[frozenset[str]]
) -> judging.Action | None:
    """Give what brings the graph from its present groups to those that were found."""
    changed = sorted({i for group in present ^ found.groups() for i in group})
    if not changed:
        return None
    said = {m.candidate.id: m.statements[0] for m in reversed(mentions)}
    facts = {said[i]["fact"] for i in changed}
    members = facts | {
        row["id"]
        for row in store.read(
            "UNWIND $ids AS id MATCH (i:Identity {canonical: id}) RETURN i.id AS id",
            {"ids": sorted(facts)},
        )
    }
    ended = {
        j.id: j for j in _judged(store, members) if j.by == MACHINE and j.verdict == "same"
    }  # fmt: skip
    made = {j.id: j for j in _made(found, said) if j.left in members}
    kept = {i for i, j in made.items() if i in ended and ended[i].right == j.right}
    reasons = sorted({f"both are {by}" for left, _, by in found.joins if left in members})
    return judging.Action(
        tuple(j for i, j in made.items() if i not in kept),
        tuple(i for i in ended if i not in kept),
        (changed[0], changed[1]),
        "; ".join(reasons) or "names of other sources",
    )


def _made(found: Outcome, said: Mapping[str, Row]) -> Iterator[Judgement]:
    """Give the judgements that loading would have made, as if by the load that brought an id."""
    for left, right, reason in found.links:
        yield _judgement("j:", left, right, reason, said[left])
    for left, right, by in found.joins:
        reason = "bears the names of several" if left == by else f"both are {by}"
        yield _judgement(JOIN, left, right, reason, said[by])


def _judgement(prefix: str, left: str, right: str, reason: str, statement: Row) -> Judgement:
    return Judgement(
        left, right, "same", MACHINE, statement.get("first_seen") or now(), reason,
        id=f"{prefix}{left}|{right}", load=statement.get("load"),
    )  # fmt: skip


def _write_pairs(store: Store, settled: Sequence[Outcome], said: Mapping[str, Row]) -> None:
    """Have those candidate pairs that names and ids make be those that were found."""
    root = {i: canonical for found in settled for i, canonical in found.canonical.items()}
    open_now = {pair: said for found in settled for pair, said in found.pairs.items()}
    known = known_canonical_ids(store, set(root))
    for i, (canonical, _) in known.items():
        root.setdefault(canonical, root[i])
    gone: list[str] = []
    for ids in batches(sorted(root), store.settings.batch):
        for row in store.read(
            "UNWIND $ids AS id MATCH (p:CandidatePair {left: id}) WHERE p.origin IS NULL "
            "RETURN p.id AS id, p.left AS left, p.right AS right, p.reason AS reason",
            {"ids": ids},
        ):
            left, right = root[row["left"]], root.get(row["right"])
            pair = (min(left, right), max(left, right)) if right is not None else None
            if pair in open_now:
                del open_now[pair]
            elif right is not None and row["reason"] in NAMED:
                gone.append(row["id"])
    rows = []
    for (a, b), (p, reason) in sorted(open_now.items()):
        left, right = known[a][0], known[b][0]
        rows.append({
            "id": f"p:{left}|{right}", "left": left, "right": right, "score": p,
            "reason": reason, "source": said[b]["source"], "load": said[b].get("load"),
        })  # fmt: skip
    if gone:
        store.write("UNWIND $ids AS id MATCH (p:CandidatePair {id: id}) DELETE p", {"ids": gone})
    if rows:
        store.write(
            "UNWIND $rows AS row MERGE (p:CandidatePair {id: row.id}) SET p = row", {"rows": rows}
        )
