"""Who owns an entity, and what an ownership rule says of it on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from aigeo.errors import UsageError
from aigeo.influence.facts import Fact, Filters
from aigeo.influence.hops import hop_of, name_of
from aigeo.influence.ownership.cascade import Cascade, bounds, cascade
from aigeo.influence.ownership.chains import Chain, chains
from aigeo.influence.ownership.control import Controller, controllers
from aigeo.influence.ownership.holdings import (
    Contradiction,
    Holding,
    connected,
    holdings,
    upstream,
)
from aigeo.influence.ownership.integrated import Integrated, integrated
from aigeo.influence.ownership.listed import Listed, listed
from aigeo.influence.ownership.rule import CONTROL, Rule
from aigeo.influence.ownership.rule import rule as read_rule
from aigeo.influence.source import Edge, Entity, FactSource

DIGITS = 6
TOP_CHAINS = 50


@dataclass(frozen=True, slots=True)
class _Found:
    """What was worked out, before it is put into words."""

    entity: str
    rule: Rule
    filters: Filters
    holdings: list[Holding]
    problems: list[Contradiction]
    listed: Listed
    reach: Cascade
    shares: Integrated
    controllers: list[Controller]


def ownership(
    source: FactSource,
    entity: str,
    rule: str = "ofac50",
    filters: Filters | None = None,
    top_chains: int = TOP_CHAINS,
) -> dict[str, Any]:
    """Give the owners of an entity (id), and whether a rule blocks it on the day of `filters`.

    Rules are `ofac50`, `bis50` and `control`.

    The answer is JSON-ready: `entity`, `name`, `as_of`, `rule`, `owners` (`id`, `name`, `share`,
    `share_min`, `share_max`, `direct`, `listed`, `blocked`; shares in percent, direct plus
    indirect over all chains), `blocked` (None where the facts leave it open), `because`,
    `blocked_share_min`, `blocked_share_max`, `listings`, `controllers`, `chains`,
    `contradictions` and `notes`. Raises UsageError for an unknown rule or a missing day,
    StoreError when the graph cannot be read.
    """
    chosen = read_rule(rule)
    filters = filters or Filters()
    if filters.as_of is None:
        raise UsageError("a rule holds on a day: give one")
    if top_chains < 0:
        raise UsageError("the number of chains is 0 or more")
    facts = upstream(source, [entity], filters)
    every, problems = holdings(source, facts, filters)
    held = connected(entity, every)
    parties = {h.owner for h in held} | {h.entity for h in held} | {entity}
    problems = [problem for problem in problems if problem.entity in parties]
    named = listed(source, parties, chosen, filters)
    reach = cascade(held, named.sure, named.possible)
    ruling = controllers(entity, held, sorted(parties)) if chosen.name == CONTROL else []
    shares = integrated(entity, held)
    found = _Found(entity, chosen, filters, held, problems, named, reach, shares, ruling)
    return _answer(source, found, top_chains)


def _answer(source: FactSource, found: _Found, top_chains: int) -> dict[str, Any]:
    day = found.filters.as_of or date.today().isoformat()
    ends = {*found.listed.sure, *found.listed.possible}
    shown = list(islice(chains(found.entity, found.holdings, ends), top_chains))
    facts = {f.id: f for _, chain in shown for h in chain for f in h.facts}
    facts |= {f.id: f for fs in _listings(found.listed).values() for f in fs}
    edges = source.edges(facts.values())
    ids = {found.entity, *found.shares.low, *(f.source for f in facts.values())}
    names = source.entities(ids)
    verdict, because, notes = _verdict(found, names, day)
    direct = [h for h in found.holdings if h.entity == found.entity]
    low, high = bounds(found.entity, direct, found.reach.sure)
    _, high = bounds(found.entity, direct, found.reach.possible)
    return {
        "entity": found.entity,
        "name": name_of(names, found.entity),
        "as_of": day,
        "rule": found.rule.status(day),
        "blocked": verdict,
        "because": because,
        "blocked_share_min": round(low, DIGITS),
        "blocked_share_max": round(high, DIGITS),
        "owners": _owners(found, names, direct),
        "controllers": [
            {
                "id": c.party,
                "name": name_of(names, c.party),
                "controls": True if c.sure else None,
                "votes_min": round(c.low, DIGITS),
                "votes_max": round(c.high, DIGITS),
            }
            for c in found.controllers
        ],
        "listings": [
            _listing(fact, edges[fact.id], found.listed, sure)
            for sure, facts_of in ((True, found.listed.sure), (False, found.listed.possible))
            for party in sorted(facts_of)
            for fact in facts_of[party]
        ],
        "chains": [_chain(share, chain, edges, names) for share, chain in shown],
        "contradictions": [
            {
                "entity": p.entity,
                "name": name_of(names, p.entity),
                "kind": p.kind,
                "message": p.message,
                "shares": list(p.shares),
            }
            for p in found.problems
        ]
        + [
            {
                "entity": group[0],
                "name": name_of(names, group[0]),
                "kind": "closed group",
                "message": "these own each other wholly, so that nobody outside is left: "
                + ", ".join(group),
                "shares": [],
            }
            for group in found.shares.closed
        ],
        "notes": notes,
    }


def _verdict(
    found: _Found, names: dict[str, Entity], day: str
) -> tuple[bool | None, str | None, list[str]]:
    """Give the rule's verdict on the entity, what it rests on, and what to know about it."""
    entity, rule = found.entity, found.rule
    status = rule.status(day)
    notes = [status["note"]] if status["note"] else []
    if entity in found.listed.sure:
        return True, "listed", notes
    if entity in found.listed.possible:
        notes.append("a measure against the entity itself names no list or program of this rule")
    if rule.name == CONTROL:
        return _controlled(found, notes)
    verdict = found.reach.verdict(entity)
    if not status["in_force"]:
        if verdict:
            notes.append("the owners' shares would meet the rule if it were in force")
        vague = entity in found.listed.possible
        return (None, "unsure listing", notes) if vague else (False, None, notes)
    home = names.get(entity, {}).get("countries", [])
    if rule.foreign_to and home == [rule.foreign_to] and verdict is not False:
        notes.append(
            f"the rule bears on foreign entities; this one is of {rule.foreign_to.upper()}"
        )
        return False, None, notes
    if verdict is None:
        notes.append("the facts leave it open: shares or listings are missing or contradictory")
        return None, None, notes
    return verdict, "ownership" if verdict else None, notes


