from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aigeo.articles.story import LEAST_WORDS, SAME, SIZE, Stories, from_text, signature, to_text

TRAINING = Path(__file__).parents[2] / "data" / "extraction" / "train-news.jsonl"
WORDS = st.tuples(st.integers(0, 2**32), st.integers(LEAST_WORDS, 200)).map(
    lambda drawn: [f"w{n}" for n in np.random.default_rng(drawn[0]).integers(0, 500, drawn[1])]
)


def texts(count: int) -> list[str]:
    lines = TRAINING.read_text("utf-8").splitlines()[:count]
    return [json.loads(line)["text"] for line in lines]


def alike(a: str, b: str) -> float:
    left, right = signature(a), signature(b)
    assert left is not None and right is not None
    return float((left == right).mean())


def test_copies_with_small_changes_are_one_story():
    for text in texts(10):
        words = text.split()
        assert alike(text, text.replace("\n", "  ").upper()) == 1
        assert alike(text, " ".join(w for n, w in enumerate(words) if n % 40)) >= SAME
        assert alike(text, "By A. Reporter, for the wire. " + text) >= SAME


def test_different_texts_are_not():
    some = texts(40)
    signatures = [s for t in some if (s := signature(t)) is not None]
    closest = max((a == b).mean() for n, a in enumerate(signatures) for b in signatures[:n])
    assert closest < SAME / 2


def test_short_notes_have_no_signature():
    assert signature("word " * (LEAST_WORDS - 1)) is None


@settings(deadline=None)  # machines may be busy
@given(WORDS)
def test_the_stored_form_gives_the_signature_back(words):
    values = signature(" ".join(words))
    assert values is not None
    assert np.array_equal(from_text(to_text(values)), values)


@settings(deadline=None)  # machines may be busy
@given(st.integers(0, 2**16 - 1), st.integers(1, 600))
def test_a_story_is_found_among_many_but_not_the_source_itself(seed, count):
    dice = np.random.default_rng(seed)
    stories = Stories()
    rows = dice.integers(0, 2**16, (count, SIZE), dtype=np.uint16)
    for number, row in enumerate(rows):
        stories.add(f"s{number}", f"story{number}", row)
    assert stories.find("other", rows[count // 2]) == f"story{count // 2}"
    assert stories.find(f"s{count // 2}", rows[count // 2]) is None
