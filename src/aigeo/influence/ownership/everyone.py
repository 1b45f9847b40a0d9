"""An ownership rule over the whole graph."""

from __future__ import annotations

from dataclasses import dataclass

from aigeo.errors import UsageError
from aigeo.influence.facts import Filters
from aigeo.influence.hops import name_of
from aigeo.influence.ownership.cascade import bounds, cascade
from aigeo.influence.ownership.holdings import Holding, any_day, holdings
from aigeo.influence.ownership.listed import listed
from aigeo.influence.ownership.rule import rule as read_rule
from aigeo.influence.source import FactSource


@dataclass(frozen=True, slots=True)
class Reached:
    """An entity that no list names and that a rule reaches; `blocked` None where that is open.

    `share_min` and `share_max` bound what its blocked owners hold together, in percent.
    """

    id: str
    name: str
    blocked: bool | None
    share_min: float
    share_max: float
    owners: tuple[str, ...]
    """Ids of the blocked owners, the largest direct share first."""


def blocked_by_ownership(
    source: FactSource, rule: str = "ofac50", filters: Filters | None = None
) -> list[Reached]:
    """Give all entities that a rule reaches by their owners alone, in force or not.

    Raises UsageError for an unknown rule or a missing day, StoreError when the graph cannot be
    read.
    """
    chosen = read_rule(rule)
    filters = filters or Filters()
    if filters.as_of is None:
        raise UsageError("a rule holds on a day: give one")
    facts = source.table(any_day(filters)).facts()
    held, _ = holdings(source, facts, filters)
    named = listed(source, None, chosen, filters)
    reach = cascade(held, named.sure, named.possible)
    of: dict[str, list[Holding]] = {}
    for holding in held:
        of.setdefault(holding.entity, []).append(holding)
    new = sorted(reach.possible - set(named.sure) - set(named.possible))
    names = source.entities(new)
    found = []
    for entity in new:
        low, _ = bounds(entity, of[entity], reach.sure)
        _, high = bounds(entity, of[entity], reach.possible)
        owners = sorted(
            (h for h in of[entity] if h.owner in reach.possible), key=lambda h: (-h.high, h.owner)
        )
        found.append(
            Reached(
                id=entity,
                name=name_of(names, entity),
                blocked=reach.verdict(entity),
                share_min=round(low, 6),
                share_max=round(high, 6),
                owners=tuple(h.owner for h in owners),
            )
        )
    return found
