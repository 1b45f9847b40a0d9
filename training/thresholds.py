"""Calibration and threshold of relations, learnt on documents that the model did not see.

Scores are calibrated by a line on their log-odds (Platt 1999), between annotated entities. The
threshold on the calibrated scores is the one with the best F1 between predicted entities. One
threshold serves all types: one for each type was tried and did worse on other documents (the
calibrated probability is what the best cut for micro-averaged F1 depends on; Lipton et al. 2014).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from aigeo.articles.learnt import LearntModel
from aigeo.articles.learnt.labels import Labels
from training.chain import entities_of, relations_of
from training.evaluate import gold_entities

FLOOR = 0.05

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


def chained_findings(model: LearntModel, documents: Sequence[dict[str, Any]]) -> list[Finding]:
    """The same between predicted entities; right where both ends share a name with gold's."""
    out: list[Finding] = []
    for document in documents:
        entities = entities_of(model, document["text"])
        names = {e["id"]: set(e["mentions"]) for e in document["entities"]}
        gold = [(r["type"], names[r["subject"]], names[r["object"]]) for r in document["relations"]]
        for r in relations_of(model, document["text"], entities, FLOOR):
            subject = set(entities[r.subject_index].surfaces())
            object_ = set(entities[r.object_index].surfaces())
            right = any(t == r.type and s & subject and o & object_ for t, s, o in gold)
            out.append((r.type, r.score, right))
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
    """The threshold of all types (`*`), from findings with calibrated scores."""
    scores = np.array([f[1] for f in found])
    right = np.array([f[2] for f in found], dtype=float)
    cut, _ = best_threshold(scores, right, sum(len(d["relations"]) for d in documents))
    return {"*": round(cut, 3)}


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
