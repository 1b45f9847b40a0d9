"""Linking what a source describes to the entities that the graph has.

In this order: an id that the graph knows, an external identifier, one unambiguous name or alias of
a fitting type and country (legal forms stripped), a name that the alias table knows for the same
thing, the learnt matcher where it is nearly certain; otherwise a new entity, with a candidate pair
for review where a name was ambiguous or the matcher in doubt. Each link is a judgement of its
own, so that it can be undone, and no statement is rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aigeo.model.names import name_key
from aigeo.model.vocabulary import Vocabulary
from aigeo.resolve.aliases import AliasTable
from aigeo.resolve.beside import beside, has_birthday, same_birthday
from aigeo.resolve.blocked import PAIRS_KEPT, Blocked, Key, asked_for
from aigeo.resolve.brands import brand_of_one
from aigeo.resolve.entered import (
    Bearers,
    Registered,
    joined,
    note_linked,
    other_entries,
    with_linked,
)
from aigeo.resolve.fitting import fits, fits_with, in_line, is_iso, other_nationality
from aigeo.resolve.links import Known, LocalNames
from aigeo.resolve.links import Links as Links
from aigeo.resolve.matcher import Matcher, same_words
from aigeo.resolve.named import other_keys
from aigeo.resolve.reading import NONE
from aigeo.resolve.things import Things

MIN_KEY = 2
ACRONYM = 5
"""Most characters of a name of one word that may be an acronym, which many things share."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entity as a source describes it."""

    id: str
    type: str
    names: frozenset[str]
    aliases: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    external_ids: frozenset[str] = frozenset()
    generic: bool = False
    kept_apart: bool = False
    addresses: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    """What one thing alone bears: `registration_number:…`, `website:…`."""
    dates: frozenset[str] = frozenset()
    """When it was founded, born or dissolved: `founded:1999-03`, `birth_date:1970`."""
    neighbours: frozenset[str] = frozenset()
    """Ids of what relations tie it to, but for countries and authorities."""
    nationalities: frozenset[str] = frozenset()
    """Of a person: codes of countries."""
    entries: frozenset[str] = frozenset()
    """Lists that it is an entry of and that enter a thing once."""
    _keys: dict[str, bool] = field(
        default_factory=dict, init=False, compare=False, repr=False, hash=False
    )

    def name_keys(self) -> dict[str, bool]:
        """Give the matching keys by which this entity may be recognised; True for a name.

        People are recognised by full names alone: their aliases are too often shared.
        """
        if self._keys:
            return self._keys
        texts = dict.fromkeys(self.names, True)
        if self.type != "Person":
            texts = dict.fromkeys(self.aliases, False) | texts
        keys = self._keys  # asked for again with each thing that it is compared with
        for text, is_name in texts.items():
            key = name_key(text)
            if len(key) >= MIN_KEY and (self.type != "Person" or " " in key or not key.isascii()):
                keys[key] = keys.get(key, False) or is_name
        return keys


