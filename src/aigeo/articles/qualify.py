"""Date, amount, share and attribution of relations, read from their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from aigeo.articles.amounts import find_money, find_share
from aigeo.articles.attribution import Claim
from aigeo.articles.dates import DateMention, find_dates
from aigeo.articles.mentions import Entity, Relation
from aigeo.articles.text import Sentence

_MONEY = frozenset({"INVESTS_IN", "ACQUIRES", "PROSECUTES", "LOBBIES"})
_UNDATED = frozenset(
    {"BASED_IN", "PART_OF", "COMPETES_WITH", "INPUT_TO", "WORKS_FOR", "DERIVED_FROM"}
)


def qualify(
    text: str,
    published: str | None,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    claims: Sequence[Claim],
    relations: Iterable[Relation],
) -> list[Relation]:
    """The relations with what their quotes say beside the ends; what they already have stays."""
    dates = find_dates(text, published)
    return [_one(text, sentences, entities, claims, dates, relation) for relation in relations]


def _one(
    text: str,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    claims: Sequence[Claim],
    dates: Sequence[DateMention],
    relation: Relation,
) -> Relation:
    known = {key for key, _ in relation.qualifiers}
    extra: list[tuple[str, Any]] = []
    quote = text[relation.start : relation.end]
    if (
        relation.type in _MONEY
        and "amount" not in known
        and (money := find_money(quote)) is not None
    ):
        extra.append(("amount", money.amount))
        if money.currency is not None:
            extra.append(("currency", money.currency))
    if (
        relation.type == "OWNS"
        and "share" not in known
        and (share := find_share(quote)) is not None
    ):
        extra.append(("share", share))
    for claim in claims:
        source = entities[claim.entity].id
        inside = claim.start <= relation.start and relation.end <= claim.end + 1
        if (
            inside
            and source not in (relation.subject, relation.object)
            and "attributed_to" not in known
        ):
            extra.append(("attributed_to", source))
            break
    when = relation.date or _date(relation, sentences, dates)
    return replace(relation, date=when, qualifiers=(*relation.qualifiers, *extra))


def _date(
    relation: Relation, sentences: Sequence[Sentence], dates: Sequence[DateMention]
) -> str | None:
    if relation.type in _UNDATED:
        return None
    inside = [d for d in dates if relation.start <= d.start and d.end <= relation.end]
    if inside:
        return inside[0].value
    sentence = next((s for s in sentences if s.start <= relation.start < s.end), None)
    if sentence is None:
        return None
    near = [d for d in dates if sentence.start <= d.start < sentence.end]
    if (
        len(near) == 1
        and min(abs(near[0].end - relation.start), abs(near[0].start - relation.end)) <= 12
    ):
        return near[0].value
    return None
