"""Fit how votes are combined, on the training texts, with parts that had not seen each text.

usage: calibrate.py [--epoch FOLDER] [--train train-news.jsonl] [--learnt votes.jsonl] [-o FILE]

For each of 5 folds: rules with the knowledge of the other folds read the text, a pair model trained
on the other folds votes. `--learnt` gives the learnt model's cross-validated votes, one line a
text.
Writes the record of every rule, the weights of the logistic model and the threshold of best F1.
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
from folds import cross_readings
from train_pairs import entity_rows, examples, fit

from aigeo.articles.combine import Candidate, Combiner, gather, pair_votes, rule_votes
from aigeo.articles.localextractor import grounded

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "src" / "aigeo" / "articles" / "data" / "combiner.json"
L2, FOLDS = 3.0, 5


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
    parser.add_argument(
        "--train", type=Path, default=ROOT / "data" / "extraction" / "train-news.jsonl"
    )
    parser.add_argument("-o", "--output", type=Path, default=OUT)
    a = parser.parse_args()
    documents = [
        json.loads(line) for line in a.train.read_text("utf-8").splitlines() if line.strip()
    ]
    readings = list(cross_readings(documents, a.epoch, FOLDS))
    pairs = {d["id"]: list(examples(d, r)) for _, d, r in readings}
    found: list[tuple[Candidate, tuple[bool, bool], bool]] = []
    for fold in range(FOLDS):
        model = fit([x for f, d, _ in readings if f != fold for x in pairs[d["id"]]])
        for f, document, reading in readings:
            if f == fold:
                votes = [*rule_votes(reading), *pair_votes(reading, model)]
                found.extend(outcomes(document, reading, gather(grounded(reading, votes)[0])))
    record: dict[str, list[int]] = {}
    for candidate, _, right in found:
        for rule in candidate.rules:
            entry = record.setdefault(rule, [0, 0])
            entry[0] += right
            entry[1] += 1
    prior = sum(r for r, _ in record.values()) / max(1, sum(n for _, n in record.values()))
    combiner = Combiner({}, {k: (v[0], v[1]) for k, v in record.items()}, prior, 0.5)
    rows = [combiner.features(c, g, less=(int(right), 1)) for c, g, right in found]
    y = np.array([right for _, _, right in found], dtype=float)
    weights = logistic(rows, y)
    fitted = Combiner(weights, combiner._rules, prior, 0.5)
    chances = np.array([fitted.confidence(row) for row in rows])
    gold = sum(len(d["relations"]) for d in documents)
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
    a.output.write_text(
        json.dumps(
            {
                "prior": round(prior, 4),
                "threshold": round(threshold, 3),
                "weights": weights,
                "rules": dict(sorted(record.items())),
            },
            indent=1,
        ),
        "utf-8",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
