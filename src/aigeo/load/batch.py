"""`aigeo resolve batch`: candidate pairs over all entities of a type, by Splink.

A run replaces the pairs of the run before on the same type. Pairs that a load keeps already and
pairs that somebody judged are left as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from aigeo.errors import UsageError
from aigeo.load import graph, judging
from aigeo.load.regroup import WRITER
from aigeo.model.batches import batches
from aigeo.model.names import name_key
from aigeo.model.vocabulary import Vocabulary, vocabulary
from aigeo.resolve.aliases import AliasTable, alias_table
from aigeo.resolve.fitting import fits, other_nationality
from aigeo.resolve.judgements import SPLINK, Judgement, judged_pairs, now
from aigeo.resolve.linking import Candidate, from_row
from aigeo.resolve.named import DESCRIBED
from aigeo.resolve.splinking import Record, likely_pairs, record
from aigeo.store import Store, Transaction

Row = dict[str, Any]
DAYS = ("birth_date", "founded", "released")
"""Properties that date a thing; a type has at most one of them."""
LIKELY = 0.5
MOST = 10_000
WRITTEN = 5000
"""Pairs written by one statement."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """Two entities that Splink takes for one; `merged` where the run judged them so."""

    left: str
    right: str
    left_name: str
    right_name: str
    score: float
    merged: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """What a run found: new candidate pairs, likeliest first, and the id of its change, if any."""

    compared: int
    pairs: tuple[Proposed, ...]
    change: str | None


def resolve_batch(
    store: Store,
    type: str,
    *,
    threshold: float = LIKELY,
    limit: int = MOST,
    merge_above: float | None = None,
) -> Batch:
    """Propose pairs of entities of `type` (and its subtypes) for review.

    Pairs below `threshold`, a probability, and beyond the `limit` likeliest are left out. Nothing
    is merged unless `merge_above` gives a probability: from there on a pair is judged the same,
    by `splink`, where types, countries, identifiers, births and nationalities allow it and each of
    the two is the other's likeliest; `aigeo resolve undo` takes them all back. Raises UsageError
    for an unknown type and ConfigError where Splink is not installed.
    """
    words = vocabulary()
    if type not in words.entity_types:
        raise UsageError(
            f"there is no entity type {type!r}", hint="aigeo schema lists the entity types"
        )
    things, days = _things(store, type)
    found = _proposed(store, words, things, days, threshold, limit)
    merged = set(_certain(found, things, words, merge_above)) if merge_above is not None else set()
    rest = [pair for pair in found if pair not in merged]
    store.transact(partial(_keep, type, rest))
    change = None
    if merged:
        judgements = [
            Judgement(left, right, "same", SPLINK, now(), f"probability {p:.4f}")
            for left, right, p in found
            if (left, right, p) in merged
        ]
        change = judging.apply(store, "batch", judgements, reason=f"{type}, {merge_above}").id
    pairs = (
        Proposed(a, b, min(things[a].names), min(things[b].names), p, (a, b, p) in merged)
        for a, b, p in found
    )
    return Batch(len(things), tuple(pairs), change)


def _things(store: Store, type: str) -> tuple[dict[str, Candidate], dict[str, str]]:
    """Give the entities that a source names, and the days that date them, by id."""
    dated = ", ".join(f"e.{day}" for day in DAYS)
    things: dict[str, Candidate] = {}
    days: dict[str, str] = {}
    for row in store.stream(
        f"MATCH (e:{type}) WHERE NOT coalesce(e.generic, false) "
        f"RETURN {DESCRIBED}, coalesce({dated}) AS day ORDER BY id"
    ):
        things[row["id"]] = from_row(row)
        if row["day"]:
            days[row["id"]] = str(row["day"])
    return things, days


def _proposed(
    store: Store,
    words: Vocabulary,
    things: Mapping[str, Candidate],
    days: Mapping[str, str],
    threshold: float,
    limit: int,
) -> list[tuple[str, str, float]]:
    table = alias_table(store.settings.home)
    known = judged_pairs(store) | _kept_by_loads(store)
    found: list[tuple[str, str, float]] = []
    records = [_record(thing, days.get(id), table) for id, thing in things.items()]
    for left, right, p in likely_pairs(records, threshold):
        if len(found) == limit:
            break
        one, other = things[left], things[right]
        # Identifiers of one register, or days of birth, that differ say that the two are not one.
        if frozenset((left, right)) not in known and fits(one, other, words, anywhere=True):
            found.append((left, right, p))
    return found


def _record(thing: Candidate, day: str | None, table: AliasTable) -> Record:
    keys = [name_key(name) for name in (*sorted(thing.names), *sorted(thing.aliases))]
    if thing.type != "Person":
        keys += [other for key in tuple(keys) for other in sorted(table.equivalents(key))]
    return record(
        thing.id, [k for k in keys if k], countries=thing.countries, ids=thing.external_ids,
        day=day,
    )  # fmt: skip


def _kept_by_loads(store: Store) -> set[frozenset[str]]:
    rows = store.read(
        "MATCH (p:CandidatePair) WHERE p.load IS NOT NULL RETURN p.left AS left, p.right AS right"
    )
    return {frozenset((row["left"], row["right"])) for row in rows}


def _certain(
    found: Sequence[tuple[str, str, float]],
    things: Mapping[str, Candidate],
    words: Vocabulary,
    least: float,
) -> Iterator[tuple[str, str, float]]:
    """Give the pairs to merge: each thing once, with its likeliest, which no other equals."""
    best: dict[str, list[tuple[str, str, float]]] = {}
    for pair in found:
        for id in pair[:2]:
            rivals = best.setdefault(id, [])
            if not rivals or rivals[0][2] == pair[2]:
                rivals.append(pair)
    for pair in found:
        left, right, p = pair
        if p >= least and best[left] == [pair] == best[right]:
            one, other = things[left], things[right]
            fitting = fits(one, other, words) and fits(other, one, words)
            if fitting and not other_nationality(one, other):
                yield pair


def _keep(type: str, pairs: Sequence[tuple[str, str, float]], tx: Transaction) -> None:
    graph.lock(tx, WRITER)
    tx.run(
        "MATCH (p:CandidatePair) WHERE p.origin = $origin AND p.type = $type DELETE p",
        {"origin": SPLINK, "type": type},
    )
    for some in batches(pairs, WRITTEN):
        tx.run(
            "UNWIND $rows AS row MERGE (p:CandidatePair {id: row.id}) SET p = row",
            {
                "rows": [
                    {"id": f"p:{SPLINK}:{left}|{right}", "left": left, "right": right, "score": p,
                     "reason": "likely one by Splink", "origin": SPLINK, "type": type}
                    for left, right, p in some
                ]
            },
        )  # fmt: skip
