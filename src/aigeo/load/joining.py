"""Entities that a load shows to be one, which the graph had as several.

"Alpha Dynamics" and "AD Robotics" of two sources are linked by a third that knows both names.
Had it come first, both would have been linked to it: what is loaded last must not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aigeo.errors import JudgementConflict
from aigeo.load import graph, judging
from aigeo.load.regroup import regroup
from aigeo.model.vocabulary import Vocabulary
from aigeo.resolve.entered import Join, entry, other_entries
from aigeo.resolve.fitting import EXTERNAL_SCHEMES, fits, other_nationality
from aigeo.resolve.judgements import MACHINE, Judgement, from_row, now, remove
from aigeo.resolve.known import judged_apart, known_canonical_ids
from aigeo.resolve.linking import Candidate
from aigeo.resolve.linking import from_row as candidate
from aigeo.resolve.named import DESCRIBED
from aigeo.store import Store, Transaction

PREFIX = "join:"
"""What ids of such judgements begin with."""


def join(store: Store, words: Vocabulary, joins: Iterable[Join], load: str) -> int:
    """Merge what the things of a load say is one, each an action of its own; give how many.

    Not where one list enters both that enters a party once, where countries, births or numbers
    exclude it, or where somebody judged otherwise.
    """
    apart = judged_apart(store)
    done = 0
    for one in joins:
        at = now()
        judgements = [
            Judgement(other, one.kept, "same", MACHINE, at, f"both are {one.by}",
                      id=f"{PREFIX}{other}|{one.kept}", load=load)
            for other in _fitting(store, words, one, apart)
        ]  # fmt: skip
        if not judgements:
            continue
        if not one.is_linked and len(judgements) == len(one.others):
            judgements.append(
                Judgement(one.by, one.kept, "same", MACHINE, at, "bears the names of several",
                          id=f"{PREFIX}{one.by}|{one.kept}", load=load)
            )  # fmt: skip
        try:
            judging.apply(store, "load", judgements, reason=f"both are {one.by}")
        except JudgementConflict:
            continue  # a person said otherwise, and the candidate pair stays
        done += len(judgements)
    return done


def _fitting(
    store: Store, words: Vocabulary, one: Join, apart: dict[str, frozenset[str]]
) -> Iterator[str]:
    canonical = {i: c for i, (c, _) in known_canonical_ids(store, {one.kept, *one.others}).items()}
    described = _described(store, sorted(set(canonical.values())))
    kept = described.get(canonical.get(one.kept, one.kept))
    if kept is None:
        return
    for other in one.others:
        found = described.get(canonical.get(other, other))
        if found is None or found.id == kept.id or kept.id in apart.get(other, ()):
            continue
        if other_entries(kept, found) or other_nationality(kept, found):
            continue
        if fits(kept, found, words, siblings=True):
            yield other


def _described(store: Store, ids: Sequence[str]) -> dict[str, Candidate]:
    """Give entities by id, with the numbers linked to them and the lists that they are in."""
    numbers: dict[str, list[str]] = {}
    for row in store.read(
        "UNWIND $ids AS id MATCH (i:Identity {canonical: id}) RETURN id, i.id AS other",
        {"ids": list(ids)},
    ):
        if row["other"].partition(":")[0] in EXTERNAL_SCHEMES:
            numbers.setdefault(row["id"], []).append(row["other"])
    entries = _entries(store, ids)
    rows = store.read(
        f"UNWIND $ids AS id MATCH (e:Entity {{id: id}}) RETURN {DESCRIBED}", {"ids": list(ids)}
    )
    return {
        (id := row["id"]): candidate(
            {**row, "numbers": numbers.get(id, ()), "entries": entries.get(id, ())}
        )
        for row in rows
    }


def _entries(store: Store, ids: Sequence[str]) -> dict[str, set[str]]:
    """Give, by entity, the lists that enter a party once and that it is in."""
    lists = {
        entry(row["source"], part)
        for row in store.read(
            "MATCH (l:Load) WHERE size(coalesce(l.distinct, [])) > 0 "
            "RETURN l.source AS source, l.distinct AS parts"
        )
        for part in row["parts"]
    }
    out: dict[str, set[str]] = {}
    for row in store.read(
        "UNWIND $ids AS id MATCH (s:Statement {fact: id}) "
        "WHERE s.kind = 'entity' AND s.last_seen IS NULL AND s.part IS NOT NULL "
        "RETURN DISTINCT id, s.source AS source, s.part AS part",
        {"ids": list(ids)},
    ):
        if (of := entry(row["source"], row["part"])) in lists:
            out.setdefault(row["id"], set()).add(of)
    return out


def unjoin(store: Store, words: Vocabulary, source: str) -> None:
    """Part again what the loads of a source, which is to be removed, had joined."""

    def work(tx: Transaction) -> None:
        loads = tx.run("MATCH (l:Load {source: $source}) RETURN l.id AS id", {"source": source})
        rows = tx.run(
            "MATCH (j:Judgement) WHERE j.load IN $loads AND j.id STARTS WITH $prefix "
            "RETURN properties(j) AS j",
            {"loads": [row["id"] for row in loads], "prefix": PREFIX},
        )
        gone = [from_row(row["j"]) for row in rows]
        if not gone:
            return
        ids = {i for j in gone for i in (j.left, j.right)}
        clusters = set(graph.canonical_ids(tx, ids).values())
        remove(tx, [j.id for j in gone])
        regroup(tx, words, clusters, ids)
        judging.mark_undone(tx, {j.id for j in gone}, f"{source} removed, {now()}")

    store.transact(work)
