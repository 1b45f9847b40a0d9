"""Other names in the same sentences: the facts stay, and names cannot be learnt by heart."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from aigeo.articles.gazetteer import Gazetteer
from aigeo.articles.learnt.labels import Labels
from aigeo.articles.learnt.tokens import TextTokenizer
from aigeo.articles.text import split_sentences
from training.gold import Example, Span, build, find_spans, pair_targets

TYPES = frozenset({"Firm", "Person", "Fund", "ResearchOrganization", "Chip", "Model"})
"""Types whose names are exchanged; others are few and known (countries, agencies, rules)."""

Pool = Mapping[str, Sequence[tuple[str, ...]]]


def name_pool(documents: Iterable[dict[str, Any]], names: Gazetteer) -> Pool:
    """For each type, names with their short forms, longest first; from documents and gazetteer."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for document in documents:
        for entity in document["entities"]:
            if entity["type"] in TYPES and not entity.get("generic"):
                found[entity["type"]].add(_forms(entity["mentions"]))
    for entry in names:
        forms = [n for n in entry.names if n.isascii()]
        if entry.type in TYPES and forms:
            found[entry.type].add(_forms(forms))
    return {kind: sorted(forms) for kind, forms in found.items()}


def _forms(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names), key=lambda n: (-len(n), n)))


def rename(
    document: dict[str, Any], pool: Pool, share: float, dice: random.Random
) -> tuple[str, list[Span], list[dict[str, Any]]]:
    """Text, spans and relations with about `share` of the named entities renamed.

    Longer forms of a name become longer forms of the new one.
    """
    spans = find_spans(document)
    new: dict[int, dict[str, str]] = {}
    for index, entity in enumerate(document["entities"]):
        kind = entity["type"]
        if kind in TYPES and not entity.get("generic") and dice.random() < share:
            other = dice.choice(pool[kind])
            own = _forms(entity["mentions"])
            new[index] = {n: other[min(i, len(other) - 1)] for i, n in enumerate(own)}
    text = document["text"]
    old_bounds, new_bounds, parts, length, at = [0], [0], [], 0, 0
    for span in sorted(
        (s for s in spans if s.entity in new and not s.generic), key=lambda s: s.start
    ):
        parts.append(text[at : span.start])
        length += span.start - at
        old_bounds.append(span.start)
        new_bounds.append(length)
        replacement = new[span.entity].get(text[span.start : span.end], text[span.start : span.end])
        parts.append(replacement)
        length += len(replacement)
        old_bounds.append(span.end)
        new_bounds.append(length)
        at = span.end
    parts.append(text[at:])

    def moved(position: int) -> int:
        place = bisect_right(old_bounds, position) - 1
        offset = new_bounds[place] + position - old_bounds[place]
        # Inside an exchanged name: not beyond its end.
        return min(offset, new_bounds[place + 1]) if place + 1 < len(new_bounds) else offset

    moved_spans = [Span(moved(s.start), moved(s.end), s.entity, s.type, s.generic) for s in spans]
    relations = [
        {**r, "start_char": moved(r["start_char"]), "end_char": moved(r["end_char"])}
        for r in document["relations"]
    ]
    kept = [s for s in moved_spans if s.start < s.end]
    return "".join(parts), sorted(kept, key=lambda s: (s.start, -s.end, s.generic)), relations


def renamed_example(
    document: dict[str, Any],
    pool: Pool,
    share: float,
    dice: random.Random,
    tokenizer: TextTokenizer,
    labels: Labels,
) -> Example:
    """A training example of the document with other names in it."""
    text, spans, relations = rename(document, pool, share, dice)
    starts = [s.start for s in split_sentences(text)]
    example = build(document["id"], text, starts, spans, tokenizer, labels)
    ids = {e["id"]: n for n, e in enumerate(document["entities"])}
    for relation in relations:
        pair_targets(example, relation, ids, labels)
    return example
