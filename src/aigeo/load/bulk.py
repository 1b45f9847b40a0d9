"""Batches of a source's first load through the embedded engine's batch API.

That API commits as it goes. So that a batch which is cut off can be told from a whole one, its
statements are tied to their source last, when all their facts are written: a statement that its
source does not know is part of an unfinished batch (aigeo.load.recovery takes it out).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

from aigeo.errors import StoreError
from aigeo.load import graph
from aigeo.load.alone import FirstLoad, Knowledge, Transact, remember
from aigeo.load.errands import Errands
from aigeo.load.projecting import Projector, by_fact
from aigeo.load.projection import project_entity
from aigeo.model.blocking import name_fields
from aigeo.model.vocabulary import Vocabulary
from aigeo.store import Store, Transaction
from aigeo.store.bulk import Bulk

Row = dict[str, Any]
HELD = 2
"""Batches under way while the next is computed."""
BEGIN_WITH = 1000
"""Statements of the first batch that the engine is given."""
BULK_FROM = 1000
"""Statements from which on a first load uses the batch API; for less its set-up costs more."""


def make_types(
    store: Store, vocabulary: Vocabulary, types: Iterable[str], relations: Iterable[str]
) -> None:
    """Make room for entities and relations of these types, before anything is written in bulk."""
    with store.bulk() as bulk:
        if bulk is not None:
            labels = sorted({vocabulary.labels(name) for name in types})
            bulk.prepare(labels, ["FROM", "NAMES", *sorted(relations)])


def create_pairs(store: Store, pairs: Mapping[str, Row]) -> list[Row]:
    """Write those candidate pairs, by id, that the graph lacks; give the others.

    What is left of them by a load that is cut off says of which load it is, as ever.
    """
    with store.bulk() as bulk:
        if bulk is None:
            return list(pairs.values())
        known = bulk.places("CandidatePair", list(pairs))
        bulk.create_nodes(["CandidatePair"], [p for id, p in pairs.items() if id not in known])
    return [pairs[id] for id in known]


@dataclass(frozen=True, slots=True)
class Ready:
    """A batch with what can be computed before its turn to be written."""

    batch: Sequence[Row]
    met: set[str]
    """Facts that an earlier batch may have written."""
    known: Knowledge
    """What it was computed from."""
    late: set[str]
    """Facts that may be in the graph already: computed when it is the batch's turn."""
    nodes: dict[str, Row]
    """New entities by id."""
    names: dict[str, set[str]]
    """Keys of their names."""
    fields: dict[str, Row]
    """By key, the nodes of names that may be new."""
    edges: graph.Edges
    """Edges of new facts."""


