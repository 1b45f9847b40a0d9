"""What names and descriptions are compared by."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.model.blocking import BLOCKS, LONG, blocks
from aigeo.model.names import name_key
from aigeo.model.wording import wording
from aigeo.resolve.beside import beside
from aigeo.resolve.blocked import asked_for, filed_under
from aigeo.resolve.features import FEATURES, features
from aigeo.resolve.linking import Candidate
from aigeo.resolve.matcher import Forest, matcher
from aigeo.resolve.reading import aligned, compared


def firm(name: str, *aliases: str, **more: frozenset[str]) -> Candidate:
    return Candidate(f"x:{name}", "Firm", frozenset({name}), frozenset(aliases), **more)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("7th of Tir Industries", "Seventh of Tir Industrial"),
        ("OOO Profinet", "Limited Liability Company Profinet"),
        ("NII Rastr", "Nauchno-issledovatelskii institut Rastr"),
        ("Almaz Zavod", "Almaz Plant"),
        ("CETC No. 13 Institute", "CETC 13th Institute"),
    ],
)
def test_words_of_one_idea_are_read_alike(one: str, other: str) -> None:
    read = [
        [w for w in wording(name_key(name)).words if w not in ("no", "joint")]
        for name in (one, other)
    ]
    assert read[0] == read[1]


def test_legal_forms_stand_apart() -> None:
    assert wording("ooo technopromexport").forms == {"llc"}
    assert wording("joint stock company technopromexport").forms == {"jsc"}
    assert wording("华为技术有限公司").forms == {"ltd"}
    assert wording("co ltd").words  # a name that is nothing but a form keeps its words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tekhnodinamika", "Technodinamica AO"),  # two transliterations
        ("Hangzhou Changchuan Technology", "Hangzhou Changchuantechnology"),  # run together
        ("China National Nuclear Corporation", "CNNC"),  # initials with the legal form
        ("Semiconductor Manufacturing International", "SMI"),
        ("JSC 325 Aviation Repair Plant", "325 ARZ"),  # a number
        ("Honeywell", "Honeyweln"),  # a letter
        ("Шахид Хеммат", "Shahid Hemmat"),  # a script
    ],
)
def test_what_may_be_one_meets_in_a_block_whichever_comes_first(one: str, other: str) -> None:
    assert asked_for(firm(one)).keys() & filed_under(firm(other))
    assert asked_for(firm(other)).keys() & filed_under(firm(one))


@given(st.text(min_size=1, max_size=80))
def test_blocks_of_any_name_are_known_fields(name: str) -> None:
    found = blocks(name_key(name))
    assert found.keys() <= {*BLOCKS, *LONG}
    assert all(found.values())


def value(a: Candidate, b: Candidate, feature: str) -> float:
    return float(features([(a, b)], matcher().lexicon)[0, FEATURES.index(feature)])


def test_what_stands_beside_names_is_evidence() -> None:
    a = firm("Aeroscan", addresses=frozenset({"127055, Moscow, Perunovsky per. 3, floor 2"}))
    b = firm("Aeroskan Group", addresses=frozenset({"Perunovsky per. 3, Moscow 127055, Russia"}))
    far = replace(b, addresses=frozenset({"70 Kolmogorova Street, Ekaterinburg, 620034"}))
    assert value(a, b, "address_same") > 0.7
    assert value(a, far, "address_differs") == 1
    assert matcher().probability(a, b) > matcher().probability(a, far)


def test_marks_and_dates_add_to_the_odds() -> None:
    plain = firm("Aeroscan Systems"), firm("Aeroscan Group")
    numbered = [replace(c, marks=frozenset({"registration_number:77"})) for c in plain]
    assert matcher().probability(*numbered) > matcher().probability(*plain)
    dated = [
        replace(c, dates=frozenset({f"founded:{year}"}))
        for c, year in zip(plain, ("1990", "2015-03"), strict=True)
    ]
    assert matcher().probability(*dated) < matcher().probability(*plain)


def test_properties_of_an_entity_become_evidence() -> None:
    found = beside(
        {"address": "1 A Street", "website": ["https://www.ab.com/x"], "founded": "1999-03"}
    )
    assert found["addresses"] == {"1 A Street"}
    assert found["marks"] == {"website:ab.com"}
    assert found["dates"] == {"founded:1999-03"}


WORDS = st.sampled_from(
    """tech technologies technology kron kronos krona kronn electronics elektronik institute
    research 13 13b 7 huawei huawey shahid shaheed 华为 of aeroscan aeroscann plant
    zavod air aero""".split()
)
TITLES = st.lists(WORDS, min_size=1, max_size=20).map(" ".join)


@given(st.lists(st.tuples(TITLES, TITLES), min_size=1, max_size=6))
def test_words_aligned_in_tables_are_those_aligned_one_by_one(pairs: list[tuple[str, str]]) -> None:
    lexicon = matcher().lexicon
    both = [(firm(a), firm(b)) for a, b in pairs]
    found = features(both, lexicon)
    for row, (a, b) in zip(found, both, strict=True):
        if not (compared(a) and compared(b)):
            assert not row.any()
            continue
        (x,), (y,) = compared(a), compared(b)
        lost_x, lost_y, same, translated = aligned(x.words, y.words, lexicon)
        gone = sorted(sum(map(lexicon.weight, lost)) for lost in (lost_x, lost_y))
        wanted = {
            "common": sum(map(lexicon.weight, same)), "lost_less": gone[0], "lost_more": gone[1],
            "rarest_common": max(map(lexicon.weight, same), default=0), "translated": translated,
        }  # fmt: skip
        said = {name: row[FEATURES.index(name)] for name in wanted}
        assert said == pytest.approx(wanted)


@given(st.lists(st.tuples(TITLES, TITLES, TITLES), min_size=2, max_size=6))
def test_pairs_asked_together_have_the_evidence_of_each_alone(
    given_names: list[tuple[str, str, str]],
) -> None:
    lexicon = matcher().lexicon
    pairs = [(firm(a, b), firm(c, a)) for a, b, c in given_names]
    alone = np.vstack([features([pair], lexicon) for pair in pairs])
    assert np.allclose(features(pairs, lexicon), alone)


def test_a_tree_goes_left_up_to_the_limit() -> None:
    forest = Forest([[[1], [0.5], [~0], [~1], [-1.0, 2.0]], [[], [], [], [], [0.25]]])
    assert forest.values(np.array([[9.0, 0.5], [9.0, 0.6]])).tolist() == [-0.75, 2.25]


def test_trees_asked_together_say_what_each_says_alone() -> None:
    data = json.loads((files("aigeo.resolve") / "data" / "matcher.json").read_text("utf-8"))
    limits = sorted({limit for tree in data["trees"] for limit in tree[1]})
    chance = random.Random(1)
    rows = [[chance.choice(limits) for _ in FEATURES] for _ in range(50)]

    def alone(tree: list[list[float]], row: list[float]) -> float:
        feature, limit, left, right, leaf = tree
        at = 0 if feature else -1
        while at >= 0:
            at = (left if row[feature[at]] <= limit[at] else right)[at]
        return leaf[~at]

    wanted = [sum(alone(tree, row) for tree in data["trees"]) for row in rows]
    assert matcher().trees.values(np.array(rows)).tolist() == pytest.approx(wanted)


def test_equal_spelling_is_likelier_than_a_word_more() -> None:
    name = firm("Diamond Transportation", countries=frozenset({"ir"}))
    near = firm("Dimond Transportation", countries=frozenset({"ir"}))
    other = firm("Diamond Chemical Group", countries=frozenset({"ir"}))
    assert matcher().probability(name, near) > 0.9
    assert matcher().probability(name, other) < matcher().certain
