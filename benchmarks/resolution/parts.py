"""Entries of lists, and the parts into which they are divided: training, development and test."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aigeo.model.postal import address_key
from aigeo.resolve.linking import Candidate

KINDS = {"Organization", "Firm", "Agency", "ResearchOrganization", "Fund"}
SHARES = {"train": 0.6, "dev": 0.8, "test": 1.0}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity as one list describes it."""

    list: str
    """Source and file that it comes from."""
    described: Candidate


def organisations(entries: Iterable[Entry]) -> list[Entry]:
    """Keep what the matcher links: organisations, neither generic nor kept apart."""
    return [
        e for e in entries
        if e.described.type in KINDS and e.described.name_keys()
        and not e.described.generic and not e.described.kept_apart
    ]  # fmt: skip


def clusters(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Group entries that share a key and whose countries do not exclude each other."""
    joined = _Joined(len(entries))
    seen: dict[str, list[int]] = defaultdict(list)
    for i, entry in enumerate(entries):
        for key in entry.described.name_keys():
            for j in seen[key]:
                mine, other = entry.described.countries, entries[j].described.countries
                if not (mine and other and not mine & other):
                    joined.join(i, j)
            seen[key].append(i)
    groups: dict[int, list[Entry]] = defaultdict(list)
    for i, entry in enumerate(entries):
        groups[joined.root(i)].append(entry)
    return list(groups.values())


def divided(groups: Sequence[Sequence[Entry]]) -> dict[str, list[list[Entry]]]:
    """Give the clusters of each part, by a hash of a cluster's first name.

    Clusters of one address in one list are of one part, the one of the first name among them, so
    that look-alikes of one address are not lost where two parts have one each.
    """
    first = [min(k for e in group for k in e.described.name_keys()) for group in groups]
    sharing: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for entry in group:
            for key in keys_of(entry.described.addresses):
                sharing[entry.list, key].append(number)
    joined = _Joined(len(groups))
    for members in sharing.values():
        for number in members:
            joined.join(members[0], number)
    names: dict[int, str] = {}
    for number, name in enumerate(first):
        root = joined.root(number)
        names[root] = min(name, names.get(root, name))
    parts: dict[str, list[list[Entry]]] = {part: [] for part in SHARES}
    for number, group in enumerate(groups):
        at = _hashed(names[joined.root(number)])
        parts[next(part for part, upto in SHARES.items() if at <= upto)].append(list(group))
    return parts


def _hashed(name: str) -> float:
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


class _Joined:
    """Numbers that belong together."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, i: int) -> int:
        """Give the number that stands for all that belong to `i`."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Note that two belong together."""
        self._parent[self.root(i)] = self.root(j)


def keys_of(addresses: Iterable[str]) -> set[str]:
    """Give the keys of addresses."""
    return {key for key in map(address_key, addresses) if key}
