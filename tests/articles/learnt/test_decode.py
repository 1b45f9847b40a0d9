from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aigeo.articles.learnt.decode import decode, softmax, viterbi
from aigeo.articles.learnt.labels import Labels
from aigeo.articles.learnt.tokens import Tokens

LABELS = Labels(("Firm", "Person"), ("FOUNDED",), np.ones((1, 2, 2), dtype=bool))


def _legal(path: tuple[int, ...], starts: list[bool]) -> bool:
    for n, label in enumerate(path):
        inside = label > 0 and label % 2 == 0
        if inside and (n == 0 or starts[n] or path[n - 1] not in (label, label - 1)):
            return False
    return True


scores = st.integers(1, 4).flatmap(
    lambda n: st.tuples(
        arrays(np.float32, (n, 5), elements=st.floats(-8, 0, width=16)),
        st.lists(st.booleans(), min_size=n, max_size=n),
    )
)


@given(scores)
@settings(deadline=None)
def test_viterbi_is_the_best_legal_sequence(case: tuple[np.ndarray, list[bool]]) -> None:
    values, starts = case
    path = viterbi(values, np.array(starts))
    rows = range(len(values))
    best = max(
        sum(values[n, p[n]] for n in rows)
        for p in product(range(5), repeat=len(values))
        if _legal(p, starts)
    )
    assert _legal(tuple(path.tolist()), starts)
    assert np.isclose(sum(values[n, path[n]] for n in rows), best, atol=1e-3)


def test_softmax_sums_to_one() -> None:
    out = softmax(np.array([[1000.0, 1000.0], [-5.0, 5.0]], dtype=np.float32))
    assert np.allclose(out.sum(axis=1), 1.0)


def _decode(labels: list[int], starts: list[int]) -> list[tuple[int, int, str]]:
    count = len(labels)
    numbers = np.arange(count, dtype=np.int64)
    tokens = Tokens(numbers, numbers, numbers * 2, numbers * 2 + 1, numbers)
    logits = np.zeros((count, 2, 5), dtype=np.float32)
    logits[:, 1, 0] = 9.0
    for word, label in enumerate(labels):
        logits[word, 0, label] = 9.0
    return [
        (m.start, m.end, m.type) for m in decode("x" * (2 * count), logits, tokens, starts, LABELS)
    ]


def test_words_of_one_mention_are_joined() -> None:
    assert _decode([0, 1, 2, 2, 0, 3], [0]) == [(2, 7, "Firm"), (10, 11, "Person")]


def test_two_mentions_side_by_side_stay_apart() -> None:
    assert _decode([1, 1, 2], [0]) == [(0, 1, "Firm"), (2, 5, "Firm")]


def test_no_mention_goes_over_the_end_of_a_sentence() -> None:
    assert all(end <= 3 or start >= 4 for start, end, _ in _decode([1, 2, 2, 2], [0, 2]))


def test_score_is_the_probability_of_the_type() -> None:
    numbers = np.arange(1, dtype=np.int64)
    tokens = Tokens(numbers, numbers, numbers, numbers + 1, numbers)
    logits = np.full((1, 2, 5), -20.0, dtype=np.float32)
    logits[0, 0, 1], logits[0, 0, 2], logits[0, 0, 0], logits[0, 1, 0] = 0.0, 0.0, 0.0, 5.0
    (found,) = decode("Z", logits, tokens, [0], LABELS, bias=1.0)
    assert np.isclose(found.score, 2 / 3, atol=1e-3)
