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
from aigeo.resolve.entered import Join
from aigeo.resolve.fitting import EXTERNAL_SCHEMES, fits, other_nationality
from aigeo.resolve.judgements import MACHINE, Judgement, from_row, now, remove
from aigeo.resolve.known import judged_apart, known_canonical_ids
from aigeo.resolve.linking import Candidate
from aigeo.resolve.linking import from_row as candidate
from aigeo.store import Store, Transaction

PREFIX = "join:"
"""What ids of such judgements begin with."""


def join(store: Store, words: Vocabulary, joins: Iterable[Join], load: str) -> int:
    """Merge what the things of a load say is one, each an action of its own; give how many.

    Not where one source describes both, which means two things, where countries, births or
    numbers exclude it, or where somebody judged otherwise.
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
        if found is None or found[0].id == kept[0].id or kept[0].id in apart.get(other, ()):
            continue
        if not kept[1].isdisjoint(found[1]) or other_nationality(kept[0], found[0]):
            continue
        if fits(kept[0], found[0], words, siblings=True):
            yield other


def _described(store: Store, ids: Sequence[str]) -> dict[str, tuple[Candidate, frozenset[str]]]:
    """Give entities with the numbers linked to them, and their sources, by id."""
    numbers: dict[str, list[str]] = {}
    for row in store.read(
        "UNWIND $ids AS id MATCH (i:Identity {canonical: id}) RETURN id, i.id AS other",
        {"ids": list(ids)},
    ):
        numbers.setdefault(row["id"], []).append(row["other"])
    rows = store.read(
        "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN properties(e) AS e", {"ids": list(ids)}
    )
    out = {}
    for node in (row["e"] for row in rows):
        known = {"aliases": [], "countries": [], "external_ids": [], "generic": False, **node}
        known["numbers"] = [
            i for i in numbers.get(node["id"], ()) if i.partition(":")[0] in EXTERNAL_SCHEMES
        ]
        out[node["id"]] = candidate(known), frozenset(node.get("sources") or ())
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
