from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.articles.learnt import model as model_module
from aigeo.articles.learnt.tokens import (
    TextTokenizer,
    Tokens,
    model_input,
    shape,
    windows,
)

FOLDER = Path(model_module.__file__).parent / "model"
tokenizer = TextTokenizer(FOLDER / "tokenizer.json")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("chips", "lower"),
        ("Huawei", "title"),
        ("TSMC", "upper"),
        ("OpenAI", "mixed"),
        ("iPhone", "mixed"),
        ("H100", "digit"),
        ("A", "title"),
        ("...", "mark"),
        ("华为", "other"),
        ("", "none"),
    ],
)
def test_shape_tells_how_a_word_is_written(word: str, expected: str) -> None:
    assert shape(word) == expected


@given(st.text(max_size=200))
def test_tokens_lie_in_the_text_in_order(text: str) -> None:
    tokens = tokenizer(text)
    assert (tokens.starts <= tokens.ends).all()
    assert (np.diff(tokens.starts) >= 0).all()
    if len(tokens):
        assert tokens.starts[0] >= 0
        assert tokens.ends[-1] <= len(text)
        assert tokens.word_first[0] == 0
    assert (np.diff(tokens.word_first) > 0).all()


def test_every_token_has_a_row_in_the_embeddings() -> None:
    ids = tokenizer("Zhongguancun's GPT-4o 华为 ütopisch \u0c85 extraordinarily unfeasible").ids
    assert ids.max() < tokenizer._tokenizer.get_vocab_size()


def test_span_finds_the_tokens_of_a_word() -> None:
    text = "The U.S. added Huawei."
    tokens = tokenizer(text)
    found = tokens.span(text.index("Huawei"), text.index("Huawei") + 6)
    assert found is not None
    assert text[tokens.starts[found[0]] : tokens.ends[found[1] - 1]] == "Huawei"


def test_span_of_blanks_is_none() -> None:
    tokens = tokenizer("one   two")
    assert tokens.span(4, 5) is None
    assert tokens.span(50, 60) is None


def _plain(count: int) -> Tokens:
    numbers = np.arange(count, dtype=np.int64)
    return Tokens(numbers, numbers * 0, numbers, numbers + 1, numbers)


@given(st.integers(0, 4000), st.lists(st.integers(0, 4000), max_size=60))
def test_windows_cover_each_token_once(count: int, breaks: list[int]) -> None:
    tokens = _plain(count)
    kept: list[int] = []
    for window in windows(tokens, breaks):
        assert 0 <= window.start <= window.keep_start < window.keep_end <= window.end <= count
        assert window.end - window.start <= 510
        kept.extend(range(window.keep_start, window.keep_end))
    assert kept == list(range(count))


def test_windows_end_at_sentences() -> None:
    first, *_ = windows(_plain(1200), [100, 490, 700])
    assert first.end == 490


def test_model_input_adds_the_marks() -> None:
    tokens = tokenizer("Two words")
    (window,) = windows(tokens, [0])
    ids, shapes = model_input(tokenizer, tokens, window)
    assert ids.shape == shapes.shape == (1, len(tokens) + 2)
    assert (ids[0, 0], ids[0, -1]) == (tokenizer.cls, tokenizer.sep)
