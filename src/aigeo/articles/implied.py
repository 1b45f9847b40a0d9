"""Facts that a noun phrase implies: "Chinese entities", "Anthropic's models", "U.S. export
controls"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aigeo.articles.mentions import Entity, Mention, Relation

_BODIES = frozenset(
    {"Firm", "Organization", "Agency", "ResearchOrganization", "Fund", "Government", "Facility"}
)
_GOODS = frozenset({"Model", "Chip"})


def implied_relations(
    text: str,
    phrases: Sequence[tuple[Mention, Entity]],
    nested: Mapping[int, Sequence[tuple[Mention, Entity]]],
    governments: Mapping[str, Entity],
) -> Iterator[Relation]:
    """Relations between a generic phrase and the names inside it.

    `nested[k]` are the named mentions inside phrase k; `governments` finds the government entity of
    a country's entry id, where the text has one.
    """
    for number, (phrase, entity) in enumerate(phrases):
        for name, owner in nested.get(number, ()):
            yield from _between(text, phrase, entity, name, owner, governments)
    return


def _between(
    text: str,
    phrase: Mention,
    entity: Entity,
    name: Mention,
    owner: Entity,
    governments: Mapping[str, Entity],
) -> Iterator[Relation]:
    start, end = min(phrase.start, name.start), phrase.end

    def relation(kind: str, subject: Entity, object_: Entity, status: str = "stated") -> Relation:
        return Relation(
            kind, subject.id, object_.id, start, end, f"implied/{kind}/{entity.type}", status
        )

    if owner.type == "Country":
        rest = text[name.end : phrase.end]
        if entity.type in _BODIES:
            if not (entity.type == "Organization" and "persons" in rest):
                yield relation("BASED_IN", entity, owner)
        elif entity.type == "Policy":
            issuer = governments.get(owner.entry or "", owner)
            yield relation("ISSUES", issuer, entity)
        elif entity.type in _GOODS and rest.startswith(
            ("-developed", "-designed", "-made", "-built")
        ):
            yield relation("DEVELOPS", owner, entity)
    elif entity.type == "Person" and owner.type in _BODIES:
        former = (
            "former" in text[phrase.start : name.start].casefold()
            or "ex-" in text[phrase.start : name.start]
        )
        yield relation("WORKS_FOR", entity, owner, "ended" if former else "stated")
    elif entity.type in _GOODS and owner.type in {"Firm", "ResearchOrganization"}:
        yield relation("DEVELOPS", owner, entity)
    elif entity.type == "Facility" and owner.type == "Firm":
        yield relation("OPERATES", owner, entity)
    elif entity.type == "Policy" and owner.type in {"Government", "Agency"}:
        yield relation("ISSUES", owner, entity)
