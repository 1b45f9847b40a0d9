"""Linking what a source describes to the entities that the graph has.

In this order: an id that the graph knows, an external identifier, one unambiguous name of a
fitting type and country; otherwise a new entity. Each link by name is a judgement of its own,
so that it can be undone, and no statement is rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from aigeo.model.names import normalise_name
from aigeo.model.vocabulary import Vocabulary
from aigeo.store import Store

MIN_KEY = 2


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

    def name_keys(self) -> set[str]:
        """Give the normalised names by which this entity may be recognised.

        People are recognised by full names alone: their aliases are too often shared.
        """
        texts = self.names if self.type == "Person" else self.names | self.aliases
        keys = {normalise_name(text) for text in texts}
        if self.type == "Person":
            return {key for key in keys if " " in key}
        return {key for key in keys if len(key) >= MIN_KEY}


@dataclass(slots=True)
class Links:
    """What linking found."""

    canonical: dict[str, str] = field(default_factory=dict)
    judgements: list[tuple[str, str, str]] = field(default_factory=list)
    """(id of the source, canonical id, reason)"""
    identities: dict[str, str] = field(default_factory=dict)
    """Further ids by which an entity is known, to their canonical ids."""


class LocalNames(Protocol):
    """Names of entities of this load that the graph does not have yet."""

    def named(self, key: str) -> list[Candidate]:
        """Give the new entities that bear this normalised name."""

    def add(self, key: str, candidate: Candidate) -> None:
        """Note a new entity under this normalised name."""


def link(
    store: Store, vocabulary: Vocabulary, candidates: Sequence[Candidate], local: LocalNames
) -> Links:
    """Link a batch of candidates; new ones are noted in `local` for the batches that follow."""
    links = Links()
    known = _known_ids(store, {i for c in candidates for i in (c.id, *c.external_ids)})
    named = _known_names(store, {key for c in candidates if not c.generic for key in c.name_keys()})
    for candidate in candidates:
        canonical, reason = _canonical(candidate, known, named, local, vocabulary)
        links.canonical[candidate.id] = canonical
        if canonical != candidate.id and candidate.id not in known:
            links.judgements.append((candidate.id, canonical, reason))
            links.identities[candidate.id] = canonical
        for external in candidate.external_ids:
            if external != canonical and external not in known:
                links.identities[external] = canonical
                known[external] = canonical
        known.setdefault(candidate.id, canonical)
        if canonical == candidate.id and not candidate.generic and not candidate.kept_apart:
            for key in candidate.name_keys():
                local.add(key, candidate)
    return links


def _canonical(
    candidate: Candidate,
    known: Mapping[str, str],
    named: Mapping[str, list[Candidate]],
    local: LocalNames,
    vocabulary: Vocabulary,
) -> tuple[str, str]:
    if candidate.id in known:
        return known[candidate.id], "id"
    for external in sorted(candidate.external_ids):
        if external in known:
            return known[external], f"external id {external}"
    if candidate.generic or candidate.kept_apart:
        return candidate.id, "new"
    keys = candidate.name_keys()
    fitting = {
        other.id: other
        for key in keys
        for other in (*named.get(key, ()), *local.named(key))
        if fits(candidate, other, vocabulary)
    }
    if len(fitting) > 1:
        fitting = {i: c for i, c in fitting.items() if c.type == candidate.type}
    if len(fitting) == 1:
        return next(iter(fitting)), "name"
    return candidate.id, "new"


def fits(a: Candidate, b: Candidate, vocabulary: Vocabulary) -> bool:
    """Tell whether two entities that share a name may be one.

    Their types must be in line, their countries must not exclude each other, and no identifier
    scheme may give them different values.
    """
    if b.generic or not (vocabulary.is_a(a.type, b.type) or vocabulary.is_a(b.type, a.type)):
        return False
    if a.countries and b.countries and not a.countries & b.countries:
        return False
    schemes = _schemes(a.external_ids), _schemes(b.external_ids)
    return all(
        schemes[0][scheme] & schemes[1][scheme] for scheme in schemes[0].keys() & schemes[1].keys()
    )


def _schemes(ids: Iterable[str]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for external in ids:
        out.setdefault(external.split(":", 1)[0], set()).add(external)
    return out


def _known_ids(store: Store, ids: set[str]) -> dict[str, str]:
    rows = store.read(
        "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN id, e.id AS canonical",
        {"ids": sorted(ids)},
    ) + store.read(
        "UNWIND $ids AS id MATCH (i:Identity {id: id}) RETURN id, i.canonical AS canonical",
        {"ids": sorted(ids)},
    )
    return {row["id"]: row["canonical"] for row in rows}


def _known_names(store: Store, keys: set[str]) -> dict[str, list[Candidate]]:
    rows = store.read(
        "UNWIND $keys AS key MATCH (n:Name {id: key})-[:NAMES]->(e:Entity) "
        "RETURN key, e.id AS id, e.type AS type, e.name AS name, e.countries AS countries, "
        "e.external_ids AS external_ids, coalesce(e.generic, false) AS generic",
        {"keys": sorted(keys)},
    )
    out: dict[str, list[Candidate]] = {}
    for row in rows:
        out.setdefault(row["key"], []).append(_from_row(row))
    return out


def _from_row(row: Mapping[str, Any]) -> Candidate:
    return Candidate(
        id=row["id"],
        type=row["type"],
        names=frozenset((row["name"],)),
        countries=frozenset(row["countries"] or ()),
        external_ids=frozenset(row["external_ids"] or ()) | _own_scheme(row["id"]),
        generic=row["generic"],
    )


EXTERNAL_SCHEMES = ("wd", "lei", "ofac", "bis", "isin", "ftm")


def _own_scheme(entity_id: str) -> frozenset[str]:
    # A canonical id may itself be an external one: it then speaks for its scheme.
    scheme = entity_id.split(":", 1)[0]
    return frozenset((entity_id,)) if scheme in EXTERNAL_SCHEMES else frozenset()
