"""Resolving a stage's entities against the graph and against each other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import Any

from aigeo.load.newnames import NewNames
from aigeo.load.stage import Body, Stage
from aigeo.model.batches import batches
from aigeo.model.vocabulary import Vocabulary
from aigeo.resolve.aliases import alias_table
from aigeo.resolve.beside import beside
from aigeo.resolve.entered import entry
from aigeo.resolve.ingraph import InGraph
from aigeo.resolve.known import judged_apart, known_canonical_ids
from aigeo.resolve.linking import Candidate, Linker, Links
from aigeo.resolve.matcher import matcher
from aigeo.resolve.reading import NONE
from aigeo.store import Store

APART = 1000
"""Entities that are linked at a time where the graph need not be asked."""
TOGETHER = 5000
"""Entities that are linked at a time else; who is who must not depend on a setting."""


def link_stage(
    store: Store, vocabulary: Vocabulary, stage: Stage, is_alone: Callable[[], bool] = lambda: False
) -> Iterator[tuple[Links, str]]:
    """Find the canonical ids of entities of the stage and note them there, a batch at a time.

    Entities that new statements describe are linked, all of them in a first load; of others that
    new relations name the graph says who they are.

    With each come its links and the last id that it linked: entities come in the order of their
    ids. The links of a batch have to be stored before the next is asked for, which looks them up;
    but not while `is_alone` tells that the graph holds nothing but this load.
    """
    linker = Linker(vocabulary, alias_table(store.settings.home), judged_apart(store), matcher())
    with NewNames(stage.beside("names")) as local:
        described = candidates(_to_link(store, stage), stage, vocabulary)
        size = APART if is_alone() else TOGETHER
        for batch in batches(described, size):
            alone = is_alone()
            links = linker.link(None if alone else InGraph(store), batch, local)
            if alone:
                local.know({**links.identities, **links.canonical})
            stage.set_canonical({i: c for i, c in links.canonical.items() if i != c})
            yield links, batch[-1].id


def _to_link(store: Store, stage: Stage) -> Iterator[Body]:
    """Give the statements of entities to link; note who those are that the graph knows."""
    if not stage.count("stored"):
        return stage.statements("entity")
    stage.mark_described_anew()
    for ids in batches(sorted(stage.ends_unmarked()), store.settings.batch):
        known = known_canonical_ids(store, set(ids))
        stage.set_canonical({i: c for i, (c, _) in known.items() if i != c})
        stage.mark(i for i in ids if i not in known)
    return stage.marked()


def candidates(
    statements: Iterable[Body], stage: Stage, vocabulary: Vocabulary
) -> Iterator[Candidate]:
    """Give each entity as its staged statements, which come in the order of ids, describe it."""
    tied = Neighbours(stage)
    parts = stage.distinct
    for subject, bodies in groupby(statements, key=lambda body: body["subject"]):
        yield described(
            subject, bodies, vocabulary, lambda body: body.get("part") in parts,
            neighbours=tied.of(subject), kept_apart=stage.is_apart(subject),
        )  # fmt: skip


def described(
    subject: str,
    statements: Iterable[Body],
    vocabulary: Vocabulary,
    is_distinct: Callable[[Body], bool],
    *,
    neighbours: frozenset[str] = NONE,
    kept_apart: bool = False,
) -> Candidate:
    """Give an entity as statements of one source describe it.

    `is_distinct` tells of which statements the list enters a thing once.
    """
    types: list[str] = []
    entries: set[str] = set()
    said: list[dict[str, Any]] = []
    for body in statements:
        types.append(body["type"])
        if is_distinct(body):
            entries.add(entry(body["source"], body["part"]))
        said.append(json.loads(body["properties"]))
    more = [beside(properties) for properties in said]
    return Candidate(
        id=subject,
        type=vocabulary.most_specific(types),
        names=frozenset([properties["name"] for properties in said]),
        aliases=_every(said, "aliases"),
        countries=_every(said, "countries"),
        external_ids=_every(said, "external_ids"),
        addresses=_every(more, "addresses"),
        marks=_every(more, "marks"),
        dates=_every(more, "dates"),
        neighbours=neighbours,
        nationalities=_every(more, "nationalities"),
        generic=all(properties.get("generic", False) for properties in said),
        kept_apart=kept_apart,
        entries=frozenset(entries),
    )


def _every(described: Iterable[Mapping[str, Iterable[str]]], field: str) -> frozenset[str]:
    """Give all values of a field."""
    return NONE.union(*[values[field] for values in described if field in values])


TIES = frozenset({"PART_OF", "OWNS", "WORKS_FOR", "PARTNERS_WITH"})
"""Relations whose other end says which thing one is."""
NEIGHBOURS = 50
"""Neighbours of one entity that are compared."""


class Neighbours:
    """What entities are tied to, asked for in the order of their ids, so that memory is flat."""

    def __init__(self, stage: Stage) -> None:
        self._ties = groupby(stage.ties(TIES), key=lambda tie: tie[0])
        self._next = next(self._ties, None)

    def of(self, entity_id: str) -> frozenset[str]:
        """Give the ids, as the source has them, of what an entity is tied to."""
        while self._next is not None and self._next[0] < entity_id:
            self._next = next(self._ties, None)
        if self._next is None or self._next[0] != entity_id:
            return frozenset()
        others = (other for _, other in self._next[1] if not other.startswith(("cc:", "gov:")))
        return frozenset(islice(others, NEIGHBOURS))
