"""What linking gives back, and what it asks of the load that it works for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from aigeo.resolve.entered import Join

if TYPE_CHECKING:
    from aigeo.resolve.blocked import Key
    from aigeo.resolve.linking import Candidate


@dataclass(slots=True)
class Links:
    """What linking found."""

    canonical: dict[str, str] = field(default_factory=dict)
    judgements: list[tuple[str, str, str]] = field(default_factory=list)
    """(id of the source, canonical id, reason)"""
    identities: dict[str, str] = field(default_factory=dict)
    """Further ids by which an entity is known, to their canonical ids."""
    pairs: list[tuple[str, str, float, str]] = field(default_factory=list)
    """(id, id, probability that they are one, reason): candidate pairs for review."""
    joins: list[Join] = field(default_factory=list)
    """Things of the graph that one of the batch says are one."""


class Known(Protocol):
    """What is known of other sources, by which a load's entities are linked."""

    def ids(self, ids: set[str]) -> Mapping[str, tuple[str, bool]]:
        """Give (canonical id, whether an entity or a judgement says so) of those that are known."""

    def has_names(self) -> bool:
        """Tell whether anything is known by name."""

    def has_native(self) -> bool:
        """Tell whether it has names in Chinese, Japanese or Korean script."""

    def names(
        self, keys: set[str], entries: Collection[str], /
    ) -> Mapping[str, Sequence[Candidate]]:
        """Give the entities that bear each key, with their numbers and `entries`."""

    def blocks(self, keys: set[Key], crowded: set[Key], /) -> Mapping[Key, list[Candidate]]:
        """Give the entities in each block; those that hold too many go into `crowded`."""


class LocalNames(Protocol):
    """Names of entities of this load that the graph does not have yet."""

    def named(self, key: str) -> list[Candidate]:
        """Give the new entities that bear this normalised name."""

    def add(self, key: str, candidate: Candidate) -> None:
        """Note a new entity under this normalised name."""

    def sharing(self, blocks: Mapping[int, int]) -> Mapping[int, int]:
        """Give what the blocks that new entities share count for together, by their numbers.

        Blocks are given by hash, with what each counts for.
        """

    def file(self, blocks: Set[int], candidate: Candidate) -> None:
        """Note a new entity under its blocks, by their hashes."""

    def thing(self, number: int) -> Candidate:
        """Give a new entity by its number, from 1 on."""

    def known(self, ids: Collection[str]) -> Mapping[str, str]:
        """Give the canonical ids of those ids that were linked before."""
