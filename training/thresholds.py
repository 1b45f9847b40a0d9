"""Calibration and thresholds of relations, learnt on documents that the model did not see.

Scores are calibrated by a line on their log-odds (Platt 1999). Thresholds are on the calibrated
scores.

The micro-averaged F1 is highest where each finding is kept whose probability of being right is
above half of that F1 (Lipton et al. 2014, "Optimal Thresholding of Classifiers to Maximize F1
Measure"). The global threshold is searched for; each type's own then maximises
right findings − F1/2 × findings, within a factor of two of the global one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from aigeo.articles.learnt import LearntModel
from aigeo.articles.learnt.labels import Labels
from training.chain import relations_of
from training.evaluate import gold_entities

FLOOR = 0.05
_ENOUGH = 12
"""Types with fewer annotated relations keep the global threshold."""

Finding = tuple[str, float, bool]


def findings(model: LearntModel, documents: Sequence[dict[str, Any]]) -> list[Finding]:
    """(type, score, right) of all relations above a low floor, between annotated entities."""
    out: list[Finding] = []
    for document in documents:
        entities = gold_entities(document)
        gold = {(r["type"], r["subject"], r["object"]) for r in document["relations"]}
        for r in relations_of(model, document["text"], entities, FLOOR):
            key = (r.type, entities[r.subject_index].id, entities[r.object_index].id)
            out.append((r.type, r.score, key in gold))
    return out


def platt(found: Sequence[Finding], steps: int = 50) -> tuple[float, float]:
    """Slope and offset on the log-odds that make scores shares of right findings (Newton)."""
    p = np.clip(np.array([f[1] for f in found]), 1e-6, 1 - 1e-6)
    x = np.stack([np.log(p / (1 - p)), np.ones_like(p)], axis=1)
    y = np.array([f[2] for f in found], dtype=float)
    line = np.array([1.0, 0.0])
    for _ in range(steps):
        guess = 1 / (1 + np.exp(-x @ line))
        # A slight pull towards the uncalibrated line keeps it finite when few are known.
        gradient = x.T @ (guess - y) + (line - (1.0, 0.0))
        hessian = (x * (guess * (1 - guess))[:, None]).T @ x + np.eye(2)
        line = line - np.linalg.solve(hessian, gradient)
    return round(float(line[0]), 4), round(float(line[1]), 4)


def calibrate(found: Sequence[Finding], line: tuple[float, float]) -> list[Finding]:
    """The findings with calibrated scores."""
    labels = Labels((), (), np.zeros((0, 0, 0), dtype=bool), calibration=line)
    return [(kind, labels.calibrated(score), right) for kind, score, right in found]


def best_threshold(scores: np.ndarray, right: np.ndarray, gold: int) -> tuple[float, float]:
    """Threshold with the highest F1, and that F1."""
    order = np.argsort(-scores)
    hits = np.cumsum(right[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + gold)
    best = int(f1.argmax())
    return float(scores[order[best]]), float(f1[best])


def learn(found: Sequence[Finding], documents: Sequence[dict[str, Any]]) -> dict[str, float]:
    """A threshold for every relation type that was found; `*` is the global one."""
    annotated: dict[str, int] = defaultdict(int)
    for document in documents:
        for relation in document["relations"]:
            annotated[relation["type"]] += 1
    scores = np.array([f[1] for f in found])
    right = np.array([f[2] for f in found], dtype=float)
    shared, f1 = best_threshold(scores, right, sum(annotated.values()))
    out = {"*": round(shared, 3)}
    for kind in sorted({f[0] for f in found}):
        own = np.array([f[0] == kind for f in found])
        if annotated[kind] >= _ENOUGH:
            order = np.argsort(-scores[own])
            gain = np.cumsum(right[own][order] - f1 / 2)
            cut = float(scores[own][order][int(gain.argmax())]) if gain.max() > 0 else 1.0
            out[kind] = round(float(np.clip(cut, shared / 2, min(0.8, 2 * shared))), 3)
        else:
            out[kind] = round(shared, 3)
    return out


def reliability(found: Sequence[Finding], bins: Sequence[float]) -> list[tuple[float, float, int]]:
    """(mean score, share right, count) of the findings between neighbouring bounds."""
    scores = np.array([f[1] for f in found])
    right = np.array([f[2] for f in found], dtype=float)
    out = []
    for low, high in pairwise(bins):
        chosen = (scores >= low) & (scores < high)
        if chosen.any():
            out.append(
                (float(scores[chosen].mean()), float(right[chosen].mean()), int(chosen.sum()))
            )
    return out
