"""What the stored graph knows, as linking asks for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from aigeo.resolve.blocked import Key, has_any, has_native, stored
from aigeo.resolve.known import known_canonical_ids
from aigeo.resolve.linking import Candidate, from_row
from aigeo.resolve.named import known_names
from aigeo.store import Store


@dataclass(frozen=True, slots=True)
class InGraph:
    """The stored graph as a `Known`."""

    store: Store

    def ids(self, ids: set[str]) -> Mapping[str, tuple[str, bool]]:
        """Give (canonical id, whether an entity or a judgement says so) of those that are known."""
        return known_canonical_ids(self.store, ids)

    def has_names(self) -> bool:
        """Tell whether the graph has a name; in a new one nothing is looked up."""
        return has_any(self.store, "Name")

    def has_native(self) -> bool:
        """Tell whether the graph has names in Chinese, Japanese or Korean script."""
        return has_native(self.store)

    def names(self, keys: set[str], entries: Collection[str]) -> Mapping[str, Sequence[Candidate]]:
        """Give the entities that bear each key, with their numbers and `entries`."""
        return known_names(self.store, keys, entries, from_row)

    def blocks(self, keys: set[Key], crowded: set[Key]) -> Mapping[Key, list[Candidate]]:
        """Give the entities in each block; those that hold too many go into `crowded`."""
        return stored(self.store, keys, from_row, crowded)
