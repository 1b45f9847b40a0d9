"""What is remembered from row to row gives what was given without it."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aigeo.load.repeats import RelationChecks, entity_key
from aigeo.model.records import Evidence, RelationRecord
from aigeo.model.validate import relation_problems
from aigeo.model.vocabulary import vocabulary

VALUES: st.SearchStrategy[Any] = st.sampled_from(
    ["", "1", 1, 1.0, True, False, 0, None, ("a",), ["a"], {"a": "1"}]
)
CALLS = st.tuples(
    st.sampled_from([None, "a.csv", "b.csv"]),
    st.tuples(st.sampled_from(["Firm", "Model"]), st.sampled_from(["A", "B"]),
              st.none(), st.sampled_from([None, "k"]), st.sampled_from([None, 0.5])),
    st.tuples(st.sampled_from([(), ("x",), ["x"]]), st.sampled_from([(), ["cn"]]),
              st.sampled_from([None, {"wd": "Q1"}]), st.booleans()),
    st.dictionaries(st.sampled_from(["founded", "url", "type"]), VALUES, max_size=2),
)  # fmt: skip
TYPES = {"firm:a": "Firm", "firm:b": "Firm", "cc:cn": "Country", "person:p": "Person"}
RELATIONS = st.builds(
    RelationRecord,
    type=st.sampled_from(["SUPPLIES", "BASED_IN", "OWNS", "NOTHING"]),
    subject=st.sampled_from(sorted(TYPES)),
    object=st.sampled_from(sorted(TYPES)),
    evidence=st.just(Evidence(row=1)),
    qualifiers=st.sampled_from(
        [
            {},
            {"share": 0.5},
            {"share": 140.0},
            {"colour": "red"},
            {"share": 1},
            {"share": True},
            {"share": [1.0]},
            {"item": "firm:a"},
            {"item": "person:p"},
            {"item": "firm:none"},
            {"item": "firm:a", "share": 1.0},
        ]
    ),
    start=st.sampled_from([None, "2001", "2001-02", "0000", "02/03/2001"]),
    end=st.sampled_from([None, "2000", "2005", "x"]),
    status=st.sampled_from(["stated", "planned", "guessed"]),
    confidence=st.sampled_from([1.0, 0.5, 1, True, 1.5, float("nan")]),
)


@given(CALLS, CALLS)
def test_two_calls_have_one_key_where_they_say_the_very_same(one: Any, other: Any) -> None:
    assert (entity_key(*one) == entity_key(*other)) == (repr(one) == repr(other))


@given(st.lists(RELATIONS, max_size=30))
def test_a_relation_is_refused_for_what_it_would_be_refused_for_alone(
    records: list[RelationRecord],
) -> None:
    checks = RelationChecks(vocabulary(), TYPES)
    for record in records:
        ends = TYPES[record.subject], TYPES[record.object]
        assert checks.problems(record, *ends) == relation_problems(
            record, vocabulary(), *ends, TYPES
        )
