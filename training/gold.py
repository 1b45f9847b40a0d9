"""Annotated documents as training examples: tokens, mention labels, mention pairs, facts."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from aigeo.articles.learnt.labels import STATUSES, Labels
from aigeo.articles.learnt.pairs import Pairs, Spot, make_pairs
from aigeo.articles.learnt.tokens import TextTokenizer, Tokens
from aigeo.articles.text import split_sentences

IGNORE = -100


@dataclass(slots=True)
class Span:
    """Characters [start, end) that stand for an entity."""

    start: int
    end: int
    entity: int
    type: str
    generic: bool


@dataclass(slots=True)
class Example:
    """One document ready for training; arrays are described in `pair_targets`."""

    id: str
    text: str
    tokens: Tokens
    breaks: list[int]
    spans: list[Span]
    spots: list[Spot]
    pairs: Pairs
    named: np.ndarray
    generic: np.ndarray
    targets: np.ndarray
    mask: np.ndarray
    status: np.ndarray
    negated: np.ndarray


def read_documents(*paths: Path) -> list[dict[str, Any]]:
    """Documents of JSON-lines files in the form of the gold data, in the order of the files."""
    out: list[dict[str, Any]] = []
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            out += [json.loads(line) for line in lines if line.strip()]
    return out


def split(documents: list[dict[str, Any]], every: int, part: str) -> list[dict[str, Any]]:
    """Every n-th document (`held`) or the others (`rest`)."""
    if part not in {"held", "rest"}:
        raise ValueError(f"part must be held or rest, not {part}")
    return [d for n, d in enumerate(documents) if (n % every == 0) == (part == "held")]


def find_spans(document: dict[str, Any]) -> list[Span]:
    """Every occurrence of every mention; longest first, named and generic ones apart."""
    text = document["text"]
    out: list[Span] = []
    for generic in (False, True):
        surfaces: dict[str, tuple[int, str]] = {}
        for index, entity in enumerate(document["entities"]):
            if bool(entity.get("generic")) == generic:
                for surface in entity["mentions"]:
                    surfaces.setdefault(surface, (index, entity["type"]))
        taken = np.zeros(len(text) + 1, dtype=bool)
        for surface in sorted(surfaces, key=lambda s: (-len(s), s)):
            index, kind = surfaces[surface]
            for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text):
                if not taken[match.start() : match.end()].any():
                    taken[match.start() : match.end()] = True
                    out.append(Span(match.start(), match.end(), index, kind, generic))
    return sorted(out, key=lambda s: (s.start, -s.end, s.generic))


def word_labels(tokens: Tokens, spans: list[Span], labels: Labels) -> np.ndarray:
    """BIO labels at the first token of each word, `IGNORE` elsewhere."""
    out = np.full(len(tokens), IGNORE, dtype=np.int64)
    out[tokens.word_first] = 0
    for span in spans:
        found = tokens.span(span.start, span.end)
        if found is None:
            continue
        words = tokens.word_first[(tokens.word_first >= found[0]) & (tokens.word_first < found[1])]
        kind = labels.entity_index[span.type]
        for n, word in enumerate(words):
            out[word] = 1 + 2 * kind + (n > 0)
    return out


def make_spots(tokens: Tokens, spans: list[Span], starts: list[int], labels: Labels) -> list[Spot]:
    """Mentions as token ranges; `starts` are the first characters of the sentences."""
    out: list[Spot] = []
    for span in spans:
        found = tokens.span(span.start, span.end)
        if found is not None:
            sentence = int(np.searchsorted(starts, span.start, side="right")) - 1
            kind = labels.entity_index[span.type] + len(labels.entities) * span.generic
            out.append(Spot(span.entity, found[0], found[1], sentence, kind))
    return out


def make_example(document: dict[str, Any], tokenizer: TextTokenizer, labels: Labels) -> Example:
    """Everything that training needs of a document in the form of the gold data."""
    text = document["text"]
    starts = [s.start for s in split_sentences(text)]
    example = build(document["id"], text, starts, find_spans(document), tokenizer, labels)
    ids = {e["id"]: n for n, e in enumerate(document["entities"])}
    for relation in document["relations"]:
        pair_targets(example, relation, ids, labels)
    return example


def build(
    name: str,
    text: str,
    starts: list[int],
    found: list[Span],
    tokenizer: TextTokenizer,
    labels: Labels,
) -> Example:
    """An example without relations; `starts` are the first characters of the sentences."""
    tokens = tokenizer(text)
    spans = [s for s in found if tokens.span(s.start, s.end) is not None]
    spots = make_spots(tokens, spans, starts, labels)
    pairs = make_pairs(spots, len(tokens))
    return Example(
        id=name,
        text=text,
        tokens=tokens,
        breaks=np.searchsorted(tokens.starts, starts).tolist(),
        spans=spans,
        spots=spots,
        pairs=pairs,
        named=word_labels(tokens, [s for s in spans if not s.generic], labels),
        generic=word_labels(tokens, [s for s in spans if s.generic], labels),
        targets=np.zeros((len(pairs), 2 * len(labels.relations)), dtype=np.float32),
        mask=allowed(pairs, spots, labels),
        status=np.full(len(pairs), IGNORE, dtype=np.int64),
        negated=np.full(len(pairs), IGNORE, dtype=np.int64),
    )


def allowed(pairs: Pairs, spots: list[Spot], labels: Labels) -> np.ndarray:
    """(pairs, 2 × relations): what the signatures admit from left to right, then right to left."""
    if not len(pairs):
        return np.zeros((0, 2 * len(labels.relations)), dtype=np.float32)
    kinds = np.array([s.kind for s in spots]) % len(labels.entities)
    left, right = kinds[pairs.left], kinds[pairs.right]
    forward = labels.signature[:, left, right].T
    backward = labels.signature[:, right, left].T
    return np.concatenate([forward, backward], axis=1).astype(np.float32)


def pair_targets(
    example: Example, relation: dict[str, Any], ids: dict[str, int], labels: Labels
) -> None:
    """Mark the mention pairs that carry a relation: those in its quote, else the nearest to it.

    Other pairs of the same two entities may or may not say it again; they are left out of the
    loss for that type.
    """
    subject, object_ = ids[relation["subject"]], ids[relation["object"]]
    pairs, spots, spans = example.pairs, example.spots, example.spans
    entity = np.array([s.entity for s in spots], dtype=np.int64)
    if not len(pairs):
        return
    left, right = entity[pairs.left], entity[pairs.right]
    forward = (left == subject) & (right == object_)
    chosen = np.flatnonzero(forward | ((left == object_) & (right == subject)))
    if not len(chosen):
        return
    start, end = relation["start_char"], relation["end_char"]
    away = np.array([max(0, s.start - end, start - s.end) for s in spans], dtype=np.int64)
    # A mention after the quote names what came before it less often than one ahead of it.
    away = np.where(np.array([s.start for s in spans]) >= end, 2 * away, away)
    cost = away[pairs.left[chosen]] + away[pairs.right[chosen]]
    best = chosen[cost == cost.min()]
    kind = labels.relation_index[relation["type"]]
    for index in chosen:
        column = kind if forward[index] else kind + len(labels.relations)
        if index in best:
            example.targets[index, column] = 1.0
            example.mask[index, column] = 1.0
            example.status[index] = STATUSES.index(relation.get("status") or "stated")
            example.negated[index] = int(bool(relation.get("negated")))
        elif example.targets[index, column] == 0.0:
            example.mask[index, column] = 0.0