class BulkWriter:
    """Writes batches of new statements and what they add up to; others must wait meanwhile.

    One thread writes, the caller's computes the next batch: the engine works without the
    interpreter's lock.
    """

    in_order = False
    """Whether all entities must come before any relation."""

    def __init__(
        self,
        store: Store,
        vocabulary: Vocabulary,
        source: str,
        load: str,
        canonical: Callable[[str], str],
    ) -> None:
        self._store = store
        self._vocabulary = vocabulary
        self._source = source
        self._load = load
        self._own = FirstLoad(store, vocabulary, load, canonical)
        self._errands = Errands(HELD)
        self._entities_sent: Future[None] | None = None
        self._other_work: Future[None] | None = None
        self._begun = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._errands:
            pass

    def prepare(self) -> bool:
        """Note that the load goes this way; tell whether it can, by the engine in this process."""
        with self._store.bulk() as bulk:
            if bulk is not None:
                self._store.write(
                    "MATCH (l:Load {id: $id}) SET l.in_bulk = true", {"id": self._load}
                )
                self._own.begin()
            return bulk is not None

    def add(self, batch: Sequence[Row]) -> None:
        """Write a batch; it may still be on its way when this returns."""
        if self._begun:
            self._send(batch)
        else:
            # While the engine has nothing to do, the less is computed the better.
            self._begun = True
            self._send(batch[:BEGIN_WITH])
            if batch[BEGIN_WITH:]:
                self._send(batch[BEGIN_WITH:])

    def _send(self, batch: Sequence[Row]) -> None:
        facts = {s["fact"] for s in batch}
        met = self._own.met.which(facts)
        self._own.met.add(facts)
        # Whoever computes a batch anew in its turn must not wait: all before it is done.
        if (
            self._other_work is not None
            and not self.is_alone
            and any(s["kind"] == "relation" for s in batch)
        ):
            # The ends of relations may have been linked by it.
            self._other_work.result()
        if self._entities_sent is not None and any(
            map(self._own.known.projector.entity_qualifiers, batch)
        ):
            # Edges show the names of entities that qualifiers name.
            self._entities_sent.result()
        sent = self._errands.send(self._write, self._make_ready(batch, met))
        if batch[0]["kind"] == "entity":
            self._entities_sent = sent

    @property
    def is_alone(self) -> bool:
        """Whether nothing but this load's own facts is in the graph, as far as is known."""
        return self._own.known.alone

    def run(self, work: Callable[[Transact], None]) -> Future[None]:
        """Do other work on the graph when its turn comes, between batches."""
        self._other_work = self._errands.send(work, self._own.transact)
        return self._other_work

    def finish(self) -> None:
        """Wait until all batches are written. Raises what writing them raised."""
        self._errands.wait()
        # What was read of the graph while the last batch was under way is out of date.
        self._store.transact(lambda tx: graph.lock(tx, self._load))

    def _make_ready(self, batch: Sequence[Row], met: set[str]) -> Ready:
        known = self._own.known
        late = met if known.alone else met | self._store.reading(partial(_stored, batch, met))
        new = [s for s in batch if s["fact"] not in late] if late else batch
        live = by_fact(new)
        nodes = {
            s["fact"]: node
            for s in new
            if s["kind"] == "entity"
            and (node := project_entity(s["fact"], live[s["fact"]], self._vocabulary)) is not None
        }
        edges = self._store.reading(lambda tx: known.projector.edges(tx, new, live))
        names = {i: graph.name_keys(node) for i, node in nodes.items()}
        keys = {key for of in names.values() for key in of}
        fields = {key: name_fields(key) for key in sorted(keys) if key not in known.names}
        return Ready(batch, met, known, late, nodes, names, fields, edges)

    def _write(self, ready: Ready) -> None:
        with self._store.bulk() as bulk:
            if bulk is None:
                raise StoreError("the embedded engine was stopped while a load went on")
            self._own.transact(lambda _: None)
            if ready.known is not self._own.known:
                # Another writer had its turn in between.
                ready = self._make_ready(ready.batch, ready.met)
            places = bulk.create_nodes(["Statement"], ready.batch)
            late = [s for s in ready.batch if s["fact"] in ready.late]
            self._write_late(ready, [s for s in late if s["kind"] == "entity"])
            self._create_entities(bulk, ready)
            self._write_late(ready, [s for s in late if s["kind"] == "relation"])
            self._create_edges(bulk, ready)
            (source,) = bulk.places("Source", [self._source]).values()
            bulk.create_edges("FROM", [(place, source) for place in places])

    def _write_late(self, ready: Ready, statements: Sequence[Row]) -> None:
        """Bring facts in step with statements, just written, that may not be their first."""
        if not statements:
            return
        facts = {s["fact"] for s in statements}
        projector = Projector(self._vocabulary)

        def work(tx: Transaction) -> None:
            projector.project(tx, statements, graph.current_statements(tx, facts), facts)

        self._store.transact(work)
        if statements[0]["kind"] == "entity":
            # A node that changes its labels moves, and names may have come or gone.
            for fact in facts:
                ready.known.entities.pop(fact, None)
            ready.known.names.clear()
            ready.known.all_names = False

    def _create_entities(self, bulk: Bulk, ready: Ready) -> None:
        if not ready.nodes:
            return
        by_labels: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for node in ready.nodes.values():
            by_labels[self._vocabulary.labels(node["type"])].append(node)
        at = {
            node["id"]: place
            for labels, nodes in by_labels.items()
            for node, place in zip(nodes, bulk.create_nodes(labels, nodes), strict=True)
        }
        remember(ready.known.entities, at)
        named = self._create_names(bulk, ready)
        bulk.create_edges(
            "NAMES",
            [(named[key], at[i]) for i, keys in ready.names.items() for key in sorted(keys)],
        )

    def _create_names(self, bulk: Bulk, ready: Ready) -> Mapping[str, str]:
        """Create what is new of the names of new entities; give the places of all of them."""
        known = ready.known
        keys = {key for of in ready.names.values() for key in of}
        at = {key: known.names[key] for key in keys if key in known.names}
        if not known.all_names and (unknown := sorted(keys - at.keys())):
            at |= bulk.places("Name", unknown)
        if new := sorted(keys - at.keys()):
            rows = [ready.fields.get(key) or name_fields(key) for key in new]
            at.update(zip(new, bulk.create_nodes(["Name"], rows), strict=True))
        if remember(known.names, at):
            known.all_names = False
        return at

    def _create_edges(self, bulk: Bulk, ready: Ready) -> None:
        ends = {i for (_, a, b), _ in ready.edges.values() for i in (a, b)}
        at = {i: place for i in ends if (place := ready.known.entities.get(i))}
        if missing := sorted(ends - at.keys()):
            found = bulk.places("Entity", missing)
            remember(ready.known.entities, found)
            at |= found
        for kind, rows in graph.edges_by_type(self._vocabulary, ready.edges):
            # As with MATCH and CREATE, an edge whose ends the graph lacks is not written.
            fit = [
                r for r in rows
                if r["p"] is not None and r["a"] != r["b"] and r["a"] in at and r["b"] in at
            ]  # fmt: skip
            if fit:
                bulk.create_edges(
                    kind, [(at[r["a"]], at[r["b"]]) for r in fit], [r["p"] for r in fit]
                )


def _stored(batch: Sequence[Row], but: set[str], tx: Transaction) -> set[str]:
    """Give the facts of a batch that the graph has."""
    facts = {s["fact"] for s in batch} - but
    entities = {s["fact"] for s in batch if s["kind"] == "entity"} - but
    return graph.which_have_statements(tx, facts) | graph.existing_labels(tx, entities).keys()
