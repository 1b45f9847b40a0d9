"""Evidence in columns: what is spared or kept is what would be worked out anew."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigeo.model.vocabulary import vocabulary
from aigeo.resolve import things as things_module
from aigeo.resolve.columns import Column, Numbering, of_two
from aigeo.resolve.features import features
from aigeo.resolve.fitting import fits, fits_with
from aigeo.resolve.linking import Candidate
from aigeo.resolve.matcher import matcher
from aigeo.resolve.nametables import Words
from aigeo.resolve.reading import Lexicon
from aigeo.resolve.things import Things, address_likeness

LETTERS = st.text("abcdeinorstz茅é7", min_size=1, max_size=9)
SOME = st.frozensets(st.sampled_from(("us", "cn", "ru")), max_size=2)
DATES = st.frozensets(
    st.sampled_from(
        ("birth_date:1970", "birth_date:1970-05-01", "birth_date:1971", "founded:1990")
    ),
    max_size=2,
)
IDS = st.frozensets(st.sampled_from(("wd:Q1", "wd:Q2", "lei:1", "ofac:7")), max_size=2)
NAMES = st.lists(
    st.sampled_from(
        "acme tech technologies kron 13 shahid shaheed of plant 华为 institute".split()
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
THINGS = st.builds(
    Candidate,
    st.text("xyz", min_size=3, max_size=6),
    st.sampled_from(("Firm", "Organization", "Agency", "Person")),
    st.frozensets(NAMES, min_size=1, max_size=3),
    countries=SOME,
    external_ids=IDS,
    generic=st.booleans(),
    addresses=st.frozensets(
        st.sampled_from(
            ("1 Main Street Berlin", "Main Street 2, Berlin", "Moscow", "3 Nevsky Pr 9")
        ),
        max_size=2,
    ),
    marks=st.frozensets(st.sampled_from(("website:a.com", "registration_number:7")), max_size=2),
    dates=DATES,
)


@given(st.lists(st.lists(st.integers(0, 9), max_size=900), max_size=8))
def test_a_column_holds_what_was_added(parts: list[list[int]]) -> None:
    column = Column()
    for part in parts:
        column.extend(part)
    assert column.all.tolist() == [value for part in parts for value in part]


@given(st.lists(st.text(max_size=2)))
def test_equal_values_have_one_number(values: list[str]) -> None:
    numbering = Numbering("")
    numbers = [numbering.of(value) for value in values]
    assert [numbering.values[n] for n in numbers] == values
    assert all((n == 0) == (value == "") for n, value in zip(numbers, values, strict=True))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1))
def test_two_of_numbers_are_asked_about_once(pairs: list[tuple[int, int]]) -> None:
    asked: list[tuple[int, int]] = []

    def found(a: int, b: int) -> int:
        asked.append((a, b))
        return 10 * a + b

    x, y = np.array(pairs).T
    assert of_two(found, x, y, np.intp).tolist() == [10 * a + b for a, b in pairs]
    assert sorted(asked) == sorted(set(pairs))


@given(st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=20))
def test_words_that_letters_rule_out_are_unlike(pairs: list[tuple[str, str]]) -> None:
    near = [(a, a + b) for a, b in pairs] + [(a, a[:-1] + b[:1]) for a, b in pairs] + pairs
    near = [(a, b) for a, b in near if a and b]
    words = Words(Lexicon({}, {}, {"acd": frozenset({"zz"})}))
    x = np.array([words.number(a) for a, _ in near])
    y = np.array([words.number(b) for _, b in near])
    words.complete()
    assert not words.likeness(x, y)[~words.may_be_alike(x, y)].any()


@given(st.lists(THINGS, min_size=2, max_size=8), st.integers(0, 12))
@settings(deadline=None)
def test_things_that_were_read_before_have_the_same_evidence(
    found: list[Candidate], most: int
) -> None:
    lexicon = matcher().lexicon
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(things_module, "MOST_NAMES", most)  # they are dropped now and then
        known = Things(lexicon)
        for start in range(len(found) - 1):
            pairs = [(found[start], other) for other in found[start + 1 :]]
            assert np.array_equal(features(pairs, lexicon, known), features(pairs, lexicon))


SPELT = st.lists(
    st.sampled_from(
        "import export and import-export trading of acme tech technologies kron the co".split()
    ),
    min_size=1,
    max_size=20,
).map(" ".join)


@given(
    st.lists(
        st.builds(
            Candidate,
            st.text("xyz", min_size=3, max_size=6),
            st.just("Firm"),
            st.frozensets(SPELT, min_size=1, max_size=3),
        ),
        min_size=3,
        max_size=9,
    )
)
@settings(deadline=None)
def test_evidence_of_a_pair_does_not_depend_on_what_is_compared_beside(
    found: list[Candidate],
) -> None:
    lexicon = matcher().lexicon
    pairs = list(combinations(found, 2))
    together = features(pairs, lexicon)
    for pair, said in zip(pairs, together, strict=True):
        assert np.array_equal(features([pair], lexicon)[0], said)


@given(THINGS, st.lists(THINGS, min_size=1, max_size=10))
def test_what_fits_one_fits_when_many_are_asked_about(
    one: Candidate, others: list[Candidate]
) -> None:
    fitting = fits_with(one, vocabulary())
    for other in [*others, *others]:
        assert fitting(other) == fits(one, other, vocabulary())


def test_addresses_are_alike_by_their_words_and_numbers() -> None:
    here = frozenset({"10 Main Street Berlin"})
    assert address_likeness(here, here) == 1.0
    assert address_likeness(here, frozenset({"Main Street Berlin 20"})) == pytest.approx(0.45)
    assert address_likeness(here, frozenset({"30 Nevsky Prospekt"})) == 0.0
    assert address_likeness(here, frozenset({"Berlin"})) == -1.0  # a town says too little
    assert address_likeness(here, frozenset()) == -1.0
