"""Who is who among things that share names, decided over all that sources say of them.

A load links what it brings to what the graph has, which depends on what came first. Here
the same rules are asked again, source by source in the order of the sources' ids, so
that the answer follows from what the graph holds now, however it came to be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from aigeo.load.groups import EXCLUDING, Apart, Groups, Mention
from aigeo.load.newnames import NewNames
from aigeo.model.vocabulary import Vocabulary
from aigeo.resolve.aliases import AliasTable
from aigeo.resolve.clusters import components, conflicts
from aigeo.resolve.entered import Join, other_entries
from aigeo.resolve.fitting import fits, is_iso, other_nationality
from aigeo.resolve.judgements import MACHINE, Judgement
from aigeo.resolve.linking import Candidate, Linker
from aigeo.resolve.matcher import Matcher, same_words
from aigeo.resolve.reading import NONE

NAMED = frozenset({"name of several", "identifiers of both"})
"""Reasons of candidate pairs that follow from names and ids, not from the matcher."""
SIMILAR = "similar name"
"""Reason of those that the matcher makes."""


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
        groups = Groups(self.vocabulary, judged)
        linker = Linker(self.vocabulary, self.aliases, Apart(groups))
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

    def _joined(self, groups: Groups, join: Join) -> Iterator[tuple[str, str, str]]:
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

    def _are_one(self, groups: Groups, kept: Candidate, other: str) -> bool:
        found = groups.candidate(other)
        return (
            found.id != kept.id
            and not groups.are_apart(found.id, kept.id)
            and not other_entries(kept, found)
            and not other_nationality(kept, found)
            and fits(kept, found, self.vocabulary, siblings=True)
        )

    def _spelt_alike(
        self, groups: Groups, linker: Linker, matcher: Matcher, found: Outcome
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
    pairs: Mapping[tuple[str, str], tuple[float, str]], groups: Groups
) -> Iterator[tuple[tuple[str, str], tuple[float, str]]]:
    for (left, right), said in sorted(pairs.items()):
        a, b = sorted((groups.root(left), groups.root(right)))
        if a != b:
            yield (a, b), said
