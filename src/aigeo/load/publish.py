"""From a stage to the graph: what is new or changed with its facts first, what is gone last.

Each batch is one transaction, so a crash leaves whole batches only; the load's node stays in
state `publishing`, by which the next command undoes or resumes it (aigeo.load.recovery).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from aigeo.load import graph
from aigeo.load.alone import Transact
from aigeo.load.bulk import BULK_FROM, BulkWriter, create_pairs, make_types
from aigeo.load.errands import Errands
from aigeo.load.linking_stage import link_stage
from aigeo.load.moving import CITED, move
from aigeo.load.piped import KINDS, PipedWriter
from aigeo.load.projecting import Projector, by_fact
from aigeo.load.projection import NO_QUALIFIERS, qualifiers_of
from aigeo.load.stage import Stage
from aigeo.model.batches import batches
from aigeo.model.ids import fact_id
from aigeo.model.vocabulary import Vocabulary, vocabulary
from aigeo.resolve.linking import Links
from aigeo.store import Store, Transaction

T = TypeVar("T")
Row = dict[str, Any]
Progress = Callable[[str, int, int], None]
"""Called with the name of the step, how many statements are done, and of how many."""
LAST = "\U0010ffff"
"""What comes after every id."""
_WITHDRAWN = "SET s.last_seen = $seen, s.withdrawn_by = $load"


@dataclass(frozen=True, slots=True)
class Publication:
    """One load on its way into the graph."""

    store: Store
    stage: Stage
    source: str
    load: str
    seen: str
    """Date of the load, ISO; becomes `first_seen` of what is new, `last_seen` of what is gone."""
    first: bool = False
    """Whether the graph has never had a statement of this source."""
    large: bool = False
    """Whether it is a first load that is worth the quickest way into the graph."""

    def prepare(self) -> None:
        """Get ready for what is written in bulk, candidate pairs first."""
        if self.large:
            make_types(self.store, vocabulary(), *self.stage.tally())

    def run(self, progress: Progress) -> None:
        """Link entities, write what is new, then take back what is gone."""
        words = vocabulary()
        projector = Projector(words)
        total = self.stage.count("added") + self.stage.count("withdrawn")
        done = 0
        size = self.store.settings.batch
        new_load = self.store, words, self.source, self.load
        first_load: PipedWriter | BulkWriter = (
            PipedWriter(*new_load)
            if self.store.engine == "neo4j"
            else BulkWriter(*new_load, self.stage.canonical)
        )
        progress("linking", 0, 0)
        with first_load as writer:
            in_bulk = self.large and writer.prepare()
            if in_bulk and writer.is_alone:
                new = self._linked(words, writer)
            else:
                self._link(words)
                new = (b for kind in KINDS for b in batches(self.stage.added(kind), size))
            for batch in new:
                self._complete(batch, words)
                if in_bulk:
                    writer.add(batch)
                else:
                    superseded = self._in_transaction(partial(self._add, projector, batch))
                    self.stage.forget_stored(superseded)
                    done += len(superseded)
                done += len(batch)
                progress("publishing", done, total)
            if in_bulk:
                writer.finish()
        # Facts go before the entities that they tie together.
        for kind in ("relation", "entity"):
            for ids in batches(self.stage.withdrawn(), size):
                self._in_transaction(partial(self._withdraw, projector, ids, kind))
                if kind == "relation":
                    done += len(ids)
                    progress("withdrawing", done, total)

    def renumber(self) -> None:
        """Bring the citations up to date of statements that only moved in their file."""
        words = vocabulary()
        for moved in batches(self.stage.moved(), self.store.settings.batch):
            self._in_transaction(partial(move, vocabulary=words, moved=moved))

    def reproject_all(self) -> None:
        """Recompute every fact of the source, because what is known of the source changed."""
        projector = Projector(vocabulary())
        for kind in ("entity", "relation"):
            rows = self.store.read(
                "MATCH (:Source {id: $source})<-[:FROM]-(s:Statement) "
                "WHERE s.last_seen IS NULL AND s.kind = $kind RETURN s",
                {"source": self.source, "kind": kind},
            )
            for batch in batches((row["s"] for row in rows), self.store.settings.batch):
                self._in_transaction(partial(_reproject, projector, batch))

    def _link(self, words: Vocabulary) -> None:
        """Link all entities before any is published."""
        with Errands(1) as beside:
            for links, _ in link_stage(self.store, words, self.stage):
                self._write_links(links, self._transact)
                beside.send(self._write_pairs, links, self._transact)
            beside.wait()

    def _linked(self, words: Vocabulary, writer: PipedWriter | BulkWriter) -> Iterator[list[Row]]:
        """Link entities while those before are published; give batches of what is linked.

        Where the graph holds nothing else, linking asks it for nothing. A writer that may get
        relations before all entities has work from the beginning.
        """
        size = self.store.settings.batch
        entities = Ordered(self.stage.added("entity"), lambda s: s["subject"])
        if writer.in_order:
            relations = Ordered(self.stage.added("relation"), lambda _: LAST)
        else:
            relations = Ordered(self.stage.added_between(), later_end)
        held: list[Row] = []
        for last in self._link_beside(words, writer):
            yield from batches(entities.up_to(last), size)
            for relation in relations.up_to(last):
                held.append(relation)
                if len(held) == size:
                    yield held
                    held = []
        yield from batches(entities, size)
        yield from batches(chain(held, relations), size)

    def _link_beside(self, words: Vocabulary, writer: PipedWriter | BulkWriter) -> Iterator[str]:
        """Link some entities at a time; give how far, by the id of the last."""

        def is_alone() -> bool:
            return writer.is_alone

        for links, last in link_stage(self.store, words, self.stage, is_alone):
            written = writer.run(partial(self._write_links, links))
            if links.pairs:
                writer.run(partial(self._write_pairs, links))
            if not writer.is_alone:
                # Another writer came; from now on linking looks up what was linked before.
                written.result()
            yield last

    def _write_links(self, links: Links, transact: Transact) -> None:
        """Store judgements and the canonical ids that follow from them."""
        judgements = [
            {"id": f"j:{left}|{right}", "left": left, "right": right, "reason": reason}
            for left, right, reason in links.judgements
        ]
        identities = [{"id": i, "canonical": c} for i, c in sorted(links.identities.items())]

        def work(tx: Transaction) -> None:
            if judgements:
                tx.run(
                    "UNWIND $rows AS row MERGE (j:Judgement {id: row.id}) "
                    "SET j.left = row.left, j.right = row.right, j.verdict = 'same', "
                    "j.by = 'aigeo', j.at = $at, j.reason = row.reason, j.load = $load",
                    {"rows": judgements, "at": self.seen, "load": self.load},
                )
            tx.run(
                "UNWIND $rows AS row MERGE (i:Identity {id: row.id}) "
                "SET i.canonical = row.canonical, i.load = $load",
                {"rows": identities, "load": self.load},
            )

        if judgements or identities:
            transact(work)

    def _write_pairs(self, links: Links, transact: Transact) -> None:
        """Store candidate pairs, which linking does not read."""
        by_id = {
            f"p:{left}|{right}": {
                "id": f"p:{left}|{right}", "left": left, "right": right, "score": score,
                "reason": reason, "source": self.source, "load": self.load,
            }
            for left, right, score, reason in links.pairs
        }  # fmt: skip
        many = self.large and len(by_id) >= BULK_FROM
        pairs = create_pairs(self.store, by_id) if many else list(by_id.values())

        def work(tx: Transaction) -> None:
            tx.run(
                "UNWIND $rows AS row MERGE (p:CandidatePair {id: row.id}) SET p = row",
                {"rows": pairs},
            )

        if pairs:
            transact(work)

    def _transact(self, work: Callable[[Transaction], object]) -> None:
        self._in_transaction(work)

    def _in_transaction(self, work: Callable[[Transaction], T]) -> T:
        def locked(tx: Transaction) -> T:
            graph.lock(tx, self.load)
            return work(tx)

        return self.store.transact(locked)

    def _complete(self, bodies: Iterable[Row], words: Vocabulary) -> None:
        for body in bodies:
            body["fact"] = fact_of(body, self.stage.canonical, words)
            body["load"] = self.load
            body.setdefault("first_seen", self.seen)

    def _add(self, projector: Projector, batch: Sequence[Row], tx: Transaction) -> list[str]:
        """Write a batch; give the ids of the statements whose place it takes, now withdrawn.

        A changed row states a known fact anew: with the old statement withdrawn at once, the fact
        is written once, and never says both.
        """
        before = graph.current_statements(tx, (s["fact"] for s in batch))
        back = set() if self.first else _returning(tx, self.load, batch)
        known = [s["id"] for statements in before.values() for s in statements]
        superseded = self.stage.superseded(known) if known else []
        if superseded:
            tx.run(
                f"UNWIND $ids AS id MATCH (s:Statement {{id: id}}) {_WITHDRAWN}",
                {"ids": superseded, "seen": self.seen, "load": self.load},
            )
        graph.create_statements(tx, self.source, [s for s in batch if s["id"] not in back])
        live = by_fact(batch)
        gone = frozenset(superseded)
        for fact, statements in before.items():
            live[fact] = [*(s for s in statements if s["id"] not in gone), *live[fact]]
        projector.project(tx, batch, live, before)
        return superseded

    def _withdraw(
        self, projector: Projector, ids: Sequence[str], kind: str, tx: Transaction
    ) -> None:
        rows = tx.run(
            "UNWIND $ids AS id MATCH (s:Statement {id: id}) WHERE s.kind = $kind "
            f"{_WITHDRAWN} RETURN s",
            {"ids": list(ids), "kind": kind, "seen": self.seen, "load": self.load},
        )
        if rows:
            projector.reproject(tx, [row["s"] for row in rows])


class Ordered:
    """Statements in the order of a key, given as far as is asked for."""

    def __init__(self, statements: Iterator[Row], key: Callable[[Row], str]) -> None:
        self._statements = statements
        self._key = key
        self._held: Row | None = None
        """One that was read and not given."""

    def up_to(self, key: str) -> Iterator[Row]:
        """Give what was not given yet, up to a key."""
        while (following := self._held or next(self._statements, None)) is not None:
            if self._key(following) > key:
                self._held = following
                return
            self._held = None
            yield following

    def __iter__(self) -> Iterator[Row]:
        return self.up_to(LAST)


def later_end(relation: Row) -> str:
    """Give the later id of a relation's ends; qualifiers may name what comes after all ids."""
    if relation["qualifiers"] not in NO_QUALIFIERS:
        return LAST
    return str(max(relation["subject"], relation["object"]))


