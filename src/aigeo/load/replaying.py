"""Who is who among things that share names, decided over all that sources say of them.

A load links what it brings to what the graph has, which depends on what came first. Here
the same rules are asked again, source by source in the order of the sources' ids, so
that the answer follows from what the graph holds now, however it came to be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from aigeo.load.newnames import NewNames
from aigeo.load.projection import project_entity
from aigeo.model.names import name_key
from aigeo.model.vocabulary import Vocabulary
from aigeo.resolve.aliases import AliasTable
from aigeo.resolve.blocked import Key
from aigeo.resolve.clusters import components, conflicts
from aigeo.resolve.entered import Join, other_entries
from aigeo.resolve.fitting import EXTERNAL_SCHEMES, fits, is_iso, other_nationality
from aigeo.resolve.judgements import MACHINE, Judgement
from aigeo.resolve.linking import Candidate, Linker, from_row
from aigeo.resolve.matcher import Matcher, same_words
from aigeo.resolve.named import other_keys
from aigeo.resolve.reading import NONE

Row = dict[str, Any]
NAMED = frozenset({"name of several", "identifiers of both"})
"""Reasons of candidate pairs that follow from names and ids, not from the matcher."""
EXCLUDING = ("countries", "dates", "nationalities", "entries")
"""What a thing and another of its name differ in where they are two."""
SIMILAR = "similar name"
"""Reason of those that the matcher makes."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What one source says of one id."""

    source: str
    candidate: Candidate
    statements: tuple[Row, ...]


@dataclass(slots=True)
class Outcome:
    """Who is who, and why."""

    canonical: dict[str, str] = field(default_factory=dict)
    """By id of a mention."""
    links: list[tuple[str, str, str]] = field(default_factory=list)
    """(id, id that it is linked to, reason)"""
    joins: list[tuple[str, str, str]] = field(default_factory=list)
    """(id, id that it is joined with, the id whose names say so)"""
    pairs: dict[tuple[str, str], tuple[float, str]] = field(default_factory=dict)
    """By two ids: probability and reason, where a person has to judge."""

    def groups(self) -> set[frozenset[str]]:
        """Give the sets of ids that are one thing."""
        found: dict[str, set[str]] = defaultdict(set)
        for i, canonical in self.canonical.items():
            found[canonical].add(i)
        return {frozenset(group) for group in found.values()}


@dataclass(frozen=True, slots=True)
class Replay:
    """What is gone by besides the mentions."""

    vocabulary: Vocabulary
    aliases: AliasTable
    matcher: Matcher | None

    def of(self, mentions: Sequence[Mention], judged: Sequence[Judgement]) -> Outcome | None:
        """Link mentions anew; None where the judgements of people contradict what follows.

        `judged` are the judgements of people on their ids.
        """
        mentions = _told(mentions)
        groups = _Groups(self.vocabulary, judged)
        linker = Linker(self.vocabulary, self.aliases, _Apart(groups))
        turns: dict[tuple[int, str], dict[str, Mention]] = defaultdict(dict)
        order = _Turns(mentions)
        for mention in mentions:
            turns[order.of(mention), mention.source][mention.candidate.id] = mention
        found = Outcome()
        for _, described in sorted(turns.items()):
            groups.next(described)
            batch = [described[i] for i in sorted(described)]
            with NewNames() as local:
                links = linker.link(groups, [mention.candidate for mention in batch], local)
            for mention in batch:
                groups.add(mention, links.canonical[mention.candidate.id])
            for external, canonical in links.identities.items():
                groups.known.setdefault(external, canonical)
            groups.judge()
            found.links += links.judgements
            found.pairs |= {(a, b): (p, reason) for a, b, p, reason in links.pairs}
            for join in links.joins:
                found.joins += self._joined(groups, join)
        if self.matcher is not None:
            self._spelt_alike(groups, linker, self.matcher, found)
        found.canonical = {m.candidate.id: groups.root(m.candidate.id) for m in mentions}
        found.pairs = dict(_still_open(found.pairs, groups))
        said = [
            Judgement(left, right, "same", MACHINE, "")
            for left, right, _ in (*found.links, *found.joins)
        ]
        return None if conflicts([*judged, *said]) else found

    def _joined(self, groups: _Groups, join: Join) -> Iterator[tuple[str, str, str]]:
        """Make one of what bears the names of one thing, and tell what was joined.

        Not where one list enters both that enters a party once, where countries, births or numbers
        exclude it, or where somebody judged otherwise.
        """
        kept = groups.candidate(join.kept)
        joined = [other for other in join.others if self._are_one(groups, kept, other)]
        if joined and not join.is_linked and len(joined) == len(join.others):
            joined.append(join.by)
        for other in joined:
            groups.join(other, join.kept)
            yield other, join.kept, join.by

    def _are_one(self, groups: _Groups, kept: Candidate, other: str) -> bool:
        found = groups.candidate(other)
        return (
            found.id != kept.id
            and not groups.are_apart(found.id, kept.id)
            and not other_entries(kept, found)
            and not other_nationality(kept, found)
            and fits(kept, found, self.vocabulary, siblings=True)
        )

    def _spelt_alike(
        self, groups: _Groups, linker: Linker, matcher: Matcher, found: Outcome
    ) -> None:
        """Link two that the matcher is certain are one, where neither is certainly a third as well.

        Asked are groups that share no name with any other.
        """
        asked: list[tuple[str, str]] = []
        pairs: list[tuple[Candidate, Candidate]] = []
        able = [
            root for root in groups.roots()
            if linker.compared(groups.candidate(root))
            and groups.is_lone(root) and not groups.is_keyed(root)
        ]  # fmt: skip
        for a, b in combinations(able, 2):
            one, other = groups.candidate(a), groups.candidate(b)
            if (
                fits(one, other, self.vocabulary)
                and not other_entries(one, other)
                and not groups.are_apart(a, b)
                and same_words(one, other)
            ):
                asked.append((a, b))
                pairs.append((one, other))
        certain = {
            pair: p
            for pair, p in zip(asked, matcher.probabilities(pairs), strict=True)
            if p >= matcher.certain
        }
        for alike in _connected(certain):
            if len(alike) == 2 and _may_be_slip(*map(groups.sources, alike)):
                kept, gone = alike
                found.links.append((gone, kept, f"matcher {certain[kept, gone]:.3f}"))
                groups.join(gone, kept)
                continue
            for pair in certain.keys() & set(combinations(alike, 2)):
                found.pairs.setdefault(pair, (round(certain[pair], 4), SIMILAR))