@dataclass(frozen=True, slots=True)
class Linker:
    """What linking goes by besides the graph."""

    vocabulary: Vocabulary
    aliases: AliasTable
    apart: Mapping[str, frozenset[str]]
    """By id: the canonical ids from which a person judged it different."""
    matcher: Matcher | None = None
    """Without it, names are linked when equal or known to the alias table alone."""
    crowded: set[Key] = field(default_factory=set)
    """Blocks that turned out to hold too many."""
    native: set[str] = field(default_factory=set)
    """Whether there are names in native script, in the graph or in this load."""
    linked: dict[str, Registered] = field(default_factory=dict)
    """By canonical id: where the things that this load linked to it are entered."""
    read: list[Things] = field(default_factory=list)
    """What the matcher has read of things, once it was asked."""

    def _things(self, matcher: Matcher) -> Things:
        if not self.read:
            self.read.append(Things(matcher.lexicon))
        return self.read[0]

    def link(
        self, graph: Known | None, candidates: Sequence[Candidate], local: LocalNames
    ) -> Links:
        """Link a batch of candidates; new ones are noted in `local` for the batches that follow.

        Without a graph they are linked among themselves: it has nothing of others.
        """
        links = Links()
        ids = {i for c in candidates for i in (c.id, *c.external_ids)}
        known = graph.ids(ids) if graph is not None else {}
        judged = {i for i, (_, is_judged) in known.items() if is_judged}
        canonical_of = {**local.known(ids), **{i: canonical for i, (canonical, _) in known.items()}}
        graph = graph if graph is not None and graph.has_names() else None
        keys = {key for c in candidates for key in self.looked_up(c)} if graph else set()
        entries = {entry for c in candidates for entry in c.entries}
        named = graph.names(keys, entries) if graph else {}
        near, certain = self._blocked(graph, candidates, canonical_of, named, local)
        waiting: list[tuple[Candidate, list[Candidate]]] = []
        bearers = Bearers(candidates)
        for candidate in candidates:
            canonical, reason, rivals, borne = self._canonical(
                candidate, canonical_of, named, local, bearers
            )
            if len(borne) > 1 and canonical in (candidate.id, *borne):
                links.joins.append(joined(candidate.id, canonical, borne))
            several = "name of several" if reason in ("name", "new") else "identifiers of both"
            links.pairs += [(canonical, other, 0.5, several) for other in rivals]
            if near is not None and reason == "new" and self.compared(candidate):
                if candidate.id in certain:
                    canonical, reason = certain[candidate.id]
                else:
                    waiting.append((candidate, near.near(candidate, self._may_be(candidate))))
            links.canonical[candidate.id] = canonical
            if canonical != candidate.id:
                note_linked(self.linked, canonical, candidate)
            if canonical != candidate.id and candidate.id not in judged:
                links.judgements.append((candidate.id, canonical, reason))
                if candidate.id not in canonical_of:
                    links.identities[candidate.id] = canonical
            for external in candidate.external_ids:
                if external != canonical and external not in canonical_of:
                    links.identities[external] = canonical
                    canonical_of[external] = canonical
            canonical_of.setdefault(candidate.id, canonical)
            if canonical == candidate.id and not candidate.generic and not candidate.kept_apart:
                for key in candidate.name_keys():
                    local.add(key, candidate)
        links.pairs += self._likely(waiting)
        return links

    def compared(self, candidate: Candidate) -> bool:
        """Tell whether the matcher is asked: it has learnt organisations' names alone."""
        return (
            not candidate.generic
            and not candidate.kept_apart
            and self.vocabulary.is_a(candidate.type, "Organization")
            and candidate.type != "Government"
        )

    def _may_be(self, candidate: Candidate) -> Callable[[Candidate], bool]:
        apart = self.apart.get(candidate.id, frozenset())
        fitting = fits_with(candidate, self.vocabulary)
        if not apart:
            return fitting
        return lambda other: other.id not in apart and fitting(other)

    def _blocked(
        self,
        graph: Known | None,
        candidates: Sequence[Candidate],
        known: Mapping[str, str],
        named: Mapping[str, Sequence[Candidate]],
        local: LocalNames,
    ) -> tuple[Blocked | None, dict[str, tuple[str, str]]]:
        """Give the blocks of the batch, and what the matcher is certain to be in the graph."""
        if self.matcher is None:
            return None, {}
        if graph is None:
            return Blocked({}, local, self.native), {}
        new = [
            c for c in candidates
            if c.id not in known and self.compared(c)
            and not any(named.get(key) for key in c.name_keys())
        ]  # fmt: skip
        if not self.native and graph.has_native():
            self.native.add("graph")
        keys = {key for c in new for key in asked_for(c, across=bool(self.native))}
        near = Blocked(graph.blocks(keys, self.crowded) if keys else {}, local, self.native)
        return near, self._certain(self.matcher, new, near)

    def _certain(
        self, matcher: Matcher, new: Sequence[Candidate], near: Blocked
    ) -> dict[str, tuple[str, str]]:
        """Give the canonical id and the reason of what is one thing of the graph, by its id.

        Things of this load are left out: a source that lists two similar names may well mean two
        things, and a person decides.
        """
        pairs = [
            (candidate, other)
            for candidate in new
            for other in near.stored(candidate, self._may_be(candidate))
            if same_words(candidate, other)
        ]
        found: dict[str, list[tuple[str, str]]] = {}
        for (candidate, other), p in zip(
            pairs, matcher.probabilities(pairs, self._things(matcher)), strict=True
        ):
            if p >= matcher.certain:
                found.setdefault(candidate.id, []).append((other.id, f"matcher {p:.3f}"))
        return {id: links[0] for id, links in found.items() if len(links) == 1}

    def _likely(
        self, waiting: Sequence[tuple[Candidate, Sequence[Candidate]]]
    ) -> list[tuple[str, str, float, str]]:
        """Give candidate pairs of new things, from the matcher's doubt on, a few for each."""
        if self.matcher is None or not waiting:
            return []
        pairs = [(candidate, other) for candidate, near in waiting for other in near]
        chances = iter(self.matcher.probabilities(pairs, self._things(self.matcher)))
        out: list[tuple[str, str, float, str]] = []
        for candidate, near in waiting:
            likely = [(other.id, next(chances)) for other in near]
            likely.sort(key=lambda found: (-found[1], found[0]))
            out += [
                (candidate.id, other, round(p, 4), "similar name")
                for other, p in likely[:PAIRS_KEPT]
                if p >= self.matcher.doubtful
            ]
        return out

    def looked_up(self, candidate: Candidate) -> dict[str, bool]:
        """Give the keys to look for: its own, then those the alias table holds for the same."""
        if candidate.generic:
            return {}
        keys = candidate.name_keys()
        same = other_keys(candidate)
        if candidate.type != "Person" or has_birthday(candidate.dates):
            same |= {other for key in keys for other in self._equivalents(key, candidate)}
        return keys | dict.fromkeys(same - keys.keys(), True) if same else keys

    def _equivalents(self, key: str, candidate: Candidate) -> frozenset[str]:
        shipped, own = self.aliases.known(key), self.aliases.own(key)
        if not shipped:
            return own
        fitting = [
            known
            for known in shipped
            if in_line(known.type, candidate.type, self.vocabulary)
            and (
                not known.country or not candidate.countries or known.country in candidate.countries
            )
        ]
        return own | fitting[0].keys if len(fitting) == 1 else own

    def _canonical(
        self,
        candidate: Candidate,
        known: Mapping[str, str],
        named: Mapping[str, Sequence[Candidate]],
        local: LocalNames,
        bearers: Bearers,
    ) -> tuple[str, str, list[str], list[str]]:
        """Give the canonical id, the reason, the rivals where names or ids fit several, and those
        of the graph, if several, whose names in full it bears itself.
        """
        apart = self.apart.get(candidate.id, frozenset())
        ids = [i for i in sorted(candidate.external_ids) if known.get(i, i) not in apart]
        said = {i: known[i] for i in (candidate.id, *ids) if i in known}
        if said:
            by, canonical = next(iter(said.items()))
            reason = "id" if by == candidate.id else f"external id {by}"
            # Ids of two things may be a mistake of the source, which a person has to see.
            return canonical, reason, sorted(set(said.values()) - {canonical}), []
        if candidate.generic or candidate.kept_apart or is_iso(candidate.id):
            return candidate.id, "new", [], []
        strength: dict[str, int] = {}
        doubted: set[str] = set()
        types: dict[str, str] = {}
        borne: set[str] = set()
        mine: set[str] = set()
        own = candidate.name_keys()
        for key, is_name in self.looked_up(candidate).items():
            for found in (*named.get(key, ()), *local.named(key)):
                if found.id in apart or found.id == candidate.id:
                    continue
                other = with_linked(found, self.linked)
                theirs = other.name_keys().get(key, False)
                if not self.shares(key, is_name and theirs, key in own, candidate, other):
                    if key in own and self._is_doubtful(candidate, other):
                        doubted.add(other.id)
                    continue
                birthday = same_birthday(candidate.dates, other.dates)
                if candidate.type == "Person" and not birthday and not (key in own and theirs):
                    # Aliases of people are too often shared.
                    doubted.update((other.id,) if key in own else ())
                    continue
                if other_nationality(candidate, other) or (
                    key in own and not (is_name and theirs)
                    and (other_entries(candidate, other) or bearers.another(candidate, other))
                ):  # fmt: skip
                    doubted.add(other.id)
                    continue
                # Of namesakes, the one with the same birthday.
                sure = 2 * (is_name + theirs + 2 * birthday) + (key in own)
                strength[other.id] = max(strength.get(other.id, 0), sure)
                types[other.id] = other.type
                if key in own:
                    mine.add(other.id)
                    if is_telling(key) and found in named.get(key, ()):
                        borne.add(other.id)
        likeliest = {i: s for i, s in strength.items() if s == max(strength.values())}
        best = _only(likeliest)
        if best is None:  # what it calls itself before what the alias table says it is called
            best = _only({i: 1 for i in likeliest if i in mine})
        if best is None:
            best = _only({i: 1 for i in strength if types[i] == candidate.type})
        if best is not None:
            return best, "name", sorted(strength.keys() - {best}), sorted(borne)
        return candidate.id, "new", sorted(strength.keys() | doubted), sorted(borne)

    def shares(
        self, key: str, is_name: bool, own: bool, candidate: Candidate, other: Candidate
    ) -> bool:
        """Tell whether two entities that both bear `key` may be one.

        An acronym that is not the name of both says something only within one country, or where
        the alias table knows it.
        """
        moved = candidate.type == "Person" and same_birthday(candidate.dates, other.dates)
        if not fits(candidate, other, self.vocabulary, anywhere=moved):
            # A laboratory to one source is a firm to another.
            at_home = not candidate.countries.isdisjoint(other.countries)
            telling = " " in key or (at_home and len(key) > ACRONYM)
            telling = telling or len(self.aliases.known(key)) == 1
            siblings = own and telling and (is_name or at_home)
            if not (siblings and fits(candidate, other, self.vocabulary, siblings=True)):
                return False
        if "Government" in (candidate.type, other.type) and candidate.type != other.type:
            return is_name and own  # a party or an army is no government, though a text may say so
        acronym = key.isascii() and " " not in key and len(key) <= ACRONYM
        if is_name or not own or not acronym or not self._is_agent(candidate):
            return True  # the short name of a chip is its designation
        if brand_of_one(key, candidate, other):
            return True
        theirs = (candidate.name_keys().keys() | other.name_keys().keys()) - {key}
        return bool(candidate.countries & other.countries) or bool(
            self._equivalents(key, candidate) & theirs
        )

    def _is_doubtful(self, candidate: Candidate, other: Candidate) -> bool:
        """Tell whether two of which one bears the other's acronym are worth a person's look."""
        types = candidate.type, other.type
        return "Government" not in types and fits(candidate, other, self.vocabulary)

    def _is_agent(self, candidate: Candidate) -> bool:
        known = candidate.type in self.vocabulary.entity_types
        return not known or self.vocabulary.is_a(candidate.type, "Agent")


def is_telling(key: str) -> bool:
    """Tell whether a name is more than an acronym or a short brand."""
    return " " in key or len(key) > ACRONYM or not key.isascii()


def _only(found: Mapping[str, int]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def from_row(row: Mapping[str, Any]) -> Candidate:
    """Give the candidate that a stored entity's id, type, names, countries and ids describe."""
    found = beside(row)
    return Candidate(
        id=row["id"],
        type=row["type"],
        names=frozenset((row["name"],)),
        aliases=frozenset(row["aliases"] or ()),
        countries=frozenset(row["countries"] or ()),
        external_ids=frozenset(row["external_ids"] or ()) | frozenset(row.get("numbers", ())),
        addresses=found.get("addresses", NONE),
        marks=found.get("marks", NONE),
        dates=found.get("dates", NONE),
        nationalities=found.get("nationalities", NONE),
        neighbours=frozenset(row.get("neighbours", ())),
        generic=row["generic"],
        entries=frozenset(row.get("entries", ())),
    )
