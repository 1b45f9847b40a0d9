"""From scores of mention pairs to relations between entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aigeo.articles.learnt.decode import softmax
from aigeo.articles.learnt.labels import STATUSES, Labels
from aigeo.articles.learnt.pairs import Pairs, Spot
from aigeo.articles.learnt.quotes import quote
from aigeo.articles.learnt.types import EntityCluster, RelationPrediction

Floats = npt.NDArray[np.float32]
DEFAULT_THRESHOLD = 0.3
_NEGLIGIBLE = 0.02
"""Mention pairs with a lower probability add nothing."""
_NOUN_PHRASES = frozenset({"BASED_IN", "PART_OF", "INPUT_TO", "WORKS_FOR", "ISSUES"})


@dataclass(slots=True)
class _Evidence:
    """Mention pairs that say the same: independent evidence, and the row of the surest."""

    missed: float = 1.0
    best: float = 0.0
    row: int = -1

    def add(self, probability: float, row: int) -> None:
        self.missed *= 1.0 - probability
        if probability > self.best:
            self.best, self.row = probability, row

    @property
    def score(self) -> float:
        return 1.0 - self.missed


def best_relations(
    text: str,
    labels: Labels,
    entities: Sequence[EntityCluster],
    spots: Sequence[Spot],
    spans: Sequence[tuple[int, int]],
    pairs: Pairs,
    scores: Floats,
    status: Floats,
    sentences: Sequence[tuple[int, int]],
    threshold: float | None,
) -> list[RelationPrediction]:
    """One relation for each type and ordered pair of entities; the quote is the surest pair's.

    scores (pairs, 2 × relations): logits from left to right, then from right to left.
    """
    kinds = np.array([labels.entity_index[e.type] for e in entities], dtype=np.int64)
    owner = np.array([s.entity for s in spots], dtype=np.int64)
    count = len(labels.relations)
    usual = labels.thresholds.get("*", DEFAULT_THRESHOLD)
    probability = 1.0 / (1.0 + np.exp(-scores.astype(np.float64)))
    rows, columns = np.nonzero(probability >= _NEGLIGIBLE)
    seen: dict[tuple[int, int, int], _Evidence] = {}
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        relation = column % count
        ends = int(owner[pairs.left[row]]), int(owner[pairs.right[row]])
        subject, object_ = ends if column < count else ends[::-1]
        if labels.signature[relation, kinds[subject], kinds[object_]]:
            key = (relation, subject, object_)
            seen.setdefault(key, _Evidence()).add(float(probability[row, column]), row)
    out = []
    for (relation, subject, object_), evidence in seen.items():
        name, row = labels.relations[relation], evidence.row
        score = labels.calibrated(evidence.score)
        floor = labels.thresholds.get(name, usual) if threshold is None else threshold
        if score < floor:
            continue
        start, end = quote(
            text,
            spans[int(pairs.left[row])],
            spans[int(pairs.right[row])],
            sentences,
            noun_phrase=name in _NOUN_PHRASES,
        )
        how = softmax(status[row, : len(STATUSES)])
        negated = softmax(status[row, len(STATUSES) :])
        out.append(
            RelationPrediction(
                type=name,
                subject_index=subject,
                object_index=object_,
                quote_start=start,
                quote_end=end,
                score=score,
                status=STATUSES[int(how.argmax())],
                negated=bool(negated[1] > 0.5),
            )
        )
    return sorted(out, key=lambda r: (-r.score, r.quote_start, r.type, r.subject_index))
