from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aigeo.articles.learnt.quotes import quote
from aigeo.articles.text import split_sentences


def _quote(text: str, one: str, other: str, *, noun_phrase: bool = False) -> str:
    spans = [(text.index(w), text.index(w) + len(w)) for w in (one, other)]
    sentences = [(s.start, s.end) for s in split_sentences(text)]
    start, end = quote(text, spans[0], spans[1], sentences, noun_phrase=noun_phrase)
    return text[start:end]


def test_a_clause_is_cut_at_its_bounds() -> None:
    text = "Prices fell; Samsung bought Harman, while Intel waited."
    assert _quote(text, "Samsung", "Harman") == "Samsung bought Harman"


def test_a_noun_phrase_is_the_two_names() -> None:
    text = "Officials said China's Huawei had stopped."
    assert _quote(text, "China", "Huawei", noun_phrase=True) == "China's Huawei"


def test_two_sentences_are_both_quoted() -> None:
    text = "Acme is old. It was bought by Zeta in May. More followed."
    assert _quote(text, "Acme", "Zeta") == "Acme is old. It was bought by Zeta in May."


@given(st.text(alphabet='ab ,.;:\n"Z', min_size=4, max_size=80), st.data())
def test_a_quote_always_holds_both_mentions(text: str, data: st.DataObject) -> None:
    def span() -> tuple[int, int]:
        start = data.draw(st.integers(0, len(text) - 1))
        return start, data.draw(st.integers(start + 1, len(text)))

    one, other = span(), span()
    sentences = [(s.start, s.end) for s in split_sentences(text)]
    start, end = quote(text, one, other, sentences, noun_phrase=data.draw(st.booleans()))
    assert 0 <= start <= min(one[0], other[0])
    assert max(one[1], other[1]) <= end <= len(text)
