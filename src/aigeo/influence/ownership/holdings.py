"""Who holds what share of whom on a day, and how sure that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from aigeo.influence.facts import Fact, Filters
from aigeo.influence.source import Claim, FactSource
from aigeo.model.dates import first_day, last_day

WHOLE = 100.0
SLACK = 0.5
"""Percent by which shares may exceed the whole before they contradict: figures are rounded."""

OWNS = ("OWNS",)
MAX_LAYERS = 60
"""Layers of owners that are followed; no known group is as deep."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A share in percent that `owner` holds of `entity`; `low` and `high` bound it.

    `stated` is what the best source says, None where no source says how much. `facts` are those
    it rests on.
    """

    owner: str
    entity: str
    low: float
    high: float
    stated: float | None
    facts: tuple[Fact, ...]
    disputed: tuple[float, ...] = ()
    """The different shares that sources give, where they differ."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What cannot be true of an entity's owners."""

    entity: str
    kind: str
    message: str
    shares: tuple[float, ...]


def any_day(filters: Filters) -> Filters:
    """Give the filters for OWNS facts of any day.

    The edge of a stake that was sold and bought again has the dates of both; which of its claims
    hold on a day is for `holdings` to say.
    """
    statuses = (*filters.statuses, *({"ended"} - set(filters.statuses)))
    return replace(filters, as_of=None, statuses=statuses, types=OWNS)


def upstream(source: FactSource, entities: Iterable[str], filters: Filters) -> list[Fact]:
    """Give the OWNS facts, of any day, on all chains that end in one of the entities."""
    facts: dict[str, Fact] = {}
    known = set(entities)
    edge = set(known)
    for _ in range(MAX_LAYERS):
        if not edge:
            break
        step = source.around(edge, any_day(filters), outward=False)
        facts |= {fact.id: fact for fact in step.facts}
        edge = {fact.source for fact in step.facts} - known
        known |= edge
    return list(facts.values())


def holdings(
    source: FactSource, facts: Sequence[Fact], filters: Filters
) -> tuple[list[Holding], list[Contradiction]]:
    """Turn OWNS facts into the holdings of the day of `filters`, and tell contradictions.

    Each source's newest claim that holds on the day counts; where sources differ the holding is
    between the lowest and the highest share that they give. A share that nobody gives lies
    between 0 and what the other known shares leave of 100.
    """
    many = [fact for fact in facts if fact.statements > 1]
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in source.claims(many) if many else ():
        claims[claim.fact].append(claim)
    pairs: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        pairs[fact.subject, fact.object].append(fact)
    found: list[Holding] = []
    problems: list[Contradiction] = []
    for (owner, entity), tied in sorted(pairs.items()):
        shares: list[float] = []
        silent = True
        for fact in tied:
            given = _given(fact, claims[fact.id], filters)
            silent = silent and not given
            shares += [share for share in given if share is not None]
        if silent:
            continue
        low, high = (min(shares), max(shares)) if shares else (0.0, WHOLE)
        stated = _best(tied, shares)
        different = tuple(sorted(set(shares))) if high - low > SLACK and shares else ()
        if different:
            listed = ", ".join(f"{share:g}" for share in different)
            problems.append(
                Contradiction(
                    entity, "sources differ",
                    f"sources give {owner} different shares of {entity}: {listed} %", different,
                )
            )  # fmt: skip
        found.append(Holding(owner, entity, low, high, stated, tuple(tied), different))
    return _bounded(found, problems), problems


def _best(tied: Sequence[Fact], shares: Sequence[float]) -> float | None:
    """Give the share that the graph's edge shows where a claim of the day says the same."""
    for fact in tied:
        if fact.share is not None and fact.share in shares:
            return fact.share
    return shares[0] if shares else None


def _given(fact: Fact, claims: Iterable[Claim], filters: Filters) -> Sequence[float | None]:
    """Give the shares that a fact's sources give for the day, None for one left out."""
    if fact.statements <= 1:
        return [fact.share] if filters.admits(fact) else []
    day = filters.as_of or "9999"
    return _shares([claim for claim in claims if _holds(claim, fact, day)])


def _shares(claims: Iterable[Claim]) -> Sequence[float | None]:
    """Give one share a source: that of its newest claim."""
    newest: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        rivals = newest[claim.source]
        if rivals and (claim.start or "") > (rivals[0].start or ""):
            rivals.clear()
        if not rivals or (claim.start or "") == (rivals[0].start or ""):
            rivals.append(claim)
    chosen = [claim for listed in newest.values() for claim in listed]
    firm = [claim for claim in chosen if claim.status == "stated"] or chosen
    given = {float(share) for claim in firm if (share := claim.qualifiers.get("share")) is not None}
    if given:
        return sorted(given)
    return [None] if firm else []


def _holds(claim: Claim, fact: Fact, day: str) -> bool:
    """Tell whether a claim holds; an open one ends when another source says that the fact did."""
    begun = not claim.start or first_day(claim.start) <= day
    end = last_day(claim.end) if claim.end else None
    if end is None and fact.valid_to and (claim.start or "") <= fact.valid_to:
        end = fact.valid_to
    return begun and (end is None or end >= day)


def connected(entity: str, holdings: Iterable[Holding]) -> list[Holding]:
    """Give the holdings on chains that end in an entity."""
    of: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings:
        of[holding.entity].append(holding)
    known, waiting = {entity}, [entity]
    found: list[Holding] = []
    while waiting:
        for holding in of.get(waiting.pop(), ()):
            found.append(holding)
            if holding.owner not in known:
                known.add(holding.owner)
                waiting.append(holding.owner)
    return found


def _bounded(found: list[Holding], problems: list[Contradiction]) -> list[Holding]:
    """Let the shares of one entity bound each other, since they cannot exceed the whole."""
    of: dict[str, list[Holding]] = defaultdict(list)
    for holding in found:
        of[holding.entity].append(holding)
    out: list[Holding] = []
    for entity, held in of.items():
        lows = sum(h.low for h in held)
        excess = lows - WHOLE
        if excess > SLACK:
            shares = tuple(h.low for h in held if h.stated is not None)
            message = f"the shares of {entity} add up to {lows:g} %"
            problems.append(Contradiction(entity, "over 100 percent", message, shares))
            # At least one is too high, by no more than the excess; nothing tells which.
            held = [replace(h, low=max(0.0, h.low - excess)) for h in held]
        else:
            room = max(0.0, -excess)
            held = [h if h.high <= h.low + room else replace(h, high=h.low + room) for h in held]
        out += held
    return out
