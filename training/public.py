"""Public sets for pretraining: CrossNER (MIT) and Re-DocRED (MIT), as training examples.

Both are read from folders that the user gives; neither is part of the project. Their labels fill
the two layers of the mention head: Re-DocRED's the first, CrossNER's the second.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from aigeo.articles.learnt.labels import Labels
from aigeo.articles.learnt.tokens import TextTokenizer
from training.gold import IGNORE, Example, Span, build

CROSSNER = ("ai", "literature", "music", "politics", "science")
_CLOSES = frozenset({".", ",", ";", ":", ")", "]", "'s", "%", "n't", "?", "!"})
_OPENS = frozenset({"(", "[", "$"})


def join(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Words as running text, with the characters that each takes."""
    text, spans = "", []
    for word in words:
        if text and word not in _CLOSES and text[-1] not in _OPENS:
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
    return text, spans


def read_conll(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Sentences of a file with a word and a tag a line, blank lines between sentences."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            word, tag = line.split()[0], line.split()[-1]
            words.append(word)
            tags.append(tag)
        elif words:
            yield words, tags
            words, tags = [], []


def tag_spans(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """Words [first, last) and type of each tagged span."""
    first, kind = 0, ""
    for n, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            yield first, n, kind
            kind = ""
        if tag != "O" and not kind:
            first, kind = n, tag[2:]


def crossner(folder: Path, parts: tuple[str, ...] = ("train", "dev")) -> list[Any]:
    """Sentences of all five domains as (name, words, tags); test sets are left out."""
    return [
        (f"{domain}-{part}-{n}", words, tags)
        for domain in CROSSNER
        for part in parts
        for n, (words, tags) in enumerate(read_conll(folder / domain / f"{part}.txt"))
    ]


def redocred(folder: Path) -> list[dict[str, Any]]:
    """Documents of the dev and test sets (the training set is not needed)."""
    return [
        document
        for name in ("dev_revised.json", "test_revised.json")
        for document in json.loads((folder / name).read_text(encoding="utf-8"))
    ]


def public_labels(sentences: list[Any], documents: list[dict[str, Any]]) -> Labels:
    """Types of both sets; every relation is allowed between all types."""
    types = {f"doc-{m['type']}" for d in documents for v in d["vertexSet"] for m in v}
    types |= {f"ner-{kind}" for _, _, tags in sentences for _, _, kind in tag_spans(tags)}
    relations = sorted({r["r"] for d in documents for r in d["labels"]})
    signature = np.ones((len(relations), len(types), len(types)), dtype=bool)
    return Labels(tuple(sorted(types)), tuple(relations), signature)


def sentence_example(item: Any, tokenizer: TextTokenizer, labels: Labels) -> Example:
    """A CrossNER sentence; it has mention labels only."""
    name, words, tags = item
    text, places = join(words)
    spans = [
        Span(places[a][0], places[b - 1][1], n, f"ner-{kind}", True)
        for n, (a, b, kind) in enumerate(tag_spans(tags))
    ]
    example = build(name, text, [0], spans, tokenizer, labels)
    example.named[:] = IGNORE
    example.mask[:] = 0.0
    return example


def document_example(document: dict[str, Any], tokenizer: TextTokenizer, labels: Labels) -> Example:
    """A Re-DocRED document; a fact is marked on the mention pairs nearest to each other."""
    words = [w for sentence in document["sents"] for w in sentence]
    first = np.cumsum([0, *(len(s) for s in document["sents"])])
    text, places = join(words)
    starts = [places[n][0] for n in first[:-1]]
    spans = []
    for entity, mentions in enumerate(document["vertexSet"]):
        for mention in mentions:
            a, b = (first[mention["sent_id"]] + p for p in mention["pos"])
            kind = f"doc-{mention['type']}"
            spans.append(Span(places[a][0], places[b - 1][1], entity, kind, False))
    spans.sort(key=lambda s: (s.start, -s.end))
    example = build(document["title"], text, starts, spans, tokenizer, labels)
    example.generic[:] = IGNORE
    pairs = example.pairs
    entity = np.array([s.entity for s in example.spots], dtype=np.int64)
    left, right = entity[pairs.left], entity[pairs.right]
    gap = pairs.buckets[:, 1] * 100 + pairs.buckets[:, 0]
    for relation in document["labels"]:
        kind = labels.relation_index[relation["r"]]
        forward = (left == relation["h"]) & (right == relation["t"])
        backward = (left == relation["t"]) & (right == relation["h"])
        chosen = np.flatnonzero(forward | backward)
        for index in chosen:
            column = kind if forward[index] else kind + len(labels.relations)
            near = gap[index] == gap[chosen].min()
            if near:
                example.targets[index, column] = 1.0
            example.mask[index, column] = float(near or example.targets[index, column])
    return example
