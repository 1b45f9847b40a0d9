from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.articles.text import split_sentences, tokenise


def pieces(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. government acted. It won.", ["The U.S. government acted.", "It won."]),
        ("He works for Foo Co. Ltd. in Osaka.", ["He works for Foo Co. Ltd. in Osaka."]),
        ("Exports to the U.S. The firm left.", ["Exports to the U.S.", "The firm left."]),
        ("Dr. Ada Okoro spoke. So did J. K. Ng.", ["Dr. Ada Okoro spoke.", "So did J. K. Ng."]),
        (
            "A title without a stop\nThen a sentence.",
            ["A title without a stop", "Then a sentence."],
        ),
        (
            "It cost $3.5 billion. “Too much,” he said.",
            ["It cost $3.5 billion.", "“Too much,” he said."],
        ),
        ("On Oct. 7 it ended.", ["On Oct. 7 it ended."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_sentences(text, expected):
    assert pieces(text) == expected


@given(st.text(max_size=400))
def test_sentences_cover_all_but_white_space(text):
    spans = split_sentences(text)
    inside = {i for s in spans for i in range(s.start, s.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in inside)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@given(st.text(max_size=200))
def test_tokens_stand_where_they_say(text):
    tokens = tokenise(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert not any(t.text.isspace() for t in tokens)


def test_long_line_takes_linear_time():
    def seconds(n: int) -> float:
        text = "Acme Corp. sold chips to U.S. firms " * n
        begin = time.process_time()
        split_sentences(text)
        return time.process_time() - begin

    seconds(2_000)
    assert seconds(20_000) < 40 * max(seconds(2_000), 0.002)
