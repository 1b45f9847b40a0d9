"""Fit how votes are combined, on the training texts, with parts that had not seen each text.

usage: calibrate.py [--epoch FOLDER] [--train FILE…] --learnt MODEL [--unseen FILE] [-o FILE]

For each of 5 folds: rules with the knowledge of the other folds read the text, a pair model trained
on the other folds votes; this gives the record of every rule. `--learnt` is a model trained without
the texts of `--unseen`, by default every fifth (`training.train --hold 5`): on those texts, read
with its mentions, the logistic model is fitted to the votes of all three parts. The threshold is a
choice of precision over recall, made on the development sets: see docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from alignment import align
from folds import cross_readings, reader
from texts import add_train, read_texts
from train_pairs import entity_rows, examples, fit

from aigeo.articles.combine import (
    Candidate,
    Combiner,
    gather,
    kind_of_entity,
    learnt_votes,
    pair_votes,
    rule_votes,
)
from aigeo.articles.learnt import LearntModel
from aigeo.articles.localextractor import grounded, used_entities
from aigeo.articles.patterns import trusted_rules
from aigeo.articles.text import split_sentences

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "src" / "aigeo" / "articles" / "data" / "combiner.json"
L2, FOLDS, THRESHOLD = 4.0, 5, 0.25


def outcomes(document: dict, reading, candidates: list[Candidate]):
    """(candidate, generic ends, right or not); a gold relation is credited once."""
    to_gold = align(document["entities"], entity_rows(reading))
    left = Counter(
        (r["type"], r["subject"], r["object"], bool(r["negated"])) for r in document["relations"]
    )
    generic = {e.id: e.generic for e in reading.entities}
    for candidate in candidates:
        r = candidate.relation
        key = (r.type, to_gold.get(r.subject), to_gold.get(r.object), r.negated)
        right = left[key] > 0
        left[key] -= right
        yield candidate, (generic[r.subject], generic[r.object]), right


def held_out(documents, held, pairs, readings, model: LearntModel, epoch: Path | None):
    """Outcomes on the texts that neither rules, pair model nor learnt model have seen."""
    unseen = {d["id"] for d in held}
    rules = reader([d for d in documents if d["id"] not in unseen], epoch)
    linear = fit([x for _, d, _ in readings if d["id"] not in unseen for x in pairs[d["id"]]])
    for document in held:
        text = document["text"]
        bounds = [(s.start, s.end) for s in split_sentences(text)]
        reading = rules.read(text, model.predict(text, sentences=bounds).mentions)
        votes = [
            *rule_votes(reading), *pair_votes(reading, linear), *learnt_votes(reading, model),
        ]  # fmt: skip
        yield (
            reading,
            list(outcomes(document, reading, gather(grounded(reading, votes)[0]))),
            document,
        )


def entity_outcomes(document: dict, reading, chosen: list, record: dict[str, list[int]]) -> None:
    """Add which of the entities that would be shown are right, by how they were found."""
    to_gold = align(document["entities"], entity_rows(reading))
    kind = {e["id"]: e["type"] for e in document["entities"]}
    for entity in used_entities(reading.entities, chosen):
        right = kind.get(to_gold.get(entity.id, "")) == entity.type
        way = kind_of_entity(entity)
        for key in (way, f"{way}|{entity.type}"):
            entry = record.setdefault(key, [0, 0])
            entry[0] += right
            entry[1] += 1


def logistic(rows: list[dict[str, float]], y: np.ndarray) -> dict[str, float]:
    names = sorted({n for row in rows for n in row})
    index = {n: i for i, n in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for n, v in row.items():
            x[i, index[n]] = v
    penalty = np.full(len(names), L2)
    penalty[index["bias"]] = 0.0
    w = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-6)
        w -= np.linalg.solve(hessian, gradient)
    return {n: round(float(w[index[n]]), 4) for n in names}


def best_threshold(
    chances: np.ndarray, y: np.ndarray, gold: int
) -> tuple[float, float, float, float]:
    order = np.argsort(-chances)
    tp = np.cumsum(y[order])
    f1 = 2 * tp / (np.arange(1, len(y) + 1) + gold)
    k = int(np.argmax(f1))
    return float(chances[order[k]]), float(f1[k]), float(tp[k] / (k + 1)), float(tp[k] / gold)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--epoch", type=Path)
    add_train(parser)
    parser.add_argument("--learnt", type=Path, required=True)
    parser.add_argument("--unseen", type=Path, nargs="+", help="texts the learnt model never saw")
    parser.add_argument("--threshold", type=float, default=THRESHOLD)
    parser.add_argument("-o", "--output", type=Path, default=OUT)
    a = parser.parse_args()
    documents = read_texts(a.train)
    readings = list(cross_readings(documents, a.epoch, FOLDS))
    pairs = {d["id"]: list(examples(d, r)) for _, d, r in readings}
    found: list[tuple[Candidate, tuple[bool, bool], bool]] = []
    for _, document, reading in readings:
        votes = grounded(reading, rule_votes(reading))[0]
        found.extend(outcomes(document, reading, gather(votes)))
    record: dict[str, list[int]] = {}
    for candidate, _, right in found:
        for rule in candidate.rules:
            entry = record.setdefault(rule, [0, 0])
            entry[0] += right
            entry[1] += 1
    prior = sum(r for r, _ in record.values()) / max(1, sum(n for _, n in record.values()))
    trusted = [record[rule] for rule in trusted_rules() if rule in record]
    believed = sum(r for r, _ in trusted) / max(1, sum(n for _, n in trusted))
    combiner = Combiner({}, {k: (v[0], v[1]) for k, v in record.items()}, prior, 0.5, believed)
    unseen_ids = {d["id"] for d in read_texts(a.unseen or [])}
    held = [
        d
        for i, d in enumerate(documents)
        if (d["id"] in unseen_ids if unseen_ids else i % FOLDS == 0)
    ]
    unseen = list(held_out(documents, held, pairs, readings, LearntModel.load(a.learnt), a.epoch))
    found = [x for _, outcome, _ in unseen for x in outcome]
    rows = [combiner.features(c, g, less=(int(right), 1)) for c, g, right in found]
    y = np.array([right for _, _, right in found], dtype=float)
    weights = logistic(rows, y)
    fitted = Combiner(weights, combiner._rules, prior, 0.5, believed)
    chances = np.array([fitted.confidence(row) for row in rows])
    gold = sum(len(d["relations"]) for d in held)
    threshold, f1, precision, recall = best_threshold(chances, y, gold)
    print(
        f"{len(found)} candidates; F1 {f1:.3f} P {precision:.3f} R {recall:.3f} at {threshold:.3f}",
        file=sys.stderr,
    )
    for low in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        chosen = (chances >= low) & (chances < low + 0.1)
        if chosen.any():
            print(
                f"  confidence {low:.1f}-{low + 0.1:.1f}: {chosen.sum():5d} relations, "
                f"{y[chosen].mean():.2f} right",
                file=sys.stderr,
            )
    fitted.threshold = a.threshold
    entities: dict[str, list[int]] = {}
    for reading, outcome, document in unseen:
        generic = {e.id: e.generic for e in reading.entities}
        chosen = fitted.choose([c for c, _, _ in outcome], generic)
        entity_outcomes(document, reading, chosen, entities)
    a.output.write_text(
        json.dumps(
            {
                "prior": round(prior, 4),
                "trusted": round(believed, 4),
                "threshold": a.threshold,
                "weights": weights,
                "rules": dict(sorted(record.items())),
                "entities": dict(sorted(entities.items())),
            },
            indent=1,
        ),
        "utf-8",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
