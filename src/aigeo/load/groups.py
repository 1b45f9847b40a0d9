"""Groups of what sources say of one thing, while who is who is decided anew.

They are to linking what the graph is to it while loading (`aigeo.resolve.links.Known`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aigeo.load.projection import project_entity
from aigeo.model.names import name_key
from aigeo.model.vocabulary import Vocabulary
from aigeo.resolve.blocked import Key
from aigeo.resolve.clusters import components
from aigeo.resolve.fitting import EXTERNAL_SCHEMES
from aigeo.resolve.judgements import Judgement
from aigeo.resolve.linking import Candidate, from_row
from aigeo.resolve.named import other_keys

Row = dict[str, Any]
EXCLUDING = ("countries", "dates", "nationalities", "entries")
"""What a thing and another of its name differ in where they are two."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What one source says of one id."""

    source: str
    candidate: Candidate
    statements: tuple[Row, ...]


class Groups:
    """What was linked so far: a `Known`, as the graph would know it."""

    def __init__(self, vocabulary: Vocabulary, judged: Sequence[Judgement]) -> None:
        self.known: dict[str, str] = {}
        """By id: the id that it was linked to."""
        self._vocabulary = vocabulary
        self._mentions: dict[str, list[Mention]] = {}
        self._candidates: dict[str, Candidate] = {}
        self._by_key: dict[str, list[Candidate]] | None = None
        self._ids: set[str] = set()
        same = [j for j in judged if j.verdict == "same"]
        ids = {i for j in judged for i in (j.left, j.right)}
        self._same = {i: group for group in components(ids, same) for i in group}
        self._different: dict[str, set[str]] = defaultdict(set)
        for j in judged:
            if j.verdict == "different":
                self._different[j.left].add(j.right)
                self._different[j.right].add(j.left)
        self._next: Collection[str] = ()

    def root(self, i: str) -> str:
        """Give the id under which an id is kept."""
        while (found := self.known.get(i, i)) != i:
            i = found
        return i

    def next(self, ids: Collection[str]) -> None:
        """Say which ids are linked next."""
        self._next = ids

    def apart(self, i: str) -> frozenset[str]:
        """Give the ids from which a person judged one different, and under which they are kept."""
        others = {o for s in self._same.get(i, (i,)) for o in self._different.get(s, ())}
        return frozenset(others | {self.root(other) for other in others})

    def roots(self) -> list[str]:
        """Give the ids under which groups are kept, in their order."""
        return sorted(self._mentions)

    def sources(self, root: str) -> set[str]:
        """Give the sources that speak of a group."""
        return {mention.source for mention in self._mentions[root]}

    def is_lone(self, root: str) -> bool:
        """Tell whether a group shares no name with any other."""
        bearers = self._bearers()
        return all(len(bearers[key]) == 1 for key in _keys(self.candidate(root)))

    def is_keyed(self, root: str) -> bool:
        """Tell whether a source keeps something of a group apart from all that it names alike."""
        return any(mention.candidate.kept_apart for mention in self._mentions[root])

    def are_apart(self, a: str, b: str) -> bool:
        """Tell whether a person judged something of one group different from one of another."""
        return any(b in self.apart(m.candidate.id) for m in self._mentions[a])

    def add(self, mention: Mention, canonical: str) -> None:
        """Note what a mention was linked to."""
        own = mention.candidate.id
        self._ids.add(own)
        if own not in self.known and own != canonical:
            self.known[own] = canonical
        root = self.root(own)
        self.known.setdefault(root, root)
        self._mentions.setdefault(root, []).append(mention)
        self._forget(root)

    def judge(self) -> None:
        """Join what people judged to be one."""
        for group in {id(g): g for g in self._same.values()}.values():
            first, *rest = sorted({self.root(i) for i in group if i in self.known}) or [""]
            for other in rest:
                self.join(other, first)

    def join(self, other: str, kept: str) -> None:
        """Make one group of two."""
        gone, root = self.root(other), self.root(kept)
        if gone != root:
            self.known[gone] = root
            self._mentions[root] += self._mentions.pop(gone)
            self._forget(gone, root)

    def _forget(self, *roots: str) -> None:
        self._by_key = None
        for root in roots:
            self._candidates.pop(root, None)

    def candidate(self, i: str) -> Candidate:
        """Give a group as the graph would describe it, with its numbers and lists."""
        root = self.root(i)
        if (found := self._candidates.get(root)) is None:
            found = self._candidates[root] = self._described(root)
        return found

    def _described(self, root: str) -> Candidate:
        mentions = self._mentions[root]
        node = project_entity(root, [s for m in mentions for s in m.statements], self._vocabulary)
        if node is None:  # a reader rejected all that is said of it
            return replace(mentions[0].candidate, id=root, names=frozenset())
        every = [m.candidate for m in mentions]
        ids = {i for c in every for i in (c.id, *c.external_ids)}
        found = from_row({
            **node,
            "numbers": [i for i in ids if i.partition(":")[0] in EXTERNAL_SCHEMES and i != root],
            "neighbours": {other for c in every for other in c.neighbours},
        })  # fmt: skip
        return replace(found, **{
            field: getattr(found, field).union(*[getattr(c, field) for c in every])
            for field in EXCLUDING
        })  # fmt: skip

    def ids(self, ids: set[str]) -> Mapping[str, tuple[str, bool]]:
        """Give (canonical id, whether an entity or a judgement says so) of those that are known."""
        found: dict[str, tuple[str, bool]] = {}
        for i in ids:
            if i in self.known:
                found[i] = self.root(i), i in self._ids
                continue
            same = self._same.get(i, frozenset())
            placed = [self.root(other) for other in same if other in self.known]
            beside = [other for other in same if other in self._next and i in self._next]
            if (first := min(placed or beside, default=i)) != i:
                found[i] = first, True
        return found

    def has_names(self) -> bool:
        """Tell whether anything was linked so far."""
        return bool(self._mentions)

    def has_native(self) -> bool:
        """Look for none: the matcher is asked in the end, about all."""
        return False

    def names(self, keys: set[str], _entries: Collection[str]) -> Mapping[str, Sequence[Candidate]]:
        """Give the groups that bear each key."""
        bearers = self._bearers()
        return {key: bearers[key] for key in bearers.keys() & keys}

    def _bearers(self) -> Mapping[str, list[Candidate]]:
        """Give the groups by the keys under which they are found."""
        if self._by_key is None:
            self._by_key = defaultdict(list)
            for root in self.roots():
                for key in _keys(self.candidate(root)):
                    self._by_key[key].append(self.candidate(root))
        return self._by_key

    def blocks(self, _keys: set[Key], _crowded: set[Key]) -> Mapping[Key, list[Candidate]]:
        """Give no blocks: the matcher is asked in the end, about all."""
        return {}


def _keys(one: Candidate) -> set[str]:
    """Give the keys under which the graph finds an entity."""
    found = {name_key(name) for name in one.names | one.aliases}
    # Chips are known by designations that only one of two names leads to.
    return found | other_keys(one) if one.type == "Chip" else found


class Apart(Mapping[str, frozenset[str]]):
    """By id: the ids from which a person judged it different, as they are kept by now."""

    def __init__(self, groups: Groups) -> None:
        self._groups = groups

    def __getitem__(self, i: str) -> frozenset[str]:
        return self._groups.apart(i)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