def _controlled(found: _Found, notes: list[str]) -> tuple[bool | None, str | None, list[str]]:
    blocked = {*found.listed.sure}
    if any(c.sure and c.party in blocked for c in found.controllers):
        return True, "control", notes
    vague = {*found.listed.sure, *found.listed.possible}
    if found.entity in vague or any(c.party in vague for c in found.controllers):
        return None, None, notes
    return False, None, notes


def _owners(
    found: _Found, names: dict[str, Entity], direct: Sequence[Holding]
) -> list[dict[str, Any]]:
    shares = found.shares
    held = {h.owner: h for h in direct}
    rows = [
        {
            "id": owner,
            "name": name_of(names, owner),
            "share": _rounded(shares.stated[owner]),
            "share_min": round(low, DIGITS),
            "share_max": round(shares.high[owner], DIGITS),
            "direct": _rounded(held[owner].stated) if owner in held else 0.0,
            "listed": True
            if owner in found.listed.sure
            else None
            if owner in found.listed.possible
            else False,
            "blocked": found.reach.verdict(owner) if found.rule.name != CONTROL else None,
        }
        for owner, low in shares.low.items()
    ]
    key = "share"
    return sorted(rows, key=lambda r: (-_size(r[key], r["share_max"]), str(r["id"])))


def _size(share: Any, most: Any) -> float:
    return float(most if share is None else share)


def _chain(
    share: float, chain: Chain, edges: dict[str, Edge], names: dict[str, Entity]
) -> dict[str, Any]:
    known = all(h.stated is not None for h in chain)
    return {
        "owner": chain[0].owner,
        "name": name_of(names, chain[0].owner),
        "share": round(share, DIGITS) if known else None,
        "hops": [
            {
                **hop_of(h.facts[0], edges[h.facts[0].id]),
                "share": h.stated,
                "share_min": round(h.low, DIGITS),
                "share_max": round(h.high, DIGITS),
            }
            for h in chain
        ],
    }


def _listing(fact: Fact, edge: Edge, named: Listed, sure: bool) -> dict[str, Any]:
    return {
        **hop_of(fact, edge),
        "list": named.names[fact.id],
        "program": fact.program,
        "sure": sure,
    }


def _listings(named: Listed) -> dict[str, list[Fact]]:
    return {**named.possible, **named.sure}


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, DIGITS)
