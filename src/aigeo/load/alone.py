"""What a first load knows of the graph without asking, as long as nobody else writes to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from aigeo.load import graph
from aigeo.load.projecting import Projector
from aigeo.model.vocabulary import Vocabulary
from aigeo.store import Store, Transaction
from aigeo.store.revision import revision

Transact = Callable[[Callable[[Transaction], object]], None]
"""Runs work in one transaction of a load."""
REMEMBERED = 500_000
"""Places of nodes of one label that are kept."""


@dataclass(slots=True)
class Knowledge:
    """What holds until another writer has had its turn; then it is made anew."""

    projector: Projector
    alone: bool = False
    """Whether nothing but this load's own facts is in the graph."""
    entities: dict[str, str] = field(default_factory=dict)
    """Places of entities by id, in the embedded engine."""
    names: dict[str, str] = field(default_factory=dict)
    """Places of names by key."""
    all_names: bool = False
    """Whether `names` has every name of the graph."""


class FirstLoad:
    """What a load knows from batch to batch, and whether it still holds."""

    def __init__(
        self,
        store: Store,
        vocabulary: Vocabulary,
        load: str,
        canonical: Callable[[str], str] | None = None,
    ) -> None:
        """With `canonical`, who ids are is asked of it while nothing else is in the graph."""
        self._store = store
        self._vocabulary = vocabulary
        self._load = load
        self._linked = canonical
        self._revision = ""
        self.known = self._nothing()
        self.met = Met()

    def begin(self) -> None:
        """Find out whether anything is in the graph that facts could be about."""
        self._revision = revision(self._store.read)
        self.known = self._nothing()
        if not any(
            self._store.read(f"MATCH (n:{label}) RETURN n.id LIMIT 1")
            for label in ("Statement", "Entity", "Name", "Identity")
        ):
            projector = Projector(self._vocabulary, remember=True, canonical=self._linked)
            self.known = Knowledge(projector, alone=True, all_names=True)

    def transact(self, work: Callable[[Transaction], object]) -> None:
        """Run `work` in one transaction of this load, for whose time other writers wait.

        What one that came between changed is forgotten before.
        """

        def locked(tx: Transaction) -> str:
            before, now = graph.lock_since(tx, self._load)
            if before != self._revision:
                self.known = self._nothing()
            work(tx)
            return now

        self._revision = self._store.transact(locked)

    def _nothing(self) -> Knowledge:
        return Knowledge(Projector(self._vocabulary, remember=True))


def remember(places: dict[str, str], more: Mapping[str, str]) -> bool:
    """Add places to those that are kept; tell whether others had to be forgotten for them."""
    full = len(places) + len(more) > REMEMBERED
    if full:
        places.clear()
    places.update(more)
    return full


class Met:
    """Which texts were met before: sometimes wrongly yes, never wrongly no, in flat memory.

    A Bloom filter (Bloom, Space/time trade-offs in hash coding, 1970) of two bits a text: of a
    million texts, one in 280 others is taken for one of them.
    """

    BITS = 25

    def __init__(self) -> None:
        self._bits = bytearray(1 << (self.BITS - 3))

    def which(self, texts: Iterable[str]) -> set[str]:
        """Give those that may have been added."""
        bits = self._bits
        return {
            text for text in texts
            if all(bits[at >> 3] & (1 << (at & 7)) for at in self._places(text))
        }  # fmt: skip

    def add(self, texts: Iterable[str]) -> None:
        """Add texts."""
        for text in texts:
            for at in self._places(text):
                self._bits[at >> 3] |= 1 << (at & 7)

    def _places(self, text: str) -> tuple[int, int]:
        value = hash(text)
        mask = (1 << self.BITS) - 1
        return value & mask, (value >> self.BITS) & mask