def is_large(stage: Stage) -> bool:
    """Tell whether a first load is worth the set-up of the quickest way into the graph."""
    return stage.count("added") >= BULK_FROM


def fact_of(body: Row, canonical: Callable[[str], str], words: Vocabulary) -> str:
    """Give the id of the edge, or of the entity, that a statement supports."""
    subject = canonical(body["subject"])
    if body["kind"] == "entity":
        return subject
    relation = words.relation_types[body["type"]]
    stated = qualifiers_of(body)
    qualifiers = {**stated, "start": body.get("start")}
    for key, value in stated.items():
        if key in relation.qualifiers and relation.qualifiers[key].range == "entity":
            qualifiers[key] = canonical(value)
    return fact_id(body["type"], subject, canonical(body["object"]), qualifiers)


def _returning(tx: Transaction, load: str, batch: Sequence[Row]) -> set[str]:
    """Make statements current again that an earlier version had and a later one withdrew."""
    rows = tx.run(
        "UNWIND $rows AS row MATCH (s:Statement {id: row.id}) "
        "SET s.was_last_seen = s.last_seen, s.was_withdrawn_by = s.withdrawn_by, "
        "s.returned_by = $load, s.fact = row.fact, s.row = row.row, s.columns = row.columns "
        "REMOVE s.last_seen, s.withdrawn_by RETURN s.id AS id",
        {"rows": [{k: s.get(k) for k in ("id", "fact", *CITED)} for s in batch], "load": load},
    )
    return {row["id"] for row in rows}


def _reproject(projector: Projector, statements: Sequence[Row], tx: Transaction) -> None:
    projector.reproject(tx, statements)
