"""Places within names: read whole, and telling firms apart that are called after their town."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.model.towns import is_place, places_in
from aigeo.resolve.linking import Candidate
from aigeo.resolve.matcher import matcher


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("hong kong optics shenzhen", {"hong kong", "shenzhen"}),
        ("new york", {"new york"}),
        ("york optics", set()),
        ("optics of bavaria", {"bavaria"}),
        ("kong hong", set()),
        ("", set()),
    ],
)
def test_places_are_read_whole(words: str, places: set[str]) -> None:
    assert places_in(words.split()) == places


@given(st.lists(st.sampled_from(["hong", "kong", "new", "york", "wuhan", "chip", "saint"])))
def test_what_is_found_are_places_that_the_words_name(words: list[str]) -> None:
    for place in places_in(words):
        assert is_place(place)
        assert f" {place} " in f" {' '.join(words)} "


def firm(name: str, *countries: str) -> Candidate:
    return Candidate(f"x:{name}", "Firm", frozenset({name}), countries=frozenset(countries))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Changsha Optical Instruments", "Jinan Optical Instruments"),
        ("Zhengzhou Optical Instruments Co.", "Luoyang Optical Instruments Co."),
        ("National Supercomputing Center Singapore", "National Supercomputing Center Changsha"),
        ("Zhuhai Pantum Electronics Co., Ltd.", "Zhuhai Yueya"),
    ],
)
def test_firms_of_other_towns_and_others_of_one_town_are_not_proposed(one: str, other: str) -> None:
    p = matcher().probability(firm(one, "cn"), firm(other, "cn"))
    assert p < matcher().doubtful
    same = matcher().probability(firm(one, "cn"), firm(f"{one} (Group)", "cn"))
    assert same > p
