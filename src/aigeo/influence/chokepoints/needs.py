"""What an entity needs, and who provides it with what share.

A need is a set of providers that can stand in for each other, each with the part of the supply
that it has. An entity is stopped by the worst of its hard needs (an input, its makers, its
jurisdiction), while what it uses counts in the mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from aigeo.influence.facts import Fact

TYPES = ("SUPPLIES", "MANUFACTURES", "DEVELOPS", "TRAINED_ON", "DERIVED_FROM", "INPUT_TO", "USES",
         "OPERATES", "BASED_IN", "PART_OF")  # fmt: skip
WHOLE = 100.0
COUNTRY = "Country"
# Words for a need, by relation type; those whose facts are each a need of their own come second.
JOINT = {
    "MANUFACTURES": "made by", "DEVELOPS": "developed by", "TRAINED_ON": "trained on",
    "OPERATES": "operated by",
}  # fmt: skip
SINGLE = {
    "INPUT_TO": "input", "USES": "uses", "DERIVED_FROM": "derived from",
    "BASED_IN": "under the law of", "PART_OF": "part of",
}  # fmt: skip
SOFT = frozenset({"USES", "SUPPLIES"})
TYPE_OF = "type-of"
STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Provider:
    """Who provides, with what part (0 to 1) of the need, and the fact that says so.

    `stated` tells whether the part is a share of the market that a source states.
    """

    entity: str
    part: float
    fact: Fact
    stated: bool


@dataclass(frozen=True, slots=True)
class Need:
    """One need of an entity; parts that add up to less than 1 leave the rest to parties unknown."""

    entity: str
    kind: str
    item: str | None
    hard: bool
    providers: tuple[Provider, ...]

    @property
    def shared(self) -> bool:
        """Whether the parts rest on shares of the market."""
        return any(provider.stated for provider in self.providers)


def needs(facts: Iterable[Fact], types: Mapping[str, str], kinds: Mapping[str, str]) -> list[Need]:
    """Turn facts into needs.

    `types` gives the entity type by id and `kinds` the `kind` of PART_OF facts by fact id: a
    variety (`type-of`) stands in for the class it belongs to, a `stage` is only a heading.
    """
    joint: dict[tuple[str, str, str], dict[str, Fact]] = defaultdict(dict)
    found: list[Need] = []
    for fact in facts:
        provider, entity = fact.source, fact.target
        if provider == entity:
            continue
        if fact.type == "SUPPLIES":
            _strongest(joint[entity, fact.type, fact.item or ""], provider, fact)
        elif fact.type == "MANUFACTURES":
            # Shares of firms and those of countries describe the same market twice.
            side = COUNTRY if types.get(provider) == COUNTRY else ""
            _strongest(joint[entity, fact.type, side], provider, fact)
        elif fact.type in JOINT:
            _strongest(joint[entity, fact.type, ""], provider, fact)
        elif fact.type == "PART_OF" and kinds.get(fact.id) == TYPE_OF:
            turned = replace(fact, source=entity, target=provider, along=not fact.along)
            _strongest(joint[provider, "varieties", ""], entity, turned)
        elif fact.type in SINGLE and kinds.get(fact.id) != STAGE:
            hard = fact.type not in SOFT
            only = (Provider(provider, 1.0, fact, False),)
            found.append(Need(entity, SINGLE[fact.type], None, hard, only))
    for (entity, type_, item), by in sorted(joint.items()):
        kind = JOINT.get(type_, "supplied by" if type_ == "SUPPLIES" else "a variety of it")
        named = item if type_ == "SUPPLIES" and item else None
        hard = type_ not in SOFT
        found.append(Need(entity, kind, named, hard, _parts(list(by.values()))))
    return found


def _strongest(by: dict[str, Fact], provider: str, fact: Fact) -> None:
    known = by.get(provider)
    if known is None or (fact.share or 0.0, fact.weight) > (known.share or 0.0, known.weight):
        by[provider] = fact


def _parts(facts: Sequence[Fact]) -> tuple[Provider, ...]:
    """Give each provider its share; those without one divide what is left, or all, evenly."""
    stated = sum(f.share for f in facts if f.share is not None)
    silent = sum(1 for f in facts if f.share is None)
    scale = WHOLE / stated if stated > WHOLE else 1.0
    rest = max(0.0, WHOLE - stated) / silent if silent else 0.0
    return tuple(
        Provider(
            entity=f.source,
            part=(rest if f.share is None else f.share * scale) / WHOLE,
            fact=f,
            stated=f.share is not None,
        )
        for f in sorted(facts, key=lambda f: (-(f.share or 0.0), f.source))
    )


def upstream(found: Iterable[Need], entities: Iterable[str], hops: int) -> list[Need]:
    """Give the needs of the entities, of their providers, and so on for a number of hops."""
    of: dict[str, list[Need]] = defaultdict(list)
    for need in found:
        of[need.entity].append(need)
    known = set(entities)
    edge = set(known)
    kept: list[Need] = []
    for _ in range(hops):
        here = [need for entity in sorted(edge) for need in of.get(entity, ())]
        kept += here
        edge = {p.entity for need in here for p in need.providers} - known
        known |= edge
    return kept
