import dataclasses
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.errors import SchemaError
from aigeo.model.records import EntityRecord, Evidence, RelationRecord
from aigeo.model.validate import (
    check_entity,
    check_relation,
    entity_problems,
    relation_problems,
    value_fault,
)
from aigeo.model.vocabulary import vocabulary

WORDS = vocabulary()
ROW = Evidence(row=1)
FIRM = EntityRecord(
    "firm:acme",
    "Firm",
    "Acme",
    ROW,
    aliases=("ACME",),
    properties={"tickers": ["ACM"], "founded": "1999-04", "employees": 5, "countries": ["us"]},
    external_ids=("lei:5493001KJTIIGC8Y1R12",),
)
OWNS = RelationRecord("OWNS", "firm:acme", "firm:b", ROW, {"share": 51}, start="2020")


def test_sound_records_have_no_problems() -> None:
    assert entity_problems(FIRM, WORDS) == []
    assert relation_problems(OWNS, WORDS, "Firm", "Firm") == []
    check_entity(FIRM, WORDS)
    check_relation(OWNS, WORDS, "Firm", "Firm")


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        ({"type": "Frim"}, "unknown type", "unknown entity type 'Frim'"),
        ({"type": "Agent", "properties": {}}, "abstract type", "Agent is abstract"),
        ({"id": "acme"}, "bad id", "id 'acme' is not of the form"),
        ({"id": "firm:a b"}, "bad id", "id 'firm:a b'"),
        ({"name": "  "}, "no name", "the name is empty"),
        ({"aliases": ("",)}, "bad value", "an alias is empty"),
        ({"external_ids": ("Q95",)}, "bad value", "'Q95' is not of the form"),
        ({"confidence": 1.01}, "bad confidence", "confidence 1.01 is not within"),
        ({"confidence": float("nan")}, "bad confidence", "confidence nan"),
        ({"confidence": True}, "bad confidence", "confidence True"),
        (
            {"properties": {"share": 1, "color": "red"}},
            "unknown property",
            "no property color, share",
        ),
        ({"properties": {"founded": "April 1999"}}, "bad value", "founded of Firm: 'April 1999'"),
        ({"properties": {"founded": " 1999"}}, "bad value", "founded of Firm: ' 1999'"),
        ({"properties": {"tickers": "ACM"}}, "bad value", "tickers of Firm must be a list"),
        ({"properties": {"founded": ["1999"]}}, "bad value", "must be a single value"),
        ({"properties": {"employees": -1}}, "bad value", "-1 is below 0"),
        ({"properties": {"employees": 1.5}}, "bad value", "1.5 is not an integer"),
        ({"properties": {"employees": True}}, "bad value", "True is not an integer"),
        ({"properties": {"countries": ["China"]}}, "bad value", "'China' does not match"),
        ({"properties": {"lei": "123"}}, "bad value", "'123' does not match"),
        ({"properties": {"website": ""}}, "bad value", "'' is not text"),
        ({"properties": {"generic": "yes"}}, "bad value", "'yes' is not true or false"),
        ({"properties": {"valuation_usd": float("inf")}}, "bad value", "inf is not a number"),
    ],
)
def test_entity_problems_name_the_reason(change: dict[str, Any], code: str, message: str) -> None:
    (problem,) = entity_problems(dataclasses.replace(FIRM, **change), WORDS)
    assert problem.code == code
    assert message in problem.message


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        ({"type": "OWN"}, "unknown type", "unknown relation type 'OWN'"),
        ({"subject": "acme"}, "bad id", "subject 'acme'"),
        ({"object": "firm:acme"}, "self relation", "OWNS of firm:acme with itself"),
        ({"start": "2020-13"}, "bad date", "start '2020-13' is not a date"),
        ({"start": "2020", "end": "2019-12"}, "bad date", "end 2019-12 is before start 2020"),
        ({"status": "rumoured"}, "bad status", "status 'rumoured'"),
        ({"confidence": -0.1}, "bad confidence", "confidence -0.1"),
        ({"qualifiers": {"share": 100.5}}, "bad value", "share of OWNS: 100.5 is above 100"),
        ({"qualifiers": {"share": "51"}}, "bad value", "'51' is not a number"),
        ({"qualifiers": {"round": "A"}}, "unknown property", "OWNS has no property round"),
    ],
)
def test_relation_problems_name_the_reason(change: dict[str, Any], code: str, message: str) -> None:
    (problem,) = relation_problems(dataclasses.replace(OWNS, **change), WORDS, "Firm", "Firm")
    assert problem.code == code
    assert message in problem.message


def test_the_same_year_may_start_and_end() -> None:
    record = dataclasses.replace(OWNS, start="2020-06", end="2020")
    assert relation_problems(record, WORDS, "Firm", "Firm") == []


def test_signatures_are_checked_and_explained() -> None:
    (problem,) = relation_problems(OWNS, WORDS, "Model", "Firm")
    assert problem.code == "signature"
    assert "does not go from Model to Firm; it goes from Agent or Country to" in problem.message


def test_an_unknown_end_type_is_reported() -> None:
    codes = {problem.code for problem in relation_problems(OWNS, WORDS, "Frim", "Firm")}
    assert codes == {"unknown type", "signature"}


@pytest.mark.parametrize(("type", "sound"), [("Country", True), ("Agency", True), ("Chip", False)])
def test_entity_qualifiers_have_types(type: str, sound: bool) -> None:
    record = RelationRecord("RESTRICTS", "policy:ear", "chip:h100", ROW, {"destination": "cc:cn"})
    problems = relation_problems(record, WORDS, "Policy", "Chip", {"cc:cn": type})
    assert [problem.code for problem in problems] == ([] if sound else ["signature"])


def test_an_entity_qualifier_is_an_id() -> None:
    record = RelationRecord("RESTRICTS", "policy:ear", "chip:a", ROW, {"destination": "China"})
    (problem,) = relation_problems(record, WORDS, "Policy", "Chip")
    assert "'China' is not an entity id" in problem.message


def test_missing_values_are_no_problem() -> None:
    record = dataclasses.replace(FIRM, properties={"founded": None, "tickers": None})
    assert entity_problems(record, WORDS) == []


def test_check_lists_every_problem() -> None:
    bad = dataclasses.replace(FIRM, id="x", name="", confidence=2)
    with pytest.raises(SchemaError, match=re.escape("Firm ''")) as caught:
        check_entity(bad, WORDS)
    assert all(part in str(caught.value) for part in ("'x'", "name is empty", "confidence 2"))
    with pytest.raises(SchemaError, match="OWNS firm:acme → firm:b"):
        check_relation(OWNS, WORDS, "Model", "Firm")


@given(st.sampled_from(sorted(WORDS.entity_types["Chip"].properties)), st.none() | st.integers() |
       st.text() | st.booleans() | st.floats() | st.lists(st.text(), max_size=2))  # fmt: skip
def test_no_value_breaks_the_check(name: str, value: Any) -> None:
    record = EntityRecord("chip:x", "Chip", "x", ROW, properties={name: value})
    problems = entity_problems(record, WORDS)
    spec = WORDS.entity_types["Chip"].properties[name]
    if not spec.multivalued and value is not None and not isinstance(value, list):
        assert bool(problems) == (value_fault(value, spec) is not None)
