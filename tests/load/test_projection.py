"""What statements add up to, computed without a graph."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.load.projection import (
    combined_confidence,
    entity_of_one,
    entity_of_several,
    project_relation,
    relation_of_one,
    relation_of_several,
)
from aigeo.model.vocabulary import vocabulary

SOURCES = {"s": {"id": "s", "title": "S"}}


def stint(number: int, start: str | None, end: str | None) -> dict[str, Any]:
    return {
        "id": f"st:{number}", "kind": "relation", "type": "WORKS_FOR", "source": "s",
        "confidence": 0.9, "status": "stated", "qualifiers": "{}", "start": start, "end": end,
        "quote": "words", "first_seen": "2026-01-01",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("stints", "end"),
    [
        ([("2019", "2021")], "2021"),
        ([("2019", "2021"), ("2023-05", None)], None),
        ([("2019", "2021"), ("2020", None)], "2021"),
        ([("2019", "2021"), (None, None)], "2021"),
        ([("2019", "2021"), ("2022", "2024")], "2024"),
        ([("2019", None)], None),
    ],
)
def test_a_fact_lasts_to_its_latest_end_unless_a_later_stint_is_open(
    stints: list[tuple[str | None, str | None]], end: str | None
) -> None:
    statements = [stint(n, *dates) for n, dates in enumerate(stints)]
    edge = project_relation(
        "f:1", statements, SOURCES, vocabulary().relation_types["WORKS_FOR"], {}
    )
    assert edge is not None
    assert edge.get("end") == end
    assert (edge.get("valid_to") is None) == (end is None)


DATES = st.sampled_from([None, "", "2019", "2019-05", "2020-02-29"])
TEXTS = st.sampled_from([None, "", "a", "b"])
COMMON = {
    "id": st.sampled_from(["s:1", "s:2"]),
    "source": st.sampled_from(["s", "dated", "bare"]),
    "confidence": st.floats(0, 1),
    "first_seen": DATES,
    "review": st.sampled_from([None, "unreviewed", "confirmed", "rejected"]),
    "story": TEXTS,
}
FEW_SOURCES = {
    "s": {"id": "s", "title": "S"},
    "dated": {"id": "dated", "title": "D", "published": "2021-03-04", "retrieved": "2022"},
    "bare": {"id": "bare", "retrieved": "2024-01-02T03:04:05"},
}


def stated(draw: st.DrawFn, fields: dict[str, st.SearchStrategy[Any]], *needed: str) -> Any:
    """Draw a statement; what is not needed may be missing."""
    return draw(
        st.fixed_dictionaries(
            {k: v for k, v in fields.items() if k in needed},
            optional={k: v for k, v in fields.items() if k not in needed},
        )
    )


@given(data=st.data())
def test_an_edge_of_one_statement_is_what_the_whole_rule_gives(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(vocabulary().relation_types)))
    relation = vocabulary().relation_types[kind]
    values = st.sampled_from([None, "x", "Y", 3, 0.5, True, *sorted(relation.mutual_kinds)])
    said = data.draw(st.dictionaries(st.sampled_from(sorted(relation.qualifiers) or ["-"]), values))
    said = {k: v for k, v in said.items() if k in relation.qualifiers}
    for key in said:
        if relation.qualifiers[key].range == "entity":
            said[key] = data.draw(st.sampled_from(["x", "y"]))
    fields = COMMON | {
        "kind": st.just("relation"),
        "type": st.just(kind),
        "status": st.sampled_from(["stated", "ended", "planned", "alleged"]),
        "negated": st.booleans(),
        "start": DATES,
        "end": DATES,
        "qualifiers": st.sampled_from(["{}", orjson.dumps(said).decode()]),
        "quote": TEXTS,
        "attributed_to": TEXTS,
        "part": TEXTS,
        "row": st.one_of(st.none(), st.integers(0, 9)),
        "columns": st.sampled_from([None, "{}", '{"A": "b", "C": "' + "d" * 200 + '"}']),
    }
    statement = data.draw(st.composite(stated)(fields, "id", "kind", "type", "source", "status"))
    ends = {"x": ("firm:x", "X")}
    assert relation_of_one("f:1", statement, FEW_SOURCES, relation, ends) == relation_of_several(
        "f:1", [statement], FEW_SOURCES, relation, ends
    )


@given(data=st.data())
def test_a_node_of_one_statement_is_what_the_whole_rule_gives(data: st.DataObject) -> None:
    words = vocabulary()
    kind = data.draw(st.sampled_from(sorted(words.entity_types)))
    keys = sorted({*words.entity_types[kind].properties, "countries", "generic", "x"} - {"aliases"})
    lists = st.lists(st.sampled_from(["b", "a", "c"]))
    said = data.draw(
        st.dictionaries(
            st.sampled_from(keys), st.one_of(st.none(), st.booleans(), st.just("v"), lists)
        )
    ) | {"name": "N"}
    if data.draw(st.booleans()):
        said |= {"aliases": data.draw(st.lists(st.sampled_from(["N", "M", "O"])))}
    fields = COMMON | {
        "kind": st.just("entity"),
        "type": st.just(kind),
        "properties": st.just(orjson.dumps(said).decode()),
    }
    statement = data.draw(
        st.composite(stated)(fields, "id", "kind", "type", "source", "properties")
    )
    assert entity_of_one("x:1", statement, words) == entity_of_several("x:1", [statement], words)


@given(confidence=st.floats(0, 1), missing=st.booleans())
def test_the_confidence_of_one_statement_needs_no_combining(
    confidence: float, missing: bool
) -> None:
    statement = {"source": "s"} | ({} if missing else {"confidence": confidence})
    assert combined_confidence((statement,)) == combined_confidence([statement])
