"""From scores of mention pairs to relations between entities."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from aigeo.articles.learnt.decode import softmax
from aigeo.articles.learnt.labels import STATUSES, Labels
from aigeo.articles.learnt.pairs import Pairs, Spot
from aigeo.articles.learnt.quotes import quote
from aigeo.articles.learnt.types import EntityCluster, RelationPrediction

Floats = npt.NDArray[np.float32]
DEFAULT_THRESHOLD = 0.3
_NOUN_PHRASES = frozenset({"BASED_IN", "PART_OF", "INPUT_TO", "WORKS_FOR", "ISSUES"})


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
    """One relation for each type and ordered pair of entities, from its surest mention pair.

    scores (pairs, 2 × relations): logits from left to right, then from right to left.
    """
    kinds = np.array([labels.entity_index[e.type] for e in entities], dtype=np.int64)
    owner = np.array([s.entity for s in spots], dtype=np.int64)
    count = len(labels.relations)
    usual = labels.thresholds.get("*", DEFAULT_THRESHOLD)
    floor = np.array(
        [
            threshold if threshold is not None else labels.thresholds.get(r, usual)
            for r in labels.relations
        ],
        dtype=np.float32,
    )
    probability = 1.0 / (1.0 + np.exp(-scores.astype(np.float32)))
    rows, columns = np.nonzero(probability >= np.concatenate([floor, floor]))
    best: dict[tuple[int, int, int], tuple[float, int]] = {}
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        relation = column % count
        ends = int(owner[pairs.left[row]]), int(owner[pairs.right[row]])
        subject, object_ = ends if column < count else ends[::-1]
        if not labels.signature[relation, kinds[subject], kinds[object_]]:
            continue
        score = float(probability[row, column])
        key = (relation, subject, object_)
        if key not in best or score > best[key][0]:
            best[key] = (score, row)
    out = []
    for (relation, subject, object_), (score, row) in best.items():
        name = labels.relations[relation]
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
