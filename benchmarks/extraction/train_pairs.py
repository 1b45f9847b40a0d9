"""Train the linear pair model on readings of the annotated training texts.

usage: train_pairs.py [--epoch FOLDER] [--train FILE…] [-o FILE]

Readings are made by rules that have not seen the text (5 folds), so that training sees the entities
that extraction sees. Logistic loss for each class, AdaGrad, features of at least 2 occurrences.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from alignment import align
from folds import cross_readings
from texts import add_train, read_texts

from aigeo.articles.local import Reading
from aigeo.articles.pairs import PairModel, pair_features, sentence_tokens, slot_pairs
from aigeo.articles.render import render

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "src" / "aigeo" / "articles" / "data" / "pairs.npz"
EPOCHS, RATE, L2, SEED = 12, 0.15, 2e-4, 1


def entity_rows(reading: Reading) -> list[dict]:
    return [
        {"id": e.id, "type": e.type, "name": e.name, "mentions": e.surfaces()}
        for e in reading.entities
    ]


def examples(document: dict, reading: Reading):
    """(features, labels) of the slot pairs of a document; pairs that repeat a fact elsewhere are
    left out."""
    to_gold = align(document["entities"], entity_rows(reading))
    numbers = {n: to_gold.get(e.id) for n, e in enumerate(reading.entities)}
    gold: dict[tuple, list[tuple[str, int, int]]] = {}
    for r in document["relations"]:
        gold.setdefault((r["subject"], r["object"]), []).append(
            (r["type"], r["start_char"], r["end_char"])
        )

    def labels_of(left, right, start, end):
        labels, elsewhere = set(), False
        for first, second, mark in ((left, right, ">"), (right, left, "<")):
            for s in first.entities:
                for o in second.entities:
                    for kind, begin, stop in gold.get((numbers[s], numbers[o]), ()):
                        if begin < end and start < stop:
                            labels.add((kind + mark, s, o))
                        else:
                            elsewhere = True
        return labels, elsewhere

    for sentence in reading.sentences:
        found = [p for p in reading.slots if sentence.start <= p[0].start < sentence.end]
        rendered = render(reading.text, sentence, found)
        words, slots = sentence_tokens(rendered)
        rows = []
        closest: dict[tuple, int] = {}
        for left, right, between in slot_pairs(slots):
            labels, elsewhere = labels_of(left, right, sentence.start, sentence.end)
            for label in labels:
                closest[label] = min(closest.get(label, 99), between)
            rows.append((left, right, between, labels, elsewhere))
        for left, right, between, labels, elsewhere in rows:
            near = {name for name, s, o in labels if closest[(name, s, o)] == between}
            if (labels and not near) or (not labels and elsewhere):
                continue
            yield pair_features(words, left, right, between, reading.entities), near


def fit(rows: list[tuple[list[str], set[str]]], minimum: int = 2, seed: int = SEED) -> PairModel:
    counts = Counter(f for features, _ in rows for f in set(features))
    index = {f: i for i, f in enumerate(sorted(f for f, c in counts.items() if c >= minimum))}
    classes = sorted({c for _, labels in rows for c in labels})
    column = {c: i for i, c in enumerate(classes)}
    data = [
        (np.array([index[f] for f in fs if f in index]), [column[c] for c in ls]) for fs, ls in rows
    ]
    weights = np.zeros((len(index), len(classes)), dtype=np.float32)
    history = np.full_like(weights, 1.0)
    weights[index["bias"]] = -3.0
    rng = random.Random(seed)
    for epoch in range(EPOCHS):
        rng.shuffle(data)
        for ids, labels in data:
            if not labels and epoch and rng.random() < 0.3:
                continue
            w = weights[ids]
            error = 1.0 / (1.0 + np.exp(-w.sum(axis=0)))
            error[labels] -= 1.0
            gradient = error[None, :] + L2 * w
            history[ids] += gradient**2
            weights[ids] = w - RATE * gradient / np.sqrt(history[ids])
    return PairModel(index, weights, classes)


def save(model: PairModel, path: Path) -> None:
    weights = model._weights
    keep = np.abs(weights).max(axis=1) >= 0.08
    scale = float(np.abs(weights).max()) / 127
    names = [f for f, k in zip(model._features, keep, strict=True) if k]
    np.savez_compressed(
        path,
        features=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        weights=np.round(weights[keep] / scale).astype(np.int8),
        scale=np.float32(scale),
        classes=np.frombuffer("\n".join(model.classes).encode(), dtype=np.uint8),
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--epoch", type=Path)
    add_train(parser)
    parser.add_argument("-o", "--output", type=Path, default=OUT)
    a = parser.parse_args()
    documents = read_texts(a.train)
    rows = [x for _, d, r in cross_readings(documents, a.epoch) for x in examples(d, r)]
    positive = sum(bool(labels) for _, labels in rows)
    print(f"{len(rows)} pairs, {positive} with a relation", file=sys.stderr)
    save(fit(rows), a.output)
    print(f"{a.output}: {a.output.stat().st_size / 1e6:.1f} MB", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
