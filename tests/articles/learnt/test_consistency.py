from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.articles.learnt import model as model_module
from aigeo.articles.learnt.consistency import Found, agree
from aigeo.articles.learnt.decode import trim
from aigeo.articles.learnt.labels import Labels
from aigeo.articles.learnt.tokens import TextTokenizer

LABELS = Labels(("Firm", "Model"), ("DEVELOPS",), np.ones((1, 2, 2), dtype=bool))
tokenizer = TextTokenizer(Path(model_module.__file__).parent / "model" / "tokenizer.json")


def _found(start: int, end: int, firm: float, model: float, *, generic: bool = False) -> Found:
    return Found(start, end, generic, np.array([firm, model], dtype=np.float32))


def test_the_type_is_the_one_with_the_highest_mean() -> None:
    text = "Kimi rose. Kimi fell. Kimi won."
    found = [_found(0, 4, 0.6, 0.4), _found(11, 15, 0.1, 0.8), _found(22, 26, 0.2, 0.7)]
    assert [m.type for m in agree(text, found, LABELS)] == ["Model"] * 3


def test_a_sure_name_is_found_everywhere() -> None:
    text = "Zeta rose. Nobody knew Zeta; Zetabytes and pre-Zeta are other words."
    mentions = agree(text, [_found(0, 4, 0.9, 0.05)], LABELS)
    assert [(m.start, m.end) for m in mentions] == [(0, 4), (23, 27)]
    assert mentions[1].score == pytest.approx(0.45)


def test_unsure_lower_case_and_generic_names_are_not_looked_for() -> None:
    text = "Zeta and chips, Zeta and chips"
    found = [
        _found(0, 4, 0.4, 0.1),
        _found(9, 14, 0.9, 0.1),
        _found(16, 20, 0.9, 0.0, generic=True),
    ]
    assert len(agree(text, found, LABELS)) == 3


@given(st.text(alphabet="Ab ", max_size=30), st.data())
def test_spans_stay_in_the_text_and_named_ones_apart(text: str, data: st.DataObject) -> None:
    found, at = [], 0
    while at < len(text):
        end = data.draw(st.integers(at + 1, len(text)))
        if text[at:end].strip() == text[at:end] and data.draw(st.booleans()):
            found.append(_found(at, end, 0.9, 0.1))
        at = end
    mentions = agree(text, found, LABELS)
    assert {(f.start, f.end) for f in found} <= {(m.start, m.end) for m in mentions}
    for one, other in pairwise(mentions):
        assert one.end <= other.start


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("factories in", "factories"),
        ("the Entity List", "Entity List"),
        ("Bureau of Industry and", "Bureau of Industry"),
        ("Bank of China", "Bank of China"),
        ("of the", ""),
    ],
)
def test_function_words_are_trimmed(text: str, kept: str) -> None:
    tokens = tokenizer(text)
    word, last = trim(text, tokens, 0, len(tokens.word_first))
    if kept:
        first, end = int(tokens.word_first[word]), tokens.word_end(last - 1)
        assert text[tokens.starts[first] : tokens.ends[end - 1]] == kept
    else:
        assert word == last
