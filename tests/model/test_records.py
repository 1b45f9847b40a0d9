import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.model.records import EntityRecord, Evidence, RelationRecord, StatementRecord


@given(st.text(min_size=1), st.integers(min_value=0, max_value=10_000))
def test_offsets_span_the_quote(quote: str, start: int) -> None:
    evidence = Evidence(quote=quote, start_char=start, end_char=start + len(quote))
    assert evidence.end_char == start + len(quote)
    with pytest.raises(ValueError, match="do not span"):
        Evidence(quote=quote, start_char=start, end_char=start + len(quote) + 1)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "a quote or a row"),
        ({"quote": ""}, "a quote or a row"),
        ({"url": "https://example.org"}, "a quote or a row"),
        ({"columns": {"a": "b"}}, "a quote or a row"),
        ({"row": 0}, "row 0"),
        ({"quote": "x", "start_char": 1}, "come together"),
        ({"quote": "x", "start_char": -1, "end_char": 0}, "do not span"),
        ({"row": 1, "start_char": 1, "end_char": 2}, "need a quote"),
    ],
)
def test_evidence_or_nothing(fields: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Evidence(**fields)  # type: ignore[arg-type]


def test_records_are_frozen_and_slotted() -> None:
    evidence = Evidence(row=1, part="a.csv", columns={"Name": "Acme"})
    entity = EntityRecord("firm:acme", "Firm", "Acme", evidence)
    relation = RelationRecord("OWNS", "firm:acme", "firm:b", evidence)
    statement = StatementRecord("s:1", "relation", "OWNS", "firm:acme", "src")
    for record in (evidence, entity, relation, statement):
        assert not hasattr(record, "__dict__")
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(record, dataclasses.fields(record)[0].name, "other")


def test_defaults_cannot_be_shared_by_accident() -> None:
    evidence = Evidence(row=1)
    first = EntityRecord("firm:a", "Firm", "A", evidence)
    with pytest.raises(TypeError):
        first.properties["x"] = 1  # type: ignore[index]


def test_a_plain_claim_is_stated_and_certain() -> None:
    relation = RelationRecord("OWNS", "firm:a", "firm:b", Evidence(row=1))
    assert (relation.status, relation.negated, relation.confidence) == ("stated", False, 1.0)
