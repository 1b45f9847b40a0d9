"""What shares names with some entities, as the sources describe it, in sets that stand alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import combinations, groupby, product

from aigeo.load.groups import Mention, Row
from aigeo.load.linking_stage import NEIGHBOURS, TIES, described
from aigeo.load.namesakes import is_keyed
from aigeo.model.batches import batches
from aigeo.model.names import name_key
from aigeo.resolve.entered import entry
from aigeo.resolve.families import designations
from aigeo.resolve.fitting import numbers, other_nationality
from aigeo.resolve.known import known_canonical_ids
from aigeo.resolve.linking import Candidate, Linker
from aigeo.store import Store

MOST = 1000
"""Statements of one entity, and ids of one set, beyond which it is left as it is."""
_HELD = "s.kind = 'entity' AND s.last_seen IS NULL"


class Gathered:
    """Entities of the graph that share names, with what is needed to link them anew."""

    def __init__(self, store: Store, linker: Linker) -> None:
        self._store = store
        self._linker = linker
        self._lists = distinct_lists(store)
        self._mentions: dict[str, list[Mention]] = {}
        """By canonical id."""
        self._parent: dict[str, str] = {}
        self._asked: set[str] = set()
        """Entities of which it was asked what they share names with."""

    def sets(self, seeds: Iterable[str]) -> list[tuple[list[Mention], set[frozenset[str]]]]:
        """Give sets of mentions that may be one, those of entities among `seeds` in them.

        With each come the sets of ids that are one thing now. What can only be one, and what is
        too much to ask about, is left out.
        """
        wanted = set(seeds)
        while wanted:
            self._read(wanted - self._mentions.keys())
            self._asked |= wanted
            wanted = self._met_by(wanted) - self._asked
        found: dict[str, list[str]] = defaultdict(list)
        for i in sorted(self._asked):
            found[self._root(i)].append(i)
        out = []
        for ids in found.values():
            mentions = [m for i in ids for m in self._mentions[i]]
            if self._may_differ(len(ids), mentions):
                now = {frozenset(m.candidate.id for m in self._mentions[i]) for i in ids}
                out.append((mentions, now - {frozenset()}))
        tied = self._neighbours({m.candidate.id for mentions, _ in out for m in mentions})
        return [([_with_neighbours(m, tied) for m in mentions], now) for mentions, now in out]

    def _may_differ(self, entities: int, mentions: Sequence[Mention]) -> bool:
        count = len({m.candidate.id for m in mentions})
        if not 1 < count <= MOST:
            return False
        return entities > 1 or not self._is_plain([m.candidate for m in mentions])

    def _is_plain(self, described: Sequence[Candidate]) -> bool:
        """Tell whether things are one by a name of all, in whatever order they are linked."""
        named = [{k for k, is_name in c.name_keys().items() if is_name} for c in described]
        common = sorted(named[0].intersection(*named[1:]))
        return bool(common) and all(
            not (a.kept_apart or b.kept_apart)
            and any(self._linker.shares(key, True, True, a, b) for key in common)
            and not other_nationality(a, b)
            for a, b in combinations(described, 2)
        )

    def _root(self, i: str) -> str:
        while (up := self._parent.setdefault(i, i)) != i:
            self._parent[i] = i = self._parent.setdefault(up, up)
        return i

    def _tie(self, a: str, b: str) -> None:
        self._parent[self._root(a)] = self._root(b)

    def _read(self, ids: Collection[str]) -> None:
        """Read what sources say of entities; of one of which they say too much, nothing."""
        for some in batches(sorted(ids), self._store.settings.batch):
            said: dict[str, list[Row]] = defaultdict(list)
            for row in self._store.read(
                f"UNWIND $ids AS id MATCH (s:Statement {{fact: id}}) WHERE {_HELD} RETURN s",
                {"ids": some},
            ):
                said[row["s"]["fact"]].append(row["s"])
            for i in some:
                self._mentions[i] = list(self._described(said[i])) if len(said[i]) <= MOST else []

    def _described(self, statements: list[Row]) -> Iterator[Mention]:
        def by(statement: Row) -> tuple[str, str]:
            return statement["source"], statement["subject"]

        def is_distinct(statement: Row) -> bool:
            return entry(statement["source"], statement.get("part") or "") in self._lists

        statements.sort(key=lambda s: (*by(s), s["id"]))
        for (source, subject), rows in groupby(statements, key=by):
            of = tuple(rows)
            candidate = described(subject, of, self._linker.vocabulary, is_distinct)
            if is_keyed(candidate):
                candidate = replace(candidate, kept_apart=True)
            yield Mention(source, candidate, of)

    def _met_by(self, ids: Collection[str]) -> set[str]:
        """Tie entities to others that may be one with them, and give these."""
        asked: dict[str, list[tuple[str, Candidate]]] = defaultdict(list)
        externals: dict[str, set[str]] = defaultdict(set)
        for i in ids:
            self._root(i)
            for mention in self._mentions[i]:
                one = mention.candidate
                for external in one.external_ids:
                    externals[external].add(i)
                if not one.generic:
                    for key in self._linker.looked_up(one):
                        asked[key].append((i, one))
        found: set[str] = set()
        for a, b in (*self._by_external_id(externals), *self._by_pair(ids)):
            self._tie(a, b)
            found |= {a, b}
        bearers = self._bearers(asked)
        self._read({o for others in bearers.values() for o in others} - self._mentions.keys())
        for key, others in bearers.items():
            asking = {i for i, _ in asked[key]}
            for i, other in product(sorted(asking), sorted(others)):
                if self._root(i) != self._root(other) and self._may_share(key, i, other):
                    self._tie(i, other)
                    found.add(other)
        return found

    def _may_share(self, key: str, one: str, other: str) -> bool:
        """Tell whether two entities that both are found by a name may be one.

        What fits is asked of every two mentions: what entities add up to may change.
        """
        mine, theirs = self._mentions[one], self._mentions[other]
        own, is_name = _borne(key, mine)
        others, is_others = _borne(key, theirs)
        both = is_name and is_others
        shares = self._linker.shares
        return any(
            shares(key, both, own, a, b) or shares(key, both, others, b, a)
            for a, b in product(_kinds(mine), _kinds(theirs))
        )

    def _bearers(self, asked: Mapping[str, object]) -> dict[str, set[str]]:
        """Give the entities that bear keys, chips by what else they are called as well."""
        found: dict[str, set[str]] = defaultdict(set)
        for keys in batches(sorted(asked), self._store.settings.batch):
            for row in self._store.read(
                "UNWIND $keys AS key MATCH (n:Name {id: key})-[:NAMES]->(e:Entity) "
                "RETURN key, e.id AS id, e.type AS type",
                {"keys": keys},
            ):
                found[row["key"]].add(row["id"])
        if any(self._mentions_chip(of) for of in asked.values()):
            for key in self._chips.keys() & asked.keys():
                found[key] |= self._chips[key]
        return found

    @cached_property
    def _chips(self) -> dict[str, set[str]]:
        """Chips by the designations under which they look for others, which no name is kept for."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self._store.read("MATCH (e:Chip) RETURN e.id AS id, e.name AS name, "
                                    "e.aliases AS aliases"):  # fmt: skip
            for name in (row["name"], *(row["aliases"] or ())):
                for key in designations("Chip", name_key(name)):
                    found[key].add(row["id"])
        return found

    @staticmethod
    def _mentions_chip(asking: object) -> bool:
        return isinstance(asking, list) and any(one.type == "Chip" for _, one in asking)

    def _by_external_id(self, asking: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
        for ids in batches(sorted(asking), self._store.settings.batch):
            for external, (canonical, _) in known_canonical_ids(self._store, set(ids)).items():
                for i in asking[external]:
                    if i != canonical:
                        yield i, canonical

    def _by_pair(self, ids: Collection[str]) -> Iterator[tuple[str, str]]:
        """Give what somebody still has to judge, with the ids under which it is kept now."""
        rows = [
            row
            for side in ("left", "right") for some in batches(sorted(ids), 5000)
            for row in self._store.read(
                f"UNWIND $ids AS id MATCH (p:CandidatePair {{{side}: id}}) "
                "WHERE p.load IS NOT NULL AND p.score >= $certain "
                "RETURN p.left AS left, p.right AS right",
                {"ids": some, "certain": self._certain},
            )
        ]  # fmt: skip
        known = known_canonical_ids(self._store, {i for row in rows for i in row.values()})
        for row in rows:
            if row["left"] in known and row["right"] in known:
                yield known[row["left"]][0], known[row["right"]][0]

    @property
    def _certain(self) -> float:
        return 2.0 if self._linker.matcher is None else self._linker.matcher.certain

    def _neighbours(self, ids: Collection[str]) -> dict[tuple[str, str], set[str]]:
        """Give what relations tie ids to, which the matcher goes by, by source and id."""
        tied: dict[tuple[str, str], set[str]] = defaultdict(set)
        for mine, other in (("subject", "object"), ("object", "subject")):
            for some in batches(sorted(ids), self._store.settings.batch):
                for row in self._store.read(
                    f"UNWIND $ids AS id MATCH (s:Statement {{{mine}: id}}) "
                    "WHERE s.kind = 'relation' AND s.last_seen IS NULL AND s.type IN $ties "
                    f"RETURN id, s.source AS source, s.{other} AS other",
                    {"ids": some, "ties": sorted(TIES)},
                ):
                    if not row["other"].startswith(("cc:", "gov:")):
                        tied[row["source"], row["id"]].add(row["other"])
        return tied


def _borne(key: str, mentions: Iterable[Mention]) -> tuple[bool, bool]:
    """Tell whether a thing has a name, and whether as its own name and no alias."""
    found = [keys[key] for m in mentions if key in (keys := m.candidate.name_keys())]
    return bool(found), any(found)


def _kinds(mentions: Iterable[Mention]) -> Iterable[Candidate]:
    """Give one of all mentions that differ in nothing by which things are told apart."""
    every = (m.candidate for m in mentions)
    return {(c.type, c.countries, c.dates, numbers(c), c.generic): c for c in every}.values()


def _with_neighbours(mention: Mention, tied: Mapping[tuple[str, str], set[str]]) -> Mention:
    beside = sorted(tied.get((mention.source, mention.candidate.id), ()))[:NEIGHBOURS]
    return replace(mention, candidate=replace(mention.candidate, neighbours=frozenset(beside)))


def distinct_lists(store: Store) -> frozenset[str]:
    """Give the lists that enter a party once."""
    rows = store.read(
        "MATCH (l:Load) WHERE size(coalesce(l.distinct, [])) > 0 "
        "RETURN l.source AS source, l.distinct AS parts"
    )
    return frozenset(entry(row["source"], part) for row in rows for part in row["parts"])