def _may_be_slip(a: set[str], b: set[str]) -> bool:
    """Tell whether the sources of two spellings allow that both are of one thing.

    A source that lists two similar names may well mean two things, unless nobody else writes
    one of them and others write the other.
    """
    return a.isdisjoint(b) or (a != b and min(len(a), len(b)) == 1)


def _connected(pairs: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    """Give the sets of what pairs tie together, in the order of their ids."""
    tied = [Judgement(a, b, "same", MACHINE, "") for a, b in pairs]
    for group in components({i for pair in pairs for i in pair}, tied):
        yield sorted(group)


def _told(mentions: Sequence[Mention]) -> list[Mention]:
    """Have each mention know what any source says of its id that may exclude others."""
    of: dict[str, list[Candidate]] = defaultdict(list)
    for mention in mentions:
        of[mention.candidate.id].append(mention.candidate)
    more: dict[str, dict[str, Any]] = {
        i: {field: NONE.union(*[getattr(c, field) for c in every]) for field in EXCLUDING}
        for i, every in of.items()
    }
    return [
        replace(m, candidate=replace(m.candidate, **more[m.candidate.id]))
        for m in mentions
    ]  # fmt: skip


class _Turns:
    """When things are linked."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._carried: dict[str, set[tuple[str, str]]] = defaultdict(set)
        """By id: what carries it, by source and its own id."""
        for mention in mentions:
            for i in _ids(mention.candidate):
                self._carried[i].add((mention.source, mention.candidate.id))

    def of(self, mention: Mention) -> int:
        """Give the turn of a mention.

        What is never linked by name comes first, so that others are linked to it; last comes what
        has identifiers of several others, which then have to be one by other signs.
        """
        one = mention.candidate
        if one.kept_apart or is_iso(one.id):
            return 0
        own = {(mention.source, one.id)}
        others = [carried for i in _ids(one) if (carried := self._carried[i] - own)]
        return 2 if any(a.isdisjoint(b) for a, b in combinations(others, 2)) else 1


def _ids(one: Candidate) -> frozenset[str]:
    return one.external_ids | {one.id}


def _still_open(
    pairs: Mapping[tuple[str, str], tuple[float, str]], groups: _Groups
) -> Iterator[tuple[tuple[str, str], tuple[float, str]]]:
    for (left, right), said in sorted(pairs.items()):
        a, b = sorted((groups.root(left), groups.root(right)))
        if a != b:
            yield (a, b), said


class _Groups:
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


class _Apart(Mapping[str, frozenset[str]]):
    """By id: the ids from which a person judged it different, as they are kept by now."""

    def __init__(self, groups: _Groups) -> None:
        self._groups = groups

    def __getitem__(self, i: str) -> frozenset[str]:
        return self._groups.apart(i)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
