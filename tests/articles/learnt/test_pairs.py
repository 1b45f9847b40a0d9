from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aigeo.articles.learnt.pairs import MAX_SENTENCES, RangeMax, Spot, make_pairs

places = st.lists(st.tuples(st.integers(0, 90), st.integers(1, 6), st.integers(0, 4)), max_size=14)


def _spots(cases: list[tuple[int, int, int]]) -> list[Spot]:
    return sorted(
        (Spot(entity, at, at + size, at // 20, 0) for at, size, entity in cases),
        key=lambda s: (s.first, -s.last),
    )


@given(places)
def test_pairs_are_all_near_mentions_of_different_entities(
    cases: list[tuple[int, int, int]],
) -> None:
    spots = _spots(cases)
    pairs = make_pairs(spots, 100)
    found = set(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))
    expected = {
        (a, b)
        for b, right in enumerate(spots)
        for a, left in enumerate(spots[:b])
        if left.entity != right.entity and right.sentence - left.sentence <= MAX_SENTENCES
    }
    assert found == expected


@given(places)
def test_ranges_lie_in_the_text(cases: list[tuple[int, int, int]]) -> None:
    pairs = make_pairs(_spots(cases), 100)
    assert (pairs.ranges[..., 0] <= pairs.ranges[..., 1]).all()
    assert (pairs.ranges[..., 0] >= 0).all()
    assert (pairs.ranges[:, 1:, 1] <= 100).all()


def test_a_mention_inside_another_has_nothing_between() -> None:
    pairs = make_pairs([Spot(0, 3, 9, 0, 0), Spot(1, 4, 5, 0, 0)], 20)
    assert pairs.ranges[0, 0].tolist() == [9, 9]
    assert pairs.buckets[0, 0] == 0
    assert pairs.ranges[0, 2].tolist() == [9, 17]


@given(st.integers(1, 70), st.data())
def test_range_max_is_the_maximum(rows: int, data: st.DataObject) -> None:
    values = np.random.default_rng(rows).normal(size=(rows, 3)).astype(np.float32)
    start = data.draw(st.integers(0, rows))
    end = data.draw(st.integers(start, rows))
    (found,) = RangeMax(values)(np.array([start]), np.array([end]))
    wanted = values[start:end].max(axis=0) if end > start else np.zeros(3, dtype=np.float32)
    assert np.array_equal(found, wanted)
