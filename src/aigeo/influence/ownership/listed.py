"""Who is on the lists that a rule starts from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from aigeo.influence.facts import Fact, Filters
from aigeo.influence.ownership.rule import Listing, Rule
from aigeo.influence.source import Entity, FactSource
from aigeo.model.names import normalise_name

LISTING = ("SANCTIONS", "TARGETS")
BATCH = 2000


@dataclass(frozen=True, slots=True)
class Listed:
    """Parties that lists name on a day: `sure` by the facts, `possible` by facts that are vague."""

    sure: dict[str, list[Fact]]
    possible: dict[str, list[Fact]]
    names: dict[str, str]
    """Name of the list by fact id."""


def listed(
    source: FactSource, parties: Collection[str] | None, rule: Rule, filters: Filters
) -> Listed:
    """Find which of `parties` (None: of all) the lists of a rule name on the day of `filters`."""
    only = replace(filters, types=LISTING)
    if parties is None:
        facts = list(source.table(only).facts())
    else:
        ordered = sorted(parties)
        facts = [
            fact
            for start in range(0, len(ordered), BATCH)
            for fact in source.around(ordered[start : start + BATCH], only, outward=False).facts
        ]
    issuers = {fact.list or fact.subject for fact in facts} | {fact.subject for fact in facts}
    known = source.entities(issuers)
    sure: dict[str, list[Fact]] = defaultdict(list)
    possible: dict[str, list[Fact]] = defaultdict(list)
    names: dict[str, str] = {}
    for fact in facts:
        verdict, name = _judge(fact, rule, known)
        if verdict is not None:
            (sure if verdict else possible)[fact.object].append(fact)
            names[fact.id] = name
    return Listed(dict(sure), {k: v for k, v in possible.items() if k not in sure}, names)


def _judge(fact: Fact, rule: Rule, known: dict[str, Entity]) -> tuple[bool | None, str]:
    """Tell whether a fact puts its object on a list of the rule; None when it does not."""
    named = fact.list or (fact.subject if fact.type == "TARGETS" else None)
    if named is not None:
        entry = _entry(_keys(known, named), rule)
        return (None, "") if entry is None else (_under(fact, entry), entry.name)
    program = normalise_name(fact.program or "")
    entry = _entry({program}, rule) if program else None
    if entry is not None:
        return True, entry.name
    issuer = _keys(known, fact.subject)
    if issuer & rule.authorities:
        return True, "not named"
    if issuer & rule.vague_authorities:
        known_program = any(fact.program in entry.programs for entry in rule.lists)
        return known_program, "not named"
    return None, ""


def _entry(keys: set[str], rule: Rule) -> Listing | None:
    return next((entry for entry in rule.lists if keys & entry.keys), None)


def _under(fact: Fact, entry: Listing) -> bool | None:
    """Tell whether the fact's program counts; without one that stays open."""
    if not entry.programs or fact.program in entry.programs:
        return True
    return None if fact.program else False


def _keys(known: dict[str, Entity], entity: str) -> set[str]:
    found = known.get(entity)
    if found is None:
        return set()
    return {normalise_name(name) for name in (found["name"], *found["aliases"])}
